"""The table of moments: CSV that a spreadsheet opens right, and that comes back as it was.

UTF-8 with a mark at its beginning, CRLF, one row a moment, the note last. What a spreadsheet would
take for a formula has a ' before it, which is taken off again.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from io import StringIO
from itertools import islice
from typing import Any

from attune_cli.core.decoding import Text
from attune_cli.core.exchange.clocks import (
    Order,
    Said,
    order_of,
    placed,
    read_clock,
    read_offset,
    read_when,
)
from attune_cli.core.exchange.formats import MOST_IGNORED, Line
from attune_cli.core.exchange.gate import Gate, Unfit
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.moment_json import MOMENT_SCHEMA
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.time.when import WORDS_FOR_PARTS

COLUMNS = (
    "number", "uid", "kind", "local_day", "time", "utc_offset", "part_of_day", "children",
    "caregiver", "cue", "responses", "activities", "steps", "states", "sensitivity", "came_back",
    "after", "chosen", "repairs", "logged_at", "tags", "note",
)  # fmt: skip
LISTS = frozenset({"children", "responses", "activities", "steps", "states", "tags"})
TEXTS = ("children", "caregiver", "tags", "note")  # what people write freely
TELLING = frozenset({"uid", "kind", "local_day", "logged_at"})  # needed, and in no other table
WORDS = frozenset({  # in small letters, whatever a spreadsheet makes of them
    "kind", "part_of_day", "cue", "responses", "activities", "steps", "states", "sensitivity",
    "came_back", "after", "chosen",
})  # fmt: skip
BETWEEN = "; "
DELIMITERS = ",;\t|"  # what spreadsheets write in some country
UTC_NAME = "UTC"  # before the offset: a spreadsheet would reckon with +01:00 alone
DAY_LENGTH = len("2026-11-20")
OFFSET_LENGTH = len("+01:00")  # offsets are stored in minutes
LONGEST_FIELD = 2**31 - 1  # of the csv module, whose limit is for all its readers
BOM = "\ufeff"
END = "\r\n"

_FORMULA = "[=+\\-@＝＋－＠\t\r\n]"
_guarded = re.compile(f"'*{_FORMULA}").match
_TIME = re.compile(r"(\d{1,2}):(\d\d)(:\d\d(?:\.\d{1,6})?)?", re.ASCII).fullmatch
_OFFSET = re.compile(r"(?:UTC)?([+-]\d\d:\d\d)|UTC|Z", re.ASCII).fullmatch
_SAYS_DELIMITER = re.compile(r"sep=(.)", re.IGNORECASE).fullmatch  # Excel reads such a first line
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
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
    if said := _SAYS_DELIMITER(head):
        return said[1]
    return max(DELIMITERS, key=lambda sign: len(_head_cells(head, sign)))


def is_own(text: Text) -> bool:
    """Whether a text is a table of attune."""
    lines = (line.rstrip("\r\n") for line in text.lines())
    head = next(lines, "")
    delimiter = delimiter_of(head)
    return is_own_header(_head_cells(next(lines, "") if _SAYS_DELIMITER(head) else head, delimiter))


def _head_cells(head: str, delimiter: str) -> list[str]:
    try:
        return _names(next(csv.reader([head], delimiter=delimiter), []))
    except csv.Error:
        return []


def _names(head: Iterable[str]) -> list[str]:
    """Return the names of columns, those of attune in small letters."""
    found = [cell.strip().removeprefix(BOM) for cell in head]
    return [name.casefold() if name.casefold() in COLUMNS else name for name in found]


class Reader:
    """Reads a table of attune, as `export` or a spreadsheet wrote it.

    Attributes:
        ignored: how many rows had something in a column that attune does not know.
        without_zone: how many times were taken as in the zone of the place.
    """

    def __init__(self, gate: Gate, dates: Order | None = None, zone: tzinfo = UTC) -> None:
        """Prepare to read.

        Args:
            gate: which checks each moment.
            dates: what comes first in dates of digits, if a person said it.
            zone: of the place, where the table has no column of offsets.
        """
        self.ignored: Counter[str] = Counter()
        self.without_zone = 0
        self._gate, self._dates, self._zone = gate, dates, zone

    def read(self, text: Text) -> Iterator[Line]:
        """Yield the moment of each row, or why it is none, with the line on which it begins."""
        begins, head = next(_rows(text), (1, []))
        columns = [] if isinstance(head, Unfit) else _names(head)
        problem = head if isinstance(head, Unfit) else _problem_in(columns)
        problem = problem or self._learn_dates(_days(columns, text))
        if problem:
            yield Line(begins, problem)
            return
        for number, cells in islice(_rows(text), 1, None):
            if isinstance(cells, Unfit):
                yield Line(number, cells)
            elif any(cells) and not _is_head(cells, columns):
                yield self._line(number, columns, cells)

    def _learn_dates(self, days: Iterable[tuple[str, str]]) -> Unfit | None:
        """Find what comes first in the dates of the whole table, or why nobody can tell.

        A spreadsheet writes all days of a column alike. One that can be only one way tells of the
        others, and so does one that would be later than its moment was logged.
        """
        if self._dates:
            return None
        possible, asked, told = {*Order}, "", dict[Order, str]()
        for day, logged in days:
            if order := order_of(day):
                told.setdefault(order, day)
            elif ways := _ways(day):
                asked = asked or day
                possible -= {one for one, meant in ways.items() if meant.isoformat() > logged > "1"}
        if len(told) > 1:
            day_first, month_first = (f"“{told[order]}”" for order in Order)
            reason = f"it has the day first in {day_first} and the month first in {month_first}"
            return Unfit("local_day", None, reason)
        found = told or (dict.fromkeys(possible) if len(possible) == 1 and asked else {})
        self._dates = next(iter(found), None)
        if asked and not found:
            reason = "it can be read two ways: say what comes first, --dates day or --dates month"
            return Unfit("local_day", asked, reason)
        return None

    def _line(self, number: int, columns: list[str], cells: list[str]) -> Line:
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(columns):
            reason = f"it has {len(cells)} fields, and the first line has {len(columns)}"
            return Line(number, Unfit("", None, reason))
        if missing := next((n for n in columns[len(cells) :] if n in TELLING), None):
            reason = f"it has {len(cells)} fields, and lacks {missing}"
            return Line(number, Unfit("", None, reason))
        cells += [""] * (len(columns) - len(cells))  # some leave out what is empty at the end
        row = dict(zip(columns, cells, strict=True))
        for name, cell in row.items():
            if cell and name not in COLUMNS and len({*self.ignored, name}) <= MOST_IGNORED:
                self.ignored[name] += 1
        later: list[Unfit] = []
        try:
            if row.get("time", "").strip() and "utc_offset" not in row:
                row["utc_offset"] = self._offset(row)
            return Line(number, self._gate.moment(_plain(row, self._dates), later), tuple(later))
        except Unfit as unfit:
            return Line(number, _as_in_table(unfit, row))

    def _offset(self, row: Mapping[str, str]) -> str:
        """Return the offset of the place at a time; nothing where that is no time."""
        day, clock = _day(row["local_day"].strip(), self._dates), _clock(row["time"].strip())
        try:
            said = Said(date.fromisoformat(day), time.fromisoformat(clock))
        except ValueError:  # the gate says why
            return UTC_NAME
        self.without_zone += 1
        return f"{UTC_NAME}{placed(said, self._zone).at.isoformat()[-OFFSET_LENGTH:]}"


def _is_head(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a row is the head once more, as where files were joined."""
    return cells[-1].strip() == columns[-1] and _names(cells) == columns


