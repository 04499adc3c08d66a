"""The warm line that ends the questions of `attune log`, from data/closing.toml."""

import tomllib
from pathlib import Path

from attune_cli.core.moment import CameBack, Kind, Moment, Sensitivity
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Vocabulary

CLOSING_FILE = Path(__file__).parent.parent / "data" / "closing.toml"
OPEN, HARD = "open", "hard"


def closing_line(moment: Moment, words: Vocabulary) -> str | None:
    """Return a line that fits the kind and the rating of a stored moment; None after fear.

    The moment’s number decides which of several, so that one moment has always the same.
    """
    if FRIGHTEN in moment.responses:
        return None
    lines: list[str] = read_closing()[moment.kind][_how_it_was(moment, words)]
    return lines[(moment.number or 0) % len(lines)]


def read_closing() -> dict[str, dict[str, list[str]]]:
    """Read the lines: by kind, by how it was."""
    return tomllib.loads(CLOSING_FILE.read_text(encoding="utf-8"))


def _how_it_was(moment: Moment, words: Vocabulary) -> str:
    if moment.kind is Kind.DISTRESS and moment.was_hard:
        has_returned = moment.came_back in {CameBack.SAME_MOMENT, CameBack.LATER}
        return "came_back" if has_returned else HARD
    is_mixed = any(words.stance(response) == UNSUPPORTIVE for response in moment.responses)
    is_rated = moment.kind is not Kind.REPAIR and moment.sensitivity is Sensitivity.YES
    return Sensitivity.YES if is_rated and not is_mixed else OPEN
