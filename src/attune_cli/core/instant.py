"""A moment in time as far as it is known; words other than “now” for it are when.py's."""

from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple


class PartsOfDay(NamedTuple):
    """The hours, 0 to 23, at which the parts of the day begin; each lasts until the next one."""

    morning: int = 5
    afternoon: int = 12
    evening: int = 17
    night: int = 22

    @property
    def are_in_order(self) -> bool:
        """Whether each begins after the one before; only the night may begin after midnight."""
        is_day_in_order = self.morning < self.afternoon < self.evening
        return is_day_in_order and not self.morning <= self.night <= self.evening


USUAL_PARTS = PartsOfDay()


class When(NamedTuple):
    """A moment in time as far as it is known.

    Attributes:
        local_day: the day on the caregiver's calendar.
        occurred_at: the instant, with the fixed UTC offset of its place; None where only the day
            is known.
    """

    local_day: date
    occurred_at: datetime | None


def part_of_day(hour: int, parts: PartsOfDay = USUAL_PARTS) -> str:
    """Return the part of the day that an hour, 0 to 23, belongs to."""
    begins = list(zip(parts, parts._fields, strict=True))
    # Before the first one it is still the last of the day before.
    return max((begun for begun in begins if begun[0] <= hour), default=max(begins))[1]


def pinned(moment: datetime) -> datetime:
    """Return the same instant with its offset written down, free of any zone's later rules."""
    offset = moment.utcoffset() or timedelta(0)
    return moment.replace(tzinfo=timezone(offset), fold=0)


def known_exactly(moment: datetime) -> When:
    """Return an instant and its day."""
    fixed = pinned(moment)
    return When(fixed.date(), fixed)


def when_said(text: str | None, now: datetime) -> When:
    """Return when a moment happened: now, where nothing was said.

    Raises:
        UnreadableTime: the words mean no time.
        FutureMoment: the time is still to come.
    """
    if text is None:
        return known_exactly(now)
    from attune_cli.core.when import parse_when  # noqa: PLC0415 most moments are of now

    return parse_when(text, now)
