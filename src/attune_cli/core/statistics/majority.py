"""The majority: whether more than half of the rated moments count as sensitive.

It holds the share with its interval, the correction for moments of one day (the design effect), the
probability of more than half, the verdict, and how much choosing it takes for the verdict to fall.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import FearBy, fear_among
from attune_cli.core.statistics.beta import beta_cdf
from attune_cli.core.statistics.correlation import ASSUMED, ASSUMED_ALONE, DayCorrelation
from attune_cli.core.time.period import Period

Z95 = 1.959964
ENOUGH_RATED = 8
ENOUGH_DAYS = 4
CLEARLY_MORE = 0.95
LEANING_MORE = 0.80
LEANING_LESS = 0.20
CLEARLY_LESS = 0.05
WEEKS_BEFORE = timedelta(weeks=12)  # from which the correlation within a day is learnt, too
FOUR_WEEKS = timedelta(weeks=4)
_NEAR, _MOST_STEPS = 1e-12, 100


class Counting(StrEnum):
    """The ratings that count as sensitive; there are no half weights."""

    STRICT = "strict"  # those rated yes
    INCLUSIVE = "inclusive"  # those rated yes or partly


class DayTally(NamedTuple):
    """The rated moments of distress of one day, or of several added up.

    Attributes:
        day: the day, or the first of several.
        yes, partly, no: how many have this rating and no response that scared or hurt the child.
        frightened: rated moments with such a response; they never count as sensitive.
    """

    day: date
    yes: int = 0
    partly: int = 0
    no: int = 0
    frightened: int = 0

    @property
    def rated(self) -> int:
        """The number of rated moments."""
        return self.yes + self.partly + self.no + self.frightened

    def counted(self, way: Counting) -> int:
        """Return how many count as sensitive."""
        return self.yes + (self.partly if way is Counting.INCLUSIVE else 0)


class Earlier(NamedTuple):
    """What a reflection has to know of the days before its period.

    Attributes:
        tallies: how the moments of the twelve weeks before were rated, of the same people.
        prompted: the same of those that were prompted.
        own: how many of those rated in the last four weeks are the reader's.
        frightened: moments in the last four weeks in which a response scared or hurt the child.
        own_frightened: how many of them are the reader's.
    """

    tallies: Sequence[DayTally] = ()
    prompted: Sequence[DayTally] = ()
    own: int = 0
    frightened: int = 0
    own_frightened: int = 0


NOTHING_EARLIER = Earlier()


class Tallies(NamedTuple):
    """The moments of distress of one child and caregiver, or of all.

    Attributes:
        rated: a tally for each day that has any rated.
        own: the same of the reader’s alone.
        fear: the day of each moment in which a response scared or hurt the child, rated or not.
        own_fear: the same of the reader’s alone.
    """

    rated: Sequence[DayTally] = ()
    own: Sequence[DayTally] = ()
    fear: Sequence[date] = ()
    own_fear: Sequence[date] = ()

    def frightened(self, period: Period) -> int:
        """Return how many moments of a period are of fear."""
        return sum(day in period for day in self.fear)

    def fear_by(self, period: Period) -> FearBy | None:
        """Return whose responses scared or hurt a child in a period; None if nobody’s did."""
        return fear_among(sum(day in period for day in self.own_fear), self.frightened(period))

    def may_be_judged(self, period: Period) -> bool:
        """Whether more than counts may be said: no fear, and not others’ moments alone."""
        rated, own = (_rated_in(tallies, period) for tallies in (self.rated, self.own))
        return not self.frightened(period) and (own > 0 or not rated)

    def is_own(self, period: Period) -> bool:
        """Whether all rated moments of a period are the reader’s."""
        return _rated_in(self.rated, period) == _rated_in(self.own, period)


def _rated_in(tallies: Sequence[DayTally], period: Period) -> int:
    return sum(tally.rated for tally in tallies if tally.day in period)


class Verdict(StrEnum):
    """The verdict on more or fewer than half; render/verdict.py has a sentence for each."""

    NOT_SAID = "not_said"  # fear, or somebody else’s moments: counts only
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

    @property
    def is_clear(self) -> bool:
        """Whether it is one of the two strongest."""
        return self in {Verdict.CLEARLY_MORE, Verdict.CLEARLY_LESS}


class Share(NamedTuple):
    """A share k of n with its figures; each figure is None if n is 0.

    Attributes:
        k: how many count.
        n: how many there are.
        verdict: the verdict.
        day_correlation: how alike the moments of a day are.
        share: k/n.
        wilson95: the 95 % score interval of k/n, as shares.
        range95: the same of the effective counts k/deff of n/deff; a page shows only this one.
        deff: design effect of the days; n/deff is the effective n.
        probability: P(true share > 1/2), after the day correction.
    """

    k: int
    n: int
    verdict: Verdict
    day_correlation: DayCorrelation = ASSUMED_ALONE
    share: float | None = None
    wilson95: tuple[float, float] | None = None
    range95: tuple[float, float] | None = None
    deff: float | None = None
    probability: float | None = None

    @property
    def claim_tipping_ratio(self) -> float | None:
        """How many times likelier to be logged moments have to be for the verdict to fall.

        It is about those that speak for it; None where it leans to no side, or never falls.
        """
        if self.deff is None:
            return None
        return claim_tipping_ratio(self.k / self.deff, self.n / self.deff, self.verdict)


def majority(
    k: int,
    per_day: Sequence[int],
    correlation: DayCorrelation = ASSUMED_ALONE,
    *,
    is_said: bool = True,
) -> Share:
    """Return the share k of n, with n spread over days.

    Args:
        k: how many of the rated moments count.
        per_day: rated moments of each day that has any; their sum is n.
        correlation: how alike the moments of a day are.
        is_said: whether a verdict may be spoken at all.
    """
    n = sum(per_day)
    enough = is_enough(n, len(per_day))
    unspoken = Verdict.TOO_FEW if is_said else Verdict.NOT_SAID
    if n == 0:
        return Share(0, 0, unspoken, correlation)
    deff = design_effect(per_day, correlation.value)
    effective = (k / deff, n / deff)
    probability = probability_of_majority(*effective)
    return Share(
        k=k,
        n=n,
        verdict=verdict_of(probability) if is_said and enough else unspoken,
        day_correlation=correlation,
        share=k / n,
        wilson95=wilson(k, n),
        range95=wilson(*effective),
        deff=deff,
        probability=probability,
    )


def is_enough(rated: float, days: int) -> bool:
    """Whether the rated moments and their days are enough for a verdict."""
    return rated >= ENOUGH_RATED and days >= ENOUGH_DAYS


def wilson(k: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Return the 95 % score interval of a share k/n, n > 0, as in Newcombe 1998."""
    p, z2 = k / n, z * z
    middle = p + z2 / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    low = 0.0 if k == 0 else (middle - half) / scale
    high = 1.0 if k == n else (middle + half) / scale
    return low, high


