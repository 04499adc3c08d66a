"""Two spans of time compared: whether the share of moments rated sensitively is another one.

Newcombe's hybrid score interval of a difference (1998, Statistics in Medicine 17:873, method 10).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from attune_cli.core.majority import design_effect, is_enough, wilson
from attune_cli.core.period import Period
from attune_cli.core.tally import DayTally, Way


class Turn(StrEnum):
    """What may be said of a change; one identifier, one sentence."""

    TOO_FEW = "too_few"
    NO_CLEAR_CHANGE = "no_clear_change"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True)
class Side:
    """One of the two spans.

    Attributes:
        period: its days.
        k: how many of the rated moments count.
        n: rated moments of distress.
        days: days with any of them.
        deff: design effect of those days; None where n is 0.
    """

    period: Period
    k: int
    n: int
    days: int
    deff: float | None

    @property
    def is_enough(self) -> bool:
        """Whether it is enough to be compared: as for a verdict on the majority."""
        return is_enough(self.n, self.days)


@dataclass(frozen=True)
class Comparison:
    """From one span to the next.

    Attributes:
        before, after: the two spans.
        difference: share after less share before; None where one of them has nothing rated.
        newcombe95: its 95 % interval, of the counts as they are.
        corrected95: the same of the effective counts k/deff of n/deff, since moments of one day
            are alike; the turn follows this one.
        turn: what may be said; too few where one of the spans is not enough.
    """

    before: Side
    after: Side
    difference: float | None
    newcombe95: tuple[float, float] | None
    corrected95: tuple[float, float] | None
    turn: Turn


def compare(tallies: Sequence[DayTally], before: Period, after: Period, way: Way) -> Comparison:
    """Return what changed from one period to another.

    Args:
        tallies: of days, in any order.
        before: the earlier period.
        after: the later one.
        way: which ratings count.
    """
    old, new = (_side(tallies, period, way) for period in (before, after))
    if not old.deff or not new.deff:
        return Comparison(old, new, None, None, None, Turn.TOO_FEW)
    corrected = difference_95(new.k, new.n, old.k, old.n, new.deff, old.deff)
    return Comparison(
        before=old,
        after=new,
        difference=new.k / new.n - old.k / old.n,
        newcombe95=difference_95(new.k, new.n, old.k, old.n),
        corrected95=corrected,
        turn=_turn(corrected) if old.is_enough and new.is_enough else Turn.TOO_FEW,
    )


def difference_95(
    k1: int, n1: int, k2: int, n2: int, deff1: float = 1.0, deff2: float = 1.0
) -> tuple[float, float]:
    """Return the 95 % interval of k1/n1 - k2/n2, both n > 0, by Newcombe's method 10.

    Args:
        k1: how many of n1.
        n1: all of the first share.
        k2: how many of n2.
        n2: all of the second share.
        deff1: design effect by which k1 and n1 are divided first; 1 leaves them.
        deff2: likewise of k2 and n2.
    """
    p1, p2 = k1 / n1, k2 / n2
    low1, high1 = wilson(k1 / deff1, n1 / deff1)
    low2, high2 = wilson(k2 / deff2, n2 / deff2)
    return (
        p1 - p2 - math.hypot(p1 - low1, high2 - p2),
        p1 - p2 + math.hypot(high1 - p1, p2 - low2),
    )


def _side(tallies: Sequence[DayTally], period: Period, way: Way) -> Side:
    mine = [tally for tally in tallies if tally.day in period and tally.rated]
    per_day = [tally.rated for tally in mine]
    k = sum(tally.counted(way) for tally in mine)
    return Side(period, k, sum(per_day), len(mine), design_effect(per_day) if mine else None)


def _turn(interval: tuple[float, float]) -> Turn:
    low, high = interval
    if low > 0:
        return Turn.MORE
    return Turn.FEWER if high < 0 else Turn.NO_CLEAR_CHANGE
