"""Pages as plain text: wrapped to a width, in characters that a stream can encode."""

import re
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO
from unicodedata import category, east_asian_width

from attune_cli.core.decoding import escaped
from attune_cli.render.page import KEPT_SPACE, MARK, UNMARK, Line, clean

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
_FIRST_ODD = "\u0300"  # each character before it takes one column
_PAGES_OWN = frozenset("“”‘’–—…→●◐○◇" + MARK + UNMARK + KEPT_SPACE)  # and each of these, alone
# How the path of a file begins, behind a mark or a bracket.
_PATH = r"""[(“"]?(?:~?/|[A-Za-z]:\\\\)[^\s/]"""
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_JOINS = _JOINER + _AS_EMOJI
_SKINS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_PRIVATE = 0xF0000  # from here on, a sign stands for those that are seen as one
_NO_WIDTH = MARK + UNMARK + KEPT_SPACE  # Pythons differ on the width of such signs
_ALONE = {MARK, UNMARK, KEPT_SPACE, " "}  # nothing joins these
_FILLER = "\ufdd2"  # stands before each wide character while a line is wrapped


def page_width() -> int:
    """Return the width of a page: the terminal's, at least 20 and at most 80 columns."""
    return max(20, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def to_text(lines: Iterable[Line], width: int) -> list[str]:
    """Return a page as text, wrapped to a width in columns."""
    wrapped: list[str] = []
    for line in lines:
        first = " " * line.indent
        if line.role in {"command", "hint", "row"}:  # whole: to be copied, or a line of a table
            wrapped.append(first + clean(line.text))
            continue
        wrapped += _rows(clean(line.text), line, width) or [""]
    return wrapped


class _Wrapper(textwrap.TextWrapper):
    """Breaks a word that is longer than a row, but for a path: that stands whole, to be copied."""

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        if not re.match(_PATH, reversed_chunks[-1]):
            super()._handle_long_word(reversed_chunks, cur_line, cur_len, width)
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())


def _with_room(text: str, room: int) -> str:
    """Return a text in which only what has room on a row, or is a path, is kept on one."""
    text = text.replace(" %", _NUMBER_KEEPS_ITS_UNIT)
    if KEPT_SPACE not in text:
        return text
    words = text.split(" ")
    is_kept = (len(word) <= room or re.match(_PATH, word) for word in words)
    return " ".join(
        word if kept else word.replace(KEPT_SPACE, " ")
        for word, kept in zip(words, is_kept, strict=True)
    )


def _rows(text: str, line: Line, width: int) -> list[str]:
    """Wrap a text into rows; a wide character counts as two columns."""
    first, hang = " " * line.indent, line.hang
    if hang > _HANG_BELOW and width - line.indent - hang < _ROOM:
        hang, text = _HANG_BELOW, re.sub(" {3,}", "  ", text)
    spread, several = text, dict[str, str]()
    if _is_odd(text):
        spread, several = _spread(text)
    label = f"{line.label:<{line.indent}}"
    is_one_row = len(label) + len(spread) < width and "" != spread.strip() == spread
    if is_one_row and not several and "\n" not in spread:  # most rows are: no need to look for more
        return [f"{label}{spread}".replace(_FILLER, "").replace(KEPT_SPACE, " ")]
    wrapper = _Wrapper(
        width - (_FILLER in spread),  # a row may begin with such a sign
        initial_indent=label,
        subsequent_indent=first + " " * hang,
        break_on_hyphens=False,
    )
    rows = wrapper.wrap(_with_room(spread, width - line.indent - hang))
    rows = [row.replace(_NUMBER_KEEPS_ITS_UNIT, " %").replace(_FILLER, "") for row in rows]
    rows = [row.replace(KEPT_SPACE, " ") for row in rows]
    return ["".join(several.get(sign, sign) for sign in row) for row in rows] if several else rows


def _is_odd(text: str) -> bool:
    """Whether a sign of a text may be none or two columns wide, or one with others."""
    return max(set(text) - _PAGES_OWN, default="") >= _FIRST_ODD


def _spread(text: str) -> tuple[str, dict[str, str]]:
    """Return a text that is as long as it is wide, and the signs that stand for several in it.

    A mark of a page is shown as one sign, or as none.
    """
    shown, several = "", dict[str, str]()
    for signs in _seen_as_one(text):
        is_wide = signs not in _NO_WIDTH and (
            east_asian_width(signs[0]) in "WF" or _AS_EMOJI in signs
        )
        sign = signs
        if len(signs) > 1 or ord(sign) >= _PRIVATE:
            sign = chr(_PRIVATE + len(several))
            several[sign] = signs
        shown += _FILLER + sign if is_wide else sign
    return shown, several


def _seen_as_one(text: str) -> list[str]:
    """Return the signs of a text, with those that take no columns beside the one before them.

    Those are accents, the colour of a skin, and whoever is joined to a family.
    """
    found: list[str] = []
    for sign in text:
        last = found[-1] if found and sign >= _FIRST_ODD else " "
        if last not in _ALONE and (_joins(sign) or _is_joined(last, sign)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _joins(sign: str) -> bool:
    return sign in _JOINS or category(sign) in {"Mn", "Me"}


def _is_joined(last: str, sign: str) -> bool:
    return (sign in _SKINS or last[-1] == _JOINER) and east_asian_width(last[0]) in "WF"


def height(row: str, columns: int) -> int:
    """Return how many rows of a screen a row of text takes, of so many columns."""
    return max(1, -(-width_of(row) // max(columns, 1)))


def width_of(text: str) -> int:
    """Return how many columns a text takes in one row."""
    return len(_spread(text)[0]) if _is_odd(text) else len(text)


def with_marks(text: str) -> str:
    """Return a text with marks that need no style: «so»."""
    return text.replace(MARK, "«").replace(UNMARK, "»")


def showable(text: str, stream: TextIO) -> str:
    """Return the text in characters that the stream can encode."""
    text, encoding = escaped(text), stream.encoding or "utf-8"
    if encoding.casefold().replace("-", "").startswith("utf"):
        return text
    return text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
