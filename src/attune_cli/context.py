"""One run of attune: where its files are, what time it is, how it is set. Passed, never global."""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attune_cli.clock import Clock, system_clock
from attune_cli.errors import AttuneError
from attune_cli.store.home import Home

if TYPE_CHECKING:
    from attune_cli.core.vocabulary import Vocabulary
    from attune_cli.settings.settings import Settings


class Attune:
    """The run.

    Attributes:
        home: the folders.
        clock: returns the present, aware, in the caregiver's zone; read once a run.
        typed_bytes: the arguments as they came, where they are no UTF-8.
        says_where: whether the verb says itself where a journal begins.
        is_done: whether what was asked for is done and on the disk, so that what can't be read
            or said after it is no refusal.
        upgrading: as of the home.
    """

    typed_bytes: bytes | None = None
    upgrading: "Callable[[], AbstractContextManager[None]]" = nullcontext

    def __init__(self, home: Home, clock: Clock = system_clock) -> None:
        self.home: Final = home._replace(clock=clock, upgrading=lambda: self.upgrading())  # noqa: PLW0108 as it is by then
        self.clock: Final = clock
        self.is_done = False
        self.says_where = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Attune":
        """Return the run that the environment describes."""
        return cls(Home.from_environment(environment))

    @cached_property
    def settings(self) -> "Settings":
        """The settings, read where they are first asked for, and once.

        Raises:
            SettingsBroken: the file means nothing.
        """
        try:
            os.stat(self.home.settings)  # noqa: PTH116 a quarter of the time, in every log
        except (FileNotFoundError, NotADirectoryError):
            from attune_cli.settings.settings import Settings  # noqa: PLC0415 not in every run

            return Settings()
        except OSError:
            pass  # whoever reads it says why not
        from attune_cli.store.settings import read_settings  # noqa: PLC0415 many have none

        return read_settings(self.home.settings)

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """The words of attune, and the person's own.

        Raises:
            SettingsBroken: their file means nothing.
        """
        from attune_cli.core.vocabulary import vocabulary  # noqa: PLC0415 not in every run

        own, synonyms = self.settings.words, dict(self.settings.synonyms)
        return vocabulary().with_own(own, synonyms) if own or synonyms else vocabulary()

    @property
    def is_plain(self) -> bool:
        """Whether the settings, as far as they can be read, want pages without colour."""
        try:
            return self.settings.plain
        except AttuneError:
            return False
