"""TOML and JSON that a person, or a broken disk, wrote: read, or refused with one problem.

What is nested without end, or holds a number without end, is such a problem too. The package's own
files are not read here: they are known to be right.
"""

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

MOST_ENTRIES = 10_000  # values of a file, however they are nested
DEEPEST = 50  # tables and lists inside each other
_LINE = r" \(at (?:line (\d+), column \d+|end of document)\)$"
_TOO_DEEP = "it is nested too deeply"
_TOO_MANY = f"it has more than {MOST_ENTRIES:,} values"


class BrokenDocument(ValueError):
    """A text that means nothing; `str()` of it is the problem, inside a sentence.

    Attributes:
        line: where, from 1; None where nothing says.
    """

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


def parse_toml(text: str) -> dict[str, Any]:
    """Read a text as TOML.

    Raises:
        BrokenDocument: it is none, or has more in it than a person writes.
    """
    if text.count("=") > 2 * MOST_ENTRIES:  # to parse it would take seconds
        raise BrokenDocument(_TOO_MANY)
    import tomllib  # noqa: PLC0415 many have no such file

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message = str(problem)
        at = re.search(_LINE, message)
        at_end = len(text.rstrip().splitlines())
        line = int(at[1]) if at and at[1] else at_end
        raise BrokenDocument(re.sub(_LINE, "", message), line) from problem
    except RecursionError:
        raise BrokenDocument(_TOO_DEEP) from None
    except ValueError as problem:  # of more digits than Python reads
        raise BrokenDocument("a number in it is too long", _line_of_number(text)) from problem
    _require_few(found)
    return found


def parse_json(text: str) -> Any:
    """Read a text as JSON.

    Raises:
        BrokenDocument: it is none, or is nested too deeply.
    """
    import json  # noqa: PLC0415 not in every run

    try:
        return json.loads(text)
    except RecursionError:
        raise BrokenDocument(_TOO_DEEP) from None
    except ValueError as problem:
        raise BrokenDocument("it is no JSON") from problem


def without_blocks(text: str, is_meant: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return a text of TOML without some of its [[blocks]], and without some comments.

    Args:
        text: the text.
        is_meant: whether a block, or a comment on a line of its own, is to go.

    Returns:
        The text, and the titles or names of the blocks that are gone; where it can't be done, the
        text as it is.
    """
    rows = text.splitlines(keepends=True)
    starts = [number for number, row in enumerate(rows) if row.lstrip().startswith("[[")]
    edges = dict.fromkeys([0, *starts, len(rows)])
    blocks = ["".join(rows[start:end]) for start, end in pairwise(edges)]
    gone = [block for block in blocks if block.lstrip().startswith("[[") and is_meant(block)]
    kept = [block for block in blocks if block not in gone]
    after = without_comments("".join(kept), is_meant)
    try:
        before, now = (_entries(parse_toml(one)) for one in (text, after))
        titles = [_title(entry) for block in gone for entry in _entries(parse_toml(block))]
    except BrokenDocument:
        return text, []
    return (after, titles) if len(before) - len(now) == len(titles) else (text, [])


def _entries(found: dict[str, Any]) -> list[Any]:
    return [entry for value in found.values() if isinstance(value, list) for entry in value]


def _title(entry: Any) -> str:
    said = (entry.get("title") or entry.get("name")) if isinstance(entry, dict) else None
    return said if isinstance(said, str) else "?"


def without_comments(text: str, is_meant: Callable[[str], bool]) -> str:
    """Return a text of TOML without the comments, on lines of their own, that are to go."""
    rows = text.splitlines(keepends=True)
    return "".join(row for row in rows if not (row.lstrip().startswith("#") and is_meant(row)))


def _require_few(found: dict[str, Any]) -> None:
    waiting: list[tuple[Any, int]] = [(found, 1)]
    many = 0
    while waiting:
        one, depth = waiting.pop()
        inside = one.values() if isinstance(one, dict) else one
        many += len(one)
        if many > MOST_ENTRIES:
            raise BrokenDocument(_TOO_MANY)
        if depth > DEEPEST:
            raise BrokenDocument(_TOO_DEEP)
        waiting += [(value, depth + 1) for value in inside if isinstance(value, dict | list)]


def _line_of_number(text: str) -> int | None:
    most = sys.get_int_max_str_digits()
    if found := re.search(rf"[0-9_]{{{most}}}", text):
        return text.count("\n", 0, found.start()) + 1
    return None
