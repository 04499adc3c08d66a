"""Simulation of whole years: how often a trend and the line on all days are wrong, looked at often.

Every day has a share of its own, from a Beta around the true one, so that moments of one day are
alike (ρ); with a lag, a day keeps the share of the day before that often. Each trend is looked at
on every Monday, each line on all days on every day. All journals are judged at once, by the
program’s own arithmetic on arrays; tests hold it to be what the program says. Run in tests/:

    python -m bench.honesty_years --years 2000 --seed 1
"""

import argparse
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attune_cli.core.statistics.correlation import ASSUMED, ASSUMED_WEIGHT
from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, WEEKS_BEFORE, Z95
from attune_cli.core.statistics.since import MOST_OF_A_DAY, SAID_FROM, STAKES
from attune_cli.core.statistics.trend import Z_CHANGE, compared
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, Unit

CORRELATIONS, SOME, LAG = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5), (0.0, 0.2, 0.5), 0.4
GOAL_OF_YEARS, GOAL_OF_HISTORIES = 0.08, 0.05
HALF, WELL, SHARES = 0.5, 0.7, (0.6, 0.7, 0.8)
YEAR, WEEKS_TO_SAY_IT = 52, {Unit.WEEK: 16, Unit.MONTH: 52}
LEAD = {Unit.WEEK: 20, Unit.MONTH: 52}  # weeks before the first look; a block begins there
HALF_A_BLOCK = {Unit.WEEK: 2, Unit.MONTH: 6}  # weeks
MONDAY = date(2025, 1, 6)
DAYS_OF_HISTORY = 3 * 365
SWING = 0.2

Numbers = NDArray[np.int64]
Figures = NDArray[np.float64]
Signs = NDArray[np.int64]  # 1 more, -1 fewer, 0 neither


class Load(NamedTuple):
    """How much is logged: moments of a day, the part of days that have any, and heavy days."""

    name: str
    fewest: int
    most: int
    days: float = 5 / 7
    heavy: float = 0.0


LOADS = (
    Load("five a week", 1, 1),
    Load("1–3 a day", 1, 3),
    Load("1–6 a day", 1, 6),
    Load("4–8, each day", 4, 8, 1.0),
    Load("1–3, some days 20", 1, 3, 5 / 7, 0.05),
)
HEAVIEST = 20


class Journals(NamedTuple):
    """How many moments of each day count, and how many there are: a row for each journal."""

    k: Numbers
    n: Numbers

    def within(self, days: slice) -> "Journals":
        """Return some days of all."""
        return Journals(self.k[:, days], self.n[:, days])


def drawn(
    load: Load,
    shares: Sequence[float],
    correlation: float,
    lag: float,
    journals: int,
    rng: np.random.Generator,
) -> Journals:
    """Return journals with the true share of each day."""
    shape = (journals, len(shares))
    n = rng.integers(load.fewest, load.most + 1, shape)
    n = np.where(rng.random(shape) < load.heavy, HEAVIEST, n)
    n = np.where(rng.random(shape) < load.days, n, 0)
    share: Figures = np.broadcast_to(np.array(shares), shape)
    if correlation:
        tightness = 1 / correlation - 1
        share = rng.beta(share * tightness, (1 - share) * tightness)
        for day in range(1, len(shares) if lag else 0):
            is_kept = (rng.random(journals) < lag) & (shares[day] == shares[day - 1])
            share[:, day] = np.where(is_kept, share[:, day - 1], share[:, day])
    return Journals(rng.binomial(n, share), n)


def changes(of: Journals, before: Period, after: Period, z: float) -> Signs:
    """Return the change that is said of two blocks; 0 where none is."""
    correlation = learnt(of.within(_places(Period(before.start - WEEKS_BEFORE, after.end))))
    old, new = (of.within(_places(period)) for period in (before, after))
    (p2, low2, high2), (p1, low1, high1) = (_wilson(side, correlation, z) for side in (old, new))
    low = p1 - p2 - np.hypot(p1 - low1, high2 - p2)
    high = p1 - p2 + np.hypot(high1 - p1, p2 - low2)
    signs: Signs = (low > 0).astype(np.int64) - (high < 0)
    return np.where(_is_enough(old) & _is_enough(new), signs, 0)


