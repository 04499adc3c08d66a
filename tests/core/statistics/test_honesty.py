"""Verdicts on random weeks: how often they are wrong, and that clear truths are found.

A small version of bench/honesty.py; its seed makes every figure here the same on every run.
"""

import numpy as np
import pytest

from attune_cli.core.statistics.majority import Verdict, tipping_ratio
from bench.honesty import (
    BEFORE,
    HALF,
    MOST_FALSE,
    SELDOM,
    WEEK,
    WELL,
    Rate,
    Said,
    Truth,
    clearly_more,
    drawn,
    held,
    main,
    said_of,
    spoken,
    without_days,
)

WEEKS, SEED = 600, 2026
FULL = (4, 8)


def sampled(truth: Truth) -> tuple[Said, ...]:
    return said_of(truth, WEEKS, SEED)


@pytest.mark.parametrize("correlation", [0.0, 0.2, 0.5])
def test_a_true_half_is_hardly_ever_called_clearly_more(correlation: float) -> None:
    weeks = sampled(Truth(HALF, correlation, FULL))
    assert clearly_more((one.week for one in weeks), most=MOST_FALSE).is_met


def test_with_the_value_once_assumed_of_everybody_it_would_be_where_days_are_more_alike() -> None:
    weeks = sampled(Truth(HALF, 0.5, FULL))
    assert not clearly_more((one.fixed for one in weeks), most=MOST_FALSE).is_met


def test_without_the_days_it_would_be_called_so_three_times_as_often() -> None:
    weeks = [one.week for one in sampled(Truth(HALF, 0.5, FULL))]
    assert without_days(weeks).share > 3 * MOST_FALSE


@pytest.mark.parametrize("correlation", [0.0, 0.5])
@pytest.mark.parametrize("share", [HALF, WELL])
def test_the_range_on_the_page_holds_the_true_share(share: float, correlation: float) -> None:
    on_page, _ = held([one.week for one in sampled(Truth(share, correlation, FULL))], share)
    assert on_page.is_met


def test_where_days_are_alike_the_raw_range_does_not() -> None:
    _, raw = held([one.week for one in sampled(Truth(HALF, 0.5, FULL))], HALF)
    assert raw.share < 0.8


@pytest.mark.parametrize("a_day", [(1, 3), FULL])
def test_where_days_are_hardly_alike_a_clear_truth_is_found_more_often(
    a_day: tuple[int, int],
) -> None:
    weeks = sampled(Truth(WELL, 0.0, a_day))
    learnt, fixed = (clearly_more(s) for s in zip(*((w.week, w.fixed) for w in weeks), strict=True))
    assert learnt.share > fixed.share


@pytest.mark.parametrize("correlation", [0.0, 0.5])
def test_five_moments_a_week_say_something_honest_with_the_weeks_before(correlation: float) -> None:
    weeks = sampled(Truth(HALF, correlation, (1, 2), SELDOM))
    said = [
        sum(share.verdict is not Verdict.TOO_FEW for share in shares) / WEEKS
        for shares in zip(*((one.week, one.page) for one in weeks), strict=True)
    ]
    assert (True, True) == (said[0] < 0.2, said[1] > 0.98)
    assert clearly_more((one.page for one in weeks), most=MOST_FALSE).is_met


def test_a_clear_truth_hardly_ever_gets_the_opposite_verdict() -> None:
    low, high = (
        dict(zip(list(Verdict)[1:], spoken([w.week for w in sampled(Truth(p))]), strict=True))
        for p in (0.3, 0.8)
    )
    wrong = [low[Verdict.CLEARLY_MORE].share, high[Verdict.CLEARLY_LESS].share]
    assert [0, 0] == pytest.approx(wrong, abs=0.005)


@pytest.mark.parametrize("likelier", [1.0, 1.5, 2.0])
def test_the_tipping_ratio_of_a_true_half_is_how_much_likelier_good_moments_are_logged(
    likelier: float,
) -> None:
    yes, rated = drawn(Truth(HALF, 0, FULL, likelier=likelier), WEEKS, SEED)
    share = float(np.median(yes.sum(axis=1) / rated.sum(axis=1)))
    assert tipping_ratio(share) == pytest.approx(likelier, rel=0.02)


@pytest.mark.parametrize("correlation", [0.0, 0.2, 0.5])
def test_moments_of_a_drawn_day_have_the_given_share_and_correlation(correlation: float) -> None:
    yes, rated = drawn(Truth(WELL, correlation, FULL), WEEKS, SEED)
    assert yes.sum() / rated.sum() == pytest.approx(WELL, abs=0.01)
    off = yes - WELL * rated  # its square, less each moment's own part, is what pairs share
    own = yes * (1 - WELL) ** 2 + (rated - yes) * WELL**2
    pairs = (rated * (rated - 1)).sum()
    found = (off**2 - own).sum() / pairs / (WELL * (1 - WELL))
    assert found == pytest.approx(correlation, abs=0.02)


def test_twelve_weeks_are_drawn_before_the_week_or_none() -> None:
    shapes = [drawn(Truth(HALF, before=n), 3, SEED)[1].shape for n in (BEFORE, 0)]
    assert [(3, 84 + WEEK), (3, WEEK)] == shapes


def test_the_same_seed_draws_the_same_weeks() -> None:
    one, other = (drawn(Truth(HALF, 0.2), 5, SEED) for _ in range(2))
    assert [True, True] == [(a == b).all() for a, b in zip(one, other, strict=True)]


@pytest.mark.parametrize(
    ("rate", "is_met"),
    [
        (Rate(5, 100, most=0.05), True),
        (Rate(9, 100, most=0.05), True),
        (Rate(10, 100, most=0.05), False),
        (Rate(88, 100, least=0.94, most=0.97), False),
        (Rate(0, 0, least=0.94), False),
    ],
    ids=str,
)
def test_a_goal_is_missed_where_two_standard_errors_do_not_reach_it(
    rate: Rate, is_met: bool
) -> None:
    assert is_met == rate.is_met


def test_the_tables_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--weeks", "2"])
    rows = (18, 18, 6, 6, 4)  # each table under an empty line, its title and its columns
    assert 5 + sum(3 + number for number in rows) == len(capsys.readouterr().out.splitlines())
