"""The result of a check (`attune doctor`): what was checked, its state, and what to do."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """The state of what was checked."""

    OK = "ok"
    LOOK = "look"  # it works, but may fail later
    BROKEN = "broken"


class Check(StrEnum):
    """What was looked at."""

    JOURNAL = "journal"
    CONTENT = "content"
    SCHEMA = "schema"
    INDEX = "index"
    WRITING = "writing"
    CLOCK = "clock"
    PERMISSIONS = "permissions"
    SPACE = "space"
    FOLDER = "folder"
    BACKUPS = "backups"
    LEFTOVERS = "leftovers"
    DRAFTS = "drafts"
    SETTINGS = "settings"


class Finding(NamedTuple):
    """One result of a check.

    Attributes:
        check: what was looked at.
        state: its state.
        text: a sentence about it.
        do: a sentence that says what to do; empty if there is nothing to do.
        can_mend: whether attune can repair it without risk.
    """

    check: Check
    state: State
    text: str
    do: str = ""
    can_mend: bool = False
