"""Names and values of settings as people type them."""

from collections.abc import Sequence
from typing import Any

from attune_cli.core.instant import PartsOfDay
from attune_cli.core.vocabulary import as_stored
from attune_cli.errors.settings import SettingUnfit, UnknownSetting
from attune_cli.settings.table import TABLES, near_settings, setting_at

ALL_PARTS = "parts_of_day"


def read_name(typed: str) -> str:
    """Read the name of a setting, or of a table of some.

    Raises:
        UnknownSetting: there is none, with those that are perhaps meant.
    """
    name = as_stored(typed)
    if name not in TABLES and setting_at(name.split(".", 2)) is None:
        raise UnknownSetting(typed, near_settings(name))
    return name


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
