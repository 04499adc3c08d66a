"""The arithmetic of “the majority”, against published values, scipy, and its own laws."""

from math import comb, nextafter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import betaincc

from attune_cli.core.statistics.majority import (
    CLEARLY_MORE,
    LEANING_MORE,
    Share,
    Verdict,
    design_effect,
    majority,
    probability_of_majority,
    tipping_ratio,
    verdict_of,
    wilson,
)
from reference import reference

# From least to most; what is too few says nothing and stands apart.
ORDER = (
    Verdict.CLEARLY_LESS,
    Verdict.LEANING_LESS,
    Verdict.UNCLEAR,
    Verdict.LEANING_MORE,
    Verdict.CLEARLY_MORE,
)
PER_DAY = st.lists(st.integers(1, 9), min_size=1, max_size=31)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reference(name)["cases"]
    return found


@pytest.mark.parametrize("case", cases("wilson_95"), ids=str)
def test_the_range_is_the_published_one(case: dict[str, Any]) -> None:
    assert case["wilson"] == [round(bound, 4) for bound in wilson(case["k"], case["n"])]


@pytest.mark.parametrize("case", cases("probability_of_majority"), ids=str)
def test_the_probability_is_the_one_of_the_reference(case: dict[str, Any]) -> None:
    assert case["q"] == round(probability_of_majority(case["k"], case["n"]), 6)


@pytest.mark.parametrize("case", cases("clustered_majority"), ids=str)
def test_moments_of_one_day_are_weighed_as_in_the_reference(case: dict[str, Any]) -> None:
    share = majority(case["k"], case["per_day"])
    assert (case["deff"], case["q"]) == pytest.approx((share.deff, share.probability), abs=1e-12)


@given(st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_for_whole_numbers_the_probability_is_a_sum_of_binomials(counts: tuple[int, int]) -> None:
    k, n = counts
    exact = sum(comb(n + 1, j) for j in range(k + 1)) / 2 ** (n + 1)
    assert exact == pytest.approx(probability_of_majority(k, n), abs=1e-12)


@pytest.mark.parametrize("n", [0, 1, 7, 14 / 1.2857, 100, 1000.5, 100_000])
def test_the_probability_is_that_of_scipy(n: float) -> None:
    shares = (0, 0.3, 0.495, 0.5, 0.503, 0.9, 1)
    expected = {one: float(betaincc(1 + one * n, 1 + n - one * n, 0.5)) for one in shares}
    found = {one: probability_of_majority(one * n, n) for one in shares}
    assert expected == pytest.approx(found, abs=1e-9)


@given(PER_DAY)
def test_one_more_yes_never_lowers_a_verdict(per_day: list[int]) -> None:
    verdicts = [majority(k, per_day).verdict for k in range(sum(per_day) + 1)]
    enough = sum(per_day) >= 8 and len(per_day) >= 4
    expected = sorted(verdicts, key=ORDER.index) if enough else [Verdict.TOO_FEW] * len(verdicts)
    assert expected == verdicts


@given(PER_DAY, st.data())
def test_more_than_half_seen_from_the_other_side_is_fewer(
    per_day: list[int], data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, sum(per_day)))
    one, other = majority(k, per_day), majority(sum(per_day) - k, per_day)
    assert one.verdict.side == -other.verdict.side


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_range_holds_the_share_and_stays_within_none_and_all(counts: tuple[int, int]) -> None:
    k, n = counts
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1


@pytest.mark.parametrize(
    ("probability", "verdict"),
    [
        (1.0, Verdict.CLEARLY_MORE),
        (0.95, Verdict.CLEARLY_MORE),
        (nextafter(0.95, 0), Verdict.LEANING_MORE),
        (0.80, Verdict.LEANING_MORE),
        (nextafter(0.80, 0), Verdict.UNCLEAR),
        (0.5, Verdict.UNCLEAR),
        (nextafter(0.20, 1), Verdict.UNCLEAR),
        (0.20, Verdict.LEANING_LESS),
        (nextafter(0.05, 1), Verdict.LEANING_LESS),
        (0.05, Verdict.CLEARLY_LESS),
        (0.0, Verdict.CLEARLY_LESS),
    ],
)
def test_a_verdict_begins_exactly_at_its_threshold(probability: float, verdict: Verdict) -> None:
    assert verdict == verdict_of(probability)


