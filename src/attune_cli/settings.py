"""The settings file, config.toml, as one frozen value."""

from pathlib import Path
from typing import NamedTuple

from attune_cli.core.days import WEEKDAYS
from attune_cli.errors.settings import SettingsBroken


class Settings(NamedTuple):
    """What a person may set.

    Attributes:
        first_weekday: on which a week begins, 0 for Monday … 6 for Sunday.
        tip_after_log: whether an idea is shown after a hard moment was logged.
    """

    first_weekday: int = 0
    tip_after_log: bool = True


def read_settings(path: Path) -> Settings:
    """Read the settings; where there is no file, everything is as usual.

    Raises:
        SettingsBroken: the file cannot be read, or says something that means nothing.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except UnicodeDecodeError as problem:
        raise SettingsBroken(path, "it is no UTF-8 text") from problem
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise SettingsBroken(path, reason, "Check its permissions and its folder’s") from problem
    import tomllib  # noqa: PLC0415 most people have no such file

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsBroken(path, str(problem)) from problem
    unknown = [name for name in found if name not in Settings._fields]
    if unknown:
        raise SettingsBroken(path, f"there is no setting named “{unknown[0]}”")
    day = found.get("first_weekday", "monday")
    if not isinstance(day, str) or day.casefold() not in WEEKDAYS:
        raise SettingsBroken(path, f"first_weekday = {day!r} is no weekday such as “sunday”")
    tip = found.get("tip_after_log", True)
    if not isinstance(tip, bool):
        raise SettingsBroken(path, f"tip_after_log = {tip!r} is neither true nor false")
    return Settings(first_weekday=WEEKDAYS.index(day.casefold()), tip_after_log=tip)
