"""A plain connection to the journal's file, as it is, and the version of its schema."""

import sqlite3

from attune_cli.store.home import Home

HEAD = "0007"  # the newest migration; a test holds it against the folder
VERSION = "SELECT version_num FROM alembic_version"
PRAGMAS = (
    "PRAGMA synchronous = EXTRA",  # syncs the folder too when the rollback journal is removed
    "PRAGMA fullfsync = ON",  # macOS: else the drive may still hold the data in its own cache
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, however SQLite was built
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


def is_begun(home: Home) -> bool:
    """Whether there is a journal; a file without a byte is what an interrupted first run leaves."""
    try:
        return home.journal.stat().st_size > 0
    except FileNotFoundError:
        return False


def version_of(connection: sqlite3.Connection) -> str | None:
    """Return the migration that the file is at; None where it has no mark."""
    try:
        row = connection.execute(VERSION).fetchone()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            return None
        raise
    return str(row[0]) if row else None