def _days(columns: list[str], text: Text) -> Iterator[tuple[str, str]]:
    """Yield each day that is not written as attune does, and the day on which it was logged."""
    at, logged_at = columns.index("local_day"), columns.index("logged_at")
    for _, cells in islice(_rows(text), 1, None):
        if not isinstance(cells, Unfit) and len(cells) > max(at, logged_at):
            day = cells[at].strip()
            if day and not _ISO_DAY(day):
                yield day, cells[logged_at].strip()[:DAY_LENGTH]


def _ways(text: str) -> dict[Order, date]:
    """Return the days that a date can be by what comes first; nothing if it can be one only."""
    try:
        ways = {order: day for order in Order if (day := read_when(text, order).day)}
    except ValueError:
        return {}
    return ways if len({*ways.values()}) > 1 else {}


def _rows(text: Text) -> Iterator[tuple[int, list[str] | Unfit]]:
    """Yield the records of a table from its head on, each with the line on which it begins."""
    head = next(text.lines(), "").rstrip("\r\n")
    found = records(text.lines(), delimiter_of(head))
    if _SAYS_DELIMITER(head):
        next(found)
    return found


def _problem_in(columns: list[str]) -> Unfit | None:
    needed = [name for name in COLUMNS if name in TELLING]
    if "utc_offset" in columns:
        needed.append("time")
    missing = next((name for name in needed if name not in columns), None)
    if missing:
        return Unfit(missing, None, "it is missing in the first line")
    twice = next((name for name, many in Counter(columns).items() if many > 1 and name), None)
    return Unfit(twice, None, "it stands twice in the first line") if twice else None


