"""Fill a journal with as many moments as wanted, the newest two weeks normal whatever the number.

The week that holds --until and the one before it get 30 moments each; all others lie evenly in the
years before. The same seed makes the same journal. Run in tests/, on a folder without a journal:

    python -m bench.fill FOLDER --moments 1000000 --years 20
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from attune_cli.clock import system_clock
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, Child
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store.connection import connect
from attune_cli.store.full_text import INDEX_ALL
from attune_cli.store.home import Home
from attune_cli.store.journal import INSERT_CHILD, INSERT_MOMENT, INSERT_WORD, journal
from attune_cli.store.people import read_people
from attune_cli.store.rows import columns_of, words_of
from attune_cli.store.schema.beginning import begin

NORMAL_WEEK = 30
BATCH = 20_000
CHILDREN = (Child("ada", born="2024-08"), Child("Ben", band="preschooler"))
CAREGIVERS = (Caregiver("Noor"),)
PICKED_FROM = ("cue", "response", "activity", "step", "state", "after")
NOTES = (
    "Fell off the swing, and wanted to be carried home.",
    "Shoes. Again. We were late, and I was loud.",
    "Told me about the snail, at length.",
    "It took half an hour, and then we laughed about it.",
    "Nightmare about the big dog; we looked under the bed together.",
    "I said sorry for the shouting before dinner. “It’s okay”, and a hug.",
)
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
SUMMER_MONTHS = range(4, 11)


class Day(NamedTuple):
    """A day, from when to when in minutes moments may lie in it, and how many do."""

    day: date
    first: int
    last: int
    moments: int


def fill(home: Home, moments: int, years: float, now: datetime, seed: int = 0) -> None:
    """Make a journal with moments numbered from 1, the newest on the day of `now` or before.

    Raises:
        SystemExit: the journal is damaged, or held moments before.
    """
    begin(home)
    with closing(connect(home)) as connection:
        if connection.execute("SELECT count(*) FROM moments").fetchone() != (0,):
            sys.exit(f"There is a journal in {home.data} already.")
    with journal(home) as opened:
        for child in CHILDREN:
            opened.add_child(child, now)
        for caregiver in CAREGIVERS:
            opened.add_caregiver(caregiver, now)
    with closing(connect(home)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        _insert(connection, Diary(now, random.Random(seed)).moments(_days(moments, years, now)))
        _check(connection)


def _days(moments: int, years: float, now: datetime) -> Iterator[Day]:
    """Yield the days, oldest first, each with its share of the moments."""
    monday = now.date() - timedelta(days=now.weekday())
    this_week = [monday + timedelta(days=n) for n in range(now.weekday() + 1)]
    last_week = [monday - timedelta(days=n) for n in range(7, 0, -1)]
    before = [monday - timedelta(days=n) for n in range(max(8, round(years * 365.25)), 7, -1)]
    new = min(moments, NORMAL_WEEK)
    newish = min(moments - new, NORMAL_WEEK)
    for days, share in ((before, moments - new - newish), (last_week, newish), (this_week, new)):
        for place, day in enumerate(days):
            part = share * (place + 1) // len(days) - share * place // len(days)
            if day == now.date():
                yield Day(day, 0, now.hour * 60 + now.minute, part)
            else:
                yield Day(day, 6 * 60, 22 * 60, part)


class Diary:
    """Somebody's moments, made up one by one; the seed of `rng` says how they go."""

    def __init__(self, now: datetime, rng: random.Random) -> None:
        self._now = now
        self._rng = rng
        self._words = {name: tuple(w.word for w in vocabulary().of(name)) for name in PICKED_FROM}
        self._to_mend: str | None = None

    def moments(self, days: Iterable[Day]) -> Iterator[Moment]:
        """Yield the moments of some days, one after the other."""
        for day, first, last, moments in days:
            today, zone = day == self._now.date(), SUMMER if day.month in SUMMER_MONTHS else WINTER
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
            if today:
                midnight = midnight.replace(tzinfo=self._now.tzinfo)
            for minute in sorted(self._rng.randint(first, last) for _ in range(moments)):
                yield self._moment(midnight + timedelta(minutes=minute))

    def _moment(self, occurred: datetime) -> Moment:
        rng = self._rng
        (kind,) = rng.choices(list(Kind), (55, 35, 10))
        sensitivity = self._rating(kind)
        hard = kind is Kind.DISTRESS and sensitivity in {Sensitivity.PARTLY, Sensitivity.NO}
        logged = min(occurred + timedelta(minutes=rng.choice((2, 9, 40, 1900))), self._now)
        uid = _uid(logged, rng)
        mends = self._to_mend if kind is Kind.REPAIR else None
        self._to_mend = uid if hard else None if mends else self._to_mend
        return Moment(
            uid=uid,
            kind=kind,
            caregiver=CAREGIVERS[0].name if rng.random() < 0.3 else DEFAULT_CAREGIVER,
            local_day=occurred.date(),
            occurred_at=occurred if rng.random() < 0.95 else None,
            logged_at=logged,
            children=tuple(child.name for child in CHILDREN if rng.random() < 0.6),
            cue=self._pick("cue") if kind is Kind.DISTRESS else None,
            responses=self._several("response", 3) if kind is Kind.DISTRESS else (),
            activities=self._several("activity", 2) if kind is Kind.CONNECTION else (),
            steps=self._several("step", 4) if kind is Kind.REPAIR else (),
            states=self._several("state", 1) if rng.random() < 0.2 else (),
            sensitivity=sensitivity,
            came_back=rng.choice(list(CameBack)) if hard and rng.random() < 0.6 else None,
            after=self._pick("after") if rng.random() < 0.3 else None,
            chosen=Chosen.PROMPTED if rng.random() < 0.1 else Chosen.STOOD_OUT,
            repairs=mends,
            note=rng.choice(NOTES) if rng.random() < 0.35 else None,
        )

    def _rating(self, kind: Kind) -> Sensitivity | None:
        if kind is Kind.REPAIR or self._rng.random() < 0.08:
            return None
        return self._rng.choices(list(Sensitivity), (55, 25, 20))[0]

    def _pick(self, vocabulary: str) -> str:
        """Pick a word, the first ones more often."""
        words = self._words[vocabulary]
        return words[int(len(words) * self._rng.random() ** 2)]

    def _several(self, vocabulary: str, most: int) -> tuple[str, ...]:
        times = self._rng.randint(1, most)
        return tuple(dict.fromkeys(self._pick(vocabulary) for _ in range(times)))


