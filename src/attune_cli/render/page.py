"""A page: the lines that people read, before anybody decides how to show them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Control characters, and those that turn the direction of the text around them.
_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

# Stand in a page around what is marked; no text has them, and how they look is decided later.
MARK, UNMARK = "\ufdd0", "\ufdd1"
_NO_MARKS = str.maketrans("", "", MARK + UNMARK)

MOST_LINES, MOST_CHARACTERS = 8, 400  # of a text that is not shown whole


class Line(NamedTuple):
    """A paragraph of a page.

    Attributes:
        text: what it says; wrapped to the width.
        role: title, heading, text, dots, quiet; command or row, which are never wrapped.
        indent: columns before it.
        hang: further columns before its second line and on.
    """

    text: str = ""
    role: str = "text"
    indent: int = 0
    hang: int = 0


def clean(text: str) -> str:
    """Return a person's text without what a terminal would obey."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, "", text.replace("\t", " "))


def marked(text: str, places: Iterable[tuple[int, int]] = ()) -> str:
    """Return a person's text without what a terminal would obey, marked where it is said to be."""
    shown, last = "", 0
    for start, end in places:
        shown += _unmarked(text[last:start]) + MARK + _unmarked(text[start:end]) + UNMARK
        last = end
    return shown + _unmarked(text[last:])


def _unmarked(text: str) -> str:
    return clean(text).translate(_NO_MARKS)


def heading(text: str) -> list[Line]:
    """Return a heading with the air before it."""
    return [Line(), Line(text, "heading")]


def bullet(text: str) -> Line:
    """Return an item of a list."""
    return Line(f"· {text}", indent=2, hang=2)


def paragraphs(text: str) -> list[Line]:
    """Return a person's text with the breaks that it has."""
    return [Line(line, indent=2) for line in text.splitlines()]


def beginning(text: str) -> list[Line]:
    """Return the beginning of a person's text, so that what stands below stays in sight."""
    lines = text.splitlines()
    begun = "\n".join(lines[:MOST_LINES])[:MOST_CHARACTERS].rstrip()
    return paragraphs(begun if begun == text.rstrip() else f"{begun} …")


def times(count: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def several(count: int, one: str, many: str | None = None) -> str:
    """Say how many: 1 moment, 2 moments."""
    return f"{count} {one if count == 1 else many or one + 's'}"
