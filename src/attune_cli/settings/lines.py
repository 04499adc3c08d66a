"""At which line of config.toml a value stands, for what is said of it."""

import re
from collections.abc import Sequence

Place = tuple[str, ...]  # of a value: the tables that it stands in, and its key

_PART = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"


def line_of(text: str, place: Sequence[str]) -> int:
    """Return the line at which a value stands, or else the table that it stands in."""
    table: Place = ()
    best, line = 0, 1
    for number, row in enumerate(text.splitlines(), 1):
        if header := re.match(rf"\s*\[\[?\s*({_KEY})\s*\]", row):
            found = table = _parts(header[1])
        elif key := re.match(rf"\s*({_KEY})\s*=", row):
            found = (*table, *_parts(key[1]))
        else:
            continue
        if len(found) > best and found == tuple(place)[: len(found)]:
            best, line = len(found), number
    return line


def _parts(key: str) -> Place:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
