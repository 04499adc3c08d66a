"""What is wrong with settings: a value of the wrong kind, or several that do not go together."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from attune_cli.core.people import LONGEST_NAME
from attune_cli.core.vocabulary import as_stored, vocabulary
from attune_cli.settings.table import setting_at
from attune_cli.settings.value import PARTS, WORDS, parts_in, words_in

MOST_OWN = 20  # of a vocabulary, so that each has a letter where it is asked for


class Problem(NamedTuple):
    """What is wrong, and with which setting."""

    name: str
    text: str


def problem_in(found: Mapping[str, Any]) -> Problem | None:
    """Return the first thing that is wrong with some settings; None where nothing is.

    Args:
        found: values as TOML has them, by the names of settings that there are.
    """
    for name, value in found.items():
        setting = setting_at(name.split(".", 2))
        assert setting is not None  # noqa: S101 whoever calls has looked
        if not setting.kind.fits(value):
            return Problem(name, f"{name} = {as_toml(value)} {setting.kind.problem}")
    return _of_parts(found) or _of_words(found)


def as_toml(value: Any) -> str:
    """Return a value as the file has it, near enough for a sentence."""
    from json import dumps  # noqa: PLC0415 few values are wrong

    return dumps(value, ensure_ascii=False, default=str)


def _of_parts(found: Mapping[str, Any]) -> Problem | None:
    parts = parts_in(found)
    if parts.are_in_order:
        return None
    said = ", ".join(f"{part} {hour}" for part, hour in parts._asdict().items())
    text = f"the parts of the day must follow each other, and these do not: {said}"
    return Problem(next(name for name in found if name.startswith(PARTS)), text)


def _of_words(found: Mapping[str, Any]) -> Problem | None:
    places: dict[str, str] = {}
    for word in words_in(found):
        name = f"{WORDS}{word.vocabulary}.{word.word}"
        if as_stored(word.word) != word.word or not _is_legal(word.word):
            rule = "use small letters, digits and _, beginning with a letter"
            return Problem(name, f"“{word.word}” can’t be a word: {rule}")
        known = vocabulary().find(word.word)
        place = known.vocabulary if known else places.get(word.word)
        if place:
            text = f"“{word.word}” is a word for {place} already, and each word stands in one place"
            return Problem(name, text)
        places[word.word] = word.vocabulary
        if list(places.values()).count(word.vocabulary) > MOST_OWN:
            return Problem(name, f"there is room for {MOST_OWN} words in words.{word.vocabulary}")
    return None


def _is_legal(word: str) -> bool:
    return word.isidentifier() and word[0] != "_" and len(word) <= LONGEST_NAME
