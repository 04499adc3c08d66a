"""One run of attune: where its files are, what time it is, how it is set. Passed, never global."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from attune_cli.clock import Clock, system_clock
from attune_cli.settings import Settings, read_settings
from attune_cli.store.home import Home


@dataclass(frozen=True)
class Attune:
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

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when first asked for.

        Raises:
            SettingsBroken: the file means nothing.
        """
        return read_settings(self.home.settings)
