"""Pages as plain text: wrapped to a width, in characters that a stream can encode."""

import re
import shutil
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
_PAGES_OWN = "“”‘’–—…→●◐○◇" + MARK + UNMARK + KEPT_SPACE  # and each of these, alone
_ODD = f"[^\x00-\u02ff{_PAGES_OWN}]"  # all others
# How the path of a file begins, behind a mark or a bracket.
_PATH = r"""[(“"]?(?:~?/|[A-Za-z]:\\\\)[^\s/]"""
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_JOINS = _JOINER + _AS_EMOJI
_SKINS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_PRIVATE = 0xF0000  # from here on, a sign stands for those that are seen as one
_NO_WIDTH = MARK + UNMARK + KEPT_SPACE  # Pythons differ on the width of such signs
_ALONE = {MARK, UNMARK, KEPT_SPACE, " "}  # nothing joins these
_FILLER = "\ufdd2"  # stands before each wide character while a line is wrapped
_AS_SHOWN = ((_NUMBER_KEEPS_ITS_UNIT, " %"), (_FILLER, ""), (KEPT_SPACE, " "))


def page_width() -> int:
    """Return the width of a page: the terminal's, at least 20 and at most 80 columns."""
    return max(20, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def to_text(lines: Iterable[Line], width: int) -> list[str]:
    """Return a page as text, wrapped to a width in columns."""
    wrapped: list[str] = []
    for line in lines:
        text = clean(line.text)
        if line.role in {"command", "hint", "row"}:  # whole: to be copied, or a line of a table
            wrapped.append(" " * line.indent + text)
        else:
            wrapped += _rows(text, line, width) if text.strip() else [""]
    return wrapped


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
    indent, hang = line.indent, line.hang
    if hang > _HANG_BELOW and width - indent - hang < _ROOM:
        hang, text = _HANG_BELOW, re.sub(" {3,}", "  ", text)
    several: dict[str, str] = {}
    if _is_odd(text):
        text, several = _spread(text)
        width -= _FILLER in text  # a row may begin with such a sign
    label, before = f"{line.label:<{indent}}", " " * (indent + hang)
    room = width - len(before)
    text = text.replace("\n", " ")
    if len(text) <= width - len(label):
        rows = [label + text.rstrip(" ")]
    else:
        text = _with_room(text, room)
        first, *others = _wrapped(text, width - len(label), room)
        rows = [label + first, *[before + row for row in others]]
    for sign, shown in _AS_SHOWN:
        if sign in text:
            rows = [row.replace(sign, shown) for row in rows]
    return ["".join(several.get(sign, sign) for sign in row) for row in rows] if several else rows


def _wrapped(text: str, first: int, others: int) -> list[str]:
    """Return a text in rows of so many columns, the first row and the others, at least one.

    What `textwrap` does, in a tenth of the time that it takes: a long list has 100,000 rows.
    """
    rows: list[str] = []
    text, start, room, others = text.rstrip(" "), 0, max(first, 1), max(others, 1)
    while start < len(text):
        end = _end_of_row(text, start, room)
        if row := text[start:end].rstrip(" "):
            rows.append(row)
            room = others
        start = end
        while text.startswith(" ", start):
            start += 1
    return rows


def _end_of_row(text: str, start: int, room: int) -> int:
    """Return where a row ends: behind the last word that has room on it.

    A word that is longer than a row is broken, but for a path: that stands whole, to be copied.
    """
    if len(text) - start <= room:
        return len(text)
    word = text.rfind(" ", start, start + room + 1) + 1 or start  # the first without room
    if len(text) - word <= room or text.find(" ", word, word + room + 1) >= 0:
        return word
    if not re.compile(_PATH).match(text, word):
        return max(word, start + room)
    return word if word > start else word + len(text[word:].partition(" ")[0])


def _is_odd(text: str) -> bool:
    """Whether a sign of a text may be none or two columns wide, or one with others."""
    if text.isascii():
        return False
    text = text.replace("·", "").replace("→", "")  # most rows have no others: a fifth of the time
    return not text.isascii() and re.search(_ODD, text) is not None


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
