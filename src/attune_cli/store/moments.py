"""Moments, read: of a period, by number, the latest; and what the database counts of them."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.grammar import LAST, read_target
from attune_cli.core.moment import CameBack, Kind, LinkedMoment, Moment
from attune_cli.core.statistics.majority import FOUR_WEEKS, WEEKS_BEFORE, DayTally, Earlier
from attune_cli.core.time.period import Period, day_of
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Vocabulary
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.rows import (
    moment_of,
)

_WINDOW = (
    "SELECT moments.id, moments.uid, moments.kind, moments.local_day, moments.occurred_at, "
    "moments.occurred_offset, moments.part_of_day, moments.logged_at, moments.logged_offset, "
    'moments.cue, moments.sensitivity, moments.came_back, moments."after", moments.chosen, '
    "moments.note, caregivers.name, repaired.uid AS repairs, EXISTS (SELECT repair.id "
    "FROM moments AS repair WHERE repair.repairs_id = moments.id) AS is_repaired "
    "FROM moments JOIN caregivers ON caregivers.id = moments.caregiver_id "
    "LEFT OUTER JOIN moments AS repaired ON repaired.id = moments.repairs_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? ORDER BY moments.id"
)
_WINDOW_WORDS = (
    "SELECT moment_words.moment_id, moment_words.vocabulary, moment_words.word "
    "FROM moments JOIN moment_words ON moments.id = moment_words.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    "ORDER BY moment_words.moment_id, moment_words.position"
)
_WINDOW_CHILDREN = (
    "SELECT moment_children.moment_id, children.name "
    "FROM moments JOIN moment_children ON moments.id = moment_children.moment_id "
    "JOIN children ON children.id = moment_children.child_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    "ORDER BY moment_children.moment_id, moment_children.position"
)
_EVERY_WORD = (
    "SELECT moment_words.moment_id, moment_words.vocabulary, moment_words.word FROM moment_words "
    "ORDER BY moment_words.moment_id, moment_words.position"
)
_EVERY_CHILD = (
    "SELECT moment_children.moment_id, children.name FROM moment_children "
    "JOIN children ON children.id = moment_children.child_id "
    "ORDER BY moment_children.moment_id, moment_children.position"
)
_BETWEEN = "SELECT id FROM moments WHERE id BETWEEN ? AND ? ORDER BY id"
WITHIN = "moments.local_day >= ? AND moments.local_day < ?"  # as it stands in these three
# A filter whose value is None leaves everybody in.
OF = (
    "AND (? IS NULL OR moments.caregiver_id = ?) AND (? IS NULL OR (EXISTS "
    "(SELECT moment_children.child_id FROM moment_children "
    "WHERE moment_children.moment_id = moments.id AND moment_children.child_id = ?)))"
)
_RATED = (
    "SELECT moments.local_day, CASE WHEN EXISTS (SELECT 1 FROM moment_words "  # noqa: S608 of constants
    "WHERE moment_words.moment_id = moments.id AND moment_words.vocabulary = 'response' "
    "AND moment_words.word = ?) THEN 'frightened' ELSE moments.sensitivity END AS rating, "
    "count(*) AS many, sum(moments.chosen = 'prompted') AS prompted FROM moments "
    f"WHERE moments.kind = ? AND {WITHIN} AND moments.sensitivity IS NOT NULL {OF} "
    "GROUP BY moments.local_day, rating"
)
_DAY_OF_LATEST = (
    "SELECT moments.local_day FROM moments WHERE moments.local_day >= ? AND moments.local_day < ? "
    "ORDER BY moments.local_day DESC LIMIT 1 OFFSET ?"
)
_WITH_WORD = (
    "SELECT count(*) AS many "  # noqa: S608 likewise
    "FROM moments JOIN moment_words ON moments.id = moment_words.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? "
    f"AND moment_words.vocabulary = ? AND moment_words.word = ? {OF}"
)
_DAYS_WITH_STATE = (
    "SELECT DISTINCT moments.local_day "
    "FROM moments JOIN moment_words ON moments.id = moment_words.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day < ? AND moments.caregiver_id = ? "
    "AND moment_words.vocabulary = 'state' AND moment_words.word = ?"
)
_HOW_MANY = (
    "SELECT count(*) AS many FROM moments WHERE moments.local_day >= ? AND moments.local_day < ?"
)
# Without a filter, the index of days alone answers it.
_A_DAY = (
    "SELECT moments.local_day, count(*) FROM moments "
    "WHERE moments.local_day >= ? AND moments.local_day < ? GROUP BY moments.local_day"
)
_A_DAY_OF = _A_DAY.replace("GROUP BY", f"{OF} GROUP BY")
_LATEST_DAYS = "SELECT moments.id, moments.local_day FROM moments ORDER BY moments.id DESC LIMIT ?"
_FIRST_DAY = "SELECT min(moments.local_day) AS day FROM moments"
_LAST_DAY_BEFORE = "SELECT max(moments.local_day) AS day FROM moments WHERE moments.local_day < ?"

_USED = (
    "SELECT moment_words.word, count(*) AS many FROM moment_words "
    "WHERE moment_words.vocabulary = ? AND moment_words.moment_id IN (SELECT moments.id "
    "FROM moments WHERE moments.caregiver_id = ? "
    "ORDER BY moments.local_day DESC, moments.id DESC LIMIT ?) GROUP BY moment_words.word"
)

_LATEST_UPSET = (
    "SELECT moments.id FROM moments WHERE moments.kind = ? ORDER BY moments.id DESC LIMIT ?"
)
_SETTLED = {CameBack.SAME_MOMENT, CameBack.LATER, CameBack.NOT_NEEDED}
_HAS = "SELECT moments.id FROM moments WHERE moments.uid = ?"
_REPAIRING = "SELECT moments.id FROM moments WHERE moments.repairs_id = ? ORDER BY moments.id"
_REPAIRED = "SELECT moments.repairs_id FROM moments WHERE moments.id = ?"

MOST_NUMBERS = 100  # at once: a sixth faster than 500, which leave the cache of the processor
LOOK_BACK = 200  # moments of distress among which those to repair are looked for
MOST_COUNTED = 300  # of the latest moments, which say what somebody uses most
MOST_LEARNT_FROM = 2000  # of many moments before a period, the days of the latest so many


class Window(NamedTuple):
    """The moments of a period, and the last day with any before it."""

    moments: list[Moment]
    last_day_before: date | None


def first_day(connection: sqlite3.Connection | None) -> date | None:
    """Return the first day with a moment."""
    return None if connection is None else _day(connection.execute(_FIRST_DAY).fetchone())


def latest(connection: sqlite3.Connection | None, known: Sequence[Moment] = ()) -> Moment | None:
    """Return the moment that was logged last.

    Args:
        connection: a journal, or None where there is none yet.
        known: moments that were read already, in the order of their numbers.
    """
    row = None if connection is None else connection.execute(_LATEST_DAYS, (1,)).fetchone()
    if row is None:
        return None
    if known and known[-1].number == row[0]:
        return known[-1]
    return window(connection, day_of(date.fromisoformat(row[1]))).moments[-1]


def newest(connection: sqlite3.Connection, most: int) -> list[Moment]:
    """Return so many of the moments that were logged last, the newest first."""
    return numbered(connection, [row[0] for row in connection.execute(_LATEST_DAYS, (most,))])


def lately(connection: sqlite3.Connection | None, period: Period, most: int) -> list[Moment]:
    """Return the moments of a period; of more than so many, those of the last days, whole.

    What many moments a day would tell, some hundreds of them tell as well, and quickly.
    """
    if connection is None:
        return []
    days = [date.fromisoformat(row[1]) for row in connection.execute(_LATEST_DAYS, (most,))]
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
    moments = _moments(connection, WITHIN, days)
    if connection.execute(_HOW_MANY, days).fetchone() != (len(moments),):
        raise sqlite3.DatabaseError("not all moments of these days are there")
    return Window(moments, last_day_before(connection, period.start))


def last_day_before(connection: sqlite3.Connection | None, day: date) -> date | None:
    """Return the last day with a moment before a day."""
    if connection is None:
        return None
    return _day(connection.execute(_LAST_DAY_BEFORE, (day.isoformat(),)).fetchone())


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
    every = (_WINDOW_WORDS, _WINDOW_CHILDREN, _WINDOW)
    of_words, of_children, own = (
        connection.execute(text.replace(WITHIN, which), values) for text in every
    )
    words: dict[int, dict[str, list[str]]] = {}
    for number, vocabulary, word in of_words:
        words.setdefault(number, {}).setdefault(vocabulary, []).append(word)
    children: dict[int, list[str]] = {}
    for number, name in of_children:
        children.setdefault(number, []).append(name)
    no_words: dict[str, list[str]] = {}
    return [moment_of(row, words.get(row[0], no_words), children.get(row[0], ())) for row in own]


def every(connection: sqlite3.Connection, numbers: Sequence[int] | None = None) -> Iterator[Moment]:
    """Yield all moments in the order of their numbers, or those with some numbers in their order.

    They are read as they are asked for: memory does not grow with the journal.

    Args:
        connection: inside a transaction, so that all of it is one picture.
        numbers: those that are wanted; None is all.
    """
    if numbers is not None:
        for first in range(0, len(numbers), MOST_NUMBERS):
            yield from numbered(connection, numbers[first : first + MOST_NUMBERS])
        return
    words_of = _beside(connection.execute(_EVERY_WORD))
    children_of = _beside(connection.execute(_EVERY_CHILD))
    for row in connection.execute(_WINDOW.replace(WITHIN, "TRUE")):
        words: dict[str, list[str]] = {}
        for _, vocabulary, word in words_of(row[0]):
            words.setdefault(vocabulary, []).append(word)
        children = [name for _, name in children_of(row[0])]
        yield moment_of(row, words, children)


def _beside(rows: Iterator[Any]) -> Callable[[int], list[Any]]:
    """Return what gives the rows of a moment, asked for one moment after the other."""
    row = next(rows, None)

    def of(number: int) -> list[Any]:
        nonlocal row
        found = []
        while row is not None and row[0] <= number:
            found.append(row)
            row = next(rows, None)
        return found

    return of


def whole(connection: sqlite3.Connection | None, targets: Sequence[str]) -> list[LinkedMoment]:
    """Return the moments that were named, each once, and what others have to do with them.

    Args:
        connection: a journal, or None where there is none yet.
        targets: the digits of numbers, or "last" for the moment that was logged last.

    Raises:
        NoSuchMoment: there is none of that number.
        NothingLogged: there is none at all to be the last.
    """
    row = connection.execute(_LATEST_DAYS, (1,)).fetchone() if connection else None
    last: int | None = row[0] if row else None
    if last is None and LAST in targets:
        raise errors.moments.NothingLogged
    said = (last if target == LAST else int(target) for target in targets)
    numbers = [number for number in dict.fromkeys(said) if number is not None]
    moments = numbered(connection, numbers) if connection else []
    found = {moment.number for moment in moments}
    missing = next((number for number in numbers if number not in found), None)
    if connection is None or missing is not None:
        raise errors.moments.NoSuchMoment(missing)
    return [_with_others(connection, moment) for moment in moments]


def _with_others(connection: sqlite3.Connection, moment: Moment) -> LinkedMoment:
    repairs = repairing(connection, [moment.number]) if moment.number else []
    pointed = connection.execute(_REPAIRED, (moment.number,)).fetchone()
    repaired = next(iter(numbered(connection, pointed)), None) if moment.repairs else None
    return LinkedMoment(moment, repaired, repairs)


def picked(home: Home, typed: Iterable[str]) -> list[Moment]:
    """Return the moments with these numbers, each once, in the order in which they were typed.

    Args:
        home: whose journal; none is made.
        typed: “42”, “#42”, “3-5” or “last”, which is the moment that was logged last.

    Raises:
        UnreadableNumber: one is none of them.
        UnreadableRange: a range has one end, or ends before it begins.
        NoSuchMoment: no moment has this number, or none of a range is there.
        NothingLogged: “last”, where there is no moment yet.
        JournalTrouble: the journal cannot be read.
    """
    several = list(typed)
    with reading(home) as connection:
        wanted = [*targets(connection, several)]
        found = {moment.number: moment for moment in _each(connection, wanted)}
    return list(found.values())


def targets(connection: sqlite3.Connection | None, typed: Iterable[str]) -> Iterator[str]:
    """Yield the numbers that were typed, or “last”; of a range, those that there are.

    Raises:
        UnreadableNumber: one is neither.
        UnreadableRange: a range has one end, or ends before it begins.
        NoSuchMoment: none of a range is there.
    """
    from attune_cli.core.query import read_range  # noqa: PLC0415 only where numbers are typed

    for text in typed:
        between = read_range(text)
        if between is None:
            yield read_target(text) or LAST
            continue
        rows = connection.execute(_BETWEEN, between).fetchall() if connection else []
        if not rows:
            raise errors.moments.NoSuchMoment(between[0])
        yield from (str(number) for (number,) in rows)


def moment_at(connection: sqlite3.Connection | None, number: int) -> Moment:
    """Return the moment with a number.

    Raises:
        NoSuchMoment: there is none.
    """
    found = numbered(connection, [number]) if connection else []
    if not found:
        raise errors.moments.NoSuchMoment(number)
    return found[0]


def number_of(home: Home, uid: str | None) -> int | None:
    """Return the number of the moment with an identity."""
    with reading(home) as connection:
        row = connection.execute(_HAS, (uid,)).fetchone() if connection and uid else None
    return row[0] if row else None


def _each(connection: sqlite3.Connection | None, wanted: Iterable[str]) -> Iterator[Moment]:
    for said in wanted:
        if said != LAST:
            yield moment_at(connection, int(said))
        elif last := latest(connection):
            yield last
        else:
            raise errors.moments.NothingLogged


def repairing(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return the numbers of the repairs that point at one of these moments."""
    every = (connection.execute(_REPAIRING, (number,)).fetchall() for number in numbers)
    return sorted(number for rows in every for (number,) in rows)


