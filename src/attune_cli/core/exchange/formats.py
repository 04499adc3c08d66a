"""The formats: which one a file has, and the records in its lines, each taken or named as unfit."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from attune_cli.core.exchange.gate import FIELDS, KNOWN, Gate, Unfit, ignored, is_newer
from attune_cli.core.exchange.records import (
    JOURNAL_SCHEMA,
    Record,
    header_of,
    is_header_schema,
    is_of_journal,
    record_of,
)
from attune_cli.core.moment import Moment
from attune_cli.core.moment_json import MOMENT_SCHEMA

OPEN = (b"{", b"[", b",")  # the end of a line after which an object goes on
OURS = b'"attune.'  # in the schema of each line
TELLING = {"uid", "local_day", "logged_at"}  # fields that no other program has
OF_JOURNAL = JOURNAL_SCHEMA.encode()
BOM = b"\xef\xbb\xbf"
ENDS = ("\n", "\r\n", "")  # of nearly all lines
MOST_IGNORED = 20  # unknown fields that are told apart


class Format(StrEnum):
    """How a file is written."""

    JSONL = "jsonl"
    JOURNAL = "journal"
    CSV = "csv"
    MARKDOWN = "markdown"
    MAPPED = "mapped"


WRITTEN = (Format.JSONL, Format.JOURNAL, Format.CSV, Format.MARKDOWN)
TAKEN = (Format.JSONL, Format.JOURNAL, Format.CSV, Format.MAPPED)


class Line(NamedTuple):
    """A line of a file, read.

    Attributes:
        number: from 1.
        found: the record that it holds, or what is wrong with it.
        later: what other lines have to settle before a moment is taken.
        is_header: whether it is refused, and would say whose journal the others are of.
    """

    number: int
    found: Moment | Record | Unfit
    later: tuple[Unfit, ...] = ()
    is_header: bool = False


def format_of(beginning: bytes) -> Format | None:
    """Return the format of a file of JSON by its first line that is not empty; else None.

    Args:
        beginning: that line, or as much of it as tells.
    """
    text = beginning.removeprefix(BOM).strip()
    if not text.startswith(b"{"):
        return None
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):  # refused by name later, if it is a line of attune
        if OF_JOURNAL in text:
            return Format.JOURNAL
        is_of_many_lines = text.endswith(OPEN) and OURS not in text
        return None if is_of_many_lines else Format.JSONL
    schema = plain.get("schema")
    is_foreign = len(plain) > 1 and not plain.keys() & TELLING
    if schema is None and ("entries" in plain or is_foreign):  # of another program
        return None
    return Format.JOURNAL if schema == JOURNAL_SCHEMA else Format.JSONL


def is_of_newer(beginning: bytes) -> bool:
    """Whether the first line of a file says that a newer attune wrote it."""
    try:
        plain = json.loads(beginning.removeprefix(BOM))
    except (ValueError, RecursionError):
        return False
    return isinstance(plain, dict) and is_newer(plain.get("schema"))


class Reader:
    """Reads the lines of a file of JSON.

    Attributes:
        ignored: how many lines had which field that attune does not know.
    """

    def __init__(self, form: Format, gate: Gate) -> None:
        self.ignored: Counter[str] = Counter()
        self._form = form
        self._gate = gate

    def read(self, lines: Iterable[bytes | None]) -> Iterator[Line]:
        """Yield what stands in each line that is not empty.

        Args:
            lines: in their order; None for one that is longer than any record.
        """
        is_first = True
        for number, raw in enumerate(lines, 1):
            if raw is None:
                is_header = is_first and self._form is Format.JOURNAL
                is_first = False
                too_long = Unfit("", None, "it is longer than any record")
                yield Line(number, too_long, is_header=is_header)
                continue
            text = raw.removeprefix(BOM)  # which also stands where files were joined
            if text.isspace() or not text:
                continue
            later: list[Unfit] = []
            is_header = is_first and self._form is Format.JOURNAL
            try:
                plain = parsed(text)
                if isinstance(plain, Values):
                    found: Moment | Record | Unfit = self._gate.written(plain, later)
                elif plain.get("schema") == MOMENT_SCHEMA:
                    found = self._moment(plain, later)
                else:
                    is_header = is_header or self._lacks_header(plain)
                    found = self._found(plain, later, is_first=is_first)
            except Unfit as unfit:
                found = unfit
            is_first = False
            yield Line(number, found, tuple(later), is_header and isinstance(found, Unfit))

    def _lacks_header(self, plain: Mapping[str, Any]) -> bool:
        """Whether a line is of a journal other than the one whose first line was read."""
        schema = plain.get("schema")
        if self._form is Format.JOURNAL:
            return is_header_schema(schema)
        return is_of_journal(schema)

    def _found(
        self, plain: Mapping[str, Any], later: list[Unfit], *, is_first: bool
    ) -> Moment | Record:
        if self._form is Format.JSONL:
            return self._moment(plain, later)
        if is_first:
            return header_of(plain)
        return record_of(plain, self._gate)

    def _moment(self, plain: Mapping[str, Any], later: list[Unfit]) -> Moment:
        moment = self._gate.moment(plain, later)
        if not plain.keys() <= KNOWN:
            self._note(plain)
        return moment

    def _note(self, plain: Mapping[str, Any]) -> None:
        for field in ignored(plain):
            if field in self.ignored or len(self.ignored) < MOST_IGNORED:
                self.ignored[field] += 1


class Values(tuple[Any, ...]):
    """The fields of a moment in the order in which attune writes them, as nearly all lines do."""

    __slots__ = ()


def parsed(line: bytes) -> Mapping[str, Any] | Values:
    """Return the JSON object of a line.

    Raises:
        Unfit: it is none; no UTF-8, cut short, or with a field twice.
    """
    try:
        text = line.decode()
        plain, end = _scan(text, 0) if text.startswith("{") else (None, 0)
        if text[end:] not in ENDS:
            plain = _decode(text)
    except UnicodeDecodeError:
        raise Unfit("", None, "it is no UTF-8 text") from None
    except RecursionError:
        raise Unfit("", None, "it is nested too deep") from None
    except (ValueError, StopIteration):
        text = line[:100].decode("utf-8", "replace").strip()
        raise Unfit("", text, "it is no whole JSON object") from None
    if not isinstance(plain, (dict, Values)):
        raise Unfit("", plain, "it is no JSON object")
    return plain


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Values:
    names, values = zip(*pairs, strict=True) if pairs else ((), ())
    if names == FIELDS and values[0] == MOMENT_SCHEMA:
        return Values(values)
    plain = dict(pairs)
    if len(plain) < len(pairs):
        twice = next(name for name in names if names.count(name) > 1)
        raise Unfit(twice, None, "it stands twice in one line")
    return plain


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


_decoder = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=_object)
_decode = _decoder.decode
_scan = _decoder.scan_once  # type: ignore[attr-defined] # `decode`, but for spaces around
