"""The folder of backups: making one, listing them, and dropping those that need not stay.

Only daily ones rotate. Those made before an upgrade, a restore, a forget or an import stay for a
year, and the newest three of each for good; those made by hand, and a damaged journal that was
replaced, stay until a person removes them.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attune_cli import dates, errors
from attune_cli.clock import SystemZone
from attune_cli.core.retention import Copy, expired, rotated_out
from attune_cli.store.backup.copy import ALL_PAGES, CopyDamaged, copy_to
from attune_cli.store.backup.names import Why, is_backup, places, taken_at, why_of
from attune_cli.store.backup.proved import proving, remember
from attune_cli.store.connection import connect
from attune_cli.store.home import Home, private_folder
from attune_cli.store.integrity import Contents, contents_of_file, counted_in

BIG = 4 * 2**20  # bytes of a journal that is copied in parts, so that nobody waits to write
PAGES = 2000  # of 4 KiB


_FOR_A_YEAR = (Why.UPGRADE, Why.RESTORE, Why.FORGET, Why.IMPORT)


class Backup(NamedTuple):
    """A backup in the folder.

    Attributes:
        path: its file.
        taken_at: when, in UTC.
        why: what it was made for.
    """

    path: Path
    taken_at: datetime
    why: Why

    @classmethod
    def of_file(cls, path: Path) -> "Backup":
        """Read a file's name; one that says nothing is as old as the file."""
        if at := taken_at(path.stem):
            return cls(path, at, why_of(path.stem))
        return cls(path, datetime.fromtimestamp(path.lstat().st_mtime, UTC), Why.OTHER)


class Checked(NamedTuple):
    """A backup, and what it holds; None where it is damaged."""

    backup: Backup
    contents: Contents | None


