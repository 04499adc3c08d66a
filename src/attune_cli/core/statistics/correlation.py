"""How alike the moments of one day are: the correlation within a day, learnt from the journal.

A few weeks tell little of it, so an assumed value counts as if 15 pairs of a day had shown it.
"""

from collections.abc import Iterable
from typing import NamedTuple

ASSUMED = 0.2
ASSUMED_WEIGHT = 15


class DayCorrelation(NamedTuple):
    """The correlation of two moments of a day, 0 … 1, as far as it is known.

    Attributes:
        value: what the figures are corrected with.
        weight: how much the journal says of it: its moments less its days. The assumed value has a
            weight of 15.
    """

    value: float = ASSUMED
    weight: int = 0

    @property
    def assumed(self) -> float:
        """The part of `value` that is assumed, not learnt, 0 … 1."""
        return ASSUMED_WEIGHT / (ASSUMED_WEIGHT + self.weight)


ASSUMED_ALONE = DayCorrelation()


def learnt_correlation(days: Iterable[tuple[int, int]]) -> DayCorrelation:
    """Return the correlation within a day, drawn towards the assumed value.

    Args:
        days: of each day with moments, how many of them count, and how many there are.
    """
    known = [(k, n) for k, n in days if n]
    weight = sum(n for _, n in known) - len(known)
    value = (ASSUMED_WEIGHT * ASSUMED + weight * estimate(known)) / (ASSUMED_WEIGHT + weight)
    return DayCorrelation(value, weight)


def estimate(days: Iterable[tuple[int, int]]) -> float:
    """Return the estimate of Fleiss and Cuzick (1979), clipped to 0 … 1.

    It compares how mixed the days are within themselves with how mixed the whole is. It is 0 where
    the moments of all days count or none does, and where no day has two.

    Args:
        days: k and n of each day, n > 0.
    """
    known = list(days)
    count, every = sum(k for k, _ in known), sum(n for _, n in known)
    pairs = every - len(known)
    if not pairs or count in {0, every}:
        return 0.0
    within = sum(k * (n - k) / n for k, n in known)
    share = count / every
    return min(1.0, max(0.0, 1 - within / (pairs * share * (1 - share))))
