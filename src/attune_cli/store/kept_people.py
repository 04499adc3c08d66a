"""The people of a journal in SQLModel: adding and changing them."""

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from attune_cli.core.people import Caregiver, Child, key_of
from attune_cli.errors.people import PersonExists
from attune_cli.store.moving import Moving, id_of
from attune_cli.store.tables import CaregiverRow, ChildRow
from attune_cli.store.uid import new_uid


class KeptPeople(Moving):
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
                self._touch("children", [id_of(known)])
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

    def edit_child(self, name: str, child: Child, now: datetime) -> bool:
        """Let a child be called, or be as old as, something else; their moments stay theirs.

        Args:
            name: as stored till now.
            child: what is to be known.
            now: the present.

        Returns:
            Whether that is something else than before.

        Raises:
            PersonExists: the nickname is somebody else's.
        """
        row = self._session.exec(select(ChildRow).where(ChildRow.key == key_of(name))).one()
        return self._edit("child", row, {"key": key_of(child.name), **child._asdict()}, now)

    def edit_caregiver(self, name: str, caregiver: Caregiver, now: datetime) -> bool:
        """Let a caregiver be called something else; see edit_child."""
        found = select(CaregiverRow).where(CaregiverRow.key == key_of(name))
        columns = {"name": caregiver.name, "key": key_of(caregiver.name)}
        return self._edit("caregiver", self._session.exec(found).one(), columns, now)

    def _edit(
        self, role: str, row: ChildRow | CaregiverRow, columns: dict[str, Any], now: datetime
    ) -> bool:
        before = row.name
        changed = {name: new for name, new in columns.items() if getattr(row, name) != new}
        if not changed:
            return False
        with self.change(f"{role} edit {before}", now):
            self._touch(str(row.__tablename__), [id_of(row)], changed)
            for name, new in changed.items():
                setattr(row, name, new)
            self._write(role, row, before)
        return True

    def _add(self, role: str, row: ChildRow | CaregiverRow) -> None:
        self._write(role, row)
        self._made(str(row.__tablename__), id_of(row))

    def _write(self, role: str, row: ChildRow | CaregiverRow, before: str | None = None) -> None:
        name = row.name
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as problem:
            raise PersonExists(role, name, before) from problem
