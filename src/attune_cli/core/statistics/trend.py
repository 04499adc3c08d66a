"""The trend: a discounted share per week or month, and the comparison of two periods.

The interval of a difference is Newcombe's hybrid score interval (1998, Statistics in Medicine
17:873, method 10).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from attune_cli.core.statistics.beta import beta_quantile
from attune_cli.core.statistics.majority import Counting, DayTally, design_effect, is_enough, wilson
from attune_cli.core.time.period import Period, Unit, month_of, tiles, week_of

DISCOUNT = 0.8  # each step counts four fifths of the next one
PRIOR = 1.0
LOW, HIGH = 0.1, 0.9  # the ends of an 80 % interval
STEPS_COMPARED = {Unit.WEEK: 4, Unit.MONTH: 3}


class Turn(StrEnum):
    """The verdict on a change; render/trend.py has a sentence for each."""

    TOO_FEW = "too_few"
    NO_CLEAR_CHANGE = "no_clear_change"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True)
class Side:
    """One of two compared periods.

    Attributes:
        period: its days.
        k: how many of the rated moments count.
        n: rated moments of distress.
        days: days with any of them.
        deff: design effect of those days; None if n is 0.
    """

    period: Period
    k: int
    n: int
    days: int
    deff: float | None

    @property
    def is_enough(self) -> bool:
        """Whether it is enough to compare, by the rule for a verdict on the majority."""
        return is_enough(self.n, self.days)


@dataclass(frozen=True)
class Comparison:
    """The comparison of two periods.

    Attributes:
        before, after: the two periods.
        difference: share after minus share before; None if one of them has nothing rated.
        newcombe95: its 95 % interval from the counts.
        corrected95: its 95 % interval from the effective counts k/deff of n/deff; `turn` depends
            on this one.
        turn: the verdict; too few if one of the periods is not enough.
    """

    before: Side
    after: Side
    difference: float | None
    newcombe95: tuple[float, float] | None
    corrected95: tuple[float, float] | None
    turn: Turn


@dataclass(frozen=True)
class Point:
    """One week or month, and the discounted share at its end.

    Attributes:
        period: its days.
        days: days with a rated moment of distress.
        tally: the ratings of those moments.
        a, b: parameters of the beta distribution of the discounted share rated yes.
        is_enough: whether `weight` and the days so far are enough for a verdict on the majority.
    """

    period: Period
    days: int
    tally: DayTally
    a: float
    b: float
    is_enough: bool

    @property
    def weight(self) -> float:
        """The discounted number of rated moments."""
        return self.a + self.b - 2 * PRIOR

    @property
    def mean(self) -> float:
        """The mean of the discounted share."""
        return self.a / (self.a + self.b)

    @property
    def range80(self) -> tuple[float, float]:
        """The ends of the 80 % interval of the discounted share."""
        return beta_quantile(LOW, self.a, self.b), beta_quantile(HIGH, self.a, self.b)


@dataclass(frozen=True)
class Trend:
    """The trend by week or by month.

    Attributes:
        by: week or month.
        child, caregiver: whose moments; None is everybody's.
        points: each week or month from the first with a rated moment to the present one; empty if
            nothing is rated.
        strict: the latest weeks or months compared with as many before, counting yes.
        inclusive: the same, counting yes and partly.
        frightened: moments of the compared periods in which a response scared or hurt the child.
            No number of other moments makes up for them.
    """

    by: Unit
    child: str | None
    caregiver: str | None
    points: tuple[Point, ...]
    strict: Comparison
    inclusive: Comparison
    frightened: int

    @property
    def rated(self) -> int:
        """The number of rated moments of distress."""
        return sum(point.tally.rated for point in self.points)

    @property
    def days(self) -> int:
        """The number of days with one."""
        return sum(point.days for point in self.points)


def trend(
    tallies: Sequence[DayTally],
    today: date,
    by: Unit = Unit.WEEK,
    first_weekday: int = 0,
    *,
    child: str | None = None,
    caregiver: str | None = None,
    frightened: int = 0,
) -> Trend:
    """Return the trend.

    Args:
        tallies: one for each day, in any order.
        today: the present day, whose week or month is the last one.
        by: week or month.
        first_weekday: on which a week begins.
        child: with whom the moments were; None is anybody.
        caregiver: whose they are; None is everybody's.
        frightened: see Trend.
    """
    before, after = compared(today, by, first_weekday)
    strict, inclusive = (compare(tallies, before, after, way) for way in Counting)
    points = _points(tallies, today, _period_of(by, first_weekday))
    return Trend(by, child, caregiver, points, strict, inclusive, frightened)


def compared(today: date, by: Unit, first_weekday: int = 0) -> tuple[Period, Period]:
    """Return the two periods to compare: the latest weeks or months, after as many before."""
    of, steps = _period_of(by, first_weekday), STEPS_COMPARED[by]
    starts = [of(today).end]
    for _ in range(2 * steps):
        starts.append(of(starts[-1] - timedelta(days=1)).start)
    end, middle, start = starts[::steps]
    return Period(start, middle), Period(middle, end)


def _period_of(by: Unit, first_weekday: int) -> Callable[[date], Period]:
    return month_of if by is Unit.MONTH else lambda day: week_of(day, first_weekday)


def _points(
    tallies: Sequence[DayTally], today: date, of: Callable[[date], Period]
) -> tuple[Point, ...]:
    found = sorted(tally for tally in tallies if tally.rated)
    if not found:
        return ()
    periods = list(tiles(found[0].day, max(today, found[-1].day), of))
    groups: dict[date, list[DayTally]] = {period.start: [] for period in periods}
    for tally in found:
        groups[of(tally.day).start].append(tally)
    sums = [_sum(period, groups[period.start]) for period in periods]
    shares = discounted([(tally.yes, tally.rated) for tally in sums])
    points, days = [], 0
    for period, tally, (a, b) in zip(periods, sums, shares, strict=True):
        days += len(groups[period.start])
        enough = is_enough(a + b - 2 * PRIOR, days)
        points.append(Point(period, len(groups[period.start]), tally, a, b, enough))
    return tuple(points)


def _sum(period: Period, tallies: Sequence[DayTally]) -> DayTally:
    columns = zip(*(tally[1:] for tally in tallies), strict=True)
    return DayTally(period.start, *map(sum, columns))


def discounted(counts: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return a and b of the discounted share after each step.

    Args:
        counts: k and n of each step; a step without moments discounts the past too.
    """
    a = b = PRIOR
    shares = []
    for k, n in counts:
        a, b = (PRIOR + DISCOUNT * (x - PRIOR) + more for x, more in ((a, k), (b, n - k)))
        shares.append((a, b))
    return shares


def compare(
    tallies: Sequence[DayTally], before: Period, after: Period, way: Counting
) -> Comparison:
    """Return the comparison of two periods.

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


def _side(tallies: Sequence[DayTally], period: Period, way: Counting) -> Side:
    mine = [tally for tally in tallies if tally.day in period and tally.rated]
    per_day = [tally.rated for tally in mine]
    k = sum(tally.counted(way) for tally in mine)
    return Side(period, k, sum(per_day), len(mine), design_effect(per_day) if mine else None)


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


def _turn(interval: tuple[float, float]) -> Turn:
    low, high = interval
    if low > 0:
        return Turn.MORE
    return Turn.FEWER if high < 0 else Turn.NO_CLEAR_CHANGE
