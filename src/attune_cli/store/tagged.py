"""The tags that are in use, on the standard library's sqlite3, for start-up's sake."""

import sqlite3
from collections.abc import Iterable

from attune_cli.store.texts import quoted

_HAS = (
    "SELECT 1 FROM moment_words WHERE moment_words.moment_id IN "
    "(SELECT moment_texts.rowid FROM moment_texts WHERE moment_texts MATCH ?) "
    "AND moment_words.vocabulary = 'tag' AND moment_words.word = ? AND moment_words.moment_id <> ? "
    "LIMIT 1"
)
_TAGS = (
    "SELECT DISTINCT moment_words.word FROM moment_words "
    "WHERE moment_words.vocabulary = 'tag' AND moment_words.moment_id <> ?"
)


def new_tags(
    connection: sqlite3.Connection, tags: Iterable[str], number: int
) -> tuple[list[str], list[str]]:
    """Return those of a moment's tags that no other moment has, and the tags that others have.

    The tags of others are looked for, among all words, only where some tag is new.
    """
    new = [tag for tag in tags if not _is_known(connection, tag, number)]
    known = [row[0] for row in connection.execute(_TAGS, (number,))] if new else []
    return new, known


def _is_known(connection: sqlite3.Connection, tag: str, number: int) -> bool:
    sought = f"words : {quoted(tag)}"
    return connection.execute(_HAS, (sought, tag, number)).fetchone() is not None
