"""The table of moments: CSV that a spreadsheet opens right, and that comes back as it was.

UTF-8 with a mark at its beginning, CRLF, one row a moment, the note last. What a spreadsheet would
take for a formula has a ' before it, which is taken off again.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from attune_cli.core.decoding import decoded
from attune_cli.core.exchange.formats import MOST_IGNORED, Line
from attune_cli.core.exchange.gate import Gate, Unfit
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.moment_json import MOMENT_SCHEMA
from attune_cli.core.time.when import WORDS_FOR_PARTS

COLUMNS = (
    "number", "uid", "kind", "local_day", "time", "utc_offset", "part_of_day", "children",
    "caregiver", "cue", "responses", "activities", "steps", "states", "sensitivity", "came_back",
    "after", "chosen", "repairs", "logged_at", "tags", "note",
)  # fmt: skip
LISTS = frozenset({"children", "responses", "activities", "steps", "states", "tags"})
TEXTS = ("children", "caregiver", "tags", "note")  # what people write freely
TELLING = frozenset({"uid", "kind", "local_day", "logged_at", "note"})  # of no other table
BETWEEN = "; "
DELIMITERS = ",;\t|"  # what spreadsheets write in some country
UTC_NAME = "UTC"  # before the offset: a spreadsheet would reckon with +01:00 alone
OFFSET_LENGTH = len("+01:00")  # offsets are stored in minutes
LONGEST_FIELD = 2**31 - 1  # of the csv module, whose limit is for all its readers
BOM = "\ufeff"
END = "\r\n"

_FORMULA = "[=+\\-@＝＋－＠\t\r\n]"
_guarded = re.compile(f"'*{_FORMULA}").match
_TIME = re.compile(r"(\d{1,2}):(\d\d)(:\d\d(?:\.\d{1,6})?)?", re.ASCII).fullmatch
_OFFSET = re.compile(r"(?:UTC)?([+-]\d\d:\d\d)|UTC|Z", re.ASCII).fullmatch
_FREE = ("sensitivity", "came_back", "after", "cue", "part_of_day", "repairs", "note")


def guard(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _guarded(text) else text


def unguard(text: str) -> str:
    """Return the text before `guard`."""
    return text[1:] if text.startswith("'") and _guarded(text) else text


def csv_lines(moments: Iterable[Moment]) -> Iterator[bytes]:
    """Yield the head, and a row a moment."""
    yield f"{BOM}{_row(COLUMNS)}".encode()
    for moment in moments:
        yield _row(_cells(moment)).encode()


def _row(cells: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator=END).writerow(cells)
    return written.getvalue()


def _cells(moment: Moment) -> list[str]:
    occurred = moment.occurred_at
    plain: dict[str, Any] = {
        **moment._asdict(),
        "time": occurred.time().isoformat() if occurred else None,
        "utc_offset": f"{UTC_NAME}{occurred.isoformat()[-OFFSET_LENGTH:]}" if occurred else None,
        "logged_at": moment.logged_at.isoformat(),
    }
    cells = {name: _cell(plain[name]) for name in COLUMNS}
    for name in TEXTS:
        cells[name] = guard(cells[name])
    return list(cells.values())


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return BETWEEN.join(value)
    return "" if value is None else str(value)


def is_own_header(cells: Iterable[str]) -> bool:
    """Whether a head is that of a table of attune."""
    return set(cells) >= TELLING


def delimiter_of(head: str) -> str:
    """Return what stands between the columns of a head of attune; a comma if nothing does."""
    return max(DELIMITERS, key=lambda sign: len(_head_cells(head, sign)))


def is_own(text: str) -> bool:
    """Whether a text is a table of attune."""
    head = text.removeprefix(BOM).partition("\n")[0].rstrip("\r")
    return is_own_header(_head_cells(head, delimiter_of(head)))


def _head_cells(head: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error:
        return []


class Reader:
    """Reads a table of attune, as `export` or a spreadsheet wrote it.

    Attributes:
        ignored: how many rows had something in a column that attune does not know.
    """

    def __init__(self, gate: Gate) -> None:
        self.ignored: Counter[str] = Counter()
        self._gate = gate

    def read(self, raw: bytes) -> Iterator[Line]:
        """Yield the moment of each row, or why it is none, with the line on which it begins."""
        text = decoded(raw).text.removeprefix(BOM)
        head, *_ = text.partition("\n")
        columns: list[str] | None = None
        for number, cells in records(text, delimiter_of(head.rstrip("\r"))):
            if isinstance(cells, Unfit):
                yield Line(number, cells)
            elif columns is None:
                columns = [cell.strip() for cell in cells]
                if problem := _problem_in(columns):
                    yield Line(number, problem)
                    return
            elif any(cells):
                yield self._line(number, columns, cells)

    def _line(self, number: int, columns: list[str], cells: list[str]) -> Line:
        if len(cells) != len(columns):
            reason = f"has {len(cells)} fields, and the first line has {len(columns)}"
            return Line(number, Unfit("", None, reason))
        row = dict(zip(columns, cells, strict=True))
        for name, cell in row.items():
            if cell and name not in COLUMNS and len({*self.ignored, name}) <= MOST_IGNORED:
                self.ignored[name] += 1
        later: list[Unfit] = []
        try:
            return Line(number, self._gate.moment(_plain(row), later), tuple(later))
        except Unfit as unfit:
            return Line(number, _as_in_table(unfit, row))


def _problem_in(columns: list[str]) -> Unfit | None:
    missing = next((name for name in COLUMNS if name not in columns), None)
    if missing:
        return Unfit(missing, None, "is missing in the first line")
    twice = next((name for name, many in Counter(columns).items() if many > 1 and name), None)
    return Unfit(twice, None, "stands twice in the first line") if twice else None


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | Unfit]]:
    """Yield the records of a table, each with the line on which it begins, from 1."""
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield number, Unfit("", None, "has a quotation mark too many or too few")
            continue
        yield number, cells


def _plain(row: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as the JSON of a moment.

    Raises:
        Unfit: a cell cannot be so.
    """
    texts = {name: unguard(row[name]) if name in TEXTS else row[name].strip() for name in COLUMNS}
    plain: dict[str, Any] = {
        name: _several(text) if name in LISTS else text for name, text in texts.items()
    }
    for name in _FREE:
        plain[name] = plain[name] or None
    number = texts["number"]
    if number and not (number.isascii() and number.isdigit()):
        raise Unfit("number", number, "is no number of a moment")
    plain["schema"] = MOMENT_SCHEMA
    plain["number"] = int(number) if number else None
    plain["occurred_at"] = _occurred(texts)
    return plain


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN.strip())] if text else []


