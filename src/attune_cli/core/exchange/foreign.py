"""Files of other programs, as a table: rows of texts under names of columns.

A table in CSV, or JSON with a list of entries. What a row means is none of its business: mapping.py
says that.
"""

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from attune_cli.core.decoding import Decoded, decoded
from attune_cli.core.exchange.clocks import Order, read_when
from attune_cli.core.exchange.csv import BOM, DELIMITERS, END, guard, records, unguard
from attune_cli.core.exchange.gate import Unfit

LOOKED_AT = 200  # records that tell what stands between columns
ENTRIES = "entries"  # where jrnl and Day One have them
BETWEEN = " | "  # several values of one entry, in a cell
WHY = "attune: left out because"  # the column that a file of rows left out has more
NEWLINE = "\n"
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # with their ends
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        line: the line of the file on which it begins, from 1.
        cells: texts by the name of their column.
        problem: what is wrong with the row as a whole; None if nothing is.
        is_joined: whether it had fields too many, which are in the last one now.
    """

    line: int
    cells: Mapping[str, str]
    problem: Unfit | None = None
    is_joined: bool = False


class Rows(Collection[Row]):
    """Rows that are read anew each time that they are asked for: as objects they take much room."""

    def __init__(self, read: Callable[[], Iterator[Row]]) -> None:
        """Count the rows.

        Args:
            read: yields them from the first one on.
        """
        self._read = read
        self._many = sum(1 for _ in read())

    def __iter__(self) -> Iterator[Row]:
        return self._read()

    def __len__(self) -> int:
        return self._many

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)


class Table(NamedTuple):
    """A file, read.

    Attributes:
        columns: names, each once.
        rows: in their order.
        delimiter: what stands between columns; empty where it is no CSV.
        encoding: by which it was read.
        is_guessed: whether that was guessed.
        is_converted: whether it is no UTF-8.
    """

    columns: Sequence[str]
    rows: Collection[Row]
    delimiter: str
    encoding: str
    is_guessed: bool
    is_converted: bool


def read_table(raw: bytes) -> Table | None:
    """Return the table that a file holds; None if it holds none."""
    text = decoded(raw)
    plain = text.text.removeprefix(BOM)
    if "\0" in plain.partition(NEWLINE)[0]:  # no text
        return None
    if plain.lstrip()[:1] in {"{", "["}:
        return _of_json(plain, text)
    return _of_csv(plain, text)


def _of_csv(plain: str, text: Decoded) -> Table | None:
    delimiter = _delimiter(plain)
    if delimiter is None:
        return None
    found = _not_empty(plain, delimiter)
    first = next(found, None)
    if first is None or isinstance(first[1], Unfit):
        return None
    _, second = next(found, (0, []))
    pairs = zip(first[1], () if isinstance(second, Unfit) else second, strict=False)
    has_head = not any(_is_day(name) and _is_day(cell) for name, cell in pairs)
    columns = names_of(first[1] if has_head else [""] * len(first[1]))
    is_ours = WHY in columns

    def rows() -> Iterator[Row]:
        for line, cells in islice(_not_empty(plain, delimiter), int(has_head), None):
            yield _row(line, columns, cells, delimiter, is_ours=is_ours)

    return Table(columns, Rows(rows), delimiter, text.encoding, text.is_guessed, text.is_converted)


def _not_empty(plain: str, delimiter: str) -> Iterator[tuple[int, list[str] | Unfit]]:
    lines = (line[0] for line in _LINES.finditer(plain))
    for line, cells in records(lines, delimiter):
        if isinstance(cells, Unfit) or any(cell.strip() for cell in cells):
            yield line, cells


def _is_day(cell: str) -> bool:
    try:
        return read_when(cell, Order.DAY_FIRST).day is not None
    except ValueError:
        return False


def _row(
    line: int, columns: Sequence[str], cells: list[str] | Unfit, delimiter: str, *, is_ours: bool
) -> Row:
    if isinstance(cells, Unfit):
        return Row(line, dict.fromkeys(columns, ""), cells)
    if is_ours:
        cells = [unguard(cell) for cell in cells]
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    is_joined = len(cells) > len(columns)
    if is_joined:  # a note with a comma in it that nobody put in quotes
        last = len(columns) - 1
        cells = [*cells[:last], delimiter.join(cells[last:])]
    cells += [""] * (len(columns) - len(cells))
    return Row(line, dict(zip(columns, cells, strict=True)), None, is_joined)


def names_of(head: Sequence[str]) -> list[str]:
    """Return the names of columns: each once, and none of them empty."""
    names: list[str] = []
    for place, cell in enumerate(head, 1):
        name = plain = " ".join(cell.split()) or f"column {place}"
        again = 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names.append(name)
    return names


def _delimiter(plain: str) -> str | None:
    """Return what stands between columns: the sign by which most rows have as many as the head.

    `csv.Sniffer` takes the | in lists for it, and fails where notes have lines of their own.
    """
    best: tuple[float, int] = (0.0, 1)
    found = None
    for sign in DELIMITERS:
        widths = []
        for _, (_, cells) in zip(range(LOOKED_AT), _not_empty(plain, sign), strict=False):
            widths.append(0 if isinstance(cells, Unfit) else len(cells))
        if not widths or widths[0] < 2:  # noqa: PLR2004 a table has two columns
            continue
        alike = sum(width == widths[0] for width in widths) / len(widths)
        if (alike, widths[0]) > best:
            best, found = (alike, widths[0]), sign
    return found


def _of_json(plain: str, text: Decoded) -> Table | None:
    keys: dict[str, None] = {}
    is_empty = True
    for _, entry in _entries(plain):
        if not isinstance(entry, dict):
            return None
        keys |= dict.fromkeys(entry)
        is_empty = False
    if is_empty:
        return None
    names = dict(zip(keys, names_of([*map(whole, keys)]), strict=True))

    def rows() -> Iterator[Row]:
        for line, entry in _entries(plain):
            yield Row(line, {name: _as_text(entry.get(key)) for key, name in names.items()})

    columns = [*names.values()]
    return Table(columns, Rows(rows), "", text.encoding, text.is_guessed, text.is_converted)


def whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can have."""
    return text.encode("utf-8", "replace").decode()


