"""The bench of years says what the program says; and a small run of it keeps the goals.

Its seed makes every figure here the same on every run.
"""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from attune_cli.core.statistics import since
from attune_cli.core.statistics.majority import Z95, Counting, DayTally, Tallies
from attune_cli.core.statistics.trend import Z_CHANGE, Turn, compare
from attune_cli.core.time.period import Unit
from bench.honesty_years import (
    CORRELATIONS,
    GOAL_OF_HISTORIES,
    GOAL_OF_YEARS,
    HALF,
    LAG,
    LOADS,
    MONDAY,
    YEAR,
    Journals,
    Load,
    Simulation,
    blocks_looked_at,
    changes,
    drawn,
    ever,
    ever_said,
    log_wealths,
    said_each_day,
)

SEED, YEAR_AND_LEAD = 2026, 72 * 7


def days(of: Journals, journal: int) -> list[DayTally]:
    """Return the tallies of a journal."""
    counts = zip(of.k[journal].tolist(), of.n[journal].tolist(), strict=True)
    return [
        DayTally(MONDAY + timedelta(days=place), yes=k, no=n - k)
        for place, (k, n) in enumerate(counts)
        if n
    ]


def drawn_of(load: Load, length: int, journals: int, share: float = HALF) -> Journals:
    return drawn(load, [share] * length, 0.3, LAG, journals, np.random.default_rng(SEED))


@pytest.mark.parametrize("load", LOADS, ids=lambda load: load.name)
def test_the_bench_says_of_a_change_what_the_program_says(load: Load) -> None:
    of = drawn_of(load, YEAR_AND_LEAD, 10)
    signs = {Turn.MORE: 1, Turn.FEWER: -1, Turn.NO_CLEAR_CHANGE: 0, Turn.TOO_FEW: 0}
    for before, after in blocks_looked_at(Unit.WEEK, 8):
        said = [compare(days(of, n), before, after, Counting.STRICT).turn for n in range(10)]
        assert [signs[turn] for turn in said] == changes(
            of, before, after, Z_CHANGE[Unit.WEEK]
        ).tolist()


@pytest.mark.parametrize("load", LOADS, ids=lambda load: load.name)
def test_the_bench_says_of_all_days_what_the_program_says(load: Load) -> None:
    of = drawn_of(load, 120, 3, 0.6)
    logs, said = ([way(of, side) for side in (1, -1)] for way in (log_wealths, said_each_day))
    for journal, end in [(0, 60), (1, 90), (2, 120)]:
        past = [day for day in days(of, journal) if day.day < MONDAY + timedelta(days=end)]
        found = since.since_the_beginning(Tallies(past, past), MONDAY + timedelta(days=end))
        assert found is not None
        expected = (found.strict.log_more, found.strict.log_fewer)
        assert expected == pytest.approx([side[journal, end - 1] for side in logs])
        sides = [bool(side[journal, end - 1]) for side in said]
        assert [found.strict.verdict.side == 1, found.strict.verdict.side == -1] == sides


def test_where_nothing_changes_a_year_hardly_ever_has_a_false_change() -> None:
    flat, years = [HALF] * YEAR_AND_LEAD, 200
    of = [Simulation(years, SEED).of(LOADS[1], flat, rho) for rho in (0.0, 0.2)]
    shipped, naive = (
        [ever(one, Unit.WEEK, YEAR, {1, -1}, z) for one in of] for z in (Z_CHANGE[Unit.WEEK], Z95)
    )
    limit = GOAL_OF_YEARS + 2 * (GOAL_OF_YEARS * (1 - GOAL_OF_YEARS) / years) ** 0.5
    assert max(shipped) < limit < min(naive)


@pytest.mark.parametrize("rho", CORRELATIONS)
def test_a_history_of_halves_hardly_ever_has_a_false_claim(rho: float) -> None:
    limit = GOAL_OF_HISTORIES + 2 * (GOAL_OF_HISTORIES * (1 - GOAL_OF_HISTORIES) / 100) ** 0.5
    assert ever_said(Simulation(100, SEED).of(LOADS[2], [HALF] * 700, rho), (1, -1)) < limit


def test_the_longer_the_lag_the_more_alike_are_days_that_follow_each_other() -> None:
    of = drawn(LOADS[3], [HALF] * 2000, 0.5, LAG, 3, np.random.default_rng(SEED))
    off = (of.k / of.n - HALF).tolist()
    pairs = [one * other for journal in off for one, other in pairwise(journal)]
    squares = [one * one for journal in off for one in journal]
    per_day = 0.5 * 0.5 * 0.5  # the variance of the shares themselves
    assert np.mean(pairs) / per_day == pytest.approx(LAG, abs=0.05)
    assert np.mean(squares) > per_day