def _occurred(texts: Mapping[str, str]) -> str | None:
    time, offset = texts["time"], texts["utc_offset"]
    if not time:
        if offset:
            raise Unfit("utc_offset", offset, "stands there without a time")
        return None
    clock, place = _TIME(time), _OFFSET(offset)
    if clock is None:
        raise Unfit("time", time, "is no time such as 17:40:00")
    if place is None:
        raise Unfit("utc_offset", offset or None, "is no offset such as UTC+01:00")
    hours, minutes, seconds = clock.groups(default="")
    return f"{texts['local_day']}T{hours:0>2}:{minutes}{seconds}{place[1] or '+00:00'}"


def _as_in_table(unfit: Unfit, row: Mapping[str, str]) -> Unfit:
    """Return what is unfit by the column that has it: day, time and offset have three."""
    if unfit.field != "occurred_at":
        return unfit
    return Unfit("time", " ".join((row["local_day"], row["time"], row["utc_offset"])), unfit.reason)


_WORD = {"type": "string"}
_FIELDS: dict[str, dict[str, Any]] = {
    "number": {"type": "integer", "title": "The number that attune shows"},
    "uid": {"title": "Identity of the moment", "constraints": {"required": True, "unique": True}},
    "kind": {
        "title": "Upset, calm or coming back",
        "constraints": {"required": True, "enum": [*Kind]},
    },
    "local_day": {
        "type": "date",
        "title": "Day on the caregiver’s calendar",
        "constraints": {"required": True},
    },
    "time": {"type": "time", "title": "Wall-clock time; empty where only the day is known"},
    "utc_offset": {"title": "Offset of that time from UTC, as in UTC+01:00"},
    "part_of_day": {
        "title": "Part of the day, where no time is known",
        "constraints": {"enum": [*WORDS_FOR_PARTS]},
    },
    "children": {"title": "Nicknames of the children"},
    "caregiver": {"title": "Nickname of who responded", "constraints": {"required": True}},
    "cue": {"title": "What the child was upset about"},
    "responses": {"title": "What was done then"},
    "activities": {"title": "What was done together"},
    "steps": {"title": "Steps of coming back"},
    "states": {"title": "How the caregiver was"},
    "sensitivity": {
        "title": "The caregiver’s own rating; empty where not rated",
        "constraints": {"enum": [*Sensitivity]},
    },
    "came_back": {
        "title": "Whether the caregiver came back to it",
        "constraints": {"enum": [*CameBack]},
    },
    "after": {"title": "How the child was afterwards"},
    "chosen": {
        "title": "Whether it stood out, or was the last one",
        "constraints": {"required": True, "enum": [*Chosen]},
    },
    "repairs": {"title": "uid of the moment that was come back to"},
    "logged_at": {
        "title": "When it was logged, with the offset from UTC",
        "constraints": {"required": True},
    },
    "tags": {"title": "Tags"},
    "note": {"title": "Note"},
}


def table_resource(name: str) -> dict[str, Any]:
    """Return the table as a resource of a Frictionless Data Package.

    https://specs.frictionlessdata.io/tabular-data-resource/

    Args:
        name: of the file, which stands beside the package.
    """
    fields = [{"name": column, **_WORD, **_FIELDS[column]} for column in COLUMNS]
    for field in fields:
        if field["name"] in LISTS:
            field["description"] = f"Several stand as “a{BETWEEN}b”."
        elif field["name"] in TEXTS:
            field["description"] = "A ' before what looks like a formula is no part of it."
    return {
        "profile": "tabular-data-resource",
        "name": re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("-.") or "moments",
        "path": name,
        "title": "Moments that a caregiver logged with attune",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": END, "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "primaryKey": ["uid"], "missingValues": [""]},
    }


PACKAGE_NAME = "attune-moments"


def package_with(there: object, name: str) -> dict[str, Any] | None:
    """Return a Data Package with this table in it; None if the one that is there is another’s.

    Args:
        there: the package that is there as JSON; None if there is none.
        name: of the table’s file.
    """
    if there is None:
        there = {"profile": "tabular-data-package", "name": PACKAGE_NAME, "resources": []}
    if not isinstance(there, dict) or there.get("name") != PACKAGE_NAME:
        return None
    others = there.get("resources")
    if not isinstance(others, list) or not all(isinstance(one, dict) for one in others):
        return None
    mine = table_resource(name)
    kept = [one for one in others if one.get("path") != name]
    return {**there, "resources": sorted([*kept, mine], key=lambda one: str(one.get("path")))}
