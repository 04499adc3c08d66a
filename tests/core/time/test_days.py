"""Days in words, as `--of` reads them: the past is preferred, the future allowed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.time.days import MONTHS, WEEKDAYS, parse_day
from attune_cli.errors.usage import UnreadableDate

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=BERLIN)  # a Friday
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 14, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2027-01-05", date(2027, 1, 5)),
        ("20261120", date(2026, 11, 20)),
        ("2026-W47-4", date(2026, 11, 19)),
        ("today", date(2026, 11, 20)),
        ("Yesterday", date(2026, 11, 19)),
        ("last night", date(2026, 11, 19)),
        ("friday", date(2026, 11, 20)),
        ("last friday", date(2026, 11, 13)),
        ("on monday", date(2026, 11, 16)),
        ("tues", date(2026, 11, 17)),
        ("3 weeks ago", date(2026, 10, 30)),
        ("two days ago", date(2026, 11, 18)),
        ("day before yesterday", date(2026, 11, 18)),
        ("late last night", date(2026, 11, 19)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2999-12-31", date(2999, 12, 31)),
        ("2 years ago", date(2024, 11, 20)),
        ("9 months ago", date(2026, 2, 20)),
        ("11 months ago", date(2025, 12, 20)),
        ("14 nov", date(2026, 11, 14)),
        ("nov 14th", date(2026, 11, 14)),
        ("sept 3rd", date(2026, 9, 3)),
        ("3. may", date(2026, 5, 3)),
        ("24 dec", date(2025, 12, 24)),
        ("24 dec 2027", date(2027, 12, 24)),
        ("november 3, 2025", date(2025, 11, 3)),
        ("a few days ago", date(2026, 11, 17)),
        ("a couple of days ago", date(2026, 11, 18)),
        ("24.11.", date(2025, 11, 24)),
        ("20/11", date(2026, 11, 20)),
        ("11/19", date(2026, 11, 19)),
        ("3/11/25", date(2025, 11, 3)),
        ("3.11.2025", date(2025, 11, 3)),
        ("the 19th", date(2026, 11, 19)),
        ("31st", date(2026, 10, 31)),
        ("the 3rd of may", date(2026, 5, 3)),
        ("sat 14 nov", date(2026, 11, 14)),
        ("weds", date(2026, 11, 18)),
        ("this tuesday", date(2026, 11, 17)),
    ],
)
def test_a_day_is_read_from_words(text: str, day: date) -> None:
    assert day == parse_day(text, NOW)


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("11/10", date(2026, 11, 10)),
        ("3/11/25", date(2025, 3, 11)),
        ("20/11", date(2026, 11, 20)),
        ("11/19", date(2026, 11, 19)),
        ("11.10.", date(2026, 10, 11)),
    ],
)
def test_where_the_month_is_written_first_it_is_read_so(
    monkeypatch: pytest.MonkeyPatch, text: str, american: date
) -> None:
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    assert american == parse_day(text, NOW)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("a month ago", date(2026, 3, 31), date(2026, 2, 28)),
        ("a month ago", date(2024, 3, 31), date(2024, 2, 29)),
        ("a year ago", date(2024, 2, 29), date(2023, 2, 28)),
        ("29 feb", date(2024, 2, 29), date(2024, 2, 29)),
        ("29 feb", date(2024, 2, 28), date(2020, 2, 29)),
        ("29 feb", date(2104, 2, 28), date(2096, 2, 29)),
        ("31 dec", date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_months_of_unequal_length_are_no_trouble(text: str, today: date, day: date) -> None:
    assert day == parse_day(text, on(today))


@pytest.mark.parametrize(
    "text",
    ["", "banana", "18:30", "20 min ago", "31 feb", "2026-02-30", "14 nox", "ma 3", "0 nov",
     "yesterday 18:30", "99999 years ago", "last", "last last monday", "last week",
     "a few weeks ago", "1.5 days ago", "1899-12-31",
     "200 years ago", "3000-01-01", "9999-12-31", "0001-01-01", "24 dec 0202",
     "13/13", "32nd", "0/5", "mon 14 nov", "31.2."],
)  # fmt: skip
def test_what_is_no_day_is_refused_as_typed(text: str) -> None:
    with pytest.raises(UnreadableDate, match=f"I can’t read “{text}” as a day"):
        parse_day(text, NOW)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_latest_one_today_included(today: date, name: str) -> None:
    day = parse_day(name, on(today))
    assert (name, True) == (WEEKDAYS[day.weekday()], 0 <= (today - day).days <= 6)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_the_last_weekday_of_a_name_is_before_today(today: date, name: str) -> None:
    day = parse_day(f"last {name}", on(today))
    assert (name, True) == (WEEKDAYS[day.weekday()], 1 <= (today - day).days <= 7)


@given(DAYS, DAYS)
def test_a_day_of_a_month_is_the_latest_that_is_past(today: date, other: date) -> None:
    day = parse_day(f"{other.day} {MONTHS[other.month - 1]}", on(today))
    most = 8 * 366 if (other.month, other.day) == (2, 29) else 366
    assert (other.month, other.day) == (day.month, day.day)
    assert 0 <= (today - day).days <= most


@given(DAYS, DAYS)
def test_iso_says_the_same_day_whenever_it_is_read(today: date, day: date) -> None:
    assert day == parse_day(day.isoformat(), on(today))


@given(DAYS, DAYS)
def test_a_day_in_full_says_the_same_day_whenever_it_is_read(today: date, day: date) -> None:
    assert day == parse_day(f"{day.day} {MONTHS[day.month - 1]} {day.year}", on(today))
