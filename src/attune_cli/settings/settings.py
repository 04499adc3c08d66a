"""The settings: one frozen value for the rest of attune, and the table of what can be set."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NamedTuple

from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.vocabulary import OWN_IN, Word, as_stored, own_word
from attune_cli.settings.command import parts_of

PARTS, WORDS, SYNONYMS = "parts_of_day.", "words.", "synonyms."
LONGEST_LABEL = 60
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
OWN_WORD = "WORD"  # the placeholder for a word that the person chooses
OFFERS = 2
# The sentence that the label of the person's own word completes, as in data/words.
_LABELS = {
    "cue": "What happened; the label completes “they were …”",
    "response": "What you did then; the label completes “you …”",
    "activity": "What you did together; the label is a noun",
    "step": "What you did to come back; the label completes “you …”",
    "state": "How you were; the label completes “you were …”",
    "after": "How they were afterwards; the label completes “they were …”",
}
# The tables of the file; each holds settings or other tables.
TABLES = {"parts_of_day", "synonyms", "words", *(f"words.{vocabulary}" for vocabulary in OWN_IN)}


class Pages(StrEnum):
    """How long the pages are that have a form of one screen: a week, a month, a trend and more."""

    AUTO = "auto"  # one screen in a terminal, whole elsewhere
    SHORT = "short"
    WHOLE = "whole"

    def is_short(self, *, in_terminal: bool) -> bool:
        """Return whether a page is short.

        Args:
            in_terminal: whether it is for a terminal, and not plain.
        """
        return in_terminal if self is Pages.AUTO else self is Pages.SHORT


class Settings(NamedTuple):
    """What a person may set.

    Attributes:
        first_weekday: on which a week begins, 0 for Monday … 6 for Sunday.
        tip_after_log: whether a tip follows a hard moment.
        child: nickname of the default child; None for the only child.
        caregiver: nickname of the default caregiver.
        editor: the command of the editor; None for that of the environment.
        plain: whether pages have no colour and no chart in a terminal too.
        pages: how long the pages are that have a form of one screen.
        parts_of_day: when they begin.
        words: the person's own words.
        synonyms: what the person says, each with the word that it stands for.
    """

    first_weekday: int = 0
    tip_after_log: bool = True
    child: str | None = None
    caregiver: str = DEFAULT_CAREGIVER
    editor: str | None = None
    plain: bool = False
    pages: Pages = Pages.AUTO
    parts_of_day: PartsOfDay = USUAL_PARTS
    words: tuple[Word, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()


def settings_of(found: Mapping[str, Any]) -> Settings:
    """Return the settings of a valid file.

    Args:
        found: its values, by the names of the settings.
    """
    plain = {name: value for name, value in found.items() if name in Settings._fields}
    if "first_weekday" in plain:
        plain["first_weekday"] = WEEKDAYS.index(plain["first_weekday"].casefold())
    if "pages" in plain:
        plain["pages"] = Pages(plain["pages"].casefold())
    return Settings(
        **plain,
        parts_of_day=parts_in(found),
        words=words_in(found),
        synonyms=tuple((said, as_stored(word)) for said, word in synonyms_in(found)),
    )


def parts_in(found: Mapping[str, Any]) -> PartsOfDay:
    """Return the parts of the day; parts that are not set have their default."""
    set_ = {name: value for name, value in found.items() if name.startswith(PARTS)}
    return USUAL_PARTS._replace(**{name.removeprefix(PARTS): hour for name, hour in set_.items()})


def words_in(found: Mapping[str, Any]) -> tuple[Word, ...]:
    """Return the person's own words, in the order of the file."""
    places = [name.split(".", 2) for name in found if name.startswith(WORDS)]
    return tuple(own_word(place[1], place[2], found[".".join(place)]) for place in places)


