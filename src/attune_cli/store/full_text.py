"""The index that is searched: of each moment its note and its words, with SQLite's FTS5.

It holds nothing that the tables don't, and follows from the history of the change that is open.
FTS5 folds Latin letters by itself; where a note has others, it stands in the index folded, too.
"""

import sqlite3
from unicodedata import category, normalize

from attune_cli.core.folding import fold, plain

MAKE_INDEX = (
    "CREATE VIRTUAL TABLE moment_texts USING fts5(note, words, folded, "
    "tokenize = 'unicode61 remove_diacritics 2')"
)
INDEX_ALL = (
    "INSERT INTO moment_texts (rowid, note, words, folded) SELECT moments.id, moments.note, "
    "plain(coalesce(moments.cue, '') || ' ' || coalesce(moments.\"after\", '') || ' ' || coalesce("
    "(SELECT group_concat(moment_words.word, ' ') FROM moment_words "
    "WHERE moment_words.moment_id = moments.id), '')), folded(moments.note) FROM moments"
)
# Moments whose texts the entries of a change touch, those behind a place in the log.
_TOUCHED = (
    "SELECT row_id FROM history_rows WHERE change_id = :change AND seq > :after AND ("
    "table_name = 'moment_words' OR table_name = 'moments' AND (before IS NULL OR after IS NULL "
    "OR json_extract(before, '$.note', '$.cue', '$.after') "
    "IS NOT json_extract(after, '$.note', '$.cue', '$.after')))"
)
_LEAVE_OUT = f"DELETE FROM moment_texts WHERE rowid IN ({_TOUCHED})"  # noqa: S608 constants
_INDEX = f"{INDEX_ALL} WHERE moments.id IN ({_TOUCHED})"
_HAS_REPLACED = f"SELECT EXISTS ({_TOUCHED} AND before IS NOT NULL)"
_MERGE = "INSERT INTO moment_texts (moment_texts, rank) VALUES ('merge', ?)"
MOST_PAGES = 2000  # of the index, about 1 KB each, that one change may merge
# Of these blocks FTS5 folds every letter that has accents as `plain` does; a test compares them.
_LATIN = ("\u00c0", "\u017f"), ("\u1e00", "\u1eff")


def let_fold(connection: sqlite3.Connection) -> None:
    """Give a connection the functions of SQL by which texts are compared and indexed."""
    for function in (fold, plain, folded):
        connection.create_function(function.__name__, 1, function, deterministic=True)


def folded(note: str | None) -> str | None:
    """Return a note as it is searched; None where FTS5 makes the same of the note itself."""
    if note is None or note.isascii() or all(map(_is_folded_alike, set(note))):
        return None
    return plain(note)


def _is_folded_alike(sign: str) -> bool:
    if sign.isascii():
        return True
    if any(first <= sign <= last for first, last in _LATIN):
        return normalize("NFD", sign)[0].isascii()
    return category(sign)[0] in "PSZ" and plain(sign) == sign


def index_change(connection: sqlite3.Connection, change: int, after: int = 0) -> None:
    """Bring the index up to date with what a change has done to moments.

    Args:
        connection: inside the transaction of the change.
        change: its number.
        after: the entry of the log behind which its entries are looked at.
    """
    which = {"change": change, "after": after}
    connection.execute(_LEAVE_OUT, which)
    connection.execute(_INDEX, which)


def has_replaced(connection: sqlite3.Connection, change: int) -> bool:
    """Whether a change took texts out of moments, of which the index may still hold the words."""
    which = {"change": change, "after": 0}
    return bool(connection.execute(_HAS_REPLACED, which).fetchone()[0])


def purge(connection: sqlite3.Connection) -> None:
    """Let go of the words of texts that are gone: FTS5 only marks them until segments are merged.

    In an index of more than MOST_PAGES the rest goes with later changes of that kind.
    """
    connection.execute(_MERGE, (-MOST_PAGES,))


def quoted(text: str) -> str:
    """Return a text as FTS5 takes it for what it is: words one after the other, no syntax."""
    return '"' + text.replace('"', '""') + '"'
