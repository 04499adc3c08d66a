"""Printing: a page or a line to a stream, with Rich in a terminal alone."""

import sys
from collections.abc import Iterable
from typing import TextIO

from attune_cli.render.page import Line
from attune_cli.render.text import page_width, showable, to_text, with_marks


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
