"""The comparison of two periods, against published values and its own laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.statistics.majority import Counting, DayTally
from attune_cli.core.statistics.trend import Turn, compare, difference_range
from attune_cli.core.time.period import Period
from reference import reference

REFERENCE = reference("difference_method_10")["cases"]
BEFORE = Period(date(2026, 9, 28), date(2026, 10, 26))
AFTER = Period(date(2026, 10, 26), date(2026, 11, 23))
COUNTS = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
DEFF = st.floats(1, 4)


def days(period: Period, *tallies: tuple[int, int, int]) -> list[DayTally]:
    """Return a tally of yes, partly and no for each of the first days of a period."""
    return [DayTally(period.start + timedelta(days=n), *t) for n, t in enumerate(tallies)]


@pytest.mark.parametrize("case", REFERENCE, ids=str)
def test_the_difference_has_the_published_interval(case):
    interval = difference_range(case["x1"], case["n1"], case["x2"], case["n2"])
    assert case["ci"] == [round(end, 4) for end in interval]


@given(COUNTS, COUNTS, DEFF, DEFF)
def test_seen_from_the_other_side_the_difference_is_its_negative(one, other, deff1, deff2):
    low, high = difference_range(*one, *other, deff1, deff2)
    assert (-high, -low) == pytest.approx(difference_range(*other, *one, deff2, deff1))


@given(COUNTS, COUNTS, DEFF, DEFF)
def test_a_design_effect_never_narrows_the_interval(one, other, deff1, deff2):
    (low, high), (wide_low, wide_high) = (
        difference_range(*one, *other),
        difference_range(*one, *other, deff1, deff2),
    )
    assert wide_low <= low + 1e-12 <= high + 2e-12 <= wide_high + 3e-12


def test_a_change_is_said_by_the_wider_interval_alone():
    tallies = days(BEFORE, *[(1, 0, 1)] * 15) + days(AFTER, *[(2, 0, 0)] * 9, *[(1, 0, 1)] * 6)
    change = compare(tallies, BEFORE, AFTER, Counting.STRICT)
    after, before = change.after, change.before
    counts = (after.k, after.n, before.k, before.n, after.deff, before.deff)
    assert difference_range(*counts, z=2.81) == change.turn_range
    assert (True, True, Turn.NO_CLEAR_CHANGE) == (
        change.corrected95[0] > 0,
        change.turn_range[0] < 0,
        change.turn,
    )


def test_without_permission_nothing_is_said_of_a_change_and_the_figures_stay():
    tallies = days(BEFORE, *[(0, 0, 2)] * 8) + days(AFTER, *[(2, 0, 0)] * 8)
    change = compare(tallies, BEFORE, AFTER, Counting.STRICT, is_said=False)
    assert (Turn.NOT_SAID, 1.0) == (change.turn, change.difference)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ([(1, 0, 1)] * 8, [(1, 0, 1)] * 8, Turn.NO_CLEAR_CHANGE),
        ([(0, 0, 2)] * 8, [(2, 0, 0)] * 8, Turn.MORE),
        ([(2, 0, 0)] * 8, [(0, 1, 1)] * 8, Turn.FEWER),
        ([(0, 0, 2)] * 3, [(2, 0, 0)] * 8, Turn.TOO_FEW),
        ([(0, 0, 1)] * 7, [(2, 0, 0)] * 8, Turn.TOO_FEW),
        ([(0, 0, 2)] * 8, [(9, 0, 0)] * 3, Turn.TOO_FEW),
        ([], [(2, 0, 0)] * 8, Turn.TOO_FEW),
        ([], [], Turn.TOO_FEW),
    ],
    ids=str,
)
def test_the_verdict_on_a_change(before, after, turn):
    tallies = days(BEFORE, *before) + days(AFTER, *after)
    assert turn is compare(tallies, BEFORE, AFTER, Counting.STRICT).turn


def test_partly_counts_in_the_inclusive_way_only():
    tallies = days(BEFORE, *[(0, 0, 2)] * 8) + days(AFTER, *[(0, 2, 0)] * 8)
    turns = [compare(tallies, BEFORE, AFTER, way).turn for way in Counting]
    assert [Turn.NO_CLEAR_CHANGE, Turn.MORE] == turns


def test_moments_of_one_day_are_alike_so_a_difference_between_a_few_days_says_less():
    crowded = days(BEFORE, *[(0, 0, 5)] * 2, *[(5, 0, 0)] * 2), days(AFTER, *[(5, 0, 1)] * 4)
    change = compare([*crowded[0], *crowded[1]], BEFORE, AFTER, Counting.STRICT)
    assert (True, Turn.NO_CLEAR_CHANGE) == (change.newcombe95[0] > 0, change.turn)


def test_days_outside_count_on_neither_side():
    tallies = [DayTally(BEFORE.start - timedelta(days=1), yes=9), DayTally(AFTER.end, no=9)]
    change = compare(tallies, BEFORE, AFTER, Counting.STRICT)
    assert (0, 0, None, None) == (
        change.before.n,
        change.after.n,
        change.difference,
        change.corrected95,
    )
