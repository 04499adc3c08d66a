"""The map that attune writes for a file of another program, for a person to fill in.

What the shape of a column tells is filled in already. What a value means is left to the person.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from textwrap import wrap
from typing import NamedTuple

from attune_cli.core.exchange.clocks import (
    Order,
    TwoWays,
    order_of,
    read_clock,
    read_when,
    read_zone,
    tidied,
)
from attune_cli.core.exchange.foreign import WHY, Table
from attune_cli.core.exchange.mapping import ONCE, OTHERS, TAG, Notes, Role, values_of
from attune_cli.core.exchange.presets import Preset
from attune_cli.core.moment import Kind
from attune_cli.core.vocabulary import Vocabulary

MOST_VALUES = 200  # of a column, that are listed
MOST_KINDS = 60  # different values in a column of words of which nothing else is known
LONGEST_VALUE = 40  # signs in such a column, on average
LONGEST_SHOWN = 40
SURE, NAMED = 0.9, 0.5  # of the values that have to have the shape; where the name says it, too
EXAMPLES = 3
WIDTH = 90  # of a comment
_NOTES = {
    "note", "notes", "text", "body", "comment", "comments", "description", "entry", "content",
    "details", "remarks", "notiz", "notizen", "bemerkung", "kommentar", "nota", "notas", "remarque",
}  # fmt: skip
_TITLES = {"title", "note title", "note_title", "subject", "summary", "titel", "titre"}
_CHILDREN = {"child", "children", "baby", "kid", "child name", "child_name", "baby name"}
_CAREGIVERS = {"caregiver", "carer", "parent", "logged by"}
_DAYS = {
    "day", "date", "datum", "fecha", "data", "jour", "when", "timestamp", "datetime", "date/time",
    "date time", "created", "created at", "created_at",
}  # fmt: skip
_TIMES = {"time", "uhrzeit", "zeit", "hora", "heure", "clock"}
_TAGS = {"tags", "tag", "labels", "label", "activities", "categories", "category"}
_BETWEEN = ("|", ";", ",")
_LISTED = (
    "kind", "cue", "response", "sensitivity", "came_back", "activity", "step", "after", "state",
)  # fmt: skip
_ROLES = (
    "# Which column is what: “day” and “time”, or “when” for both in one; “zone”; “note”, and a",
    "# “title” before it; “child” and “caregiver”, by nickname; “words” for values that are listed",
    "# below; “skip”. And rarely: “year” of a day without one; “day only”, where true means that",
    "# no time is known; “id”, by which the same row is known again.",
)
_SOURCE = "  # equal rows are one moment, whatever the file is called; a name here sets them apart"
_WHOSE = {
    "kind": "kind", "cue": "what they were upset about", "response": "what was done",
    "sensitivity": "rating", "came_back": "coming back, where the rating is not yes",
    "activity": "done together, in calm times", "step": "step of coming back",
    "after": "how they were afterwards", "state": "how you were",
}  # fmt: skip


class NewMap(NamedTuple):
    """A map to be filled in.

    Attributes:
        text: of its file.
        has_day: whether a column says when something happened.
        two_ways: a date of the file that can be read two ways; empty if none can.
    """

    text: str
    has_day: bool
    two_ways: str


def new_map(
    table: Table, of: Preset | None, name: str, vocabulary: Vocabulary, kind: Kind | None = None
) -> NewMap:
    """Return a map for a table.

    Args:
        table: the file, read.
        of: the preset of its program.
        name: of the file.
        vocabulary: all words.
        kind: of rows for which no value says one, if somebody said it.
    """
    columns = [column for column in table.columns if column != WHY]
    cells = {c: [row.cells[c] for row in table.rows if row.cells[c].strip()] for c in columns}
    roles = _roles(columns, cells, of)
    lines = [*_head(name, of, table, vocabulary)]
    source = quoted(of.name) if of else f"{quoted('')}{_SOURCE}"
    lines.append(f"source = {source}")
    days = [c for c, role in roles.items() if role in {Role.DAY, Role.WHEN}]
    order, example = _order([text for column in days for text in cells[column]])
    lines += _settings(order, example, of, kind)
    lines += ["", *_ROLES, "[columns]"]
    for column in columns:
        role = roles[column]
        lines.append(f"{_key(column)} = {quoted(role)}{_examples(role, cells[column])}")
    words = [column for column in columns if roles[column] is Role.WORDS]
    listed = [column for column in columns if roles[column] in {Role.WORDS, Role.CHILD}]
    split = {column: sign for c in listed if (sign := _between(column := c, cells[c], of))}
    if split:
        lines += ["", "# What stands between several values in one field.", "[split]"]
        lines += [f"{_key(column)} = {quoted(sign)}" for column, sign in split.items()]
    for column in words:
        usual = _usual(column, of)
        lines += ["", f"[words.{_key(column)}]"]
        lines += _values(cells[column], split.get(column), usual)
    return NewMap("\n".join((*lines, "")), bool(days), "" if order else example)


def _key(text: str) -> str:
    return text if re.fullmatch("[A-Za-z0-9_-]+", text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text as TOML has it, on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _shown(text: str) -> str:
    """Return a text for a comment: on one line, without signs that TOML refuses there."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    short = " ".join(plain.split())
    return short if len(short) <= LONGEST_SHOWN else f"{short[:LONGEST_SHOWN]}…"


