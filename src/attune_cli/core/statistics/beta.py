"""The beta distribution: cumulative probability and quantile, with the standard library only."""

import math

_TINY = 1e-300
_PRECISION = 1e-15
_MOST_STEPS = 100_000
_STIRLING_FROM = 10.0
_NEAR = 1e-13
_MOST_HALVINGS = 200


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for a, b > 0.

    It evaluates the continued fraction from the front (Lentz 1976, Applied Optics 15:668).
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _lower_part(1 - x, b, a)
    return _lower_part(x, a, b)


def _lower_part(x: float, a: float, b: float) -> float:
    """Return I_x(a, b) for x up to about (a + 1) / (a + b + 2), where the fraction is fast."""
    return math.exp(_log_front(x, a, b)) * _continued_fraction(x, a, b) / a


def beta_quantile(q: float, a: float, b: float) -> float:
    """Return the x at which beta_cdf(x, a, b) is q, for 0 < q < 1 and a, b > 0.

    It takes Newton steps, each limited to the bracket that the earlier steps left.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(_MOST_HALVINGS):
        off = beta_cdf(x, a, b) - q
        low, high = (low, x) if off > 0 else (x, high)
        density = math.exp(_log_front(x, a, b)) / (x * (1 - x))
        nearer = x - off / density if density else low
        nearer = nearer if low < nearer < high else (low + high) / 2
        if abs(nearer - x) <= _NEAR * x:
            return nearer
        x = nearer
    return x


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
