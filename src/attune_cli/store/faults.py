"""What SQLite and the file system complain about, as refusals that a person can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from attune_cli.errors import (
    DiskTrouble,
    FolderUnusable,
    JournalBusy,
    JournalDamaged,
    JournalReadOnly,
    JournalTrouble,
    NotAJournal,
)
from attune_cli.store.home import Home

_PRIMARY = 0xFF  # SQLite puts detail above the low byte of a code
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM}
_DISK_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@contextmanager
def explained(home: Home) -> Iterator[None]:
    """Turn what goes wrong on the journal inside the block into a JournalTrouble.

    SQLAlchemy wraps SQLite's errors and keeps the original in `orig`.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise _trouble(problem, home) from problem
    except Exception as problem:
        original = getattr(problem, "orig", None)
        if isinstance(original, sqlite3.Error):
            raise _trouble(original, home) from problem
        raise


def _trouble(problem: Exception, home: Home) -> JournalTrouble:
    if isinstance(problem, OSError):
        if problem.errno in _DISK_ERRNO:
            return DiskTrouble(home.data)
        return FolderUnusable(home.data, (problem.strerror or str(problem)).lower())
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in _BUSY:
        return JournalBusy(home.journal)
    if code in _DISK:
        return DiskTrouble(home.data)
    if code == sqlite3.SQLITE_READONLY:
        return JournalReadOnly(home.journal)
    if code == sqlite3.SQLITE_CANTOPEN:
        return FolderUnusable(home.data, "the journal can’t be opened")
    if code == sqlite3.SQLITE_NOTADB:
        return NotAJournal(home.journal)
    return JournalDamaged(home.journal, home.backups)
