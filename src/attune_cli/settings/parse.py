"""The text of config.toml: read and checked, with the line of an error; and values as typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.documents import BrokenDocument, parse_toml
from attune_cli.core.people import LONGEST_NAME
from attune_cli.core.time.when import PartsOfDay
from attune_cli.core.vocabulary import as_stored, vocabulary
from attune_cli.errors import in_short
from attune_cli.settings.settings import (
    PARTS,
    SYNONYMS,
    TABLES,
    WORDS,
    near_settings,
    parts_in,
    setting_at,
    synonyms_in,
    words_in,
)

MOST_OWN = 20  # words of a vocabulary, so that each gets a letter in the prompt
Place = tuple[str, ...]  # of a value: the tables that it stands in, and its key
_PART = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
ALL_PARTS = "parts_of_day"
NO_WORD = "“{typed}” can’t be a word: use small letters, digits and _, beginning with a letter"


class Problem(NamedTuple):
    """An error, and the name of its setting."""

    name: str
    text: str


def parse(text: str, path: Path) -> dict[str, Any]:
    """Return the values of a settings file, by the names of their settings.

    Args:
        text: the text of the file.
        path: the path of the file, for the error.

    Raises:
        SettingsBroken: it is not TOML, or a value is invalid.
    """
    try:
        document = parse_toml(text)
    except BrokenDocument as fault:
        raise errors.files.SettingsBroken(path, str(fault).lower(), fault.line) from fault
    found: dict[str, Any] = {}
    for place, value in _values(document):
        if problem := _of_place(place, value):
            raise errors.files.SettingsBroken(path, problem, line_of(text, place))
        if not isinstance(value, dict):
            found[".".join(place)] = value
    if wrong := problem_in(found):
        raise errors.files.SettingsBroken(
            path, wrong.text, line_of(text, tuple(wrong.name.split(".", 2)))
        )
    return found


def _values(document: Mapping[str, Any], before: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield each value and each empty table, with its place."""
    for key, value in document.items():
        place = (*before, key)
        if isinstance(value, dict) and value:
            yield from _values(value, place)
        else:
            yield place, value


def _of_place(place: Place, value: Any) -> str | None:
    """Return what is wrong with a place; None if the file may have it."""
    name = ".".join(place)
    if name in TABLES:
        return None if value == {} else f"{name} is a table: [{name}] on a line of its own"
    if setting_at(place):
        return None
    if near := near_settings(name):
        return f"there is no setting named “{in_short(name)}”, perhaps “{near[0]}” is meant"
    return f"there is no setting named “{in_short(name)}”"


def line_of(text: str, place: Sequence[str]) -> int:
    """Return the line of a value, or else of its table."""
    table: Place = ()
    best, line = 0, 1
    for number, row in enumerate(text.splitlines(), 1):
        if header := re.match(rf"\s*\[\[?\s*({_KEY})\s*\]", row):
            found = table = _parts(header[1])
        elif key := re.match(rf"\s*({_KEY})\s*=", row):
            found = (*table, *_parts(key[1]))
        else:
            continue
        if len(found) > best and found == tuple(place)[: len(found)]:
            best, line = len(found), number
    return line


def _parts(key: str) -> Place:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def problem_in(found: Mapping[str, Any]) -> Problem | None:
    """Return the first error in some settings; None if they are valid.

    Args:
        found: TOML values, by the names of known settings.
    """
    for name, value in found.items():
        setting = setting_at(name.split(".", 2))
        assert setting is not None  # noqa: S101 the caller checked it
        if not setting.kind.fits(value):
            return Problem(name, f"{name} = {_as_short_toml(value)} {setting.kind.problem}")
    return _of_parts(found) or _of_words(found) or _of_synonyms(found)


def _of_parts(found: Mapping[str, Any]) -> Problem | None:
    parts = parts_in(found)
    if parts.are_in_order:
        return None
    hours = ", ".join(f"{part} {hour}" for part, hour in parts._asdict().items())
    text = f"the parts of the day follow each other, and these do not: {hours}"
    return Problem(next(name for name in found if name.startswith(PARTS)), text)


def _of_words(found: Mapping[str, Any]) -> Problem | None:
    places: dict[str, str] = {}
    for word in words_in(found):
        name = f"{WORDS}{word.vocabulary}.{word.word}"
        if as_stored(word.word) != word.word or not _is_legal(word.word):
            return Problem(name, NO_WORD.format(typed=in_short(word.word)))
        known = vocabulary().find(word.word)
        place = known.vocabulary if known else places.get(word.word)
        if place:
            text = f"“{word.word}” is a word for {place} already, and each word stands in one place"
            return Problem(name, text)
        places[word.word] = word.vocabulary
        if list(places.values()).count(word.vocabulary) > MOST_OWN:
            return Problem(name, f"there is room for {MOST_OWN} words in words.{word.vocabulary}")
    return None


def _of_synonyms(found: Mapping[str, Any]) -> Problem | None:
    own = {word.word for word in words_in(found)}
    for said, typed in synonyms_in(found):
        name = f"{SYNONYMS}{said}"
        if as_stored(said) != said or not _is_legal(said):
            return Problem(name, NO_WORD.format(typed=in_short(said)))
        known = vocabulary().find(said)
        if known or said in own:
            return Problem(name, f"“{said}” is a word already, and stands for itself")
        if not (vocabulary().find(typed) or as_stored(typed) in own):
            return Problem(name, f"“{in_short(typed)}” is no word; “attune words” lists them")
    return None


def _is_legal(word: str) -> bool:
    return word.isidentifier() and word[0] != "_" and len(word) <= LONGEST_NAME


def _as_short_toml(value: Any) -> str:
    return as_toml(in_short(value)) if isinstance(value, str) else in_short(as_toml(value))


def as_toml(value: Any) -> str:
    """Return a value about as TOML has it, for a sentence."""
    from json import dumps  # noqa: PLC0415 5 ms, and only an error needs it

    return dumps(value, ensure_ascii=False, default=str)


def read_name(typed: str) -> str:
    """Read the name of a setting, or of a table of some.

    Raises:
        UnknownSetting: there is none of that name.
    """
    name = as_stored(typed)
    if name not in TABLES and setting_at(name.split(".", 2)) is None:
        raise errors.files.UnknownSetting(typed, near_settings(name))
    return name


def read_values(name: str, typed: Sequence[str]) -> dict[str, Any]:
    """Read the values typed after the name of a setting, by the names of settings.

    Raises:
        SettingUnfit: the name is a table, and not a setting.
    """
    if name == ALL_PARTS and len(typed) == len(PartsOfDay._fields):
        names = [f"{name}.{part}" for part in PartsOfDay._fields]
        return dict(map(_read, names, typed))
    if name == ALL_PARTS:
        raise errors.files.SettingUnfit(f"{name} takes four hours, such as: {name} 5 12 17 22")
    if name in TABLES:
        raise errors.files.SettingUnfit(
            f"{name} holds several; name one, such as words.cue.dentist"
        )
    return dict([_read(name, " ".join(typed))])


def _read(name: str, typed: str) -> tuple[str, Any]:
    setting = setting_at(name.split(".", 2))
    assert setting is not None  # noqa: S101 read_name checked it
    return name, setting.kind.read(typed)
