"""Pages with Rich, for terminals: emphasis only, so that nothing depends on colour."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from attune_cli.render.page import Line
from attune_cli.render.plain import page_width, showable, to_text

# The sixteen named colours follow the terminal's own palette, dark or light; none of them is red.
STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "text": "",
    "dots": "green",
    "row": "",
    "quiet": "italic",
    "command": "cyan",
}


def show_rich(lines: Iterable[Line], stream: TextIO) -> None:
    """Print a page in a terminal; what people wrote is text, never markup."""
    console = Console(file=stream, highlight=False, width=page_width())
    for line in lines:
        for row in to_text([line], page_width()):
            console.print(Text(showable(row, stream), STYLES[line.role]), soft_wrap=True)
