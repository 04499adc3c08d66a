"""Where low days add up: the lines of a week or a month, and how they came about."""

from datetime import date

from attune_cli.core.low_mood import ENOUGH_LOW_DAYS, LOW_WINDOW
from attune_cli.core.moment import OPEN_FOR_DAYS
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.core.time.period import Unit
from attune_cli.render.page import Line, commands_unbroken, heading

ONCE_IN = frozenset({Unit.WEEK, Unit.MONTH})  # where it is said, once a page


def low_mood_lines(reflection: Reflection, today: date, *, is_short: bool = False) -> list[Line]:
    """Return the fact about help; nothing if few days were low, or long after the period.

    Args:
        reflection: with the low days.
        today: the present day.
        is_short: whether it is for a page of one screen.
    """
    period, low = reflection.period, reflection.low
    is_near = (today - period.last).days <= OPEN_FOR_DAYS
    if low is None or low.first is None or not is_near or period.unit not in ONCE_IN:
        return []
    from attune_cli.core.support import read_support  # noqa: PLC0415 few weeks need it

    texts = read_support().low_mood
    if is_short:
        lines = [commands_unbroken(text, len(text)) for text in (texts.in_short, texts.more)]
        return [Line(texts.title, "heading"), *(Line(text, indent=2) for text in lines)]
    return [
        *heading(texts.title),
        Line(texts.line, indent=2),
        Line("attune tips --for low", "command", 4),
        Line(texts.more, indent=2),
    ]


def low_mood_explained(reflection: Reflection) -> list[str]:
    """Return the rule, with the days put in; nothing if no day was low."""
    low = reflection.low
    if low is None:
        return []
    text = (
        f"You marked “low” on {low.days} of {LOW_WINDOW} days at most. From {ENOUGH_LOW_DAYS} on, "
        "a week and a month say where help is, and so do the ideas of one day of a week. It counts "
        "marks, and finds nothing out about you."
    )
    return [text]