def _as_text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return whole(BETWEEN.join(value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _entries(plain: str) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a JSON text, each with the line on which it begins."""
    try:
        place = _entries_begin(plain)
        is_of_lines = place is None and _are_lines(plain)
        place = _after(plain, 0) if is_of_lines else place
        line, counted = 1, 0
        while (
            place is not None and not (is_of_lines and place == len(plain)) and plain[place] != "]"
        ):
            line, counted = line + plain.count(NEWLINE, counted, place), place
            entry, place = _DECODER.raw_decode(plain, place)
            yield line, entry
            place = _after(plain, place)
            if not is_of_lines and plain[place] == ",":
                place = _after(plain, place + 1)
    except (ValueError, IndexError, RecursionError):
        yield 0, None  # cut short, or no JSON: no table


def _entries_begin(plain: str) -> int | None:
    """Return where the first of the entries is; None where there are none."""
    place = _after(plain, 0)
    if plain[place] == "[":
        return _after(plain, place + 1)
    place = _after(plain, place + 1)
    while plain[place] == '"':
        name, place = scanstring(plain, place + 1)
        place = _after(plain, _after(plain, place) + 1)  # past the colon
        if name == ENTRIES and plain[place] == "[":
            return _after(plain, place + 1)
        _, place = _DECODER.raw_decode(plain, place)
        place = _after(plain, place)
        if plain[place] == ",":
            place = _after(plain, place + 1)
    return None


def _are_lines(plain: str) -> bool:
    """Whether objects stand one behind the other, an entry a line."""
    _, place = _DECODER.raw_decode(plain, _after(plain, 0))
    return plain[_after(plain, place) :][:1] == "{"


def _after(plain: str, place: int) -> int:
    found = _SPACE.match(plain, place)
    return found.end() if found else place


def left_table(columns: Sequence[str], rows: Sequence[tuple[Row, str]], delimiter: str) -> bytes:
    """Return rows that were left out as a table that can be imported again.

    Args:
        columns: of the file.
        rows: each with the reason.
        delimiter: as in the file; empty for a comma.
    """
    written = StringIO()
    table = csv.writer(written, delimiter=delimiter or ",", lineterminator=END)
    kept = [name for name in columns if name != WHY]
    table.writerow([*kept, WHY])
    for row, reason in rows:
        table.writerow([*(guard(row.cells[name]) for name in kept), reason])
    return f"{BOM}{written.getvalue()}".encode()


def rows_of(table: Table) -> set[tuple[tuple[str, str], ...]]:
    """Return the rows as they are compared: what stands in each column, but no reason."""
    names = [name for name in table.columns if name != WHY]
    return {tuple((name, row.cells[name]) for name in names) for row in table.rows}
