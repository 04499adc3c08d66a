"""Settings that mean nothing."""

from pathlib import Path

from attune_cli.errors import AttuneError


class SettingsBroken(AttuneError):
    """The settings file cannot be used as it is."""

    def __init__(self, path: Path, problem: str, do: str = "Mend or remove that file") -> None:
        super().__init__(f"The settings in {path} can’t be read: {problem}. {do}.")
