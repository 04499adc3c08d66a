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
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.change import Change
from attune_cli.store.backup.archive import Backup, back_up_from
from attune_cli.store.backup.copy import CopyDamaged, copy_pages, copy_to
from attune_cli.store.backup.names import Why, places
from attune_cli.store.connection import BESIDE, HEAD, connect, is_begun, version_of
from attune_cli.store.faults import explained
from attune_cli.store.files import discard, locked
from attune_cli.store.history import next_change, record_replacement
from attune_cli.store.home import FOLDER_MODE, Home, private_folder, sync
from attune_cli.store.integrity import Contents, contents_of_file, is_of_content, open_to_read
from attune_cli.store.schema.beginning import begin

RESTORING = "journal.db.restoring-"  # and a process: where the next one is prepared
_NOT_OF_ITS_CONTENT = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL,
                       sqlite3.SQLITE_IOERR}  # fmt: skip


class _Fresh(NamedTuple):
    """The journal that is about to take the place, and how that is remembered in it.

    Attributes:
        home: a folder of its own, beside the journal.
        what: the change in a few words; None where nothing is to be remembered.
        now: the present.
        changed_at: when that change was made, if not now.
        is_undone: whether it is the journal from before a restore that is taken back.
        before: the change that is to be the next one in the journal that it replaces.
    """

    home: Home
    what: str | None
    now: datetime
    changed_at: datetime | None = None
    is_undone: bool = False
    before: Change | None = None

    def remember(self, kept: Path | None) -> None:
        """Record the replacement, where it is one."""
        if self.what is not None:
            with closing(connect(self.home)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                name = kept.name if kept else ""
                record_replacement(connection, self.what, self.now, name, is_undone=self.is_undone)
                connection.execute("COMMIT")

    def require_unchanged(self, live: sqlite3.Connection) -> None:
        """Refuse to take back what is not the last change any more.

        Raises:
            CannotGoBack: another program has changed the journal meanwhile.
        """
        if self.before and self.before != next_change(live, again=self.before.is_undone):
            raise errors.moments.CannotGoBack(self.before.what, "the journal was changed meanwhile")


def put_in_place(home: Home, source: Path, now: datetime) -> Path | None:
    """Let a backup be the journal, brought up to date; a change that can be undone like others.

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
    at = Backup.of_file(source).taken_at.astimezone(now.tzinfo)
    with explained(home), _aside(home) as fresh:
        _copy(fresh, source)
        return _replace(home, _Fresh(fresh, f"restore the backup of {at:%Y-%m-%d %H:%M}", now))


def put_nothing_in_place(home: Home, now: datetime) -> Path | None:
    """Let the journal be a new one, and return where the old one is kept, if there was one.

    Raises:
        JournalTrouble: the journal is in use, or the disk full. Nothing was changed.
    """
    with explained(home), _aside(home) as fresh:
        begin(fresh)
        what = "begin a new journal" if home.journal.exists() else None
        return _replace(home, _Fresh(fresh, what, now))


def take_back(home: Home, change: Change, now: datetime) -> Contents:
    """Let the journal from before a restore be the journal again, or do the restore once more.

    What is replaced is kept like at any restore, so that both can be done again.

    Args:
        home: whose journal.
        change: the restore, as `undo` or `redo` finds it.
        now: the present.

    Returns:
        What the journal holds now.

    Raises:
        CannotGoBack: the copy is gone or damaged, or the journal was changed meanwhile.
        JournalTrouble: the journal is in use, or the disk full. Nothing was changed.
    """
    source, held = home.backups / (change.replaced or ""), from_before(home, change)
    with explained(home), _aside(home) as fresh:
        _copy(fresh, source)
        what = None if change.is_undone else change.what  # done again, it is in that journal
        _replace(home, _Fresh(fresh, what, now, change.changed_at, is_undone=True, before=change))
    return held


def from_before(home: Home, change: Change) -> Contents:
    """Return what the journal from before a restore holds.

    Raises:
        CannotGoBack: it is gone, or damaged.
    """
    if not change.replaced:
        raise errors.moments.CannotGoBack(change.what, "there was no journal before it")
    place = home.backups / change.replaced
    if not place.exists():
        raise errors.moments.CannotGoBack(change.what, f"the copy of the journal, {place}, is gone")
    if held := contents_of_file(place):
        return held
    raise errors.moments.CannotGoBack(
        change.what, f"the copy of the journal, {place}, can’t be read"
    )


@contextmanager
def _aside(home: Home) -> Iterator[Home]:
    """Make a folder beside the journal, where the next one is prepared; it goes with the block.

    While it is there, nobody copies or forgets the journal.
    """
    private_folder(home.data)
    private_folder(home.backups)
    folder = home.data / f"{RESTORING}{os.getpid()}"
    with locked(home.backups):
        remove_tree(folder)  # of a process that had this number before
        try:
            folder.mkdir(FOLDER_MODE)
            yield home._replace(data=folder, config=folder, machine=None)
        finally:
            remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Remove a folder that was made here, once more where the first time fails."""
    for _ in range(2):
        with suppress(OSError):
            shutil.rmtree(folder, ignore_errors=True)


def _copy(fresh: Home, source: Path) -> None:
    """Copy a backup to where the next journal is prepared: checked, up to date, on the disk.

    Raises:
        BackupUnusable: it cannot be the journal.
    """
    try:
        with closing(open_to_read(source)) as opened:
            copy_to(opened, fresh.journal, check=_require_journal)
    except CopyDamaged as problem:
        raise errors.journal.BackupUnusable(
            source, f"it is no whole journal of this attune ({problem})"
        ) from problem
    except sqlite3.Error as problem:
        if _primary(problem) in _NOT_OF_ITS_CONTENT:
            raise
        raise errors.journal.BackupUnusable(
            source, f"it is no whole journal of this attune ({problem})"
        ) from problem
    with closing(connect(fresh)) as connection:
        is_older = version_of(connection) != HEAD
    if is_older:
        from attune_cli.store.schema.migrate import migrate  # noqa: PLC0415 SQLAlchemy, if needed

        try:
            migrate(fresh)
        except errors.journal.UpgradeFailed as problem:
            raise errors.journal.BackupUnusable(
                source, "it does not fit the schema that it names"
            ) from problem


def _require_journal(copy: sqlite3.Connection) -> None:
    version = version_of(copy)
    if version is None:
        raise CopyDamaged("it has no version")
    if version > HEAD:
        raise CopyDamaged("it was written by a newer attune than this one")


def _replace(home: Home, fresh: _Fresh) -> Path | None:
    if is_begun(home):
        try:
            return _overwrite(home, fresh)
        except (
            errors.journal.JournalDamaged,
            UnicodeDecodeError,
        ):  # the latter of a schema that is garbage
            pass
        except sqlite3.DatabaseError as problem:
            if not is_of_content(problem):
                raise
    with _set_aside(home, fresh.now) as kept:
        fresh.remember(kept)
        fresh.home.journal.replace(home.journal)
    with suppress(OSError):  # it is done: what was there is on the disk, in the backups
        sync(home.data)
    return kept


def _overwrite(home: Home, fresh: _Fresh) -> Path:
    """Copy the journal to the backups and the fresh one over it, while nobody else writes."""
    with closing(connect(home)) as live:
        live.execute("BEGIN EXCLUSIVE")  # first: a lock that stays would keep others from ending
        fresh.require_unchanged(live)
        live.execute("PRAGMA locking_mode = EXCLUSIVE")  # from here until it is closed
        live.execute("COMMIT")
        kept = back_up_from(live, home, Why.RESTORE, fresh.now)
        try:
            fresh.remember(kept)
            with closing(open_to_read(fresh.home.journal)) as source:
                copy_pages(source, live)
        except BaseException:
            live.close()
            if _is_same(home, fresh.home):  # it was done all the same
                return kept
            if contents_of_file(home.journal):  # nothing was changed: what is there needs no copy
                discard(kept)
            raise
    return kept


def _is_same(one: Home, other: Home) -> bool:
    """Whether two journals hold the same, as their logs say."""
    with suppress(sqlite3.Error, OSError):
        return _log_of(one) == _log_of(other)
    return False


def _log_of(home: Home) -> list[tuple[object, ...]]:
    with closing(open_to_read(home.journal)) as connection:
        return [
            connection.execute("SELECT count(*), max(seq) FROM history_rows").fetchone(),
            *connection.execute("SELECT id, what, changed_at, is_undone FROM changes ORDER BY id"),
        ]


@contextmanager
def _set_aside(home: Home, now: datetime) -> Iterator[Path | None]:
    """Keep a damaged journal, and what is beside it, which must not be played into the next.

    Where the block fails, all is as it was.
    """
    candidates = places(home.backups, Why.DAMAGED, now)
    place = next(place for place in candidates if not place.exists())
    found = {
        path: place.with_name(place.name + ending)
        for ending in ("", *BESIDE)
        if (path := home.journal.with_name(home.journal.name + ending)).exists()
        and (ending or path.stat().st_size)
    }
    try:
        for path, kept in found.items():
            _keep(path, kept)
        sync(home.backups)
        for ending in BESIDE:
            home.journal.with_name(home.journal.name + ending).unlink(missing_ok=True)
        sync(home.data)
        yield place if found else None
    except BaseException:
        for path, kept in found.items():
            with suppress(OSError):
                if kept.exists() and not path.exists():
                    _keep(kept, path)
            if path.exists():
                discard(kept)
        raise


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
