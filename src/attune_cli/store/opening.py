"""Opening the journal with the standard library's sqlite3: to read, or for one transaction.

An older file is brought up to date on the way, by migrate.py.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from attune_cli.store.faults import explained, require_no_remains
from attune_cli.store.home import Home
from attune_cli.store.troubles import JournalMissing

HEAD = "0004"  # the newest migration; a test holds it against the folder
VERSION = "SELECT version_num FROM alembic_version"
HAS_MOMENTS = (  # in the table, and in the index by which days are found
    "SELECT EXISTS (SELECT 1 FROM moments NOT INDEXED), EXISTS (SELECT 1 FROM moments "
    "INDEXED BY ix_moments_local_day WHERE moments.local_day > '')"
)
PRAGMAS = (
    "PRAGMA synchronous = EXTRA",  # syncs the folder too when the rollback journal is removed
    "PRAGMA fullfsync = ON",  # macOS: else the drive may still hold the data in its own cache
    "PRAGMA foreign_keys = ON",
)


def connect(home: Home) -> sqlite3.Connection:
    """Open the file that is there: full sync, foreign keys on, waiting some seconds for others.

    What was acknowledged survives a loss of power right after it. Transactions are begun by hand.
    """
    connection = sqlite3.connect(
        f"{home.journal.as_uri()}?mode=rw", uri=True, timeout=home.patience, isolation_level=None
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(home: Home) -> Iterator[sqlite3.Connection | None]:
    """Open the journal to read it; None where there is none yet, and none is made.

    All that is read inside the block is one picture, whatever others write meanwhile; they wait
    for the end of it, so nobody is asked anything inside.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with explained(home):
        if not has_journal(home):
            yield None
            return
        with closing(up_to_date(home)) as connection:
            if not all(connection.execute(HAS_MOMENTS).fetchone()):
                _require_sound(home)
            connection.execute("BEGIN")
            yield connection


def _require_sound(home: Home) -> None:
    """Look through a journal before it is believed that nothing is in it.

    Raises:
        JournalTrouble: it is damaged.
    """
    from attune_cli.store.faults import examined  # noqa: PLC0415 where a journal seems empty

    if trouble := examined(home):
        raise trouble


@contextmanager
def writing(home: Home) -> Iterator[sqlite3.Connection]:
    """Open the journal for one transaction, making it where there is none yet.

    Raises:
        JournalTrouble: it cannot be written; nothing was.
    """
    with explained(home), closing(up_to_date(home)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def is_begun(home: Home) -> bool:
    """Whether there is a journal; a file without a byte is what an interrupted first run leaves."""
    try:
        return home.journal.stat().st_size > 0
    except FileNotFoundError:
        return False


def has_journal(home: Home) -> bool:
    """Whether there is a journal; one that is gone is not taken for one that was never begun.

    Raises:
        JournalMissing: there was one.
    """
    if is_begun(home):
        return True
    try:
        require_no_remains(home)
    except JournalMissing:
        if not is_begun(home):  # else another program has begun it, and backed it up, just now
            raise
    return is_begun(home)


def version_of(connection: sqlite3.Connection) -> str | None:
    """Return the migration that the file is at; None where it has no mark."""
    try:
        row = connection.execute(VERSION).fetchone()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            return None
        raise
    return str(row[0]) if row else None


def up_to_date(home: Home) -> sqlite3.Connection:
    """Open the journal, made where there is none, and brought up to date where it is older."""
    if has_journal(home):
        connection = connect(home)
        try:
            if version_of(connection) == HEAD:
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
    from attune_cli.store.migrate import bring_up_to_date  # noqa: PLC0415 SQLAlchemy, if needed

    bring_up_to_date(home)
    return connect(home)