@pytest.mark.parametrize(
    ("verdict", "side"),
    [*zip(ORDER, (-1, -1, 0, 1, 1), strict=True), (Verdict.TOO_FEW, 0)],
)
def test_a_verdict_says_on_which_side_of_half_it_falls(verdict: Verdict, side: int) -> None:
    assert side == verdict.side


def test_without_moments_there_are_no_figures() -> None:
    assert Share(0, 0, Verdict.TOO_FEW) == majority(0, [])


@pytest.mark.parametrize(
    ("per_day", "verdict"),
    [
        ([7], Verdict.TOO_FEW),
        ([2, 2, 2, 1], Verdict.TOO_FEW),
        ([3, 3, 2], Verdict.TOO_FEW),
        ([2, 2, 2, 2], Verdict.CLEARLY_MORE),
        ([1] * 8, Verdict.CLEARLY_MORE),
    ],
)
def test_fewer_than_eight_moments_or_four_days_are_too_few_to_tell(
    per_day: list[int], verdict: Verdict
) -> None:
    assert verdict == majority(sum(per_day), per_day).verdict


def test_with_too_few_the_figures_are_there_all_the_same() -> None:
    share = majority(5, [6])
    expected = (Verdict.TOO_FEW, 5 / 6, wilson(5, 6), wilson(2.5, 3), 2.0)
    assert expected == (share.verdict, share.share, share.wilson95, share.range95, share.deff)
    assert probability_of_majority(2.5, 3) == share.probability


def test_where_no_verdict_may_be_spoken_the_figures_stand_alone() -> None:
    unspoken = majority(14, [3, 4, 4, 4], is_said=False)
    spoken = majority(14, [3, 4, 4, 4])
    assert spoken._replace(verdict=Verdict.NOT_SAID) == unspoken
    assert None is unspoken.claim_tipping_ratio


def test_fifteen_of_twenty_are_clearly_more_only_while_good_ones_are_logged_hardly_more() -> None:
    assert majority(15, [3, 3, 3, 3, 3, 3, 2]).claim_tipping_ratio == pytest.approx(1.16, abs=0.01)


@given(PER_DAY, st.data())
def test_at_its_tipping_ratio_a_verdict_is_about_to_fall(
    per_day: list[int], data: st.DataObject
) -> None:
    share = majority(data.draw(st.integers(0, sum(per_day))), per_day)
    ratio = share.claim_tipping_ratio
    assume(ratio is not None and share.deff is not None and share.share is not None)
    n, p = share.n / share.deff, share.share if share.verdict.side > 0 else 1 - share.share

    def falls(times: float) -> bool:
        true = p / (p + times * (1 - p))
        least = CLEARLY_MORE if share.verdict.is_clear else LEANING_MORE
        return probability_of_majority(true * n, n) < least

    assert (False, True) == (falls(ratio / 1.001 if ratio > 1.001 else 1), falls(ratio * 1.001))


@given(PER_DAY, st.data())
def test_fewer_tips_as_more_does_in_the_mirror(per_day: list[int], data: st.DataObject) -> None:
    k = data.draw(st.integers(0, sum(per_day)))
    one, other = (majority(count, per_day) for count in (k, sum(per_day) - k))
    assume(one.verdict.is_clear == other.verdict.is_clear)
    assert one.claim_tipping_ratio == pytest.approx(other.claim_tipping_ratio)


@pytest.mark.parametrize(
    ("per_day", "deff"),
    [([1], 1.0), ([1, 1, 1, 1], 1.0), ([2, 2], 1.2), ([6], 2.0), ([5, 1], 1 + 0.2 * (26 / 6 - 1))],
)
def test_moments_of_one_day_count_for_less_the_more_there_are(
    per_day: list[int], deff: float
) -> None:
    assert deff == pytest.approx(design_effect(per_day))


@pytest.mark.parametrize(
    ("share", "ratio"), [(8 / 13, 1.6), (8 / 14, 4 / 3), (0.5, 1.0), (0.0, None), (1.0, None)]
)
def test_the_tipping_ratio_is_the_odds_of_the_share(share: float, ratio: float | None) -> None:
    assert tipping_ratio(share) == (ratio and pytest.approx(ratio))


def test_without_a_share_there_is_no_tipping_ratio() -> None:
    assert tipping_ratio(None) is None
