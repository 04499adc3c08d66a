"""Pages as plain text: wrapped to a width, in characters that a stream can encode."""

import re
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO
from unicodedata import east_asian_width

from attune_cli.render.page import MARK, UNMARK, Line, clean

WIDEST = 80
# Beside its name, a text has at least 24 columns; on a narrower page it goes on below the name.
_ROOM, _HANG_BELOW = 24, 2
_NUMBER_KEEPS_ITS_UNIT = "\u00a0%"
# For streams that cannot show more than ASCII.
_ASCII = str.maketrans(
    {"●": "#", "◐": "+", "○": "o", "◇": "*", "·": "-", "→": "->", "–": "-", "—": "-", "…": "...",
     "“": '"', "”": '"', "‘": "'", "’": "'", "≈": "~", "\u00a0": " ", "⚑": "*", "├": "|",
     "┤": "|", "─": "-", "┼": "+", "┊": ":", "←": "<-", "↑": "^", "↓": "v", "⏎": "Enter", "›": ">",
     "×": "x", "−": "-", "÷": "/", "½": "1/2", "«": "*", "»": "*"}
)  # fmt: skip
_MARKS = str.maketrans({MARK: "«", UNMARK: "»"})
_FIRST_WIDE = "\u1100"  # no character before it takes two columns
_NO_WIDTH = MARK + UNMARK  # Pythons differ on the width of such signs
_FILLER = "\ufdd2"  # stands before each wide character while a line is wrapped


def page_width() -> int:
    """Return the width of a page: the terminal's, at least 20 and at most 80 columns."""
    return max(20, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def to_text(lines: Iterable[Line], width: int) -> list[str]:
    """Return a page as text, wrapped to a width in columns."""
    wrapped: list[str] = []
    for line in lines:
        first = " " * line.indent
        if line.role in {"command", "row"}:  # whole: to be copied, or a line of a table
            wrapped.append(first + clean(line.text))
            continue
        wrapped += _rows(clean(line.text), line, width) or [""]
    return wrapped


def _rows(text: str, line: Line, width: int) -> list[str]:
    """Wrap a text into rows; a wide character counts as two columns."""
    first, hang = " " * line.indent, line.hang
    if hang > _HANG_BELOW and width - line.indent - hang < _ROOM:
        hang, text = _HANG_BELOW, re.sub(" {3,}", "  ", text)
    has_wide = max(text, default="") >= _FIRST_WIDE
    spread = _spread(text) if has_wide else text
    rows = textwrap.wrap(
        spread.replace(" %", _NUMBER_KEEPS_ITS_UNIT),
        width - (len(spread) > len(text)),  # a row may begin with such a sign
        initial_indent=first,
        subsequent_indent=first + " " * hang,
        break_on_hyphens=False,
    )
    return [row.replace(_NUMBER_KEEPS_ITS_UNIT, " %").replace(_FILLER, "") for row in rows]


def _spread(text: str) -> str:
    """Return a text that is as long as it is wide; a mark is shown as one sign, or as none."""
    return "".join(
        _FILLER + sign if sign not in _NO_WIDTH and east_asian_width(sign) in "WF" else sign
        for sign in text
    )


def with_marks(text: str) -> str:
    """Return a text with marks that need no style: «so»."""
    return text.translate(_MARKS)


def showable(text: str, stream: TextIO) -> str:
    """Return the text in characters that the stream can encode."""
    encoding = stream.encoding or "utf-8"
    if encoding.casefold().replace("-", "").startswith("utf"):
        return text
    return text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
