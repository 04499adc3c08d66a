"""The correlation within a day against its definition, by counting pairs, and at its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.statistics.correlation import DayCorrelation, estimate, learnt_correlation

days = st.lists(st.integers(1, 8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))


def test_without_history_the_assumed_value_is_used_alone() -> None:
    assert DayCorrelation(0.2, 0) == learnt_correlation([])


def test_days_of_one_moment_each_tell_nothing_of_it() -> None:
    assert DayCorrelation(0.2, 0) == learnt_correlation([(1, 1), (0, 1), (1, 1)])


def test_days_that_are_all_good_or_all_hard_are_alike_as_can_be() -> None:
    assert estimate([(3, 3), (0, 3), (2, 2), (0, 2)]) == 1


def test_days_that_are_each_half_good_are_not_alike() -> None:
    assert estimate([(1, 2), (2, 4), (1, 2)]) == 0


def test_where_every_moment_counts_nothing_is_known_of_it() -> None:
    assert estimate([(3, 3), (2, 2)]) == 0


def test_sixty_moments_on_twenty_days_move_the_assumed_value_most_of_the_way() -> None:
    days = [(3, 3)] * 10 + [(0, 3)] * 10
    assert learnt_correlation(days) == DayCorrelation(pytest.approx((15 * 0.2 + 40) / 55), 40)


@given(days)
def test_it_is_one_less_the_disagreeing_pairs_of_a_day_over_those_expected_by_chance(
    days: list[tuple[int, int]],
) -> None:
    n, k = sum(n for _, n in days), sum(k for k, _ in days)
    expected = 2 * (n - len(days)) * k * (n - k)
    disagreeing = sum(2 * k * (n - k) / n for k, n in days) * n * n
    clipped = min(1.0, max(0.0, 1 - disagreeing / expected)) if expected else 0.0
    assert clipped == pytest.approx(estimate(days))


@given(days)
def test_it_lies_between_none_and_all(days: list[tuple[int, int]]) -> None:
    assert 0 <= learnt_correlation(days).value <= 1
