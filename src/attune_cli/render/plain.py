"""Pages without Rich: for pipes, screen readers, and the verb that has to be instant."""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TextIO

from attune_cli.render.page import MARK, UNMARK, Line, clean

WIDEST = 80
_NUMBER_KEEPS_ITS_UNIT = "\u00a0%"
# For streams that cannot show more than ASCII.
_ASCII = str.maketrans(
    {"●": "#", "◐": "+", "○": "o", "·": "-", "→": "->", "–": "-", "—": "-", "…": "...",
     "“": '"', "”": '"', "‘": "'", "’": "'", "≈": "~", "\u00a0": " ", "⚑": "*", "├": "|",
     "┤": "|", "─": "-", "┼": "+", "┊": ":", "←": "<-",
     "×": "x", "−": "-", "÷": "/", "½": "1/2", "«": "*", "»": "*"}
)  # fmt: skip
_MARKS = str.maketrans({MARK: "«", UNMARK: "»"})
_FIRST_WIDE = "\u1100"  # before it no sign takes two columns
_FILLER = "\ufdd2"  # before a sign that does, while lines are broken


def show(lines: Iterable[Line], *, plain: bool = False, stream: TextIO | None = None) -> None:
    """Print a page: with Rich in a terminal, plain elsewhere or where it is asked for."""
    stream = stream or sys.stdout
    if stream.isatty() and not plain:
        from attune_cli.render.console import show_rich  # noqa: PLC0415 only a terminal needs Rich

        show_rich(lines, stream)
    else:
        for line in lines:
            tell(with_marks("\n".join(to_text([line], page_width()))), stream)


def tell(text: str, stream: TextIO | None = None) -> None:
    """Print a line as it is, in what the stream can show."""
    stream = stream or sys.stdout
    print(showable(text, stream), file=stream)


def tell_wrapped(text: str, stream: TextIO | None = None) -> None:
    """Print a line: in a terminal wrapped between words, elsewhere whole, and never with Rich."""
    stream = stream or sys.stdout
    if stream.isatty():
        text = "\n".join(to_text([Line(text, hang=2)], page_width()))
    tell(text, stream)


def page_width() -> int:
    """Return the columns a page may use: the terminal's, at most 80."""
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
    """Break a text into rows; a sign that takes two columns counts as two, if not to the column."""
    first, has_wide = " " * line.indent, max(text, default="") >= _FIRST_WIDE
    spread = _spread(text) if has_wide else text
    rows = textwrap.wrap(
        spread.replace(" %", _NUMBER_KEEPS_ITS_UNIT),
        width - (len(spread) > len(text)),  # a row may begin with such a sign
        initial_indent=first,
        subsequent_indent=first + " " * line.hang,
        break_on_hyphens=False,
    )
    return [row.replace(_NUMBER_KEEPS_ITS_UNIT, " %").replace(_FILLER, "") for row in rows]


def _spread(text: str) -> str:
    """Return a text that is as long as it is wide."""
    from unicodedata import east_asian_width  # noqa: PLC0415 few texts need it

    return "".join(_FILLER + sign if east_asian_width(sign) in "WF" else sign for sign in text)


def with_marks(text: str) -> str:
    """Return a text with the marks that show without any style: «so»."""
    return text.translate(_MARKS)


def showable(text: str, stream: TextIO) -> str:
    """Return the text in characters that the stream can encode."""
    encoding = stream.encoding or "utf-8"
    if encoding.casefold().replace("-", "").startswith("utf"):
        return text
    return text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
