"""Simulation as evidence: draw journals whose truth is known, and count what is said of them.

Every day has a share of its own, from a Beta around the true one, so that moments of one day are
alike as much as asked for. Good moments may be likelier to be logged than hard ones. Nothing else
differs: not evenings, weekdays, cues or states. What is said is what reflect() says. Run in tests/:

    python -m bench.honesty --journals 2000 --seed 1
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import product
from statistics import median
from typing import NamedTuple

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.statistics.majority import (
    CLEARLY_MORE,
    Share,
    Verdict,
    probability_of_majority,
)
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.time.period import DAYS_OF_WEEK, Period
from attune_cli.core.vocabulary import vocabulary

HALF, WELL, SHARES = 0.5, 0.7, (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
CORRELATIONS, SELECTED_CORRELATIONS = (0.0, 0.1, 0.2, 0.3), (0.0, 0.2)
LIKELIER, WINDOWS, GOAL = (1.0, 1.5, 2.0), (1, 4, 12), 0.05
MONDAY = date(2026, 1, 5)
FEWEST, MOST, MOST_A_DAY, FEWEST_DAYS = 8, 40, 6, 3
HOURS, HOUR_WEIGHTS = (2, 8, 14, 19), (5, 20, 30, 45)  # evenings are the hard time


class Truth(NamedTuple):
    """What is true of a journal.

    Attributes:
        share: of all moments, how many are handled with sensitivity.
        correlation: of two moments of one day.
        likelier: how many times likelier good moments are to be logged than hard ones.
        weeks: how many are looked at.
    """

    share: float
    correlation: float = 0.0
    likelier: float = 1.0
    weeks: int = 1

    def __str__(self) -> str:
        return f"{self.weeks:2} wk  p {self.share}  ρ {self.correlation}  r {self.likelier}"


class Said(NamedTuple):
    """What a reflection says of a journal: its strict share, and whether it notices anything."""

    strict: Share
    tipping_ratio: float | None
    noticed: bool


class Rate(NamedTuple):
    """So many times of so many."""

    times: int
    of: int

    @property
    def share(self) -> float:
        """The times as a share; of nothing, 0."""
        return self.times / self.of if self.of else 0.0


class Row(NamedTuple):
    """A line of a table."""

    about: str
    rates: Iterable[Rate]
    beside: str = ""


Say = Callable[[Truth], Sequence[Said]]


@cache
def said_of(truth: Truth, journals: int, seed: int) -> tuple[Said, ...]:
    """Draw journals, the same ones for the same seed, and return what is said of each."""
    rng = random.Random(f"{seed} {truth!r}")
    period = Period(MONDAY, MONDAY + timedelta(weeks=truth.weeks))
    found = (reflect(drawn(truth, rng), period) for _ in range(journals))
    return tuple(Said(r.distress.strict, r.distress.tipping_ratio, bool(r.notices)) for r in found)


def drawn(truth: Truth, rng: random.Random) -> list[Moment]:
    """Return the moments of one journal, all of distress and rated."""
    return [
        moment
        for week in range(truth.weeks)
        for place, moments in _per_day(rng).items()
        for moment in _day(MONDAY + timedelta(weeks=week, days=place), moments, truth, rng)
    ]


def _per_day(rng: random.Random) -> Counter[int]:
    """Return on which days of a week how many moments happen."""
    moments = rng.randint(FEWEST, MOST)
    fewest_days = max(FEWEST_DAYS, -(-moments // MOST_A_DAY))
    days = rng.sample(range(DAYS_OF_WEEK), rng.randint(fewest_days, DAYS_OF_WEEK))
    return Counter(rng.sample(days * MOST_A_DAY, moments))


def _day(day: date, moments: int, truth: Truth, rng: random.Random) -> Iterator[Moment]:
    """Yield those of a day's moments that are logged: all good ones, some hard ones."""
    share, state = _share_of_day(truth, rng), _pick("state", rng)
    for _ in range(moments):
        well = rng.random() < share
        if well or rng.random() * truth.likelier < 1:
            (hour,) = rng.choices(HOURS, HOUR_WEIGHTS)
            happened = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            # A state lasts: all moments of a day that name any name the same one first.
            states = dict.fromkeys((state, _pick("state", rng))[: rng.randint(0, 2)])
            yield Moment(
                *("", Kind.DISTRESS, "me", day, happened, happened),
                cue=_pick("cue", rng),
                states=tuple(states),
                sensitivity=Sensitivity.YES if well else Sensitivity.NO,
            )


def _share_of_day(truth: Truth, rng: random.Random) -> float:
    """Draw a day's own share, so that ratings of one day have exactly the correlation wanted."""
    if not truth.correlation:
        return truth.share
    tightness = 1 / truth.correlation - 1
    return rng.betavariate(truth.share * tightness, (1 - truth.share) * tightness)


