"""One idea in a line, after a hard moment; and in the lines with which a week ends."""

from datetime import date
from shlex import quote

from attune_cli.core.choice import Offer
from attune_cli.core.people import shown
from attune_cli.core.tips import Tip
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.because import because
from attune_cli.render.page import Line, clean, heading


def idea_after(tip: Tip, cue: str) -> str:
    """Return the line after a hard moment with a cue."""
    return clean(f"An idea for another time: {tip.title}. More: attune tips --for {cue}")


def idea_of_week(
    offer: Offer, band: str, words: Vocabulary, today: date, child: str | None, *, is_named: bool
) -> list[Line]:
    """Return the lines with which a week ends.

    Args:
        offer: the tip, and why it is shown.
        band: the age it is shown for.
        words: for the labels.
        today: the present day.
        child: whom it is for, where it might be another.
        is_named: whether the person asked for that child.
    """
    title = f"An idea for the days with {shown(child)}" if child else "An idea for the days to come"
    why = because(offer.reason, (band,), words, today)
    of = f" --child {quote(child)}" if child and is_named else ""
    return [
        *heading(title),
        Line(f"“{offer.tip.title}”, {why}. The whole of it:", indent=2),
        Line(f"attune tips{of}", "command", 4),
    ]
