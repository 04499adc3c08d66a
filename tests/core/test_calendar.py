"""A month of the calendar: its weeks, counts and plans."""

from datetime import date, datetime, time, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.calendar import CalendarDay, Planned, calendar
from attune_cli.core.plan import Plan
from attune_cli.core.time.period import month_of

TODAY = date(2026, 11, 22)
NOVEMBER = month_of(TODAY)


def plan(title: str, *times: str) -> Plan:
    return Plan("u", title, tuple(map(datetime.fromisoformat, times)), (), 15, None, "")


@given(
    day=st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    first_weekday=st.integers(0, 6),
    moments=st.lists(st.integers(0, 40), min_size=31, max_size=31),
)
def test_each_day_of_a_month_stands_in_one_week_with_its_moments(day, first_weekday, moments):
    period = month_of(day)
    counts = {period.start + timedelta(days=place): many for place, many in enumerate(moments)}
    month = calendar(period, counts, (), TODAY, first_weekday)
    length = (period.end - period.start).days
    assert [(period.start + timedelta(days=place), moments[place]) for place in range(length)] == [
        (one.day, one.moments) for one in month.days
    ]
    assert sum(moments[:length]) == month.moments
    assert {first_weekday} >= {week.days[0].day.weekday() for week in month.weeks[1:]}
    assert all(4 <= len(month.weeks) <= 6 and len(week.days) <= 7 for week in month.weeks)


@pytest.mark.parametrize(
    ("day", "first_weekday", "expected"),
    [
        (date(2026, 11, 1), 0, "2026: 44 45 46 47 48 49"),
        (date(2026, 11, 1), 6, "2026: 45 46 47 48 49"),
        (date(2027, 1, 1), 0, "2026: 53 2027: 1 2 3 4"),
        (date(2024, 12, 31), 0, "2024: 48 49 50 51 52 2025: 1"),
        (date(2027, 2, 1), 0, "2027: 5 6 7 8"),
    ],
)
def test_a_week_has_the_number_of_iso_8601_by_most_of_its_days(day, first_weekday, expected):
    weeks = calendar(month_of(day), {}, (), TODAY, first_weekday).weeks
    years = groupby(weeks, lambda week: week.year)
    assert expected == " ".join(
        f"{year}: {' '.join(str(week.number) for week in several)}" for year, several in years
    )


def test_what_is_planned_in_the_month_stands_at_its_days_the_earliest_first():
    tea = plan("tea", "2026-11-30T17:00", "2026-12-02T17:00")
    walk = plan("walk", "2026-10-31T08:00", "2026-11-30T08:00")
    month = calendar(NOVEMBER, {date(2026, 11, 30): 2}, [tea, walk], TODAY)
    both = (Planned("walk", time(8)), Planned("tea", time(17)))
    assert [CalendarDay(date(2026, 11, 30), 2, both)] == [d for d in month.days if d.planned]