def _head(name: str, of: Preset | None, table: Table, vocabulary: Vocabulary) -> Iterator[str]:
    if of:
        yield f"# What {_shown(name)} means, as {of.title} writes it."
    else:
        yield f"# What {_shown(name)} means."
    rows, sign = len(table.rows), table.delimiter
    if sign:
        yield f"# {rows} rows, with {quoted(sign)} between columns, in {table.encoding}."
    else:
        yield f"# {rows} rows."
    yield "# Fill in what you know, and run the same import again. attune invents nothing:"
    yield "# a row without a kind is left out, and one without a rating stays unrated."
    yield "#"
    yield f"# Behind a value: words as in attune log, several with spaces between; “{TAG}” makes it"
    yield "# a tag; +other makes another tag; @ada is a child; “skip” takes nothing of it; “leave”"
    yield "# leaves the row out; nothing between the quotes: not said yet."
    for vocabulary_name in _LISTED:
        words = " ".join(word.word for word in vocabulary.of(vocabulary_name))
        yield from wrap(
            f"{_WHOSE[vocabulary_name]}: {words}", WIDTH, initial_indent="#   ",
            subsequent_indent="#     ", break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    yield ""


def _settings(
    order: Order | None, example: str, of: Preset | None, kind: Kind | None
) -> Iterator[str]:
    kinds = "“distress” (upset), “connection” (calm), “repair” (came back)"
    yield f"kind = {quoted(kind or '')}  # of rows for which no value says one: {kinds}"
    yield 'child = ""  # a nickname, where no column has one'
    yield 'caregiver = "me"  # who responded'
    yield 'zone = ""  # of the times, as Europe/Berlin; nothing: that of this machine'
    if order:
        yield f"dates = {quoted(order)}  # as {_shown(example)} tells"
    elif example:
        ways = " or ".join(map(quoted, Order))
        yield f'dates = ""  # say {ways}: {_shown(example)} can be read two ways'
    else:
        yield 'dates = ""  # no date of this file can be read two ways'
    yield f"notes = {quoted(of.notes if of else Notes.HTML)}  # {', '.join(Notes)}"


def _order(texts: Sequence[str]) -> tuple[Order | None, str]:
    """Return what comes first in dates, with a date that tells; None with one that asks."""
    told = {order: text for text in reversed(texts) if (order := order_of(text))}
    if len(told) == 1:
        return next(iter(told.items()))
    return None, next((text for text in texts if _asks(text)), "")


def _asks(text: str) -> bool:
    try:
        read_when(text)
    except TwoWays:
        return True
    except (ValueError, OverflowError):
        pass
    return False


def _roles(
    columns: Sequence[str], cells: Mapping[str, Sequence[str]], of: Preset | None
) -> dict[str, Role]:
    """Return the role of each column, as the preset or its shape tells."""
    found: dict[str, Role] = {}
    taken: set[Role] = set()
    by_preset = [c for c in (of.columns if of else ()) if c in columns]
    for column in (*by_preset, *(c for c in columns if c not in by_preset)):
        role = Role(of.columns[column]) if of and column in of.columns else None
        if of and of.unless.get(column) in columns:
            role = Role.SKIP
        if role is None:
            role = Role.SKIP if of else _role(column, cells[column])
        clashes = role in taken or (role is Role.WHEN and Role.DAY in taken)
        clashes = clashes or (role in {Role.DAY, Role.TIME} and Role.WHEN in taken)
        if role in ONCE and clashes:
            role = Role.SKIP
        taken.add(role)
        found[column] = role
    if not of and Role.NOTE not in taken:
        longest = max(
            (c for c in columns if found[c] in {Role.SKIP, Role.WORDS} and _are_texts(cells[c])),
            key=lambda c: _length(cells[c]),
            default=None,
        )
        if longest is not None:
            found[longest] = Role.NOTE
    return found


def _role(column: str, cells: Sequence[str]) -> Role:
    name = column.casefold()
    by_name = {
        Role.NOTE: _NOTES, Role.TITLE: _TITLES, Role.CHILD: _CHILDREN, Role.CAREGIVER: _CAREGIVERS,
    }  # fmt: skip
    for role, names in by_name.items():
        if name in names:
            return role
    if not cells:
        return Role.SKIP
    shapes: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        (Role.WHEN, lambda text: _reads(text, has_clock=True)),
        (Role.DAY, lambda text: _reads(text, has_clock=False)),
        (Role.TIME, lambda text: _is_clock(text, can_have_dots=name in _TIMES)),
        (Role.ZONE, _is_zone),
    )
    needed = NAMED if name in _DAYS | _TIMES else SURE
    for role, fits in shapes:
        if sum(map(fits, cells)) >= needed * len(cells):
            return role
    is_few = len(set(cells)) <= MOST_KINDS and _length(cells) <= LONGEST_VALUE
    is_telling = len(set(cells)) < len(cells) or name in _TAGS or not _are_numbers(cells)
    return Role.WORDS if name in _TAGS or (is_few and is_telling) else Role.SKIP


