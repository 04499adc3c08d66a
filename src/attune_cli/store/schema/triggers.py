"""The triggers that write history: whatever changes a row is recorded with what the row was.

As SQLite's documentation describes for undo (https://sqlite.org/undoredo.html). They are made from
the columns that a table has in the file: a migration that alters one makes its triggers anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from attune_cli.store.connection import Opened

RECORDED = (  # every table that a person's data stands in
    "caregivers", "children", "moments", "moment_children", "moment_words", "answers", "tip_marks",
    "identity",
)  # fmt: skip
_COLUMNS = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid"
_AT_ONCE = 10_000  # rows, or numbers of moments
_LAST_ENTRY = "SELECT coalesce(max(seq), 0) FROM history_rows"
_REFUSE = "SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); "


def make_triggers(connection: sqlite3.Connection, tables: Iterable[str] = RECORDED) -> None:
    """Make the triggers of tables, in the place of those that they have."""
    for table in tables:
        for name, statement in triggers_of(connection, table).items():
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            connection.execute(statement)


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Drop all of them, for rows that are to be recorded anew."""
    found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'trigger'")
    for (name,) in found.fetchall():
        connection.execute(f"DROP TRIGGER main.{name}")


def triggers_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the statements that make the triggers of a table, by the names of the triggers."""
    columns, key = _columns_and_key(connection, table)
    old_key, new_key = _row("OLD", key), _row("NEW", key)
    differs = f"{_row('OLD', columns)} IS NOT {_row('NEW', columns)}"
    was, is_ = _image("OLD", columns), _image("NEW", columns)
    old, new = _key("OLD", key), _key("NEW", key)
    # To change a key is to make another row: it is refused, as the log would lose the first one.
    moved = f"SELECT RAISE(ABORT, 'a key stays') WHERE {old_key} IS NOT {new_key}; "
    parts = {
        "inserted": (f"INSERT ON {table}", _entry(table, new, "NULL", is_)),
        "deleted": (f"DELETE ON {table}", _entry(table, old, was, "NULL")),
        "updated": (f"UPDATE ON {table} WHEN {differs}", moved + _entry(table, new, was, is_)),
    }
    return {
        f"{table}_{name}": (
            f"CREATE TRIGGER {table}_{name} AFTER {event} BEGIN {_REFUSE}{entries}END"
        )
        for name, (event, entries) in parts.items()
    }


def record_all(
    connection: sqlite3.Connection, tables: Iterable[str] = RECORDED, at_once: int = _AT_ONCE
) -> None:
    """Record every row that is there, as a beginning that can't be undone.

    Args:
        connection: inside a transaction.
        tables: whose rows.
        at_once: how many: SQLite keeps in memory what a statement that fails would have to undo.
    """
    for table in tables:
        columns, key = _columns_and_key(connection, table)
        number = _quoted(key[0])
        last = (
            f"SELECT max(last) FROM (SELECT {number} AS last FROM {table} "  # noqa: S608 names of columns
            f"WHERE {number} > ? ORDER BY {number} LIMIT {at_once})"
        )
        record = (
            "INSERT INTO history_rows (table_name, row_id, row_key, after) "  # noqa: S608 likewise
            f"SELECT '{table}', {_key(table, key)}, {_image(table, columns)} FROM {table} "
            f"WHERE {number} > ? AND {number} <= ?"
        )
        (after,) = connection.execute(f"SELECT min({number}) - 1 FROM {table}").fetchone()  # noqa: S608 likewise
        while (up_to := connection.execute(last, (after,)).fetchone()[0]) is not None:
            connection.execute(record, (after, up_to))
            after = up_to


@contextmanager
def recorded_at_the_end(connection: sqlite3.Connection, after: int) -> Iterator[None]:
    """Record moments that are inserted inside the block at its end, which takes half the time.

    Args:
        connection: inside a transaction, with a change open; nothing but new moments is written.
        after: the highest number of a moment till now.
    """
    tables = ("moments", "moment_children", "moment_words")  # undone from the last to the first
    for table in tables:
        connection.execute(f"DROP TRIGGER {table}_inserted")
    (before,) = connection.execute(_LAST_ENTRY).fetchone()
    yield
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM moments").fetchone()
    records = [_record_of(connection, table) for table in tables]
    for start in range(after, last, _AT_ONCE):  # SQLite holds what it selects in memory
        for record in records:
            connection.execute(record, (start, start + _AT_ONCE))
    for table in tables:
        connection.execute(triggers_of(connection, table)[f"{table}_inserted"])
    if isinstance(connection, Opened) and connection.at_once["lowest"] is None:
        (latest,) = connection.execute(_LAST_ENTRY).fetchone()
        connection.at_once = {"lowest": after + 1, "first": before + 1, "last": latest}


def _record_of(connection: sqlite3.Connection, table: str) -> str:
    """Return the statement that records the rows of moments with numbers above one, up to one."""
    columns, key = _columns_and_key(connection, table)
    first = f"{table}.{_quoted(key[0])}"
    return (
        "INSERT INTO history_rows (change_id, table_name, row_id, row_key, after) "  # noqa: S608 names of columns
        f"SELECT open_change.change_id, '{table}', {_key(table, key)}, {_image(table, columns)} "
        f"FROM open_change CROSS JOIN {table} WHERE {first} > ? AND {first} <= ? ORDER BY {first}"
    )


def _columns_and_key(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    found = connection.execute(_COLUMNS, (table,)).fetchall()
    key = [name for name, place in sorted(found, key=lambda one: one[1]) if place]
    return [name for name, _ in found], key


def _row(row: str, columns: Sequence[str]) -> str:
    return f"({', '.join(f'{row}.{_quoted(name)}' for name in columns)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _image(row: str, columns: Sequence[str]) -> str:
    pairs = (f"'{name}', {row}.{_quoted(name)}" for name in columns)
    return f"json_object({', '.join(pairs)})"


def _key(row: str, key: Sequence[str]) -> str:
    rest = " || ' ' || ".join(f'{row}."{name}"' for name in key[1:])
    others = f"CAST({rest} AS TEXT)" if rest else "''"
    return f'{row}."{key[0]}", {others}'


def _entry(table: str, key: str, before: str, after: str) -> str:
    return (
        "INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) "  # noqa: S608 names of columns
        f"SELECT change_id, '{table}', {key}, {before}, {after} FROM open_change; "
    )