def synonyms_in(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what the person says for words, each with the word, in the order of the file."""
    names = [name for name in found if name.startswith(SYNONYMS)]
    return tuple((name.removeprefix(SYNONYMS), found[name]) for name in names)


class Kind(NamedTuple):
    """The type of a setting's value.

    Attributes:
        fits: returns whether a TOML value is of this kind.
        problem: the end of the sentence on a value that is not.
        read: returns the value of a typed text; the text itself if it has none.
        offers: what may be typed, as far as it can be listed.
    """

    fits: Callable[[Any], bool]
    problem: str
    read: Callable[[str], Any] = str.strip
    offers: tuple[str, ...] = ()


LONGEST_COMMAND = 4_000  # characters; to take a command apart takes time with their square


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_command(value: Any) -> bool:
    with suppress(ValueError):
        return _is_text(value) and len(value) <= LONGEST_COMMAND and bool(parts_of(value))
    return False


def _is_hour(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in range(24)


def _hour(typed: str) -> int | str:
    """Read “18”, “18:00” or “6pm”."""
    from attune_cli.core.time.hours import clock_time  # noqa: PLC0415 few set an hour

    clock = clock_time(typed.strip().casefold())
    return clock.hour if clock and clock == time(clock.hour) else typed


WEEKDAY = Kind(
    lambda value: isinstance(value, str) and value.casefold() in WEEKDAYS,
    "is no weekday such as “sunday”",
    lambda typed: typed.strip().casefold(),
    WEEKDAYS,
)
LENGTH = Kind(
    lambda value: isinstance(value, str) and value.casefold() in set(Pages),
    "is none of “auto”, “short” and “whole”",
    lambda typed: typed.strip().casefold(),
    tuple(Pages),
)
FLAG = Kind(
    lambda value: isinstance(value, bool),
    "is neither true nor false",
    lambda typed: _FLAGS.get(typed.strip().casefold(), typed),
    ("true", "false"),
)
HOUR = Kind(_is_hour, "is no whole hour from 0 to 23", _hour, tuple(map(str, range(24))))
NICKNAME = Kind(lambda value: _is_text(value) and bool(key_of(value)), "is no nickname")
COMMAND = Kind(
    _is_command, "is no command, such as “nano”", offers=("nano", "vim", "emacs", "code --wait")
)
WORD = Kind(_is_text, "is no word; “attune words” lists them")
LABEL = Kind(
    lambda value: _is_text(value) and len(value) <= LONGEST_LABEL,
    f"is no label: up to {LONGEST_LABEL} characters in quotes, on one line",
)


class Setting(NamedTuple):
    """One setting.

    Attributes:
        name: what is typed: the tables of the file and the key, with dots.
        kind: the type of its value.
        default: its TOML value if none is set; None for no value.
        meaning: one sentence.
        otherwise: what applies without a value.
    """

    name: str
    kind: Kind
    default: Any
    meaning: str
    otherwise: str = ""


SETTINGS = (
    Setting("first_weekday", WEEKDAY, "monday", "The day on which a week begins."),
    Setting(
        "tip_after_log",
        FLAG,
        True,
        "Whether an idea follows what is rated partly or not this time.",
    ),
    Setting("child", NICKNAME, None, "Whom it was with, where nobody is named.", "the only child"),
    Setting("caregiver", NICKNAME, DEFAULT_CAREGIVER, "Who responded, where nobody is named."),
    Setting("editor", COMMAND, None, "What -e opens a note with.", "VISUAL, EDITOR, vi or notepad"),
    Setting("plain", FLAG, False, "Pages without colour and chart, in a terminal too."),
    Setting(
        "pages",
        LENGTH,
        Pages.AUTO.value,
        "A page such as a week or a trend: short, whole, or auto: short in a terminal.",
    ),
    *(
        Setting(f"parts_of_day.{part}", HOUR, hour, f"The hour at which the {part} begins.")
        for part, hour in USUAL_PARTS._asdict().items()
    ),
    *(
        Setting(f"words.{vocabulary}.{OWN_WORD}", LABEL, None, f"{_LABELS[vocabulary]}.", "–")
        for vocabulary in OWN_IN
    ),
    Setting(f"synonyms.{OWN_WORD}", WORD, None, "What you say for a word, and that word.", "–"),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting_at(path: Sequence[str]) -> Setting | None:
    """Return the setting at a place of the file; None if there is none."""
    tables = {"words": 2, "synonyms": 1}  # the levels above a word that the person chooses
    many = tables.get(path[0]) if path else None
    is_word = many is not None and len(path) == many + 1
    found = BY_NAME.get(".".join([*path[:many], OWN_WORD] if is_word else path))
    return found if found and len(path) == found.name.count(".") + 1 else None


def near_settings(typed: str) -> list[str]:
    """Return the names of settings that may be meant."""
    names = [*BY_NAME, *TABLES]
    same = [name for name in names if name.rpartition(".")[2] == typed.casefold()]
    return same[:OFFERS] or get_close_matches(typed.casefold(), names, OFFERS)


class SettingValue(NamedTuple):
    """A setting and its value.

    Attributes:
        name: what is typed.
        value: the TOML value; None for no value.
        is_set: whether the file sets it; else it is the default.
        setting: its setting.
    """

    name: str
    value: Any
    is_set: bool
    setting: Setting


def setting_values(found: Mapping[str, Any]) -> tuple[SettingValue, ...]:
    """Return each setting in the order of the table, and each of the person's own words.

    Args:
        found: the values that are set, by the names of the settings.
    """
    rows: list[SettingValue] = []
    for setting in SETTINGS:
        if setting.name.endswith(OWN_WORD):
            before = setting.name.removesuffix(OWN_WORD)
            own = [name for name in found if name.startswith(before)]
            rows += [SettingValue(name, found[name], is_set=True, setting=setting) for name in own]
        else:
            value = found.get(setting.name, setting.default)
            rows.append(SettingValue(setting.name, value, setting.name in found, setting))
    return tuple(rows)


def values_named(rows: Sequence[SettingValue], name: str) -> tuple[SettingValue, ...]:
    """Return the setting of a name, or all settings in the table of that name."""
    return tuple(row for row in rows if row.name == name or row.name.startswith(f"{name}."))