def most_used(
    connection: sqlite3.Connection | None, vocabulary: str, caregiver: int | None
) -> dict[str, int]:
    """Return how often a caregiver lately used each word of a vocabulary.

    Args:
        connection: a journal, or None where there is none yet.
        vocabulary: its name.
        caregiver: id; where it is None, no word was used.
    """
    if connection is None:
        return {}
    return dict(connection.execute(_USED, (vocabulary, caregiver, MOST_COUNTED)))


def to_repair(
    connection: sqlite3.Connection | None, words: Vocabulary, children: Collection[str] = ()
) -> list[Moment]:
    """Return the latest moments that were hard and that nobody came back to, the newest first.

    Hard is one that was rated partly or no, or that has a response which did not support.

    Args:
        connection: a journal, or None where there is none yet.
        words: for the stance of the responses.
        children: nicknames; where there are some, only moments with one of them, or with nobody.
    """
    if connection is None:
        return []
    latest = [row[0] for row in connection.execute(_LATEST_UPSET, (Kind.DISTRESS, LOOK_BACK))]
    found = [
        moment
        for moment in numbered(connection, latest)
        if (moment.was_hard or any(words.stance(r) == UNSUPPORTIVE for r in moment.responses))
        and moment.came_back not in _SETTLED
        and not moment.repaired
        and (not children or not moment.children or not set(children).isdisjoint(moment.children))
    ]
    return sorted(found, key=lambda m: (m.local_day, m.number or 0), reverse=True)


