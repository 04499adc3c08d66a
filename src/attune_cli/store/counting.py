"""Moments counted in the database: what `look` and `patterns` are made from, however many.

What is counted, and what it means, is defined by `counted` and `patterns` in core/statistics; tests
hold the one against the other. The rows that are alike are counted by Python as they come, which
takes a third of the time that sorting them in SQLite takes.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from attune_cli.core.moment import (
    FROM_MEMORY_AFTER_DAYS,
    CameBack,
    Chosen,
    Kind,
    Moment,
    Sensitivity,
)
from attune_cli.core.statistics.majority import DayTally
from attune_cli.core.statistics.patterns import (
    AFTERWARDS,
    SETTLED,
    Cell,
    Group,
    Known,
    KnownPatterns,
    learnt_from,
    sorted_groups,
)
from attune_cli.core.statistics.reflection import Counted, Ratings, in_time
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import PartsOfDay, known_part, part_of_day
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary
from attune_cli.store.moments import OF, WITHIN, numbered
from attune_cli.store.people import People

_FROM = f"FROM moments WHERE {WITHIN} {OF}"
_AFRAID = (
    "EXISTS (SELECT 1 FROM moment_words AS fear "  # noqa: S608 of constants
    "WHERE fear.moment_id = moments.id "
    f"AND fear.vocabulary = 'response' AND fear.word = '{FRIGHTEN}')"
)
_ALIKE = "SELECT local_day, kind, caregiver_id, sensitivity, chosen"
_EVERY = f"{_ALIKE} {_FROM}"
_OF_FEAR = (
    f"{_ALIKE} FROM moments JOIN moment_words ON moment_words.moment_id = moments.id "
    f"WHERE {WITHIN} {OF} AND moments.kind = 'distress' "
    f"AND moment_words.vocabulary = 'response' AND moment_words.word = '{FRIGHTEN}'"
)
_HARD = "AND +kind = 'distress' AND sensitivity IN ('partly', 'no')"
_REPAIRED = "EXISTS (SELECT 1 FROM moments AS repair WHERE repair.repairs_id = moments.id)"
_COMING_BACK = (
    f"SELECT came_back, {_REPAIRED}, {_AFRAID} {_FROM} {_HARD} "
    f"AND came_back IS NOT '{CameBack.NOT_NEEDED}'"
)
_OPEN = (
    f"SELECT id {_FROM} {_HARD} AND (came_back IS NULL OR came_back = '{CameBack.NOT_YET}') "
    f"AND NOT {_REPAIRED}"
)
_FROM_MEMORY = (
    f"SELECT count(*) {_FROM} AND CASE WHEN occurred_at IS NOT NULL "
    "THEN logged_at > date(occurred_at, '+1 day') || substr(occurred_at, 11) "
    "ELSE julianday(date(substr(logged_at, 1, 19), logged_offset || ' minutes')) "
    f"- julianday(local_day) >= {FROM_MEMORY_AFTER_DAYS} END"
)
_WORDS = (
    "SELECT moment_words.word, cue FROM moments JOIN moment_words "  # noqa: S608 likewise
    "ON moment_words.moment_id = moments.id AND moment_words.vocabulary = '{vocabulary}' "
    f"WHERE {WITHIN} {OF} AND +kind = '{{kind}}'"
)
_RESPONSES = (
    _WORDS.format(vocabulary="response", kind=Kind.DISTRESS)
    + f" AND sensitivity = 'yes' AND NOT {_AFRAID}"
)
_ACTIVITIES = _WORDS.format(vocabulary="activity", kind=Kind.CONNECTION)
_STEPS = _WORDS.format(vocabulary="step", kind=Kind.REPAIR)

# The cells of a moment: what is read of it, where; core/statistics/patterns.py has the names.
_HOUR = (
    "CASE WHEN occurred_at IS NULL THEN part_of_day ELSE "
    "CAST(strftime('%H', substr(occurred_at, 1, 19), coalesce(occurred_offset, 0) || ' minutes') "
    "AS INTEGER) END"
)
_OF_COLUMN = "SELECT {read}, {cell} FROM moments WHERE {where}"
_OF_WORDS = (
    "SELECT {read}, moment_words.word FROM moments JOIN moment_words "
    "ON moment_words.moment_id = moments.id AND moment_words.vocabulary = '{cell}' WHERE {where}"
)
_CELLS = {
    "part_of_day": (_OF_COLUMN, _HOUR),
    "weekday": (_OF_COLUMN, "local_day"),
    "cue": (_OF_COLUMN, "cue"),
    "state": (_OF_WORDS, "state"),
    "response": (_OF_WORDS, "response"),
}


class Whose(NamedTuple):
    """Whose moments are counted, by their numbers; None is everybody."""

    child: int | None = None
    caregiver: int | None = None

    def values(self, period: Period) -> tuple[str | int | None, ...]:
        """Return the values of a query about a period."""
        days = (period.start.isoformat(), period.end.isoformat())
        return (*days, self.caregiver, self.caregiver, self.child, self.child)


class _Outcome(NamedTuple):
    """An outcome: of which moments it is known, which of them have it, and in which cells."""

    is_known: str
    counts: str
    kinds: tuple[str, ...]


_RATED = _Outcome(
    "+kind = 'distress' AND sensitivity IS NOT NULL",
    f"CASE sensitivity WHEN 'yes' THEN NOT {_AFRAID} ELSE 0 END",
    ("part_of_day", "weekday", "cue", "state"),
)
_SETTLING = _Outcome(
    f"+kind = 'distress' AND \"after\" IN ({', '.join(map(repr, sorted(AFTERWARDS)))}) "
    f"AND NOT {_AFRAID}",
    f"\"after\" = '{SETTLED}'",
    ("response",),
)


def counted_in(
    connection: sqlite3.Connection | None,
    period: Period,
    whose: Whose,
    parts: PartsOfDay,
    reader: int | None,
    people: People,
    open_since: date,
) -> Counted:
    """Count the moments of a period, as `core.statistics.reflection.counted` does.

    Args:
        connection: a journal, or None where there is none yet; open until all is asked.
        period: which days.
        whose: whose moments.
        parts: when the parts of the day begin.
        reader: number of the caregiver who looks at it.
        people: with their names.
        open_since: from which day on moments that are still open are read.
    """
    if connection is None:
        from attune_cli.core.statistics.reflection import counted  # noqa: PLC0415 nothing is there

        return counted([], parts, "")
    values = whose.values(period)
    every, afraid = (_Alike.read(connection, query, values) for query in (_EVERY, _OF_FEAR))
    upset, calm = every.of(Kind.DISTRESS), every.of(Kind.CONNECTION)
    back = Counter(connection.execute(_COMING_BACK, values))
    came_back: Counter[bool] = Counter()  # by whether it is one of fear
    for (returned, is_repaired, is_afraid), many in back.items():
        if is_repaired or returned in {CameBack.SAME_MOMENT, CameBack.LATER}:
            came_back[bool(is_afraid)] += many
    names = {number: person.name for number, person in people.caregivers.items()}
    return Counted(
        days=len(every.days()),
        first_day=min(every.days(), default=None),
        caregivers=every.by_caregiver(names),
        distress=upset.ratings(),
        connection=calm.ratings(),
        tallies=_tallies(upset, afraid),
        prompted=_tallies(upset.prompted(), afraid.prompted()),
        own=sum(m for (_, _, by, rating, _), m in upset.rows.items() if rating and by == reader),
        fear=afraid.by_caregiver(names),
        to_come_back_to=back.total(),
        came_back=came_back.total(),
        came_back_without_fear=came_back[False],
        still_open=_still_open(connection, period, whose, open_since),
        responses=Counter(connection.execute(_RESPONSES, values)),
        days_of_connection=len(calm.days()),
        activities=Counter(word for word, _ in connection.execute(_ACTIVITIES, values)),
        steps=Counter(word for word, _ in connection.execute(_STEPS, values)),
        repairs=every.of(Kind.REPAIR).rows.total(),
        from_memory=connection.execute(_FROM_MEMORY, values).fetchone()[0],
        ratings=lambda: _known(connection, _RATED, period, whose, parts),
    )


class _Alike(NamedTuple):
    """How many moments are alike: of a day, kind, caregiver and rating, chosen in the same way."""

    rows: Counter[tuple[str, str, int, str | None, str]]

    @classmethod
    def read(cls, connection: sqlite3.Connection, query: str, values: Iterable[Any]) -> "_Alike":
        return cls(Counter(connection.execute(query, tuple(values))))

    def of(self, kind: Kind) -> "_Alike":
        return _Alike(Counter({row: many for row, many in self.rows.items() if row[1] == kind}))

    def prompted(self) -> "_Alike":
        return _Alike(
            Counter({row: n for row, n in self.rows.items() if row[4] == Chosen.PROMPTED})
        )

    def days(self) -> set[date]:
        return {date.fromisoformat(day) for day in {row[0] for row in self.rows}}

    def by_caregiver(self, names: dict[int, str]) -> Counter[str]:
        found: Counter[str] = Counter()
        for (_, _, caregiver, _, _), many in self.rows.items():
            found[names[caregiver]] += many
        return found

    def ratings(self) -> Ratings:
        found: Counter[str | None] = Counter()
        for (_, _, _, rating, _), many in self.rows.items():
            found[rating] += many
        yes, partly, no = (found[rating] for rating in Sensitivity)
        return Ratings(found.total(), yes + partly + no, yes, partly, no)


def _tallies(every: _Alike, afraid: _Alike) -> list[DayTally]:
    """Return a tally for each day that has any rated; those of fear are apart."""
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (day, _, _, rating, _), many in every.rows.items():
        if rating:
            days[day][rating] += many
    for (day, _, _, rating, _), many in afraid.rows.items():
        if rating:
            days[day][rating] -= many
            days[day]["frightened"] += many
    return [DayTally(date.fromisoformat(day), **ratings) for day, ratings in sorted(days.items())]


def _still_open(
    connection: sqlite3.Connection, period: Period, whose: Whose, since: date
) -> list[Moment]:
    lately = Period(min(max(period.start, since), period.end), period.end)
    rows = connection.execute(_OPEN, whose.values(lately)).fetchall()
    return sorted(numbered(connection, [number for (number,) in rows]), key=in_time)


def patterns_in(
    connection: sqlite3.Connection | None,
    period: Period,
    whose: Whose,
    parts: PartsOfDay,
    people: People,
) -> KnownPatterns:
    """Count what the patterns of a period are made from, as `core.statistics.patterns` does.

    Args:
        connection: a journal, or None where there is none yet; open until all is asked.
        period: which days.
        whose: whose moments.
        parts: when the parts of the day begin.
        people: with their names.
    """
    if connection is None:
        nothing = Known(0, 0, [], lambda *_: 0)
        return KnownPatterns(nothing, nothing, frozenset(), frozenset(), 0)
    values = whose.values(period)
    names = {number: person.name for number, person in people.caregivers.items()}
    by = f"SELECT caregiver_id, sensitivity IS NOT NULL {_FROM} AND +kind = 'distress'"
    responded = set(connection.execute(by, values))
    return KnownPatterns(
        rated=_known(connection, _RATED, period, whose, parts),
        settling=_known(connection, _SETTLING, period, whose, parts),
        caregivers=frozenset(names[number] for number, _ in responded),
        raters=frozenset(names[number] for number, is_rated in responded if is_rated),
        frightened=_Alike.read(connection, _OF_FEAR, values).rows.total(),
    )


def _known(
    connection: sqlite3.Connection,
    outcome: _Outcome,
    period: Period,
    whose: Whose,
    parts: PartsOfDay,
) -> Known:
    where = f"{WITHIN} {OF} AND {outcome.is_known}"

    def rows(by: str, read: str, period: Period) -> sqlite3.Cursor:
        text, cell = _CELLS[by]
        query = text.format(read=read, cell=cell, where=where)
        return connection.execute(query, whose.values(period))

    name_of = _names(parts)
    groups: list[Group] = []
    for by in outcome.kinds:
        k: Counter[str] = Counter()
        per_day: defaultdict[str, Counter[str]] = defaultdict(Counter)
        alike = Counter(rows(by, f"local_day, {outcome.counts}", period))
        for (day, counts, found), many in alike.items():
            if name := name_of[by](found):
                k[name] += counts * many
                per_day[name][day] += many
        groups += sorted_groups(
            Group(by, name, k[name], tuple(days.values())) for name, days in per_day.items()
        )

    def members(cell: Cell) -> set[int]:
        found = rows(cell.by, "moments.id", period)
        return {number for number, value in found if name_of[cell.by](value) == cell.cell}

    days: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    read = f"SELECT local_day, {outcome.counts} FROM moments WHERE {where}"  # noqa: S608 likewise
    alike = Counter(connection.execute(read, whose.values(learnt_from(period))))
    for (day, counts), many in alike.items():
        days[day][0] += counts * many
        days[day][1] += many
    learnt = [(day, k, n) for day, (k, n) in sorted(days.items())]
    within = [(k, n) for day, k, n in learnt if period.start.isoformat() <= day]
    return Known(
        k=sum(k for k, _ in within),
        n=sum(n for _, n in within),
        groups=groups,
        shared=lambda one, other: len(members(one) & members(other)),
        learnt_days=[(k, n) for _, k, n in learnt],
    )


def _names(parts: PartsOfDay) -> dict[str, Callable[[Any], str | None]]:
    """Return what tells the cell of what is read, for each kind of cell; None where it has none."""

    def part(found: int | str | None) -> str | None:
        if isinstance(found, int):
            return part_of_day(found, parts)
        return known_part(None, found, parts)

    def response(word: str) -> str | None:
        return None if vocabulary().stance(word) == UNSUPPORTIVE else word

    return {
        "part_of_day": part,
        "weekday": lambda day: WEEKDAYS[date.fromisoformat(day).weekday()],
        "cue": lambda cue: cue,
        "state": lambda word: word,
        "response": response,
    }
