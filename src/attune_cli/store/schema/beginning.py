"""A new journal, from SQL that is compiled from the tables: a first run waits for no Alembic."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from attune_cli import errors
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.store.connection import HEAD, connect_to, is_begun
from attune_cli.store.files import beside, discard, give_name, locked
from attune_cli.store.home import FILE_MODE, Home, private_folder, sync
from attune_cli.store.uid import new_uid

SQL = Path(__file__).with_name("journal.sql")  # a test holds it against what Alembic makes
_IDENTITY = "INSERT INTO identity (id, uid) VALUES (1, ?)"
_ME = "INSERT INTO caregivers (uid, name, key) VALUES (?, ?, ?)"


def begin(home: Home) -> bool:
    """Make a journal, with the caregiver “me”, where there is none or an empty file.

    Returns:
        Whether it was made; else another program was quicker.
    """
    with beginning(home) as connection:
        return connection is not None


@contextmanager
def beginning(home: Home) -> Iterator[sqlite3.Connection | None]:
    """Make a journal, with the caregiver “me” and all that the block writes, or none.

    It is made aside, and has its name once it is whole and on the disk. Of two programs that begin
    at once, one makes it; the other waits, and finds it done.

    Yields:
        A connection inside the transaction in which it is made; None where there is one by now.

    Raises:
        JournalBusy: another program has put one there meanwhile.
        FolderUnusable, OSError, sqlite3.Error: it can't be made; nothing is left of it.
    """
    private_folder(home.data)
    place = Path(os.path.realpath(home.journal))
    with locked(home.backups):  # as whoever copies, or forgets, a journal does
        if not is_begun(home):
            with _whole(place, home.patience) as connection:
                yield connection
            return
    yield None


@contextmanager
def _whole(place: Path, patience: float) -> Iterator[sqlite3.Connection]:
    new = beside(place)
    _discard_journal(new)  # of a process that had this number before
    try:
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
        with closing(connect_to(new, patience)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _make(connection, datetime.fromtimestamp(new.stat().st_mtime, UTC))
            yield connection
            connection.commit()
        if place.exists() and not place.stat().st_size:  # an interrupted first run left it
            place.unlink()
        give_name(new, place)
    except FileExistsError as problem:  # a restore, or another program without the lock
        raise errors.journal.JournalBusy(place) from problem
    finally:
        _discard_journal(new)
    try:
        sync(place.parent)
    except OSError:  # nobody knows whether it will be there: then it is not
        discard(place)
        raise


def _discard_journal(path: Path) -> None:
    for ending in ("", "-journal"):
        discard(path.with_name(f"{path.name}{ending}"))


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
