"""The questions of `attune tips add`."""

from typing import Any

from attune_cli.commands.prompts import Option, pick, pick_many, write
from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TIP_KINDS
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.page import clean
from attune_cli.render.tips import HEADINGS

TITLE = "What is it called, in a few words?"
DO = "What is there to do?"
EXAMPLE = "An example, said or done (Enter skips):"
WHEN = "When is it for?"
AGES = "For which age? None marked is every age."
GOES_WITH = "What does it go with? None marked is fine."
# The vocabulary whose words a kind of tip goes with first of all.
WORDS_OF = {"distress": "cue", "connection": "activity", "repair": "step", "self": "state"}


def ask(typed: dict[str, Any], known: Vocabulary) -> None:
    """Ask for what is missing; each answer is in `typed` at once.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    try:
        _write(typed, "title", TITLE, is_needed=True)
        _write(typed, "do", DO, is_needed=True)
        _write(typed, "example", EXAMPLE, is_needed=False)
        if "kind" not in typed:
            typed["kind"] = pick(WHEN, [Option(k, HEADINGS[k], k) for k in TIP_KINDS])
        if not typed["bands"]:
            typed["bands"] = pick_many(AGES, [Option(band, band, band) for band in BANDS])
        if not typed["for"]:
            words = known.of(WORDS_OF[typed["kind"]])
            options = [Option(word.word, word.label, word.word) for word in words]
            typed["for"] = pick_many(GOES_WITH, options)
    except EOFError:
        raise KeyboardInterrupt from None


def _write(typed: dict[str, Any], name: str, question: str, *, is_needed: bool) -> None:
    """Ask for a text, again while one that is needed stays empty."""

    def keep(text: str) -> None:
        if text.strip():
            typed[name] = text

    while not clean(typed.get(name, "")).strip():
        keep(write(question, "", keep))
        if not is_needed:
            return
