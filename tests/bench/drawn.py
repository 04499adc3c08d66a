"""Random journals of many kinds, hard ones too, for pages to be drawn from.

A journal is twelve weeks up to a day of its own. The same seed gives the same journal.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, Child
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary
from attune_cli.store.home import Home
from attune_cli.store.journal import journal

FIRST_DAY, DAYS, WEEKS = date(2026, 3, 2), 300, 12
OTHER = "grandpa"
CHILD, SIBLING = "ada", "bo"
LOW = "low"
HOURS = (7, 10, 15, 19, 19, 23)


class Recipe(NamedTuple):
    """How a kind of journal is drawn.

    Attributes:
        ratings: how often yes, partly, no and none.
        kinds: how often upset, calm and came back.
        a_week: at least and at most so many moments a week; None for one moment in all.
        weeks: which weeks have moments, 0 being the latest.
        fear: the share of the upset moments that frightened, ratings as drawn.
        feared: by whom.
        others: the share of the moments by another caregiver.
        bands: the age of each child.
        low: the share of the days on which the caregiver is low.
    """

    ratings: Sequence[float] = (50, 22, 18, 10)
    kinds: Sequence[float] = (60, 28, 12)
    a_week: tuple[int, int] | None = (3, 17)
    weeks: Sequence[int] = range(WEEKS)
    fear: float = 0.0
    feared: str = DEFAULT_CAREGIVER
    others: float = 0.0
    bands: Sequence[str] = ("toddler",)
    low: float = 0.0


RECIPES = {
    "usual": Recipe(),
    "all no": Recipe(ratings=(0, 0, 1, 0)),
    "only partly": Recipe(ratings=(0, 1, 0, 0)),
    "all yes": Recipe(ratings=(1, 0, 0, 0)),
    "all unrated": Recipe(ratings=(0, 0, 0, 1)),
    "fear by me": Recipe(ratings=(60, 15, 25, 0), fear=0.25),
    "fear rated yes": Recipe(ratings=(1, 0, 0, 0), fear=0.3),
    "fear by another": Recipe(fear=0.5, feared=OTHER, others=0.4),
    "low for weeks": Recipe(ratings=(20, 30, 40, 10), low=0.7),
    "a gap": Recipe(weeks=(0, 6, 7, 8)),
    "infant": Recipe(bands=("infant",)),
    "teen": Recipe(bands=("teen",)),
    "two children": Recipe(bands=("toddler", "school-age")),
    "two caregivers": Recipe(others=0.5),
    "only another": Recipe(ratings=(20, 30, 50, 0), others=1.0),
    "empty": Recipe(weeks=()),
    "one moment": Recipe(a_week=None, weeks=(0,)),
    "only calm": Recipe(kinds=(0, 1, 0)),
    "few a week": Recipe(a_week=(1, 5)),
    "hard, then easier": Recipe(a_week=(10, 24), ratings=(45, 10, 45, 0)),
}


class Drawn(NamedTuple):
    """A journal that was drawn.

    Attributes:
        recipe: its name.
        now: the present.
        moments: all of it, in the order of time.
        bands: the children and their ages.
    """

    recipe: str
    now: datetime
    moments: tuple[Moment, ...]
    bands: dict[str, str]


def draw(recipe: str, seed: int) -> Drawn:
    """Draw a journal of a kind."""
    rng, how = random.Random(f"{recipe} {seed}"), RECIPES[recipe]
    today = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    now = datetime.combine(today, time(23, 30), UTC)
    bands = dict(zip((CHILD, SIBLING), how.bands, strict=False))
    happened = sorted(
        datetime.combine(day, time(rng.choice(HOURS), rng.randrange(30)), UTC)
        for day in _days(how, today, rng)
    )
    moments: list[Moment] = []
    for place, at in enumerate(happened):
        moments.append(_moment(how, f"{seed}-{place}", at, now, moments, rng))
    return Drawn(recipe, now, tuple(moments), bands)


def _days(how: Recipe, today: date, rng: random.Random) -> Iterator[date]:
    for week in how.weeks:
        for _ in range(rng.randint(*how.a_week) if how.a_week else 1):
            yield today - timedelta(days=7 * week + rng.randrange(7))


def _moment(
    how: Recipe,
    uid: str,
    at: datetime,
    now: datetime,
    before: Sequence[Moment],
    rng: random.Random,
) -> Moment:
    children = (CHILD, SIBLING)[: len(how.bands)]
    (kind,) = rng.choices(list(Kind), how.kinds)
    caregiver = OTHER if rng.random() < how.others else DEFAULT_CAREGIVER
    is_low = random.Random(f"{uid.partition('-')[0]} {at.date()}").random() < how.low
    states = [LOW] if is_low else _some("state", rng, 0, 1, without=LOW)
    late = timedelta(days=2) if rng.random() < 0.1 else timedelta(minutes=12)
    whom = rng.sample(children, rng.randint(1, len(children)))
    plain = Moment(
        uid=uid, kind=kind, caregiver=caregiver, local_day=at.date(), occurred_at=at,
        logged_at=min(at + late, now), children=tuple(whom),
        states=tuple(states), chosen=rng.choices(list(Chosen), (85, 15))[0],
        after=rng.choice((None, None, *_words("after"))),
    )  # fmt: skip
    if kind is Kind.REPAIR:
        return _coming_back(plain, before, rng)
    (rating,) = rng.choices((*Sensitivity, None), how.ratings)
    if kind is Kind.CONNECTION:
        activities = tuple(_some("activity", rng, 0, 2))
        return plain._replace(sensitivity=rating, activities=activities)
    responses = _some("response", rng, 1, 2, without=FRIGHTEN)
    if caregiver == how.feared and rng.random() < how.fear:
        responses = [FRIGHTEN, *responses[:1]]
    is_hard = rating in {Sensitivity.PARTLY, Sensitivity.NO}
    return plain._replace(
        cue=rng.choice(_words("cue")),
        responses=tuple(responses),
        sensitivity=rating,
        came_back=rng.choice((None, *CameBack)) if is_hard else None,
    )


def _coming_back(plain: Moment, before: Sequence[Moment], rng: random.Random) -> Moment:
    hard = [moment for moment in before if moment.to_come_back_to]
    target = rng.choice(hard).uid if hard and rng.random() < 0.7 else None
    return plain._replace(steps=tuple(_some("step", rng, 1, 3)), repairs=target)


def _some(name: str, rng: random.Random, least: int, most: int, without: str = "") -> list[str]:
    """Pick words of a vocabulary, the first ones more often."""
    words = [word for word in _words(name) if word != without]
    picked = (words[int(len(words) * rng.random() ** 2)] for _ in range(rng.randint(least, most)))
    return list(dict.fromkeys(picked))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.word for word in vocabulary().of(name))


def store(drawn: Drawn, folder: Path) -> Home:
    """Store a journal in a folder of its own."""
    home = Home.at(folder)
    if not drawn.moments:
        return home
    with journal(home) as opened:
        for name, band in drawn.bands.items():
            opened.add_child(Child(name, band=band), drawn.now)
        if any(moment.caregiver == OTHER for moment in drawn.moments):
            opened.add_person("caregiver", OTHER, drawn.now)
        opened.add(drawn.moments)
    return home
