"""The index that is searched: of each moment its note and its words, with SQLite's FTS5.

It holds nothing that the tables don't, and follows from the history of the change that is open.
"""

import sqlite3

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
# Moments whose texts the entries of a change touch, those behind a place in the log.
_TOUCHED = (
    "SELECT row_id FROM history_rows WHERE change_id = ?1 AND seq > ?2 AND ("
    "table_name = 'moment_words' OR table_name = 'moments' AND (before IS NULL OR after IS NULL "
    "OR json_extract(before, '$.note', '$.cue', '$.after') "
    "IS NOT json_extract(after, '$.note', '$.cue', '$.after')))"
)
_LEAVE_OUT = f"DELETE FROM moment_texts WHERE rowid IN ({_TOUCHED})"  # noqa: S608 constants
_INDEX = f"{INDEX_ALL} WHERE moments.id IN ({_TOUCHED})"


def index_change(connection: sqlite3.Connection, change: int, after: int = 0) -> None:
    """Bring the index up to date with what a change has done to moments.

    Args:
        connection: inside the transaction of the change.
        change: its number.
        after: the entry of the log behind which its entries are looked at.
    """
    connection.execute(_LEAVE_OUT, (change, after))
    connection.execute(_INDEX, (change, after))


def quoted(text: str) -> str:
    """Return a text as FTS5 takes it for what it is: words one after the other, no syntax."""
    return '"' + text.replace('"', '""') + '"'
