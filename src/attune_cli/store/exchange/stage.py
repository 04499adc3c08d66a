"""A file from outside, read and checked, aside: in a database of its own that no other can open.

What is previewed is what is written, however large the file is, and whatever becomes of it.
"""

import marshal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.answer import Answer
from attune_cli.core.exchange.formats import Line
from attune_cli.core.exchange.gate import VOCABULARY_OF, Refusal, Unfit
from attune_cli.core.exchange.records import (
    KINDS,
    Header,
    OwnTip,
    OwnWord,
    Person,
    SettingLine,
    TipMark,
)
from attune_cli.core.moment import Moment
from attune_cli.store.rows import WORDS_OF

NO_TIME = ("", "")
BATCH = 1000  # moments that are staged, or looked up, at once
SHOWN = 20  # of each kind of finding
_MOMENTS = (
    "CREATE TABLE moments (place INTEGER PRIMARY KEY, line INTEGER, number INTEGER, uid TEXT, "
    "kind TEXT, day TEXT, at TEXT, at_offset INTEGER, part TEXT, logged TEXT, "
    "logged_offset INTEGER, cue TEXT, sensitivity TEXT, came_back TEXT, after TEXT, chosen TEXT, "
    "note TEXT, caregiver INTEGER, children INTEGER, words INTEGER, repairs TEXT, fate TEXT, "
    "here INTEGER)"
)
_SETS = "CREATE TABLE sets (id INTEGER PRIMARY KEY, value BLOB)"  # each stands in many moments
_OPEN_ONES = "CREATE TABLE open (place, line, field, vocabulary, word, value, reason)"
_REFUSED = "CREATE TABLE refused (line INTEGER, field, value, reason, is_found_later)"
_TABLES = (_MOMENTS, _SETS, _OPEN_ONES, _REFUSED)
_INSERT = (
    "INSERT INTO moments (line, number, uid, kind, day, at, at_offset, part, logged, "
    "logged_offset, cue, sensitivity, came_back, after, chosen, note, caregiver, children, words, "
    "repairs) VALUES (?, nullif(?, 0), ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, nullif(?, ''), ?, ?, "
    "?, ?, ?, ?, ?, ?, nullif(?, ''))"
)
_ADD_SET = "INSERT INTO sets VALUES (?, ?)"
_MOST_SETS = 20_000  # that are kept in mind
# What the journal has of a moment itself, in the order of its columns.
OWN = (
    "moments.uid, moments.kind, moments.day, coalesce(moments.at, ''), moments.at_offset, "
    "moments.part, moments.logged, moments.logged_offset, coalesce(moments.cue, ''), "
    "moments.sensitivity, moments.came_back, moments.after, moments.chosen, moments.note"
)
CONTENT = (  # of which `content_in` makes the content of a moment
    f"{OWN}, (SELECT value FROM sets WHERE id = moments.caregiver), "  # noqa: S608 names of columns
    "(SELECT value FROM sets WHERE id = moments.children), "
    "(SELECT value FROM sets WHERE id = moments.words), moments.repairs"
)
_OPEN = "INSERT INTO open VALUES (?, ?, ?, ?, ?, ?, ?)"
_REFUSE = "INSERT INTO refused VALUES (?, ?, ?, ?, ?)"
_FIRST_REFUSED = "SELECT line, field, value, reason FROM refused ORDER BY line, rowid LIMIT ?"
_MINUTES = tuple(f" {minute // 60:02}:{minute % 60:02}:" for minute in range(24 * 60))
_SECONDS = tuple(f"{second:02}.000000" for second in range(60))
_PRAGMAS = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -8000")


class Content(NamedTuple):
    """What a moment says, as values that a file takes.

    Attributes:
        columns: the moment's own, as the journal holds them, with "" for None in each but the note.
        caregiver: nickname.
        children: nicknames.
        words: vocabulary, word and place of each.
        repairs: identity of the moment that it repairs.
    """

    columns: tuple[Any, ...]
    caregiver: str
    children: tuple[str, ...]
    words: tuple[tuple[str, str, int], ...]
    repairs: str | None


