"""All that can be set: what `attune config` lists and takes, and the README's reference."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from attune_cli.core.instant import USUAL_PARTS
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.vocabulary import OWN_IN
from attune_cli.settings.kinds import COMMAND, FLAG, HOUR, LABEL, NICKNAME, WEEKDAY, Kind

OWN_WORD = "WORD"  # in the place of a word that the person chooses
OFFERS = 2


# What the label of a word of one's own is for, as in data/words.
_LABELS = {
    "cue": "What happened; the label completes “they were …”",
    "response": "What you did then; the label completes “you …”",
    "activity": "What you did together; the label is a noun",
    "step": "What you did to come back; the label completes “you …”",
    "state": "How you were; the label completes “you were …”",
    "after": "How they were afterwards; the label completes “they were …”",
}


class Setting(NamedTuple):
    """One thing that can be set.

    Attributes:
        name: what is typed; the tables of the file that it stands in go before it, with dots.
        kind: what its value may be.
        default: its value where none is set, as TOML has it; None where there is none.
        meaning: one sentence.
        otherwise: what holds without any value.
    """

    name: str
    kind: Kind
    default: Any
    meaning: str
    otherwise: str = ""


SETTINGS = (
    Setting("first_weekday", WEEKDAY, "monday", "The day on which a week begins."),
    Setting("tip_after_log", FLAG, True, "Whether an idea follows a hard moment."),
    Setting("child", NICKNAME, None, "Whom it was with, where nobody is named.", "the only child"),
    Setting("caregiver", NICKNAME, DEFAULT_CAREGIVER, "Who responded, where nobody is named."),
    Setting("editor", COMMAND, None, "What -e opens a note with.", "VISUAL, EDITOR, vi or notepad"),
    Setting("plain", FLAG, False, "Pages without colour and chart, in a terminal too."),
    *(
        Setting(f"parts_of_day.{part}", HOUR, hour, f"The hour at which the {part} begins.")
        for part, hour in USUAL_PARTS._asdict().items()
    ),
    *(
        Setting(f"words.{vocabulary}.{OWN_WORD}", LABEL, None, f"{_LABELS[vocabulary]}.", "–")
        for vocabulary in OWN_IN
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
# The tables of the file; each holds settings or other tables.
TABLES = {"parts_of_day", "words", *(f"words.{vocabulary}" for vocabulary in OWN_IN)}


def setting_at(path: Sequence[str]) -> Setting | None:
    """Return the setting at a place of the file; None where there is none."""
    is_word = len(path) == 3 and path[0] == "words"  # noqa: PLR2004 words, vocabulary, word
    found = BY_NAME.get(".".join([*path[:2], OWN_WORD] if is_word else path))
    return found if found and len(path) == found.name.count(".") + 1 else None


def near_settings(typed: str) -> list[str]:
    """Return the names of settings that are perhaps meant."""
    from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

    names = [*BY_NAME, *TABLES]
    same = [name for name in names if name.rpartition(".")[2] == typed.casefold()]
    return same[:OFFERS] or get_close_matches(typed.casefold(), names, OFFERS)
