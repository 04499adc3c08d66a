"""The backup of the day: made after the first run of a day that wrote, whatever its verb is.

Where somebody writes on, it is made anew after some hours, and retention leaves the day's newest.

No verb thinks of it. The door looks whether the journal's file changed while the verb ran, so this
module is imported by every run, and itself imports what it needs only where a backup is due.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from attune_cli import errors
from attune_cli.clock import SystemZone
from attune_cli.store.backup.names import Why, is_backup, taken_at, why_of
from attune_cli.store.home import FILE_MODE, Home, private_folder

ANEW_AFTER = timedelta(hours=4)
AT_ONCE = 2**20  # bytes of a journal that is copied in a few milliseconds
_FAILED = ".no-backup-"  # and the day: it was tried, and said
_BACKGROUND = "from attune_cli.store.backup.daily import in_background; in_background()"
# CREATE_NO_WINDOW and BELOW_NORMAL_PRIORITY_CLASS, which only Windows knows
_WITHOUT_WINDOW = 0x08004000 if sys.platform == "win32" else 0


def after_writing(
    home: Home,
    clock: Callable[[], datetime],
    tell: Callable[[str], None],
    tell_beginning: Callable[[str], None],
) -> Callable[[], None]:
    """Return what makes the backup of the day, if the journal has changed by then.

    It never fails: what stands in the way is told, once a day.

    Args:
        home: whose journal.
        clock: says which day it is, if one is due.
        tell: says a sentence to the person.
        tell_beginning: says it where the verb has not said by itself that a journal begins.
    """
    before = _stamp(home)
    if before and home.relative:
        from attune_cli.store.known import is_known, remember  # noqa: PLC0415 few have such a home

        if not is_known(home):
            tell(f"ATTUNE_HOME is “{home.relative}”, which from here is {home.data}.")
            remember(home)

    def make_if_due() -> None:
        after = _stamp(home)
        if after == before:
            return
        is_new = after and not (before and before[1])  # no journal, or a file without a byte
        if is_new and home.machine:  # else it is in a folder of nobody’s, as in a test
            tell_beginning(f"A journal begins here: {home.journal}")
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
    """Whether there is a daily backup of today that is still new.

    One of a time to come, by a wrong clock, is none.
    """
    try:
        names = [name for name in os.listdir(home.backups) if is_backup(name)]  # noqa: PTH208
    except OSError:
        return False
    taken = (taken_at(name) for name in names if why_of(name) is Why.DAILY)
    return any(
        at
        and timedelta(0) <= now - at < ANEW_AFTER
        and at.astimezone(now.tzinfo).date() == now.date()
        for at in taken
    )


def _make_if_due(home: Home, now: datetime, tell: Callable[[str], None]) -> None:
    if has_todays(home, now):
        return
    from attune_cli.store.known import remember  # noqa: PLC0415 once a day

    remember(home)  # a journal of an earlier version is not known yet
    is_big = home.journal.stat().st_size > AT_ONCE
    if is_big and _failed(home, now).exists():
        return  # each try would take a while
    try:
        private_folder(home.backups)
        if is_big:
            _in_background(home, now)
        else:
            make_alone(home, now)
    except Exception as problem:  # noqa: BLE001 a verb has done what it was to do
        if _note_failure(home, now):
            why = (
                f"{errors.journal.reason_of(problem)}." if isinstance(problem, OSError) else problem
            )
            tell(f"Today’s backup was not made: {why}")


def make_alone(home: Home, now: datetime, *, is_due: bool = False) -> None:
    """Make the backup of the day, unless another process is at it, or has made it just now.

    Args:
        home: whose journal.
        now: the present.
        is_due: whether it is wanted even where there is one.

    Raises:
        AttuneError: the journal is damaged, the disk full, the folder not to be used.
    """
    from attune_cli.store.files import locked  # noqa: PLC0415 once a day

    with locked(home.backups, waits=False) as is_alone:
        if is_alone and (is_due or not has_todays(home, now)):
            make(home, now)


def make(home: Home, now: datetime) -> None:
    """Make the backup of the day and drop the ones that need not stay.

    Raises:
        AttuneError: the journal is damaged, the disk full, the folder not to be used.
    """
    from attune_cli.store.backup.archive import back_up, rotate  # noqa: PLC0415 once a day
    from attune_cli.store.faults import explained  # noqa: PLC0415 likewise
    from attune_cli.store.home import UNFINISHED  # noqa: PLC0415 likewise

    with explained(home):
        # What was interrupted goes: this process is alone.
        _sweep(home, f".journal-*-{Why.DAILY}*{UNFINISHED}*")
        back_up(home, Why.DAILY, now)
        rotate(home, now)
        _sweep(home, f"{_FAILED}*")


def _sweep(home: Home, pattern: str) -> None:
    for path in home.backups.glob(pattern):
        path.unlink(missing_ok=True)


def _in_background(home: Home, now: datetime) -> None:
    """Make it in a process of its own, which outlives this one: the person waits for nothing."""
    import subprocess  # noqa: PLC0415 once a day, where the journal is big

    subprocess.Popen(  # noqa: S603 itself
        # -P: the folder that the person is in holds no modules of this program
        [sys.executable, "-P", "-c", _BACKGROUND, home.data, home.config, now.isoformat()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # where there are sessions
        creationflags=_WITHOUT_WINDOW,  # where there are windows
    )


def in_background() -> None:
    """Be that process; nobody listens, so `doctor` tells how old the newest backup is."""
    data, config, at = sys.argv[1:]
    home = Home(Path(data), Path(config))
    now = datetime.fromisoformat(at).astimezone(SystemZone())
    try:
        if hasattr(os, "nice"):
            os.nice(10)
        make_alone(home, now)
    except BaseException:  # noqa: BLE001 as above
        _note_failure(home, now)


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
