"""A new journal, from SQL that is compiled from the tables: a first run waits for no Alembic."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.store.connection import HEAD, connect, version_of
from attune_cli.store.home import Home, private_file
from attune_cli.store.uid import new_uid

SQL = Path(__file__).with_name("journal.sql")  # a test holds it against what Alembic makes
_IDENTITY = "INSERT INTO identity (id, uid) VALUES (1, ?)"
_ME = "INSERT INTO caregivers (uid, name, key) VALUES (?, ?, ?)"


def begin(home: Home) -> bool:
    """Make a journal, with the caregiver “me”, where there is none or an empty file.

    Of two programs that begin at once, one makes it; the other finds it done.

    Returns:
        Whether the journal is there, and of this version; else there is something else.
    """
    private_file(home.journal)
    with closing(connect(home)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not home.journal.stat().st_size:
                _make(connection, datetime.fromtimestamp(home.journal.stat().st_mtime, UTC))
            is_ours = version_of(connection) == HEAD
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    return is_ours


def _make(connection: sqlite3.Connection, now: datetime) -> None:
    for statement in statements():
        connection.execute(statement)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    connection.execute("INSERT INTO open_change (id) VALUES (1)")
    connection.execute(_ME, (new_uid(now), DEFAULT_CAREGIVER, key_of(DEFAULT_CAREGIVER)))
    connection.execute(_IDENTITY, (new_uid(now),))
    connection.execute("DELETE FROM open_change")


def statements() -> Iterator[str]:
    """Yield the statements of the packaged SQL; a trigger has semicolons of its own."""
    text = ""
    for line in SQL.read_text(encoding="utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text.strip().removesuffix(";")
            text = ""
