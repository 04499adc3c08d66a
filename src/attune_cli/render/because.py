"""Why a tip is shown, in half a sentence: what was logged and how often, never whose fault."""

from collections.abc import Sequence
from datetime import date

from attune_cli.core.lately import About, Reason
from attune_cli.core.people import BANDS
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import named
from attune_cli.render.page import times

OF_AGE = {
    "infant": "an infant", "toddler": "a toddler", "preschooler": "a preschooler",
    "school-age": "a school-age child", "teen": "a teen",
}  # fmt: skip
SAYINGS = {
    About.FEAR: "because a moment lately was frightening",
    About.WORKED: "because this went well {times} lately: {label}",
    About.MET: "because it went well {times} lately when they were {label}",
    About.ENJOYED: "because {label} went well {times} lately",
    About.CAME_BACK: "because this was part of coming back {times} lately: {label}",
    About.OPEN: "because it is not too late to come back to {moment}",
    About.CUE: "because it was hard {times} lately when they were {label}",
    About.STATE: "because “{label}” was noted in {hard} lately",
    About.PART: "because {word}s were hard {times} lately",
    About.CALM: "because {calm}",
    About.KEPT: "because you kept it",
    About.WORD: "because it goes with “{label}”",
}


def because(reason: Reason, bands: Sequence[str], words: Vocabulary, today: date) -> str:
    """Say why a tip is shown.

    Args:
        reason: what was found.
        bands: the ages that it is shown for.
        words: for the labels.
        today: the present day.
    """
    if reason.about is About.AGE:
        return f"an idea for {ages(bands)}"
    return SAYINGS[reason.about].format(
        times=times(reason.times),
        label=words.label(reason.word) if reason.word else "",
        word=reason.word,
        hard="a hard moment" if reason.times == 1 else f"{reason.times} hard moments",
        calm=_calm(reason),
        moment=named(reason.moment, words, today) if reason.moment else "",
    )


def ages(bands: Sequence[str]) -> str:
    """Name some ages: a toddler; a toddler or a preschooler; any age."""
    if len(bands) == len(BANDS):
        return "any age"
    *first, last = (OF_AGE[band] for band in bands)
    return f"{', '.join(first)} or {last}" if first else last


def _calm(reason: Reason) -> str:
    if not reason.times:
        return "no calm moment is noted lately"
    verb = "was a calm one" if reason.times == 1 else "were calm ones"
    return f"{reason.times} of {reason.of} moments noted lately {verb}"
