"""Recording a change on the standard library's sqlite3, for start-up's sake; changes.py undoes it.

As in quick.py, tables.py is the schema, and tests hold each statement against it.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attune_cli.store.quick import digits
from attune_cli.store.rows import minutes_of

MOST_CHANGES = 50  # that can be undone

FORGET_UNDONE = "DELETE FROM changes WHERE changes.is_undone = ?"
INSERT_CHANGE = (
    "INSERT INTO changes (what, changed_at, changed_offset, is_undone, images) "
    "VALUES (?, ?, ?, ?, ?)"
)
FORGET_OLD = "DELETE FROM changes WHERE changes.id <= ?"


def record_log(
    connection: sqlite3.Connection,
    number: int,
    now: datetime,
    target: tuple[int, str | None] | None,
) -> None:
    """Record that a moment was logged; its images are so plain that json, 1 ms, is not loaded.

    Args:
        connection: inside the transaction that logs it.
        number: the moment's.
        now: the present.
        target: of the moment that it repairs, the number, and whether it was come back to before,
            where this changed that.
    """
    images = f'{{"table": "moments", "id": {number}, "row": null}}'
    if target:
        said = "null" if target[1] is None else f'"{target[1]}"'
        image = f'{{"table": "moments", "id": {target[0]}, "row": {{"came_back": {said}}}}}'
        images = f"{image}, {images}"
    _record(connection, f"log #{number}", now, f"[{images}]")


def record(
    connection: sqlite3.Connection, what: str, now: datetime, images: Sequence[dict[str, Any]]
) -> None:
    """Record a change, inside its transaction; what had been undone can't be done again then.

    Args:
        connection: inside the transaction that changes.
        what: the change in a few words, such as “log #42”.
        now: the present.
        images: of each row that the change touches, what it was before; see images.py.
    """
    import json  # noqa: PLC0415 not in every run

    _record(connection, what, now, json.dumps(images, ensure_ascii=False))


def _record(connection: sqlite3.Connection, what: str, now: datetime, images: str) -> None:
    connection.execute(FORGET_UNDONE, (1,))
    row = (what, digits(now), minutes_of(now), 0, images)
    number = connection.execute(INSERT_CHANGE, row).lastrowid
    assert number is not None  # noqa: S101 SQLite has just made it
    connection.execute(FORGET_OLD, (number - MOST_CHANGES,))
