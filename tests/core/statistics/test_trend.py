"""The discounted share, against the reference, scipy and its own laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv

from attune_cli.core.statistics.majority import DayTally, Tallies
from attune_cli.core.statistics.trend import Turn, compared, discounted
from attune_cli.core.statistics.trend import trend as trend_of
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


def trend(tallies, today=TODAY, by=Unit.WEEK, first_weekday=0, *, fear=(), own=None):
    """Return the trend of moments that are the reader's, unless others' are named."""
    known = Tallies(tallies, tallies if own is None else own, fear, fear if own is None else ())
    return trend_of(known, today, by, first_weekday)


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
    assert trend(tallies) == trend(shuffled)


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
        (Unit.WEEK, 0, ("2026-09-14", "2026-10-12", "2026-11-09")),
        (Unit.WEEK, 6, ("2026-09-13", "2026-10-11", "2026-11-08")),
        (Unit.MONTH, 0, ("2026-04-01", "2026-07-01", "2026-10-01")),
    ],
)
def test_the_latest_full_block_is_held_against_the_one_before(by, first_weekday, expected):
    before, after = compared(TODAY, by, first_weekday)
    assert (*map(date.fromisoformat, expected), after.start) == (
        before.start,
        before.end,
        after.end,
        before.end,
    )


@given(
    st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    st.sampled_from([Unit.WEEK, Unit.MONTH]),
    st.integers(0, 6),
)
def test_the_answer_stays_until_the_next_block_is_full(today, by, first_weekday):
    shown = trend([], today, by, first_weekday)
    (before, after), following = compared(today, by, first_weekday), shown.next_on
    days = [after.end + timedelta(days=n) for n in range((following - after.end).days)]
    assert today in days
    assert {(before, after)} == {compared(day, by, first_weekday) for day in days}
    assert after.start == before.end
    assert compared(following, by, first_weekday)[0] == after
    assert (after.end, after.start) == (
        week_of(after.last, first_weekday).end if by is Unit.WEEK else month_of(after.last).end,
        week_of(after.start, first_weekday).start
        if by is Unit.WEEK
        else after.start.replace(day=1),
    )


MORE = [DayTally(TODAY - timedelta(days=n), yes=2 * (n < 42), no=2 * (n >= 42)) for n in range(70)]


def test_moments_since_the_last_full_block_do_not_change_the_answer():
    today = [day._replace(yes=0, no=9) if day.day >= date(2026, 11, 9) else day for day in MORE]
    turns = [trend(days).strict for days in (MORE, today)]
    assert (Turn.MORE, turns[0]) == (turns[0].turn, turns[1])


@pytest.mark.parametrize(
    ("fear", "turn", "many"),
    [
        (date(2026, 9, 13), Turn.MORE, 0),
        (date(2026, 9, 14), Turn.NOT_SAID, 1),
        (date(2026, 11, 8), Turn.NOT_SAID, 1),
        (TODAY, Turn.NOT_SAID, 1),
    ],
    ids=str,
)
def test_no_change_is_spoken_over_fear_in_the_compared_blocks_or_since(fear, turn, many):
    found = trend(MORE, fear=[fear])
    assert (turn, turn, many) == (found.strict.turn, found.inclusive.turn, found.frightened)


def test_the_fading_average_is_not_spoken_while_it_would_hide_fear():
    found = trend(MORE, fear=[date(2026, 9, 23)])
    assert [True, *[False] * 8, True] == [point.is_said for point in found.points]


def test_of_others_moments_no_change_is_spoken_and_of_both_it_is():
    others, both = trend(MORE, own=[]), trend(MORE, own=MORE[20:40])
    assert [(Turn.NOT_SAID, False, False), (Turn.MORE, True, False)] == [
        (found.strict.turn, found.points[-1].is_said, found.is_own) for found in (others, both)
    ]


def test_how_alike_a_day_is_is_learnt_from_both_blocks_and_twelve_weeks_before():
    day = date(2026, 9, 14) - timedelta(weeks=12)
    alike = [DayTally(day + timedelta(days=n), yes=4 * (n % 2), no=4 - 4 * (n % 2)) for n in (0, 1)]
    earlier = [DayTally(each.day - timedelta(days=2), *each[1:]) for each in alike]
    learnt = [trend([*MORE, *more]).strict.day_correlation.weight for more in ([], alike, earlier)]
    assert (learnt[0] + 6, learnt[0]) == (learnt[1], learnt[2])


def test_a_month_is_a_month_of_the_calendar():
    tallies = [DayTally(date(2026, 2, 28), yes=1), DayTally(date(2026, 3, 1), no=2)]
    points = trend(tallies, date(2026, 3, 31), Unit.MONTH).points
    assert [(month_of(date(2026, 2, 1)), 1, 0), (month_of(date(2026, 3, 1)), 0, 2)] == [
        (point.period, point.tally.yes, point.tally.no) for point in points
    ]
