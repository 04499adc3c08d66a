"""What a check of the journal and its surroundings found."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How something is."""

    OK = "ok"
    LOOK = "look"  # it works, and may not go well for ever
    BROKEN = "broken"


class Check(StrEnum):
    """What was looked at."""

    JOURNAL = "journal"
    CONTENT = "content"
    SCHEMA = "schema"
    INDEX = "index"
    PERMISSIONS = "permissions"
    SPACE = "space"
    FOLDER = "folder"
    BACKUPS = "backups"
    LEFTOVERS = "leftovers"
    DRAFTS = "drafts"
    SETTINGS = "settings"


class Finding(NamedTuple):
    """One result.

    Attributes:
        check: what was looked at.
        state: how it is.
        text: a sentence that says so.
        do: a sentence that says what to do; empty where nothing is to do.
        can_mend: whether attune can put it right without a risk.
    """

    check: Check
    state: State
    text: str
    do: str = ""
    can_mend: bool = False
