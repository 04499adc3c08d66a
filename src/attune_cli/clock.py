"""The clock: the only place that asks what time it is, and in which zone.

Everything else gets `now` as an argument and finds the caregiver's zone in `now.tzinfo`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

Clock = Callable[[], datetime]


class SystemZone(tzinfo):
    """The zone of this machine, with its daylight-saving rules, as the system knows them."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """Return the offset in force at a wall-clock time, of which `fold` picks the second."""
        return None if moment is None else _local(moment).utcoffset()

    def dst(self, moment: datetime | None, /) -> timedelta | None:  # noqa: ARG002
        """Return None: the system tells the whole offset, not its parts."""
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        """Return the zone's short name at a wall-clock time."""
        return None if moment is None else _local(moment).tzname()

    def fromutc(self, moment: datetime, /) -> datetime:
        """Return the wall-clock time here for an instant given in UTC digits."""
        local = moment.replace(tzinfo=UTC).astimezone()
        wall = local.replace(tzinfo=self)
        return wall if wall.utcoffset() == local.utcoffset() else wall.replace(fold=1)


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()


def system_clock() -> datetime:
    """Return the present, to the second, in the zone of this machine."""
    return datetime.now(SystemZone()).replace(microsecond=0)
