"""The rule on low days: four of fourteen, once a week, and only where one is marked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.low_mood import LowMood, low_mood
from attune_cli.core.time.period import week_of

MONDAY = date(2026, 11, 16)
WEEK = week_of(MONDAY)


def days(*before: int) -> list[date]:
    """Return days by how many days they lie before that Monday."""
    return [MONDAY - timedelta(days=count) for count in before]


@pytest.mark.parametrize(
    ("low_days", "expected"),
    [
        ([], None),
        (days(1, 2, 3, 4, 5), None),
        (days(0), LowMood(1, None)),
        (days(0, 1, 2), LowMood(3, None)),
        (days(0, 1, 2, 3), LowMood(4, MONDAY)),
        (days(0, 4, 9, 13), LowMood(4, MONDAY)),
        (days(0, 4, 9, 14), LowMood(3, None)),
        (days(-2, 3, 4, 5), LowMood(4, MONDAY + timedelta(days=2))),
        (days(0, -1, -2, -3, -4), LowMood(5, MONDAY + timedelta(days=3))),
        (days(0, 0, 0, 0), LowMood(1, None)),
        (days(-7, 0, 1, 2), LowMood(3, None)),
    ],
    ids=str,
)
def test_four_of_fourteen_days_up_to_a_low_one_are_enough(low_days, expected):
    assert expected == low_mood(low_days, WEEK)


@given(st.lists(st.integers(-40, 40)))
def test_it_falls_on_one_low_day_of_a_week_at_most(before):
    low_days, found = days(*before), low_mood(days(*before), WEEK)
    if found and found.first:
        assert (True, True) == (found.first in low_days, found.first in WEEK)
