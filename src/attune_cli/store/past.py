"""The few statements that look back, on the standard library's sqlite3, for start-up's sake.

As in quick.py, tables.py is the schema, and tests hold each statement against it.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from attune_cli.core.answer import Answer
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.statistics.majority import DayTally
from attune_cli.core.time.period import Period, day_of
from attune_cli.store.rows import AnswerColumns, Linked, MomentColumns, answer_of, moment_of

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
_WITHIN = "moments.local_day >= ? AND moments.local_day < ?"  # as it stands in these three
# A filter whose value is None leaves everybody in.
_OF = (
    "AND (? IS NULL OR moments.caregiver_id = ?) AND (? IS NULL OR (EXISTS "
    "(SELECT moment_children.child_id FROM moment_children "
    "WHERE moment_children.moment_id = moments.id AND moment_children.child_id = ?)))"
)
RATED = (
    "SELECT moments.local_day, moments.sensitivity, count(*) AS many "  # noqa: S608 of constants
    "FROM moments "
    f"WHERE moments.kind = ? AND moments.sensitivity IS NOT NULL {_OF} "
    "GROUP BY moments.local_day, moments.sensitivity"
)
WITH_WORD = (
    "SELECT count(*) AS many "  # noqa: S608 likewise
    "FROM moments JOIN moment_words ON moments.id = moment_words.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    f"AND moment_words.vocabulary = ? AND moment_words.word = ? {_OF}"
)
HOW_MANY = (
    "SELECT count(*) AS many FROM moments WHERE moments.local_day >= ? AND moments.local_day < ?"
)
LATEST_DAYS = "SELECT moments.id, moments.local_day FROM moments ORDER BY moments.id DESC LIMIT ?"
FIRST_DAY = "SELECT min(moments.local_day) AS day FROM moments"
LAST_DAY_BEFORE = "SELECT max(moments.local_day) AS day FROM moments WHERE moments.local_day < ?"

LAST_ANSWER = (
    "SELECT answers.uid, answers.week, answers.question, answers.answer, answers.written_at, "
    "answers.written_offset, answers.id FROM answers WHERE answers.week < ? "
    "ORDER BY answers.week DESC, answers.id DESC LIMIT ?"
)
HAS_ANSWER = "SELECT answers.id FROM answers WHERE answers.uid = ?"

MOST_NUMBERS = 500  # at once: SQLite takes so many values


class Window(NamedTuple):
    """The moments of a period, and the last day with any before it."""

    moments: list[Moment]
    last_day_before: date | None


def first_day(connection: sqlite3.Connection | None) -> date | None:
    """Return the first day with a moment."""
    return None if connection is None else _day(connection.execute(FIRST_DAY).fetchone())


def latest(connection: sqlite3.Connection | None, known: Sequence[Moment] = ()) -> Moment | None:
    """Return the moment that was logged last.

    Args:
        connection: a journal, or None where there is none yet.
        known: moments that were read already, in the order of their numbers.
    """
    row = None if connection is None else connection.execute(LATEST_DAYS, (1,)).fetchone()
    if row is None:
        return None
    if known and known[-1].number == row[0]:
        return known[-1]
    return window(connection, day_of(date.fromisoformat(row[1]))).moments[-1]


def lately(connection: sqlite3.Connection | None, period: Period, most: int) -> list[Moment]:
    """Return the moments of a period; of more than so many, those of the last days, whole.

    What many moments a day would tell, some hundreds of them tell as well, and quickly.
    """
    if connection is None:
        return []
    days = [date.fromisoformat(row[1]) for row in connection.execute(LATEST_DAYS, (most,))]
    start = period.start
    if len(days) == most:  # of the first of these days there may be others
        first_whole = min(min(days) + timedelta(days=1), max(days))
        start = max(start, first_whole)
    return window(connection, Period(start, period.end)).moments


def window(connection: sqlite3.Connection | None, period: Period) -> Window:
    """Return the moments of a period, in the order of their numbers.

    Raises:
        sqlite3.DatabaseError: the index of days knows of others, so the file is damaged.
    """
    if connection is None:
        return Window([], None)
    days = (period.start.isoformat(), period.end.isoformat())
    moments = _moments(connection, _WITHIN, days)
    if connection.execute(HOW_MANY, days).fetchone() != (len(moments),):
        raise sqlite3.DatabaseError("not all moments of these days are there")
    return Window(moments, _day(connection.execute(LAST_DAY_BEFORE, days[:1]).fetchone()))


def numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Moment]:
    """Return the moments with these numbers that there are, in the order of the numbers given."""
    found: dict[int | None, Moment] = {}
    for first in range(0, len(numbers), MOST_NUMBERS):
        some = tuple(numbers[first : first + MOST_NUMBERS])
        which = f"moments.id IN ({', '.join('?' * len(some))})"
        found |= {moment.number: moment for moment in _moments(connection, which, some)}
    return [found[number] for number in numbers if number in found]


def _moments(
    connection: sqlite3.Connection, which: str, values: tuple[str | int, ...]
) -> list[Moment]:
    """Return the moments that a condition holds for, in the order of their numbers."""
    every = (WINDOW_WORDS, WINDOW_CHILDREN, WINDOW)
    of_words, of_children, own = (
        connection.execute(text.replace(_WITHIN, which), values) for text in every
    )
    words: dict[int, dict[str, list[str]]] = {}
    for number, vocabulary, word in of_words:
        words.setdefault(number, {}).setdefault(vocabulary, []).append(word)
    children: dict[int, list[str]] = {}
    for number, name in of_children:
        children.setdefault(number, []).append(name)
    return [_moment(row, words, children) for row in own]


def day_tallies(
    connection: sqlite3.Connection | None, child: int | None, caregiver: int | None
) -> list[DayTally]:
    """Return how the moments of distress were rated, a tally for each day that has any rated.

    Args:
        connection: a journal, or None where there is none yet.
        child: id of the child they were with; None is anybody.
        caregiver: id of whose they are; None is everybody's.
    """
    if connection is None:
        return []
    days: dict[str, dict[str, int]] = {}
    of = (caregiver, caregiver, child, child)
    for day, rating, many in connection.execute(RATED, (Kind.DISTRESS, *of)):
        days.setdefault(day, {})[rating] = many
    return [DayTally(date.fromisoformat(day), **ratings) for day, ratings in days.items()]


def count_with_response(
    connection: sqlite3.Connection | None,
    response: str,
    period: Period,
    child: int | None,
    caregiver: int | None,
) -> int:
    """Return how many moments of a period have a response, of one child and caregiver or of all."""
    if connection is None:
        return 0
    days = (period.start.isoformat(), period.end.isoformat())
    of = (caregiver, caregiver, child, child)
    (many,) = connection.execute(WITH_WORD, (*days, "response", response, *of)).fetchone()
    return int(many)


def last_answer(connection: sqlite3.Connection | None, before: date) -> Answer | None:
    """Return the answer written last to the latest week that has one and begins before a day."""
    days = (before.isoformat(), 1)
    row = None if connection is None else connection.execute(LAST_ANSWER, days).fetchone()
    if row is None:
        return None
    uid, week, question, answer, written, offset, number = row
    own = AnswerColumns(uid, date.fromisoformat(week), question, answer, _instant(written), offset)
    return answer_of(own, number)


def has_answer(connection: sqlite3.Connection | None, uid: str) -> bool:
    """Whether an answer is in the journal."""
    return connection is not None and connection.execute(HAS_ANSWER, (uid,)).fetchone() is not None


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


def _day(row: tuple[str | None]) -> date | None:
    return date.fromisoformat(row[0]) if row[0] else None


def _instant(digits: str) -> datetime:
    return datetime.fromisoformat(digits).replace(tzinfo=UTC)
