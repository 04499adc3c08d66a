"""Printing: pages and lines to a stream, with Rich in a terminal only."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import TextIO

from attune_cli.render.page import KEPT_SPACE, Line, commands_unbroken
from attune_cli.render.text import page_width, showable, to_text, with_marks

_TOGETHER = 100  # lines that are printed at once, which costs less
_HANG = 2  # columns before the further rows of a sentence
_ABLE = ("xterm", "screen", "tmux", "linux", "rxvt")  # so the names of most terminals begin
# What terminfo(5) calls generic, which not every system has listed.
_DUMB = {"", "dumb", "unknown", "emacs", "network", "dialup", "switch", "lpr", "printer"}


def show(lines: Iterable[Line], *, plain: bool = False, stream: TextIO | None = None) -> None:
    """Print a page: with Rich in a terminal; plain elsewhere, or if `plain`."""
    stream = stream or sys.stdout
    if is_styled(plain=plain, stream=stream) and not is_dumb():
        from attune_cli.render.console import show_rich  # noqa: PLC0415 only a terminal needs Rich

        show_rich(lines, stream)
    else:
        width, rest = page_width(), iter(lines)
        while some := list(islice(rest, _TOGETHER)):
            tell(with_marks("\n".join(to_text(some, width))), stream)


def is_styled(*, plain: bool = False, stream: TextIO | None = None) -> bool:
    """Whether a page is for a terminal, and not plain."""
    return (stream or sys.stdout).isatty() and not plain


def is_drawn(*, plain: bool = False, stream: TextIO | None = None) -> bool:
    """Whether a page may have rows of signs: only for eyes, so in a terminal that shows them.

    In pipes, with --plain and in a dumb terminal, as for a screen reader, words say the counts.
    """
    return is_styled(plain=plain, stream=stream) and not is_dumb()


def is_dumb() -> bool:
    """Whether a terminal can do nothing but show one line after the other, by its name.

    So it is where its cursor can’t be moved as in all that follow ECMA-48, and where nobody says
    what it is; one whose name is not known here is taken for a new one. Windows has no such names.
    """
    name = os.environ.get("TERM", "")
    if name.startswith(_ABLE) or os.name != "posix":
        return name == "dumb"
    if name in _DUMB:
        return True
    try:
        import curses  # noqa: PLC0415 most names are known
    except ImportError:
        return False
    with suppress(OSError, ValueError, curses.error):
        curses.setupterm(name, sys.stdout.fileno())
        return not (curses.tigetstr("cup") or b"").startswith(b"\x1b[")
    return False


def tell(text: str, stream: TextIO | None = None) -> None:
    """Print a line unwrapped, in characters that the stream can encode."""
    stream = stream or sys.stdout
    print(showable(text, stream), file=stream)


def tell_wrapped(text: str, stream: TextIO | None = None) -> None:
    """Print a line, wrapped between words in a terminal, no command broken; never with Rich."""
    stream = stream or sys.stdout
    if stream.isatty():
        width = page_width()
        text = commands_unbroken(text, width - _HANG)
        text = "\n".join(to_text([Line(text, hang=_HANG)], width))
    tell(text.replace(KEPT_SPACE, " "), stream)
