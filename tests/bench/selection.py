"""How well a person's own selection ratio finds the true one, from few prompted moments.

Thirteen weeks are drawn in which a day has a share of its own, so that its moments are alike as
much as asked for. A moment rated yes is r times likelier to be logged by choice than another;
prompted ones, at most one a day, are logged as they come. Run in tests/:

    python -m bench.selection --journals 4000 --seed 1
"""

import argparse
import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from statistics import median, quantiles
from typing import NamedTuple

from attune_cli.core.statistics.correlation import learnt_correlation
from attune_cli.core.statistics.majority import DayTally
from attune_cli.core.statistics.selection import Selection, selection_of

RATIOS, PROMPTED = (1.0, 1.5, 2.0), (8, 16, 32)
SHARES, CORRELATIONS = (0.5, 0.7), (0.0, 0.2)
FIRST, DAYS = date(2026, 1, 5), 91


class Truth(NamedTuple):
    """What is true of a journal.

    Attributes:
        ratio: how many times likelier a moment rated yes is to be logged by choice.
        prompted, rest: how many moments are prompted, and how many others are logged.
        share: of all moments, how many are rated yes.
        correlation: of two moments of one day.
    """

    ratio: float
    prompted: int
    rest: int = 80
    share: float = 0.6
    correlation: float = 0.2


class Found(NamedTuple):
    """What is said of many journals of one truth.

    Attributes:
        told: how often a ratio can be told.
        tenth, middle, ninetieth: percentiles of the ratios.
        held: how often the range holds the true ratio.
        leaves_one: how often the range leaves out 1, which is no selection.
        width: the middle factor from the low end of the range to its high end.
    """

    told: float
    tenth: float
    middle: float
    ninetieth: float
    held: float
    leaves_one: float
    width: float


def drawn(truth: Truth, rng: random.Random) -> Selection:
    """Return what is said of a journal."""
    shares = [_share_of_day(truth, rng) for _ in range(DAYS)]
    prompted, rest = ([[0, 0] for _ in range(DAYS)] for _ in range(2))
    for day in rng.sample(range(DAYS), truth.prompted):
        prompted[day][rng.random() >= shares[day]] += 1
    logged = 0
    while logged < truth.rest:
        day = rng.randrange(DAYS)
        well = rng.random() < shares[day]
        # The rarer kind is left out, so that the odds of the logged ones are `ratio` times as high.
        if well or rng.random() * truth.ratio < 1:
            rest[day][not well] += 1
            logged += 1
    every = [tuple(map(sum, zip(*both, strict=True))) for both in zip(prompted, rest, strict=True)]
    correlation = learnt_correlation((yes, yes + no) for yes, no in every)
    return selection_of(_tallies(prompted), _tallies(rest), correlation)


def _share_of_day(truth: Truth, rng: random.Random) -> float:
    if not truth.correlation:
        return truth.share
    tightness = 1 / truth.correlation - 1
    return rng.betavariate(truth.share * tightness, (1 - truth.share) * tightness)


def _tallies(days: Sequence[Sequence[int]]) -> list[DayTally]:
    return [
        DayTally(FIRST + timedelta(days=place), yes=yes, no=no)
        for place, (yes, no) in enumerate(days)
        if yes + no
    ]


def found(truth: Truth, journals: int, seed: int) -> Found:
    """Draw journals, the same ones for the same seed, and return what is said of them."""
    rng = random.Random(f"{seed} {truth!r}")
    every = [drawn(truth, rng) for _ in range(journals)]
    told = [(one.ratio, one.range95) for one in every if one.ratio and one.range95]
    tenths = quantiles((ratio for ratio, _ in told), n=10)
    ranges = [range95 for _, range95 in told]
    return Found(
        told=len(told) / journals,
        tenth=tenths[0],
        middle=tenths[4],
        ninetieth=tenths[8],
        held=sum(low <= truth.ratio <= high for low, high in ranges) / len(ranges),
        leaves_one=sum(not low <= 1 <= high for low, high in ranges) / len(ranges),
        width=median(high / low for low, high in ranges),
    )


def main() -> None:
    """Draw, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=int, default=2000, help="drawn for each line")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    columns = ("told", "10 %", "median", "90 %", "held", "not 1", "width")
    print(f"{asked.journals:,} journals a line. r: the true ratio; n: prompted moments, 80 others;")
    print("p: the true share; ρ: correlation in a day. held: the 95 % range holds r")
    print(f"{'':28}{''.join(f'{column:>8}' for column in columns)}")
    for ratio, prompted, share, rho in product(RATIOS, PROMPTED, SHARES, CORRELATIONS):
        truth = Truth(ratio, prompted, share=share, correlation=rho)
        one = found(truth, asked.journals, asked.seed)
        shown = [f"{one.told:.0%}", f"{one.tenth:.2f}", f"{one.middle:.2f}", f"{one.ninetieth:.2f}"]
        shown += [f"{one.held:.0%}", f"{one.leaves_one:.0%}", f"{one.width:.1f}"]
        about = f"r {ratio}  n {prompted:2}  p {share}  ρ {rho}"
        print(f"{about:28}{''.join(f'{value:>8}' for value in shown)}")


if __name__ == "__main__":
    main()
