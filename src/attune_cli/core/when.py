"""When it happened: a person's words in, a moment in time out; the past is preferred.

Knows no clock: `now` comes in, and `now.tzinfo` is the caregiver's zone. No hour is ever invented:
where only the day is said, only the day comes out.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from attune_cli.errors import FutureMoment, UnreadableDate, UnreadableTime

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NIGHT_ENDS = 5  # before this hour, “tonight” and “this evening” began on the day before

_CLOCK = re.compile(
    r"(?:at\s+|@\s*)?(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm)?|(?P<named>noon|midnight))"
)
_PART = re.compile(
    r"(?:in the\s+|at\s+)?(?:early |late )?(?:morning|noon|lunchtime|afternoon|evening|night)"
)
_AGO = re.compile(
    r"(?:about |around )?(?P<count>\d+|an?|half an|a few|a couple of)\s*"
    r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)"
    r"(?:\s*(?:and\s*)?(?P<minutes>\d{1,2})\s*(?:m|mins?|minutes?)?)?\s+ago"
)
_COUNTS = {"a": 1.0, "an": 1.0, "half an": 0.5, "a few": 3.0, "a couple of": 2.0}
_SECONDS = {"s": 1, "m": 60, "h": 3600}


class When(NamedTuple):
    """A moment in time as far as it is known.

    Attributes:
        local_day: the day on the caregiver's calendar.
        occurred_at: the instant, with the fixed UTC offset of its place; None where only the day
            is known.
    """

    local_day: date
    occurred_at: datetime | None


def pinned(moment: datetime) -> datetime:
    """Return the same instant with its offset written down, free of any zone's later rules."""
    offset = moment.utcoffset() or timedelta(0)
    return moment.replace(tzinfo=timezone(offset), fold=0)


def parse_when(text: str | None, now: datetime) -> When:
    """Read when a moment happened; None is now.

    Args:
        text: ISO, “20 min ago”, “yesterday 18:30”, “last night”, “monday 8am”, “14 nov”, …
        now: the present, aware.

    Raises:
        UnreadableTime: the words mean no time.
        FutureMoment: the time is still to come.
    """
    if text is None:
        return _at(now)
    said = " ".join(text.casefold().replace(",", " ").split())
    try:
        when = _read(said, now)
    except (ValueError, OverflowError):
        when = None
    if when is None:
        raise UnreadableTime(text)
    if when.local_day > now.date() or (when.occurred_at and _is_after(when.occurred_at, now)):
        read_as = when.occurred_at or when.local_day
        raise FutureMoment(
            text,
            f"{read_as:%A} {read_as.day} {read_as:%B %Y}"
            + (f" {read_as:%H:%M}" if when.occurred_at else ""),
        )
    return when


