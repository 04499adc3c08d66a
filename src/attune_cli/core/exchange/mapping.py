"""A map: what the columns and values of another program's file mean, as a person said it.

Nothing is invented: a moment has the kind, the words and the rating that the map says, no others.
A row whose kind the map does not say is left out, and its text is kept.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from html import unescape
from typing import Any, NamedTuple
from unicodedata import category, name
from uuid import UUID, uuid5

from attune_cli import errors
from attune_cli.core.documents import BrokenDocument, parse_toml
from attune_cli.core.exchange.clocks import (
    Order,
    Said,
    TwoWays,
    order_of,
    placed,
    read_clock,
    read_when,
    read_zone,
    tidied,
)
from attune_cli.core.exchange.foreign import WHY, Row, Table
from attune_cli.core.exchange.formats import Line
from attune_cli.core.exchange.gate import Gate, Unfit
from attune_cli.core.grammar import LONGEST_TAG, Entry, parse, read_tag
from attune_cli.core.moment import Chosen, Kind, Moment
from attune_cli.core.moment_json import MOMENT_SCHEMA
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.errors import quoted

ROWS = UUID("6f2d1c52-3f0a-5d3e-9b6b-3f5f0d6f4a11")  # the namespace of rows from elsewhere
OTHERS = "*"  # in a map, any value that it does not list
TAG, SKIP, LEAVE = "tag", "skip", "leave"
YES_WORDS = {"true", "yes", "1"}
_RICH_TEXT = "richText"  # the column in which Day One has a text with its form
_JOINERS = "\u200d\ufe0e\ufe0f"  # between and behind pictures
_OWN_FIELDS = {"came_back", "sensitivity", "responses", "activities", "steps", "cue"}


class Role(StrEnum):
    """What a column has."""

    DAY = "day"
    YEAR = "year"
    TIME = "time"
    WHEN = "when"
    DAY_ONLY = "day only"
    ZONE = "zone"
    NOTE = "note"
    TITLE = "title"
    CHILD = "child"
    CAREGIVER = "caregiver"
    ID = "id"
    WORDS = "words"
    SKIP = "skip"


ONCE = {
    Role.DAY, Role.YEAR, Role.TIME, Role.WHEN, Role.DAY_ONLY, Role.ZONE, Role.CHILD,
    Role.CAREGIVER, Role.ID,
}  # fmt: skip


class Notes(StrEnum):
    """How texts are written."""

    PLAIN = "plain"
    HTML = "html"
    DAY_ONE = "day one"


class Map(NamedTuple):
    """What a file means.

    Attributes:
        source: where it is from; part of the identity of its moments.
        columns: the role of each column.
        split: what stands between several values in one cell, by column.
        words: what each value means, by column, as typed in `attune log`; or “tag”, “skip”, or
            nothing where that is not said.
        zone: of times that have none; empty for that of the machine.
        dates: what comes first in dates of digits; None where nobody said so.
        kind: of rows for which no value says one; None if nobody said so.
        child: nickname where no column has one; empty for nobody.
        caregiver: likewise.
        notes: how texts are written.
    """

    source: str
    columns: Mapping[str, Role]
    split: Mapping[str, str] = {}
    words: Mapping[str, Mapping[str, str]] = {}
    zone: str = ""
    dates: Order | None = None
    kind: Kind | None = None
    child: str = ""
    caregiver: str = DEFAULT_CAREGIVER
    notes: Notes = Notes.PLAIN

    def of(self, role: Role) -> list[str]:
        """Return the columns of a role."""
        return [column for column, one in self.columns.items() if one is role]


class MapWrong(ValueError):
    """A map that means nothing; its text is a sentence."""


def read_map(text: str, vocabulary: Vocabulary) -> Map:
    """Return a map from its file.

    Raises:
        MapWrong: something in it means nothing.
    """
    try:
        plain = parse_toml(text)
    except BrokenDocument as problem:
        if problem.line:
            raise MapWrong(f"it is no TOML: {problem} in line {problem.line}.") from None
        raise MapWrong(f"it is no TOML: {problem}.") from None
    unknown = next((key for key in plain if key not in Map._fields), None)
    if unknown:
        raise MapWrong(f"“{unknown}” is nothing that a map says.")
    for key in ("source", "zone", "dates", "kind", "child", "caregiver", "notes"):
        if not isinstance(plain.get(key, ""), str):
            raise MapWrong(f"{key} needs a text in quotes.")
    columns = {
        column: _one_of(Role, role, f"[columns] “{column}”")
        for column, role in _texts(plain, "columns").items()
    }
    words = plain.get("words", {})
    if not isinstance(words, dict):
        raise MapWrong("[words] needs a table for each column, such as [words.mood].")
    found = Map(
        source=plain.get("source", ""),
        columns=columns,
        split=_texts(plain, "split"),
        words={column: _texts(words, column, "words.") for column in words},
        zone=plain.get("zone", ""),
        dates=_one_of(Order, plain["dates"], "dates") if plain.get("dates") else None,
        kind=_one_of(Kind, plain["kind"], "kind") if plain.get("kind") else None,
        child=plain.get("child", ""),
        caregiver=plain.get("caregiver") or DEFAULT_CAREGIVER,
        notes=_one_of(Notes, plain.get("notes") or Notes.PLAIN, "notes"),
    )
    _check(found, vocabulary)
    return found


def _texts(plain: Mapping[str, Any], key: str, above: str = "") -> dict[str, str]:
    several, table = plain.get(key, {}), f"{above}{key}"
    if not isinstance(several, dict):
        raise MapWrong(f"[{table}] needs rows such as “name” = “word”.")
    for row, text in several.items():
        if not isinstance(text, str):
            raise MapWrong(f"[{table}] “{row}” needs a text in quotes.")
    return {row: text.strip() or text for row, text in several.items()}


def _one_of(known: Any, text: str, where: str) -> Any:
    try:
        return known(" ".join(text.split()).casefold())
    except ValueError:
        raise MapWrong(f"{where}: “{text}” is none of {', '.join(known)}.") from None


def _check(found: Map, vocabulary: Vocabulary) -> None:
    if not (found.of(Role.DAY) or found.of(Role.WHEN)):
        raise MapWrong("[columns] says of no column that it is the “day”, or “when” it happened.")
    for role in ONCE:
        if len(found.of(role)) > 1:
            one, two, *_ = found.of(role)
            raise MapWrong(f"[columns] “{one}” and “{two}” can’t both be the {role}.")
    if found.zone:
        try:
            read_zone(found.zone)
        except ValueError:
            raise MapWrong(f"zone: nobody knows “{found.zone}”; try “Europe/Berlin”.") from None
    for column, several in found.words.items():
        for value, meaning in several.items():
            try:
                meaning_of(meaning, value, vocabulary)
            except errors.usage.UnknownWord as unknown:
                near = [word for word, _ in vocabulary.near(unknown.word)]
                raise MapWrong(_no_word(column, value, unknown.word, near)) from None
            except (errors.usage.WordsClash, errors.usage.UnreadableTag) as problem:
                raise MapWrong(f"[words.{column}] “{value}”: {problem}") from None


def _no_word(column: str, value: str, word: str, near: Sequence[str]) -> str:
    where = f"[words.{column}] “{value}”"
    if near:
        offers = quoted(near, "or")
        return f"{where}: “{word}” is no word of attune; did you mean {offers}?"
    return f"{where}: “{word}” is no word of attune."


def meaning_of(meaning: str, value: str, vocabulary: Vocabulary) -> Entry | None:
    """Return what a value means; None where the map does not say it.

    Raises:
        UnknownWord, UnreadableTag, WordsClash: the meaning is nothing that could be logged.
    """
    typed = meaning.casefold().replace(",", " ").split()
    if not typed:
        return None
    entry = parse([word for word in typed if word not in {TAG, SKIP, LEAVE}], vocabulary)
    tag = tag_of(value) if TAG in typed else None
    return entry.tag(tag) if tag else entry


def tag_of(value: str) -> str | None:
    """Return a value as a tag: “Movies / TV” as movies-tv, “🎉” as party-popper; else None."""
    signs = [_in_tag(sign) for sign in value if sign not in _JOINERS]
    bare = re.sub(r"[\s-]*\s[\s-]*", "-", "".join(signs).strip())
    for text in (bare, f"tag-{bare}" if bare else ""):  # as 2026
        try:
            return read_tag(text.strip("-_")[:LONGEST_TAG].rstrip("-_"))
        except errors.usage.UnreadableTag:
            continue
    return None


def _in_tag(sign: str) -> str:
    """Return a sign that a tag can have, the name of a picture, or a space for any other sign."""
    if category(sign)[0] in "LMN" or sign in "-_":
        return sign
    return f" {name(sign, '')} ".casefold() if category(sign) == "So" else " "


class Mapper:
    """Reads the rows of a table by a map.

    Attributes:
        left: rows of which the map makes no moment, each with the reason.
        refused: rows that cannot be read, likewise.
        without_zone: how many times had no zone of their own.
        in_utc: how many were said in UTC alone, and are shown in the zone of the others.
        twice, skipped: how many times a clock showed twice, or never.
        joined: how many rows had fields too many.
        unsaid: values of which the map says nothing, and how often they came.
        no_tags: values that can be no tag.
    """

    def __init__(self, map_: Map, gate: Gate, vocabulary: Vocabulary, zone: tzinfo) -> None:
        """Prepare to read.

        Args:
            map_: what the file means.
            gate: which checks each moment.
            vocabulary: all words.
            zone: of times that have none.
        """
        self.left: list[tuple[Row, str]] = []
        self.refused: list[tuple[Row, str]] = []
        self.without_zone = self.in_utc = self.twice = self.skipped = self.joined = 0
        self.unsaid: Counter[tuple[str, str]] = Counter()
        self.no_tags: Counter[str] = Counter()
        self._map, self._gate, self._words, self._zone = map_, gate, vocabulary, zone
        self._kind = vocabulary.find(map_.kind) if map_.kind else None
        self._seen: Counter[str] = Counter()
        self._meanings: dict[tuple[str, str], Entry | None] = {}
        self._columns = {role: map_.of(role) for role in Role}
        self._with_words = self._columns[Role.WORDS]
        self._together: dict[
            tuple[str, ...], tuple[Entry | str, list[tuple[str, str]]]
        ] = {}  # by what stands in their columns: many rows say the same

    def read(self, table: Table) -> Iterator[Line]:
        """Yield the moment of each row that the map makes one, or why it is none."""
        for row in table.rows:
            uid = self._uid(row)
            try:
                moment = self._moment(row, table.columns, uid)
            except Unfit as unfit:
                self.refused.append((row, _sentence(unfit)))
                yield Line(row.line, unfit)
                continue
            if isinstance(moment, str):
                self.left.append((row, moment))
            else:
                yield Line(row.line, moment)

    def _moment(self, row: Row, columns: Sequence[str], uid: str) -> Moment | str:
        """Return the moment of a row, or why the map makes it none."""
        if row.problem:
            raise row.problem
        if row.is_joined:
            if self._map.columns.get(columns[-1]) is not Role.NOTE:
                raise Unfit("", None, "it has more fields than the first line")
            self.joined += 1
        entry = self._entry(row)
        if isinstance(entry, str):
            return entry
        day, at = self._when(row)
        logged = at or placed(Said(day, time()), self._zone).at
        children = [*entry.children] or self._children(row)
        plain = {
            "schema": MOMENT_SCHEMA,
            "uid": uid,
            "kind": entry.kind,
            "occurred_at": at.isoformat() if at else None,
            "local_day": day.isoformat(),
            "logged_at": logged.isoformat(),
            "children": children,
            "caregiver": next(map(tidied, self._cells(row, Role.CAREGIVER)), self._map.caregiver),
            "cue": entry.one("cue"),
            "responses": [*entry.of("response")],
            "activities": [*entry.of("activity")],
            "steps": [*entry.of("step")],
            "states": [*entry.of("state")],
            "sensitivity": entry.one("sensitivity"),
            "came_back": entry.one("came_back"),
            "after": entry.one("after"),
            "chosen": Chosen.STOOD_OUT,
            "repairs": None,
            "tags": [*entry.tags],
            "note": self._note(row),
        }
        try:
            return self._gate.moment(plain)
        except Unfit as unfit:
            if unfit.field in _OWN_FIELDS:
                return _sentence(unfit)
            raise

    def _children(self, row: Row) -> list[str]:
        found = [
            name
            for column in self._columns[Role.CHILD]
            for name in values_of(row.cells.get(column, ""), self._map.split.get(column))
        ]
        return found or ([self._map.child] if self._map.child else [])

    def _cells(self, row: Row, role: Role) -> list[str]:
        cells = (row.cells.get(column, "") for column in self._columns[role])
        return [cell for cell in cells if cell.strip()]

    def _entry(self, row: Row) -> Entry | str:
        """Return what the words of a row say together, or why they say no moment."""
        cells = tuple(row.cells.get(column, "") for column in self._with_words)
        found = self._together.get(cells)
        if found is None:
            values = [
                (column, value)
                for column, cell in zip(self._with_words, cells, strict=True)
                for value in values_of(cell, self._map.split.get(column))
            ]
            open_ones = [one for one in values if self._meaning(*one) is None]
            found = self._together[cells] = (self._joined(values), open_ones)
        entry, open_ones = found
        self.unsaid.update(open_ones)
        return entry

    def _joined(self, values: Sequence[tuple[str, str]]) -> Entry | str:
        entry = Entry()
        children: list[str] = []
        try:
            for column, value in values:
                if LEAVE in self._typed(column, value).split():
                    return f"the map leaves out what has “{value}”"
                meant = self._meaning(column, value) or Entry()
                children += meant.children
                entry = entry.add(*meant.words).tag(*meant.tags)
            if entry.kind is None and self._kind:
                entry = entry.add(self._kind)
        except errors.usage.WordsClash as clash:
            return str(clash).rstrip(".")
        if entry.kind is None:
            return "the map says no kind for it"
        return entry._replace(children=tuple(dict.fromkeys(children)))

    def _meaning(self, column: str, value: str) -> Entry | None:
        key = (column, value)
        if key not in self._meanings:
            typed = self._typed(column, value)
            self._meanings[key] = meaning_of(typed, value, self._words)
            if TAG in typed.split() and tag_of(value) is None:
                self.no_tags[value] += 1
        return self._meanings[key]

    def _typed(self, column: str, value: str) -> str:
        listed = self._map.words.get(column, {})
        return listed.get(value, listed.get(OTHERS, "")).casefold().replace(",", " ")

    def _when(self, row: Row) -> tuple[date, datetime | None]:
        """Return the day, and the instant where it is known."""
        field, text = self._first(row, Role.WHEN, Role.DAY)
        said = self._said(row, field, text)
        zone, is_told = self._zone_of(row)
        assert said.day is not None  # noqa: S101 read_when finds one, or refuses
        if said.day.year < FIRST_YEAR:
            raise Unfit(field, text, f"it is before the year {FIRST_YEAR}")
        if said.clock is None:
            return said.day, None
        try:
            found = placed(said, zone)
        except (OverflowError, ValueError):
            raise Unfit(field, text, "it is a time that no calendar or clock has") from None
        self.without_zone += said.place is None and not is_told
        self.in_utc += said.place == UTC and not is_told
        if any(tidied(c).casefold() in YES_WORDS for c in self._cells(row, Role.DAY_ONLY)):
            return found.at.date(), None
        self.twice += found.is_twice
        self.skipped += found.was_skipped
        return found.at.date(), found.at

    def _first(self, row: Row, *roles: Role) -> tuple[str, str]:
        """Return the first column of the roles that says something, and what."""
        columns = [column for role in roles for column in self._columns[role]]
        for column in columns:
            if row.cells.get(column, "").strip():
                return column, tidied(row.cells[column])
        raise Unfit(columns[0], None, "it is empty")

    def _said(self, row: Row, field: str, text: str) -> Said:
        year = next(iter(self._cells(row, Role.YEAR)), "")
        try:
            said = read_when(text, self._map.dates, int(year) if year.strip().isdigit() else None)
        except TwoWays:
            reason = (
                "it can be read two ways: say in the map what comes first, dates = “day first” …"
            )
            raise Unfit(field, text, reason) from None
        except (ValueError, OverflowError):
            raise Unfit(field, text, self._no_day(text)) from None
        if said.clock is not None:
            return said
        for column in self._columns[Role.TIME]:
            clock = tidied(row.cells.get(column, ""))
            try:
                return said._replace(clock=read_clock(clock)) if clock else said
            except ValueError:
                raise Unfit(column, clock, "it is no time such as 17:40 or 5:40 pm") from None
        return said

    def _no_day(self, text: str) -> str:
        other = order_of(text)
        if self._map.dates and other and other is not self._map.dates:
            return f"it is no day with the {self._map.dates}, as the map says"
        return "it is no day such as 2026-11-20"

    def _zone_of(self, row: Row) -> tuple[tzinfo, bool]:
        for column in self._columns[Role.ZONE]:
            if text := tidied(row.cells.get(column, "")):
                try:
                    return read_zone(text), True
                except ValueError:
                    raise Unfit(column, text, "it is no zone such as Europe/Berlin") from None
        return self._zone, False

    def _note(self, row: Row) -> str | None:
        roles = (Role.TITLE, Role.NOTE)
        texts = (cell for role in roles for cell in self._cells(row, role))
        note = "\n".join(filter(None, (plain_text(t, self._map.notes) for t in texts)))
        if not note and self._map.notes is Notes.DAY_ONE:
            note = rich_text(row.cells.get(_RICH_TEXT, ""))
        return note or None

    def _uid(self, row: Row) -> str:
        """Return an identity that the same row has each time: of source, content and ordinal."""
        own = {column: row.cells.get(column) for column in self._columns[Role.ID]}
        content = {c: text for c, text in (own if any(own.values()) else row.cells).items() if text}
        content.pop(WHY, None)
        key = json.dumps([self._map.source, content], sort_keys=True)
        self._seen[key] += 1
        return str(uuid5(ROWS, f"{key}{self._seen[key]}"))


def _sentence(unfit: Unfit) -> str:
    if unfit.value is None:
        return f"{unfit.field}: {unfit.reason}" if unfit.field else unfit.reason
    return f"{unfit.field} “{str(unfit.value)[:60]}”: {unfit.reason}"


def values_of(cell: str, between: str | None) -> list[str]:
    """Return the values of a cell, each once."""
    parts = cell.split(between) if between else [cell]
    return list(dict.fromkeys(filter(None, map(tidied, parts))))


_TAGS = "a|b|blockquote|br|del|div|em|font|h[1-6]|i|ins|li|ol|p|s|small|span|strong|sub|sup|u|ul"
_markup = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = r"<br(?:\s[^<>]*)?/?>"
_ends = re.compile(rf"(?:{_BREAK})?</(?:p|div|li|h[1-6]|blockquote)\s*>|{_BREAK}", re.IGNORECASE)
_begins = re.compile(r"(?:<(?:p|div|[uo]l|li|h[1-6]|blockquote)(?:\s[^<>]*)?>)+", re.IGNORECASE)
_entity = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+);").search
_picture = re.compile(r"!\[[^\]]*\]\(dayone-[a-z]+:/+[^)]*\)\n?", re.IGNORECASE)
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(text: str, notes: Notes) -> str:
    """Return a text as a note has it: no markup of the other program, plain spaces, no edges."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    is_markup = _markup.search(plain) or ("<" not in plain and _entity(plain))
    if notes is Notes.HTML and is_markup:
        plain = unescape(_markup.sub("", _begins.sub(_begun, _ends.sub("\n", plain))))
        plain = plain.replace("\u00a0", " ")
    elif notes is Notes.DAY_ONE:
        plain = _escape.sub(r"\1", _picture.sub("", plain))
    return plain.strip()


def _begun(found: re.Match[str]) -> str:
    """Return what stands for the beginning of a block: a new line, if there is none yet."""
    is_new = found.string[: found.start()].endswith("\n") or not found.start()
    return ("" if is_new else "\n") + ("- " if "<li" in found[0].lower() else "")


def rich_text(text: str) -> str:
    """Return what an entry of Day One says that has it as parts in JSON alone; else nothing."""
    try:
        parts = json.loads(text)["contents"]
        texts = [part["text"] for part in parts if isinstance(part.get("text"), str)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return plain_text("".join(texts), Notes.PLAIN)
