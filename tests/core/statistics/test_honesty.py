"""Verdicts on random journals: how often they are wrong, and that clear truths are found.

A small version of bench/honesty.py; its seed makes every figure here the same on every run.
"""

import random
import subprocess
import sys
from collections import defaultdict
from math import sqrt
from pathlib import Path

import pytest

from attune_cli.core.moment import Sensitivity
from attune_cli.core.statistics.majority import Verdict
from bench.honesty import (
    FEWEST,
    GOAL,
    HALF,
    MOST,
    MOST_A_DAY,
    Rate,
    Said,
    Truth,
    clearly_more,
    coverage,
    drawn,
    median_ratio,
    noticed,
    said_of,
    verdicts,
)

TESTS = Path(__file__).parents[2]
SEED = 2026
JOURNALS = {1: 400, 4: 100, 12: 40}  # by the weeks of each


def sampled(truth: Truth) -> tuple[Said, ...]:
    return said_of(truth, JOURNALS[truth.weeks], SEED)


def is_at_most(goal: float, rate: Rate) -> bool:
    """Whether a rate is not more than two standard errors above a goal."""
    return rate.share <= goal + 2 * sqrt(goal * (1 - goal) / rate.of)


def days(truth: Truth, journals: int) -> list[list[bool]]:
    """Draw journals and return of each of their days which moments went well."""
    rng = random.Random(SEED)
    found = []
    for _ in range(journals):
        by_day = defaultdict(list)
        for moment in drawn(truth, rng):
            by_day[moment.local_day].append(moment.sensitivity is Sensitivity.YES)
        found += by_day.values()
    return found


@pytest.mark.parametrize("correlation", [0.0, 0.1, 0.2])
def test_a_true_half_is_hardly_ever_called_clearly_more(correlation: float) -> None:
    shipped, _ = clearly_more(sampled(Truth(HALF, correlation)))
    assert is_at_most(GOAL, shipped)


def test_without_the_days_a_true_half_would_be_called_clearly_more_too_often() -> None:
    _, without_days = clearly_more(sampled(Truth(HALF, 0.2)))
    assert not is_at_most(GOAL, without_days)


def test_where_no_two_moments_are_alike_the_range_holds_the_true_share() -> None:
    truths = [Truth(share) for share in (0.3, HALF, 0.8)]
    shipped, _ = coverage([(truth, sampled(truth)) for truth in truths])
    assert shipped.share >= 0.93


def test_where_a_days_moments_are_alike_only_the_effective_number_keeps_the_range_honest() -> None:
    truth = Truth(HALF, 0.2)
    shipped, effective = coverage([(truth, sampled(truth))])
    assert (False, True) == (shipped.share >= 0.93, effective.share >= 0.93)


def test_forty_moments_of_which_four_in_five_went_well_are_clearly_more_than_half() -> None:
    many = [one for one in sampled(Truth(0.8)) if one.strict.n >= MOST - 4]
    shipped, _ = clearly_more(many)
    assert shipped.share >= 0.9


def test_a_clear_truth_hardly_ever_gets_the_opposite_verdict() -> None:
    low, high = (dict(zip(Verdict, verdicts(sampled(Truth(p))), strict=True)) for p in (0.3, 0.8))
    wrong = [low[Verdict.CLEARLY_MORE].share, high[Verdict.CLEARLY_LESS].share]
    assert [0, 0] == pytest.approx(wrong, abs=0.005)


@pytest.mark.parametrize("weeks", JOURNALS)
@pytest.mark.parametrize("correlation", [0.0, 0.2])
def test_where_nothing_differs_hardly_a_report_notices_anything(
    weeks: int, correlation: float
) -> None:
    assert is_at_most(GOAL, noticed(sampled(Truth(HALF, correlation, weeks=weeks))))


@pytest.mark.parametrize("likelier", [1.0, 1.5, 2.0])
def test_the_tipping_ratio_of_a_true_half_is_how_much_likelier_good_moments_are_logged(
    likelier: float,
) -> None:
    assert likelier == pytest.approx(median_ratio(sampled(Truth(HALF, 0, likelier))), abs=0.1)


@pytest.mark.parametrize("correlation", [0.0, 0.1, 0.2, 0.3])
def test_moments_of_a_random_day_have_the_given_correlation(correlation: float) -> None:
    share, together, pairs = 0.7, 0.0, 0
    for day in days(Truth(share, correlation, weeks=12), 100):
        off = [well - share for well in day]
        together += sum(off) ** 2 - sum(one * one for one in off)
        pairs += len(off) * (len(off) - 1)
    found = together / pairs / (share * (1 - share))
    assert correlation == pytest.approx(found, abs=0.02)


def test_drawn_moments_go_well_as_often_as_is_true() -> None:
    well = [well for day in days(Truth(0.7, 0.2, weeks=12), 100) for well in day]
    assert sum(well) / len(well) == pytest.approx(0.7, abs=0.01)


def test_a_random_week_has_eight_to_forty_moments_at_most_six_a_day() -> None:
    rng = random.Random(SEED)
    numbers = [len(drawn(Truth(HALF), rng)) for _ in range(1000)]
    fullest = max(len(day) for day in days(Truth(HALF), 1000))
    assert (FEWEST, MOST, MOST_A_DAY) == (min(numbers), max(numbers), fullest)


def test_the_same_seed_draws_the_same_journal() -> None:
    truth = Truth(HALF, 0.2, 1.5)
    assert drawn(truth, random.Random(SEED)) == drawn(truth, random.Random(SEED))


def test_the_tables_are_printed() -> None:
    command = (sys.executable, "-m", "bench.honesty", "--journals", "2")
    printed = subprocess.run(command, cwd=TESTS, check=True, capture_output=True, encoding="utf-8")
    lines = printed.stdout.splitlines()
    rows = (24, 6, 12, 4)  # each table under an empty line, its title and its columns
    assert 2 + sum(3 + number for number in rows) == len(lines)
