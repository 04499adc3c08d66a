"""What SQLite and the file system complain about, as refusals that a person can act on."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path

from attune_cli import errors
from attune_cli.errors import AttuneError
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.home import Home

_PRIMARY = 0xFF  # SQLite puts detail above the low byte of a code
_OF_ITS_CONTENT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_NOT_THERE = ("no such table", "no such column", "vtable constructor failed")
_DISK_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@contextmanager
def explained(home: Home) -> Iterator[None]:
    """Turn what goes wrong on the journal inside the block into a JournalTrouble.

    SQLAlchemy wraps SQLite's errors and keeps the original in `orig`. What nobody foresaw is damage
    where the file itself says so when it is looked through: a day that is none, a page of garbage.
    Else a person can do nothing about it, and it passes through as it is.
    """
    try:
        yield
    except AttuneError:
        raise
    except Exception as problem:
        _let_go(problem)
        trouble = _trouble(problem, home)
        if trouble is None:
            trouble = examined(home)
        if trouble is None and isinstance(getattr(problem, "orig", problem), sqlite3.Error):
            trouble = _altered(home)
        if trouble is None:
            raise
        raise trouble from problem


def _trouble(problem: Exception, home: Home) -> "errors.journal.JournalTrouble | None":
    if isinstance(problem, OSError):
        if problem.errno in _DISK_ERRNO:
            return errors.journal.DiskTrouble(home.data)
        return errors.journal.FolderUnusable(
            _place_of(problem, home), errors.journal.reason_of(problem)
        )
    original = getattr(problem, "orig", problem)
    return _trouble_of_sqlite(original, home) if isinstance(original, sqlite3.Error) else None


def _place_of(problem: OSError, home: Home) -> Path:
    """Return which folder of the home can't be used; where nothing says so, it is all of it."""
    named = Path(os.fsdecode(problem.filename)) if problem.filename else home.data
    inside = (home.backups, home.drafts, home.answers, home.edits, home.plans)
    return next((one for one in inside if one in (named, *named.parents)), home.data)


def _trouble_of_sqlite(
    problem: sqlite3.Error, home: Home
) -> "errors.journal.JournalTrouble | None":
    trouble: errors.journal.JournalTrouble | None = None
    match getattr(problem, "sqlite_errorcode", 0) & _PRIMARY:  # none where SQLite wasn't reached
        case sqlite3.SQLITE_BUSY:
            trouble = errors.journal.JournalBusy(home.journal)
        case sqlite3.SQLITE_LOCKED:  # by this program itself: two tables in one place of the file
            trouble = examined(home) or errors.journal.JournalBusy(home.journal)
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            trouble = errors.journal.DiskTrouble(home.data)
        case sqlite3.SQLITE_READONLY if problem.sqlite_errorcode == sqlite3.SQLITE_READONLY_DBMOVED:
            trouble = errors.journal.JournalBusy(home.journal)  # another has just written it anew
        case sqlite3.SQLITE_READONLY if not _is_writable(home):
            trouble = errors.journal.JournalReadOnly(home.journal)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            trouble = _cannot_be_opened(home)
        case sqlite3.SQLITE_NOTADB:
            trouble = not_a_journal(home)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_READONLY:  # its header says read-only
            trouble = examined(home) or damaged(home)
        case sqlite3.SQLITE_ERROR if str(problem).startswith(_NOT_THERE):
            # attune's own statements fit the version that was looked for before
            trouble = examined(home) or damaged(home)
    return trouble