def _reads(text: str, *, has_clock: bool) -> bool:
    try:
        return (read_when(text).clock is not None) is has_clock
    except TwoWays:
        return (":" in text) is has_clock
    except (ValueError, OverflowError):
        return False


def _is_clock(text: str, *, can_have_dots: bool) -> bool:
    with suppress(ValueError):  # 7.30 is a time, or a price
        return read_clock(text) is not None and (can_have_dots or not _are_numbers([text]))
    return False


def _is_zone(text: str) -> bool:
    with suppress(ValueError):
        return "/" in text and read_zone(text) is not None
    return False


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(cell.strip().replace(".", "").replace(",", "").isdigit() for cell in cells)


def _are_texts(cells: Sequence[str]) -> bool:
    is_long = _length(cells) >= LONGEST_VALUE / 2 and any(" " in cell for cell in cells)
    return is_long and len(set(cells)) >= SURE * len(cells)


def _length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0


def _between(column: str, cells: Sequence[str], of: Preset | None) -> str:
    if of:
        return of.split.get(column, "")
    many = {sign: sum(sign in cell for cell in cells) for sign in _BETWEEN}
    sign = next((sign for sign in _BETWEEN if many[sign]), "")
    is_list = sign == "|" or column.casefold() in _TAGS | _CHILDREN
    return sign if is_list else ""


def _usual(column: str, of: Preset | None) -> str:
    if of:
        return of.usually.get(column, "")
    return TAG if column.casefold() in _TAGS else ""


def _values(cells: Sequence[str], between: str | None, usual: str) -> Iterator[str]:
    many = Counter(value for cell in cells for value in values_of(cell, between))
    del many[OTHERS]  # it is taken as one of the others
    for value, times in many.most_common(MOST_VALUES):
        yield f"{_key(value)} = {quoted(usual)}  # {times}×"
    others = len(many) - MOST_VALUES
    told = f"{others} more, and what comes later" if others > 0 else "what comes later"
    yield f"{quoted(OTHERS)} = {quoted(usual)}  # {told}"


def _examples(role: Role, cells: Sequence[str]) -> str:
    if role is Role.WORDS:
        return ""
    seen = list(dict.fromkeys(filter(None, (_shown(tidied(cell)) for cell in cells))))[:EXAMPLES]
    while len(seen) > 1 and len(" · ".join(seen)) > WIDTH / 2:
        seen.pop()
    return f"  # {' · '.join(seen)}" if seen else "  # always empty"
