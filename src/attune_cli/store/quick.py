"""The few statements of `log` and `week` on the standard library's sqlite3, for start-up's sake.

tables.py is the schema: tests compile these statements from it and compare, and show that
journal.py reads and writes the same moments. Only here may SQL lean on SQLite.
"""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from attune_cli.core.grammar import LAST
from attune_cli.core.moment import CameBack, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, Child
from attune_cli.core.period import Period
from attune_cli.errors import NoSuchMoment, NotRepairable
from attune_cli.store.rows import Linked, MomentColumns, columns_of, moment_of, words_of

CHILDREN = (
    "SELECT children.id, children.name, children.born, children.band, children.weeks_early "
    "FROM children ORDER BY children.id"
)
CAREGIVERS = "SELECT caregivers.id, caregivers.name FROM caregivers ORDER BY caregivers.id"
INSERT_MOMENT = (
    "INSERT INTO moments (uid, kind, local_day, occurred_at, occurred_offset, logged_at, "
    'logged_offset, cue, sensitivity, came_back, "after", chosen, note, caregiver_id, repairs_id) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_CHILD = "INSERT INTO moment_children (moment_id, child_id, position) VALUES (?, ?, ?)"
INSERT_WORD = "INSERT INTO moment_words (moment_id, vocabulary, word, position) VALUES (?, ?, ?, ?)"
CAME_BACK = (
    "UPDATE moments SET came_back=? WHERE moments.id = ? AND coalesce(moments.came_back, ?) != ?"
)
TARGET = (
    "SELECT moments.id, moments.kind, moments.uid, moments.local_day, moments.cue "
    "FROM moments WHERE moments.id = ?"
)
LATEST = (
    "SELECT moments.id, moments.sensitivity FROM moments WHERE moments.kind = ? "
    "ORDER BY moments.id DESC LIMIT ?"
)
CHILD_OF = (
    "SELECT moment_children.child_id FROM moment_children WHERE moment_children.moment_id = ? "
    "ORDER BY moment_children.position"
)
HAS = "SELECT moments.id FROM moments WHERE moments.uid = ?"
WINDOW = (
    "SELECT moments.uid, moments.kind, moments.local_day, moments.occurred_at, "
    "moments.occurred_offset, moments.logged_at, moments.logged_offset, moments.cue, "
    'moments.sensitivity, moments.came_back, moments."after", moments.chosen, moments.note, '
    "moments.id, caregivers.name, repaired.uid AS repairs, EXISTS (SELECT repair.id "
    "FROM moments AS repair WHERE repair.repairs_id = moments.id) AS is_repaired "
    "FROM moments JOIN caregivers ON caregivers.id = moments.caregiver_id "
    "LEFT OUTER JOIN moments AS repaired ON repaired.id = moments.repairs_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? ORDER BY moments.id"
)
WINDOW_WORDS = (
    "SELECT moment_words.moment_id, moment_words.vocabulary, moment_words.word "
    "FROM moments JOIN moment_words ON moments.id = moment_words.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    "ORDER BY moment_words.moment_id, moment_words.position"
)
WINDOW_CHILDREN = (
    "SELECT moment_children.moment_id, children.name "
    "FROM moments JOIN moment_children ON moments.id = moment_children.moment_id "
    "JOIN children ON children.id = moment_children.child_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    "ORDER BY moment_children.moment_id, moment_children.position"
)
LAST_DAY_BEFORE = "SELECT max(moments.local_day) AS day FROM moments WHERE moments.local_day < ?"


LOOK_BACK = 200  # moments of distress among which “last” is looked for


class People(NamedTuple):
    """Everybody the journal knows, by id."""

    children: dict[int, Child]
    caregivers: dict[int, Caregiver]

    @property
    def names_of_children(self) -> list[str]:
        """Their nicknames, in the order in which they were added."""
        return [child.name for child in self.children.values()]

    @property
    def names_of_caregivers(self) -> list[str]:
        """Their nicknames; there is always one."""
        return [person.name for person in self.caregivers.values()] or [DEFAULT_CAREGIVER]


NOBODY = People({}, {})


class Repaired(NamedTuple):
    """The moment that a repair points at, as far as it is named."""

    number: int
    uid: str
    local_day: date
    cue: str | None


class Window(NamedTuple):
    """The moments of a period, and the last day with any before it."""

    moments: list[Moment]
    last_day_before: date | None


def people(connection: sqlite3.Connection | None) -> People:
    """Return everybody the journal knows, in the order in which they were added."""
    if connection is None:
        return NOBODY
    children = {row[0]: Child(*row[1:]) for row in connection.execute(CHILDREN)}
    caregivers = {row[0]: Caregiver(row[1]) for row in connection.execute(CAREGIVERS)}
    return People(children, caregivers)


def insert(
    connection: sqlite3.Connection, moment: Moment, known: People, repairs: int | None = None
) -> int:
    """Store a moment, with everybody it names known already.

    Args:
        connection: inside a transaction.
        moment: not stored yet.
        known: the journal's people.
        repairs: number of the moment that it repairs.

    Returns:
        The number that it was given.
    """
    caregiver = next(i for i, person in known.caregivers.items() if person.name == moment.caregiver)
    own = (_digits(value) if isinstance(value, date) else value for value in columns_of(moment))
    number = connection.execute(INSERT_MOMENT, (*own, caregiver, repairs)).lastrowid
    assert number is not None  # noqa: S101 SQLite has just made it
    ids = {child.name: id_ for id_, child in known.children.items()}
    children = [(number, ids[name], place) for place, name in enumerate(moment.children)]
    connection.executemany(INSERT_CHILD, children)
    connection.executemany(INSERT_WORD, [(number, *word) for word in words_of(moment)])
    return number


def find_repaired(
    connection: sqlite3.Connection | None, wanted: str, children: Collection[str] = ()
) -> Repaired:
    """Return the moment that a repair points at.

    Args:
        connection: a journal, or None where there is none yet.
        wanted: the digits of a number; or "last", for the moment of distress logged last that was
            not rated yes, or else the one logged last.
        children: nicknames; where there are some, the last one was with one of them.

    Raises:
        NoSuchMoment: there is none.
        NotRepairable: it is no moment of distress.
    """
    number = None if wanted == LAST else int(wanted)
    if connection is None:
        raise NoSuchMoment(number)
    if number is None:
        number = _last_to_repair(connection, children)
    found = connection.execute(TARGET, (number,)).fetchone() if number is not None else None
    if found is None:
        raise NoSuchMoment(number)
    if found[1] != Kind.DISTRESS:
        raise NotRepairable(found[0], found[1])
    return Repaired(found[0], found[2], date.fromisoformat(found[3]), found[4])


def _last_to_repair(connection: sqlite3.Connection, children: Collection[str]) -> int | None:
    ids = {id_ for id_, child in people(connection).children.items() if child.name in children}
    latest = [
        (number, rating)
        for number, rating in connection.execute(LATEST, (Kind.DISTRESS, LOOK_BACK))
        if not children or ids & {row[0] for row in connection.execute(CHILD_OF, (number,))}
    ]
    hard = (number for number, rating in latest if rating != Sensitivity.YES)
    return next(hard, latest[0][0] if latest else None)


def children_of(connection: sqlite3.Connection, number: int, known: People) -> tuple[str, ...]:
    """Return the nicknames of those a moment was with, in the order in which they were named."""
    return tuple(known.children[row[0]].name for row in connection.execute(CHILD_OF, (number,)))


def has(connection: sqlite3.Connection | None, uid: str) -> bool:
    """Whether a moment is in the journal."""
    return connection is not None and connection.execute(HAS, (uid,)).fetchone() is not None


def mark_repaired(connection: sqlite3.Connection, number: int) -> None:
    """Note on a moment that somebody came back to it later; in the same moment says more."""
    connection.execute(CAME_BACK, (CameBack.LATER, number, "", CameBack.SAME_MOMENT))


def window(connection: sqlite3.Connection | None, period: Period) -> Window:
    """Return the moments of a period, in the order of their numbers."""
    if connection is None:
        return Window([], None)
    days = (period.start.isoformat(), period.end.isoformat())
    words: dict[int, dict[str, list[str]]] = {}
    for number, vocabulary, word in connection.execute(WINDOW_WORDS, days):
        words.setdefault(number, {}).setdefault(vocabulary, []).append(word)
    children: dict[int, list[str]] = {}
    for number, name in connection.execute(WINDOW_CHILDREN, days):
        children.setdefault(number, []).append(name)
    moments = [_moment(row, words, children) for row in connection.execute(WINDOW, days)]
    (before,) = connection.execute(LAST_DAY_BEFORE, days[:1]).fetchone()
    return Window(moments, date.fromisoformat(before) if before else None)


def _moment(
    row: Sequence[Any], words: dict[int, dict[str, list[str]]], children: dict[int, list[str]]
) -> Moment:
    uid, kind, day, occurred, occurred_offset, logged, *rest = row[:13]
    number, caregiver, repairs, is_repaired = row[13:]
    own = MomentColumns(
        uid, kind, date.fromisoformat(day),
        _instant(occurred) if occurred else None, occurred_offset, _instant(logged), *rest,
    )  # fmt: skip
    others = (children.get(number, ()), words.get(number, {}))
    return moment_of(own, Linked(number, caregiver, repairs, bool(is_repaired), *others))


def _digits(value: date) -> str:
    """Return a day or an instant as SQLAlchemy stores it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value.isoformat()


def _instant(digits: str) -> datetime:
    return datetime.fromisoformat(digits).replace(tzinfo=UTC)
