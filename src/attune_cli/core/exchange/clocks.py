"""Days, times and zones as other programs write them: read where they are certain, else refused.

What can be read two ways, such as 03/04/2026, is read as somebody said, and never guessed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from attune_cli.core.time.days import MONTHS
from attune_cli.core.time.when import with_fixed_offset


class Order(StrEnum):
    """What comes first in a date of digits."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class TwoWays(ValueError):
    """A date that can be read two ways."""


class Said(NamedTuple):
    """What a text says of when.

    Attributes:
        day: the day; None where it is not said.
        clock: the time; None where it is not said.
        place: the offset, where the text has one.
    """

    day: date | None = None
    clock: time | None = None
    place: timezone | None = None


_IN_DIGITS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?", re.ASCII).fullmatch
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII).fullmatch
_IN_WORDS = re.compile(
    r"(?:[a-z]+,? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>[a-z]{3,9})\.?"
    r"|(?P<month_first>[a-z]{3,9})\.? (?P<day_last>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:,? (?P<year>\d{4}))?",
    re.ASCII,
).fullmatch
_CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?)?"
    r" ?(?P<half>[ap]\.? ?m\.?)?"
)
_clock = re.compile(_CLOCK, re.ASCII).fullmatch
_OFFSET = r"(?:(?:utc|gmt)? ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?|z|utc|gmt)"
_offset = re.compile(_OFFSET, re.ASCII).fullmatch
_WHEN = re.compile(
    r"(?P<day>.*?\d)(?:,? at |, ?| ?t ?| )(?P<clock>\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?"
    r"(?: ?[ap]\.? ?m\.?)?)(?: ?(?P<offset>(?:utc|gmt)? ?[+-]\d{1,2}(?::?\d\d)?|z|utc|gmt))?",
    re.ASCII,
).fullmatch
_NOON = 12
_FURTHEST_HOURS = 14
_MONTHS_OF_YEAR = 12
_CENTURY = 2000  # of a year with two digits


def tidied(text: str) -> str:
    """Return a text on one line with plain single spaces: some have 11:54\u202fPM."""
    return " ".join(text.replace("\ufeff", "").split())


def read_day(text: str, order: Order | None = None, year: int | None = None) -> date:
    """Return a day.

    Args:
        text: as 2026-11-20, 20/11/2026, 20 November 2026, Nov 20.
        order: what comes first in digits; None where nobody said so.
        year: of a day that has none.

    Raises:
        TwoWays: it can be read two ways, and nobody said which one.
        ValueError: it is no day.
    """
    plain = tidied(text).casefold()
    if found := _YEAR_FIRST(plain):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _IN_DIGITS(plain):
        return _in_order(found, order)
    if not (found := _IN_WORDS(plain)):
        raise ValueError(text)
    name = found["month"] or found["month_first"]
    month = next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name)), None)
    if name == "sept":
        month = MONTHS.index("september") + 1
    said = int(found["year"]) if found["year"] else year
    if month is None or said is None:
        raise ValueError(text)
    return date(said, month, int(found["day"] or found["day_last"]))


def _in_order(found: re.Match[str], order: Order | None) -> date:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += _CENTURY if len(found[4]) == len("26") else 0
    if order is None and first != second:
        order = order_of(found.string)
        if order is None:
            raise TwoWays(found.string)
    day, month = (second, first) if order is Order.MONTH_FIRST else (first, second)
    return date(year, month, day)


def order_of(text: str) -> Order | None:
    """Return what comes first in a date of digits, if it can be only one; else None."""
    found = _IN_DIGITS(tidied(text).casefold().partition(" ")[0].rstrip(","))
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if first > _MONTHS_OF_YEAR >= second:
        return Order.DAY_FIRST
    if second > _MONTHS_OF_YEAR >= first:
        return Order.MONTH_FIRST
    return None


def read_clock(text: str) -> time:
    """Return a time of day.

    Args:
        text: as 23:54, 11:54 pm, 7.30, 8 a.m.

    Raises:
        ValueError: it is none.
    """
    plain = tidied(text).casefold()
    found = _clock(plain) or _clock(plain.replace(".", ":", 1) if "m" not in plain else plain)
    if found is None or not (found["minute"] or found["half"]):
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError(text)
        hour = hour % _NOON + _NOON * found["half"].startswith("p")
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))


def read_when(text: str, order: Order | None = None, year: int | None = None) -> Said:
    """Return a day with its time and offset, as far as the text says them.

    Raises:
        TwoWays: the day can be read two ways, and nobody said which one.
        ValueError: it is no day.
    """
    plain = tidied(text).casefold()
    if found := _WHEN(plain):
        offset = found["offset"]
        place = read_offset(offset) if offset else None
        return Said(read_day(found["day"], order, year), read_clock(found["clock"]), place)
    return Said(read_day(plain, order, year))


def read_offset(text: str) -> timezone:
    """Return an offset from UTC.

    Raises:
        ValueError: it is none that a place has.
    """
    found = _offset(tidied(text).casefold())
    if found is None:
        raise ValueError(text)
    length = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if length > timedelta(hours=_FURTHEST_HOURS):
        raise ValueError(text)
    return timezone(-length if found["sign"] == "-" else length) if length else UTC


@cache
def read_zone(text: str) -> tzinfo:
    """Return a zone by its name, as Europe/Berlin, or by its offset.

    Raises:
        ValueError: nobody knows it.
    """
    name = tidied(text)
    try:
        return read_offset(name)
    except ValueError:
        pass
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a folder, a path out of the folder, no such zone
        raise ValueError(text) from None


class Placed(NamedTuple):
    """A time in its place.

    Attributes:
        at: the instant with its offset.
        is_twice: whether the clock showed it twice; the first is meant.
        was_skipped: whether the clock never showed it, and it was moved by as much as was skipped.
    """

    at: datetime
    is_twice: bool = False
    was_skipped: bool = False


def placed(said: Said, zone: tzinfo) -> Placed:
    """Return a day and time as an instant.

    Args:
        said: with day and time.
        zone: of the place, for what has no offset, and for what is said in UTC.
    """
    assert said.day is not None  # noqa: S101 whoever asks has looked
    assert said.clock is not None  # noqa: S101 likewise
    if said.place is not None:
        there = datetime.combine(said.day, said.clock, said.place)
        return Placed(with_fixed_offset(there.astimezone(zone) if said.place == UTC else there))
    first = datetime.combine(said.day, said.clock, zone)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before == after or before is None or after is None:
        return Placed(with_fixed_offset(first))
    if after > before:
        return Placed(with_fixed_offset(first.astimezone(UTC).astimezone(zone)), was_skipped=True)
    return Placed(with_fixed_offset(first), is_twice=True)
