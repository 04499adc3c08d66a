"""Pages for who is in need: in a terminal a screenful at a time; without Rich, to be quick."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from select import select
from typing import TextIO

from attune_cli.render.output import tell
from attune_cli.render.page import Line
from attune_cli.render.text import height, page_width, to_text

MORE, MORE_OF_LINES = "space goes on, q leaves", "Enter goes on, q leaves"
_LEAVES = {"q", "Q", "\x03", "\x04", "\x1b"}  # and Ctrl-C, Ctrl-D, Esc
_ESCAPE, _AT_ONCE = b"\x1b", 32  # an arrow sends more bytes behind it, of which so many at most
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
    """Wait for a key; where nobody can press one, there is always more."""
    keys = sys.stdin
    with suppress(OSError, ValueError):
        if not keys.isatty():
            keys = open("/dev/tty", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115 to the end
        with suppress(KeyboardInterrupt):
            pressed = _pressed(keys)
            sys.stdout.write(f"\r{' ' * len(MORE)}\r")
            return pressed[:1] not in _LEAVES and pressed != ""
        tell("")  # Ctrl-C
        return False
    return True


def _pressed(keys: TextIO) -> str:
    """Ask, and return what was pressed: a key, or a line where a terminal sends no single keys."""
    if sys.platform == "win32":  # the same as below, which a checker of types can’t follow
        return _line(keys)
    try:
        import termios  # noqa: PLC0415 Windows has none
        import tty  # noqa: PLC0415 likewise
    except ImportError:
        return _line(keys)
    before = termios.tcgetattr(keys)
    try:
        tty.setcbreak(keys, termios.TCSADRAIN)  # what was typed before stays
        sys.stdout.write(MORE)
        sys.stdout.flush()
        pressed = os.read(keys.fileno(), 1)
        if pressed == _ESCAPE and select([keys], [], [], 0)[0]:
            os.read(keys.fileno(), _AT_ONCE)
            return "↓"
        return pressed.decode(errors="replace")
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)


def _line(keys: TextIO) -> str:
    tell(MORE_OF_LINES)
    return keys.readline()
