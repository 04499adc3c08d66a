"""The settings: each with its value, its default and its origin; page and JSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attune_cli.render.page import Line, clean
from attune_cli.settings.settings import SettingValue

CONFIG_SCHEMA = "attune.config/1"


def config_page(rows: Iterable[SettingValue], path: Path) -> list[Line]:
    """Return two lines for each setting, and how to change one."""
    rows = list(rows)
    is_any_set = any(row.is_set for row in rows)
    opening = "Settings, in:" if is_any_set else "Everything is as usual. Settings would stand in:"
    page = [Line(opening, "title"), Line(str(path), "command", 2), Line()]
    for row in rows:
        page.append(Line(f"{row.name} = {value_text(row.value)}", "heading"))
        page.append(Line(f"{row.setting.meaning} {_origin(row)}", indent=4))
    return [
        *page,
        Line(),
        Line("To change one, to add a word of your own, to let one be as usual again:"),
        Line("attune config set first_weekday sunday", "command", 2),
        Line('attune config set words.cue.car "in the car"', "command", 2),
        Line("attune config set synonyms.tantrum frustrated", "command", 2),
        Line("attune config unset first_weekday", "command", 2),
    ]


def value_text(value: Any) -> str:
    """Return a value as it is typed; – for none."""
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else clean(str(value))


def _origin(row: SettingValue) -> str:
    default = row.setting.default
    usual = row.setting.otherwise if default is None else value_text(default)
    if row.is_set:
        return "From the file." if usual == "–" else f"From the file; the default is {usual}."
    return f"Not set: {usual}." if default is None else "The default."


def changed(rows: Iterable[SettingValue]) -> list[str]:
    """Return a line for each changed setting."""
    return [f"{row.name} = {value_text(row.value)}" for row in rows]


def setting_reset(row: SettingValue) -> str:
    """Return the line on a setting that has its default again."""
    usual = row.setting.otherwise if row.value is None else value_text(row.value)
    return f"{row.name} is as usual: {usual}."


def word_removed(name: str) -> str:
    """Return the line on a removed word of the person's own."""
    return f"{name} is no word any more. Moments that were logged with it keep it."


def config_json(rows: Iterable[SettingValue], path: Path) -> dict[str, Any]:
    """Return `attune.config/1`."""
    settings = [
        {
            "name": row.name,
            "value": row.value,
            "default": row.setting.default,
            "origin": str(path) if row.is_set else "default",
            "meaning": row.setting.meaning,
        }
        for row in rows
    ]
    return {"schema": CONFIG_SCHEMA, "file": str(path), "settings": settings}
