"""Which tip goes with time that is set aside, by the words for it and the children's ages."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from attune_cli.core.tips import Tip
from attune_cli.core.vocabulary import Vocabulary, read_also


def fitting_tip(
    tips: Iterable[Tip], said: str, bands: Collection[str], day: date, words: Vocabulary
) -> Tip | None:
    """Return a tip for calm time: of what was said, if there is one; the same all day.

    Args:
        tips: the library.
        said: the words for the time, such as “floor time”.
        bands: the ages it is for; where none is known, tips for many ages go first.
        day: the present day; tips take turns.
        words: the vocabularies.
    """
    calm = [tip for tip in tips if tip.kind == "connection" and not tip.support]
    calm = [tip for tip in calm if not bands or not set(bands).isdisjoint(tip.bands)]
    meant = _activities(said, words)
    fitting = [tip for tip in calm if meant.intersection(tip.fits)] or calm
    if not bands:
        widest = max((len(tip.bands) for tip in fitting), default=0)
        fitting = [tip for tip in fitting if len(tip.bands) == widest]
    return fitting[day.toordinal() % len(fitting)] if fitting else None


def _activities(said: str, words: Vocabulary) -> set[str]:
    """Return the activities that some words mean: as typed, or as people also call them."""
    text = " ".join(["", *re.findall(r"[^\W_]+", said.casefold()), ""])
    also = read_also()
    return {
        activity.word
        for activity in words.of("activity")
        if any(
            f" {name.replace('_', ' ')} " in text or f" {name}ing " in text
            for name in (activity.word, *also.get(activity.word, []))
        )
    }
