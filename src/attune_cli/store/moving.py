"""Taking somebody out of a journal in SQLModel, and moving their moments to somebody else."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, update
from sqlmodel import col, select

from attune_cli.core.people import key_of
from attune_cli.errors.people import LastCaregiver, PersonHasMoments
from attune_cli.store.changes import Changing
from attune_cli.store.tables import CaregiverRow, ChildRow, MomentChildRow, MomentRow

TABLES: dict[str, type[CaregiverRow] | type[ChildRow]] = {
    "child": ChildRow,
    "caregiver": CaregiverRow,
}


class Had(NamedTuple):
    """The moments of somebody.

    Attributes:
        moments: how many.
        with_both: in how many of them somebody else is too: whoever was asked about, or anybody.
    """

    moments: int
    with_both: int = 0


class Moving(Changing):
    """The part of a journal that takes people out."""

    def had(self, role: str, name: str, other: str | None = None) -> Had:
        """Count the moments with a child or of a caregiver, and those with another child too."""
        number = self._id_of(role, name)
        if role == "caregiver":
            of = select(func.count()).where(col(MomentRow.caregiver_id) == number)
            return Had(self._session.exec(of).one())
        link = MomentChildRow
        many = self._session.exec(select(func.count()).where(col(link.child_id) == number)).one()
        others = select(link.moment_id).where(
            col(link.child_id) == self._id_of(role, other)
            if other
            else col(link.child_id) != number
        )
        both = select(func.count()).where(
            col(link.child_id) == number, col(link.moment_id).in_(others)
        )
        return Had(many, self._session.exec(both).one())

    def remove_person(self, role: str, name: str, now: datetime, to: str | None = None) -> int:
        """Take out a child or a caregiver.

        Args:
            role: "child" or "caregiver".
            name: as stored.
            now: the present.
            to: nickname, as stored, of whose the moments are then; where both were in one, the
                other one is in it once.

        Returns:
            How many moments were moved.

        Raises:
            PersonHasMoments: there are moments, and nobody was named for them.
            LastCaregiver: there is no other caregiver.
        """
        number = self._id_of(role, name)
        with self.change(f"{role} remove {name}", now):
            everybody = self._session.exec(select(func.count()).select_from(TABLES[role])).one()
            if role == "caregiver" and everybody == 1:
                raise LastCaregiver(name)
            had = self.had(role, name)
            if had.moments and to is None:
                raise PersonHasMoments(role, name, *had)
            if to is not None:
                move = self._move_child if role == "child" else self._move_caregiver
                move(number, self._id_of(role, to))
            table = TABLES[role]
            self._touch(str(table.__tablename__), [number])
            self._session.exec(delete(table).where(col(table.id) == number))
            self._session.expire_all()
        return had.moments

    def _move_child(self, number: int, other: int) -> None:
        link = MomentChildRow
        with_them = select(link.moment_id).where(link.child_id == number)
        self._touch("moments", self._session.exec(with_them), (), ("children",))
        both = col(link.moment_id).in_(select(link.moment_id).where(link.child_id == other))
        self._session.exec(delete(link).where(col(link.child_id) == number, both))
        self._session.exec(update(link).where(col(link.child_id) == number).values(child_id=other))

    def _move_caregiver(self, number: int, other: int) -> None:
        theirs = col(MomentRow.caregiver_id) == number
        numbers = (one for one in self._session.exec(select(MomentRow.id).where(theirs)) if one)
        self._touch("moments", numbers, ("caregiver_id",), ())
        self._session.exec(update(MomentRow).where(theirs).values(caregiver_id=other))

    def _id_of(self, role: str, name: str) -> int:
        table = TABLES[role]
        return self._session.exec(select(col(table.id)).where(table.key == key_of(name))).one() or 0


def id_of(row: CaregiverRow | ChildRow) -> int:
    """Return the id of a row that is in the journal."""
    assert row.id is not None  # noqa: S101 the database has given it
    return row.id
