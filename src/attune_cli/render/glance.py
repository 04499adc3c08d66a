"""The glance: three lines for `attune` alone."""

from datetime import datetime

from attune_cli.core.glance import Glance, Hint
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import echo, moment_name
from attune_cli.render.page import several, times

HINTS = {
    Hint.BEGIN: "To begin: attune log. To see what it is like: attune demo. "
    "All it does: attune help",
    Hint.SUPPORT: "You need not carry it alone. Where to turn: attune help-now",
    Hint.WELCOME_BACK: "Welcome back. When there is a moment to keep: attune log",
    Hint.LOG: "When there is a moment to keep: attune log",
    Hint.LOOK_BACK: "If you like to look back on the week: attune week, then attune reflect",
    Hint.CALM: "An idea for a calm moment: attune tips",
    Hint.WEEK: "What went well this week: attune week",
}


def glance_lines(glance: Glance, words: Vocabulary, now: datetime) -> list[str]:
    """Return the three lines.

    Args:
        glance: the figures.
        words: for the labels.
        now: the present.
    """
    last = "Nothing is logged yet."
    if glance.last:
        last = f"Logged last: {echo(glance.last, words, now)}"
    return [last, _week(glance), _hint(glance, words, now)]


def _week(glance: Glance) -> str:
    counts = [*_upset(glance), *_calm(glance.connection), *_came_back(glance.repair)]
    if not counts:
        return "This week so far: nothing logged, which says nothing about you."
    return f"This week so far: {', '.join(counts)}."


def _upset(glance: Glance) -> list[str]:
    """Return how often they were upset, as an item of a list."""
    if not glance.distress:
        return []
    how_often, k, n = times(glance.distress), glance.sensitive, glance.rated
    match k, glance.distress - n:
        case 0, 0:
            return [f"upset {how_often}"]
        case 0, unrated:
            return [f"upset {how_often} ({unrated} not rated)"]
        case _, 0:
            return [f"upset {how_often} ({k} of {n} sensitive)"]
        case _, unrated:
            return [f"upset {how_often} ({k} of {n} sensitive, {unrated} not rated)"]


def _calm(count: int) -> list[str]:
    return [several(count, "calm moment", "calm moments")] if count else []


def _came_back(count: int) -> list[str]:
    return [f"came back {times(count)}"] if count else []


def _hint(glance: Glance, words: Vocabulary, now: datetime) -> str:
    if glance.hint is not Hint.COME_BACK or glance.still_open is None:
        return HINTS[glance.hint]
    which, number = moment_name(glance.still_open, words, now.date()), glance.still_open.number
    return f"It is not too late to come back to {which}. Once you have: attune back {number} later"