def learnt(of: Journals) -> Figures:
    """Return the correlation within a day that is learnt from these days."""
    k, n, ones = of.k.sum(axis=1), of.n.sum(axis=1), np.maximum(of.n, 1)
    pairs = n - (of.n > 0).sum(axis=1)
    share = k / np.maximum(n, 1)
    within = (of.k * (of.n - of.k) / ones).sum(axis=1)
    spread = pairs * share * (1 - share)
    estimate = np.clip(1 - within / np.where(spread > 0, spread, np.inf), 0, 1)
    estimate = np.where(spread > 0, estimate, 0)
    found: Figures = (ASSUMED_WEIGHT * ASSUMED + pairs * estimate) / (ASSUMED_WEIGHT + pairs)
    return found


def _places(period: Period) -> slice:
    first, end = ((day - MONDAY).days for day in period)
    return slice(max(0, first), max(0, end))


def _is_enough(of: Journals) -> NDArray[np.bool_]:
    enough: NDArray[np.bool_] = np.logical_and(
        of.n.sum(axis=1) >= ENOUGH_RATED, (of.n > 0).sum(axis=1) >= ENOUGH_DAYS
    )
    return enough


def _wilson(of: Journals, correlation: Figures, z: float) -> tuple[Figures, Figures, Figures]:
    """Return the shares, and both ends of the interval after the correction for days."""
    k, n = of.k.sum(axis=1), np.maximum(of.n.sum(axis=1), 1)
    effective = n / (1 + correlation * ((of.n**2).sum(axis=1) / n - 1))
    p, z2 = k / n, z * z
    middle, scale = p + z2 / (2 * effective), 1 + z2 / effective
    half = z * np.sqrt(p * (1 - p) / effective + z2 / (4 * effective**2))
    low, high = (middle - half) / scale, (middle + half) / scale
    return p, np.where(k == 0, 0.0, low), np.where(k == n, 1.0, high)


def blocks_looked_at(by: Unit, weeks: int) -> list[tuple[Period, Period]]:
    """Return the blocks that are compared where a trend is looked at on each Monday."""
    mondays = (MONDAY + timedelta(weeks=LEAD[by] + week) for week in range(weeks))
    return list(dict.fromkeys(compared(monday, by) for monday in mondays))


def ever(of: Journals, by: Unit, weeks: int, signs: set[int], z: float) -> float:
    """Return in how many journals a change with one of these signs is said."""
    said = [np.isin(changes(of, *pair, z), list(signs)) for pair in blocks_looked_at(by, weeks)]
    return float(np.any(said, axis=0).mean())


def log_wealths(of: Journals, side: int) -> Figures:
    """Return the logarithm of the wealth on one side after each day."""
    balance = np.minimum(of.n, MOST_OF_A_DAY) / MOST_OF_A_DAY
    balance = balance * (2 * of.k / np.maximum(of.n, 1) - 1)
    logs = [np.log1p(side * stake * balance).cumsum(axis=1) for stake in STAKES]
    found: Figures = np.logaddexp.reduce(logs) - math.log(2 * len(STAKES))
    return found


def said_each_day(of: Journals, side: int) -> NDArray[np.bool_]:
    """Return whether a side is said of all days so far, after each day."""
    n, balance = of.n.cumsum(axis=1), (2 * of.k - of.n).cumsum(axis=1)
    enough = (n >= ENOUGH_RATED) & ((of.n > 0).cumsum(axis=1) >= ENOUGH_DAYS)
    wealthy = log_wealths(of, side) >= math.log(SAID_FROM)
    said: NDArray[np.bool_] = enough & wealthy & (side * balance > 0)
    return said


def ever_said(of: Journals, sides: Iterable[int]) -> float:
    """Return in how many histories one of these sides is said on any day."""
    found = [said_each_day(of, side).any(axis=1) for side in sides]
    return float(np.any(found, axis=0).mean())


def weeks_until_said(of: Journals) -> float:
    """Return the median number of weeks until more than half is said."""
    said = said_each_day(of, 1)
    days = np.where(said.any(axis=1), said.argmax(axis=1) + 1, np.inf)
    return float(np.median(days)) / DAYS_OF_WEEK


