"""Periods in words, and the period from one to another."""

from datetime import date, datetime

import pytest

from attune_cli.core.time.period import Period, between, parse_span
from attune_cli.errors.usage import UnreadableDate, WordsClash
from conftest import NOW

SUNDAY = NOW  # 22 November 2026


def days(first: str, last: str) -> tuple[str, str]:
    return first, last


def seen(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.last.isoformat()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-11-20", days("2026-11-20", "2026-11-20")),
        ("3 weeks ago", days("2026-11-01", "2026-11-01")),
        ("yesterday", days("2026-11-21", "2026-11-21")),
        ("2026-W47", days("2026-11-16", "2026-11-22")),
        ("2026w01", days("2025-12-29", "2026-01-04")),
        ("2026-02", days("2026-02-01", "2026-02-28")),
        ("2024-2", days("2024-02-01", "2024-02-29")),
        ("october", days("2026-10-01", "2026-10-31")),
        ("November", days("2026-11-01", "2026-11-30")),
        ("dec", days("2025-12-01", "2025-12-31")),
        ("oct 2024", days("2024-10-01", "2024-10-31")),
        ("2025", days("2025-01-01", "2025-12-31")),
        ("this week", days("2026-11-16", "2026-11-22")),
        ("last week", days("2026-11-09", "2026-11-15")),
        ("this month", days("2026-11-01", "2026-11-30")),
        ("last  month", days("2026-10-01", "2026-10-31")),
        ("last year", days("2025-01-01", "2025-12-31")),
        ("last monday", days("2026-11-16", "2026-11-16")),
    ],
)
def test_a_period_is_read_from_words(text, span):
    assert span == seen(parse_span(text, SUNDAY))


def test_this_week_begins_on_the_day_that_is_set():
    spans = [seen(parse_span("this week", SUNDAY, first)) for first in (0, 6)]
    assert [days("2026-11-16", "2026-11-22"), days("2026-11-22", "2026-11-28")] == spans


@pytest.mark.parametrize(
    "text", ["", " ", "soon", "2026-13", "2026-W60", "0000", "9999", "1066", "this decade", "ma"]
)
def test_what_is_no_span_is_refused_as_typed(text):
    with pytest.raises(UnreadableDate) as refusal:
        parse_span(text, SUNDAY)
    assert f"“{text}”" in str(refusal.value)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2026-11-01", "2026-11-10", days("2026-11-01", "2026-11-10")),
        ("2026-11-05", "2026-11-05", days("2026-11-05", "2026-11-05")),
        ("october", "october", days("2026-10-01", "2026-10-31")),
        ("3 weeks ago", None, days("2026-11-01", "2026-11-22")),
        (None, "2026-10", days("2026-03-04", "2026-10-31")),
        (None, None, days("2026-03-04", "2026-11-22")),
        (None, "2026-01-31", days("2026-01-31", "2026-01-31")),
    ],
)
def test_both_ends_are_in_and_either_can_be_left_out(first, last, span):
    assert span == seen(between(first, last, SUNDAY, date(2026, 3, 4)))


def test_an_empty_journal_has_a_span_of_today():
    assert days("2026-11-22", "2026-11-22") == seen(between(None, None, SUNDAY, None))


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [("2026-11-10", "2026-11-09", "--to 2026-11-09"), ("2027-01-01", None, "today")],
)
def test_a_reversed_range_is_refused_and_names_both_ends(first, last, named):
    with pytest.raises(WordsClash) as refusal:
        between(first, last, SUNDAY, date(2026, 3, 4))
    assert (f"“--from {first}” and “{named}”" in str(refusal.value), 2) == (
        True,
        refusal.value.exit_code,
    )


def test_a_month_without_a_year_is_the_latest_begun():
    january = datetime(2026, 1, 1, tzinfo=NOW.tzinfo)
    months = [parse_span(name, january).start for name in ("january", "february", "december")]
    assert [date(2026, 1, 1), date(2025, 2, 1), date(2025, 12, 1)] == months