def content_of(moment: Moment) -> Content:
    """Return what a moment says."""
    (
        uid, kind, caregiver, day, occurred_at, logged_at, part, _, children, cue, responses,
        activities, steps, states, rating, came_back, after, chosen, repairs, _, tags, note,
    ) = moment  # fmt: skip
    columns = (
        uid,
        str(kind),
        _text_of(day),
        *(digits_and_offset(occurred_at) if occurred_at else NO_TIME),
        part or "",
        *digits_and_offset(logged_at),
        cue or "",
        str(rating) if rating else "",
        str(came_back) if came_back else "",
        after or "",
        str(chosen),
        note,
    )
    words = _words(responses, activities, steps, states, tags)
    return Content(columns, caregiver, children, words, repairs)


def digits_and_offset(value: datetime) -> tuple[str, int]:
    """Return an instant as the journal stores it, and its offset in minutes."""
    offset = value.utcoffset() or timedelta(0)
    minutes = (offset.days * 86_400 + offset.seconds) // 60
    of_day = value.hour * 60 + value.minute - minutes
    if 0 <= of_day < len(_MINUTES) and not (value.microsecond or offset.seconds % 60):
        return f"{_text_of(value.date())}{_MINUTES[of_day]}{_SECONDS[value.second]}", minutes
    utc = datetime.combine(value.date(), value.time()) - offset  # a third of what replace takes
    return utc.isoformat(" ", "microseconds"), minutes


@lru_cache(maxsize=4096)  # most days have several
def _text_of(day: date) -> str:
    return day.isoformat()