def _uid(instant: datetime, rng: random.Random) -> str:
    """Return a UUIDv7 whose random part comes from the seed."""
    stamp = int(instant.timestamp() * 1000)
    tail = rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)
    return str(UUID(int=stamp << 80 | 7 << 76 | tail))


def _insert(connection: sqlite3.Connection, moments: Iterator[Moment]) -> None:
    known = read_people(connection)
    children = {child.name: id_ for id_, child in known.children.items()}
    caregivers = {person.name: id_ for id_, person in known.caregivers.items()}
    numbers: dict[str, int] = {}
    numbered = enumerate(moments, 1)
    while batch := list(islice(numbered, BATCH)):
        numbers |= {moment.uid: number for number, moment in batch}
        rows = [
            (*map(_digits, columns_of(m)), caregivers[m.caregiver], numbers.get(m.repairs or ""))
            for _, m in batch
        ]
        with_whom = [(n, children[c], p) for n, m in batch for p, c in enumerate(m.children)]
        words = [(n, *word) for n, m in batch for word in words_of(m)]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO open_change (id) VALUES (1)")  # of no change
        connection.executemany(INSERT_MOMENT, rows)
        connection.executemany(INSERT_CHILD, with_whom)
        connection.executemany(INSERT_WORD, words)
        connection.execute("DELETE FROM open_change")
        connection.execute("COMMIT")
    connection.execute(INDEX_ALL)


def _digits(value: object) -> object:
    """Return a day or an instant as the journal writes it."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return value.isoformat() if isinstance(value, date) else value


def _check(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA integrity_check").fetchall()
    if broken != [("ok",)] or connection.execute("PRAGMA foreign_key_check").fetchone():
        sys.exit(f"The journal is damaged: {broken[:3]}")


def main() -> None:
    """Fill the journal that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the journal's folder, as in ATTUNE_HOME")
    parser.add_argument("--moments", type=int, default=100_000)
    parser.add_argument("--years", type=float, default=20)
    parser.add_argument("--until", type=date.fromisoformat, help="the last day; default today")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    now = system_clock()
    if asked.until and asked.until != now.date():
        end = datetime(asked.until.year, asked.until.month, asked.until.day, 22, tzinfo=WINTER)
        now = min(now, end)
    start = time.perf_counter()
    home = Home.at(asked.folder.absolute())
    fill(home, asked.moments, asked.years, now, asked.seed)
    size = home.journal.stat().st_size / 2**20
    seconds = time.perf_counter() - start
    print(f"{asked.moments:,} moments, {size:.0f} MiB, in {seconds:.1f} s; the check is clean")


if __name__ == "__main__":
    main()
