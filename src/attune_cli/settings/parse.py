"""The text of config.toml: its values by the names of their settings, or the line that is wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attune_cli.errors.settings import SettingsBroken
from attune_cli.settings.checks import problem_in
from attune_cli.settings.lines import Place, line_of
from attune_cli.settings.table import TABLES, near_settings, setting_at

_LINE = r" \(at (?:line (\d+), column \d+|end of document)\)$"


def parse(text: str, path: Path) -> dict[str, Any]:
    """Return the values of a settings file, by the names of their settings.

    Args:
        text: what stands in it.
        path: the file, for what is said of it.

    Raises:
        SettingsBroken: it is no TOML, or says something that means nothing.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        said = str(fault)
        at = re.search(_LINE, said)
        line = int(at[1]) if at and at[1] else len(text.splitlines())
        raise SettingsBroken(path, re.sub(_LINE, "", said).lower(), line) from fault
    found: dict[str, Any] = {}
    for place, value in _values(document):
        if problem := _of_place(place, value):
            raise SettingsBroken(path, problem, line_of(text, place))
        if not isinstance(value, dict):
            found[".".join(place)] = value
    if wrong := problem_in(found):
        raise SettingsBroken(path, wrong.text, line_of(text, tuple(wrong.name.split(".", 2))))
    return found


def _values(document: Mapping[str, Any], before: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield each value that is no table, and each empty table, with its place."""
    for key, value in document.items():
        place = (*before, key)
        if isinstance(value, dict) and value:
            yield from _values(value, place)
        else:
            yield place, value


def _of_place(place: Place, value: Any) -> str | None:
    """Return what is wrong with a place, whatever the value that stands there."""
    name = ".".join(place)
    if name in TABLES:
        return None if value == {} else f"{name} is a table: [{name}] on a line of its own"
    if setting_at(place):
        return None
    near = near_settings(name)
    perhaps = f", perhaps “{near[0]}” is meant" if near else ""
    return f"there is no setting named “{name}”{perhaps}"