def has_moment(connection: sqlite3.Connection | None, uid: str) -> bool:
    """Whether a moment is in the journal."""
    return connection is not None and connection.execute(_HAS, (uid,)).fetchone() is not None


def day_tallies(
    connection: sqlite3.Connection | None,
    child: int | None,
    caregiver: int | None,
    period: Period,
) -> list[DayTally]:
    """Return how the moments of distress were rated, a tally for each day that has any rated.

    Args:
        connection: a journal, or None where there is none yet.
        child: id of the child they were with; None is anybody.
        caregiver: id of whose they are; None is everybody's.
        period: which days.
    """
    every, _ = _tallied(connection, child, caregiver, period)
    return every


def _tallied(
    connection: sqlite3.Connection | None,
    child: int | None,
    caregiver: int | None,
    period: Period,
) -> tuple[list[DayTally], list[DayTally]]:
    """Return the tallies of all moments, and those of the prompted ones."""
    if connection is None:
        return [], []
    days = (period.start.isoformat(), period.end.isoformat())
    values = (FRIGHTEN, Kind.DISTRESS, *days, caregiver, caregiver, child, child)
    every: dict[str, dict[str, int]] = {}
    prompted: dict[str, dict[str, int]] = {}
    for day, rating, many, of_them in connection.execute(_RATED, values):
        every.setdefault(day, {})[rating] = many
        if of_them:
            prompted.setdefault(day, {})[rating] = of_them
    return _as_tallies(every), _as_tallies(prompted)


