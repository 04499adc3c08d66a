"""Which week a number, a day or a few words name, on whatever day weeks begin."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.commands.reflection import week_named
from attune_cli.core.time.period import week_of

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
DAYS, ONE_DAY = st.dates(date(1900, 1, 8), date(2999, 12, 20)), timedelta(days=1)


@given(DAYS, st.integers(0, 6))
def test_the_week_of_a_number_has_most_of_its_days_whenever_weeks_begin(
    day: date, first_weekday: int
) -> None:
    year, number, _ = day.isocalendar()
    iso = [week_of(day).start + n * ONE_DAY for n in range(7)]
    week = week_named(False, f"{year:04}-W{number:02}", NOW, first_weekday)
    assert (first_weekday, True) == (week.start.weekday(), sum(one in week for one in iso) >= 4)


@pytest.mark.parametrize(
    ("of", "first_weekday", "start"),
    [
        ("2026-W47", 0, date(2026, 11, 16)),
        ("2026-W47", 6, date(2026, 11, 15)),
        ("2026-W47", 5, date(2026, 11, 14)),
        ("2026-W47", 1, date(2026, 11, 17)),
        ("2026-W47", 3, date(2026, 11, 19)),
        ("2026-W53", 0, date(2026, 12, 28)),
        ("2026-W53", 6, date(2026, 12, 27)),
        ("2020-W53", 0, date(2020, 12, 28)),
        ("2026-W01", 0, date(2025, 12, 29)),
        ("2026-11-22", 0, date(2026, 11, 16)),
        ("2026-11-22", 6, date(2026, 11, 22)),
        ("2027-01-01", 0, date(2026, 12, 28)),
        ("29 feb", 6, date(2024, 2, 25)),
        ("last week", 1, date(2026, 11, 10)),
        ("this week", 1, date(2026, 11, 17)),
    ],
)
def test_a_week_is_named_by_a_number_or_a_day(of: str, first_weekday: int, start: date) -> None:
    assert start == week_named(False, of, NOW, first_weekday).start


def test_an_unreadable_month_is_answered_with_the_forms_of_a_month(attune):
    code, out, err = attune("month", "--of", "my holidays")
    assert (2, "", True) == (code, out, "as a month. Try “october”, “2026-10”" in err)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("calendar --of 2026-13", "A year has the months 01 to 12, such as “2026-11”."),
        ("look --from 2026-02-30", "February 2026 has the days 1 to 28."),
        ("look --from 2028-02-30", "February 2028 has the days 1 to 29."),
        ("calendar --of novmber", "I can’t read “novmber” as a month. Did you mean “november”?"),
        ("month --of octobr-2025", "Try “october”, “2026-10”"),
        ("calendar --of nxt", "Did you mean “next month”?"),
        ("calendar nxt", "Did you mean “next” (the month after this one)?"),
        ("week --of yesturday", "Did you mean “yesterday”?"),
        ("week yesturday", "Did you mean “yesterday” (days)"),
        ("log floor --at mondy", "Did you mean “monday”?"),
        ("report --from tomorrow", "“tomorrow” is still to come, and this looks back."),
        ("list next", "“next” is still to come, and this looks back."),
        ("report --from 2030-01-01 --to 2030-01-31", "These days are still to come"),
    ],
)
def test_a_slip_in_a_day_is_answered_with_what_may_be_meant(attune, typed, said):
    code, out, err = attune(*typed.split())
    assert (2, "", True) == (code, out, said in err)


@pytest.mark.parametrize(
    ("typed", "named"),
    [("log floor --at", "yesterday 18:30"), ("month --of", "october 2025")],
)
def test_only_the_name_in_a_day_is_mended(attune, typed, named):
    slip = named.replace("yesterday", "yesturday").replace("october", "octobr")
    _, _, err = attune(*typed.split(), slip)
    assert f"Did you mean “{named}”?" in err
