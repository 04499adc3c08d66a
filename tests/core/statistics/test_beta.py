"""The beta distribution, against scipy and its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv

from attune_cli.core.statistics.beta import beta_cdf, beta_quantile

SHAPES = (0.04, 0.5, 1.0, 1.7, 4.3, 12.0, 99.5, 1234.56, 50_000.5, 100_000.0)
POINTS = (0.0, 1e-9, 1e-3, 0.05, 0.2, 0.4, 0.5, 0.501, 0.6, 0.8, 0.975, 0.999, 1 - 1e-9, 1.0)
POSITIVE = st.floats(0.01, 5000)


@pytest.mark.parametrize("a", SHAPES)
def test_the_incomplete_beta_function_is_that_of_scipy(a: float) -> None:
    expected, actual = {}, {}
    for b in SHAPES:
        middle = a / (a + b)
        near = [min(middle * (1 + step / (a + b) ** 0.5), 1.0) for step in (-2, -0.1, 0, 0.1, 2)]
        for x in (*POINTS, *(max(point, 0.0) for point in near)):
            expected[b, x], actual[b, x] = float(betainc(a, b, x)), beta_cdf(x, a, b)
    assert expected == pytest.approx(actual, abs=1e-9)


@pytest.mark.parametrize("x", [5e-324, 1e-300, 1e-30, 1e-17])
def test_the_smallest_points_are_no_trouble(x: float) -> None:
    expected = [float(betainc(a, b, x)) for a in SHAPES for b in SHAPES]
    actual = [beta_cdf(x, a, b) for a in SHAPES for b in SHAPES]
    assert expected == pytest.approx(actual, abs=1e-9)


@given(st.integers(0, 2**20).map(lambda part: part / 2**20), POSITIVE, POSITIVE)
def test_the_incomplete_beta_function_is_symmetric(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(1 - beta_cdf(1 - x, b, a), abs=1e-9)


@given(st.tuples(st.floats(1e-9, 1), st.floats(1e-9, 1)).map(sorted), POSITIVE, POSITIVE)
def test_the_incomplete_beta_function_never_falls(x: list[float], a: float, b: float) -> None:
    low, high = (beta_cdf(point, a, b) for point in x)
    assert 0 <= low <= high + 1e-12 <= 1 + 1e-9


@pytest.mark.parametrize("a", SHAPES)
def test_the_quantiles_are_those_of_scipy(a: float) -> None:
    places = [(b, q) for b in SHAPES for q in (0.001, 0.1, 0.5, 0.9, 0.999)]
    expected = {(b, q): float(betaincinv(a, b, q)) for b, q in places}
    assert expected == pytest.approx({(b, q): beta_quantile(q, a, b) for b, q in places}, abs=1e-9)


@given(st.floats(0.001, 0.999), st.floats(1, 5000), st.floats(1, 5000))
def test_a_quantile_undoes_the_probability(q: float, a: float, b: float) -> None:
    assert q == pytest.approx(beta_cdf(beta_quantile(q, a, b), a, b), abs=1e-9)


@pytest.mark.parametrize(("k", "n", "m"), [(13, 19, 14 / 21), (3, 9, 1 / 3), (12, 18, 2 / 3)])
def test_a_share_that_equals_the_point_asked_for_has_an_end(k: int, n: int, m: float) -> None:
    a, b = 4 * m + k, 4 * (1 - m) + n - k
    assert float(betainc(a, b, m)) == pytest.approx(beta_cdf(m, a, b), abs=1e-12)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 60), st.integers(0, 60))
def test_any_cell_of_any_whole_has_its_probability(yes: int, more: int, k: int, rest: int) -> None:
    m = yes / (yes + more)
    assert 0 <= beta_cdf(m, 4 * m + k, 4 * (1 - m) + rest) <= 1
