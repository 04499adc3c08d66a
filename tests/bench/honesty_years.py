"""Simulation of whole years: how often a trend and the line on all days are wrong, looked at often.

Every day has a share of its own, from a Beta around the true one, so that moments of one day are
alike (ρ); with a lag, neighbouring days are alike, too. Each trend is looked at on every Monday,
each line on all days on every day, and what is said is what the program says. Run in tests/:

    python -m bench.honesty_years --years 1000 --seed 1
"""

import argparse
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from statistics import median
from typing import NamedTuple

import numpy as np
from scipy.stats import beta, norm

from attune_cli.core.statistics.majority import (
    WEEKS_BEFORE,
    Counting,
    DayTally,
    Verdict,
    is_enough,
)
from attune_cli.core.statistics.since import log_wealths, verdict_of
from attune_cli.core.statistics.trend import Comparison, Turn, compare, compared
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, Unit

CORRELATIONS, LAG = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5), 0.4
GOAL_OF_YEARS, GOAL_OF_HISTORIES = 0.08, 0.05
HALF, WELL, SHARES = 0.5, 0.7, (0.6, 0.7, 0.8)
YEAR, WEEKS_TO_SAY_IT = 52, {Unit.WEEK: 16, Unit.MONTH: 52}
LEAD = {Unit.WEEK: 20, Unit.MONTH: 52}  # weeks before the first look; a block begins there
HALF_A_BLOCK = {Unit.WEEK: 2, Unit.MONTH: 6}  # weeks
MONDAY = date(2025, 1, 6)
DAYS_OF_HISTORY = 3 * 365
SWING = 0.2


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
Days = list[tuple[int, int]]  # k and n of each day


def drawn(
    load: Load,
    shares: Sequence[float],
    correlation: float,
    lag: float,
    journals: int,
    rng: np.random.Generator,
) -> list[Days]:
    """Return journals with the true share of each day."""
    shape = (journals, len(shares))
    n = rng.integers(load.fewest, load.most + 1, shape)
    n = np.where(rng.random(shape) < load.heavy, HEAVIEST, n)
    n = np.where(rng.random(shape) < load.days, n, 0)
    share = np.broadcast_to(np.array(shares), shape)
    if correlation:
        place = rng.standard_normal(shape)
        for day in range(1, len(shares) if lag else 0):
            place[:, day] = lag * place[:, day - 1] + math.sqrt(1 - lag**2) * place[:, day]
        tightness = 1 / correlation - 1
        share = beta.ppf(norm.cdf(place), share * tightness, (1 - share) * tightness)
    k = rng.binomial(n, share)
    return [list(zip(*rows, strict=True)) for rows in zip(k.tolist(), n.tolist(), strict=True)]


class Looks(NamedTuple):
    """Whether a change was said in a year: as shipped, and with a 95 % interval."""

    shipped: set[Turn]
    narrower: set[Turn]


def looks(days: Days, by: Unit, first_week: int, weeks: int) -> Looks:
    """Look at a trend on each Monday of some weeks."""
    tallies = [DayTally(_day(place), yes=k, no=n - k) for place, (k, n) in enumerate(days) if n]
    mondays = (MONDAY + timedelta(weeks=first_week + week) for week in range(weeks))
    blocks = dict.fromkeys(compared(monday, by) for monday in mondays)
    found = [_compared(tallies, *pair) for pair in blocks]
    said = [one for one in found if one.turn is not Turn.TOO_FEW]
    return Looks({one.turn for one in said}, {_turn_of_95(one) for one in said})


def _compared(tallies: Sequence[DayTally], before: Period, after: Period) -> Comparison:
    used = Period(before.start - WEEKS_BEFORE, after.end)
    near = [tally for tally in tallies if tally.day in used]
    return compare(near, before, after, Counting.STRICT)


def _turn_of_95(change: Comparison) -> Turn:
    low, high = change.corrected95 or (0.0, 0.0)
    if low > 0:
        return Turn.MORE
    return Turn.FEWER if high < 0 else Turn.NO_CLEAR_CHANGE


def _day(place: int) -> date:
    return MONDAY + timedelta(days=place)


def false_changes(journals: Iterable[Days], by: Unit) -> tuple[float, float]:
    """Return in how many years a change is said: as shipped, and with a 95 % interval."""
    found = [looks(days, by, LEAD[by], YEAR) for days in journals]
    return tuple(  # type: ignore[return-value]
        sum(bool(turns & {Turn.MORE, Turn.FEWER}) for turns in way) / len(found)
        for way in zip(*found, strict=True)
    )


def found_changes(journals: Iterable[Days], by: Unit) -> tuple[float, float]:
    """Return how often more is said in some weeks after it became more."""
    found = [looks(days, by, LEAD[by], _weeks_looked_at(by)) for days in journals]
    return tuple(  # type: ignore[return-value]
        sum(Turn.MORE in turns for turns in way) / len(found) for way in zip(*found, strict=True)
    )


