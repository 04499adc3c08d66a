"""Since the beginning: a claim of more or fewer than half that holds however often one looks.

It is a test by betting (Waudby-Smith & Ramdas 2024). A stake is set on each day’s balance, and the
wealth that it makes is evidence: where half or fewer is to be expected over the days so far, the
wealth reaches 20 in at most one of 20 histories (Ville’s inequality), however alike the moments of
a day are, however the share changes, and on whichever days one looks. That holds for an average
over the days only because a stake is the same on all of them: with m the sum of the balances that
were to be expected, each on what came before, a stake c makes at most exp(c·m) times what a fair
game would make.
"""

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from attune_cli.core.statistics.majority import Counting, Tallies, Verdict, is_enough
from attune_cli.core.time.period import Period

SAID_FROM = 20.0  # wealth; 1 is where both directions together begin
STAKES = (0.1, 0.25, 0.5, 0.9)  # parts of the wealth, on more and on fewer than half
MOST_OF_A_DAY = 4  # moments; a heavier day counts as so many, with its own share


class Bet(NamedTuple):
    """What betting on one way of counting says.

    Attributes:
        k: how many of the rated moments count.
        n: rated moments.
        log_more: natural logarithm of the wealth on more than half; 0.5 is what it begins with.
        log_fewer: the same on fewer than half.
        verdict: clearly more, clearly less or unclear; or why nothing is said.
    """

    k: int
    n: int
    log_more: float
    log_fewer: float
    verdict: Verdict


class SinceTheBeginning(NamedTuple):
    """What can be said of all whole days since the first.

    Attributes:
        period: from the first day with a rated moment up to, and without, the present day.
        days: days of it with any.
        is_own: whether all are the reader’s.
        strict: counting yes.
        inclusive: counting yes and partly.
    """

    period: Period
    days: int
    is_own: bool
    strict: Bet
    inclusive: Bet


def since_the_beginning(tallies: Tallies, today: date) -> SinceTheBeginning | None:
    """Return what can be said since the first rated day; None if there is none before today.

    The present day is left out: looking in the middle of a day could stop it at a good moment.

    Args:
        tallies: of all days.
        today: the present day.
    """
    past = sorted(tally for tally in tallies.rated if tally.rated and tally.day < today)
    if not past:
        return None
    period = Period(past[0].day, today)
    # Fear of the present day counts at once.
    is_said = tallies.may_be_judged(Period(period.start, today + timedelta(days=1)))
    strict, inclusive = (
        _bet([(day.counted(way), day.rated) for day in past], is_said=is_said) for way in Counting
    )
    return SinceTheBeginning(period, len(past), tallies.is_own(period), strict, inclusive)


def _bet(days: list[tuple[int, int]], *, is_said: bool) -> Bet:
    log_more, log_fewer = log_wealths(days)
    k, n = sum(k for k, _ in days), sum(n for _, n in days)
    if not is_said:
        verdict = Verdict.NOT_SAID
    elif not is_enough(n, len(days)):
        verdict = Verdict.TOO_FEW
    else:
        verdict = verdict_of(k, n, log_more, log_fewer)
    return Bet(k, n, log_more, log_fewer, verdict)


def verdict_of(k: int, n: int, log_more: float, log_fewer: float) -> Verdict:
    """Return the verdict: where wealth is enough, and the plain count is on the same side."""
    if log_more >= math.log(SAID_FROM) and 2 * k > n:
        return Verdict.CLEARLY_MORE
    if log_fewer >= math.log(SAID_FROM) and 2 * k < n:
        return Verdict.CLEARLY_LESS
    return Verdict.UNCLEAR


def balance(k: int, n: int) -> float:
    """Return how far a day is from half, -1 … 1; n > 0.

    It is (yes − n/2) per half of the most moments that a day counts with. This limit is fixed, so
    no day changes what another one weighs.
    """
    return min(n, MOST_OF_A_DAY) / MOST_OF_A_DAY * (2 * k / n - 1)


def log_wealths(days: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Return the logarithms of the wealth on more and on fewer than half, after some days.

    Both begin with one half, equally divided among the stakes, so that both together are wrong in
    one of 20 histories.

    Args:
        days: k and n of each, in their order; n > 0.
    """
    more, fewer = [0.0] * len(STAKES), [0.0] * len(STAKES)
    for k, n in days:
        off = balance(k, n)
        more = [log + math.log1p(stake * off) for log, stake in zip(more, STAKES, strict=True)]
        fewer = [log + math.log1p(-stake * off) for log, stake in zip(fewer, STAKES, strict=True)]
    return _log_mean(more) - math.log(2), _log_mean(fewer) - math.log(2)


def _log_mean(logs: list[float]) -> float:
    most = max(logs)
    return most + math.log(sum(math.exp(log - most) for log in logs) / len(logs))
