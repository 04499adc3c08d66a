"""What a person has said of tips, kept or hidden, on the standard library's sqlite3.

As in quick.py, tables.py is the schema, and tests hold each statement against it.
"""

import sqlite3
from datetime import datetime

from attune_cli.core.choice import Mark
from attune_cli.store.quick import digits
from attune_cli.store.rows import columns_of_mark

MARKS = "SELECT tip_marks.tip, tip_marks.mark FROM tip_marks ORDER BY tip_marks.id"
UNMARK = "DELETE FROM tip_marks WHERE tip_marks.tip = ?"
INSERT_MARK = "INSERT INTO tip_marks (tip, mark, marked_at, marked_offset) VALUES (?, ?, ?, ?)"


def marks(connection: sqlite3.Connection | None) -> dict[str, Mark]:
    """Return what has been said of tips, by their ids, in the order in which it was said."""
    rows = () if connection is None else connection.execute(MARKS)
    return {tip: Mark(mark) for tip, mark in rows}


def mark(connection: sqlite3.Connection, tip: str, said: Mark, now: datetime) -> None:
    """Say something of a tip, in the place of what was said before."""
    unmark(connection, tip)
    columns = columns_of_mark(tip, said, now)
    values = (digits(value) if isinstance(value, datetime) else value for value in columns)
    connection.execute(INSERT_MARK, tuple(values))


def unmark(connection: sqlite3.Connection, tip: str) -> None:
    """Take back what was said of a tip."""
    connection.execute(UNMARK, (tip,))
