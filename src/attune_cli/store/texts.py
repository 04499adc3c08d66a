"""The index that is searched: of each moment its note and its words, with SQLite's FTS5.

It holds nothing that the tables don't: what writes a moment indexes it in the same transaction.
"""

import sqlite3
from collections.abc import Iterable

MAKE_INDEX = (
    "CREATE VIRTUAL TABLE moment_texts USING fts5(note, words, "
    "tokenize = 'unicode61 remove_diacritics 2')"
)
INDEX_ALL = (
    "INSERT INTO moment_texts (rowid, note, words) SELECT moments.id, moments.note, "
    "coalesce(moments.cue, '') || ' ' || coalesce(moments.\"after\", '') || ' ' || coalesce("
    "(SELECT group_concat(moment_words.word, ' ') FROM moment_words "
    "WHERE moment_words.moment_id = moments.id), '') FROM moments"
)
INDEX_ONE = f"{INDEX_ALL} WHERE moments.id = ?"
LEAVE_OUT = "DELETE FROM moment_texts WHERE rowid = ?"


def index(connection: sqlite3.Connection, number: int) -> None:
    """Index a moment that was not there before, as it stands in the tables."""
    connection.execute(INDEX_ONE, (number,))


def index_anew(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Index moments as they stand in the tables now; those that are gone leave the index."""
    for number in numbers:
        connection.execute(LEAVE_OUT, (number,))
        connection.execute(INDEX_ONE, (number,))


def quoted(text: str) -> str:
    """Return a text as FTS5 takes it for what it is: words one after the other, no syntax."""
    return '"' + text.replace('"', '""') + '"'
