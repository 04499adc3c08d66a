"""Edits of config.toml: values change; comments, order and spaces stay."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import tomlkit

from attune_cli.core.documents import without_comments
from attune_cli.settings.settings import SYNONYMS, WORDS


def edited(text: str, changes: Mapping[str, Any]) -> str:
    """Return the text with its values changed.

    Args:
        text: the text of a valid file.
        changes: new values by the names of the settings; None removes a value.
    """
    for name, value in changes.items():
        *tables, key = name.split(".", 2)
        document = tomlkit.parse(text)
        if value is None:
            _drop(document, tables, key)
        elif tables or key in document:
            _put(document, tables, key, value)
        elif below := _below_the_last(text, key, value):
            document = tomlkit.parse(below)
        else:
            document.add(key, value)
        text = tomlkit.dumps(document)
    return text


def _own_part(name: str) -> str:
    """Return the part of the name of a word, or synonym, that the person chose."""
    return name.split(".", 1 if name.startswith(SYNONYMS) else 2)[-1]


def without_named(
    text: str, present: Mapping[str, Any], is_meant: Callable[[str], bool]
) -> tuple[str, list[str]]:
    """Return the text without the usual child, the own words and the synonyms that say something.

    Args:
        text: the text of a valid file.
        present: its values, by the names of the settings.
        is_meant: whether a name, or a word with its label, is to go.

    Returns:
        The text, without comments that say it, and the names of the settings that are gone.
    """
    gone = [
        name
        for name, value in present.items()
        if (name == "child" and is_meant(value))
        or (name.startswith((WORDS, SYNONYMS)) and is_meant(f"{_own_part(name)}\n{value}"))
    ]
    kept = edited(text, dict.fromkeys(gone)) if gone else text
    return without_comments(kept, is_meant), gone


def _put(document: tomlkit.TOMLDocument, tables: list[str], key: str, value: Any) -> None:
    place: Any = document
    for depth, name in enumerate(tables, 1):
        if name not in place:
            place.add(name, tomlkit.table(is_super_table=depth < len(tables)))
        place = place[name]
    place[key] = value


def _drop(document: tomlkit.TOMLDocument, tables: list[str], key: str) -> None:
    places: list[Any] = [document]
    for name in tables:
        places.append(places[-1][name])
    del places[-1][key]
    for name, place in reversed(list(zip(tables, places, strict=False))):
        if place[name] or place[name].as_string().strip():  # a comment keeps its table
            return
        del place[name]


def _below_the_last(text: str, key: str, value: Any) -> str | None:
    """Return the text with a new value after the last top-level one; None if there is none.

    tomlkit would put it between a table and the comment above that table.
    """
    rows = text.splitlines(keepends=True)
    tables = (number for number, row in enumerate(rows) if row.lstrip().startswith("["))
    before = range(next(tables, len(rows)))
    last = max((n for n in before if re.match(r"\s*[^\s#]", rows[n])), default=None)
    if last is None:
        return None
    end = "\r\n" if rows[last].endswith("\r\n") else "\n"
    line = f"{key} = {tomlkit.item(value).as_string()}{end}"
    return "".join([*rows[:last], rows[last].rstrip("\r\n") + end, line, *rows[last + 1 :]])
