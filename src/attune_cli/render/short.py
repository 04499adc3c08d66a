"""Pages of one screen: how many rows there are, and the commands that help next."""

import shutil
from collections.abc import Sequence
from shlex import quote
from typing import NamedTuple

from attune_cli.render.page import Line

SMALLEST = 24  # rows of a terminal
WIDE = 60  # columns from which a page has room for labels
PROMPTS = 2  # rows for what was typed, and for the next prompt


class Next(NamedTuple):
    """A command that may help next.

    Attributes:
        what: what it is for.
        command: the command.
    """

    what: str
    command: str


def room() -> int:
    """Return how many rows a page of one screen has."""
    return max(SMALLEST, shutil.get_terminal_size().lines) - PROMPTS


def of_people(child: str | None, caregiver: str | None) -> str:
    """Return the end of a command that is about one child or caregiver; empty where it isn’t."""
    named = [("--child", child), ("--caregiver", caregiver)]
    return "".join(f" {option} {quote(name)}" for option, name in named if name)


def hint_rows(several: Sequence[Next], width: int) -> list[Line]:
    """Return commands, in one row where there is room; each stays whole.

    What each is for is left out only on a narrow page, where rows are few.
    """
    texts = [f"{one.what}: {one.command}" for one in several]
    rows = ["  ·  ".join(texts)]
    if width < WIDE:
        rows.append("  ·  ".join(one.command for one in several))
    for row in rows:
        if len(row) <= width:
            return [Line(row, "hint")]
    lines = []
    for one, text in zip(several, texts, strict=True):
        if len(text) <= width:
            lines.append(Line(text, "hint"))
        else:
            lines += [Line(f"{one.what}:", "quiet"), Line(one.command, "command", 2)]
    return lines
