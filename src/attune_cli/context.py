"""One run of attune: where its files are, what time it is, how it is set. Passed, never global."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from attune_cli.clock import Clock, system_clock
from attune_cli.store.home import Home

if TYPE_CHECKING:
    from attune_cli.settings import Settings


class Attune(NamedTuple):
    """The run.

    Attributes:
        home: the folders.
        clock: returns the present, aware, in the caregiver's zone; read once a run.
    """

    home: Home
    clock: Clock = system_clock

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Attune":
        """Return the run that the environment describes."""
        return cls(Home.from_environment(environment))

    @property
    def settings(self) -> "Settings":
        """The settings, read where they are asked for, which most runs do once or never.

        Raises:
            SettingsBroken: the file means nothing.
        """
        from attune_cli.settings import read_settings  # noqa: PLC0415 not in every run

        return read_settings(self.home.settings)
