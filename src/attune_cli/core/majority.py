"""The arithmetic of “the majority”: how much k of n can honestly say.

Pure numbers; which moments are counted is summary.py's. The range is Wilson's score interval (for
small n: Brown, Cai & DasGupta 2001, Statistical Science 16:101). The probability is a uniform-prior
Beta on the effective n (Franco and others 2019, Journal of Survey Statistics and Methodology).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Z95 = 1.959964
DAY_CORRELATION = 0.2  # an assumption, stated wherever the probability is explained
ENOUGH_RATED = 8
ENOUGH_DAYS = 4
CLEARLY_MORE = 0.95
LEANING_MORE = 0.80
LEANING_LESS = 0.20
CLEARLY_LESS = 0.05
_TINY = 1e-300
_PRECISION = 1e-15
_MOST_STEPS = 100_000
_STIRLING_FROM = 10.0


class Verdict(StrEnum):
    """What may be said about more or fewer than half; one identifier, one sentence."""

    TOO_FEW = "too_few"
    CLEARLY_MORE = "clearly_more"
    LEANING_MORE = "leaning_more"
    UNCLEAR = "unclear"
    LEANING_LESS = "leaning_less"
    CLEARLY_LESS = "clearly_less"

    @property
    def side(self) -> int:
        """1 for more than half, -1 for fewer, 0 for neither."""
        if self in {Verdict.CLEARLY_MORE, Verdict.LEANING_MORE}:
            return 1
        return -1 if self in {Verdict.CLEARLY_LESS, Verdict.LEANING_LESS} else 0


@dataclass(frozen=True)
class Share:
    """k of n, with what it can say; every figure is None where n is 0.

    Attributes:
        k: how many of them.
        n: out of how many.
        share: k/n.
        wilson95: the 95 % score interval of k/n, as shares.
        deff: design effect of the days; n/deff is the effective n.
        probability: P(true share > 1/2), after the day correction.
        verdict: what may be said.
    """

    k: int
    n: int
    share: float | None
    wilson95: tuple[float, float] | None
    deff: float | None
    probability: float | None
    verdict: Verdict


def majority(k: int, per_day: Sequence[int]) -> Share:
    """Return what k of n can say, where n is spread over days.

    Args:
        k: how many of the rated moments count.
        per_day: rated moments of each day that has any; their sum is n.
    """
    n = sum(per_day)
    if n == 0:
        return Share(0, 0, None, None, None, None, Verdict.TOO_FEW)
    deff = design_effect(per_day)
    probability = probability_of_majority(k / deff, n / deff)
    enough = n >= ENOUGH_RATED and len(per_day) >= ENOUGH_DAYS
    verdict = verdict_of(probability) if enough else Verdict.TOO_FEW
    return Share(k, n, k / n, wilson(k, n), deff, probability, verdict)


def wilson(k: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Return the 95 % score interval of a share k/n, n > 0, as in Newcombe 1998."""
    p, z2 = k / n, z * z
    middle = p + z2 / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    low = 0.0 if k == 0 else (middle - half) / scale
    high = 1.0 if k == n else (middle + half) / scale
    return low, high


def design_effect(per_day: Sequence[int], correlation: float = DAY_CORRELATION) -> float:
    """Return by how much moments of one day, being alike, inflate the variance; n > 0."""
    return 1 + correlation * (sum(m * m for m in per_day) / sum(per_day) - 1)


def probability_of_majority(k: float, n: float) -> float:
    """Return P(p > 1/2) under Beta(1 + k, 1 + n - k), the posterior of a uniform prior."""
    return beta_cdf(0.5, 1 + n - k, 1 + k)


def verdict_of(probability: float) -> Verdict:
    """Return what a probability of more than half may be called."""
    if probability >= CLEARLY_MORE:
        return Verdict.CLEARLY_MORE
    if probability >= LEANING_MORE:
        return Verdict.LEANING_MORE
    if probability > LEANING_LESS:
        return Verdict.UNCLEAR
    return Verdict.LEANING_LESS if probability > CLEARLY_LESS else Verdict.CLEARLY_LESS


def tipping_ratio(share: float | None) -> float | None:
    """Return by how much likelier logging good moments than hard ones makes a true half look so.

    None at a share of 0 or 1, which no ratio explains.
    """
    return None if share is None or share in {0.0, 1.0} else share / (1 - share)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for a, b > 0.

    By its continued fraction, evaluated from the front (Lentz 1976, Applied Optics 15:668).
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    return math.exp(_log_front(x, a, b)) * _continued_fraction(x, a, b) / a


def _log_front(x: float, a: float, b: float) -> float:
    """Return log(x^a (1-x)^b / B(a, b)), without the cancellation of three large log-gammas."""
    s = a + b
    deviance = a * _log_ratio(x, s, a) + b * _log_ratio(1 - x, s, b)
    spread = 0.5 * math.log(a * b / (2 * math.pi * s))
    return deviance + spread + _stirling_rest(s) - _stirling_rest(a) - _stirling_rest(b)


def _log_ratio(x: float, s: float, a: float) -> float:
    """Return log(x s / a), exact too where x s and a nearly agree."""
    off = (x * s - a) / a
    return math.log1p(off) if abs(off) < 0.5 else math.log(x) + math.log(s / a)  # noqa: PLR2004


def _stirling_rest(z: float) -> float:
    """Return what Stirling's formula leaves out of log-gamma(z)."""
    if z < _STIRLING_FROM:
        return math.lgamma(z) - ((z - 0.5) * math.log(z) - z + 0.5 * math.log(2 * math.pi))
    w = 1 / (z * z)
    return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z


def _continued_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
