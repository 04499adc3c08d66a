"""Weeks by number and first weekday, ends of years, leap days: laws over all days."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import Child, read_born
from attune_cli.core.time.days import parse_coming_day, parse_day
from attune_cli.core.time.period import month_of, parse_span, tiles, week_of, year_of
from attune_cli.core.time.when import parse_when
from attune_cli.errors.usage import UnreadableDate

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
YEARS, FIRST_WEEKDAYS, ONE_DAY = range(2000, 2041), range(7), timedelta(days=1)
DAYS = st.dates(date(1900, 1, 8), date(2999, 12, 20))


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + n * ONE_DAY for n in range(366) if (n < 365 or year % 4 == 0)]


@pytest.mark.parametrize("first_weekday", FIRST_WEEKDAYS)
def test_every_day_of_a_year_is_in_exactly_one_week(first_weekday: int) -> None:
    for year in range(2018, 2030):
        days = days_of(year)
        weeks = tiles(days[0], days[-1], lambda day: week_of(day, first_weekday))
        found = Counter(week.start + n * ONE_DAY for week in weeks for n in range(7))
        assert [1] * len(days) == [found[day] for day in days]


@pytest.mark.parametrize("of", [week_of, month_of, year_of])
def test_the_last_of_december_and_the_first_of_january_are_neighbours(of) -> None:
    for year in YEARS:
        eve, morrow = of(date(year, 12, 31)), of(date(year + 1, 1, 1))
        assert morrow in {eve, of(eve.end)}
        assert (date(year, 12, 31) in eve, date(year + 1, 1, 1) in morrow) == (True, True)


def test_a_year_has_a_week_53_or_it_is_refused() -> None:
    long = {year for year in YEARS if date(year, 12, 28).isocalendar().week == 53}
    assert {2004, 2009, 2015, 2020, 2026, 2032, 2037} == long
    for year in YEARS:
        if year in long:
            assert date(year, 12, 28) in parse_span(f"{year}-W53", NOW)
        else:
            with pytest.raises(UnreadableDate, match=f"“{year}-W53”"):
                parse_span(f"{year}-W53", NOW)


@pytest.mark.parametrize("text", ["2026-W00", "2026-W54", "2021-W53", "2026-W47-8", "2026-W47-0"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate, match=f"“{text}”"):
        parse_span(text, NOW)


@given(DAYS)
def test_a_day_is_in_the_week_of_its_number_and_is_the_day_of_its_place(day: date) -> None:
    year, week, place = day.isocalendar()
    assert week_of(day) == parse_span(f"{year:04}-W{week:02}", NOW)
    assert day == parse_day(f"{year:04}-W{week:02}-{place}", NOW)


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2023, 2024, 2025, 2096, 2100])
def test_the_29th_of_february_is_a_day_in_leap_years_alone(year: int) -> None:
    is_leap = (date(year, 3, 1) - date(year, 2, 1)).days == 29
    for read in (parse_day, parse_span):
        if is_leap:
            read(f"{year}-02-29", NOW)
        else:
            with pytest.raises(UnreadableDate):
                read(f"{year}-02-29", NOW)
    assert date(year, 2, 28 + is_leap) == month_of(date(year, 2, 1)).last


@given(st.dates(date(1910, 1, 1), date(2990, 1, 1)))
def test_the_29th_of_february_is_the_last_one_and_the_next_one(today: date) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    before, after = parse_day("29 feb", now), parse_coming_day("29 feb", now)
    assert ("02-29", "02-29") == (f"{before:%m-%d}", f"{after:%m-%d}")
    assert before <= today <= after
    assert (after - before).days in {0, 4 * 365 + 1, 8 * 365 + 1}
    assert before == parse_when("29 feb", now).local_day


@pytest.mark.parametrize(
    ("day", "months", "band"),
    [
        (date(2024, 2, 29), 0, "infant"),
        (date(2024, 3, 28), 0, "infant"),
        (date(2024, 3, 29), 1, "infant"),
        (date(2025, 2, 28), 11, "infant"),
        (date(2025, 3, 1), 12, "toddler"),
        (date(2027, 2, 28), 35, "toddler"),
        (date(2027, 3, 1), 36, "preschooler"),
        (date(2028, 2, 28), 47, "preschooler"),
        (date(2028, 2, 29), 48, "preschooler"),
        (date(2036, 2, 28), 143, "school-age"),
        (date(2036, 2, 29), 144, "teen"),
    ],
)
def test_a_child_born_on_a_leap_day_is_a_year_older_on_it_or_on_the_day_after_the_28th(
    day: date, months: int, band: str
) -> None:
    child = Child("ada", read_born("2024-02-29", date(2024, 2, 29)))
    assert (months, band) == (child.months_at(day), child.band_at(day))


def test_a_birth_of_25_years_is_read_on_a_leap_day() -> None:
    assert "2003-03-01" == read_born("2003-03-01", date(2028, 2, 29))