def _pick(name: str, rng: random.Random) -> str:
    """Pick a word of a vocabulary, the first ones more often."""
    words = _words(name)
    return words[int(len(words) * rng.random() ** 2)]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.word for word in vocabulary().of(name))


def verdicts(said: Sequence[Said]) -> tuple[Rate, ...]:
    """Return how often each verdict is spoken, in the order of Verdict."""
    spoken = Counter(one.strict.verdict for one in said)
    return tuple(Rate(spoken[verdict], len(said)) for verdict in Verdict)


def clearly_more(said: Iterable[Said]) -> tuple[Rate, Rate]:
    """Return how often it is said where there is enough: as shipped, and without the days."""
    enough = [one.strict for one in said if one.strict.verdict is not Verdict.TOO_FEW]
    shipped = sum(share.verdict is Verdict.CLEARLY_MORE for share in enough)
    naive = sum(probability_of_majority(share.k, share.n) >= CLEARLY_MORE for share in enough)
    return Rate(shipped, len(enough)), Rate(naive, len(enough))


def coverage(known: Iterable[tuple[Truth, Iterable[Said]]]) -> tuple[Rate, Rate]:
    """Return how often the range holds the true share: as shipped, and on the effective n."""
    shares = [(truth.share, one.strict) for truth, said in known for one in said]
    shipped = [(p, one.wilson95) for p, one in shares if one.wilson95]
    effective = [(p, one.range95) for p, one in shares if one.range95]
    return _holding(shipped), _holding(effective)


def _holding(ranges: Sequence[tuple[float, tuple[float, float]]]) -> Rate:
    return Rate(sum(low <= share <= high for share, (low, high) in ranges), len(ranges))


def noticed(said: Sequence[Said]) -> Rate:
    """Return how many reports notice anything: falsely, since nothing differs."""
    return Rate(sum(one.noticed for one in said), len(said))


def median_ratio(said: Iterable[Said]) -> float:
    """Return the median of the tipping ratios that there are; nan where there is none."""
    ratios = [one.tipping_ratio for one in said if one.tipping_ratio is not None]
    return median(ratios or [math.nan])


def verdict_rows(say: Say, truths: Iterable[Truth]) -> list[Row]:
    """Return how often each verdict is spoken of each truth, and the median tipping ratio."""
    return [Row(f"{t}", verdicts(say(t)), f"{median_ratio(say(t)):14.2f}") for t in truths]


def false_rows(say: Say) -> list[Row]:
    """Return how often a true half is called clearly more than half, and what is noticed."""
    rows = []
    for weeks, rho in product(WINDOWS, CORRELATIONS):
        half, well = (say(Truth(share, rho, weeks=weeks)) for share in (HALF, WELL))
        rates = (*clearly_more(half), noticed(half), noticed(well))
        rows.append(Row(f"{Truth(HALF, rho, weeks=weeks)}", rates))
    return rows


def coverage_rows(say: Say) -> list[Row]:
    """Return by correlation how often the range of a week holds the true share, of all shares."""
    truths = {rho: [Truth(share, rho) for share in SHARES] for rho in CORRELATIONS}
    known = {rho: [(truth, say(truth)) for truth in several] for rho, several in truths.items()}
    return [Row(f" 1 wk  ρ {rho}", coverage(several)) for rho, several in known.items()]


def show(title: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Print a table in percent."""
    print(f"\n{title}\n{'':32}{''.join(f'{column:>14}' for column in columns)}")
    for about, rates, beside in rows:
        print(f"{about:32}{''.join(f'{100 * rate.share:13.1f}%' for rate in rates)}{beside}")


def main() -> None:
    """Draw, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=int, default=2000, help="drawn for each line")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    say = partial(said_of, journals=asked.journals, seed=asked.seed)
    weeks = [Truth(share, rho) for share, rho in product(SHARES, CORRELATIONS)]
    selected = [Truth(HALF, rho, r) for r, rho in product(LIKELIER, SELECTED_CORRELATIONS)]
    error = 1.96 * math.sqrt(GOAL * (1 - GOAL) / asked.journals)
    print(f"{asked.journals:,} journals a line: {GOAL:.0%} are ± {error:.1%}. p: the true share;")
    print("ρ: correlation in a day; r: times likelier good ones are logged; r*: the median p/(1-p)")
    show("What is said of a week", [*Verdict, "r*"], verdict_rows(say, weeks))
    show("Selective logging", [*Verdict, "r*"], verdict_rows(say, selected))
    false = ("clearly_more", "without days", "a notice", f"notice, p {WELL}")
    show(f"What is false; goal: at most {GOAL:.0%} up to ρ 0.2", false, false_rows(say))
    show("The 95% range holds p", ("shipped", "effective n"), coverage_rows(say))


if __name__ == "__main__":
    main()
