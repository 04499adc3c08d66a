"""Checking what is around the journal: folders and their permissions, space, backups, leftovers."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from attune_cli import dates, errors
from attune_cli.core.finding import Check, Finding, State
from attune_cli.store.backup.archive import Checked, checked_backups
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.restore import RESTORING
from attune_cli.store.check.journal import FIX
from attune_cli.store.connection import is_begun
from attune_cli.store.home import (
    FILE_MODE,
    FOLDER_MODE,
    HAS_MODES,
    UNFINISHED,
    Home,
    is_ones_own,
    is_own,
)
from attune_cli.store.integrity import contents_of_file, counted_in, last_written

MEGABYTE = 10**6
GIGABYTE = 1_000 * MEGABYTE
LATELY = timedelta(days=35)
LATE = timedelta(days=2)
_OTHERS = 0o077
_WRITTEN_ONCE = re.compile(r"\.json\.[a-z0-9_]{8}$")
_PROCESS = re.compile(rf"(?:\.|{re.escape(RESTORING)})(\d+)(?:{re.escape(UNFINISHED)}|$)")


def check_surroundings(home: Home, now: datetime) -> Iterator[Finding]:
    """Look at folders, space, backups and leftovers; each check is made whatever others find."""
    looks: dict[Check, Callable[[], Finding]] = {
        Check.PERMISSIONS: lambda: permissions(home),
        Check.SPACE: lambda: space(home),
        Check.BACKUPS: lambda: backups(home, now),
        Check.LEFTOVERS: lambda: leftovers_found(home),
    }
    for check, look in looks.items():
        try:
            yield look()
        except errors.journal.JournalTrouble:
            pass  # to look at the journal says what it is
        except OSError as problem:
            reason = errors.journal.reason_of(problem)
            what = problem.filename or "This"
            text = f"{what} could not be looked at: {reason}."
            yield Finding(check, State.BROKEN, text, "Check the permissions of the folders.")


def open_to_others(home: Home) -> list[Path]:
    """Return attune's own files, and its own folders inside the home, that others may enter."""
    files = [home.journal, home.settings, home.contacts, home.own_tips]
    folders = [home.backups, home.drafts, home.answers, home.edits, home.plans]
    inside = chain.from_iterable(folder.iterdir() for folder in folders if folder.is_dir())
    return [path for path in (*files, *folders, *inside) if _is_open(path)]


def mode_for(path: Path) -> int:
    """Return the mode that keeps a file or folder for its owner alone."""
    return FOLDER_MODE if S_ISDIR(path.stat().st_mode) else FILE_MODE


def _is_open(path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    is_kept = S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)  # a device may be all users’
    return is_kept and bool(found.st_mode & _OTHERS) and is_ones_own(found)


def permissions(home: Home) -> Finding:
    """Look whether others can read what is kept."""
    if not HAS_MODES:
        text = "This system keeps no file modes: what is kept is as private as its folder."
        return Finding(Check.PERMISSIONS, State.OK, text)
    if found := open_to_others(home):
        text = f"Others on this machine may read {found[0]}."
        if len(found) > 1:
            text = f"Others on this machine may read {found[0]} and {len(found) - 1} more."
        return Finding(Check.PERMISSIONS, State.BROKEN, text, FIX, can_mend=True)
    return Finding(Check.PERMISSIONS, State.OK, "Only you can read what is kept.")


def _room(size: int) -> str:
    gigabytes = size // GIGABYTE
    return f"{gigabytes:,} GB" if gigabytes > 1 else f"{size // MEGABYTE:,} MB"


def space(home: Home) -> Finding:
    """Look whether there is room for a copy of the journal, twice."""
    place = next(path for path in (home.data, *home.data.parents) if path.exists())
    free = shutil.disk_usage(place).free
    size = home.journal.stat().st_size if is_begun(home) else 0
    said = f"{_room(free)} are free where the journal is."
    if free < 2 * size + 10 * MEGABYTE:
        return Finding(Check.SPACE, State.LOOK, said, "Free some space: backups need it.")
    return Finding(Check.SPACE, State.OK, said)


