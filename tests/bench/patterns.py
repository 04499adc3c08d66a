"""How often a pattern is noticed where nothing differs, and where something does.

Days have a share of their own, so that their moments are alike as much as asked for; how alike is
learnt from the period and the twelve weeks before it, as in the program. Where evenings differ,
nothing else does. Run in tests/:

    python -m bench.patterns --journals 2000 --seed 1
"""

import argparse
import random
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import NamedTuple

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.statistics.majority import WEEKS_BEFORE
from attune_cli.core.statistics.patterns import patterns
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary

MONDAY = date(2026, 1, 5)
WEEKS, CORRELATIONS, A_DAY = (1, 4, 12), (0.0, 0.1, 0.2, 0.3, 0.5), ((1, 3), (1, 6), (4, 8))
HOURS, HOUR_WEIGHTS = (2, 8, 14, 19), (5, 20, 30, 45)  # evenings are the hard time
EVENING = 19
LOGGED = 0.8  # of the days, those with any moment
CUES, STATES = ([word.word for word in vocabulary().of(name)] for name in ("cue", "state"))


class Truth(NamedTuple):
    """What is true of a journal.

    Attributes:
        weeks: how many are looked at.
        correlation: of two moments of one day.
        a_day: the fewest and the most moments of a day that has any.
        share: of all moments but evenings, how many are rated yes.
        evenings: the same of evenings.
    """

    weeks: int
    correlation: float = 0.0
    a_day: tuple[int, int] = (1, 6)
    share: float = 0.6
    evenings: float = 0.6

    def __str__(self) -> str:
        few, most = self.a_day
        return f"{self.weeks:2} wk  {few}–{most} a day  ρ {self.correlation}"


class Seen(NamedTuple):
    """How often something is noticed, and how often it is an evening."""

    any: float
    evening: float


def seen(truth: Truth, journals: int, seed: int) -> Seen:
    """Draw journals, the same ones for the same seed, and return what is noticed in them."""
    rng = random.Random(f"{seed} {truth!r}")
    period = Period(MONDAY, MONDAY + timedelta(weeks=truth.weeks))
    asked = [patterns(drawn(truth, rng), period).sensitive.asked for _ in range(journals)]
    evenings = sum(any(cell.cell == "evening" for cell in cells) for cells in asked)
    return Seen(sum(map(bool, asked)) / journals, evenings / journals)


def drawn(truth: Truth, rng: random.Random) -> list[Moment]:
    """Return the moments of a journal, those of the twelve weeks before included."""
    first = MONDAY - WEEKS_BEFORE
    days = (MONDAY + timedelta(weeks=truth.weeks) - first).days
    return [
        moment
        for place in range(days)
        if rng.random() < LOGGED
        for moment in _day(first + timedelta(days=place), truth, rng)
    ]


def _day(day: date, truth: Truth, rng: random.Random) -> list[Moment]:
    level, state = rng.random(), _pick(STATES, rng)
    found = []
    for _ in range(rng.randint(*truth.a_day)):
        (hour,) = rng.choices(HOURS, HOUR_WEIGHTS)
        share = truth.evenings if hour == EVENING else truth.share
        happened = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        # A state lasts: all moments of a day that name any name the same one first.
        states = tuple(dict.fromkeys((state, _pick(STATES, rng))[: rng.randint(0, 2)]))
        rating = (
            Sensitivity.YES if _is_yes(share, level, truth.correlation, rng) else Sensitivity.NO
        )
        found.append(
            Moment(
                *("", Kind.DISTRESS, "me", day, happened, happened),
                cue=_pick(CUES, rng),
                states=states,
                sensitivity=rating,
            )
        )
    return found


def _is_yes(share: float, level: float, correlation: float, rng: random.Random) -> bool:
    """Whether a moment is rated yes: by the day's own level, or else by itself.

    Two moments of one day and of one share both follow the day with a probability of
    `correlation`, and correlate by as much.
    """
    follows = rng.random() < correlation**0.5
    return (level if follows else rng.random()) < share


def _pick(words: list[str], rng: random.Random) -> str:
    """Pick a word, the first ones more often."""
    return words[int(len(words) * rng.random() ** 2)]


def main() -> None:
    """Draw, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=int, default=1000, help="drawn for each line")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{asked.journals:,} journals a line. ρ: correlation in a day. Goal: falsely at most 5 %")
    print(f"{'':28}{'falsely':>10}{'evenings .3 not .7':>22}")
    for weeks, a_day, rho in product(WEEKS, A_DAY, CORRELATIONS):
        truth = Truth(weeks, rho, a_day)
        false = seen(truth, asked.journals, asked.seed)
        real = seen(truth._replace(share=0.7, evenings=0.3), asked.journals, asked.seed)
        print(f"{truth!s:28}{false.any:10.1%}{real.evening:22.1%}")


if __name__ == "__main__":
    main()
