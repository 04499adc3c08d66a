"""Each setting with the value that it has; and names and values as they are typed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attune_cli.core.instant import PartsOfDay
from attune_cli.core.vocabulary import as_stored
from attune_cli.errors.settings import SettingUnfit, UnknownSetting
from attune_cli.settings.table import OWN_WORD, SETTINGS, TABLES, Setting, near_settings, setting_at

ALL_PARTS = "parts_of_day"


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


def read_name(typed: str) -> str:
    """Read the name of a setting, or of a table of some.

    Raises:
        UnknownSetting: there is none, with those that are perhaps meant.
    """
    name = as_stored(typed)
    if name not in TABLES and setting_at(name.split(".", 2)) is None:
        raise UnknownSetting(typed, near_settings(name))
    return name


def of_name(rows: Sequence[Held], name: str) -> tuple[Held, ...]:
    """Return the setting of a name, or all in the table of that name."""
    return tuple(row for row in rows if row.name == name or row.name.startswith(f"{name}."))


def read_values(name: str, typed: Sequence[str]) -> dict[str, Any]:
    """Read what is typed behind the name of a setting, as values by the names of settings.

    Raises:
        SettingUnfit: it is a table, of which one setting is to be named.
    """
    if name == ALL_PARTS and len(typed) == len(PartsOfDay._fields):
        names = [f"{name}.{part}" for part in PartsOfDay._fields]
        return dict(map(_read, names, typed))
    if name == ALL_PARTS:
        raise SettingUnfit(f"{name} takes four hours, such as: {name} 5 12 17 22")
    if name in TABLES:
        raise SettingUnfit(f"{name} holds several; name one, such as words.cue.dentist")
    return dict([_read(name, " ".join(typed))])


def _read(name: str, typed: str) -> tuple[str, Any]:
    setting = setting_at(name.split(".", 2))
    assert setting is not None  # noqa: S101 its name was read
    return name, setting.kind.read(typed)