def backups(home: Home, now: datetime) -> Finding:
    """Look whether there is a good backup that is new enough, and whether the journal shrank."""
    found = checked_backups(home, anew=True)
    good = [one for one in found if one.contents]
    if not good:
        if not is_begun(home):
            return Finding(Check.BACKUPS, State.OK, "There is nothing to back up yet.")
        text = "There is no good backup."
        can_be_made = contents_of_file(home.journal) is not None
        do = FIX if can_be_made else ""
        return Finding(Check.BACKUPS, State.BROKEN, text, do, can_mend=can_be_made)
    if shrunk := _shrunk(home, good, now):
        do = "Where that is not what you meant: attune restore"
        return Finding(Check.BACKUPS, State.LOOK, shrunk, do)
    newest = _newest(good, now)
    written = last_written(home.journal) if is_begun(home) else None
    if written and min(written, now) - newest > LATE:
        text = (
            f"The newest backup is {(min(written, now) - newest).days} days older than the journal."
        )
        return Finding(Check.BACKUPS, State.LOOK, text, FIX, can_mend=True)
    many = "1 good backup" if len(good) == 1 else f"{len(good)} good backups"
    said = f"{many}, the newest of {dates.day_and_time(newest.astimezone(now.tzinfo))}."
    damaged = [one.backup for one in found if not one.contents]
    damaged = [one for one in damaged if one.why is not Why.DAMAGED]
    if damaged:
        text = f"{said} {len(damaged)} can’t be read, such as {damaged[0].path.name}."
        return Finding(Check.BACKUPS, State.LOOK, text, "Remove it where you need it no more.")
    return Finding(Check.BACKUPS, State.OK, said)


def _newest(good: list[Checked], now: datetime) -> datetime:
    """Return when the newest backup was made; a wrong clock may have dated others ahead."""
    times = [one.backup.taken_at for one in good]
    return max((at for at in times if at <= now), default=max(times))


def _shrunk(home: Home, good: list[Checked], now: datetime) -> str:
    """Say that the journal holds markedly fewer moments than a daily backup not long ago."""
    present = counted_in(home.journal)
    lately = [
        (one.contents.moments, one.backup)
        for one in good
        if one.contents and one.backup.why is Why.DAILY and now - one.backup.taken_at < LATELY
    ]
    if present is None or not lately:
        return ""
    most, backup = max(lately, key=lambda found: found[0])
    if most - present.moments <= max(3, most // 20) or contents_of_file(home.journal) is None:
        return ""
    day = dates.in_short_with_year(backup.taken_at.astimezone(now.tzinfo))
    return f"The journal holds {present.moments:,} moments; on {day} it held {most:,}."


def leftovers(home: Home) -> list[Path]:
    """Return the files that a copy, a restore or another writing left when it was interrupted."""
    folders = (home.backups, home.drafts, home.answers, home.edits, home.plans)
    found = {path for folder in folders for path in folder.glob(f".*{UNFINISHED}*")}
    for shared in {home.data, home.config}:  # others may keep files there, too
        found |= {path for path in shared.glob(f".*{UNFINISHED}*") if is_own(path.name)}
    found |= {*home.data.glob(f"{RESTORING}*")}
    for folder in (home.drafts, home.answers, home.edits):  # as they were written once
        found |= {path for path in folder.glob("*.json.*") if _WRITTEN_ONCE.search(path.name)}
    return sorted(path for path in found if not _is_at_work(path.name))


def _is_at_work(name: str) -> bool:
    """Whether the process that a copy is named after is still there, and one's own."""
    named = _PROCESS.search(name)
    if named is None or os.name != "posix":  # where a signal of 0 is not Ctrl-C
        return False
    try:
        os.kill(int(named[1]), 0)
    except (OSError, OverflowError):
        return False
    return True


def leftovers_found(home: Home) -> Finding:
    """Look for what was interrupted."""
    if found := leftovers(home):
        text = f"An interrupted copy left {found[0].name} ({len(found)} in all)."
        return Finding(Check.LEFTOVERS, State.LOOK, text, FIX, can_mend=True)
    return Finding(Check.LEFTOVERS, State.OK, "Nothing interrupted is left.")