def said_each_day(days: Days) -> Iterator[Verdict]:
    """Yield what is said of all days so far, after each day with moments."""
    logged = [(k, n) for k, n in days if n]
    sums = accumulate(logged, lambda past, day: (past[0] + day[0], past[1] + day[1]))
    for place, ((k, n), logs) in enumerate(zip(sums, log_wealths(logged), strict=True), 1):
        yield verdict_of(k, n, *logs) if is_enough(n, place) else Verdict.TOO_FEW


def ever_said(journals: Iterable[Days], sides: set[int]) -> float:
    """Return in how many histories a side is said on any day."""
    said = [any(verdict.side in sides for verdict in said_each_day(days)) for days in journals]
    return sum(said) / len(said)


def weeks_until_said(journals: Iterable[Days]) -> float:
    """Return the median number of weeks until more than half is said."""
    return median(_until_said(days) for days in journals)


def _until_said(days: Days) -> float:
    places = [place for place, (_, n) in enumerate(days, 1) if n]
    said = zip(places, said_each_day(days), strict=True)
    return next((p / DAYS_OF_WEEK for p, one in said if one.side > 0), math.inf)


def show(title: str, columns: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Print a table."""
    print(f"\n{title}\n{'':34}{''.join(f'{column:>9}' for column in columns)}")
    for name, cells in rows:
        print(f"{name:34}{''.join(f'{cell:>9}' for cell in cells)}", flush=True)


def tables(years: int, seed: int) -> None:
    """Draw, and print the tables."""

    def journals(load: Load, shares: Sequence[float], rho: float, lag: float = 0.0) -> list[Days]:
        rng = np.random.default_rng([seed, int(100 * rho), int(10 * lag), LOADS.index(load)])
        return drawn(load, shares, rho, lag, years, rng)

    def each(
        judge: Callable[[list[Days]], tuple[float, float]], shares: Sequence[float], load: Load
    ) -> Iterator[tuple[str, Iterable[str]]]:
        for lag in (0.0, LAG):
            rates = [judge(journals(load, shares, rho, lag)) for rho in CORRELATIONS]
            for name, row in zip(("", ", with 95 %"), zip(*rates, strict=True), strict=True):
                yield f"{load.name}, lag {lag}{name}", [f"{rate:.1%}" for rate in row]

    columns = [f"ρ {rho}" for rho in CORRELATIONS]
    for by, loads in ((Unit.WEEK, LOADS[:4]), (Unit.MONTH, LOADS[:2])):
        flat = [HALF] * DAYS_OF_WEEK * (LEAD[by] + YEAR)
        better = _changing(by)
        false = f"Years with a false change by {by}; goal: {GOAL_OF_YEARS:.0%} at most to ρ 0.2"
        show(false, columns, (r for load in loads for r in each(_false(by), flat, load)))
        weeks = WEEKS_TO_SAY_IT[by]
        power = f"A change from {HALF} to {WELL} is said within {weeks} weeks, by {by}"
        show(power, columns, (r for load in loads for r in each(_found(by), better, load)))
    half = [HALF] * DAYS_OF_HISTORY
    low_first = [HALF - SWING * math.sin(2 * math.pi * d / 365) for d in range(DAYS_OF_HISTORY)]

    def histories() -> Iterator[tuple[str, Iterable[str]]]:
        for load in LOADS:
            for name, shares, lag, sides in (
                ("lag 0", half, 0.0, {1, -1}),
                (f"lag {LAG}", half, LAG, {1, -1}),
                ("less, then more", low_first, 0.0, {1}),
            ):
                rates = (ever_said(journals(load, shares, rho, lag), sides) for rho in CORRELATIONS)
                yield f"{load.name}, {name}", [f"{rate:.1%}" for rate in rates]

    false = f"Histories of 3 years with a false claim, looked at daily; goal: {GOAL_OF_HISTORIES:.0%} at most"
    show(false, columns, histories())
    until = (
        (
            f"{load.name}, share {share}",
            [
                f"{weeks_until_said(journals(load, [share] * DAYS_OF_HISTORY, rho)):.1f}"
                for rho in CORRELATIONS
            ],
        )
        for load in LOADS
        for share in SHARES
    )
    show("Median weeks until more than half is said", columns, until)


def _weeks_looked_at(by: Unit) -> int:
    return HALF_A_BLOCK[by] + WEEKS_TO_SAY_IT[by] + 1


def _changing(by: Unit) -> list[float]:
    """Return shares that rise in the middle of a block."""
    before = DAYS_OF_WEEK * (LEAD[by] + HALF_A_BLOCK[by])
    return [HALF] * before + [WELL] * DAYS_OF_WEEK * (WEEKS_TO_SAY_IT[by] + 1)


def _false(by: Unit) -> Callable[[list[Days]], tuple[float, float]]:
    return lambda journals: false_changes(journals, by)


def _found(by: Unit) -> Callable[[list[Days]], tuple[float, float]]:
    return lambda journals: found_changes(journals, by)


def main() -> None:
    """Read the options, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=1000, help="drawn for each figure")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    error = 1.96 * math.sqrt(GOAL_OF_HISTORIES * (1 - GOAL_OF_HISTORIES) / asked.years)
    print(f"{asked.years:,} a figure: {GOAL_OF_HISTORIES:.0%} are ± {error:.1%}")
    tables(asked.years, asked.seed)


if __name__ == "__main__":
    main()
