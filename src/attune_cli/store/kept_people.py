"""The people of a journal in SQLModel: adding them."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from attune_cli.core.people import Caregiver, Child, key_of
from attune_cli.errors.people import PersonExists
from attune_cli.store.changes import Changing
from attune_cli.store.tables import CaregiverRow, ChildRow
from attune_cli.store.uid import new_uid


class KeptPeople(Changing):
    """The part of a journal that knows the people."""

    def add_child(self, child: Child, now: datetime) -> None:
        """Add a child, or the age of one of whom only the nickname was known.

        Raises:
            PersonExists: the nickname is taken.
        """
        same_name = select(ChildRow).where(ChildRow.key == key_of(child.name))
        known = self._session.exec(same_name).first()
        with self.change(f"child add {child.name}", now):
            if known and not (known.born or known.band) and (child.born or child.band):
                self._touch("children", [_id(known)])
                known.born, known.band = child.born, child.band
                known.weeks_early = child.weeks_early
                self._session.add(known)
                return
            row = ChildRow(
                uid=new_uid(now),
                name=child.name,
                key=key_of(child.name),
                born=child.born,
                band=child.band,
                weeks_early=child.weeks_early,
            )
            self._add("child", row)

    def add_caregiver(self, caregiver: Caregiver, now: datetime) -> None:
        """Add a caregiver.

        Raises:
            PersonExists: the nickname is taken.
        """
        name = caregiver.name
        with self.change(f"caregiver add {name}", now):
            self._add("caregiver", CaregiverRow(uid=new_uid(now), name=name, key=key_of(name)))

    def add_person(self, role: str, name: str, now: datetime) -> None:
        """Add a "child" or a "caregiver" of whom only the nickname is known.

        Raises:
            PersonExists: the nickname is taken.
        """
        if role == "child":
            self.add_child(Child(name), now)
        else:
            self.add_caregiver(Caregiver(name), now)

    def _add(self, role: str, row: ChildRow | CaregiverRow) -> None:
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as problem:
            raise PersonExists(role, row.name) from problem
        self._made(row.__tablename__, _id(row))


def _id(row: CaregiverRow | ChildRow) -> int:
    assert row.id is not None  # noqa: S101 the database has given it
    return row.id
