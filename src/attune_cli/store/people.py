"""Everybody the journal knows, read."""

import sqlite3
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, Child, key_of, shown

CHILDREN = (
    "SELECT children.id, children.name, children.born, children.band, children.weeks_early "
    "FROM children ORDER BY children.id"
)
CAREGIVERS = "SELECT caregivers.id, caregivers.name FROM caregivers ORDER BY caregivers.id"
_ID_OF = {
    "child": "SELECT id FROM children WHERE fold(name) = ? ORDER BY name <> ?",
    "caregiver": "SELECT id FROM caregivers WHERE fold(name) = ? ORDER BY name <> ?",
}
_OF_CAREGIVER = "SELECT count(*) FROM moments WHERE caregiver_id = ?"
_WITH_CHILD = "SELECT count(*) FROM moment_children WHERE child_id = ?"
_WITH_BOTH = (
    "SELECT count(*) FROM moment_children WHERE child_id = :mine AND moment_id IN "
    "(SELECT moment_id FROM moment_children "
    "WHERE child_id = :other OR :other IS NULL AND child_id <> :mine)"
)


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

    def is_you(self, typed: str | None, said: str = DEFAULT_CAREGIVER) -> bool:
        """Whether a typed nickname is that of the usual caregiver; none is.

        Args:
            typed: nickname as typed; None where none was.
            said: see usual_caregiver.
        """
        return typed is None or key_of(typed) == key_of(self.usual_caregiver(said))

    def id_of_child(self, name: str | None) -> int | None:
        """Return the id of a child by the nickname as stored."""
        return next((id_ for id_, child in self.children.items() if child.name == name), None)

    def id_of_caregiver(self, name: str | None) -> int | None:
        """Return the id of a caregiver by the nickname as stored."""
        return next((id_ for id_, person in self.caregivers.items() if person.name == name), None)


NOBODY = People({}, {})


def read_people(connection: sqlite3.Connection | None) -> People:
    """Return everybody the journal knows, in the order in which they were added."""
    if connection is None:
        return NOBODY
    children = {row[0]: Child(*row[1:]) for row in connection.execute(CHILDREN)}
    caregivers = {row[0]: Caregiver(row[1]) for row in connection.execute(CAREGIVERS)}
    return People(children, caregivers)


class Had(NamedTuple):
    """The moments of somebody.

    Attributes:
        moments: how many.
        with_both: in how many of them somebody else is too: whoever was asked about, or anybody.
    """

    moments: int
    with_both: int = 0


def had(connection: sqlite3.Connection, role: str, name: str, other: str | None = None) -> Had:
    """Count the moments with a "child" or of a "caregiver", and those with another child too."""
    number = id_of(connection, role, name)
    if role == "caregiver":
        return Had(*connection.execute(_OF_CAREGIVER, (number,)).fetchone())
    (many,) = connection.execute(_WITH_CHILD, (number,)).fetchone()
    both = {"mine": number, "other": id_of(connection, role, other) if other else None}
    return Had(many, *connection.execute(_WITH_BOTH, both).fetchone())


def id_of(connection: sqlite3.Connection, role: str, name: str) -> int:
    """Return the id of a "child" or a "caregiver" by the nickname.

    Raises:
        UnknownPerson: another program has renamed or removed them just now.
    """
    row = connection.execute(_ID_OF[role], (key_of(name), name)).fetchone()
    if row is None:
        known = read_people(connection)
        names = known.names_of_children if role == "child" else known.names_of_caregivers
        raise errors.people.UnknownPerson(role, name, names, (), is_new=False)
    return int(row[0])
