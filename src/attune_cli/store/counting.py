"""Moments counted in the database: what `look` and `patterns` are made from, however many.

What is counted, and what it means, is defined by `counted` and `patterns` in core/statistics; tests
hold the one against the other. Words are counted by Python as they come, which takes two thirds of
the time that sorting them in SQLite takes; what is counted day by day, SQLite counts as quickly.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from attune_cli.core.moment import (
    FROM_MEMORY_AFTER_DAYS,
    CameBack,
    Chosen,
    Kind,
    Moment,
    Sensitivity,
)
from attune_cli.core.statistics.majority import DayTally, Tallies
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

# The kind comes first, and no plus is before it: so an index has all that is counted.
_OF_UPSET = f"FROM moments WHERE kind = '{Kind.DISTRESS}' AND {WITHIN} {OF}"
# Few moments are of fear: their numbers are looked up once a statement, from an index of them.
_FEAR = (
    "SELECT fear.moment_id FROM moment_words AS fear "  # noqa: S608 of constants
    f"WHERE fear.vocabulary = 'response' AND fear.word = '{FRIGHTEN}'"
)
_AFRAID = f"moments.id IN ({_FEAR})"
_ALIKE = (
    "SELECT kind, local_day, caregiver_id, sensitivity, chosen, count(*) "  # noqa: S608 likewise
    f"FROM moments WHERE kind IN ({{kinds}}) AND {WITHIN} {OF} {{those}} GROUP BY 1, 2, 3, 4, 5"
)
_RESPONDED = f"SELECT DISTINCT caregiver_id, sensitivity IS NOT NULL {_OF_UPSET}"
_FRIGHTENED = f"SELECT count(*) {_OF_UPSET} AND {_AFRAID}"
_HARD = "AND sensitivity IN ('partly', 'no')"
_REPAIRED = "EXISTS (SELECT 1 FROM moments AS repair WHERE repair.repairs_id = moments.id)"
_COMING_BACK = (
    "SELECT CASE WHEN came_back IN "
    f"('{CameBack.SAME_MOMENT}', '{CameBack.LATER}') THEN 1 ELSE {_REPAIRED} END, "
    f"{_AFRAID} {_OF_UPSET} {_HARD} "
    f"AND came_back IS NOT '{CameBack.NOT_NEEDED}'"
)
_OPEN = (
    f"SELECT id {_OF_UPSET} {_HARD} AND (came_back IS NULL OR came_back = '{CameBack.NOT_YET}') "
    f"AND NOT {_REPAIRED}"
)
_FROM_MEMORY = (
    f"SELECT count(*) FROM moments WHERE {WITHIN} {OF} AND CASE "  # noqa: S608 likewise
    "WHEN substr(logged_at, 1, 10) = substr(occurred_at, 1, 10) THEN 0 "  # as most are
    "WHEN occurred_at IS NOT NULL "
    "THEN logged_at > date(occurred_at, '+1 day') || substr(occurred_at, 11) "
    "ELSE julianday(date(substr(logged_at, 1, 19), logged_offset || ' minutes')) "
    f"- julianday(local_day) >= {FROM_MEMORY_AFTER_DAYS} END"
)
_WORDS = (
    "SELECT {read} FROM moments JOIN moment_words "  # noqa: S608 likewise
    "ON moment_words.moment_id = moments.id AND moment_words.vocabulary = '{vocabulary}' "
    f"WHERE kind = '{{kind}}' AND {WITHIN} {OF}"
)
_OF_RESPONSES = _WORDS.format(read="word, cue", vocabulary="response", kind=Kind.DISTRESS)
_RESPONSES = f"{_OF_RESPONSES} AND sensitivity = 'yes' AND NOT {_AFRAID}"
_ACTIVITIES = _WORDS.format(read="word", vocabulary="activity", kind=Kind.CONNECTION)
_STEPS = _WORDS.format(read="word", vocabulary="step", kind=Kind.REPAIR)

# The cells of a moment: what is read of it, where; core/statistics/patterns.py has the names.
_ALL_DAYS = Period(date.min, date.max)
_DAY_MINUTES = 24 * 60
_HOUR = (  # by hand, in half the time that strftime takes; an offset is of less than a day
    "CASE WHEN occurred_at IS NULL THEN part_of_day ELSE "
    "(substr(occurred_at, 12, 2) * 60 + substr(occurred_at, 15, 2) "
    f"+ coalesce(occurred_offset, 0) + {_DAY_MINUTES}) % {_DAY_MINUTES} / 60 END"
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
    "sensitivity IS NOT NULL",
    f"CASE WHEN sensitivity = 'yes' THEN NOT {_AFRAID} ELSE 0 END",  # AND would ask both of each
    ("part_of_day", "weekday", "cue", "state"),
)
_SETTLING = _Outcome(
    f'"after" IN ({", ".join(map(repr, sorted(AFTERWARDS)))}) AND NOT {_AFRAID}',
    f"\"after\" = '{SETTLED}'",
    ("response",),
)


def alike_in(
    connection: sqlite3.Connection | None,
    period: Period,
    whose: Whose,
    kinds: Iterable[Kind] = tuple(Kind),
) -> "Alike":
    """Count the moments of a period by what they have alike, those of some kinds.

    Args:
        connection: a journal, or None where there is none yet.
        period: which days.
        whose: whose moments.
        kinds: of which kinds.
    """
    if connection is None:
        return Alike(_Rows(), _Rows())
    named = ", ".join(f"'{kind}'" for kind in kinds)
    values = whose.values(period)
    every = _ALIKE.format(kinds=named, those="")
    afraid = _ALIKE.format(kinds=f"'{Kind.DISTRESS}'", those=f"AND {_AFRAID}")
    return Alike(*(_Rows.read(connection, query, values) for query in (every, afraid)))


def counted_in(
    connection: sqlite3.Connection | None,
    alike: "Alike",
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
        alike: what `alike_in` has of the period.
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
    every, afraid = alike
    upset, calm = every.of(Kind.DISTRESS), every.of(Kind.CONNECTION)
    back = Counter(connection.execute(_COMING_BACK, values))  # whether so, and whether of fear
    names = {number: person.name for number, person in people.caregivers.items()}
    days = every.days()
    return Counted(
        days=len(days),
        first_day=min(days, default=None),
        caregivers=every.by_caregiver(names),
        distress=upset.ratings(),
        connection=calm.ratings(),
        tallies=_tallies(upset, afraid),
        prompted=_tallies(upset.prompted(), afraid.prompted()),
        own=upset.by(reader).ratings().rated,
        fear=afraid.by_caregiver(names),
        to_come_back_to=back.total(),
        came_back=back[1, 0] + back[1, 1],
        came_back_without_fear=back[1, 0],
        still_open=_still_open(connection, period, whose, open_since),
        responses=Counter(connection.execute(_RESPONSES, values)),
        days_of_connection=len(calm.days()),
        activities=_words(connection, _ACTIVITIES, values),
        steps=_words(connection, _STEPS, values),
        repairs=every.of(Kind.REPAIR).total(),
        from_memory=connection.execute(_FROM_MEMORY, values).fetchone()[0],
        ratings=lambda: _known(connection, _RATED, period, whose, parts),
    )


def all_tallies(connection: sqlite3.Connection | None, whose: Whose, reader: int | None) -> Tallies:
    """Return how all moments of distress were rated, by day, and the days of fear.

    Args:
        connection: a journal, or None where there is none yet.
        whose: whose moments.
        reader: number of the caregiver who looks at it.
    """
    return alike_in(connection, _ALL_DAYS, whose, [Kind.DISTRESS]).tallies(reader)


class _Row(NamedTuple):
    """Moments that are alike, and how many they are."""

    kind: str
    day: str
    caregiver: int
    rating: str | None
    chosen: str
    many: int


class _Rows(NamedTuple):
    rows: Sequence[_Row] = ()

    @classmethod
    def read(cls, connection: sqlite3.Connection, query: str, values: Iterable[Any]) -> "_Rows":
        return cls([*map(_Row._make, connection.execute(query, tuple(values)))])

    def of(self, kind: Kind) -> "_Rows":
        return _Rows([row for row in self.rows if row.kind == kind])

    def by(self, caregiver: int | None) -> "_Rows":
        return _Rows([row for row in self.rows if row.caregiver == caregiver])

    def prompted(self) -> "_Rows":
        return _Rows([row for row in self.rows if row.chosen == Chosen.PROMPTED])

    def total(self) -> int:
        return sum(row.many for row in self.rows)

    def days(self) -> set[date]:
        return {date.fromisoformat(day) for day in {row.day for row in self.rows}}

    def by_caregiver(self, names: dict[int, str]) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.rows:
            found[names[row.caregiver]] += row.many
        return found

    def ratings(self) -> Ratings:
        found: Counter[str | None] = Counter()
        for row in self.rows:
            found[row.rating] += row.many
        yes, partly, no = (found[rating] for rating in Sensitivity)
        return Ratings(found.total(), yes + partly + no, yes, partly, no)


class Alike(NamedTuple):
    """How many moments are alike: of a day, kind, caregiver and rating, chosen in the same way.

    Attributes:
        every: all of them.
        afraid: those of fear among them.
    """

    every: _Rows
    afraid: _Rows

    def tallies(self, reader: int | None) -> Tallies:
        """Return how the moments of distress were rated, by day, and the days of fear.

        Args:
            reader: number of the caregiver who looks at it.
        """
        upset = self.every.of(Kind.DISTRESS)
        own, own_afraid = upset.by(reader), self.afraid.by(reader)
        fear, own_fear = (
            [date.fromisoformat(row.day) for row in found.rows for _ in range(row.many)]
            for found in (self.afraid, own_afraid)
        )
        return Tallies(_tallies(upset, self.afraid), _tallies(own, own_afraid), fear, own_fear)


def _tallies(every: _Rows, afraid: _Rows) -> list[DayTally]:
    """Return a tally for each day that has any rated; those of fear are apart."""
    days = _counts_by_name()
    for row in every.rows:
        if row.rating:
            days[row.day][row.rating] += row.many
    for row in afraid.rows:
        if row.rating:
            days[row.day][row.rating] -= row.many
            days[row.day]["frightened"] += row.many
    return [DayTally(date.fromisoformat(day), **ratings) for day, ratings in sorted(days.items())]


def _counts_by_name() -> defaultdict[str, defaultdict[str, int]]:
    """Return what counts names under names; thousands of a `Counter` take several times as long."""
    return defaultdict(lambda: defaultdict(int))


def _words(connection: sqlite3.Connection, query: str, values: Iterable[Any]) -> Counter[str]:
    found = Counter(connection.execute(query, tuple(values)))
    return Counter({word: many for (word,), many in found.items()})


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
    names = {number: person.name for number, person in people.caregivers.items()}
    values = whose.values(period)
    responded = set(connection.execute(_RESPONDED, values))
    return KnownPatterns(
        rated=_known(connection, _RATED, period, whose, parts),
        settling=_known(connection, _SETTLING, period, whose, parts),
        caregivers=frozenset(names[number] for number, _ in responded),
        raters=frozenset(names[number] for number, is_rated in responded if is_rated),
        frightened=connection.execute(_FRIGHTENED, values).fetchone()[0],
    )


def _known(
    connection: sqlite3.Connection,
    outcome: _Outcome,
    period: Period,
    whose: Whose,
    parts: PartsOfDay,
) -> Known:
    where = f"kind = '{Kind.DISTRESS}' AND {WITHIN} {OF} AND {outcome.is_known}"

    counted = f"local_day, sum({outcome.counts}), count(*)"

    def rows(by: str, read: str, then: str = "") -> sqlite3.Cursor:
        text, cell = _CELLS[by]
        query = text.format(read=read, cell=cell, where=where)
        return connection.execute(f"{query} {then}", whose.values(period))

    read = f"SELECT {counted} FROM moments WHERE {where} GROUP BY local_day"  # noqa: S608 likewise
    learnt = connection.execute(read, whose.values(learnt_from(period))).fetchall()
    within = [row for row in learnt if period.start.isoformat() <= row[0]]

    def of_days(by: str) -> Iterable[tuple[str, int, int, Any]]:
        """Return days, with k, n and what is in their cells."""
        if by == "weekday":
            return ((day, k, n, day) for day, k, n in within)
        return rows(by, counted, "GROUP BY 1, 4")

    names = _names(parts)
    groups: list[Group] = []
    for by in outcome.kinds:
        name_of, k = names[by], Counter[str]()
        per_day = _counts_by_name()
        for day, of_them, many, found in of_days(by):
            if name := name_of(found):
                k[name] += of_them
                per_day[name][day] += many
        groups += sorted_groups(
            Group(by, name, k[name], tuple(days.values())) for name, days in per_day.items()
        )

    def members(cell: Cell) -> set[int]:
        found = rows(cell.by, "moments.id")
        return {number for number, value in found if names[cell.by](value) == cell.cell}

    return Known(
        k=sum(k for _, k, _ in within),
        n=sum(n for _, _, n in within),
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

    return {  # few are different, many are alike
        "part_of_day": cache(part),
        "weekday": lambda day: WEEKDAYS[date.fromisoformat(day).weekday()],
        "cue": lambda cue: cue,
        "state": lambda word: word,
        "response": cache(response),
    }
