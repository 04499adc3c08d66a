"""When a moment happened: a person's words in, a day and if possible an instant out.

The past is preferred. Most moments are logged as they happen: what reads words is loaded for the
others alone, and stands in said.py.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from attune_cli import dates, errors

_MINUTE = timedelta(minutes=1)
MIDDAY = "midday"  # a part of the day in words; it belongs to the part that noon belongs to
_NOON = 12


class PartsOfDay(NamedTuple):
    """The hours, 0 to 23, at which the parts of the day begin; each lasts until the next one."""

    morning: int = 5
    afternoon: int = 12
    evening: int = 17
    night: int = 22

    @property
    def are_in_order(self) -> bool:
        """Whether they are in order; only the night may begin after midnight."""
        is_day_in_order = self.morning < self.afternoon < self.evening
        return is_day_in_order and not self.morning <= self.night <= self.evening


USUAL_PARTS = PartsOfDay()
WORDS_FOR_PARTS = (*PartsOfDay._fields[:1], MIDDAY, *PartsOfDay._fields[1:])  # in their order


class When(NamedTuple):
    """A moment in time as far as it is known.

    Attributes:
        local_day: the day on the caregiver's calendar.
        occurred_at: the instant, with the fixed UTC offset of its place; None if only the day is
            known.
        part_of_day: a word of WORDS_FOR_PARTS, where it was said and no hour was.
    """

    local_day: date
    occurred_at: datetime | None
    part_of_day: str | None = None


def part_of_day(hour: int, parts: PartsOfDay = USUAL_PARTS) -> str:
    """Return the part of the day that an hour, 0 to 23, belongs to."""
    begins = list(zip(parts, parts._fields, strict=True))
    # An hour before the first part belongs to the last part of the day before.
    return max((begun for begun in begins if begun[0] <= hour), default=max(begins))[1]


def known_part(
    instant: datetime | None, said: str | None, parts: PartsOfDay = USUAL_PARTS
) -> str | None:
    """Return the part of the day in which something happened; None where it is not known.

    Args:
        instant: when, in the time of its place.
        said: a word of WORDS_FOR_PARTS, where no hour is known.
        parts: when the parts of the day begin.
    """
    if instant is not None:
        return part_of_day(instant.hour, parts)
    return part_of_day(_NOON, parts) if said == MIDDAY else said


def day_and_part(day: date, part: str | None) -> str:
    """Return a day, with the part of it that is known, as a text that parse_when reads so."""
    return f"{day.isoformat()} {part}" if part else day.isoformat()


def with_fixed_offset(moment: datetime) -> datetime:
    """Return the same time with a fixed UTC offset in place of a zone.

    The offset is rounded down to minutes, as it is stored; some old zones have seconds in it.
    """
    offset = (moment.utcoffset() or timedelta(0)) // _MINUTE * _MINUTE
    return moment.replace(tzinfo=timezone(offset), fold=0)


def exactly_at(moment: datetime) -> When:
    """Return the `When` of an instant."""
    fixed = with_fixed_offset(moment)
    return When(fixed.date(), fixed)


def parse_when(text: str | None, now: datetime) -> When:
    """Read when a moment happened.

    Args:
        text: ISO, “20 min ago”, “around 5”, “half past 7”, “yesterday 18:30”, “before bed”,
            “last night”, “monday 8am”, “14 nov”, …; None for now.
        now: the present, aware.

    Raises:
        UnreadableTime: the words mean no time.
        YearOrTime: they may be a year.
        FutureMoment: the time is in the future.
    """
    if text is None:
        return exactly_at(now)
    from attune_cli.core.time.said import (  # noqa: PLC0415 most moments are of now
        is_perhaps_year,
        near_time,
        says_to_come,
    )

    when = _read(text, now)
    if is_perhaps_year(text, now.year):
        raise errors.usage.YearOrTime(text)
    if when is None:
        if says_to_come(text):
            raise errors.moments.FutureMoment(text)
        from attune_cli.core.time.days import (  # noqa: PLC0415 only a slip
            normalized,
            number_too_high,
        )

        near = near_time(text, now)
        cure = f"Did you mean “{near}”?" if near else number_too_high(normalized(text))
        raise errors.usage.UnreadableTime(text, cure) if cure else errors.usage.UnreadableTime(text)
    day, instant, _ = when
    if _is_to_come(when, now):
        at = f" {dates.clock(instant)}" if instant else ""
        raise errors.moments.FutureMoment(text, f"{dates.weekday_in_full(day)}{at}")
    return when


def is_past_time(text: str, now: datetime) -> bool:
    """Whether parse_when reads it; nothing is made of what it can't read."""
    from attune_cli.core.time.said import is_perhaps_year  # noqa: PLC0415 as above

    when = None if is_perhaps_year(text, now.year) else _read(text, now)
    return when is not None and not _is_to_come(when, now)


def is_in_order(one: str, other: str, now: datetime) -> bool:
    """Whether a time comes before another one, by their days; both are such as parse_when reads."""
    first, second = _read(one, now), _read(other, now)
    return first is not None and second is not None and first.local_day < second.local_day


def _read(text: str, now: datetime) -> When | None:
    from attune_cli.core.time.said import read_when  # noqa: PLC0415 as above

    with suppress(ValueError, OverflowError):  # no calendar or clock has it
        if isinstance(found := read_when(text, now), datetime):
            return exactly_at(found)
        return When(found.day, None, found.part) if found else None
    return None


def _is_to_come(when: When, now: datetime) -> bool:
    from attune_cli.core.time.said import is_after  # noqa: PLC0415 as above

    instant = when.occurred_at
    return is_after(instant, now) if instant else when.local_day > now.date()
