"""Each setting with the value that it has."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attune_cli.settings.table import OWN_WORD, SETTINGS, Setting


class Held(NamedTuple):
    """A setting and its value.

    Attributes:
        name: what is typed.
        value: as TOML has it; None where there is none.
        is_set: whether it stands in the file; else it is the default.
        setting: what can be set there.
    """

    name: str
    value: Any
    is_set: bool
    setting: Setting


def held(found: Mapping[str, Any]) -> tuple[Held, ...]:
    """Return every setting, in the order of the table, and each word of the person's own.

    Args:
        found: what is set, by the names of the settings.
    """
    rows: list[Held] = []
    for setting in SETTINGS:
        if setting.name.endswith(OWN_WORD):
            before = setting.name.removesuffix(OWN_WORD)
            own = [name for name in found if name.startswith(before)]
            rows += [Held(name, found[name], is_set=True, setting=setting) for name in own]
        else:
            value = found.get(setting.name, setting.default)
            rows.append(Held(setting.name, value, setting.name in found, setting))
    return tuple(rows)


def of_name(rows: Sequence[Held], name: str) -> tuple[Held, ...]:
    """Return the setting of a name, or all in the table of that name."""
    return tuple(row for row in rows if row.name == name or row.name.startswith(f"{name}."))
