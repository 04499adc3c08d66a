"""The moments of a journal in SQLModel."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, select

from attune_cli.core.moment import CameBack, Moment
from attune_cli.core.time.period import Period
from attune_cli.store.changes import Changing
from attune_cli.store.rows import Linked, MomentColumns, columns_of, moment_of, words_of
from attune_cli.store.tables import (
    CaregiverRow,
    ChildRow,
    MomentChildRow,
    MomentRow,
    MomentWordRow,
)


class KeptMoments(Changing):
    """The part of a journal that keeps moments."""

    def add(self, moments: Iterable[Moment]) -> int:
        """Store moments, with everybody in them known.

        The one that a moment repairs is in the journal, or comes before it.

        Returns:
            How many they were.

        Raises:
            ValueError: one repairs a moment that is in neither place.
        """
        caregivers = {row.name: _id(row) for row in self._session.exec(select(CaregiverRow))}
        children = self._ids_of_children()
        numbers: dict[str, int] = {}
        for moment in moments:
            repaired = moment.repairs
            row = MomentRow(
                **columns_of(moment)._asdict(),
                caregiver_id=caregivers[moment.caregiver],
                repairs_id=(numbers.get(repaired) or self._number(repaired)) if repaired else None,
            )
            self._session.add(row)
            self._session.flush()
            numbers[moment.uid] = number = _id(row)
            self._made("moments", number)
            self._link(moment, number, children)
        self._index(numbers.values())
        return len(numbers)

    def _link(self, moment: Moment, number: int, children: dict[str, int]) -> None:
        self._session.add_all(
            MomentChildRow(moment_id=number, child_id=children[name], position=place)
            for place, name in enumerate(moment.children)
        )
        self._session.add_all(
            MomentWordRow(moment_id=number, vocabulary=vocabulary, word=word, position=place)
            for vocabulary, word, place in words_of(moment)
        )

    def _ids_of_children(self) -> dict[str, int]:
        return {row.name: _id(row) for row in self._session.exec(select(ChildRow))}

    def _number(self, uid: str) -> int:
        number = self._session.exec(select(MomentRow.id).where(MomentRow.uid == uid)).first()
        if number is None:
            raise ValueError(f"no moment {uid} to repair")
        return number

    def replace(self, moment: Moment) -> None:
        """Let the moment with this number be another one, inside `change`.

        Raises:
            ValueError: it repairs a moment that is not in the journal.
        """
        number = moment.number
        row = self._session.get(MomentRow, number)
        assert row is not None  # noqa: S101 it was read from there
        assert number is not None  # noqa: S101 likewise
        self._touch("moments", [number])
        caregivers = {one.name: _id(one) for one in self._session.exec(select(CaregiverRow))}
        for name, value in columns_of(moment)._asdict().items():
            setattr(row, name, value)
        row.caregiver_id = caregivers[moment.caregiver]
        row.repairs_id = self._number(moment.repairs) if moment.repairs else None
        self._session.add(row)
        for links in (MomentChildRow, MomentWordRow):
            self._session.exec(delete(links).where(col(links.moment_id) == number))
        self._link(moment, number, self._ids_of_children())
        self._index([number])

    def came_back_to(self, number: int) -> None:
        """Note on a moment that a repair points at that it was come back to, inside `change`.

        As of `log`: in the same moment says more, and stays.
        """
        row = self._session.get(MomentRow, number)
        if row and row.came_back not in {CameBack.SAME_MOMENT, CameBack.LATER}:
            self._touch("moments", [number], ["came_back"], ())
            row.came_back = CameBack.LATER.value
            self._session.add(row)

    def delete(self, numbers: Iterable[int]) -> None:
        """Take moments out that are there, inside `change`; a repair of one points nowhere then."""
        gone = sorted(set(numbers))
        pointing = select(MomentRow.id).where(col(MomentRow.repairs_id).in_(gone))
        repairs = [number for number in self._session.exec(pointing) if number is not None]
        self._touch("moments", gone)
        self._touch("moments", repairs, ["repairs_id"], ())
        left_out = self._session.exec(delete(MomentRow).where(col(MomentRow.id).in_(gone)))
        assert left_out.rowcount == len(gone)  # noqa: S101 else all of it is taken back
        self._session.expire_all()
        self._index(gone)

    def moments(self, numbers: Iterable[int]) -> list[Moment]:
        """Return the moments with these numbers that there are, in the order of their numbers."""
        return self._moments((col(MomentRow.id).in_(list(numbers)),))

    def of_uid(self, uid: str) -> Moment | None:
        """Return the moment with an identity."""
        return next(iter(self._moments((col(MomentRow.uid) == uid,))), None)

    def repairing(self, numbers: Iterable[int]) -> list[Moment]:
        """Return the repairs that point at one of these moments."""
        return self._moments((col(MomentRow.repairs_id).in_(list(numbers)),))

    def window(self, period: Period) -> list[Moment]:
        """Return the moments of a period, in the order of their numbers."""
        start, end = period
        return self._moments((col(MomentRow.local_day) >= start, col(MomentRow.local_day) < end))

    def _moments(self, which: tuple[Any, ...]) -> list[Moment]:
        words: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
        for link in self._session.exec(
            select(MomentWordRow)
            .join(MomentRow)
            .where(*which)
            .order_by(col(MomentWordRow.moment_id), col(MomentWordRow.position))
        ):
            words[link.moment_id].setdefault(link.vocabulary, []).append(link.word)
        children: defaultdict[int, list[str]] = defaultdict(list)
        for moment_id, name in self._session.exec(
            select(MomentChildRow.moment_id, ChildRow.name)
            .join(MomentRow)
            .join(ChildRow)
            .where(*which)
            .order_by(col(MomentChildRow.moment_id), col(MomentChildRow.position))
        ):
            children[moment_id].append(name)
        return [
            self._moment(row, words, children) for row in self._session.exec(_with_links(which))
        ]

    @staticmethod
    def _moment(row: Any, words: dict[int, Any], children: dict[int, list[str]]) -> Moment:
        moment, caregiver, repairs, is_repaired = row
        own = MomentColumns(*(getattr(moment, name) for name in MomentColumns._fields))
        linked = Linked(
            moment.id, caregiver, repairs, is_repaired, children[moment.id], words[moment.id]
        )
        return moment_of(own, linked)


def _id(row: CaregiverRow | ChildRow | MomentRow) -> int:
    assert row.id is not None  # noqa: S101 the database has given it
    return row.id


def _with_links(which: tuple[Any, ...]) -> Any:
    repaired, repair = aliased(MomentRow), aliased(MomentRow)
    is_repaired = exists().where(col(repair.repairs_id) == MomentRow.id)
    return (
        select(MomentRow, CaregiverRow.name, repaired.uid, is_repaired)
        .join(CaregiverRow, col(CaregiverRow.id) == MomentRow.caregiver_id)
        .outerjoin(repaired, col(repaired.id) == MomentRow.repairs_id)
        .where(*which)
        .order_by(col(MomentRow.id))
    )
