"""Periods: whole days from `start` up to and without `end`; in words, and by the calendar."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.time.days import (
    FIRST_YEAR,
    ISO_WEEK,
    LAST_YEAR,
    MONTHS,
    day_ago,
    day_or_none,
    normalized,
    unreadable,
)

DAYS_OF_WEEK = 7
_ISO_MONTH, _YEAR = r"(\d{4})-(\d{1,2})", r"\d{4}"
_MONTH = r"([a-z]{3,9})\.?(?: (\d{4}))?"
_LAST_FEW = r"(?:the )?(?:last|past) (\S+ (?:days?|weeks?|months?|years?))"


class Unit(StrEnum):
    """The unit of the calendar that a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"


class Period(NamedTuple):
    """Days from `start` up to, and without, `end`."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.end - timedelta(days=1)

    @property
    def unit(self) -> Unit:
        """Its unit; any seven days are a week."""
        if self == month_of(self.start):
            return Unit.MONTH
        return {1: Unit.DAY, DAYS_OF_WEEK: Unit.WEEK}.get((self.end - self.start).days, Unit.SPAN)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


def day_of(day: date) -> Period:
    """Return a day as a period."""
    return Period(day, day + timedelta(days=1))


def week_of(day: date, first_weekday: int = 0) -> Period:
    """Return the week that holds a day.

    Args:
        day: any day of the week.
        first_weekday: 0 for Monday … 6 for Sunday.
    """
    start = day - timedelta(days=(day.weekday() - first_weekday) % DAYS_OF_WEEK)
    return Period(start, start + timedelta(days=DAYS_OF_WEEK))


def month_of(day: date) -> Period:
    """Return the month that holds a day."""
    start = day.replace(day=1)
    return Period(start, (start + timedelta(days=31)).replace(day=1))


def year_of(day: date) -> Period:
    """Return the year that holds a day."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def tiles(first: date, last: date, of: Callable[[date], Period]) -> Iterator[Period]:
    """Yield the periods that hold the days from `first` to `last`, without gap or overlap.

    Args:
        first: the first day.
        last: the last day.
        of: returns the period that holds a day, as week_of and month_of do.
    """
    period = of(first)
    while period.start <= last:
        yield period
        period = of(period.end)


def parse_span(text: str, now: datetime, first_weekday: int = 0) -> Period:
    """Read a day, week, month or year; a month without a year is the latest that began.

    Args:
        text: such as “2026-11-20”, “2026-11”, “october”, “last week”, “3 weeks ago” (that day),
            “last 3 weeks” (up to today).
        now: the present.
        first_weekday: on which “this week” begins, 0 for Monday.

    Raises:
        UnreadableDate: the words mean no day, or one before 1900 or after 2999.
    """
    span = span_or_none(text, now, first_weekday)
    if span is None:
        raise unreadable(text)
    return span


def span_or_none(text: str, now: datetime, first_weekday: int = 0) -> Period | None:
    """Read days likewise; None where the words mean none."""
    plain = normalized(text)
    try:
        span = _relative(plain, now.date(), first_weekday) or _named(plain, now.date())
    except (ValueError, OverflowError):
        span = None
    if span is None:
        day = day_or_none(text, now)
        return day_of(day) if day else None
    return span if FIRST_YEAR <= span.start.year <= LAST_YEAR else None


def between(
    first: str | None, last: str | None, now: datetime, since: date | None, first_weekday: int = 0
) -> Period:
    """Return the period from the first to the last, both included.

    Args:
        first: the first day, week, month or year, in words; None for `since`.
        last: the last one, in words; None for today.
        now: the present.
        since: the first day with a moment; None if there is none.
        first_weekday: on which a week begins.

    Raises:
        UnreadableDate: the words mean no day.
        WordsClash: the first day is after the last.
    """
    end = parse_span(last, now, first_weekday).end if last is not None else day_of(now.date()).end
    start = parse_span(first, now, first_weekday).start if first is not None else since
    if start is None or (first is None and start >= end):
        start = end - timedelta(days=1)
    if start >= end:
        until = f"--to {last}" if last is not None else "today"
        why = "The first day is after the last. Swap them, or name others."
        raise errors.usage.WordsClash(f"--from {first}", until, why)
    return Period(start, end)


def _relative(text: str, today: date, first_weekday: int) -> Period | None:
    """Read “this month”, “last year” or “last 3 weeks”."""
    if few := re.fullmatch(_LAST_FEW, text):
        before = day_ago(f"{few[1]} ago", today)
        return Period(before + timedelta(days=1), today + timedelta(days=1)) if before else None
    lead, _, unit = text.partition(" ")
    of: dict[str, Callable[[date], Period]] = {
        "week": lambda day: week_of(day, first_weekday), "month": month_of, "year": year_of,
    }  # fmt: skip
    if lead not in {"this", "last"} or unit not in of:
        return None
    this = of[unit](today)
    return this if lead == "this" else of[unit](this.start - timedelta(days=1))


def _named(text: str, today: date) -> Period | None:
    """Read a week, month or year by its name or number."""
    if re.fullmatch(ISO_WEEK, text):
        return week_of(date.fromisoformat(text.upper()))
    if match := re.fullmatch(_ISO_MONTH, text):
        return month_of(date(int(match[1]), int(match[2]), 1))
    if re.fullmatch(_YEAR, text):
        return year_of(date(int(text), 1, 1))
    match = re.fullmatch(_MONTH, text)
    month = match and next((n for n, m in enumerate(MONTHS, 1) if m.startswith(match[1])), None)
    if not match or not month:
        return None
    year = int(match[2]) if match[2] else today.year - (month > today.month)
    return month_of(date(year, month, 1))
