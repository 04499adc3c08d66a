"""What SQLite and the file system complain about, as refusals that a person can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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
    match getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            trouble: JournalTrouble = JournalBusy(home.journal)
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOMEM:
            trouble = DiskTrouble(home.data)
        case sqlite3.SQLITE_READONLY:
            trouble = JournalReadOnly(home.journal)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            trouble = FolderUnusable(home.data, "the journal can’t be opened")
        case sqlite3.SQLITE_NOTADB:
            trouble = NotAJournal(home.journal)
        case _:
            trouble = JournalDamaged(home.journal, home.backups)
    return trouble