def _cannot_be_opened(home: Home) -> "errors.journal.JournalTrouble":
    """Return why SQLite opens no file: it says the same where there is no room for one more."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 where something is wrong

    try:
        NamedTemporaryFile(dir=home.data).close()
    except OSError as problem:
        if problem.errno in _DISK_ERRNO:
            return errors.journal.DiskTrouble(home.data)
    return errors.journal.FolderUnusable(home.data, "the journal can’t be opened")


def not_a_journal(home: Home) -> "errors.journal.JournalTrouble":
    """Return the refusal of a file that is no journal: it was one, where there is a backup."""
    trouble = damaged(home)
    return trouble if trouble.best else errors.journal.NotAJournal(home.journal)


def require_no_remains(home: Home) -> None:
    """Refuse to take a journal that is gone for one that was never begun.

    Raises:
        JournalMissing: there are backups of it, or what SQLite keeps beside it.
        JournalAway, JournalRelative: it is not to begin here unasked.
    """
    from attune_cli.store.backup.archive import find_backups, missing  # noqa: PLC0415 not in every run

    beside = home.journal.with_name(f"{home.journal.name}-journal")
    if find_backups(home) or (beside.exists() and not home.journal.exists()):
        raise missing(home)
    from attune_cli.store.known import require_expected  # noqa: PLC0415 once in a journal's life

    require_expected(home)


def has_journal(home: Home) -> bool:
    """Whether there is a journal; one that is gone is not taken for one that was never begun.

    Raises:
        JournalMissing, JournalAway: there was one.
        JournalRelative: it is not to begin wherever one just is.
    """
    if is_begun(home):
        return True
    try:
        require_no_remains(home)
    except (errors.journal.JournalMissing, errors.journal.JournalAway):
        if not is_begun(home):  # else another program has begun it, and backed it up, just now
            raise
    return is_begun(home)


def damaged(home: Home) -> "errors.journal.JournalTrouble":
    """Return the refusal of a damaged journal."""
    from attune_cli.store.backup import archive  # noqa: PLC0415 where something is wrong

    return archive.damaged(home)


def _is_writable(home: Home) -> bool:
    return os.access(home.journal, os.W_OK) and os.access(home.data, os.W_OK)


def examined(
    home: Home, opened: sqlite3.Connection | None = None
) -> "errors.journal.JournalTrouble | None":
    """Look through the whole file, which takes a while where it is big, and say what is damaged.

    Args:
        home: whose journal.
        opened: a connection to it outside of a transaction, where there is one.
    """
    from attune_cli.store import integrity  # noqa: PLC0415 where something is wrong

    try:
        if not is_begun(home):
            return None
        with nullcontext(opened) if opened else closing(connect(home)) as connection:
            size = home.journal.stat().st_size
            if not (
                integrity.damage_in(connection, size)
                or list(integrity.unreadable_in(connection))
                or integrity.broken_triggers_in(connection)
                or integrity.broken_links_in(connection)
            ):
                broken = integrity.is_index_damaged(connection)
                return errors.journal.IndexDamaged(home.journal) if broken else None
    except UnicodeDecodeError:  # what SQLite complains about is no text
        pass
    except (sqlite3.DatabaseError, OSError) as problem:
        if getattr(problem, "sqlite_errorcode", 0) & _PRIMARY not in _OF_ITS_CONTENT:
            return None
    return damaged(home)


def _altered(home: Home) -> "errors.journal.JournalTrouble | None":
    """Say what is missing in the schema, or is in it and no attune made."""
    from attune_cli.store import integrity  # noqa: PLC0415 where something is wrong

    with suppress(sqlite3.Error, OSError, ValueError), closing(connect(home)) as connection:
        if version_of(connection) != HEAD:
            return None
        if integrity.lost_indexes_in(connection):
            return errors.journal.IndexesLost(home.journal)
        if foreign := integrity.foreign_in(connection):
            return errors.journal.JournalAltered(home.journal, ", ".join(foreign))
    return None


def _let_go(problem: BaseException | None) -> None:
    """Drop what the frames of a failure hold: a statement that is not ended keeps its lock."""
    while problem is not None:
        trace = problem.__traceback__
        while trace is not None:
            with suppress(RuntimeError):  # it is running
                trace.tb_frame.clear()
            trace = trace.tb_next
        problem = problem.__context__