def find_backups(home: Home) -> list[Backup]:
    """Return the backups, the newest first; where there is no folder, none.

    Those that a wrong clock dated ahead of the present come last.

    Raises:
        OSError: the folder cannot be read.
    """
    try:
        paths = [path for path in home.backups.iterdir() if is_backup(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    found, now = [Backup.of_file(path) for path in paths], home.clock()
    newest_first = sorted(found, key=lambda one: (one.taken_at, _made_at(one.path)), reverse=True)
    return sorted(newest_first, key=lambda one: one.taken_at > now)


def _made_at(path: Path) -> int:
    """Return what tells apart the files of one second."""
    with suppress(OSError):
        return path.lstat().st_mtime_ns
    return 0


class Numbered(NamedTuple):
    """A good backup with its number in the list of all."""

    number: int
    checked: Checked


class Best(NamedTuple):
    """The backups that could take the journal's place.

    Attributes:
        fullest: the one that holds most, of several the newest.
        newest: the newest that holds anything; never one that is dated ahead of the present.
    """

    fullest: Numbered
    newest: Numbered


def best_backups(home: Home) -> Best | None:
    """Return the good backups that hold most and that are newest; None where there is none."""
    try:
        found = list(enumerate(find_backups(home), 1))
    except OSError:
        return None
    said = {number: _held(counted_in(backup.path)) for number, backup in found}
    contents = cache(contents_of_file)  # which looks through a whole file

    def first(several: Iterable[tuple[int, Backup]]) -> Numbered | None:
        for number, backup in several:
            if held := contents(backup.path):
                return Numbered(number, Checked(backup, held))
        return None

    fullest = first(sorted(found, key=lambda one: -said[one[0]]))
    newest = first(one for one in found if said[one[0]])
    return Best(fullest, newest or fullest) if fullest else None


def _held(contents: Contents | None) -> int:
    return contents.moments + contents.answers if contents else 0


def newest_good(home: Home) -> Checked | None:
    """Return the newest backup that is whole; an empty one only where there is no other."""
    best = best_backups(home)
    return best.newest.checked if best else None


def damaged(home: Home) -> "errors.journal.JournalDamaged":
    """Return the refusal of a damaged journal, with the way back that there is."""
    best = best_backups(home)
    return errors.journal.JournalDamaged(
        home.journal, _way_back(home, best), best and best.fullest.checked
    )


def not_upgraded(home: Home, version: str) -> "errors.journal.UpgradeFailed":
    """Return the refusal where a journal is not what its version says."""
    best = best_backups(home)
    way_back = _way_back(home, best)
    return errors.journal.UpgradeFailed(
        home.journal, version, way_back, best and best.fullest.checked
    )


def missing(home: Home) -> "errors.journal.JournalMissing":
    """Return the refusal where a journal is gone, with the way back that there is."""
    best = best_backups(home)
    return errors.journal.JournalMissing(
        home.journal, _way_back(home, best), best and best.fullest.checked
    )


def _way_back(home: Home, best: Best | None) -> str:
    if best is None:
        return (
            "There is no good backup. Keep a copy of what is in its folder: “.recover” of the "
            "program sqlite3 can often read what is left; then “attune restore --anew” begins "
            "a new journal and keeps the old file beside it."
        )
    newest, fullest = _told(home, best.newest.checked), _told(home, best.fullest.checked)
    if best.fullest == best.newest:
        return f"The newest good backup is {newest}. “attune restore newest” puts it in place."
    number = best.fullest.number
    return (
        f"The good backup that holds most is {fullest}. “attune restore {number}” puts it in "
        f"place. The newest is {newest}: “attune restore newest”."
    )


def _told(home: Home, one: Checked) -> str:
    """Say of when a backup is and what it holds."""
    assert one.contents is not None  # noqa: S101 it is good
    moment, held = one.backup.taken_at.astimezone(SystemZone()), _holds(one.contents)
    day, time = dates.weekday_in_short_with_year(moment), dates.clock(moment)
    if one.backup.taken_at > home.clock():
        return f"from {day} {time}, which is ahead of today’s date, with {held}"
    return f"from {day} {time}, with {held}"


def _holds(contents: Contents) -> str:
    moments = "1 moment" if contents.moments == 1 else f"{contents.moments:,} moments"
    if not contents.answers:
        return moments
    answers = "1 answer" if contents.answers == 1 else f"{contents.answers:,} answers"
    return f"{moments} and {answers}"


def back_up(home: Home, why: Why, now: datetime, detail: str = "") -> Path:
    """Copy the journal, as last committed, to the backups; a copy never replaces another.

    Args:
        home: whose journal.
        why: what for.
        now: the present; for an upgrade, when the journal was last written.
        detail: what the name says beside, such as “from-0003”.

    Raises:
        JournalDamaged: the journal is, and was not copied.
        FolderUnusable: the folder cannot be used.
        OSError, sqlite3.Error: it cannot be read or written; see faults.explained.
    """
    with closing(connect(home)) as source:
        return back_up_from(source, home, why, now, detail)


def back_up_from(
    source: sqlite3.Connection, home: Home, why: Why, now: datetime, detail: str = ""
) -> Path:
    """Do the same on a connection that is there, which may hold the journal."""
    private_folder(home.data)
    private_folder(home.backups)
    pages = PAGES if home.journal.stat().st_size > BIG else ALL_PAGES
    for path in places(home.backups, why, now, detail):
        if path.exists():
            continue
        with suppress(FileExistsError):
            try:
                copy_to(source, path, pages)
            except CopyDamaged as problem:
                raise damaged(home) from problem
            remember(path)
            return path
    raise AssertionError  # there is always another name


def back_up_to(home: Home, path: Path) -> None:
    """Copy the journal, as last committed, to a file that a person names.

    Raises:
        FileTaken: something is there.
        FileUnusable: it cannot be written.
        JournalDamaged: the journal is, and was not copied.
        sqlite3.Error: it cannot be read; see faults.explained.
    """
    with closing(connect(home)) as source:
        try:
            if path.exists():
                raise errors.files.FileTaken(path)
            copy_to(source, path)
        except FileExistsError as problem:
            raise errors.files.FileTaken(path) from problem
        except CopyDamaged as problem:
            raise damaged(home) from problem
        except OSError as problem:
            raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem


def checked_backups(home: Home, *, anew: bool = False) -> list[Checked]:
    """Return the backups, the newest first, each with what it holds.

    Args:
        home: whose.
        anew: whether all are looked through, also those that were proved whole before.

    Raises:
        OSError: the folder cannot be read.
    """
    with proving(home.backups, anew=anew) as contents:
        return [Checked(backup, contents(backup.path)) for backup in find_backups(home)]


def rotate(home: Home, now: datetime) -> list[Path]:
    """Drop the backups that need not stay, and return their files; a damaged one is never dropped.

    Raises:
        OSError: one cannot be removed.
    """
    backups = find_backups(home)
    # One dated ahead, by a wrong clock, takes no other's place.
    daily = [one for one in backups if one.why is Why.DAILY and one.taken_at <= now]
    gone = _rotated_out(home, daily, now)
    # A clock that jumps ahead, once, makes none of the others old.
    until = max((one.taken_at for one in daily if one.taken_at < now), default=now)
    past = [one for one in backups if one.taken_at <= now]
    for why in _FOR_A_YEAR:
        gone |= expired(((b.taken_at, b.path.name) for b in past if b.why is why), until)
    paths = [home.backups / name for name in sorted(gone)]
    for path in paths:
        path.unlink(missing_ok=True)
    return paths


def _rotated_out(home: Home, daily: Iterable[Backup], now: datetime) -> set[str]:
    """Return the names of the daily ones to drop; none is opened where all stay by their dates."""
    copies = {
        one.path: Copy(one.taken_at.astimezone(now.tzinfo), 0, one.path.name) for one in daily
    }
    if not rotated_out(copies.values()):
        return set()
    with proving(home.backups) as contents:
        held = {path: contents(path) for path in copies}
    return rotated_out(
        copy._replace(moments=found.moments)
        for path, copy in copies.items()
        if (found := held[path])
    )
