"""A month of the calendar: how many moments each day has, and what is planned for it."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from itertools import groupby
from typing import NamedTuple

from attune_cli.core.plan import Plan
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, week_of

MIDDLE = DAYS_OF_WEEK // 2  # the week of ISO 8601 that has most of a week's days has this one


class Planned(NamedTuple):
    """A time of a plan: what it is for, and the hour on the clock on the wall."""

    title: str
    at: time


class CalendarDay(NamedTuple):
    """A day, how many moments it has, and what is planned for it, the earliest first."""

    day: date
    moments: int
    planned: tuple[Planned, ...] = ()


class CalendarWeek(NamedTuple):
    """The days of a week that lie in the month.

    Attributes:
        year, number: of the week of ISO 8601 that has most days of this week.
        days: one to seven of them.
    """

    year: int
    number: int
    days: tuple[CalendarDay, ...]

    @property
    def period(self) -> Period:
        """From the first of its days to the last."""
        return Period(self.days[0].day, self.days[-1].day + timedelta(days=1))

    @property
    def moments(self) -> int:
        """How many moments its days have."""
        return sum(day.moments for day in self.days)


class Calendar(NamedTuple):
    """A month.

    Attributes:
        period: its days.
        today: the present day, which need not be one of them.
        first_weekday: on which a week begins, 0 for Monday.
        child, caregiver: whose moments are counted; None for everybody's.
        weeks: its weeks.
    """

    period: Period
    today: date
    first_weekday: int
    child: str | None
    caregiver: str | None
    weeks: tuple[CalendarWeek, ...]

    @property
    def days(self) -> list[CalendarDay]:
        """All its days."""
        return [day for week in self.weeks for day in week.days]

    @property
    def moments(self) -> int:
        """How many moments it has."""
        return sum(week.moments for week in self.weeks)


def calendar(
    period: Period,
    counts: Mapping[date, int],
    plans: Iterable[Plan],
    today: date,
    first_weekday: int = 0,
    *,
    child: str | None = None,
    caregiver: str | None = None,
) -> Calendar:
    """Return a month.

    Args:
        period: its days.
        counts: how many moments each day has; a day without any may be missing.
        plans: all that is planned.
        today: the present day.
        first_weekday: on which a week begins, 0 for Monday.
        child: with whom the moments that were counted are; None for anybody.
        caregiver: whose they are; None for everybody's.
    """
    planned: dict[date, list[Planned]] = {}
    for plan in plans:
        for moment in plan.times:
            if moment.date() in period:
                planned.setdefault(moment.date(), []).append(Planned(plan.title, moment.time()))
    numbers = range(period.start.toordinal(), period.end.toordinal())
    days = (
        CalendarDay(
            day,
            counts.get(day, 0),
            tuple(sorted(planned.get(day, ()), key=lambda one: (one.at, one.title))),
        )
        for day in map(date.fromordinal, numbers)
    )
    weeks = (
        CalendarWeek(*_iso(week.start), tuple(several))
        for week, several in groupby(days, lambda day: week_of(day.day, first_weekday))
    )
    return Calendar(period, today, first_weekday, child, caregiver, tuple(weeks))


def _iso(start: date) -> tuple[int, int]:
    """Return year and number of the week of ISO 8601 that has most of the seven days from here."""
    middle = (start + timedelta(days=MIDDLE)).isocalendar()
    return middle.year, middle.week
