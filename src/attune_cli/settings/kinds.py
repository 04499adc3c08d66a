"""What a setting's value may be: what is wrong with one, and how it is read as typed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import time
from typing import Any, NamedTuple

from attune_cli.core.days import WEEKDAYS
from attune_cli.core.people import key_of
from attune_cli.settings.command import parts_of

LONGEST_LABEL = 60
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Kind(NamedTuple):
    """One kind of value.

    Attributes:
        fits: whether a value, as TOML has it, is of this kind.
        problem: what is said of one that is not, behind it.
        read: a typed text as a value; where it makes no sense, the text.
    """

    fits: Callable[[Any], bool]
    problem: str
    read: Callable[[str], Any] = str.strip


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_command(value: Any) -> bool:
    with suppress(ValueError):
        return _is_text(value) and bool(parts_of(value))
    return False


def _is_hour(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in range(24)


def _hour(typed: str) -> int | str:
    """Read “18”, “18:00” or “6pm”."""
    from attune_cli.core.when import clock_time  # noqa: PLC0415 the file has numbers

    with suppress(ValueError):
        clock = clock_time(typed.strip().casefold())
        if clock and clock == time(clock.hour):
            return clock.hour
    return typed


WEEKDAY = Kind(
    lambda value: isinstance(value, str) and value.casefold() in WEEKDAYS,
    "is no weekday such as “sunday”",
    lambda typed: typed.strip().casefold(),
)
FLAG = Kind(
    lambda value: isinstance(value, bool),
    "is neither true nor false",
    lambda typed: _FLAGS.get(typed.strip().casefold(), typed),
)
HOUR = Kind(_is_hour, "is no whole hour from 0 to 23", _hour)
NICKNAME = Kind(lambda value: _is_text(value) and bool(key_of(value)), "is no nickname")
COMMAND = Kind(_is_command, "is no command, such as “nano”")
LABEL = Kind(
    lambda value: _is_text(value) and len(value) <= LONGEST_LABEL,
    f"is no label: up to {LONGEST_LABEL} characters in quotes, on one line",
)
