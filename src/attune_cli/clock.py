"""The clock: the only place that asks what time it is, and in which zone.

Everything else gets `now` as an argument and finds the caregiver's zone in `now.tzinfo`.
"""

import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

Clock = Callable[[], datetime]
# Where the C libraries of Unix systems look for zones, if TZDIR names no other folder.
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_UTC = {"UTC", "GMT", "UCT", "Zulu", "Etc/UTC", "Etc/GMT"}  # known without any file
# A zone by its rule, as POSIX has it: “CET-1CEST,M3.5.0,M10.5.0/3”, “<+03>-3”.
_RULE = r"(?:[A-Za-z]{3,}|<[+\-\w]+>)[+-]?\d{1,2}(?::\d{1,2}){0,2}(?:(?:[A-Za-z]{3,}|<).*)?"
_DAY = 86_400  # seconds: no wall-clock time is further than this from its digits read as UTC


def seconds() -> float:
    """Return seconds that only ever grow, by which a wait is measured."""
    return time.monotonic()


class SystemZone(tzinfo):
    """The zone of this machine, with its daylight-saving rules, as the system knows them."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """Return the offset in force at a wall-clock time, of which `fold` picks the second."""
        return None if moment is None else timedelta(seconds=_in_force(moment).tm_gmtoff)

    def dst(self, moment: datetime | None, /) -> timedelta | None:  # noqa: ARG002
        """Return None: the system tells the whole offset, not its parts."""
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        """Return the zone's short name at a wall-clock time."""
        return None if moment is None else _in_force(moment).tm_zone

    def fromutc(self, moment: datetime, /) -> datetime:
        """Return the wall-clock time here for an instant given in UTC digits."""
        offset = timedelta(seconds=time.localtime(_as_utc(moment)).tm_gmtoff)
        wall = (moment + offset).replace(fold=0)
        return wall if wall.utcoffset() == offset else wall.replace(fold=1)


def _as_utc(moment: datetime) -> float:
    return moment.replace(tzinfo=UTC).timestamp()


def _in_force(moment: datetime) -> time.struct_time:
    """Find a local time with the offset and name that are in force at a wall-clock time.

    `naive.astimezone()` would not do: inside a gap its answer depends on the version of Python.
    """
    wall = _as_utc(moment)
    before, after = time.localtime(wall - _DAY), time.localtime(wall + _DAY)
    if before.tm_gmtoff == after.tm_gmtoff:
        return time.localtime(wall - before.tm_gmtoff)
    fitting = [
        side
        for side in (before, after)
        if time.localtime(wall - side.tm_gmtoff).tm_gmtoff == side.tm_gmtoff
    ]  # both do in a fold, neither does in a gap
    return fitting[0] if len(fitting) == 1 else (before, after)[moment.fold]


def system_clock() -> datetime:
    """Return the present, to the second, in the zone of this machine."""
    return datetime.now(SystemZone()).replace(microsecond=0)


def drop_unknown_zone() -> str | None:
    """Take a zone that nobody knows out of the environment, and return its name.

    The C library would take it for UTC in silence. Without it, the zone is that of this machine.
    """
    name = os.environ.get("TZ")
    if not name or not hasattr(time, "tzset") or _is_known(name.removeprefix(":")):
        return None
    del os.environ["TZ"]
    time.tzset()
    return name


def _is_known(name: str) -> bool:
    if time.timezone or time.daylight:  # no zone that is taken for UTC has an offset
        return abs(time.timezone) < _DAY
    folders = (os.environ.get("TZDIR"), *_ZONES)
    return (
        name in _UTC
        or bool(re.fullmatch(_RULE, name))
        or any(
            os.path.isfile(os.path.join(folder, name))  # noqa: PTH113, PTH118 pathlib costs more
            for folder in folders
            if folder
        )
    )