@lru_cache(maxsize=4096)  # the same few words go together in most moments
def _words(*several: tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return the words of a moment, given in the order of WORDS_OF, each with its place."""
    return tuple(
        (vocabulary, word, place)
        for vocabulary, words in zip(WORDS_OF, several, strict=True)
        for place, word in enumerate(words)
    )


def content_in(row: Sequence[Any]) -> Content:
    """Return what was staged of a moment, from the columns of CONTENT."""
    *columns, caregiver, children, words, repairs = row
    return Content((*columns,), value_of(caregiver), value_of(children), value_of(words), repairs)


def value_of(blob: bytes) -> Any:
    """Return what stands in many moments: a nickname, those of some children, or some words."""
    return marshal.loads(blob)  # noqa: S302 our own bytes, in a file that nobody else opens


class Stage:
    """A file, read.

    Attributes:
        connection: to the database aside.
        header: the first line of a journal; None where there is none.
        lost_header: number of a line that is refused, without which nobody knows whose journal
            the others are of; None where there is none.
        people: as a journal lists them, by role and nickname.
        names: the nicknames in moments, by role, in the order in which they come.
        answers, marks, words, tips, settings: what else a journal has, each with its line.
        ignored: how many lines had which field that attune does not know.
        without_zone: how many times had none.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.header: tuple[int, Header] | None = None
        self.lost_header: int | None = None
        self.people: dict[str, dict[str, Person]] = {"child": {}, "caregiver": {}}
        self.names: dict[str, dict[str, None]] = {"child": {}, "caregiver": {}}
        self.answers: list[tuple[int, Answer]] = []
        self.marks: list[tuple[int, TipMark]] = []
        self.words: list[tuple[int, OwnWord]] = []
        self.tips: list[tuple[int, OwnTip]] = []
        self.settings: list[tuple[int, SettingLine]] = []
        self.ignored: dict[str, int] = {}
        self.without_zone = 0
        self.moments = 0
        self._rows: list[tuple[Any, ...]] = []
        self._sets: dict[Any, int] = {}
        self._new_sets: list[tuple[int, bytes]] = []
        self._last_set = 0
        self._seen = dict.fromkeys(KINDS, 0)

    @property
    def me(self) -> Person | None:
        """The usual caregiver of the journal that the file is of, where it says who that is."""
        name = self.header[1].me if self.header else None
        return self.people["caregiver"].get(name) if name else None

    def fill(self, lines: Iterable[Line], on_batch: Callable[[], None] = lambda: None) -> None:
        """Take all lines of a file.

        Args:
            lines: in their order.
            on_batch: is called now and then.
        """
        self.connection.execute("BEGIN")
        for line in lines:
            found = line.found
            if isinstance(found, Moment):
                self._take_moment(line.number, found, line.later)
                if len(self._rows) == BATCH:
                    self._flush()
                    on_batch()
            elif isinstance(found, Unfit):
                self.refuse(line.number, found)
                if line.is_header and self.lost_header is None:
                    self.lost_header = line.number
            else:
                self._take(line.number, found)
        self._flush()
        self.connection.execute("CREATE INDEX by_uid ON moments (uid)")
        self.connection.execute("COMMIT")
        self._compare_counts()

    def _take_moment(self, line: int, moment: Moment, later: tuple[Unfit, ...]) -> None:
        columns, caregiver, children, words, repairs = content_of(moment)
        sets, number_of = self._sets, self._number_of
        self._rows.append((
            line, moment.number or 0, *columns,
            sets.get(caregiver) or number_of(caregiver, "caregiver", (caregiver,)),
            sets.get(children) or number_of(children, "child", children),
            sets.get(words) or number_of(words),
            repairs or "",
        ))  # fmt: skip
        self.moments += 1
        for unfit in later:
            of = VOCABULARY_OF.get(unfit.field, unfit.field)
            refusal = Refusal.of(line, unfit)
            self.connection.execute(
                _OPEN, (self.moments, line, unfit.field, of, unfit.value, *refusal[2:])
            )

    def _number_of(self, value: Any, role: str = "", names: Sequence[str] = ()) -> int:
        """Return the number of what stands in a moment for the first time, as far as is known.

        Args:
            value: that.
            role: of those whom it names.
            names: theirs.
        """
        if names:
            self.names[role].update(dict.fromkeys(names))
        if len(self._sets) >= _MOST_SETS:  # a file of many different ones stays within bounds
            self._sets.clear()
        self._last_set += 1
        self._sets[value] = self._last_set
        self._new_sets.append((self._last_set, marshal.dumps(value)))
        return self._last_set

    def _flush(self) -> None:
        self.connection.executemany(_ADD_SET, self._new_sets)
        self._new_sets.clear()
        self.connection.executemany(_INSERT, self._rows)
        self._rows.clear()

    def _take(self, line: int, found: Any) -> None:
        if isinstance(found, Header):
            self.header = (line, found)
            return
        if isinstance(found, Person):
            kind = "children" if found.role == "child" else "caregivers"
            known = self.people[found.role]
            if found.child.name in known:
                self.refuse(line, Unfit("name", found.child.name, "it is there already"))
            known.setdefault(found.child.name, found)
        else:
            kind, several = self._lists[type(found)]
            several.append((line, found))
        self._seen[kind] += 1

    @property
    def _lists(self) -> dict[type, tuple[str, list[tuple[int, Any]]]]:
        return {
            Answer: ("answers", self.answers),
            TipMark: ("tip_marks", self.marks),
            OwnWord: ("words", self.words),
            OwnTip: ("tips", self.tips),
            SettingLine: ("settings", self.settings),
        }

    def _compare_counts(self) -> None:
        """Refuse a journal that is cut short: its first line says how much there is."""
        if self.header is None:
            return
        line, header = self.header
        (bad,) = self.connection.execute("SELECT count(*) FROM refused").fetchone()
        self._seen["moments"] = self.moments
        missing = {k: header.counts[k] - many for k, many in self._seen.items()}
        short = next((kind for kind in KINDS if missing[kind] != 0), None)
        if short and sum(missing.values()) != bad:  # else each that misses is named already
            counted = (
                f"it is not how many follow, which is {self._seen[short]}: the file may be cut"
            )
            self.refuse(line, Unfit(short, header.counts[short], counted))

    def refuse(self, line: int, unfit: Unfit, *, is_found_later: bool = False) -> None:
        """Note that a line is not taken."""
        self.connection.execute(_REFUSE, (*Refusal.of(line, unfit), is_found_later))

    def refusals(self) -> tuple[int, list[Refusal]]:
        """Return how many there are, and the first ones."""
        (many,) = self.connection.execute("SELECT count(*) FROM refused").fetchone()
        return many, [Refusal(*row) for row in self.connection.execute(_FIRST_REFUSED, (SHOWN,))]

    def count(self, fate: str | None) -> int:
        """Return how many moments have a fate; None is that of new ones."""
        row = self.connection.execute("SELECT count(*) FROM moments WHERE fate IS ?", (fate,))
        return int(row.fetchone()[0])


@contextmanager
def stage() -> Iterator[Stage]:
    """Yield a stage, of which nothing is left behind.

    Raises:
        DiskTrouble: there is no room for it.
    """
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as connection:
            for statement in (*_PRAGMAS, *_TABLES):
                connection.execute(statement)
            yield Stage(connection)
    except sqlite3.Error as problem:  # the journal's own are refusals by now
        raise errors.journal.DiskTrouble(Path(gettempdir())) from problem
