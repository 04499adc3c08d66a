"""Pages for who is in need: in a terminal a screenful at a time; without Rich, to be quick."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from attune_cli.render.output import tell
from attune_cli.render.page import Line
from attune_cli.render.text import height, page_width, to_text

MORE = "Enter for more"
Row = tuple[str, TextIO]  # with the stream that it goes to


def rows_of(lines: Iterable[Line], stream: TextIO) -> Iterator[Row]:
    """Yield a page in rows; beside the data, in no terminal, a line is one."""
    if stream is sys.stderr and not stream.isatty():
        yield from ((line.text, stream) for line in lines)
    else:
        yield from ((row, stream) for row in to_text(lines, page_width()))


def show_by_screens(rows: Iterable[Row]) -> None:
    """Print all of it; in a terminal a screenful at a time, so that no line runs off the top."""
    columns, screen = shutil.get_terminal_size()
    room = left = max(screen - 1, 1) if sys.stdout.isatty() else sys.maxsize
    for row, stream in rows:
        needed = height(row, columns)
        if needed > left and left < room:
            if not _wants_more():
                return
            left = room
        tell(row, stream)
        left -= needed


def _wants_more() -> bool:
    """Wait for Enter; where nobody can press it, there is always more."""
    keys = sys.stdin
    with suppress(OSError, ValueError):
        if not keys.isatty():
            keys = open("/dev/tty", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115 to the end
        with suppress(KeyboardInterrupt):
            sys.stdout.write(f"{MORE} ")
            sys.stdout.flush()
            if pressed := keys.readline():
                return not pressed.casefold().startswith("q")
        tell("")  # Ctrl-C or Ctrl-D
        return False
    return True
