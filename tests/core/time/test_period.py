"""Periods: half-open, and weeks that tile the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.time.period import Period, Unit, day_of, month_of, tiles, week_of, year_of

NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
FIRST_WEEKDAYS = st.integers(0, 6)
DAYS = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("day", "is_in"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
        ("2026-11-20", False),
    ],
)
def test_the_first_day_is_in_and_the_end_is_not(day: object, is_in: bool) -> None:
    assert is_in == (day in NOVEMBER)


def test_the_last_day_is_the_one_before_the_end() -> None:
    assert date(2026, 11, 30) == NOVEMBER.last


@pytest.mark.parametrize(
    ("day", "first_weekday", "start"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 16)),
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(2026, 11, 22), 0, date(2026, 11, 16)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 6, date(2026, 11, 15)),
        (date(2026, 11, 22), 6, date(2026, 11, 22)),
        (date(2026, 11, 20), 5, date(2026, 11, 14)),
        (date(2027, 1, 1), 0, date(2026, 12, 28)),
        (date(2026, 3, 29), 0, date(2026, 3, 23)),
    ],
)
def test_a_week_begins_on_the_first_weekday_of_choice(
    day: date, first_weekday: int, start: date
) -> None:
    assert Period(start, start + timedelta(days=7)) == week_of(day, first_weekday)


@given(DAYS)
def test_a_week_begins_on_monday_unless_told_otherwise(day: date) -> None:
    assert week_of(day, 0) == week_of(day)


@given(DAYS, FIRST_WEEKDAYS)
def test_a_week_holds_its_day_and_begins_on_its_weekday(day: date, first_weekday: int) -> None:
    week = week_of(day, first_weekday)
    assert (True, first_weekday) == (day in week, week.start.weekday())


@given(DAYS, FIRST_WEEKDAYS)
def test_weeks_tile_the_calendar(day: date, first_weekday: int) -> None:
    week = week_of(day, first_weekday)
    each_day = [week.start + timedelta(days=number) for number in range(-1, 8)]
    before, after = week_of(each_day[0], first_weekday), week_of(each_day[-1], first_weekday)
    assert [before, *[week] * 7, after] == [week_of(other, first_weekday) for other in each_day]
    assert (week.start, week.end) == (before.end, after.start)


@pytest.mark.parametrize(
    ("period", "unit"),
    [
        (day_of(date(2026, 11, 20)), Unit.DAY),
        (week_of(date(2026, 11, 20)), Unit.WEEK),
        (week_of(date(2026, 11, 20), 6), Unit.WEEK),
        (month_of(date(2024, 2, 29)), Unit.MONTH),
        (year_of(date(2026, 11, 20)), Unit.SPAN),
        (Period(date(2026, 11, 2), date(2026, 12, 2)), Unit.SPAN),
    ],
)
def test_a_period_knows_what_it_is_on_the_calendar(period: Period, unit: Unit) -> None:
    assert unit == period.unit


@pytest.mark.parametrize(
    ("of", "day", "start", "last"),
    [
        (month_of, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (month_of, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (year_of, date(2024, 2, 29), date(2024, 1, 1), date(2024, 12, 31)),
        (day_of, date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_one_month_and_year(of, day: date, start: date, last: date) -> None:
    assert (start, last) == (of(day).start, of(day).last)


@given(st.sampled_from([day_of, week_of, month_of]), DAYS, st.integers(0, 400))
def test_tiles_cover_every_day_once(of, first: date, more: int) -> None:
    last = first + timedelta(days=more)
    covering = list(tiles(first, last, of))
    ends, starts = [p.end for p in covering[:-1]], [p.start for p in covering[1:]]
    assert (ends, True, True) == (starts, first in covering[0], last in covering[-1])
