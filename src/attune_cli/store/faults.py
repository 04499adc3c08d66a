"""What SQLite and the file system complain about, as refusals that a person can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attune_cli.store.home import Home
from attune_cli.store.troubles import (
    DiskTrouble,
    FolderUnusable,
    JournalBusy,
    JournalDamaged,
    JournalReadOnly,
    JournalTrouble,
    NotAJournal,
)

_PRIMARY = 0xFF  # SQLite puts detail above the low byte of a code
_DISK_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@contextmanager
def explained(home: Home) -> Iterator[None]:
    """Turn what goes wrong on the journal inside the block into a JournalTrouble.

    SQLAlchemy wraps SQLite's errors and keeps the original in `orig`. What a person can do nothing
    about, as a statement that means nothing, passes through as it is.
    """
    try:
        yield
    except Exception as problem:
        trouble = _trouble(problem, home)
        if trouble is None:
            raise
        raise trouble from problem


def _trouble(problem: Exception, home: Home) -> JournalTrouble | None:
    if isinstance(problem, OSError):
        if problem.errno in _DISK_ERRNO:
            return DiskTrouble(home.data)
        return FolderUnusable(home.data, (problem.strerror or str(problem)).lower())
    original = getattr(problem, "orig", problem)
    return _trouble_of_sqlite(original, home) if isinstance(original, sqlite3.Error) else None


def _trouble_of_sqlite(problem: sqlite3.Error, home: Home) -> JournalTrouble | None:
    trouble: JournalTrouble | None = None
    match getattr(problem, "sqlite_errorcode", 0) & _PRIMARY:  # none where SQLite wasn't reached
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            trouble = JournalBusy(home.journal)
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            trouble = DiskTrouble(home.data)
        case sqlite3.SQLITE_READONLY:
            trouble = JournalReadOnly(home.journal)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            trouble = FolderUnusable(home.data, "the journal can’t be opened")
        case sqlite3.SQLITE_NOTADB:
            trouble = NotAJournal(home.journal)
        case sqlite3.SQLITE_CORRUPT:
            trouble = JournalDamaged(home.journal, _backups(home))
        case sqlite3.SQLITE_ERROR if str(problem).startswith(("no such table", "no such column")):
            # attune's own statements fit the version that was looked for before
            trouble = JournalDamaged(home.journal, _backups(home))
    return trouble


def _backups(home: Home) -> Path | None:
    """Return the folder of backups, if it holds any."""
    with suppress(OSError):
        if any(home.backups.iterdir()):
            return home.backups
    return None
