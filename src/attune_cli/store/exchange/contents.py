"""What an export holds, read record by record, always in the same order."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from attune_cli.core.exchange.records import (
    Header,
    OwnTip,
    OwnWord,
    Person,
    Record,
    SettingLine,
    TipMark,
)
from attune_cli.core.moment import Moment
from attune_cli.core.people import Child
from attune_cli.core.time.period import Period
from attune_cli.core.tips.choice import Mark
from attune_cli.core.vocabulary import OWN_IN, Vocabulary
from attune_cli.store.answers import answers
from attune_cli.store.moments import MOST_NUMBERS, every
from attune_cli.store.rows import instant_of

IDENTITY = "SELECT uid FROM identity WHERE id = 1"
CHILDREN = "SELECT id, uid, name, born, band, weeks_early FROM children ORDER BY id"
CAREGIVERS = "SELECT id, uid, name FROM caregivers ORDER BY id"
MARKS = "SELECT tip, mark, marked_at, marked_offset FROM tip_marks ORDER BY id"
_COUNT = "SELECT count(*), count(nullif(note, '')) FROM moments"
_WITH = "SELECT DISTINCT child_id FROM moment_children"
_BY = "SELECT DISTINCT caregiver_id FROM moments"
_USED = (
    "SELECT DISTINCT vocabulary, word FROM moment_words {words} "
    "UNION SELECT DISTINCT 'cue', cue FROM moments WHERE cue IS NOT NULL {moments} "
    'UNION SELECT DISTINCT \'after\', "after" FROM moments WHERE "after" IS NOT NULL {moments}'
)
_BY_DAY = "SELECT local_day, id FROM moments ORDER BY local_day, id"
_NUMBER = "SELECT id FROM moments WHERE uid = ?"
_REPAIRS = "SELECT repair.id FROM moments AS repair JOIN moments AS hard ON hard.id = repair.repairs_id WHERE hard.uid = ?"  # noqa: E501


class Scope(NamedTuple):
    """What is exported.

    Attributes:
        numbers: those of the moments, in their order; None is all of them.
        period: of what was written about the weeks; None is always.
        with_answers: whether that is exported, too.
        with_notes: whether notes are.
    """

    numbers: Sequence[int] | None = None
    period: Period | None = None
    with_answers: bool = True
    with_notes: bool = True


class Own(NamedTuple):
    """What the person's own files add to a journal."""

    words: Sequence[OwnWord] = ()
    tips: Sequence[OwnTip] = ()
    settings: Sequence[SettingLine] = ()


class Held(NamedTuple):
    """How much is exported: moments, and those of them that have a note."""

    moments: int
    notes: int


