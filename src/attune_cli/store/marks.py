"""What a person has said of tips, kept or hidden, on the standard library's sqlite3.

As in quick.py, tables.py is the schema, and tests hold each statement against it.
"""

import sqlite3
from datetime import datetime
from typing import Any

from attune_cli.core.tips.choice import Mark
from attune_cli.store.quick import digits
from attune_cli.store.record import record
from attune_cli.store.rows import MarkColumns, columns_of_mark

MARKS = "SELECT tip_marks.tip, tip_marks.mark FROM tip_marks ORDER BY tip_marks.id"
MARK = (
    "SELECT tip_marks.id, tip_marks.tip, tip_marks.mark, tip_marks.marked_at, "
    "tip_marks.marked_offset FROM tip_marks WHERE tip_marks.tip = ?"
)
UNMARK = "DELETE FROM tip_marks WHERE tip_marks.tip = ?"
INSERT_MARK = "INSERT INTO tip_marks (tip, mark, marked_at, marked_offset) VALUES (?, ?, ?, ?)"

_VERBS = {Mark.KEPT: "keep", Mark.HIDDEN: "hide", None: "unmark"}


def marks(connection: sqlite3.Connection | None) -> dict[str, Mark]:
    """Return what has been said of tips, by their ids, in the order in which it was said."""
    rows = () if connection is None else connection.execute(MARKS)
    return {tip: Mark(mark) for tip, mark in rows}


def mark(connection: sqlite3.Connection, tip: str, said: Mark | None, now: datetime) -> None:
    """Say something of a tip, in the place of what was said before; None takes it back."""
    images: dict[int, dict[str, Any] | None] = {}
    for number, *row in connection.execute(MARK, (tip,)).fetchall():
        own = dict(zip(MarkColumns._fields, row, strict=True))
        images[number] = own | {"marked_at": f"{own['marked_at']}+00:00"}  # the digits are UTC
        connection.execute(UNMARK, (tip,))
    if said:
        columns = columns_of_mark(tip, said, now)
        values = (digits(value) if isinstance(value, datetime) else value for value in columns)
        number = connection.execute(INSERT_MARK, tuple(values)).lastrowid
        assert number is not None  # noqa: S101 SQLite has just made it
        images.setdefault(number, None)
    if images:
        what = f"tips {_VERBS[said]} {tip}"
        changed = [{"table": "tip_marks", "id": id_, "row": row} for id_, row in images.items()]
        record(connection, what, now, changed)
