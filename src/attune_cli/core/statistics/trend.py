"""Trend: the share of each week or month, with the past discounted, and a comparison of two blocks.

A block is some whole weeks or months. Blocks tile the calendar from a fixed beginning, so on every
day of a block the two latest full ones are compared, and looking often asks no more often. The
interval of a difference is Newcombe's hybrid score interval (1998, Statistics in Medicine 17:873,
method 10).
"""

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import FearBy
from attune_cli.core.statistics.beta import beta_quantile
from attune_cli.core.statistics.correlation import DayCorrelation, learnt_correlation
from attune_cli.core.statistics.majority import (
    WEEKS_BEFORE,
    Z95,
    Counting,
    DayTally,
    Tallies,
    design_effect,
    is_enough,
    wilson,
)
from attune_cli.core.statistics.since import SinceTheBeginning, since_the_beginning
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, Unit, month_of, tiles, week_of

DISCOUNT = 0.8  # each step counts four fifths of the next one
PRIOR = 1.0
LOW, HIGH = 0.1, 0.9  # the ends of an 80 % interval
STEPS_COMPARED = {Unit.WEEK: 4, Unit.MONTH: 3}
MONTHS_OF_YEAR = 12
# How wide the interval is by which a change is said: thirteen comparisons a year with blocks of
# weeks, four with blocks of months, and a false change in fewer than 8 of 100 years (simulated).
Z_CHANGE = {Unit.WEEK: 2.81, Unit.MONTH: 2.4}


class Turn(StrEnum):
    """The verdict on a change; render/trend.py has a sentence for each."""

    NOT_SAID = "not_said"  # fear, or somebody else’s moments: counts only
    TOO_FEW = "too_few"
    NO_CLEAR_CHANGE = "no_clear_change"
    MORE = "more"
    FEWER = "fewer"


