"""The few statements of `log` on the standard library's sqlite3, for start-up's sake.

tables.py is the schema: tests compile these statements from it and compare, and show that
journal.py reads and writes the same moments. Only here, and in past.py, may SQL lean on SQLite.
"""

import sqlite3
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import NamedTuple

from attune_cli.core.grammar import LAST
from attune_cli.core.moment import CameBack, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, Child, key_of, shown
from attune_cli.errors.moments import NoSuchMoment, NotRepairable
from attune_cli.store import texts
from attune_cli.store.rows import columns_of, words_of

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
CAME_BACK = "UPDATE moments SET came_back=? WHERE moments.id = ?"
CAME_BACK_OF = "SELECT moments.came_back FROM moments WHERE moments.id = ?"
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

    def usual_caregiver(self, said: str = DEFAULT_CAREGIVER) -> str:
        """Return who responds where nobody is named: whoever is said, or the one added first.

        That one is “me”, whatever the nickname is by now.
        """
        names = self.names_of_caregivers
        return next((name for name in names if key_of(name) == key_of(said)), names[0])

    def addressed(self, name: str, said: str = DEFAULT_CAREGIVER) -> str:
        """Return “me” for the usual caregiver, to whom pages say “you”, else a nickname as shown.

        Args:
            name: nickname as stored.
            said: see usual_caregiver.
        """
        return DEFAULT_CAREGIVER if name == self.usual_caregiver(said) else shown(name)

    def id_of_child(self, name: str | None) -> int | None:
        """Return the id of a child by the nickname as stored."""
        return next((id_ for id_, child in self.children.items() if child.name == name), None)

    def id_of_caregiver(self, name: str | None) -> int | None:
        """Return the id of a caregiver by the nickname as stored."""
        return next((id_ for id_, person in self.caregivers.items() if person.name == name), None)


NOBODY = People({}, {})


class Repaired(NamedTuple):
    """The moment that a repair points at, as far as it is named."""

    number: int
    uid: str
    local_day: date
    cue: str | None


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
    caregiver = known.id_of_caregiver(moment.caregiver)
    own = (digits(value) if isinstance(value, date) else value for value in columns_of(moment))
    number = connection.execute(INSERT_MOMENT, (*own, caregiver, repairs)).lastrowid
    assert number is not None  # noqa: S101 SQLite has just made it
    ids = {child.name: id_ for id_, child in known.children.items()}
    children = [(number, ids[name], place) for place, name in enumerate(moment.children)]
    connection.executemany(INSERT_CHILD, children)
    connection.executemany(INSERT_WORD, [(number, *word) for word in words_of(moment)])
    texts.index(connection, number)
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


def mark_repaired(connection: sqlite3.Connection, number: int) -> tuple[int, str | None] | None:
    """Note on a moment that somebody came back to it later; in the same moment says more.

    Returns:
        Its number and what was said before, where this changed it; for record_log.
    """
    row = connection.execute(CAME_BACK_OF, (number,)).fetchone()
    if row is None or row[0] in {CameBack.SAME_MOMENT, CameBack.LATER}:
        return None
    connection.execute(CAME_BACK, (CameBack.LATER, number))
    return number, row[0]


def digits(value: date) -> str:
    """Return a day or an instant as SQLAlchemy stores it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value.isoformat()
