"""Finding moments, and the tags that are in use.

Every condition is a constant text with places for values; what people typed is only ever a value.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attune_cli.core.folding import fold, plain
from attune_cli.core.moment import CameBack, Chosen, Kind, Sensitivity
from attune_cli.core.search import INDEXED, MomentFilter, Term
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import Word
from attune_cli.store.full_text import quoted

# The vocabularies that a moment has one word of, with the column that holds it.
_ONE = {
    "kind": "moments.kind", "cue": "moments.cue", "sensitivity": "moments.sensitivity",
    "after": 'moments."after"', "came_back": "moments.came_back",
}  # fmt: skip
_EITHER_OF = (
    "EXISTS (SELECT 1 FROM moment_words WHERE moment_words.moment_id = moments.id "
    "AND moment_words.vocabulary = ? AND moment_words.word IN ({places}))"
)
_TAGGED = (
    "EXISTS (SELECT 1 FROM moment_words WHERE moment_words.moment_id = moments.id "
    "AND moment_words.vocabulary = 'tag' AND fold(moment_words.word) IN ({places}))"
)
_WITHIN = "moments.local_day >= ? AND moments.local_day < ?"
_CHILD = (
    "EXISTS (SELECT 1 FROM moment_children WHERE moment_children.moment_id = moments.id "
    "AND moment_children.child_id = (SELECT id FROM children WHERE children.name = ?))"
)
_CAREGIVER = "moments.caregiver_id = (SELECT id FROM caregivers WHERE caregivers.name = ?)"
_PROMPTED = "moments.chosen = ?"
# A + keeps an index out of it that would make SQLite sort all it finds.
_UNRATED = "+moments.kind IN (?, ?) AND moments.sensitivity IS NULL"
_OPEN = (
    "+moments.kind = ? AND moments.sensitivity IN (?, ?) "
    "AND (moments.came_back IS NULL OR moments.came_back = ?) "
    "AND NOT EXISTS (SELECT 1 FROM moments AS repair WHERE repair.repairs_id = moments.id)"
)
_INDEX = "+moments.id IN (SELECT moment_texts.rowid FROM moment_texts WHERE moment_texts MATCH ?)"
_IN_NOTE = (
    "moments.id IN (SELECT moment_texts.rowid FROM moment_texts "
    "WHERE instr(coalesce(moment_texts.folded, moment_texts.note), ?) > 0)"
)
_IN_NOTE_OR_INDEX = (
    "moments.id IN (SELECT moment_texts.rowid FROM moment_texts "
    "WHERE instr(coalesce(moment_texts.folded, moment_texts.note), ?) > 0 UNION ALL "
    "SELECT moment_texts.rowid FROM moment_texts WHERE moment_texts MATCH ?)"
)
_NEWEST_FIRST = (
    "ORDER BY moments.local_day DESC, moments.occurred_at IS NULL DESC, moments.occurred_at DESC, "
    "moments.id DESC LIMIT ?"
)
_DAY_BEFORE_LATELY = (
    "SELECT moments.local_day FROM moments ORDER BY moments.local_day DESC LIMIT 1 OFFSET ?"
)
_OPEN_ONES = (Kind.DISTRESS, Sensitivity.PARTLY, Sensitivity.NO, CameBack.NOT_YET)
LATELY = 20_000  # moments
TAGS_AMONG = 5_000  # of the latest moments
FEW_RANGES = 50  # of numbers, in one condition
_EVERY_WORD = (
    "SELECT moment_words.word FROM moment_words UNION SELECT moments.cue FROM moments "
    'WHERE moments.cue IS NOT NULL UNION SELECT moments."after" FROM moments '
    'WHERE moments."after" IS NOT NULL'
)
_HAS_TAG = (
    "SELECT 1 FROM moment_words WHERE moment_words.moment_id IN "
    "(SELECT moment_texts.rowid FROM moment_texts WHERE moment_texts MATCH ?) "
    "AND moment_words.vocabulary = 'tag' AND fold(moment_words.word) = ? "
    "AND moment_words.moment_id <> ? LIMIT 1"
)
_TAGS = (
    "SELECT DISTINCT moment_words.word FROM moment_words "
    "WHERE moment_words.vocabulary = 'tag' AND moment_words.moment_id <> ?"
)
_TAGS_OF_LATE = (
    "SELECT DISTINCT moment_words.word FROM moment_words WHERE moment_words.vocabulary = 'tag' "
    "AND moment_words.moment_id > (SELECT max(moments.id) FROM moments) - ?"
)
_IN_RANGES = (
    "EXISTS (SELECT 1 FROM json_each(?) AS range WHERE moments.id BETWEEN "
    "json_extract(range.value, '$[0]') AND json_extract(range.value, '$[1]'))"
)
_Condition = tuple[str, tuple[str | int | None, ...]]


def find(
    connection: sqlite3.Connection,
    wanted: MomentFilter,
    most: int | None = None,
    lately: int = LATELY,
) -> "array[int]":
    """Return the numbers of the moments that are wanted, by when they happened, the newest last.

    Of one day, those whose time is not known stand last.

    Args:
        connection: a journal.
        wanted: which.
        most: so many of them, the newest; None is all.
        lately: among how many of the newest they are looked for first.
    """
    if most is not None and not (_is_by_day(wanted) or wanted.terms):
        row = connection.execute(_DAY_BEFORE_LATELY, (lately,)).fetchone()
        if row:  # in a large journal, the newest that are wanted are mostly not far back
            since = Period(date.fromisoformat(row[0]), date.max)
            numbers = _find(connection, wanted._replace(period=since), most)
            if len(numbers) == most:
                return numbers
    return _find(connection, wanted, most)


def _find(connection: sqlite3.Connection, wanted: MomentFilter, most: int | None) -> "array[int]":
    conditions = list(_conditions(wanted))
    where = " AND ".join(text for text, _ in conditions)
    query = f"SELECT moments.id FROM moments WHERE {where} {_NEWEST_FIRST}"  # noqa: S608 constants
    if not _is_by_day(wanted):
        query = query.replace("moments.local_day", "+moments.local_day")
    values = [value for _, several in conditions for value in several]
    rows = connection.execute(query, (*values, -1 if most is None else most))
    numbers = array("q", (number for (number,) in rows))
    numbers.reverse()
    return numbers


def _is_by_day(wanted: MomentFilter) -> bool:
    """Whether to go from day to day, along an index.

    Else the table is read in its own order and what is found is sorted, which takes half as long
    where little is found.
    """
    is_led = wanted.period or not wanted.is_narrow or _of_index(wanted)
    return bool(is_led) and not any(term.is_anywhere for term in wanted.terms)


def _conditions(wanted: MomentFilter) -> Iterator[_Condition]:
    period = wanted.period or (date.min, date.max)
    yield _WITHIN, tuple(day.isoformat() for day in period)
    asked: tuple[tuple[bool, str, tuple[str | int | None, ...]], ...] = (
        (wanted.child is not None, _CHILD, (wanted.child,)),
        (wanted.caregiver is not None, _CAREGIVER, (wanted.caregiver,)),
        (wanted.is_prompted, _PROMPTED, (Chosen.PROMPTED,)),
        (wanted.is_unrated, _UNRATED, (Kind.DISTRESS, Kind.CONNECTION)),
        (wanted.is_open, _OPEN, _OPEN_ONES),
    )
    yield from ((text, values) for is_asked, text, values in asked if is_asked)
    yield from (_either(*several) for several in wanted.words.items() if several[1])
    yield from (_one_of(group) for group in wanted.either if group)
    if wanted.numbers:
        yield _between(wanted.numbers)
    of_index = _of_index(wanted)
    if of_index:
        yield _INDEX, (of_index,)
    yield from (_anywhere(term) for term in wanted.terms if term.is_anywhere)


def _either(vocabulary: str, words: tuple[str, ...]) -> _Condition:
    places = ", ".join("?" * len(words))
    if vocabulary == "tag":
        return _TAGGED.format(places=places), tuple(map(fold, words))
    if vocabulary in _ONE:
        return f"+{_ONE[vocabulary]} IN ({places})", words
    return _EITHER_OF.format(places=places), (vocabulary, *words)


def _one_of(group: Iterable[Word]) -> _Condition:
    """Look for any word of a group; the words of one vocabulary stand together."""
    words: dict[str, tuple[str, ...]] = {}
    for word in group:
        words[word.vocabulary] = (*words.get(word.vocabulary, ()), word.word)
    conditions = [_either(*several) for several in words.items()]
    text = " OR ".join(text for text, _ in conditions)
    return f"({text})", tuple(value for _, values in conditions for value in values)


def _between(ranges: Sequence[tuple[int, int]]) -> _Condition:
    """Look for moments by number: up to a few ranges along the table, more of them one by one."""
    if len(ranges) > FEW_RANGES:
        first, last = min(a for a, _ in ranges), max(b for _, b in ranges)
        return f"moments.id BETWEEN ? AND ? AND {_IN_RANGES}", (first, last, json.dumps(ranges))
    each = " OR ".join(["moments.id BETWEEN ? AND ?"] * len(ranges))
    return f"({each})", tuple(number for one in ranges for number in one)


def _anywhere(term: Term) -> _Condition:
    """Look for signs in the note, and for words that begin with them in the index."""
    if not term.has_words:
        return _IN_NOTE, (plain(term.text),)
    return _IN_NOTE_OR_INDEX, (plain(term.text), _of_term(term))


def _of_index(wanted: MomentFilter) -> str:
    """Say in FTS5's words what the index can tell; the conditions on words are exact after it."""
    asked = [
        _in_words(words)
        for vocabulary, words in wanted.words.items()
        if words and vocabulary in {*INDEXED, "tag"}
    ]
    asked += [
        _in_words(word.word for word in group)
        for group in wanted.either
        if group and all(word.vocabulary in INDEXED for word in group)
    ]
    asked += [_of_term(term) for term in wanted.terms if not term.is_anywhere]
    return " AND ".join(asked)