def _as_tallies(days: dict[str, dict[str, int]]) -> list[DayTally]:
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
    (many,) = connection.execute(_WITH_WORD, (*days, "response", response, *of)).fetchone()
    return int(many)


def counts_by_day(
    connection: sqlite3.Connection | None,
    period: Period,
    child: int | None,
    caregiver: int | None,
) -> dict[date, int]:
    """Return how many moments each day of a period has; a day without any is missing.

    Args:
        connection: a journal, or None where there is none yet.
        period: which days.
        child: id of the child they were with; None is anybody.
        caregiver: id of whose they are; None is everybody's.
    """
    if connection is None:
        return {}
    days = (period.start.isoformat(), period.end.isoformat())
    of = (caregiver, caregiver, child, child)
    rows = (
        connection.execute(_A_DAY, days)
        if child is caregiver is None
        else connection.execute(_A_DAY_OF, (*days, *of))
    )
    return {date.fromisoformat(day): many for day, many in rows}


def days_with_state(
    connection: sqlite3.Connection | None, state: str, period: Period, caregiver: int | None
) -> list[date]:
    """Return the days of a period with a moment in which a caregiver was in a state.

    Args:
        connection: a journal, or None where there is none yet.
        state: the word.
        period: which days.
        caregiver: id of the caregiver; None is nobody.
    """
    if connection is None or caregiver is None:
        return []
    days = (period.start.isoformat(), period.end.isoformat())
    rows = connection.execute(_DAYS_WITH_STATE, (*days, caregiver, state))
    return [date.fromisoformat(day) for (day,) in rows]


