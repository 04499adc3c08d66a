"""The index that is searched: of each moment its note and its words, with SQLite's FTS5.

It holds nothing that the tables don't, and follows from the history of the change that is open.
FTS5 folds Latin letters by itself; where a note has others, it stands in the index folded, too.
"""

import sqlite3
from collections.abc import Callable, Mapping
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
    "WHERE moment_words.moment_id = moments.id), '')), "
    "CASE WHEN moments.note <> '' THEN folded(moments.note) END FROM moments"  # 1 µs a call
)
# Moments whose texts the entries of a change touch, those behind a place in the log.
_TOUCHED = (
    "SELECT row_id FROM history_rows WHERE change_id = :change AND seq > :after "
    "AND (seq < :first OR seq > :last) AND (:lowest IS NULL OR row_id < :lowest) AND ("
    "table_name = 'moment_words' OR table_name = 'moments' AND (before IS NULL OR after IS NULL "
    "OR json_extract(before, '$.note', '$.cue', '$.after') "
    "IS NOT json_extract(after, '$.note', '$.cue', '$.after')))"
)
_LAST = "(SELECT rowid FROM moment_texts ORDER BY rowid DESC LIMIT 1)"  # new ones are behind it
_LEAVE_OUT = f"DELETE FROM moment_texts WHERE rowid IN ({_TOUCHED} AND row_id <= {_LAST})"  # noqa: S608 constants
_INDEX = f"{INDEX_ALL} WHERE moments.id IN ({_TOUCHED})"
_INDEX_FROM = f"{INDEX_ALL} WHERE moments.id >= ?"
_HAS_REPLACED = f"SELECT EXISTS ({_TOUCHED} AND before IS NOT NULL)"
_MERGE = "INSERT INTO moment_texts (moment_texts, rank) VALUES ('merge', ?)"
SHADOW_NAMES = tuple(  # of the tables in which FTS5 keeps it
    f"moment_texts_{part}" for part in ("data", "idx", "content", "docsize", "config")
)
_PROBES = (  # where a new moment is written, and what FTS5 reads before
    "SELECT rowid, note FROM moment_texts ORDER BY rowid DESC LIMIT 1",
    "SELECT rowid FROM moment_texts WHERE moment_texts MATCH 'hurt' ORDER BY rowid DESC LIMIT 1",
    "SELECT id FROM moment_texts_docsize ORDER BY id DESC LIMIT 1",
    "SELECT segid FROM moment_texts_idx ORDER BY segid DESC, term DESC LIMIT 1",
    "SELECT id FROM moment_texts_data ORDER BY id DESC LIMIT 1",
    "SELECT v FROM moment_texts_config",
)
# The record in which FTS5 keeps where all the others are has seven bytes where there are none.
_HAS_STRUCTURE = "SELECT count(*) FROM moment_texts_data WHERE id = 10 AND length(block) >= 7"
_OUT_OF_SCHEMA = (
    "DELETE FROM sqlite_master WHERE tbl_name = 'moment_texts' OR tbl_name LIKE 'moment!_texts!_%' "
    "ESCAPE '!'"
)
MOST_PAGES = 2000  # of the index, about 1 KB each, that one change may merge
# Of these blocks FTS5 folds every letter that has accents as `plain` does; a test compares them.
_LATIN = ("\u00c0", "\u017f"), ("\u1e00", "\u1eff")


# New moments that a change stored at once, whose rows need not be looked for in the log: the lowest
# of their numbers, from which on every moment is new, and the first and last of their entries.
AtOnce = Mapping[str, int | None]
NONE_AT_ONCE: AtOnce = {"lowest": None, "first": 0, "last": -1}


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


def is_usable(connection: sqlite3.Connection) -> bool:
    """Whether the index can be written to, as far as a look at each of its tables tells.

    A write that fails in it would take the whole transaction back; so would this look inside one.
    """
    try:
        for statement in _PROBES:
            connection.execute(statement).fetchone()
        if connection.execute(_HAS_STRUCTURE).fetchone() != (1,):
            return False
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
            raise
        return False
    return True


def index_change(
    connection: sqlite3.Connection, change: int, after: int = 0, at_once: AtOnce = NONE_AT_ONCE
) -> None:
    """Bring the index up to date with what a change has done to moments.

    Args:
        connection: inside the transaction of the change.
        change: its number.
        after: the entry of the log behind which its entries are looked at.
        at_once: what it stored at once.
    """
    which = {"change": change, "after": after, **at_once}
    connection.execute(_LEAVE_OUT, which)
    connection.execute(_INDEX, which)
    if at_once["lowest"] is not None:
        connection.execute(_INDEX_FROM, (at_once["lowest"],))


def make_anew(connection: sqlite3.Connection) -> None:
    """Make the index anew from the moments, whatever state it is in.

    Raises:
        sqlite3.Error: the journal itself can't be read or written; it is as it was.
    """
    try:
        _replace(connection, _drop)
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
            raise
        connection.execute("PRAGMA writable_schema = ON")
        try:
            _replace(connection, _take_out_of_schema)
        finally:
            connection.execute("PRAGMA writable_schema = RESET")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        connection.execute("VACUUM")  # the pages of the old one are nobody's


def _replace(connection: sqlite3.Connection, remove: Callable[[sqlite3.Connection], None]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        remove(connection)
        connection.execute(MAKE_INDEX)
        connection.execute(INDEX_ALL)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _drop(connection: sqlite3.Connection) -> None:
    for table in ("moment_texts", *SHADOW_NAMES):  # some may be there without the first
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def _take_out_of_schema(connection: sqlite3.Connection) -> None:
    """Take the names out of the schema, where SQLite can't even open the table to drop it."""
    connection.execute(_OUT_OF_SCHEMA)
    # SQLite reads the schema again where its version is another one.
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version + 1}")


def has_replaced(connection: sqlite3.Connection, change: int) -> bool:
    """Whether a change took texts out of moments, of which the index may still hold the words."""
    which = {"change": change, "after": 0, **NONE_AT_ONCE}
    return bool(connection.execute(_HAS_REPLACED, which).fetchone()[0])


def purge(connection: sqlite3.Connection) -> None:
    """Let go of the words of texts that are gone: FTS5 only marks them until segments are merged.

    In an index of more than MOST_PAGES the rest goes with later changes of that kind.
    """
    connection.execute(_MERGE, (-MOST_PAGES,))


def quoted(text: str) -> str:
    """Return a text as FTS5 takes it for what it is: words one after the other, no syntax.

    A NUL, at which FTS5 would stop reading, stands between words, as it does in a note.
    """
    readable = text.encode("utf-8", "replace").decode().replace("\0", " ")
    return '"' + readable.replace('"', '""') + '"'
