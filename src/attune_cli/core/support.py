"""Where to turn: the package's own words for it, data/support.toml, as one value."""

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.contacts import Contact

SUPPORT_FILE = Path(__file__).parent.parent / "data" / "support.toml"


class HelpNow(NamedTuple):
    """What is said to a caregiver at the end of their rope.

    Attributes:
        title: above all of it.
        minute: what to do in the next minute, in order.
        afraid: of whom the emergency number is for too.
    """

    title: str
    minute: list[str]
    afraid: str


class AfterFear(NamedTuple):
    """What is said after a moment in which a child was scared or hurt.

    Attributes:
        opening: the first sentence.
        brief: all of it in one line.
        lines: what is said besides danger and contacts.
    """

    opening: str
    brief: str
    lines: list[str]


class Support(NamedTuple):
    """Where to turn.

    Attributes:
        as_of: when it was checked.
        danger: what to do where somebody is in danger; shown before all else.
        help_now, after_fear: what is said beside it, by occasion.
        contacts: directories and services.
    """

    as_of: date
    danger: list[str]
    help_now: HelpNow
    after_fear: AfterFear
    contacts: tuple[Contact, ...]


def read_support() -> Support:
    """Read the file."""
    found = tomllib.loads(SUPPORT_FILE.read_text(encoding="utf-8"))
    return Support(
        as_of=found["as_of"],
        danger=found["danger"],
        help_now=HelpNow(**found["help_now"]),
        after_fear=AfterFear(**found["after_fear"]),
        contacts=tuple(Contact(**contact) for contact in found["contact"]),
    )
