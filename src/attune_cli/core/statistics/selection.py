"""Selection: whether moments rated yes are likelier to be logged, by a person's own prompts.

Moments that a random time asked for are less chosen than the rest. So the odds of the rest against
theirs tell how much likelier a moment rated yes is to be logged by choice. It is rough: a prompt
can be skipped, and the last moment before a random time comes more often before a long gap.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from attune_cli.core.statistics.correlation import ASSUMED_ALONE, DayCorrelation
from attune_cli.core.statistics.majority import Z95, Counting, DayTally, design_effect, is_enough

HALF = 0.5  # added to each of the four counts


class Group(NamedTuple):
    """Rated moments that were prompted, or all others.

    Attributes:
        k: how many are rated yes; none in which a response scared or hurt the child.
        per_day: how many there are on each day that has any.
    """

    k: int = 0
    per_day: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """How many there are."""
        return sum(self.per_day)

    @property
    def can_tell(self) -> bool:
        """Whether it has enough moments and days, and some of both kinds."""
        return is_enough(self.n, len(self.per_day)) and 0 < self.k < self.n


class Selection(NamedTuple):
    """Prompted moments beside the rest.

    Attributes:
        prompted, rest: how both were rated.
        ratio: the odds of the rest against those of the prompted ones: how many times likelier a
            moment rated yes is to be logged by choice. None where it can't be told.
        range95: the 95 % range of the ratio.
    """

    prompted: Group = Group()
    rest: Group = Group()
    ratio: float | None = None
    range95: tuple[float, float] | None = None


NOTHING_PROMPTED = Selection()


def selection_of(
    prompted: Sequence[DayTally],
    rest: Sequence[DayTally],
    correlation: DayCorrelation = ASSUMED_ALONE,
) -> Selection:
    """Return the prompted moments beside the rest, with the ratio of their odds.

    Where a group has only moments rated yes, or none, the ratio can't be told. Else a half is added
    to each count, which leaves its logarithm hardly any bias (Haldane 1956, Anscombe 1956); the
    range is Gart's (1966). Both are of effective counts. That a day's prompted moments resemble
    its others is left out, so the range is rather too wide.

    Args:
        prompted: how the prompted moments of each day were rated.
        rest: the same of all others.
        correlation: how alike the moments of a day are.
    """
    one, other = _group(prompted), _group(rest)
    if not (one.can_tell and other.can_tell):
        return Selection(one, other)
    odds = [_cells(group, correlation) for group in (other, one)]
    (rest_yes, rest_other), (prompted_yes, prompted_other) = odds
    log = math.log(rest_yes / rest_other) - math.log(prompted_yes / prompted_other)
    reach = Z95 * math.sqrt(sum(1 / cell for cells in odds for cell in cells))
    return Selection(one, other, math.exp(log), (math.exp(log - reach), math.exp(log + reach)))


def _group(days: Sequence[DayTally]) -> Group:
    yes = sum(day.counted(Counting.STRICT) for day in days)
    return Group(yes, tuple(day.rated for day in days if day.rated))


def _cells(group: Group, correlation: DayCorrelation) -> tuple[float, float]:
    """Return how many are rated yes and how many are not: effective, and a half more."""
    deff = design_effect(group.per_day, correlation.value)
    return group.k / deff + HALF, (group.n - group.k) / deff + HALF