def records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | Unfit]]:
    """Yield the records of a table, each with the line on which it begins, from 1."""
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield number, Unfit("", None, "it has a quotation mark too many or too few")
            continue
        yield number, cells


def _plain(row: Mapping[str, str], dates: Order | None) -> dict[str, Any]:
    """Return a row as the JSON of a moment; what has no column is what nobody said.

    Raises:
        Unfit: a cell cannot be so.
    """
    texts = {name: _text(name, row.get(name, "")) for name in COLUMNS}
    texts["local_day"] = _day(texts["local_day"], dates)
    plain: dict[str, Any] = {
        name: _several(text) if name in LISTS else text for name, text in texts.items()
    }
    for name in _FREE:
        plain[name] = plain[name] or None
    if "caregiver" not in row:
        plain["caregiver"] = DEFAULT_CAREGIVER
    if "chosen" not in row:
        plain["chosen"] = Chosen.STOOD_OUT.value
    number = texts["number"]
    if number and not (number.isascii() and number.isdigit()):
        raise Unfit("number", number, "it is no number of a moment")
    plain["schema"] = MOMENT_SCHEMA
    plain["number"] = int(number) if number else None
    plain["occurred_at"] = _occurred(texts)
    plain["logged_at"] = _logged(texts["logged_at"], dates)
    return plain


def _text(name: str, cell: str) -> str:
    if name in TEXTS:
        return unguard(cell if name == "note" else cell.strip())
    return cell.strip().casefold() if name in WORDS else cell.strip()


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN.strip())] if text else []


def _day(text: str, dates: Order | None) -> str:
    """Return a day as JSON has it, from how some country writes it."""
    if _ISO_DAY(text):
        return text
    try:
        said = read_when(text, dates)  # with a midnight behind it, where a spreadsheet adds one
    except ValueError:
        return text  # the gate says why it is none
    is_day = said.day is not None and said.clock in {None, time()}
    return said.day.isoformat() if is_day and said.day else text


def _logged(text: str, dates: Order | None) -> str:
    """Return an instant as JSON has it, from how some country writes it; its offset stays there."""
    try:
        said = read_when(text, dates) if text and "T" not in text else Said()
    except ValueError:
        return text
    if said.day is None or said.clock is None or said.place is None:
        return text
    return datetime.combine(said.day, said.clock, said.place).isoformat()


def _occurred(texts: Mapping[str, str]) -> str | None:
    said, offset = texts["time"], texts["utc_offset"]
    if not said:
        if offset:
            raise Unfit("utc_offset", offset, "it stands there without a time")
        return None
    clock = _clock(said)
    return f"{texts['local_day']}T{clock}{_place(offset)}"


def _clock(text: str) -> str:
    if found := _TIME(text):
        hours, minutes, seconds = found.groups(default="")
        return f"{hours:0>2}:{minutes}{seconds}"
    try:
        return read_clock(text).isoformat()
    except ValueError:
        raise Unfit("time", text, "it is no time such as 17:40:00") from None


def _place(text: str) -> str:
    if found := _OFFSET(text):
        return found[1] or "+00:00"
    try:
        return datetime.combine(date.max, time(), read_offset(text)).isoformat()[-OFFSET_LENGTH:]
    except ValueError:
        raise Unfit("utc_offset", text or None, "it is no offset such as UTC+01:00") from None


def _as_in_table(unfit: Unfit, row: Mapping[str, str]) -> Unfit:
    """Return what is unfit by the column that has it: day, time and offset have three."""
    if unfit.field != "occurred_at":
        return unfit
    said = (row[name] for name in ("local_day", "time", "utc_offset") if name in row)
    return Unfit("time", " ".join(said), unfit.reason)


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
            example = BETWEEN.join("ab")
            field["description"] = f"Several stand as “{example}”."
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