def design_effect(per_day: Sequence[int], correlation: float = ASSUMED) -> float:
    """Return the factor by which correlated moments of a day inflate the variance; n > 0."""
    return 1 + correlation * (sum(m * m for m in per_day) / sum(per_day) - 1)


def probability_of_majority(k: float, n: float) -> float:
    """Return P(p > 1/2) under Beta(1 + k, 1 + n - k), the posterior of a uniform prior."""
    return beta_cdf(0.5, 1 + n - k, 1 + k)


def verdict_of(probability: float) -> Verdict:
    """Return the verdict for a probability of more than half."""
    if probability >= CLEARLY_MORE:
        return Verdict.CLEARLY_MORE
    if probability >= LEANING_MORE:
        return Verdict.LEANING_MORE
    if probability > LEANING_LESS:
        return Verdict.UNCLEAR
    return Verdict.LEANING_LESS if probability > CLEARLY_LESS else Verdict.CLEARLY_LESS


def claim_tipping_ratio(k: float, n: float, verdict: Verdict) -> float | None:
    """Return the ratio of logging at which a verdict falls to the next weaker one.

    If the moments that speak for the verdict are r times likelier to be logged than the others,
    the share of all moments is p/(p + r(1 - p)), where p is the share of those that count for it.
    The least r at which that share no longer bears the verdict is the limit that VanderWeele & Ding
    (2017) ask for beside the estimate.

    Args:
        k: how many count, effective.
        n: how many there are, effective; n > 0.
        verdict: the verdict on them.
    """
    if not verdict.side:
        return None
    speaking = k if verdict.side > 0 else n - k
    if speaking >= n:
        return None
    least = CLEARLY_MORE if verdict.is_clear else LEANING_MORE
    share = _share_at(least, n, speaking / n)
    return max(1.0, (speaking / (n - speaking)) * ((1 - share) / share))


def _share_at(least: float, n: float, above: float) -> float:
    """Return the share of n from half up to `above` at which more than half is so probable.

    It is the method of false position with Illinois weights, which keeps the root in its bracket.
    """
    low, high = 0.5, above
    too_little, enough = 0.5 - least, probability_of_majority(above * n, n) - least
    went_up = None
    for _ in range(_MOST_STEPS):
        share = (low * enough - high * too_little) / (enough - too_little)
        off = probability_of_majority(share * n, n) - least
        if abs(off) < _NEAR:
            return share
        if off > 0:
            high, enough, too_little = share, off, too_little / (2 if went_up is False else 1)
        else:
            low, too_little, enough = share, off, enough / (2 if went_up else 1)
        went_up = off < 0
    return high


def tipping_ratio(share: float | None) -> float | None:
    """Return the ratio, logging good to logging hard moments, that makes a true half `share`.

    None for a share of 0 or 1, which no ratio explains.
    """
    return None if share is None or share in {0.0, 1.0} else share / (1 - share)