def parse_day(text: str, now: datetime) -> date:
    """Read a day of the calendar, past or to come.

    Raises:
        UnreadableDate: the words mean no day.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    try:
        day = _iso_day(said) or _ago_day(said, now) or _day(said, now)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise UnreadableDate(text)
    return day


def _read(said: str, now: datetime) -> When | None:
    """Try each way of saying a time, the most exact first."""
    if said in {"now", "just now"}:
        return _at(now)
    ways: tuple[Callable[[str, datetime], When | None], ...] = (
        _iso,
        _ago,
        _clock_only,
        _day_and_clock,
    )
    return next((when for way in ways if (when := way(said, now))), None)


def _at(moment: datetime) -> When:
    fixed = pinned(moment)
    return When(fixed.date(), fixed)


def _is_after(moment: datetime, other: datetime) -> bool:
    return moment.astimezone(UTC) > other.astimezone(UTC)


def _on(day: date, clock: time, now: datetime) -> When:
    """Put a wall-clock time on a day: out of a gap forward; in a fold the latest that is past."""
    first = datetime.combine(day, clock, tzinfo=now.tzinfo)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return _at(first)
    if first.astimezone(UTC) > second.astimezone(UTC):  # a gap: this time was skipped
        return _at(first.astimezone(UTC).astimezone(now.tzinfo))
    return _at(first if _is_after(second, now) else second)


def _iso_day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _iso(said: str, now: datetime) -> When | None:
    if day := _iso_day(said):
        return When(day, None)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return _at(moment)
    return _on(moment.date(), moment.time().replace(microsecond=0), now)


def _ago(said: str, now: datetime) -> When | None:
    """Read “20 min ago”; from days on, only the day is known."""
    match = _AGO.fullmatch(said)
    if match is None:
        return None
    unit = match["unit"][:1] if not match["unit"].startswith("mo") else "month"
    if unit not in _SECONDS:
        day = _ago_day(said, now)
        return When(day, None) if day else None
    seconds = _count(match) * _SECONDS[unit] + int(match["minutes"] or 0) * 60
    instant = now.astimezone(UTC) - timedelta(seconds=seconds)
    return _at(instant.astimezone(now.tzinfo))


def _count(match: re.Match[str]) -> float:
    return _COUNTS.get(match["count"]) or float(match["count"])


def _ago_day(said: str, now: datetime) -> date | None:
    match = _AGO.fullmatch(said)
    if match is None or match["minutes"]:
        return None
    count, unit = int(_count(match)), match["unit"]
    if unit.startswith("mo"):
        return _months_before(now.date(), count)
    if unit.startswith("y"):
        return _months_before(now.date(), 12 * count)
    if unit[0] in "dw":
        return now.date() - timedelta(days=count * (7 if unit[0] == "w" else 1))
    return None


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 December
    return min(
        following - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1)
    )


def _clock(said: str) -> time | None:
    match = _CLOCK.fullmatch(said)
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


def _clock_only(said: str, now: datetime) -> When | None:
    """Read “18:30” as the last time the clock showed it."""
    clock = _clock(said)
    if clock is None:
        return None
    today = _on(now.date(), clock, now)
    if today.occurred_at and _is_after(today.occurred_at, now):
        return _on(now.date() - timedelta(days=1), clock, now)
    return today


def _day_and_clock(said: str, now: datetime) -> When | None:
    """Read a day, alone, with a part of the day, or with a time before or behind it."""
    words = said.split()
    for cut in range(len(words), 0, -1):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if when := _join(head, tail, now) or _join(tail, head, now):
            return when
    return None


def _join(day_said: str, clock_said: str, now: datetime) -> When | None:
    day = _iso_day(day_said) or _day(day_said, now)
    if day is None:
        return None
    if not clock_said or _PART.fullmatch(clock_said):
        return When(day, None)
    clock = _clock(clock_said)
    if clock is None:
        return None
    when = _on(day, clock, now)
    is_weekday = day_said.removeprefix("on ")[:3] in {name[:3] for name in WEEKDAYS}
    if is_weekday and day == now.date() and when.occurred_at and _is_after(when.occurred_at, now):
        return _on(day - timedelta(days=7), clock, now)
    return when


def _day(said: str, now: datetime) -> date | None:
    said, today = said.removeprefix("on "), now.date()
    if said in {"today", "this morning", "this afternoon"}:
        return today
    if said in {"tonight", "this evening"}:
        return today - timedelta(days=now.hour < NIGHT_ENDS)
    if said in {"yesterday", "last night", "last evening"}:
        return today - timedelta(days=1)
    if said == "the day before yesterday":
        return today - timedelta(days=2)
    return _weekday(said, today) or _day_of_month(said, today)


def _weekday(said: str, today: date) -> date | None:
    """Read “monday” as the latest one, today's included; “last monday” as one before today."""
    last, name = said.startswith("last "), said.removeprefix("last ")
    numbers = [n for n, known in enumerate(WEEKDAYS) if name in {known, known[:3], known[:4]}]
    if name in {"tues", "thurs"}:
        numbers = [1 if name == "tues" else 3]
    if not numbers:
        return None
    back = (today.weekday() - numbers[0]) % 7
    return today - timedelta(days=back or (7 if last else 0))


def _day_of_month(said: str, today: date) -> date | None:
    """Read “14 nov”, “nov 14” or “14 november 2025”; without a year, the latest that is past."""
    match = re.fullmatch(
        r"(?:(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)"
        r"(?: (\d{4}))?",
        said,
    )
    if match is None:
        return None
    name = match[2] or match[3]
    full = next((n for n, month in enumerate(MONTHS, 1) if name.startswith(month)), None)
    if full is None or date(2000, full, 1).strftime("%B").casefold()[: len(name)] != name:
        return None
    number = int(match[1] or match[4])
    if match[5]:
        return date(int(match[5]), full, number)
    years = range(today.year, today.year - 9, -1)  # 29 February may be eight years back
    days = (_date_or_none(year, full, number) for year in years)
    return next((day for day in days if day and day <= today), None)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