def show(title: str, columns: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Print a table."""
    print(f"\n{title}\n{'':38}{''.join(f'{column:>9}' for column in columns)}")
    for name, cells in rows:
        print(f"{name:38}{''.join(f'{cell:>9}' for cell in cells)}", flush=True)


class Simulation(NamedTuple):
    """The tables, of so many journals for each figure."""

    journals: int
    seed: int

    def of(self, load: Load, shares: Sequence[float], rho: float, lag: float = 0.0) -> Journals:
        """Draw journals, the same ones for the same seed."""
        seed = [self.seed, int(100 * rho), int(10 * lag), LOADS.index(load)]
        return drawn(load, shares, rho, lag, self.journals, np.random.default_rng(seed))

    def false_changes(self, by: Unit, load: Load) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield in how many years a change is said where there is none."""
        flat = [HALF] * DAYS_OF_WEEK * (LEAD[by] + YEAR)
        for lag, z in product((0.0, LAG), (Z_CHANGE[by], Z95)):
            of = (self.of(load, flat, rho, lag) for rho in CORRELATIONS)
            yield _named(load, lag, z), [f"{ever(one, by, YEAR, {1, -1}, z):.1%}" for one in of]

    def found_changes(self, by: Unit, load: Load) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield how often more is said in some weeks after it became more, inside a block."""
        before = DAYS_OF_WEEK * (LEAD[by] + HALF_A_BLOCK[by])
        better = [HALF] * before + [WELL] * DAYS_OF_WEEK * (WEEKS_TO_SAY_IT[by] + 1)
        weeks = HALF_A_BLOCK[by] + WEEKS_TO_SAY_IT[by] + 1
        for z in (Z_CHANGE[by], Z95):
            of = (self.of(load, better, rho) for rho in SOME)
            yield _named(load, 0.0, z), [f"{ever(one, by, weeks, {1}, z):.1%}" for one in of]

    def false_claims(self, load: Load) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield in how many histories more or fewer is said where it is half, or was fewer so far.

        Where the share goes down and up again, no more than half is to be expected up to any day.
        """
        half = [HALF] * DAYS_OF_HISTORY
        wave = [HALF - SWING * math.sin(2 * math.pi * d / 365) for d in range(DAYS_OF_HISTORY)]
        for name, shares, lag, sides in (
            ("half", half, 0.0, (1, -1)),
            (f"half, lag {LAG}", half, LAG, (1, -1)),
            ("fewer, then more", wave, 0.0, (1,)),
        ):
            of = (self.of(load, shares, rho, lag) for rho in CORRELATIONS)
            yield f"{load.name}: {name}", [f"{ever_said(one, sides):.1%}" for one in of]

    def weeks_until(self, load: Load) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield how long it takes until it is said."""
        for share in SHARES:
            of = (self.of(load, [share] * DAYS_OF_HISTORY, rho) for rho in SOME)
            yield f"{load.name}: share {share}", [f"{weeks_until_said(one):.1f}" for one in of]

    def tables(self) -> None:
        """Print all."""
        columns, few = ([f"ρ {rho}" for rho in some] for some in (CORRELATIONS, SOME))
        for by, loads in ((Unit.WEEK, LOADS[:4]), (Unit.MONTH, LOADS[1:3])):
            title = f"Years with a false change by {by}; goal: under {GOAL_OF_YEARS:.0%} to ρ 0.2"
            show(title, columns, (row for load in loads for row in self.false_changes(by, load)))
            title = f"A change from {HALF} to {WELL} is said within {WEEKS_TO_SAY_IT[by]} weeks"
            rows = (row for load in loads for row in self.found_changes(by, load))
            show(f"{title}, by {by}", few, rows)
        goal = f"goal: {GOAL_OF_HISTORIES:.0%} at most"
        rows = (row for load in LOADS for row in self.false_claims(load))
        show(f"Histories of 3 years with a false claim, looked at daily; {goal}", columns, rows)
        rows = (row for load in LOADS for row in self.weeks_until(load))
        show("Median weeks until more than half is said", few, rows)


def _named(load: Load, lag: float, z: float) -> str:
    return f"{load.name}: lag {lag}, z {z:.2f}"


def main() -> None:
    """Read the options, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=2000, help="drawn for each figure")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    error = 1.96 * math.sqrt(GOAL_OF_HISTORIES * (1 - GOAL_OF_HISTORIES) / asked.years)
    print(f"{asked.years:,} a figure: {GOAL_OF_HISTORIES:.0%} are ± {error:.1%}")
    Simulation(asked.years, asked.seed).tables()


if __name__ == "__main__":
    main()
