"""The line on all days: a fair bet, its laws, and how often it is wrong."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.statistics.majority import DayTally, Tallies, Verdict
from attune_cli.core.statistics.since import (
    MOST_OF_A_DAY,
    SAID_FROM,
    STAKES,
    balance,
    log_wealths,
    since_the_beginning,
    verdict_of,
)

TODAY = date(2026, 11, 22)
DAYS = st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def logged(*days: tuple[int, int]) -> list[DayTally]:
    """Return days up to yesterday from k and n of each."""
    return [
        DayTally(TODAY - timedelta(days=back), yes=k, no=n - k)
        for back, (k, n) in enumerate(reversed(days), 1)
    ]


def said(*days: tuple[int, int]) -> Verdict:
    return since_the_beginning(Tallies(logged(*days), logged(*days)), TODAY).strict.verdict


def test_wealth_is_the_mean_of_what_each_stake_makes_of_the_balances():
    log_more, log_fewer = log_wealths([(1, 1), (1, 4)])
    more = [(1 + stake / 4) * (1 - stake / 2) for stake in STAKES]
    fewer = [(1 - stake / 4) * (1 + stake / 2) for stake in STAKES]
    expected = [sum(each) / len(STAKES) / 2 for each in (more, fewer)]
    assert expected == pytest.approx([math.exp(log_more), math.exp(log_fewer)])


@given(st.integers(1, 30), st.lists(DAYS, max_size=10))
def test_a_fair_day_leaves_the_wealth_as_it_is_on_average(n, past):
    before = [math.exp(log) for log in log_wealths(past)]
    after = [log_wealths([*past, (k, n)]) for k in range(n + 1)]
    chances = [math.comb(n, k) / 2**n for k in range(n + 1)]
    expected = [
        sum(c * math.exp(logs[side]) for c, logs in zip(chances, after, strict=True))
        for side in (0, 1)
    ]
    assert before == pytest.approx(expected)


@given(DAYS)
def test_no_day_can_lose_all_and_a_heavy_one_counts_as_four(day):
    k, n = day
    assert abs(balance(k, n)) <= 1
    assert balance(k * 9, n * 9) == pytest.approx(
        balance(k, n) * min(n * 9, MOST_OF_A_DAY) / min(n, MOST_OF_A_DAY)
    )


@given(st.lists(DAYS, min_size=1))
def test_more_and_fewer_are_each_others_mirror(days):
    more, fewer = log_wealths(days)
    mirrored = log_wealths([(n - k, n) for k, n in days])
    assert (fewer, more) == pytest.approx(mirrored)


@given(st.lists(DAYS, min_size=1), st.randoms())
def test_the_order_of_days_does_not_matter_in_the_end(days, rng):
    one = log_wealths(days)
    other = log_wealths(rng.sample(days, len(days)))
    assert one == pytest.approx(other)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        ([(2, 2)] * 3, Verdict.TOO_FEW),
        ([(1, 1)] * 7, Verdict.TOO_FEW),
        ([(1, 2)] * 40, Verdict.UNCLEAR),
        ([(2, 2)] * 40, Verdict.CLEARLY_MORE),
        ([(0, 2)] * 40, Verdict.CLEARLY_LESS),
        ([(3, 4)] * 3000, Verdict.CLEARLY_MORE),
    ],
)
def test_what_is_said_of_days(days, verdict):
    assert verdict is said(*days)


def test_it_is_said_from_twenty_on_and_never_against_the_plain_count():
    enough, less = math.log(SAID_FROM), math.log(SAID_FROM) - 1e-9
    cases = [(6, 10, enough, 0), (6, 10, less, 0), (4, 10, enough, 0), (4, 10, 0, enough)]
    assert [
        Verdict.CLEARLY_MORE, Verdict.UNCLEAR, Verdict.UNCLEAR, Verdict.CLEARLY_LESS,
    ] == [verdict_of(*case) for case in cases]  # fmt: skip


def test_partly_counts_in_the_inclusive_way_only():
    days = [day._replace(yes=0, partly=2) for day in logged(*[(2, 2)] * 40)]
    found = since_the_beginning(Tallies(days, days), TODAY)
    assert (Verdict.CLEARLY_LESS, Verdict.CLEARLY_MORE) == (
        found.strict.verdict,
        found.inclusive.verdict,
    )


def test_the_present_day_waits_for_tomorrow():
    days = [*logged((1, 2)), DayTally(TODAY, yes=9)]
    found = since_the_beginning(Tallies(days, days), TODAY)
    assert (2, TODAY, None) == (
        found.strict.n,
        found.period.end,
        since_the_beginning(Tallies(days[1:], days[1:]), TODAY),
    )


@pytest.mark.parametrize("fear", [TODAY - timedelta(days=40), TODAY])
def test_while_a_moment_of_fear_is_in_the_history_nothing_is_said(fear):
    days = logged(*[(2, 2)] * 40)
    found = since_the_beginning(Tallies(days, days, [fear]), TODAY)
    assert (Verdict.NOT_SAID, 80) == (found.strict.verdict, found.strict.k)


def test_of_others_moments_nothing_is_said_and_nobody_is_consoled():
    days = logged(*[(2, 2)] * 40)
    of_others, of_both = (since_the_beginning(Tallies(days, own), TODAY) for own in ([], days[:1]))
    assert [(Verdict.NOT_SAID, False), (Verdict.CLEARLY_MORE, False)] == [
        (found.strict.verdict, found.is_own) for found in (of_others, of_both)
    ]
