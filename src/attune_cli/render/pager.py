"""Long pages in a terminal: through a pager, if they do not fit on the screen."""

import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import TextIO, cast

from attune_cli.render.output import is_dumb, show
from attune_cli.render.page import Line
from attune_cli.render.text import page_width, to_text


def show_paged(
    lines: Iterable[Line],
    *,
    plain: bool,
    ends_newest: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Print a page; a long one in a terminal through $PAGER or less, unless `plain`.

    A dumb terminal, as of an editor's shell, has no keys for a pager.

    Args:
        lines: the page; no more of it is read than is shown.
        plain: print without style and without pager.
        ends_newest: whether the newest is at the end, so that less should start there.
        environment: names the pager.
    """
    rest = iter(lines)
    if not can_page(plain=plain, environment=environment):
        show(rest, plain=plain)
        return
    begun = list(_screenful(rest))
    following = next(rest, None)
    command = None if following is None else _pager(environment, ends_newest=ends_newest)
    rest = rest if following is None else chain([following], rest)
    if command is None or not _page(chain(begun, rest), command, environment):
        show(chain(begun, rest))


def can_page(*, plain: bool, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a page that is too long for the screen goes through a pager."""
    if plain or not sys.stdout.isatty() or is_dumb():
        return False
    return _pager(environment, ends_newest=False) is not None


def _screenful(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield as many lines as fit on the screen above the prompt."""
    left, width = shutil.get_terminal_size().lines - 1, page_width()
    for line in lines:
        yield line
        left -= len(to_text([line], width))
        if left <= 0:
            return


# What less shows below a page that waits; its own “:” tells a novice nothing.
HOW_TO_GO_ON, HOW_TO_LEAVE = "space goes on, q leaves", "q leaves"


def _pager(environment: Mapping[str, str], *, ends_newest: bool) -> list[str] | None:
    """Return the command of the pager; None if there is none."""
    from attune_cli.settings.command import parts_of  # noqa: PLC0415 few pages are long

    with suppress(ValueError):
        command = parts_of(environment.get("PAGER", "less"))
        if command and shutil.which(command[0]):
            if _is_less(command):
                command += ["-R", *(["+G"] if ends_newest else [])]
            return command
    return None


def _is_less(command: list[str]) -> bool:
    return os.path.basename(command[0]).startswith("less")  # noqa: PTH119 a name is all it is


def _page(lines: Iterable[Line], command: list[str], environment: Mapping[str, str]) -> bool:
    """Show lines in a pager; return whether it started."""
    import subprocess  # noqa: PLC0415 few pages are long

    encoding = sys.stdout.encoding or "utf-8"
    usual = {"LESS": f"FRXPs?e{HOW_TO_LEAVE}:{HOW_TO_GO_ON}.$"}  # at its end, and before
    if encoding.casefold().startswith("utf"):
        usual["LESSCHARSET"] = "utf-8"  # whatever the locale says, as Python has it
    try:
        pager = subprocess.Popen(  # noqa: S603 the person's own
            command,
            stdin=subprocess.PIPE,
            text=True,
            encoding=encoding,
            errors="replace",
            env={**usual, **environment},
        )
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        assert pager.stdin is not None  # noqa: S101 it was asked for
        with suppress(BrokenPipeError), pager.stdin as stream:  # left before the end
            _write(lines, cast("TextIO", stream), is_styled=_is_less(command))
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _write(lines: Iterable[Line], stream: TextIO, *, is_styled: bool) -> None:
    if is_styled:
        from attune_cli.render.console import show_rich  # noqa: PLC0415 Rich, for terminals

        show_rich(lines, stream, is_terminal=True)
    else:
        show(lines, plain=True, stream=stream)
