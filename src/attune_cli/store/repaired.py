"""The moment that a repair points at, read."""

import sqlite3
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.grammar import KIND_NAMES, LAST
from attune_cli.core.moment import Kind, Sensitivity
from attune_cli.store.people import People, read_people

_TARGET = (
    "SELECT moments.id, moments.kind, moments.uid, moments.local_day, moments.cue "
    "FROM moments WHERE moments.id = ?"
)
LATEST = (
    "SELECT moments.id, moments.sensitivity FROM moments WHERE moments.kind = ? "
    "ORDER BY moments.id DESC LIMIT ?"
)
_CHILD_OF = (
    "SELECT moment_children.child_id FROM moment_children WHERE moment_children.moment_id = ? "
    "ORDER BY moment_children.position"
)

LOOK_BACK = 200  # moments of distress among which “last” is looked for


class Repaired(NamedTuple):
    """The moment that a repair points at, as far as it is named."""

    number: int
    uid: str
    local_day: date
    cue: str | None


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
        raise errors.moments.NoSuchMoment(number)
    if number is None:
        number = _last_to_repair(connection, children)
    found = connection.execute(_TARGET, (number,)).fetchone() if number is not None else None
    if found is None:
        raise errors.moments.NoSuchMoment(number)
    if found[1] != Kind.DISTRESS:
        raise errors.moments.NotRepairable(found[0], KIND_NAMES[Kind(found[1])])
    return Repaired(found[0], found[2], date.fromisoformat(found[3]), found[4])


def _last_to_repair(connection: sqlite3.Connection, children: Collection[str]) -> int | None:
    ids = {id_ for id_, child in read_people(connection).children.items() if child.name in children}
    latest = [
        (number, rating)
        for number, rating in connection.execute(LATEST, (Kind.DISTRESS, LOOK_BACK))
        if not children or ids & {row[0] for row in connection.execute(_CHILD_OF, (number,))}
    ]
    hard = (number for number, rating in latest if rating != Sensitivity.YES)
    return next(hard, latest[0][0] if latest else None)


def children_of(connection: sqlite3.Connection, number: int, known: People) -> tuple[str, ...]:
    """Return the nicknames of those a moment was with, in the order in which they were named."""
    return tuple(known.children[row[0]].name for row in connection.execute(_CHILD_OF, (number,)))
