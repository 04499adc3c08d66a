"""What a person says of a plan: days of the week, a time of day, hours, a last day, numbers."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from attune_cli.core.days import WEEKDAYS, parse_coming_day, weekday_number
from attune_cli.core.when import clock_time
from attune_cli.errors.plans import NumberOutside, UnreadableClock, UnreadableDays, UnreadableHours
from attune_cli.errors.usage import UnreadableDate

MOST_WEEKS = 260
_BETWEEN = r"\s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*"
_EVERY = tuple(range(len(WEEKDAYS)))
_SEVERAL = {
    "daily": _EVERY, "everyday": _EVERY, "day": _EVERY, "days": _EVERY,
    "weekday": _EVERY[:5], "weekdays": _EVERY[:5], "weekend": _EVERY[5:], "weekends": _EVERY[5:],
}  # fmt: skip
_LEADS = {"and", "every", "each", "on", "all", "&"}


class Hours(NamedTuple):
    """Hours of one day, both ends included."""

    begin: time
    end: time

    @property
    def minutes(self) -> int:
        """How many there are between the ends."""
        return (self.end.hour - self.begin.hour) * 60 + self.end.minute - self.begin.minute


def read_weekdays(text: str) -> tuple[int, ...]:
    """Read days of the week, 0 for Monday: “mon,wed,fri”, “mon-fri”, “weekend”, “every day”.

    Raises:
        UnreadableDays: there is none, or something else among them.
    """
    said = re.sub(r"\s*[-–—]\s*", "-", text.casefold())
    days: set[int] = set()
    for word in re.split(r"[,;\s]+", said):
        first, is_range, last = word.partition("-")
        begin, end = _weekday(first), _weekday(last) if is_range else None
        if is_range and begin is not None and end is not None:
            days |= {day % len(WEEKDAYS) for day in range(begin, begin + (end - begin) % 7 + 1)}
        elif begin is not None and not is_range:
            days.add(begin)
        elif word in _SEVERAL:
            days |= set(_SEVERAL[word])
        elif word and word not in _LEADS:
            raise UnreadableDays(text)
    if not days:
        raise UnreadableDays(text)
    return tuple(sorted(days))


def _weekday(name: str) -> int | None:
    number = weekday_number(name)
    return weekday_number(name.removesuffix("s")) if number is None else number


def read_clock(text: str) -> time:
    """Read a time of day: “17:30”, “8am”, “20h”, “noon”.

    Raises:
        UnreadableClock: no clock shows it.
    """
    try:
        at = clock_time(" ".join(text.casefold().split()))
    except ValueError:
        at = None
    if at is None:
        raise UnreadableClock(text)
    return at


def read_hours(text: str) -> Hours:
    """Read hours of the day: “8:00-20:00”, “9am to 6pm”.

    Raises:
        UnreadableHours: they are none, or the second is not after the first.
    """
    parts = re.split(_BETWEEN, text.casefold().strip().removeprefix("between "))
    try:
        begin, end = map(read_clock, parts)
    except (ValueError, UnreadableClock) as problem:
        raise UnreadableHours(text) from problem
    if begin >= end:
        raise UnreadableHours(text, is_backwards=True)
    return Hours(begin, end)


def read_last_day(text: str, now: datetime) -> date:
    """Read the last day of a plan; whether any of it is still to come is not looked at here.

    Raises:
        UnreadableDate: the words mean no day, or one too far away.
    """
    day = parse_coming_day(text, now)
    if day > now.date() + timedelta(weeks=MOST_WEEKS):
        wanted = "a last day: is the year right? It is more than five years away"
        raise UnreadableDate(text, wanted)
    return day


def within(option: str, number: int, least: int, most: int, of: str) -> int:
    """Return a number that makes sense.

    Raises:
        NumberOutside: it does not.
    """
    if not least <= number <= most:
        raise NumberOutside(option, number, least, most, of)
    return number
