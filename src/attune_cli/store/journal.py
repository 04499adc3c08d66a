"""The journal inside one transaction: all that is written, in one place.

What a change touches is recorded by triggers, and indexed, by history.py.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from attune_cli import errors
from attune_cli.core.moment import CameBack, Moment
from attune_cli.core.people import Caregiver, Child, key_of
from attune_cli.store import history
from attune_cli.store.connection import Opened
from attune_cli.store.database import reading, writing
from attune_cli.store.home import Home
from attune_cli.store.people import People, had, id_of, read_people
from attune_cli.store.rows import (
    columns_of,
    columns_of_answer,
    digits,
    minutes_of,
    stored_columns,
    words_of,
)
from attune_cli.store.uid import new_uid

if TYPE_CHECKING:
    from attune_cli.core.answer import Answer
    from attune_cli.core.change import Change
    from attune_cli.core.time.period import Period
    from attune_cli.core.tips.choice import Mark
    from attune_cli.store.people import Had

INSERT_MOMENT = (
    "INSERT INTO moments (uid, kind, local_day, occurred_at, occurred_offset, part_of_day, "
    'logged_at, logged_offset, cue, sensitivity, came_back, "after", chosen, note, caregiver_id, '
    "repairs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_CHILD = "INSERT INTO moment_children (moment_id, child_id, position) VALUES (?, ?, ?)"
INSERT_WORD = "INSERT INTO moment_words (moment_id, vocabulary, word, position) VALUES (?, ?, ?, ?)"
# What can be missing comes as "": to bind None takes the module sqlite3 as long as some columns.
_N = "nullif(?, '')"
_INSERT_MANY = (
    f"{INSERT_MOMENT.partition('VALUES')[0].replace('(uid', '(id, uid')} VALUES "
    f"(?, ?, ?, ?, {_N}, {_N}, {_N}, ?, ?, {_N}, {_N}, {_N}, {_N}, ?, ?, ?, {_N})"
)
# The same few words go together in most moments, and the same children: each set is named once.
_SETS = (
    "CREATE TEMP TABLE sets (moment_id INTEGER PRIMARY KEY, children INTEGER, words INTEGER)",
    (
        "CREATE TEMP TABLE set_children (id INTEGER, child_id INTEGER, position INTEGER, "
        "PRIMARY KEY (id, child_id)) WITHOUT ROWID"
    ),
    (
        "CREATE TEMP TABLE set_words (id INTEGER, vocabulary, word, position INTEGER, "
        "PRIMARY KEY (id, vocabulary, word)) WITHOUT ROWID"
    ),
)
_SET_TABLES = ("sets", "set_children", "set_words")
_FORGET_SETS = tuple(f"DELETE FROM temp.{table}" for table in _SET_TABLES)  # noqa: S608 their names
_ADD_SETS = "INSERT INTO temp.sets VALUES (?, ?, ?)"
_ADD_SET_CHILD = "INSERT INTO temp.set_children VALUES (?, ?, ?)"
_ADD_SET_WORD = "INSERT INTO temp.set_words VALUES (?, ?, ?, ?)"
_INSERT_CHILDREN = (
    "INSERT INTO moment_children (moment_id, child_id, position) SELECT moment_id, child_id, "
    "position FROM temp.sets CROSS JOIN temp.set_children ON set_children.id = sets.children"
)
_INSERT_WORDS = (
    "INSERT INTO moment_words (moment_id, vocabulary, word, position) SELECT moment_id, "
    "vocabulary, word, position FROM temp.sets CROSS JOIN temp.set_words "
    "ON set_words.id = sets.words"
)
_LAST_NUMBER = (
    "SELECT max(coalesce((SELECT max(id) FROM moments), 0), "
    "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'moments'), 0))"
)
_LINK = "UPDATE moments SET repairs_id = ? WHERE id = ?"
_REPLACE_MOMENT = (
    "UPDATE moments SET uid = ?, kind = ?, local_day = ?, occurred_at = ?, occurred_offset = ?, "
    "part_of_day = ?, logged_at = ?, logged_offset = ?, cue = ?, sensitivity = ?, came_back = ?, "
    '"after" = ?, chosen = ?, note = ?, caregiver_id = ?, repairs_id = ? WHERE id = ?'
)
_CHILDREN_OF = "SELECT child_id, position FROM moment_children WHERE moment_id = ?"
_WORDS_OF = "SELECT vocabulary, word, position FROM moment_words WHERE moment_id = ?"
_DELETE_CHILD = "DELETE FROM moment_children WHERE moment_id = ? AND child_id = ?"
_DELETE_WORD = "DELETE FROM moment_words WHERE moment_id = ? AND vocabulary = ? AND word = ?"
_PLACE_CHILD = "UPDATE moment_children SET position = ? WHERE moment_id = ? AND child_id = ?"
_PLACE_WORD = (
    "UPDATE moment_words SET position = ? WHERE moment_id = ? AND vocabulary = ? AND word = ?"
)
_NUMBER = "SELECT id FROM moments WHERE uid = ?"
_CAME_BACK_OF = "SELECT came_back FROM moments WHERE id = ?"
_CAME_BACK = "UPDATE moments SET came_back = ? WHERE id = ?"
_DELETE_MOMENT = "DELETE FROM moments WHERE id = ?"

# By name and not by key: what is equal may have been decided otherwise when a key was made.
_CHILD = "SELECT id, born, band FROM children WHERE fold(name) = ?"
_NAMESAKES = {
    "child": "SELECT name FROM children WHERE fold(name) = ?",
    "caregiver": "SELECT name FROM caregivers WHERE fold(name) = ?",
}
_ADD_CHILD = (
    "INSERT INTO children (name, born, band, weeks_early, key, uid) VALUES (?, ?, ?, ?, ?, ?)"
)
_AGE_CHILD = "UPDATE children SET born = ?, band = ?, weeks_early = ? WHERE id = ?"
_EDIT_CHILD = (
    "UPDATE children SET name = ?, born = ?, band = ?, weeks_early = ?, key = ? WHERE id = ?"
)
_ADD_CAREGIVER = "INSERT INTO caregivers (name, key, uid) VALUES (?, ?, ?)"
_EDIT_CAREGIVER = "UPDATE caregivers SET name = ?, key = ? WHERE id = ?"
_HAS_OTHERS = "SELECT count(*) > 1 FROM caregivers"
_REMOVE = {
    "child": "DELETE FROM children WHERE id = ?",
    "caregiver": "DELETE FROM caregivers WHERE id = ?",
}
_MOVE = {  # a moment that both children are in is left as it is to the other one
    "child": (
        "INSERT INTO moment_children (moment_id, child_id, position) "
        "SELECT moment_id, :new, position FROM moment_children WHERE child_id = :old "
        "AND moment_id NOT IN (SELECT moment_id FROM moment_children WHERE child_id = :new)"
    ),
    "caregiver": "UPDATE moments SET caregiver_id = :new WHERE caregiver_id = :old",
}
_LEAVE = "DELETE FROM moment_children WHERE child_id = ?"

_ADD_ANSWER = (
    "INSERT INTO answers (uid, week, question, answer, written_at, written_offset) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_UNMARK = "DELETE FROM tip_marks WHERE tip = ?"
_MARK = "INSERT INTO tip_marks (tip, mark, marked_at, marked_offset) VALUES (?, ?, ?, ?)"
_Links = dict[tuple[str | int | None, ...], int]  # the place of each, by the rest of its key
_MARK_VERBS = {"kept": "keep", "hidden": "hide", None: "unmark"}


class ManyMoments(NamedTuple):
    """Many moments as rows. The same few words mostly go together, and so do the children.

    Attributes:
        columns: of each its number, and what INSERT_MOMENT takes, with "" for None in each but
            the note; numbers rise.
        sets: of each its number, and those of the set of children and of the set of words.
        children: a number of a set, id and place of each child.
        words: a number of a set, vocabulary, word and place of each word.
    """

    columns: Iterable[Sequence[object]]
    sets: Iterable[tuple[int, int, int]]
    children: Iterable[tuple[int, int, int]]
    words: Iterable[tuple[int, str, str, int]]


@contextmanager
def journal(home: Home, opened: Opened | None = None) -> Iterator["Journal"]:
    """Open the journal for one transaction, making it where there is none yet.

    Args:
        home: where it is.
        opened: a connection to use, which is closed at the end.

    Raises:
        JournalTrouble: it cannot be used; nothing was written.
    """
    with writing(home, opened) as connection:
        yield Journal(connection)


@contextmanager
def looking(home: Home) -> Iterator["Journal | None"]:
    """Open the journal to read it; None where there is none yet, and none is made.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with reading(home) as connection:
        yield Journal(connection) if connection else None


