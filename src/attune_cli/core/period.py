"""Spans of whole days on the caregiver's calendar, half-open: the first day is in, `end` is not."""

from datetime import date, timedelta
from typing import NamedTuple

DAYS_OF_WEEK = 7


class Period(NamedTuple):
    """Days from `start` up to, and without, `end`."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day that is in."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


def week_of(day: date, first_weekday: int = 0) -> Period:
    """Return the week that holds a day.

    Args:
        day: any day of the week.
        first_weekday: 0 for Monday … 6 for Sunday.
    """
    start = day - timedelta(days=(day.weekday() - first_weekday) % DAYS_OF_WEEK)
    return Period(start, start + timedelta(days=DAYS_OF_WEEK))
