"""The backup of the day: made after the first run of a day that wrote, whatever its verb is.

No verb thinks of it. The door looks whether the journal's file changed while the verb ran, so this
module is imported by every run, and itself imports what it needs only where a backup is due.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from attune_cli.store.home import FILE_MODE, Home, private_folder

AT_ONCE = 2**20  # bytes of a journal that is copied in a few milliseconds
_DAILY = "-daily"
_FAILED = ".no-backup-"  # and the day: it was tried, and said


def after_writing(
    home: Home, clock: Callable[[], datetime], tell: Callable[[str], None]
) -> Callable[[], None]:
    """Return what makes the backup of the day, if the journal has changed by then.

    It never fails: what stands in the way is told, once a day.

    Args:
        home: whose journal.
        clock: says which day it is, if one is due.
        tell: says a sentence to the person.
    """
    before = _stamp(home)

    def make_if_due() -> None:
        if _stamp(home) != before:
            with suppress(Exception):
                _make_if_due(home, clock(), tell)

    return make_if_due


def _stamp(home: Home) -> tuple[int, int, int] | None:
    try:
        found = os.stat(home.journal)  # noqa: PTH116 a path's own method costs more
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def has_todays(home: Home, now: datetime) -> bool:
    """Whether there is a daily backup of today; one of a day to come, by a wrong clock, is not."""
    try:
        names = [name for name in os.listdir(home.backups) if _DAILY in name and name[0] != "."]  # noqa: PTH208
    except OSError:
        return False
    return any(_day_of(name, now) == now.date() for name in names)


def _day_of(name: str, now: datetime) -> date | None:
    """Return the day that a backup's name says, where `now` is; None where it says none."""
    try:
        return datetime.fromisoformat(name.split("-")[1]).astimezone(now.tzinfo).date()
    except (ValueError, OverflowError):  # a file that somebody else named
        return None


def _make_if_due(home: Home, now: datetime, tell: Callable[[str], None]) -> None:
    if has_todays(home, now):
        return
    is_big = home.journal.stat().st_size > AT_ONCE
    if is_big and _failed(home, now).exists():
        return  # each try would take a while
    try:
        private_folder(home.backups)
        with alone(home) as is_alone:
            if not is_alone:
                return
            if is_big:
                _in_background(home, now)
            else:
                make(home, now)
    except Exception as problem:  # noqa: BLE001 a verb has done what it was to do
        if _note_failure(home, now):
            tell(f"Today’s backup was not made: {problem}")


@contextmanager
def alone(home: Home) -> Iterator[bool]:
    """Hold the folder, and say whether nobody else does; children go on holding it."""
    import fcntl  # noqa: PLC0415 not in every run

    folder = os.open(home.backups, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(folder)


def make(home: Home, now: datetime) -> None:
    """Make the backup of the day and drop the ones that need not stay.

    Raises:
        AttuneError: the journal is damaged, the disk full, the folder not to be used.
    """
    from attune_cli.store.backup.archive import Why, back_up, rotate  # noqa: PLC0415 once a day
    from attune_cli.store.backup.copy import UNFINISHED  # noqa: PLC0415 likewise
    from attune_cli.store.faults import explained  # noqa: PLC0415 likewise

    with explained(home):
        _sweep(home, f".journal-*{_DAILY}*{UNFINISHED}*")  # what was interrupted; this one is alone
        back_up(home, Why.DAILY, now)
        rotate(home, now)
        _sweep(home, f"{_FAILED}*")


def _sweep(home: Home, pattern: str) -> None:
    for path in home.backups.glob(pattern):
        path.unlink(missing_ok=True)


def _in_background(home: Home, now: datetime) -> None:
    """Make it in a process of its own, which outlives this one: the person waits for nothing."""
    if os.fork():
        return
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.nice(10)
        make(home, now)
    except BaseException:  # noqa: BLE001 nobody listens; doctor tells how old the newest is
        _note_failure(home, now)
    finally:
        os._exit(0)


def _failed(home: Home, now: datetime) -> Path:
    return home.backups / f"{_FAILED}{now:%Y%m%d}"


def _note_failure(home: Home, now: datetime) -> bool:
    """Note that it was tried today, and return whether that is new."""
    try:
        os.close(os.open(_failed(home, now), os.O_CREAT | os.O_EXCL, FILE_MODE))
    except FileExistsError:
        return False
    except OSError:
        return True
    return True
