"""The settings file, config.toml: theirs to edit, read whole, and changed in place.

`set_value` and `unset_value` are for whatever else changes a setting, such as a usual child.
"""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attune_cli import errors
from attune_cli.settings.parse import parse, problem_in
from attune_cli.settings.settings import Settings, settings_of
from attune_cli.store.files import locked, replace_file
from attune_cli.store.home import private_folder
from attune_cli.store.regular import read_regular, require_regular

OPENING = "# The settings of attune. “attune config” lists what there is; edit it as you like.\n\n"


def read_settings(path: Path) -> Settings:
    """Read the settings; where there is no file, everything is as usual.

    Raises:
        SettingsBroken: the file cannot be read, or says something that means nothing.
    """
    return settings_of(read_values(path))


def read_values(path: Path) -> dict[str, Any]:
    """Return what is set, by the names of the settings, as TOML has it.

    Raises:
        SettingsBroken: the file cannot be read, or says something that means nothing.
    """
    return parse(_text(path), path)


def set_value(path: Path, name: str, value: Any) -> None:
    """Set one setting; the rest of the file stays as it is, its comments too.

    Args:
        path: the file, `Home.settings`; made where there is none.
        name: of a setting that there is, such as “child” or “words.cue.dentist”.
        value: as TOML has it: a nickname as stored, "sunday", True, 18.

    Raises:
        SettingUnfit: the setting can't have that value.
        SettingsBroken: the file can't be read as it is, and is left alone.
        SettingsUnwritten, FolderUnusable: it can't be written.
    """
    change_values(path, {name: value})


def unset_value(path: Path, name: str) -> bool:
    """Let a setting be as usual again.

    Returns:
        Whether it was set.

    Raises:
        SettingsBroken: the file can't be read as it is, and is left alone.
        SettingsUnwritten, FolderUnusable: it can't be written.
    """
    if name not in read_values(path):
        return False
    change_values(path, {name: None})
    return True


def change_values(path: Path, changes: Mapping[str, Any]) -> None:
    """Set some settings at once, or unset those whose value is None; all or none.

    Raises:
        SettingUnfit: they can't have these values.
        SettingsBroken: the file can't be read as it is, and is left alone.
        SettingsUnwritten, FolderUnusable: it can't be written.
    """
    _changed(path, changes)  # what is refused makes no folder
    private_folder(path.parent)
    try:
        with locked(path):
            replace_file(path, _changed(path, changes).encode())
    except OSError as fault:
        raise errors.files.SettingsUnwritten(path, _reason(fault)) from fault


def _changed(path: Path, changes: Mapping[str, Any]) -> str:
    text = _text(path)
    present = parse(text, path)
    changes = {name: new for name, new in changes.items() if new is not None or name in present}
    wanted = {**present, **changes}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    if problem := problem_in(wanted):
        raise errors.files.SettingUnfit(problem.text)
    from attune_cli.settings.edit import edited  # noqa: PLC0415 tomlkit, which only a change needs

    changed = edited(text or OPENING, changes)
    if parse(changed, path) != wanted:  # a form of the file that can't be changed from here
        raise errors.files.SettingsUnwritten(
            path, "it is written in an unusual way", "Edit it by hand."
        )
    return changed


def without_names(text: str, is_meant: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return the text of the file without what names somebody, and the settings that go.

    One that can't be read stays as it is.
    """
    from attune_cli.settings.edit import without_named  # noqa: PLC0415 tomlkit, as above

    try:
        return without_named(text, parse(text, Path()), is_meant)
    except errors.files.SettingsBroken:
        return text, []


def _text(path: Path) -> str:
    try:
        require_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as problem:
        if problem.errno in {errno.EINVAL, errno.ELOOP}:
            raise errors.files.SettingsBroken(path, _reason(problem)) from problem
        raise errors.journal.FolderUnusable(path.parent, _reason(problem)) from problem
    try:
        raw = read_regular(path)
    except OSError as problem:
        if problem.errno == errno.EINVAL:
            raise errors.files.SettingsBroken(path, _reason(problem)) from problem
        do = "Check its permissions and its folder’s."
        raise errors.files.SettingsBroken(path, _reason(problem), do=do) from problem
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise errors.files.SettingsBroken(path, "it is no UTF-8 text", line) from problem


def _reason(problem: Exception) -> str:
    return (
        errors.journal.reason_of(problem) if isinstance(problem, OSError) else str(problem).lower()
    )
