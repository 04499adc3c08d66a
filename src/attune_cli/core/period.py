"""Spans of whole days on the caregiver's calendar, half-open: the first day is in, `end` is not."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

DAYS_OF_WEEK = 7


class Unit(StrEnum):
    """What a period is on the calendar."""

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
        """The last day that is in."""
        return self.end - timedelta(days=1)

    @property
    def unit(self) -> Unit:
        """What it is on the calendar; any seven days are a week."""
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