def held(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> Held:
    """Count what is exported."""
    counts = [connection.execute(sql, some).fetchone() for sql, some in _each(_COUNT, numbers)]
    return Held(sum(many for many, _ in counts), sum(notes for _, notes in counts))


def moments_of(connection: sqlite3.Connection, scope: Scope) -> Iterator[Moment]:
    """Yield the moments, each as it can be taken again: links lead to moments that are there."""
    for moment in every(connection, scope.numbers):
        yield _kept(connection, moment, scope)


def _kept(connection: sqlite3.Connection, moment: Moment, scope: Scope) -> Moment:
    kept = moment if scope.with_notes else moment._replace(note=None)
    if kept.repairs or kept.came_back:
        return linked(connection, kept, scope.numbers)
    return kept


def days_of(connection: sqlite3.Connection, scope: Scope) -> Iterator[tuple[date, list[Moment]]]:
    """Yield the moments day by day, those of each in the order of their numbers."""
    numbers: list[int] = []
    for _, of_day in groupby(connection.execute(_BY_DAY), key=itemgetter(0)):
        if len(numbers) >= MOST_NUMBERS:
            yield from _days_with(connection, scope, numbers)
            numbers = []
        numbers += (n for _, n in of_day if scope.numbers is None or _is_among(n, scope.numbers))
    yield from _days_with(connection, scope, numbers)


def _days_with(
    connection: sqlite3.Connection, scope: Scope, numbers: list[int]
) -> Iterator[tuple[date, list[Moment]]]:
    days: dict[date, list[Moment]] = {}
    for moment in every(connection, numbers):
        days.setdefault(moment.local_day, []).append(_kept(connection, moment, scope))
    yield from days.items()


def linked(
    connection: sqlite3.Connection, moment: Moment, numbers: Sequence[int] | None = None
) -> Moment:
    """Return a moment as it is exported: what others say of it is in the export, too.

    Args:
        connection: to its journal.
        moment: as stored.
        numbers: of what else is exported, in their order; None is all.
    """
    if moment.repairs and numbers is not None:
        target = connection.execute(_NUMBER, (moment.repairs,))
        if not any(_is_among(number, numbers) for (number,) in target):
            moment = moment._replace(repairs=None)
    if moment.came_back and not moment.was_hard:  # a repair that is gone, or stays here, said so
        repairs = connection.execute(_REPAIRS, (moment.uid,))
        if not any(numbers is None or _is_among(number, numbers) for (number,) in repairs):
            moment = moment._replace(came_back=None)
    return moment


def _is_among(number: int, numbers: Sequence[int]) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def records(
    connection: sqlite3.Connection, scope: Scope, own: Own, vocabulary: Vocabulary
) -> Iterator[Record | Moment]:
    """Yield a whole journal in the order of the file, the header first.

    Args:
        connection: inside a transaction, so that all of it is one picture.
        scope: what of it.
        own: what stands beside it.
        vocabulary: all words that are known.
    """
    numbers = scope.numbers
    people = [*_people(connection, numbers)]
    written = answers(connection, scope.period) if scope.with_answers and scope.with_notes else []
    marks = [*tip_marks(connection)] if numbers is None else []
    words = _words(connection, numbers, own.words, vocabulary)
    many = held(connection, numbers)
    ordered = sorted(written, key=lambda answer: answer.number or 0)
    groups: dict[str, Sequence[Record]] = {
        "children": [one for one in people if one.role == "child"],
        "caregivers": [one for one in people if one.role == "caregiver"],
        "answers": ordered,
        "tip_marks": marks,
        "words": words,
        "tips": own.tips,
        "settings": own.settings,
    }
    counts = {name: len(several) for name, several in groups.items()} | {"moments": many.moments}
    (first,) = connection.execute(f"{CAREGIVERS} LIMIT 1")
    me = next((p.child.name for p in people if p.role == "caregiver" and p.uid == first[1]), None)
    (uid,) = connection.execute(IDENTITY).fetchone()
    yield Header(uid, me, counts, many.notes if scope.with_notes else 0)
    yield from groups.pop("children")
    yield from groups.pop("caregivers")
    yield from moments_of(connection, scope)
    for several in groups.values():
        yield from several


def _people(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> Iterator[Person]:
    """Yield everybody, or whoever is in some moments."""
    with_, by = (
        None if numbers is None else _distinct(connection, sql, numbers) for sql in (_WITH, _BY)
    )
    for id_, uid, *child in connection.execute(CHILDREN):
        if with_ is None or (id_,) in with_:
            yield Person("child", uid, Child(*child))
    for id_, uid, name in connection.execute(CAREGIVERS):
        if by is None or (id_,) in by:
            yield Person("caregiver", uid, Child(name))


def tip_marks(connection: sqlite3.Connection) -> Iterator[TipMark]:
    """Yield what was said of tips, the first one first."""
    for tip, mark, at, offset in connection.execute(MARKS):
        yield TipMark(tip, Mark(mark), instant_of(at, offset))


def _words(
    connection: sqlite3.Connection,
    numbers: Sequence[int] | None,
    own: Sequence[OwnWord],
    vocabulary: Vocabulary,
) -> list[OwnWord]:
    """Return own words, and those that were some when a moment was logged; of a part, the used."""
    used = set[tuple[str, str]]()
    if numbers is None:
        used |= set(connection.execute(_USED.format(words="", moments="")))
    else:
        for some in _parts(numbers):
            places = f"({', '.join('?' * len(some))})"
            where = {"words": f"WHERE moment_id IN {places}", "moments": f"AND id IN {places}"}
            used |= set(connection.execute(_USED.format(**where), (*some, *some, *some)))
    kept = [word for word in own if numbers is None or (word.vocabulary, word.word) in used]
    known = {(word.vocabulary, word.word) for name in OWN_IN for word in vocabulary.of(name)}
    left = sorted(pair for pair in used - known if pair[0] in OWN_IN)
    return [*kept, *(OwnWord(name, word, word.replace("_", " ")) for name, word in left)]


def _distinct(
    connection: sqlite3.Connection, sql: str, numbers: Sequence[int]
) -> set[tuple[int, ...]]:
    return {row for some, values in _each(sql, numbers) for row in connection.execute(some, values)}


def _each(sql: str, numbers: Sequence[int] | None) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield a statement for all moments, or one for each part of some; it has no condition yet."""
    column = "moment_id" if "moment_children" in sql else "id"
    if numbers is None:
        yield sql, ()
        return
    for some in _parts(numbers):
        yield f"{sql} WHERE {column} IN ({', '.join('?' * len(some))})", some


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), MOST_NUMBERS):
        yield numbers[first : first + MOST_NUMBERS]
