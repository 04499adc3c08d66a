"""History by triggers: a log of rows, in the place of the images that each change held.

What could be undone till now still can: the changes are taken back as they were recorded, the rows
that are there then are the beginning of the log, and each change is done again with the triggers
on. Where a row would not be as it was, all that is taken back, and the history ends.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import context, op

from attune_cli.store.schema.triggers import make_triggers, record_all

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "caregivers", "children", "moments", "moment_children", "moment_words", "answers", "tip_marks",
)  # fmt: skip
PEOPLE, WRITTEN = ("caregivers", "children"), ("moments", "answers", "tip_marks")
INSTANTS = {"occurred_at", "logged_at", "written_at", "marked_at"}
LINKS = {
    "words": ("moment_words", ("vocabulary", "word", "position")),
    "children": ("moment_children", ("child_id", "position")),
}
SCRATCH = -1  # the change under which all is taken back
Image = dict[str, Any]


class OldChange(NamedTuple):
    """A change as the journal held it till now."""

    id: int
    what: str
    changed_at: str
    changed_offset: int
    is_undone: int
    images: str


def upgrade() -> None:
    """Take the step."""
    connection = op.get_bind().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 what migrate.py made
    found = connection.execute(
        "SELECT id, what, changed_at, changed_offset, is_undone, images FROM changes ORDER BY id"
    )
    old = [OldChange(*row) for row in found]
    op.drop_table("changes")
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_offset", sa.Integer(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "history_rows",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("change_id", sa.Integer()),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("before", sa.String()),
        sa.Column("after", sa.String()),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_history_rows_change_id",
        "history_rows",
        ["change_id"],
        sqlite_where=sa.text("change_id IS NOT NULL"),
    )
    op.create_table(
        "open_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("change_id", sa.Integer()),
    )
    make_triggers(connection, TABLES)
    context.config.attributes["is_history_kept"] = _begin_log(connection, old)
    op.create_index("ix_history_rows_row_id", "history_rows", ["row_id"])


def _begin_log(connection: sqlite3.Connection, old: Sequence[OldChange]) -> bool:
    """Record what is there, and what can be undone; return whether the latter could be."""
    connection.execute("SAVEPOINT conversion")
    try:
        _convert(connection, old)
        is_kept = True
    except Exception:  # noqa: BLE001 whatever an old history holds, the rows are what counts
        connection.execute("ROLLBACK TO conversion")
        record_all(connection, TABLES)
        is_kept = False
    connection.execute("RELEASE conversion")
    return is_kept


def _convert(connection: sqlite3.Connection, old: Sequence[OldChange]) -> None:
    """Take changes back, record what is there then, and do them again.

    Raises:
        ValueError, sqlite3.Error: they are not what happened to the rows.
    """
    images = {change.id: json.loads(change.images) for change in old}
    done = [change.id for change in old if not change.is_undone]
    undone = [change.id for change in old if change.is_undone]
    with _opened(connection, SCRATCH):
        for number in reversed(done):
            images[number] = _swap(connection, images[number])
    record_all(connection, TABLES)
    for number in (*done, *undone):
        with _opened(connection, number):
            images[number] = _swap(connection, images[number])
    (last,) = connection.execute("SELECT max(seq) FROM history_rows").fetchone()
    for number in reversed(undone):
        with _opened(connection, number):
            _swap(connection, images[number])
    _require_same_rows(connection)
    superseded = [(SCRATCH, last), *((number, last) for number in undone)]
    connection.executemany("DELETE FROM history_rows WHERE change_id = ? AND seq <= ?", superseded)
    connection.executemany(
        "INSERT INTO changes SELECT ?, ?, ?, ?, ? WHERE ? IN (SELECT change_id FROM history_rows)",
        [(*change[:-1], change[0]) for change in old],
    )


@contextmanager
def _opened(connection: sqlite3.Connection, number: int) -> Iterator[None]:
    connection.execute("INSERT INTO open_change VALUES (1, ?)", (number,))
    yield
    connection.execute("DELETE FROM open_change")


def _require_same_rows(connection: sqlite3.Connection) -> None:
    """Compare every row that was touched with what it was at first.

    Raises:
        ValueError: one differs.
    """
    first: dict[tuple[Any, ...], str | None] = {}
    last: dict[tuple[Any, ...], str | None] = {}
    touched = connection.execute(
        "SELECT table_name, row_id, row_key, before, after FROM history_rows "
        "WHERE change_id IS NOT NULL ORDER BY seq"
    )
    for *key, before, after in touched:
        first.setdefault(tuple(key), before)
        last[tuple(key)] = after
    if first != last:
        raise ValueError("the rows are not as they were")


def _swap(connection: sqlite3.Connection, images: Sequence[Image]) -> list[Image]:
    """Put rows back as their images have them, and return the images of what they were till now.

    An image is a dict of `table` and `id`; `row`, its columns by name, or None where there was
    none; and of a moment `words` and `children`, the rows that belong to it. One of a row that
    stays may hold only the columns that a change touches.
    """
    till_now = [_as_it_is(connection, image) for image in images]
    pairs = list(zip(images, till_now, strict=True))
    gone = [image for image, now in pairs if now["row"] is not None and image["row"] is None]
    new = [image for image, now in pairs if now["row"] is None and image["row"] is not None]
    stays = [image for image, now in pairs if now["row"] is not None and image["row"] is not None]
    _remove(connection, gone, WRITTEN)
    _insert(connection, new)
    for image in stays:
        _set(connection, image, image["row"])
        for link, (table, _) in LINKS.items():
            if link in image:
                _run(connection, f"DELETE FROM {table} WHERE moment_id = ?", [image["id"]])
        _link(connection, image)
    _remove(connection, gone, PEOPLE)
    return till_now


def _as_it_is(connection: sqlite3.Connection, image: Image) -> Image:
    table, number, row = image["table"], image["id"], image["row"]
    if table not in (*PEOPLE, *WRITTEN):
        raise ValueError(table)
    names = list(row) if row is not None else _columns(connection, table)
    columns = ", ".join(f'"{name}"' for name in ("id", *names))
    found = _run(connection, f"SELECT {columns} FROM {table} WHERE id = ?", [number]).fetchone()
    now: Image = {"table": table, "id": number, "row": None}
    if found is None:
        return now
    now["row"] = dict(zip(names, found[1:], strict=True))
    for link, (links, rest) in LINKS.items():
        if table == "moments" and (row is None or link in image):
            query = f"SELECT {', '.join(rest)} FROM {links} WHERE moment_id = ? ORDER BY position"
            now[link] = [list(one) for one in _run(connection, query, [number])]
    return now


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    found = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in found if name != "id"]


def _remove(connection: sqlite3.Connection, images: Iterable[Image], tables: Sequence[str]) -> None:
    several = list(images)
    for table in tables:
        for image in several:
            if image["table"] == table:
                _run(connection, f"DELETE FROM {table} WHERE id = ?", [image["id"]])


def _insert(connection: sqlite3.Connection, images: Sequence[Image]) -> None:
    """Insert rows; a moment that repairs another one, which may come later, points at it last."""
    for table in (*PEOPLE, *WRITTEN):
        those = [image for image in images if image["table"] == table]
        for image in those:
            row = {"id": image["id"], **_values(image["row"])}
            if "repairs_id" in row:
                row["repairs_id"] = None
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join("?" * len(row))
            _run(connection, f"INSERT INTO {table} ({names}) VALUES ({places})", row.values())
        for image in those:
            if image["row"].get("repairs_id") is not None:
                _set(connection, image, {"repairs_id": image["row"]["repairs_id"]})
            _link(connection, image)


def _set(connection: sqlite3.Connection, image: Image, row: dict[str, Any]) -> None:
    """Let a row have these columns."""
    if row:
        to = ", ".join(f'"{name}" = ?' for name in row)
        values = (*_values(row).values(), image["id"])
        _run(connection, f"UPDATE {image['table']} SET {to} WHERE id = ?", values)


def _link(connection: sqlite3.Connection, image: Image) -> None:
    for link, (table, names) in LINKS.items():
        places = ", ".join("?" * (len(names) + 1))
        for row in image.get(link, ()):
            _run(
                connection,
                f"INSERT INTO {table} (moment_id, {', '.join(names)}) VALUES ({places})",
                (image["id"], *row),
            )


def _run(connection: sqlite3.Connection, statement: str, values: Iterable[Any]) -> sqlite3.Cursor:
    return connection.execute(statement, tuple(values))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """Return columns as the file has them: of an instant its digits in UTC."""
    return {
        name: _digits(value) if name in INSTANTS and value is not None else value
        for name, value in row.items()
    }


def _digits(value: str) -> str:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:  # digits already
        return value
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
