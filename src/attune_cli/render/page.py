"""Pages as values: lines with a role, before it is decided how they are shown.

Text that people wrote passes `clean` or `marked`, so that a terminal obeys nothing in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.decoding import escaped

# Control characters, those that are half a sign, and those that change the direction of text.
_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

_COMMAND = r"(?:“attune [^”]*”|(?<=: )attune(?: [^\s.,;()“”]+)+)[.,;)]?"

# These surround marked text in a page; the printer decides how it looks. No text has them.
MARK, UNMARK = "\ufdd0", "\ufdd1"
# This stands for a space of a command inside a text, where no line ends.
KEPT_SPACE = "\ufdd3"
_NO_MARKS = str.maketrans("", "", MARK + UNMARK)

MOST_LINES, MOST_CHARACTERS = 8, 400  # the beginning of a long text
MOST_OF_TEXT = 20_000  # characters of a text on a page that no pager shows
LONGEST_LINE = 4_000  # characters that are wrapped as one


class Line(NamedTuple):
    """A paragraph of a page.

    Attributes:
        text: its text, which is wrapped to the width.
        role: title, heading, text, dots, quiet; or command, hint or row, which are never wrapped.
        indent: columns before it.
        hang: further columns before each line after the first.
        label: what stands in the columns before its first line.
    """

    text: str = ""
    role: str = "text"
    indent: int = 0
    hang: int = 0
    label: str = ""


def clean(text: str) -> str:
    r"""Return a text without control characters, which a terminal would obey.

    A byte of a file's name that is no text is shown as what it is, such as `\xe9`.
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, "", escaped(text).replace("\t", " "))


def marked(text: str, places: Sequence[tuple[int, int]] = ()) -> str:
    """Return a text without control characters, with marks around the places."""
    if not places:
        return _unmarked(text)
    shown, last = "", 0
    for start, end in places:
        shown += _unmarked(text[last:start]) + MARK + _unmarked(text[start:end]) + UNMARK
        last = end
    return shown + _unmarked(text[last:])


def _unmarked(text: str) -> str:
    return text if text.isprintable() else clean(text).translate(_NO_MARKS)  # no mark is


def unbroken(command: str) -> str:
    """Return a command for the middle of a text, on one line wherever that is wrapped."""
    return command.replace(" ", KEPT_SPACE)


def paths_unbroken(text: str, folders: Iterable[Path]) -> str:
    """Return a text with each path in some folders on one line, be there spaces in their names."""
    for folder in folders:
        text = text.replace(str(folder), unbroken(str(folder)))
    return text


def commands_unbroken(text: str, width: int) -> str:
    """Return a sentence with each of its commands on one line, where one has room for it.

    A command stands in quotation marks, or behind a colon up to the end of its clause.
    """

    def kept(found: re.Match[str]) -> str:
        return unbroken(found[0]) if len(found[0]) <= width else found[0]

    return re.sub(_COMMAND, kept, text)


def heading(text: str) -> list[Line]:
    """Return a heading with an empty line before it."""
    return [Line(), Line(text, "heading")]


def bullet(text: str) -> Line:
    """Return an item of a list."""
    return Line(f"· {text}", indent=2, hang=2)


def rows_of(text: str) -> Iterator[str]:
    """Yield the lines of a text; of one that nobody writes so long, a part after the other.

    To wrap a line takes time with the square of its length.
    """
    for line in text.splitlines():
        start = 0
        while len(line) - start > LONGEST_LINE:
            end = line.rfind(" ", start, start + LONGEST_LINE) + 1 or start + LONGEST_LINE
            yield line[start:end]
            start = end
        yield line[start:]


def goes_on(text: str, shown: int | None, command: str) -> list[Line]:
    """Return the line behind the beginning of a text: how long it is, and what shows all of it.

    Args:
        text: the text.
        shown: so many of its characters are shown; None for all.
        command: what shows all of it.
    """
    if shown is None or len(text) <= shown:
        return []
    said = f"… So it begins, and has {len(text):,} characters. All of it: {command}"
    return [Line(said, "quiet", 2, 2)]


def paragraphs(text: str) -> list[Line]:
    """Return a text with its own line breaks."""
    return [Line(line, indent=2) for line in rows_of(text)]


def beginning(text: str) -> list[Line]:
    """Return the beginning of a text, so that the lines below it stay visible."""
    lines = text[: MOST_CHARACTERS + 1].splitlines()
    begun = "\n".join(lines[:MOST_LINES])[:MOST_CHARACTERS].rstrip()
    return paragraphs(begun if begun == text.rstrip() else f"{begun} …")


def times(count: int) -> str:
    """Return a frequency: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def out_of(k: int, n: int) -> str:
    """Return a count of a whole inside a sentence: 3 of 9; none of 9."""
    return f"{k} of {n}" if k else f"none of {n}"


def several(count: int, one: str, many: str) -> str:
    """Return a number with its noun, of which both forms are given: 1 day, 2 days."""
    return f"{count} {one if count == 1 else many}"
