"""The settings as one frozen value, which is all that most of attune knows of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from attune_cli.core.days import WEEKDAYS
from attune_cli.core.instant import USUAL_PARTS, PartsOfDay
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.vocabulary import Word, own_word

PARTS, WORDS = "parts_of_day.", "words."


class Settings(NamedTuple):
    """What a person may set.

    Attributes:
        first_weekday: on which a week begins, 0 for Monday … 6 for Sunday.
        tip_after_log: whether an idea is shown after a hard moment was logged.
        child: nickname of whom a moment is with where nobody is named; None for the only child.
        caregiver: nickname of who responded where nobody is named.
        editor: the command that notes are written with; None for what the environment names.
        plain: whether a terminal gets no colour and no chart either.
        parts_of_day: when they begin.
        words: the person's own.
    """

    first_weekday: int = 0
    tip_after_log: bool = True
    child: str | None = None
    caregiver: str = DEFAULT_CAREGIVER
    editor: str | None = None
    plain: bool = False
    parts_of_day: PartsOfDay = USUAL_PARTS
    words: tuple[Word, ...] = ()


def settings_of(found: Mapping[str, Any]) -> Settings:
    """Return the settings that a file makes.

    Args:
        found: the values in it, by the names of their settings, with which nothing is wrong.
    """
    plain = {name: value for name, value in found.items() if name in Settings._fields}
    if "first_weekday" in plain:
        plain["first_weekday"] = WEEKDAYS.index(plain["first_weekday"].casefold())
    return Settings(**plain, parts_of_day=parts_in(found), words=words_in(found))


def parts_in(found: Mapping[str, Any]) -> PartsOfDay:
    """Return the parts of the day, the usual ones where nothing else is set."""
    set_ = {name: value for name, value in found.items() if name.startswith(PARTS)}
    return USUAL_PARTS._replace(**{name.removeprefix(PARTS): hour for name, hour in set_.items()})


def words_in(found: Mapping[str, Any]) -> tuple[Word, ...]:
    """Return the person's own words, in the order of the file."""
    places = [name.split(".", 2) for name in found if name.startswith(WORDS)]
    return tuple(own_word(place[1], place[2], found[".".join(place)]) for place in places)
