"""Pages in a terminal, with Rich: emphasis only, so that nothing depends on colour."""

import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from attune_cli.render.page import MARK, UNMARK, Line
from attune_cli.render.text import page_width, showable, to_text, with_marks

# Named colours follow the terminal's palette, dark or light; none of these is red.
STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "text": "",
    "dots": "",
    "row": "",
    "quiet": "dim",
    "command": "cyan",
    "hint": "dim",
}
# Parts of a row that have a style of their own.
INSIDE = {
    "dots": (re.compile(r"([●◐○◇]+)"), "cyan"),
    "hint": (re.compile(r"(attune .+?)(?=  |$)"), "not dim cyan"),
}
MARKED = "bold underline"


def show_rich(lines: Iterable[Line], stream: TextIO, *, is_terminal: bool | None = None) -> None:
    """Print a page in a terminal; Rich reads no markup in it.

    Args:
        lines: the page.
        stream: the stream to print to.
        is_terminal: whether the output reaches a terminal, if the stream cannot tell.
    """
    width = page_width()
    console = Console(file=stream, highlight=False, width=width, force_terminal=is_terminal)
    for line in lines:
        style, label = Text("", STYLES[line.role]), line.label
        is_marked = False
        for row in to_text([line], width):
            text = style.copy()
            text.append(row[: len(label)], STYLES["heading"])
            rest, label = row[len(label) :], ""
            if line.role in INSIDE:
                _append_parts(text, rest, line.role, stream)
                console.print(text, soft_wrap=True)
                continue
            for part in re.split(f"([{MARK}{UNMARK}])", _marked(rest, console)):
                if part in {MARK, UNMARK}:
                    is_marked = part == MARK
                else:
                    text.append(showable(part, stream), MARKED if is_marked else None)
            console.print(text, soft_wrap=True)


def _append_parts(text: Text, row: str, role: str, stream: TextIO) -> None:
    """Add a row to a text, its dots or commands in a style of their own."""
    pattern, style = INSIDE[role]
    for place, part in enumerate(pattern.split(row)):
        text.append(showable(part, stream), style if place % 2 else None)


def _marked(row: str, console: Console) -> str:
    """Return a row, with « and » for marks if the terminal has no styles."""
    return row if console.color_system else with_marks(row)
