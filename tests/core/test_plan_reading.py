"""What people type for a plan: weekdays, a time of day, hours, a last day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.plan import (
    Hours,
    check_range,
    read_clock,
    read_hours,
    read_last_day,
    read_weekdays,
)
from attune_cli.core.time.days import WEEKDAYS, parse_coming_day
from attune_cli.errors.usage import (
    NumberOutside,
    UnreadableClock,
    UnreadableDate,
    UnreadableDays,
    UnreadableHours,
)
from conftest import NOW

TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon,wed,fri", (0, 2, 4)),
        ("Fri, wed; MON", (0, 2, 4)),
        ("monday and thurs", (0, 3)),
        ("tues", (1,)),
        ("sundays", (6,)),
        ("mon mon", (0,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("fri - mon", (0, 4, 5, 6)),
        ("sat–sun,wed", (2, 5, 6)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("every weekend", (5, 6)),
        ("every day", (0, 1, 2, 3, 4, 5, 6)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_of_the_week_are_read(text: str, days: tuple[int, ...]) -> None:
    assert days == read_weekdays(text)


@pytest.mark.parametrize("text", ["", ",", "funday", "mon,funday", "mon-", "-", "mo", "every", "1"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UnreadableDays, match="as days of the week"):
        read_weekdays(text)


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_any_days_are_read_in_their_order(names: set[str]) -> None:
    assert sorted(map(WEEKDAYS.index, names)) == list(read_weekdays(",".join(names)))


@given(TIMES)
def test_any_time_of_day_is_read(at: time) -> None:
    assert at == read_clock(f"{at:%H:%M}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half past 3", time(15, 30)),
        ("quarter to six", time(17, 45)),
        ("5 o’clock", time(17)),
        ("5", time(17)),
        ("at 5", time(17)),
        ("@5", time(17)),
        ("8", time(8)),
        ("1730", time(17, 30)),
        ("05", time(5)),
        ("5am", time(5)),
        ("5:30", time(17, 30)),
        ("05:30", time(5, 30)),
        ("8:30", time(8, 30)),
        ("12:30", time(12, 30)),
        ("12", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_of_day_is_read_as_people_say_it(text: str, expected: time) -> None:
    assert expected == read_clock(text)


@pytest.mark.parametrize("text", ["25:00", "17:60", "13pm", "", "evening", "17:30:00", "in 1h"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableClock, match="as a time of day"):
        read_clock(text)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("8:00-20:00", time(8), time(20)),
        ("8 – 20", time(8), time(20)),
        ("9am to 6:30pm", time(9), time(18, 30)),
        ("between noon and 20h", time(12), time(20)),
    ],
)
def test_hours_are_read(text: str, begin: time, end: time) -> None:
    assert Hours(begin, end) == read_hours(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("20:00-8:00", "doesn’t end after it begins"),
        ("8-8", "doesn’t end after it begins"),
        ("8:00", "as hours of the day"),
        ("8-12-20", "as hours of the day"),
        ("8-25", "as hours of the day"),
        ("", "as hours of the day"),
    ],
)
def test_hours_that_are_none_are_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableHours, match=message):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [  # from Sunday 22 November 2026 on
        ("2027-02-28", date(2027, 2, 28)),
        ("28 feb", date(2027, 2, 28)),
        ("feb 28", date(2027, 2, 28)),
        ("28 feb 2028", date(2028, 2, 28)),
        ("24 dec", date(2026, 12, 24)),
        ("monday", date(2026, 11, 23)),
        ("next fri", date(2026, 11, 27)),
        ("sunday", date(2026, 11, 29)),
        ("today", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 23)),
        ("2020-01-01", date(2020, 1, 1)),
    ],
)
def test_a_day_to_come_is_the_next_of_its_name(text: str, day: date) -> None:
    assert day == parse_coming_day(text, NOW)


@pytest.mark.parametrize("text", ["yesterday", "3 weeks ago", "last monday", "31 feb", "soon", ""])
def test_a_day_that_is_none_to_come_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate, match="as a day to come"):
        parse_coming_day(text, NOW)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 7))
def test_a_weekday_is_within_the_next_seven_days(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    now = NOW.replace(year=today.year, month=today.month, day=today.day)
    assert day == parse_coming_day(WEEKDAYS[day.weekday()], now)


def test_a_last_day_in_another_age_is_refused() -> None:
    with pytest.raises(UnreadableDate, match="Is the year right"):
        read_last_day("2999-01-01", NOW)


@pytest.mark.parametrize("number", [0, -5, 61])
def test_a_number_that_makes_no_plan_is_refused(number: int) -> None:
    with pytest.raises(NumberOutside, match=f"--for {number} makes no plan. Give it 1 to 60"):
        check_range("--for", number, 1, 60, "minutes")
