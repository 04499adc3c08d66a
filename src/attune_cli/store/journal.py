"""The journal in portable SQLModel: what every verb may use that need not be instant.

Core values go in and come out; past.py shows the same ones to the verbs of every day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from attune_cli.core.answer import Answer
from attune_cli.core.moment import Moment
from attune_cli.core.people import Caregiver, Child, key_of
from attune_cli.core.period import DAYS_OF_WEEK, Period
from attune_cli.errors.people import PersonExists
from attune_cli.store.engine import engine_of, engine_on
from attune_cli.store.faults import explained
from attune_cli.store.home import Home
from attune_cli.store.migrate import bring_up_to_date
from attune_cli.store.opening import reading
from attune_cli.store.rows import (
    AnswerColumns,
    Linked,
    MomentColumns,
    answer_of,
    columns_of,
    columns_of_answer,
    moment_of,
    words_of,
)
from attune_cli.store.tables import (
    AnswerRow,
    CaregiverRow,
    ChildRow,
    MomentChildRow,
    MomentRow,
    MomentWordRow,
)
from attune_cli.store.uid import new_uid


@contextmanager
def journal(home: Home) -> Iterator["Journal"]:
    """Open the journal for one transaction, making it where there is none yet.

    Raises:
        JournalTrouble: it cannot be used; nothing was written.
    """
    with explained(home):
        bring_up_to_date(home)
        with Session(engine_of(home)) as session, session.begin():
            yield Journal(session)


@contextmanager
def looking(home: Home) -> Iterator["Journal | None"]:
    """Open the journal to read it; None where there is none yet, and none is made.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with reading(home) as connection:
        if connection is None:
            yield None
            return
        with Session(engine_on(connection)) as session:
            yield Journal(session)


class Journal:
    """The journal inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_child(self, child: Child, now: datetime) -> None:
        """Add a child, or the age of one of whom only the nickname was known.

        Raises:
            PersonExists: the nickname is taken.
        """
        same_name = select(ChildRow).where(ChildRow.key == key_of(child.name))
        known = self._session.exec(same_name).first()
        if known and not (known.born or known.band) and (child.born or child.band):
            known.born, known.band, known.weeks_early = child.born, child.band, child.weeks_early
            self._session.flush()
            return
        row = ChildRow(
            uid=new_uid(now),
            name=child.name,
            key=key_of(child.name),
            born=child.born,
            band=child.band,
            weeks_early=child.weeks_early,
        )
        self._flush("child", row)

    def add_caregiver(self, caregiver: Caregiver, now: datetime) -> None:
        """Add a caregiver.

        Raises:
            PersonExists: the nickname is taken.
        """
        name = caregiver.name
        self._flush("caregiver", CaregiverRow(uid=new_uid(now), name=name, key=key_of(name)))

    def add_person(self, role: str, name: str, now: datetime) -> None:
        """Add a "child" or a "caregiver" of whom only the nickname is known.

        Raises:
            PersonExists: the nickname is taken.
        """
        if role == "child":
            self.add_child(Child(name), now)
        else:
            self.add_caregiver(Caregiver(name), now)

    def _flush(self, role: str, row: ChildRow | CaregiverRow) -> None:
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as problem:
            raise PersonExists(role, row.name) from problem

    def add(self, moments: Iterable[Moment]) -> int:
        """Store moments, with everybody in them known.

        The one that a moment repairs is in the journal, or comes before it.

        Returns:
            How many they were.

        Raises:
            ValueError: one repairs a moment that is in neither place.
        """
        caregivers = {row.name: _id(row) for row in self._session.exec(select(CaregiverRow))}
        children = {row.name: _id(row) for row in self._session.exec(select(ChildRow))}
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
            self._session.add_all(
                MomentChildRow(moment_id=number, child_id=children[name], position=place)
                for place, name in enumerate(moment.children)
            )
            self._session.add_all(
                MomentWordRow(moment_id=number, vocabulary=vocabulary, word=word, position=place)
                for vocabulary, word, place in words_of(moment)
            )
        return len(numbers)

    def _number(self, uid: str) -> int:
        number = self._session.exec(select(MomentRow.id).where(MomentRow.uid == uid)).first()
        if number is None:
            raise ValueError(f"no moment {uid} to repair")
        return number

    def window(self, period: Period) -> list[Moment]:
        """Return the moments of a period, in the order of their numbers."""
        days = (col(MomentRow.local_day) >= period.start, col(MomentRow.local_day) < period.end)
        words: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
        for link in self._session.exec(
            select(MomentWordRow)
            .join(MomentRow)
            .where(*days)
            .order_by(col(MomentWordRow.moment_id), col(MomentWordRow.position))
        ):
            words[link.moment_id].setdefault(link.vocabulary, []).append(link.word)
        children: defaultdict[int, list[str]] = defaultdict(list)
        for moment_id, name in self._session.exec(
            select(MomentChildRow.moment_id, ChildRow.name)
            .join(MomentRow)
            .join(ChildRow)
            .where(*days)
            .order_by(col(MomentChildRow.moment_id), col(MomentChildRow.position))
        ):
            children[moment_id].append(name)
        return [self._moment(row, words, children) for row in self._session.exec(_with_links(days))]

    def add_answer(self, answer: Answer) -> int:
        """Store an answer beside those of its week, and return the number that it was given."""
        row = AnswerRow(**columns_of_answer(answer)._asdict())
        self._session.add(row)
        self._session.flush()
        return _id(row)

    def answers(self, period: Period | None = None) -> list[Answer]:
        """Return the answers to the weeks with a day in a period, or to all, the oldest first."""
        found = select(AnswerRow).order_by(col(AnswerRow.week), col(AnswerRow.id))
        if period:
            week, a_week = col(AnswerRow.week), timedelta(days=DAYS_OF_WEEK)
            found = found.where(week > period.start - a_week, week < period.end)
        return [
            answer_of(
                AnswerColumns(*(getattr(row, name) for name in AnswerColumns._fields)), _id(row)
            )
            for row in self._session.exec(found)
        ]

    @staticmethod
    def _moment(row: Any, words: dict[int, Any], children: dict[int, list[str]]) -> Moment:
        moment, caregiver, repairs, is_repaired = row
        own = MomentColumns(*(getattr(moment, name) for name in MomentColumns._fields))
        linked = Linked(
            moment.id, caregiver, repairs, is_repaired, children[moment.id], words[moment.id]
        )
        return moment_of(own, linked)


def _id(row: AnswerRow | CaregiverRow | ChildRow | MomentRow) -> int:
    assert row.id is not None  # noqa: S101 the database has given it
    return row.id


def _with_links(days: tuple[Any, ...]) -> Any:
    repaired, repair = aliased(MomentRow), aliased(MomentRow)
    is_repaired = exists().where(col(repair.repairs_id) == MomentRow.id)
    return (
        select(MomentRow, CaregiverRow.name, repaired.uid, is_repaired)
        .join(CaregiverRow, col(CaregiverRow.id) == MomentRow.caregiver_id)
        .outerjoin(repaired, col(repaired.id) == MomentRow.repairs_id)
        .where(*days)
        .order_by(col(MomentRow.id))
    )
