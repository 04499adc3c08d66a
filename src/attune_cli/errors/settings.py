"""Settings that mean nothing, or can't be kept."""

from collections.abc import Iterable
from pathlib import Path

from attune_cli.errors import AttuneError, WrongUsage, quoted


class SettingsTrouble(AttuneError):
    """The settings stand in the way of what was typed."""

    keeps_answers = True


class SettingsBroken(SettingsTrouble):
    """The settings file cannot be used as it is."""

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        do: str = "Mend or remove that file",
    ) -> None:
        where = f"line {line}: " if line else ""
        super().__init__(f"The settings in {path} can’t be read: {where}{problem}. {do}.")


class SettingsUnwritten(AttuneError):
    """The settings file takes no change; it is as it was."""

    def __init__(
        self, path: Path, problem: str, do: str = "Check permissions and the room on the disk"
    ) -> None:
        text = f"The settings in {path} can’t be written: {problem}. Nothing was changed. {do}."
        super().__init__(text)


class DefaultUnknown(SettingsTrouble):
    """The settings name somebody whom the journal does not know."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__(
            f"The settings name “{name}” as the usual {role}, and the journal knows nobody of that "
            f"name. To name another: attune config set {role} NAME; or attune config unset {role}."
        )


class UnknownSetting(WrongUsage):
    """A name that no setting has."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        near = list(near)
        help_ = f"Did you mean {quoted(near, 'or')}?" if near else "“attune config” lists them all."
        super().__init__(f"There is no setting named “{name}”. {help_}")


class UnknownConfigVerb(WrongUsage):
    """What stands behind `attune config` is nothing that it does."""

    def __init__(self, text: str, near: Iterable[str], *, is_setting: bool) -> None:
        near = list(near)
        if is_setting:
            help_ = (
                f"To read it: attune config get {text}. To change it: attune config set {text} …"
            )
        elif near:
            help_ = f"Did you mean {quoted(near, 'or')}?"
        else:
            help_ = "“attune config --help” says what there is."
        super().__init__(f"“{text}” is nothing that “attune config” does. {help_}")


class SettingUnfit(WrongUsage):
    """A value that a setting can't have."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Nothing was changed: {problem}.")
