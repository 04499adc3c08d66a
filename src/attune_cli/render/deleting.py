"""Moments that are about to be deleted, and the answer once they are."""

import textwrap
from collections.abc import Sequence
from datetime import datetime

from attune_cli.core.moment import Moment
from attune_cli.render.moment import echo
from attune_cli.render.page import Line, clean

NOTE_COLUMNS = 60


def about_to_go(moments: Sequence[Moment], now: datetime) -> list[Line]:
    """Return the moments that are to be deleted, each with the beginning of its note."""
    page = []
    for moment in moments:
        page.append(Line(echo(moment, now), hang=2))
        note = clean(" ".join((moment.note or "").split()))
        if note:
            begun = textwrap.shorten(note, NOTE_COLUMNS, placeholder=" …")
            page.append(Line(f"“{begun}”", "quiet", indent=2))
    return page


def deleted(numbers: Sequence[int]) -> str:
    """Say which moments were deleted."""
    them = "it" if len(numbers) == 1 else "them"
    return f"Deleted: {_all(numbers)}. “attune undo” brings {them} back."


def points_nowhere_now(repairs: Sequence[int]) -> str:
    """Say which repairs pointed at a moment that was deleted."""
    points = "points" if len(repairs) == 1 else "point"
    return f"{_all(repairs)} {points} at no moment any more."


def still_come_back_to(numbers: Sequence[int]) -> str:
    """Say that the moments which a deleted repair pointed at stay as they are."""
    which = f"{_all(numbers)} still {'says' if len(numbers) == 1 else 'say'}"
    return f"{which} that you came back. To change that: attune back {numbers[0]} not_yet"


def _all(numbers: Sequence[int]) -> str:
    return ", ".join(f"#{number}" for number in numbers)
