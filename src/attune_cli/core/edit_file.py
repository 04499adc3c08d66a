"""The text of a moment in the editor: TOML out, the changed values in."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attune_cli import errors
from attune_cli.core.documents import BrokenDocument, parse_toml
from attune_cli.core.edit import ONE, SEVERAL
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.time.when import day_and_part
from attune_cli.core.vocabulary import Vocabulary

HEAD = """\
# Moment #{number}, logged {logged}.
# Change what you like, save the file and close the editor.
# An empty value takes a part out.
# A file that is not changed, or emptied, changes nothing.

"""
ABOUT = {
    "kind": "“distress” (upset), “connection” (calm) or “repair” (came back)",
    "at": "in local time, or the day alone, or “2026-11-20 evening”",
    "cue": "what happened",
    "responses": "what you did",
    "activities": "what you did together",
    "steps": "how you came back together",
    "sensitivity": "yes, partly, no (not this time), or empty",
    "came_back": "same_moment, later, not_yet, not_needed, or empty",
    "after": "settled, settling, still_upset, unsure, or empty",
    "states": "how you were",
    "repairs": "the number of the moment that you came back to",
    "chosen": "stood_out, or prompted where it was logged as the last one",
}
_OF_DISTRESS = {"cue", "responses", "came_back", "after"}
_ONLY = {
    Kind.DISTRESS: {"activities", "steps", "repairs"},
    Kind.CONNECTION: {*_OF_DISTRESS, "steps", "repairs"} - {"after"},
    Kind.REPAIR: {*_OF_DISTRESS, "activities", "sensitivity"} - {"after"},
}
KEYS = (
    "kind", "at", "children", "caregiver", "cue", "responses", "activities", "steps", "sensitivity",
    "came_back", "after", "states", "repairs", "tags", "chosen", "note",
)  # fmt: skip
_WIDTH = 79  # of an editor in a small window
_EMPTY: tuple[Any, ...] = ("", [])
_LISTS = {*SEVERAL.values(), "children", "tags"}
_LABELLED = {"cue", *SEVERAL.values()}


def editable_fields(moment: Moment, repairs: int | None, now: datetime) -> dict[str, Any]:
    """Return the parts of a moment that can be edited, as TOML values.

    Args:
        moment: as stored.
        repairs: number of the moment that it repairs.
        now: the present; its zone is the zone of the times.
    """
    return {
        "kind": moment.kind.value,
        "at": _said_when(moment, now),
        "children": list(moment.children),
        "caregiver": moment.caregiver,
        **{field: getattr(moment, field) or "" for field in ONE.values()},
        **{field: list(getattr(moment, field)) for field in SEVERAL.values()},
        "repairs": "" if repairs is None else repairs,
        "tags": list(moment.tags),
        "chosen": moment.chosen.value,
        "note": moment.note or "",
    }


def _said_when(moment: Moment, now: datetime) -> str:
    """Return the time as a text that parse_when reads as the same time."""
    instant = moment.occurred_at
    if instant is None:
        return day_and_part(moment.local_day, moment.part_of_day)
    clock = f"{instant:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    here = instant.astimezone(now.tzinfo).utcoffset() == instant.utcoffset()
    return clock if here else f"{clock}{instant.isoformat()[19:]}"


def to_toml(moment: Moment, plain: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Return the text for the editor: the parts of this kind of moment, with labels as comments."""
    logged = f"{moment.logged_at:%Y-%m-%d %H:%M}"
    lines = [
        _line(key, plain[key], vocabulary)
        for key in KEYS
        if plain[key] not in _EMPTY or key not in _ONLY[moment.kind]
    ]
    return HEAD.format(number=moment.number, logged=logged) + "\n".join(lines) + "\n"


def _line(key: str, value: Any, vocabulary: Vocabulary) -> str:
    if key == "note":
        return f'note = """\n{_escaped(value, lines=True)}"""'
    if isinstance(value, int):
        return _with_comment(f"{key} = {value}", ABOUT[key])
    several = value if isinstance(value, list) else [value]
    values = ", ".join(f'"{_escaped(one)}"' for one in several)
    line = f"{key} = [{values}]" if isinstance(value, list) else f"{key} = {values}"
    labels = [vocabulary.label(word) for word in several if word and key in _LABELLED]
    about = ", ".join(labels) or ABOUT.get(key, "")
    return _with_comment(line, about) if about else line


def _with_comment(line: str, about: str) -> str:
    """Return a line with what it means behind it, or above it where there is no room for both."""
    whole = f"{line}  # {about}"
    return whole if len(whole) <= _WIDTH else f"# {about}\n{line}"


def _escaped(text: str, *, lines: bool = False) -> str:
    """Return a text escaped for TOML's quotation marks."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    if lines:  # single marks may stand in a text of several lines
        text = re.sub(r'\\"(?!\\"|$)', '"', text)
    kept = "\t\n" if lines else ""
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]",
        lambda found: found[0] if found[0] in kept else f"\\u{ord(found[0]):04x}",
        text,
    )


def from_toml(text: str) -> dict[str, Any]:
    """Read an edited text; a part that is left out is empty.

    Raises:
        UnreadableEdit: it is not TOML, or has a part that no moment has.
    """
    try:
        read = parse_toml(text)
    except BrokenDocument as problem:
        raise errors.moments.UnreadableEdit(text, problem.line, _sentence(problem)) from problem
    for key, value in read.items():
        if key not in KEYS:
            parts = ", ".join(KEYS)
            raise errors.moments.UnreadableEdit(
                text, line_of(text, key), f"a moment has no “{key}”. It has: {parts}."
            )
        read[key] = _fitting(key, value, text)
    empty = {key: [] if key in _LISTS else "" for key in KEYS}
    return empty | read


def _fitting(key: str, value: Any, text: str) -> Any:
    if key == "repairs" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if key == "at" and not isinstance(value, str | list | dict | int | float):
        return str(value)  # a date or time of TOML's own
    if key in _LISTS:
        value = [value] if isinstance(value, str) and value else value or []
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return value
        raise errors.moments.UnreadableEdit(
            text, line_of(text, key), f'“{key}” is a list, such as ["comfort", "name"].'
        )
    if not isinstance(value, str):
        raise errors.moments.UnreadableEdit(
            text, line_of(text, key), f"“{key}” is a text in quotation marks."
        )
    return value


def line_of(text: str, key: str) -> int | None:
    """Return the line of a key, from 1."""
    pattern = rf"\s*\[*[\"']?{re.escape(key)}[\"']?\s*[=.\]]"
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if re.match(pattern, line)), None)


def _sentence(problem: BrokenDocument) -> str:
    text = str(problem)
    what = text[:1].lower() + text[1:]
    return f"that is not TOML ({what})."


def changed_fields(plain: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of `other` that differ."""
    return {key: value for key, value in other.items() if value != plain[key]}
