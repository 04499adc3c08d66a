"""When a moment happened: a person's words in, a day and if possible an instant out.

The past is preferred. Words for days are in days.py.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from attune_cli.core.time.days import (
    FIRST_YEAR,
    NIGHT_ENDS,
    WEEKDAYS,
    day_ago,
    iso_day,
    name_of,
    named_day,
    normalized,
    span_ago,
)
from attune_cli.errors.moments import FutureMoment
from attune_cli.errors.usage import UnreadableTime

_MINUTE = timedelta(minutes=1)
# Patterns are compiled when first used, as in days.py.
_CLOCK = (
    r"(?:at\s+|@\s*)?(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|\s*h)?\s*(?P<half>am|pm)?"
    r"|(?P<named>noon|midnight))"
)
_PART = r"(?:in the |at )?(?:early |late )?(?:morning|lunchtime|afternoon|evening|night)"
_TO_COME = r"(?:tomorrow|next|in)\b"
_PARTS_BEGIN = {"morning": 5, "lunchtime": 12, "afternoon": 12, "evening": 17, "night": 20}
_PARTS_BEGIN |= {"tonight": _PARTS_BEGIN["evening"]}
_SECONDS = {"s": 1, "m": 60, "h": 3600}


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


class When(NamedTuple):
    """A moment in time as far as it is known.

    Attributes:
        local_day: the day on the caregiver's calendar.
        occurred_at: the instant, with the fixed UTC offset of its place; None if only the day is
            known.
    """

    local_day: date
    occurred_at: datetime | None


def part_of_day(hour: int, parts: PartsOfDay = USUAL_PARTS) -> str:
    """Return the part of the day that an hour, 0 to 23, belongs to."""
    begins = list(zip(parts, parts._fields, strict=True))
    # An hour before the first part belongs to the last part of the day before.
    return max((begun for begun in begins if begun[0] <= hour), default=max(begins))[1]


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
        text: ISO, “20 min ago”, “2h” (ago), “21h” (a time of day, from 13 on), “yesterday 18:30”,
            “last night”, “evening”, “monday 8am”, “14 nov”, …; None for now.
        now: the present, aware.

    Raises:
        UnreadableTime: the words mean no time.
        FutureMoment: the time is in the future.
    """
    if text is None:
        return exactly_at(now)
    plain = normalized(text)
    try:
        when = _read(plain, now)
        is_to_come = when is not None and _is_to_come(when, now)
    except (ValueError, OverflowError):
        when = None
    if when is None or when.local_day.year < FIRST_YEAR:
        raise FutureMoment(text) if re.match(_TO_COME, plain) else UnreadableTime(text)
    day, instant = when
    if is_to_come:
        at = f" {instant:%H:%M}" if instant else ""
        raise FutureMoment(text, f"{day:%A} {day.day} {day:%B %Y}{at}")
    return when


def _read(text: str, now: datetime) -> When | None:
    """Try each form of a time, the most exact first."""
    if text in {"now", "just now"}:
        return exactly_at(now)
    return (
        _iso(text, now)
        or _ago(text, now)
        or _clock_only(text, now)
        or _part_only(text, now)
        or _day_and_clock(text, now)
    )


def _is_to_come(when: When, now: datetime) -> bool:
    day, instant = when
    return _is_after(instant, now) if instant else day > now.date()


def _is_after(moment: datetime, other: datetime) -> bool:
    return moment.astimezone(UTC) > other.astimezone(UTC)


def _on(day: date, clock: time, now: datetime) -> When:
    """Return a wall-clock time on a day: moved out of a gap; in a fold, the latest past one."""
    first = datetime.combine(day, clock, tzinfo=now.tzinfo)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return exactly_at(first)
    if first.astimezone(UTC) > second.astimezone(UTC):  # a gap: this time was skipped
        return exactly_at(first.astimezone(UTC).astimezone(now.tzinfo))
    return exactly_at(first if _is_after(second, now) else second)


def _iso(text: str, now: datetime) -> When | None:
    if day := iso_day(text):
        return When(day, None)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return exactly_at(moment)
    return _on(moment.date(), moment.time().replace(microsecond=0), now)


def _ago(text: str, now: datetime) -> When | None:
    """Read “20 min ago”; of days and longer, and of “a few hours”, only the day is known."""
    span = span_ago(text)
    if span is None:
        return None
    if span.unit not in _SECONDS:
        day = day_ago(text, now.date())
        return When(day, None) if day else None
    seconds = round(span.number * _SECONDS[span.unit])
    instant = now.astimezone(UTC) - timedelta(seconds=seconds)
    when = exactly_at(instant.astimezone(now.tzinfo))
    return When(when.local_day, None) if span.is_vague and span.unit == "h" else when


def clock_time(text: str) -> time | None:
    """Read a time of day: “18:30”, “8am”, “21h”, “noon”.

    Raises:
        ValueError: no clock shows it.
    """
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        return None
    if match["named"]:
        return time(12 if match["named"] == "noon" else 0)
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 a clock face
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(match["minute"] or 0))


def _clock_only(text: str, now: datetime) -> When | None:
    """Read “18:30” as the latest one."""
    clock = clock_time(text)
    if clock is None:
        return None
    today = _on(now.date(), clock, now)
    if today.occurred_at and _is_after(today.occurred_at, now):
        return _on(now.date() - timedelta(days=1), clock, now)
    return today


def _part_only(text: str, now: datetime) -> When | None:
    """Read “evening” as today's if it began, else as yesterday's."""
    if text.startswith("in ") or not re.fullmatch(_PART, text):
        return None
    return When(now.date() - timedelta(days=now.hour < _begins(text)), None)


def _begins(text: str) -> int:
    """Return the hour at which a part of the day begins; 0 for a whole day."""
    *before, part = text.split()
    return 0 if part == "morning" and "early" in before else _PARTS_BEGIN.get(part, 0)


def _day_and_clock(text: str, now: datetime) -> When | None:
    """Read a day alone, with a part of the day, or with a time before or after it."""
    words = text.split()
    for cut in range(len(words), 0, -1):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if when := _join(head, tail, now) or _join(tail, head, now):
            return when
    return None


def _join(day_said: str, clock_said: str, now: datetime) -> When | None:
    name = name_of(day_said)
    day = iso_day(name) or named_day(name, now)
    if day is None:
        return None
    is_weekday_today = day == now.date() and name[:3] in {known[:3] for known in WEEKDAYS}
    back = timedelta(days=7 if is_weekday_today else 0)  # where a later one would be to come
    if not clock_said or re.fullmatch(_PART, clock_said):
        begins = _begins(clock_said or day_said)
        if day != now.date() or now.hour >= begins:
            return When(day, None)
        return When(day - back, None) if back else _on(day, time(begins), now)
    clock = clock_time(clock_said)
    if clock is None:
        return None
    is_evening = name in {"last night", "last evening", "tonight", "this evening"}
    if is_evening and NIGHT_ENDS <= clock.hour < 12 and "am" not in clock_said:  # noqa: PLR2004
        clock = clock.replace(hour=clock.hour + 12)  # “tonight at 8” is 20:00
    if name in {"last night", "tonight"} and clock.hour < NIGHT_ENDS:
        day += timedelta(days=1)  # the small hours of a night are the next day's
        back = timedelta(days=name == "last night")
    when = _on(day, clock, now)
    return _on(day - back, clock, now) if back and _is_to_come(when, now) else when