def earlier(
    connection: sqlite3.Connection | None,
    period: Period,
    child: int | None,
    caregiver: int | None,
    reader: int | None,
) -> Earlier:
    """Return what a reflection on a period has to know of the days before.

    Of more moments than some thousands, those of the latest days tell as much, and quickly.

    Args:
        connection: a journal, or None where there is none yet.
        period: which days are reflected on.
        child: id of the child they were with; None is anybody.
        caregiver: id of whose they are; None is everybody's.
        reader: id of the caregiver who looks at it.
    """
    if connection is None:
        return Earlier()
    lately = Period(min(period.end - FOUR_WEEKS, period.start), period.start)
    days = ((period.start - WEEKS_BEFORE).isoformat(), period.start.isoformat())
    row = connection.execute(_DAY_OF_LATEST, (*days, MOST_LEARNT_FROM)).fetchone()
    first = date.fromisoformat(row[0] if row else days[0])
    before = Period(min(first, lately.start), period.start)
    own = day_tallies(connection, child, reader, lately) if caregiver in {None, reader} else []
    tallies, prompted = _tallied(connection, child, caregiver, before)
    frightened = count_with_response(connection, FRIGHTEN, lately, child, caregiver)
    is_own = frightened and caregiver in {None, reader}
    return Earlier(
        tallies=tallies,
        prompted=prompted,
        own=sum(day.rated for day in own),
        frightened=frightened,
        own_frightened=(
            count_with_response(connection, FRIGHTEN, lately, child, reader) if is_own else 0
        ),
    )


def _day(row: tuple[str | None]) -> date | None:
    return date.fromisoformat(row[0]) if row[0] else None