def _of_term(term: Term) -> str:
    text = quoted(plain(term.text)) + ("" if term.is_phrase else " *")
    return f"({text} OR {_in_words(term.words)})" if term.words else f"({text})"


def _in_words(words: Iterable[str]) -> str:
    return f"words : ({' OR '.join(quoted(plain(word)) for word in words)})"


def new_tags(
    connection: sqlite3.Connection, tags: Iterable[str], number: int
) -> tuple[list[str], list[str]]:
    """Return those of a moment's tags that no other moment has, and the tags that others have.

    The tags of others are looked for, among all words, only where some tag is new.
    """
    new = [tag for tag in tags if not _is_used(connection, tag, number)]
    known = [row[0] for row in connection.execute(_TAGS, (number,))] if new else []
    return new, known


def _is_used(connection: sqlite3.Connection, tag: str, number: int) -> bool:
    sought = _in_words([tag])
    return connection.execute(_HAS_TAG, (sought, fold(tag), number)).fetchone() is not None


def tags_of_late(connection: sqlite3.Connection) -> list[str]:
    """Return the tags of the latest moments, in the order of the alphabet.

    Those of some thousands are nearly all; to look through a large journal takes too long.
    """
    return sorted(row[0] for row in connection.execute(_TAGS_OF_LATE, (TAGS_AMONG,)))


def words_in_use(connection: sqlite3.Connection | None) -> set[str]:
    """Return every word and tag of the moments; attune’s own words are among them."""
    return {word for (word,) in connection.execute(_EVERY_WORD)} if connection else set()
