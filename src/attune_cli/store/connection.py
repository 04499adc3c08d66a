"""A plain connection to the journal's file, as it is, and the version of its schema."""

import os
import sqlite3
from pathlib import Path
from stat import S_ISREG

from attune_cli import errors
from attune_cli.store.full_text import NONE_AT_ONCE, let_fold
from attune_cli.store.home import Home

HEAD = "0009"  # the newest migration; a test holds it against the folder
BESIDE = ("-journal", "-wal", "-shm")  # how the files end that SQLite keeps beside a database
VERSION = "SELECT version_num FROM alembic_version"
PRAGMAS = (
    "PRAGMA synchronous = EXTRA",  # syncs the folder too when the rollback journal is removed
    "PRAGMA fullfsync = ON",  # macOS: else the drive may still hold the data in its own cache
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, however SQLite was built
    "PRAGMA temp_store = MEMORY",  # no page lies in the system's temporary folder
)


class Opened(sqlite3.Connection):
    """A connection to the journal.

    Attributes:
        has_index: whether the index of texts can be written to.
        is_index_behind: whether something was written that it lacks.
        altered: numbers of moments with a note that something else altered, as was recorded.
        since: the last entry of the log from before its transaction.
        at_once: what the change that is open stored at once.
    """

    has_index = True
    is_index_behind = False
    altered: tuple[int, ...] = ()
    since: int | None = None
    at_once = NONE_AT_ONCE


def connect(home: Home) -> Opened:
    """Open the journal that is there, as of `connect_to`."""
    return connect_to(home.journal, home.patience)


def connect_to(path: Path, patience: float) -> Opened:
    """Open the file that is there: full sync, foreign keys on, waiting some seconds for others.

    What was acknowledged survives a loss of power right after it. Transactions are begun by hand.

    Args:
        path: a journal, or an empty file.
        patience: seconds to wait for another program that holds it.

    Raises:
        BesideNoFile: a pipe, a folder or a device has the name of a file that SQLite needs.
    """
    if (odd := odd_beside(path)) is not None:
        raise errors.journal.BesideNoFile(odd)
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        factory=Opened,
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        let_fold(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def odd_beside(path: Path) -> Path | None:
    """Return what has the name of a file that SQLite keeps beside a database, and is no file.

    SQLite opens what has such a name, and waits at a pipe for ever.
    """
    place = os.path.realpath(path)
    for ending in BESIDE:
        try:
            found = os.stat(place + ending)  # noqa: PTH116 no Path is made in each run
        except OSError:
            continue
        if not S_ISREG(found.st_mode):
            return Path(place + ending)
    return None


def is_begun(home: Home) -> bool:
    """Whether there is a journal; a file without a byte is what an interrupted first run leaves.

    Raises:
        JournalNoFile, JournalLinkBroken: something else is in its place.
    """
    try:
        found = home.journal.stat()
    except FileNotFoundError:
        _require_whole_link(home)
        return False
    if not S_ISREG(found.st_mode):
        raise errors.journal.JournalNoFile(home.journal_link)
    return found.st_size > 0


def _require_whole_link(home: Home) -> None:
    link = home.journal_link
    if link.is_symlink():
        raise errors.journal.JournalLinkBroken(link, home.journal)


def version_of(connection: sqlite3.Connection) -> str | None:
    """Return the migration that the file is at; None where it has no mark."""
    try:
        row = connection.execute(VERSION).fetchone()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            return None
        raise
    return str(row[0]) if row else None
