"""Putting a backup in the journal's place, and keeping what was there.

A journal that can be read is overwritten through SQLite itself, in one transaction under its lock:
who waits to write waits for the restored one, and no file of the old one stays beside the new. A
damaged one is moved to the backups with all that SQLite keeps beside it, and never played back.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from attune_cli.errors.journal import BackupUnusable, JournalDamaged
from attune_cli.store.backup.archive import back_up_from
from attune_cli.store.backup.copy import CopyDamaged, copy_pages, copy_to
from attune_cli.store.backup.names import Why, places
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.faults import explained
from attune_cli.store.home import Home, private_folder, sync
from attune_cli.store.integrity import open_to_read
from attune_cli.store.schema.beginning import begin

RESTORING = "journal.db.restoring-"  # and a process: the copy that is about to take the place
BESIDE = ("-journal", "-wal", "-shm")
_NOT_OF_ITS_CONTENT = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL,
                       sqlite3.SQLITE_IOERR}  # fmt: skip


def put_in_place(home: Home, source: Path, now: datetime) -> Path | None:
    """Let a backup be the journal, brought up to date.

    Args:
        home: whose journal.
        source: the backup; it stays as it is.
        now: the present.

    Returns:
        Where what it replaced is kept; None where there was nothing.

    Raises:
        BackupUnusable: it cannot be the journal.
        JournalTrouble: the journal is in use, or the disk full. Nothing was changed.
    """
    with explained(home):
        private_folder(home.data)
        private_folder(home.backups)
        with _whole_copy(home, source) as fresh:
            kept = _replace(home, fresh, now)
        with closing(connect(home)) as connection:
            is_older = version_of(connection) != HEAD
    if is_older:
        from attune_cli.store.schema.migrate import bring_up_to_date  # noqa: PLC0415 SQLAlchemy, if needed

        bring_up_to_date(home)
    return kept


def put_nothing_in_place(home: Home, now: datetime) -> Path | None:
    """Let the journal be a new one, and return where the old one is kept, if there was one.

    Raises:
        JournalTrouble: the journal is in use, or the disk full. Nothing was changed.
    """
    with explained(home):
        private_folder(home.data)
        with TemporaryDirectory(prefix=RESTORING, dir=home.data) as folder:
            new = Home.at(Path(folder) / "new")
            begin(new)
            return put_in_place(home, new.journal, now)


@contextmanager
def _whole_copy(home: Home, source: Path) -> Iterator[Path]:
    """Copy the backup beside the journal, checked and on the disk, as long as the block lasts."""
    fresh = home.data / f"{RESTORING}{os.getpid()}"
    fresh.unlink(missing_ok=True)
    try:
        with closing(open_to_read(source)) as opened:
            copy_to(opened, fresh, check=_require_journal)
    except CopyDamaged as problem:
        raise BackupUnusable(
            source, f"it is no whole journal of this attune ({problem})"
        ) from problem
    except sqlite3.Error as problem:
        if _primary(problem) in _NOT_OF_ITS_CONTENT:
            raise
        raise BackupUnusable(
            source, f"it is no whole journal of this attune ({problem})"
        ) from problem
    try:
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _require_journal(copy: sqlite3.Connection) -> None:
    version = version_of(copy)
    if version is None:
        raise CopyDamaged("it has no version")
    if version > HEAD:
        raise CopyDamaged("it was written by a newer attune than this one")


def _replace(home: Home, fresh: Path, now: datetime) -> Path | None:
    if is_begun(home):
        try:
            return _overwrite(home, fresh, now)
        except (JournalDamaged, UnicodeDecodeError):  # the latter of a schema that is garbage
            pass
        except sqlite3.DatabaseError as problem:
            if _primary(problem) in _NOT_OF_ITS_CONTENT:
                raise
    kept = _set_aside(home, now)
    fresh.replace(home.journal)
    sync(home.data)
    return kept


def _overwrite(home: Home, fresh: Path, now: datetime) -> Path:
    """Copy the journal to the backups and the fresh one over it, while nobody else writes."""
    with closing(connect(home)) as live, closing(open_to_read(fresh)) as source:
        live.execute("BEGIN EXCLUSIVE")  # first: a lock that stays would keep others from ending
        live.execute("PRAGMA locking_mode = EXCLUSIVE")  # from here until it is closed
        live.execute("COMMIT")
        kept = back_up_from(live, home, Why.RESTORE, now)
        copy_pages(source, live)
    return kept


def _set_aside(home: Home, now: datetime) -> Path | None:
    """Keep a damaged journal, and what is beside it, which must not be played into the next."""
    candidates = places(home.backups, Why.DAMAGED, now)
    place = next(place for place in candidates if not place.exists())
    found = {
        path: place.with_name(place.name + ending)
        for ending in ("", *BESIDE)
        if (path := home.journal.with_name(home.journal.name + ending)).exists()
        and (ending or path.stat().st_size)
    }
    for path, kept in found.items():
        _keep(path, kept)
    sync(home.backups)
    for ending in BESIDE:
        home.journal.with_name(home.journal.name + ending).unlink(missing_ok=True)
    sync(home.data)
    return place if found else None


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, or else copy it."""
    with suppress(OSError):
        kept.hardlink_to(path)
        return
    shutil.copyfile(path, kept)
    kept.chmod(0o600)
    sync(kept)


def _primary(problem: sqlite3.Error) -> int:
    return int(getattr(problem, "sqlite_errorcode", 0)) & 0xFF
