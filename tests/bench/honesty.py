"""Simulation as evidence: draw weeks whose truth is known, and count what is said of them.

Every day has a share of its own, from a Beta around the true one, so that moments of one day are
alike as much as asked for; neighbouring days are not. Before the week lie twelve others of the same
truth, from which the correlation within a day is learnt. What is said is what the program says:
majority() and learnt_correlation(). Run in tests/:

    python -m bench.honesty --weeks 20000 --seed 1
"""

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np

from attune_cli.core.statistics.correlation import ASSUMED_ALONE, learnt_correlation
from attune_cli.core.statistics.majority import (
    CLEARLY_MORE,
    FOUR_WEEKS,
    WEEKS_BEFORE,
    Share,
    Verdict,
    majority,
    probability_of_majority,
)

HALF, WELL, SHARES = 0.5, 0.7, (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
LIKELIER = (1.0, 1.2, 1.5, 2.0)
CORRELATIONS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
A_DAY = ((1, 3), (1, 6), (4, 8))
WEEK, BEFORE = 7, WEEKS_BEFORE.days
MOST_FALSE, FEWEST_HELD, MOST_HELD = 0.05, 0.94, 0.97
AS_OFTEN_UP_TO = 0.2  # the correlation that was once assumed of everybody
SELDOM = 0.475  # of the days, those with a moment or two: five moments a week


class Truth(NamedTuple):
    """What is true of a journal.

    Attributes:
        share: of all moments, how many are handled with sensitivity.
        correlation: of two moments of one day.
        a_day: the fewest and the most moments of a day that has any.
        days: how many of the days have any.
        before: how many days were logged before the week.
        likelier: how many times likelier good moments are to be logged than hard ones.
    """

    share: float
    correlation: float = 0.0
    a_day: tuple[int, int] = (1, 6)
    days: float = 1.0
    before: int = BEFORE
    likelier: float = 1.0


class Said(NamedTuple):
    """What is said of a week.

    Attributes:
        week: its share.
        page: the same, or that of four weeks where the week has too few.
        fixed: the share of the week with the correlation that was once assumed of everybody.
    """

    week: Share
    page: Share
    fixed: Share


class Rate(NamedTuple):
    """So many times of so many, beside a goal where there is one."""

    times: int
    of: int
    least: float = 0.0
    most: float = 1.0

    @property
    def share(self) -> float:
        """The times as a share; of nothing, 0."""
        return self.times / self.of if self.of else 0.0

    @property
    def is_met(self) -> bool:
        """Whether the goal is met, or missed by no more than two standard errors."""
        over = [goal for goal in (self.least, self.most) if 0 < goal < 1]
        error = max((2 * math.sqrt(g * (1 - g) / self.of) for g in over if self.of), default=0.0)
        return self.least - error <= self.share <= self.most + error

    def __str__(self) -> str:
        return f"{100 * self.share:.1f}%{' ' if self.is_met else '!'}"


KEY = """
ρ: correlation in a day. r: times likelier good ones are logged. !: a goal missed by two errors.
False: “clearly more” is said at a true half; the goal is 5% at most.
Found: it is said at .7; the goal is as often as with the fixed .2, up to ρ 0.2.
Holds: the range on the page holds the true share; the goal is 94 … 97%."""

Say = Callable[[Truth], Sequence[Said]]


@cache
def said_of(truth: Truth, weeks: int, seed: int) -> tuple[Said, ...]:
    """Draw weeks, the same ones for the same seed, and return what is said of each."""
    yes, rated = drawn(truth, weeks, seed)
    return tuple(map(_said, yes.tolist(), rated.tolist()))


def drawn(truth: Truth, weeks: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return of each week's days, those before first, the moments rated yes and all rated."""
    rng = np.random.default_rng([seed, *f"{truth!r}".encode()])
    few, most = truth.a_day
    size = (weeks, truth.before + WEEK)
    moments = rng.integers(few, most + 1, size) * (rng.random(size) < truth.days)
    share: float | np.ndarray = truth.share
    if truth.correlation:
        tightness = 1 / truth.correlation - 1
        share = rng.beta(truth.share * tightness, (1 - truth.share) * tightness, size)
    yes = rng.binomial(moments, share)
    hard = rng.binomial(moments - yes, 1 / truth.likelier)
    return yes, yes + hard


def _said(yes: Sequence[int], rated: Sequence[int]) -> Said:
    """Return what is said of the last seven of some days."""
    known = learnt_correlation(zip(yes, rated, strict=True))

    def share(days: int) -> Share:
        return majority(sum(yes[-days:]), [n for n in rated[-days:] if n], known)

    week = share(WEEK)
    fixed = majority(week.k, [n for n in rated[-WEEK:] if n], ASSUMED_ALONE)
    is_short = week.verdict is Verdict.TOO_FEW
    return Said(week, share(FOUR_WEEKS.days) if is_short else week, fixed)


def clearly_more(shares: Iterable[Share], least: float = 0.0, most: float = 1.0) -> Rate:
    """Return how often “clearly more” is said, of those where there is enough."""
    enough = [share.verdict for share in shares if share.verdict is not Verdict.TOO_FEW]
    return Rate(enough.count(Verdict.CLEARLY_MORE), len(enough), least, most)


def without_days(shares: Iterable[Share]) -> Rate:
    """Return how often it would be said if moments of a day were taken as independent."""
    enough = [share for share in shares if share.verdict is not Verdict.TOO_FEW]
    naive = sum(probability_of_majority(share.k, share.n) >= CLEARLY_MORE for share in enough)
    return Rate(naive, len(enough))


def held(shares: Iterable[Share], true: float) -> tuple[Rate, Rate]:
    """Return how often the range on the page holds the true share, and the raw one."""
    both = [(share.range95, share.wilson95) for share in shares if share.n]
    shown, raw = (
        sum(low <= true <= high for low, high in filter(None, ranges))
        for ranges in zip(*both, strict=True)
    )
    return Rate(shown, len(both), FEWEST_HELD, MOST_HELD), Rate(raw, len(both))


def spoken(shares: Sequence[Share]) -> list[Rate]:
    """Return how often each verdict is spoken, in the order of Verdict but for what is not said."""
    counts = Counter(share.verdict for share in shares)
    return [Rate(counts[verdict], len(shares)) for verdict in list(Verdict)[1:]]


def goal_rows(say: Say, before: int = BEFORE) -> Iterable[tuple[str, list[Rate]]]:
    """Yield for each number of moments and correlation what the goals are about."""
    for a_day, rho in product(A_DAY, CORRELATIONS):
        half, well = (say(Truth(p, rho, a_day, before=before)) for p in (HALF, WELL))
        fixed = clearly_more(one.fixed for one in well)
        least = fixed.share if rho <= AS_OFTEN_UP_TO else 0.0
        on_page, raw = held([one.week for one in half], HALF)
        well_held, _ = held([one.week for one in well], WELL)
        yield (
            f"{a_day[0]}–{a_day[1]} a day  ρ {rho}",
            [
                clearly_more((one.week for one in half), most=MOST_FALSE),
                clearly_more(one.fixed for one in half),
                without_days(one.week for one in half),
                *(on_page, well_held, raw),
                clearly_more((one.week for one in well), least=least),
                fixed,
            ],
        )


def short_rows(say: Say) -> Iterable[tuple[str, list[Rate]]]:
    """Yield what is said of weeks of about five moments, alone and with the four weeks."""
    for rho in CORRELATIONS:
        half, well = (say(Truth(p, rho, (1, 2), SELDOM)) for p in (HALF, WELL))
        alone, page = (
            [share.verdict is not Verdict.TOO_FEW for share in shares]
            for shares in ([one.week for one in half], [one.page for one in half])
        )
        yield (
            f"ρ {rho}",
            [
                Rate(sum(alone), len(alone)),
                Rate(sum(page), len(page)),
                clearly_more((one.page for one in half), most=MOST_FALSE),
                held([one.page for one in half], HALF)[0],
                clearly_more(one.page for one in well),
            ],
        )


def selected_rows(say: Say) -> Iterable[tuple[str, list[Rate]]]:
    """Yield what is said of a true half where good moments are likelier to be logged."""
    for likelier in LIKELIER:
        yield (
            f"r {likelier}",
            spoken([one.week for one in say(Truth(HALF, 0.2, likelier=likelier))]),
        )


def show(title: str, columns: Sequence[str], rows: Iterable[tuple[str, list[Rate]]]) -> None:
    """Print a table in percent; what misses its goal has a mark."""
    print(f"\n{title}\n{'':22}{''.join(f'{column:>13}' for column in columns)}")
    for about, rates in rows:
        print(f"{about:22}{''.join(f'{rate!s:>13}' for rate in rates)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=2000, help="drawn for each figure")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    say = partial(said_of, weeks=asked.weeks, seed=asked.seed)
    error = 1.96 * math.sqrt(MOST_FALSE * (1 - MOST_FALSE) / asked.weeks)
    print(f"{asked.weeks:,} weeks a figure: {MOST_FALSE:.0%} are ± {error:.1%}.{KEY}")
    columns = ["false", "fixed .2", "no days", "holds .5", "holds .7", "raw .5"]
    columns += ["found", "fixed .2"]
    show("With twelve weeks before", columns, goal_rows(say))
    show("With nothing before", columns, goal_rows(say, before=0))
    columns = ["said alone", "with four", "false", "holds .5", "found"]
    show("About five moments a week; four weeks where one has too few", columns, short_rows(say))
    names = [verdict.replace("clearly", "clear") for verdict in list(Verdict)[1:]]
    shares = [(f"p {p}", spoken([one.week for one in say(Truth(p, 0.2))])) for p in SHARES]
    show("What is said of a week, 1–6 a day, ρ 0.2", names, shares)
    show("Of a true half, logged by choice", names, selected_rows(say))


if __name__ == "__main__":
    main()
