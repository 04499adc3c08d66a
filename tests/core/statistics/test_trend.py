"""The discounted share, against the reference, scipy and its own laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv

from attune_cli.core.statistics.majority import DayTally
from attune_cli.core.statistics.trend import compared, discounted, trend
from attune_cli.core.time.period import Unit, month_of, week_of
from reference import reference

REFERENCE = reference("discounted_trend")
TODAY = date(2026, 11, 22)
COUNTS = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TALLIES = st.lists(
    st.builds(
        DayTally,
        day=st.dates(date(2026, 1, 1), TODAY),
        yes=st.integers(0, 9),
        partly=st.integers(0, 9),
        no=st.integers(0, 9),
        frightened=st.integers(0, 2),
    ),
    max_size=30,
    unique_by=lambda tally: tally.day,
)


def test_the_discounted_share_is_that_of_the_reference():
    assert tuple(REFERENCE["final"]) == pytest.approx(discounted(REFERENCE["weeks"])[-1], abs=1e-9)


def test_weeks_with_nothing_in_them_let_the_past_fade():
    a, b = discounted([(10, 10), (0, 0), (0, 0)])[-1]
    assert (1 + 0.8 * 0.8 * 10, 1) == pytest.approx((a, b))


@given(st.lists(COUNTS, min_size=1))
def test_yes_and_not_yes_are_each_others_mirror(counts):
    mirrored = [(n - k, n) for k, n in counts]
    assert [(b, a) for a, b in discounted(counts)] == discounted(mirrored)


@given(st.lists(COUNTS, min_size=1))
def test_the_range_is_that_of_scipy_and_holds_the_share(counts):
    tallies = [
        DayTally(TODAY - timedelta(weeks=back), yes=k, no=n - k)
        for back, (k, n) in enumerate(reversed(counts))
    ]
    for point in trend(tallies, TODAY).points:
        expected = betaincinv(point.a, point.b, [0.1, 0.9])
        assert list(expected) == pytest.approx(point.range80, abs=1e-9)


@given(TALLIES, st.randoms())
def test_the_order_of_days_never_matters(tallies, rng):
    shuffled = rng.sample(tallies, len(tallies))
    assert trend(tallies, TODAY) == trend(shuffled, TODAY)


@given(TALLIES, st.sampled_from([Unit.WEEK, Unit.MONTH]), st.integers(0, 6))
def test_the_points_add_up_to_all_that_was_rated(tallies, by, first_weekday):
    found = trend(tallies, TODAY, by, first_weekday)
    sums = [sum(getattr(point.tally, name) for point in found.points) for name in ("yes", "rated")]
    assert sums == [sum(getattr(tally, name) for tally in tallies) for name in ("yes", "rated")]


@given(TALLIES, st.integers(0, 6))
def test_every_week_from_the_first_to_the_present_has_its_point(tallies, first_weekday):
    rated = [tally.day for tally in tallies if tally.rated]
    points = trend(tallies, TODAY, first_weekday=first_weekday).points
    weeks = {week_of(day, first_weekday) for day in [*rated, TODAY]} if rated else set()
    assert (True, points[-1:]) == (
        weeks <= {point.period for point in points},
        tuple(point for point in points if TODAY in point.period),
    )


def test_nothing_rated_has_no_points():
    assert () == trend([DayTally(TODAY)], TODAY).points


@pytest.mark.parametrize(
    ("by", "first_weekday", "expected"),
    [
        (Unit.WEEK, 0, ("2026-09-28", "2026-10-26", "2026-11-23")),
        (Unit.WEEK, 6, ("2026-10-04", "2026-11-01", "2026-11-29")),
        (Unit.MONTH, 0, ("2026-06-01", "2026-09-01", "2026-12-01")),
    ],
)
def test_the_latest_weeks_are_held_against_as_many_before(by, first_weekday, expected):
    before, after = compared(TODAY, by, first_weekday)
    assert (*map(date.fromisoformat, expected), after.start) == (
        before.start,
        before.end,
        after.end,
        before.end,
    )


def test_a_month_is_a_month_of_the_calendar():
    tallies = [DayTally(date(2026, 2, 28), yes=1), DayTally(date(2026, 3, 1), no=2)]
    points = trend(tallies, date(2026, 3, 31), Unit.MONTH).points
    assert [(month_of(date(2026, 2, 1)), 1, 0), (month_of(date(2026, 3, 1)), 0, 2)] == [
        (point.period, point.tally.yes, point.tally.no) for point in points
    ]
