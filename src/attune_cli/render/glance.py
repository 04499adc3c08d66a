"""The glance: three lines for `attune` alone."""

from datetime import datetime

from attune_cli.core.glance import Glance, Hint
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import echo, moment_name
from attune_cli.render.page import several, times

HINTS = {
    Hint.BEGIN: "To begin: attune log. To see what it is like: attune demo. All it does: attune -h",
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
    counts = []
    if glance.distress:
        unrated = glance.distress - glance.rated
        rated = [f"{glance.sensitive} of {glance.rated} sensitive"] if glance.sensitive else []
        rated += [f"{unrated} not rated"] if unrated else []
        more = f" ({', '.join(rated)})" if rated else ""
        counts.append(f"upset {times(glance.distress)}{more}")
    if glance.connection:
        counts.append(several(glance.connection, "calm moment"))
    if glance.repair:
        counts.append(f"came back {times(glance.repair)}")
    if not counts:
        return "This week so far: nothing logged, which says nothing about you."
    return f"This week so far: {', '.join(counts)}."


def _hint(glance: Glance, words: Vocabulary, now: datetime) -> str:
    if glance.hint is not Hint.COME_BACK or glance.still_open is None:
        return HINTS[glance.hint]
    which = moment_name(glance.still_open, words, now.date())
    noted = f"attune back {glance.still_open.number} later"
    return f"It is not too late to come back to {which}. Once you have: {noted}"