class Side(NamedTuple):
    """One of two compared blocks.

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


class Comparison(NamedTuple):
    """The comparison of two blocks.

    Attributes:
        before, after: the two blocks.
        day_correlation: how alike the moments of a day are, learnt from both blocks and the twelve
            weeks before them.
        difference: share after minus share before; None if one of them has nothing rated.
        newcombe95: its 95 % interval from the counts.
        corrected95: its 95 % interval from the effective counts k/deff of n/deff.
        z: how wide `turn_range` is.
        turn_range: the wider interval from these; `turn` depends on this one.
        turn: the verdict; too few if one of the blocks is not enough.
    """

    before: Side
    after: Side
    day_correlation: DayCorrelation
    z: float
    turn: Turn
    difference: float | None = None
    newcombe95: tuple[float, float] | None = None
    corrected95: tuple[float, float] | None = None
    turn_range: tuple[float, float] | None = None


class Point(NamedTuple):
    """One week or month, and the discounted share at its end.

    Attributes:
        period: its days.
        days: days with a rated moment of distress.
        tally: the ratings of those moments.
        a, b: parameters of the beta distribution of the discounted share rated yes.
        is_said: whether the discounted share may be spoken: `weight` and the days so far are enough
            for a verdict on the majority, and no moment of fear is in it or in the steps before it,
            as many as are compared, so that the average hides none.
    """

    period: Period
    days: int
    tally: DayTally
    a: float
    b: float
    is_said: bool

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


class Trend(NamedTuple):
    """The trend by week or by month.

    Attributes:
        by: week or month.
        child, caregiver: whose moments; None is everybody's.
        points: each week or month from the first with a rated moment to the present one; empty if
            nothing is rated.
        strict: the latest full block compared with the one before, counting yes.
        inclusive: the same, counting yes and partly.
        next_on: the day from which the next block is compared.
        frightened: moments of the compared blocks, or since, in which a response scared or hurt the
            child. While there is one, no change is spoken.
        fear_by: whose responses those were; None if there were none.
        is_own: whether all rated moments of the compared blocks are the reader’s.
        since: what can be said of all days; None if nothing is rated before today.
    """

    by: Unit
    child: str | None
    caregiver: str | None
    points: tuple[Point, ...]
    strict: Comparison
    inclusive: Comparison
    next_on: date
    frightened: int
    fear_by: FearBy | None
    is_own: bool
    since: SinceTheBeginning | None

    @property
    def rated(self) -> int:
        """The number of rated moments of distress."""
        return sum(point.tally.rated for point in self.points)

    @property
    def days(self) -> int:
        """The number of days with one."""
        return sum(point.days for point in self.points)


def trend(
    tallies: Tallies,
    today: date,
    by: Unit = Unit.WEEK,
    first_weekday: int = 0,
    *,
    child: str | None = None,
    caregiver: str | None = None,
) -> Trend:
    """Return the trend.

    Args:
        tallies: of all days, in any order.
        today: the present day, whose week or month is the last one.
        by: week or month.
        first_weekday: on which a week begins.
        child: with whom the moments were; None is anybody.
        caregiver: whose they are; None is everybody's.
    """
    # In their order, so that sums of floats are the same whatever the order was.
    end = _period_of(by, first_weekday)(today).end  # what is dated ahead, by a wrong clock, waits
    rated = sorted(tally for tally in tallies.rated if tally.rated and tally.day < end)
    tallies = tallies._replace(rated=rated)
    before, after = compared(today, by, first_weekday)
    both = Period(before.start, after.end)
    looked_at = Period(before.start, max(today + timedelta(days=1), after.end))
    is_said = tallies.may_be_judged(both) and not tallies.frightened(looked_at)
    strict, inclusive = (
        compare(tallies.rated, before, after, way, z=Z_CHANGE[by], is_said=is_said)
        for way in Counting
    )
    return Trend(
        by=by,
        child=child,
        caregiver=caregiver,
        points=_points(tallies, today, by, first_weekday),
        strict=strict,
        inclusive=inclusive,
        next_on=_block_of(today, by, first_weekday).end,
        frightened=tallies.frightened(looked_at),
        fear_by=tallies.fear_by(looked_at),
        is_own=tallies.is_own(both),
        since=since_the_beginning(tallies, today),
    )


def compared(today: date, by: Unit, first_weekday: int = 0) -> tuple[Period, Period]:
    """Return the two blocks to compare: the latest full one, after the one before it."""
    present = _block_of(today, by, first_weekday)
    after = _block_of(present.start - timedelta(days=1), by, first_weekday)
    return _block_of(after.start - timedelta(days=1), by, first_weekday), after


def _block_of(day: date, by: Unit, first_weekday: int) -> Period:
    """Return the block that holds a day.

    Four weeks are counted from the first week of the calendar, three months from January. A fixed
    beginning is better than the first moment: no import, late entry or filter moves the blocks.
    """
    steps = STEPS_COMPARED[by]
    if by is Unit.MONTH:
        first = (day.month - 1) // steps * steps + 1
        start = day.replace(month=first, day=1)
        years, months = divmod(start.month - 1 + steps, MONTHS_OF_YEAR)
        return Period(start, start.replace(year=start.year + years, month=months + 1))
    week = week_of(day, first_weekday).start
    past = week.toordinal() // DAYS_OF_WEEK % steps
    start = week - timedelta(weeks=past)
    return Period(start, start + timedelta(weeks=steps))


def _period_of(by: Unit, first_weekday: int) -> Callable[[date], Period]:
    return month_of if by is Unit.MONTH else lambda day: week_of(day, first_weekday)


def _points(tallies: Tallies, today: date, by: Unit, first_weekday: int) -> tuple[Point, ...]:
    found = tallies.rated
    if not found:
        return ()
    of = _period_of(by, first_weekday)
    periods = list(tiles(found[0].day, max(today, found[-1].day), of))
    groups: dict[date, list[DayTally]] = {period.start: [] for period in periods}
    for tally in found:
        groups[of(tally.day).start].append(tally)
    sums = [_sum(period, groups[period.start]) for period in periods]
    shares = discounted([(tally.yes, tally.rated) for tally in sums])
    afraid = {of(day).start for day in tallies.fear}
    near, is_of_reader = 2 * STEPS_COMPARED[by], any(day.rated for day in tallies.own)
    points, days = [], 0
    for place, (period, tally, (a, b)) in enumerate(zip(periods, sums, shares, strict=True)):
        days += len(groups[period.start])
        lately = {one.start for one in periods[max(0, place - near + 1) : place + 1]}
        is_said = is_enough(a + b - 2 * PRIOR, days) and is_of_reader and not lately & afraid
        points.append(Point(period, len(groups[period.start]), tally, a, b, is_said))
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
    tallies: Sequence[DayTally],
    before: Period,
    after: Period,
    way: Counting,
    *,
    z: float = Z_CHANGE[Unit.WEEK],
    is_said: bool = True,
) -> Comparison:
    """Return the comparison of two blocks.

    Args:
        tallies: of days, in any order.
        before: the earlier block.
        after: the later one.
        way: which ratings count.
        z: how wide the interval is by which a change is said.
        is_said: whether a change may be spoken at all.
    """
    learnt_from = Period(before.start - WEEKS_BEFORE, after.end)
    days = ((tally.counted(way), tally.rated) for tally in tallies if tally.day in learnt_from)
    correlation = learnt_correlation(days)
    old, new = (_side(tallies, period, way, correlation) for period in (before, after))
    unspoken = Turn.TOO_FEW if is_said else Turn.NOT_SAID
    if not old.deff or not new.deff:
        return Comparison(old, new, correlation, z, unspoken)
    counts, deffs = (new.k, new.n, old.k, old.n), (new.deff, old.deff)
    wide = difference_range(*counts, *deffs, z=z)
    enough = is_said and old.is_enough and new.is_enough
    return Comparison(
        before=old,
        after=new,
        day_correlation=correlation,
        z=z,
        turn=_turn(wide) if enough else unspoken,
        difference=new.k / new.n - old.k / old.n,
        newcombe95=difference_range(*counts),
        corrected95=difference_range(*counts, *deffs),
        turn_range=wide,
    )


def _side(
    tallies: Sequence[DayTally], period: Period, way: Counting, correlation: DayCorrelation
) -> Side:
    mine = [tally for tally in tallies if tally.day in period and tally.rated]
    per_day = [tally.rated for tally in mine]
    k = sum(tally.counted(way) for tally in mine)
    deff = design_effect(per_day, correlation.value) if mine else None
    return Side(period, k, sum(per_day), len(mine), deff)


def difference_range(
    k1: int, n1: int, k2: int, n2: int, deff1: float = 1.0, deff2: float = 1.0, z: float = Z95
) -> tuple[float, float]:
    """Return the interval of k1/n1 - k2/n2, both n > 0, by Newcombe's method 10.

    Args:
        k1: how many of n1.
        n1: all of the first share.
        k2: how many of n2.
        n2: all of the second share.
        deff1: design effect by which k1 and n1 are divided first; 1 leaves them.
        deff2: likewise of k2 and n2.
        z: how wide it is; as given, it holds the difference in 95 %.
    """
    p1, p2 = k1 / n1, k2 / n2
    low1, high1 = wilson(k1 / deff1, n1 / deff1, z)
    low2, high2 = wilson(k2 / deff2, n2 / deff2, z)
    return (
        p1 - p2 - math.hypot(p1 - low1, high2 - p2),
        p1 - p2 + math.hypot(high1 - p1, p2 - low2),
    )


def _turn(interval: tuple[float, float]) -> Turn:
    low, high = interval
    if low > 0:
        return Turn.MORE
    return Turn.FEWER if high < 0 else Turn.NO_CLEAR_CHANGE
