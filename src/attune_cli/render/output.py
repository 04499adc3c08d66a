"""Printing: pages and lines to a stream, with Rich in a terminal only."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from attune_cli.render.page import Line
from attune_cli.render.text import page_width, showable, to_text, with_marks


def show(lines: Iterable[Line], *, plain: bool = False, stream: TextIO | None = None) -> None:
    """Print a page: with Rich in a terminal; plain elsewhere, or if `plain`."""
    stream = stream or sys.stdout
    if is_styled(plain=plain, stream=stream):
        from attune_cli.render.console import show_rich  # noqa: PLC0415 only a terminal needs Rich

        show_rich(lines, stream)
    else:
        width = page_width()
        for line in lines:
            tell(with_marks("\n".join(to_text([line], width))), stream)


def is_styled(*, plain: bool = False, stream: TextIO | None = None) -> bool:
    """Whether a page is for a terminal, and not plain."""
    return (stream or sys.stdout).isatty() and not plain


def is_drawn(*, plain: bool = False, stream: TextIO | None = None) -> bool:
    """Whether a page may have rows of signs: only for eyes, so in a terminal that shows them.

    In pipes, with --plain and where TERM is dumb, as for a screen reader, words say the counts.
    """
    return is_styled(plain=plain, stream=stream) and os.environ.get("TERM") != "dumb"


def tell(text: str, stream: TextIO | None = None) -> None:
    """Print a line unwrapped, in characters that the stream can encode."""
    stream = stream or sys.stdout
    print(showable(text, stream), file=stream)


def tell_wrapped(text: str, stream: TextIO | None = None) -> None:
    """Print a line, wrapped between words in a terminal; never with Rich."""
    stream = stream or sys.stdout
    if stream.isatty():
        text = "\n".join(to_text([Line(text, hang=2)], page_width()))
    tell(text, stream)