class Journal:
    """The journal inside one transaction.

    Attributes:
        connection: for what reads.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._opened: history.OpenChange | None = None

    @contextmanager
    def change(self, what: str, now: datetime) -> Iterator[history.OpenChange]:
        """Make all that is done inside one change; one inside another is part of it.

        What had been undone can't be done again then. Where nothing is changed, nothing is
        remembered.

        Args:
            what: in a few words, such as “rate #42 yes”; it may be said anew until the end.
            now: the present.
        """
        if self._opened:
            yield self._opened
            return
        with history.change(self.connection, what, now) as opened:
            self._opened = opened
            try:
                yield opened
            finally:
                self._opened = None

    # Moments

    def add(self, moments: Iterable[Moment]) -> int:
        """Store moments, with everybody in them known; outside of a change, as one of its own.

        The one that a moment repairs is in the journal, or comes before it.

        Returns:
            How many they were.

        Raises:
            ValueError: one repairs a moment that is in neither place.
        """
        several, known = list(moments), read_people(self.connection)
        if not several:
            return 0
        what = "add 1 moment" if len(several) == 1 else f"add {len(several)} moments"
        with self.change(what, several[-1].logged_at):
            for moment in several:
                repaired = self._number(moment.repairs) if moment.repairs else None
                self.insert(moment, known, repaired)
        return len(several)

    def insert(self, moment: Moment, known: People, repairs: int | None = None) -> int:
        """Store a moment, inside `change`.

        Args:
            moment: not stored yet.
            known: the journal's people, with everybody whom it names.
            repairs: number of the moment that it repairs.

        Returns:
            The number that it was given.

        Raises:
            UnknownPerson: somebody in it was removed, or renamed, meanwhile.
        """
        caregiver, ids = _people_of(moment, known)
        number = self.connection.execute(
            INSERT_MOMENT, (*_stored(moment), caregiver, repairs)
        ).lastrowid
        assert number is not None  # noqa: S101 SQLite has just made it
        children = [(number, child, place) for place, child in enumerate(ids)]
        self.connection.executemany(INSERT_CHILD, children)
        self.connection.executemany(INSERT_WORD, [(number, *word) for word in words_of(moment)])
        return number

    def last_number(self) -> int:
        """Return the highest number that a moment ever had; 0 where there was none."""
        return int(self.connection.execute(_LAST_NUMBER).fetchone()[0])

    def insert_many(self, parts: Iterable[ManyMoments]) -> None:
        """Store many moments, inside `change`, several times as fast as one by one.

        Args:
            parts: moments with numbers above `last_number`, and those of the part before; each
                repairs one that is there, or that comes before it, or none.
        """
        from attune_cli.store.schema.triggers import recorded_at_the_end  # noqa: PLC0415 `log` has one

        execute, executemany = self.connection.execute, self.connection.executemany
        for statement in _SETS:
            execute(statement)
        with recorded_at_the_end(self.connection, self.last_number()):
            for part in parts:
                executemany(_INSERT_MANY, part.columns)
                executemany(_ADD_SETS, part.sets)
                executemany(_ADD_SET_CHILD, part.children)
                executemany(_ADD_SET_WORD, part.words)
                for statement in (_INSERT_CHILDREN, _INSERT_WORDS, *_FORGET_SETS):
                    execute(statement)
        for table in _SET_TABLES:
            execute(f"DROP TABLE temp.{table}")

    def link(self, links: Iterable[tuple[int, int]]) -> None:
        """Let repairs point at moments, inside `change`: pairs of numbers, the repair's second."""
        self.connection.executemany(_LINK, links)

    def number_of(self, uid: str) -> int | None:
        """Return the number of the moment with an identity."""
        row = self.connection.execute(_NUMBER, (uid,)).fetchone()
        return row[0] if row else None

    def _number(self, uid: str) -> int:
        number = self.number_of(uid)
        if number is None:
            raise ValueError(f"no moment {uid} to repair")
        return number

    def replace(self, moment: Moment) -> None:
        """Let the moment with this number be another one, inside `change`.

        Raises:
            ValueError: it repairs a moment that is not in the journal.
            UnknownPerson: somebody in it was removed, or renamed, meanwhile.
        """
        number, known = moment.number, read_people(self.connection)
        caregiver, ids = _people_of(moment, known)
        repairs = self._number(moment.repairs) if moment.repairs else None
        values = (*_stored(moment), caregiver, repairs, number)
        assert self.connection.execute(_REPLACE_MOMENT, values).rowcount == 1  # noqa: S101 it was read from there
        children: _Links = {(child,): place for place, child in enumerate(ids)}
        self._relink(number, _CHILDREN_OF, children, (_DELETE_CHILD, _PLACE_CHILD, INSERT_CHILD))
        words: _Links = {(vocabulary, word): place for vocabulary, word, place in words_of(moment)}
        self._relink(number, _WORDS_OF, words, (_DELETE_WORD, _PLACE_WORD, INSERT_WORD))

    def _relink(
        self,
        number: int | None,
        present: str,
        wanted: _Links,
        statements: tuple[str, str, str],
    ) -> None:
        """Let a moment have other rows of words or children, and touch only those that differ."""
        delete, place, insert = statements
        there = {
            tuple(key): position for *key, position in self.connection.execute(present, (number,))
        }
        for key in there:
            if key not in wanted:
                self.connection.execute(delete, (number, *key))
        for key, position in wanted.items():
            if key not in there:
                self.connection.execute(insert, (number, *key, position))
            elif there[key] != position:
                self.connection.execute(place, (position, number, *key))

    def came_back_to(self, number: int) -> None:
        """Note on a moment that a repair points at that it was come back to, inside `change`.

        In the same moment says more, and stays.
        """
        row = self.connection.execute(_CAME_BACK_OF, (number,)).fetchone()
        if row and row[0] not in {CameBack.SAME_MOMENT, CameBack.LATER}:
            self.connection.execute(_CAME_BACK, (CameBack.LATER, number))

    def delete(self, numbers: Iterable[int]) -> None:
        """Take moments out that are there, inside `change`; a repair of one points nowhere then."""
        for number in sorted(set(numbers)):
            done = self.connection.execute(_DELETE_MOMENT, (number,))
            assert done.rowcount == 1  # noqa: S101 else all of it is taken back

    def moments(self, numbers: Iterable[int]) -> list[Moment]:
        """Return the moments with these numbers that there are, in the order of their numbers."""
        from attune_cli.store.moments import numbered  # noqa: PLC0415 `log` reads none

        return numbered(self.connection, sorted(set(numbers)))

    def of_uid(self, uid: str) -> Moment | None:
        """Return the moment with an identity."""
        number = self.number_of(uid)
        return next(iter(self.moments(() if number is None else (number,))), None)

    def repairing(self, numbers: Iterable[int]) -> list[Moment]:
        """Return the repairs that point at one of these moments."""
        from attune_cli.store.moments import repairing  # noqa: PLC0415 likewise

        return self.moments(repairing(self.connection, numbers))

    def window(self, period: "Period") -> list[Moment]:
        """Return the moments of a period, in the order of their numbers."""
        from attune_cli.store.moments import window  # noqa: PLC0415 likewise

        return window(self.connection, period).moments

    # People

    def add_child(self, child: Child, now: datetime) -> None:
        """Add a child, or the age of one of whom only the nickname was known.

        Raises:
            PersonExists: the nickname is taken.
        """
        key = key_of(child.name)
        known = self.connection.execute(_CHILD, (key,)).fetchone()
        with self.change(f"child add {child.name}", now):
            if known and not (known[1] or known[2]) and (child.born or child.band):
                self.connection.execute(_AGE_CHILD, (*child[1:], known[0]))
            else:
                self._name("child", child.name, None, _ADD_CHILD, (*child, key, new_uid(now)))

    def add_caregiver(self, caregiver: Caregiver, now: datetime) -> None:
        """Add a caregiver.

        Raises:
            PersonExists: the nickname is taken.
        """
        name = caregiver.name
        with self.change(f"caregiver add {name}", now):
            self._name("caregiver", name, None, _ADD_CAREGIVER, (name, key_of(name), new_uid(now)))

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
        number = id_of(self.connection, "child", name)
        before = read_people(self.connection).children[number]
        if child == before:
            return False
        with self.change(f"child edit {before.name}", now):
            values = (*child, key_of(child.name), number)
            self._name("child", child.name, before.name, _EDIT_CHILD, values)
        return True

    def edit_caregiver(self, name: str, caregiver: Caregiver, now: datetime) -> bool:
        """Let a caregiver be called something else; see edit_child."""
        number = id_of(self.connection, "caregiver", name)
        before = read_people(self.connection).caregivers[number]
        if caregiver == before:
            return False
        with self.change(f"caregiver edit {before.name}", now):
            values = (caregiver.name, key_of(caregiver.name), number)
            self._name("caregiver", caregiver.name, before.name, _EDIT_CAREGIVER, values)
        return True

    def _name(
        self, role: str, name: str, before: str | None, statement: str, values: Sequence[object]
    ) -> None:
        """Write somebody, whose nickname nobody else may have.

        Raises:
            PersonExists: somebody has it.
        """
        namesakes = self.connection.execute(_NAMESAKES[role], (key_of(name),))
        if any(other != before for (other,) in namesakes):
            raise errors.people.PersonExists(role, name, before)
        self.connection.execute(statement, values)

    def had(self, role: str, name: str, other: str | None = None) -> "Had":
        """Count the moments with a child or of a caregiver, and those with another child too."""
        return had(self.connection, role, name, other)

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
        number = id_of(self.connection, role, name)
        if role == "caregiver" and not self.connection.execute(_HAS_OTHERS).fetchone()[0]:
            raise errors.people.LastCaregiver(name)
        moments = self.had(role, name)
        if moments.moments and to is None:
            raise errors.people.PersonHasMoments(role, name, *moments)
        with self.change(f"{role} remove {name}", now):
            if to is not None:
                both = {"old": number, "new": id_of(self.connection, role, to)}
                self.connection.execute(_MOVE[role], both)
                if role == "child":
                    self.connection.execute(_LEAVE, (number,))
            self.connection.execute(_REMOVE[role], (number,))
        return moments.moments

    # Answers and tips

    def add_answer(self, answer: "Answer") -> int:
        """Store an answer beside those of its week, and return the number that it was given."""
        with self.change(f"reflect on the week of {answer.week}", answer.written_at):
            number = self.connection.execute(_ADD_ANSWER, columns_of_answer(answer)).lastrowid
        assert number is not None  # noqa: S101 SQLite has just made it
        return number

    def answers(self, period: "Period | None" = None) -> "list[Answer]":
        """Return the answers to the weeks with a day in a period, or to all, the oldest first."""
        from attune_cli.store.answers import answers  # noqa: PLC0415 `log` reads none

        return answers(self.connection, period)

    def mark_tip(self, tip: str, mark: "Mark | None", now: datetime) -> None:
        """Say something of a tip, in the place of what was said before; None takes it back."""
        with self.change(f"tips {_MARK_VERBS[mark]} {tip}", now):
            self.connection.execute(_UNMARK, (tip,))
            if mark:
                self.connection.execute(_MARK, (tip, mark, digits(now), minutes_of(now)))

    # History

    def changes(self, most: int | None = None) -> "list[Change]":
        """Return what is remembered, the oldest first, with so many moments of each at most."""
        return history.changes(self.connection, most)

    def next_change(self, *, again: bool, most: int | None = None) -> "Change | None":
        """Return the change that `undo` would take back, or `redo` would do again."""
        return history.next_change(self.connection, again=again, most=most)

    def undo(self, most: int | None = None) -> "Change | None":
        """Take back the latest change that is not undone; None where there is none.

        Raises:
            CannotUndo: other rows depend on what it made.
        """
        return history.flip(self.connection, again=False, most=most)

    def redo(self, most: int | None = None) -> "Change | None":
        """Do the change again that was undone last; None where there is none.

        Raises:
            CannotUndo: other rows depend on what it took out.
        """
        return history.flip(self.connection, again=True, most=most)


def _stored(moment: Moment) -> tuple[object, ...]:
    """Return a moment's own columns as the file holds them."""
    return stored_columns(columns_of(moment))


def _people_of(moment: Moment, known: People) -> tuple[int, list[int]]:
    """Return the ids of the caregiver and of the children in a moment.

    Raises:
        UnknownPerson: the journal does not know one of them.
    """
    caregiver = known.id_of_caregiver(moment.caregiver)
    children = {name: known.id_of_child(name) for name in moment.children}
    gone = next((name for name, number in children.items() if number is None), None)
    if caregiver is None or gone is not None:
        if caregiver is None:
            names = known.names_of_caregivers
            raise errors.people.UnknownPerson(
                "caregiver", moment.caregiver, names, (), is_new=False
            )
        raise errors.people.UnknownPerson(
            "child", str(gone), known.names_of_children, (), is_new=False
        )
    return caregiver, [number for number in children.values() if number is not None]
