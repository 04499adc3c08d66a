"""Times of day as people say them: “18:30”, “half past 7”, “6ish”, “quarter to eight”, “noon”.

Which day it was, and whether “7” was in the morning, is decided in said.py.
"""

import re
from datetime import time
from itertools import dropwhile
from typing import NamedTuple

from attune_cli.core.time.days import NUMBERS

NOON = 12
_HOUR_LASTS = 60  # minutes
# Patterns are compiled when first used, as in days.py.
_FACE = (
    r"(?:(?P<hour>\d{1,2})(?:(?P<sign>[:.h])(?P<minute>\d{2})|(?P<h>\s*h))?\s*(?P<half>am|pm|(?<=\d)[ap])?"
    r"|(?P<named>noon|midnight))"
)
_NEAR = {
    "at", "around", "about", "by", "approx", "roughly", "exactly", "just", "shortly", "before",
    "after", "past", "gone",
}  # fmt: skip
_NEARER = ("a bit ", "a little ")
_OCLOCK = ("o'clock", "o’clock", "oclock", "o clock")
_PARTS_OF_HOUR = {"1/4 ": "quarter ", "1/2 ": "half ", "half-": "half ", "quarter-": "quarter "}
_OR_SO = ("ish", " or so", " sharp")
_MINUTES = {
    "quarter": 15, "half": 30, "oh five": 5, "fifteen": 15, "twenty": 20, "twenty five": 25,
    "thirty": 30, "thirty five": 35, "forty": 40, "forty five": 45, "fifty": 50, "fifty five": 55,
}  # fmt: skip
_MINUTES |= {word: number for number, word in enumerate(NUMBERS, 1)}
_JOINS, _DASHES = (" and ", " or ", "-", "–"), ("-", "–")
_TWO = (
    r"(?:sometime |somewhere )?(?:between )?(?P<first>.+?)(?P<join> and | or | ?[-–] ?)(?P<last>.+)"
)
_LONGEST = 3 * _HOUR_LASTS  # minutes that a time may lie between
_FIRST = {"a", "an", *_MINUTES, *(word.split()[0] for word in _MINUTES)}
_BEHIND = {"past", "after", ""}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(NUMBERS)})"
_MINUTE = rf"(?P<minutes>\d{{1,2}}|{'|'.join(_MINUTES)})"
_SIDE = r"(?P<side>past|after|to|of|before|till?|until)"
_SPOKEN = (
    rf"(?:an? )?{_MINUTE}(?: mins?| minutes?)? {_SIDE} {_HOUR}",
    rf"(?P<minutes>half) (?P<side>){_HOUR}",
    rf"{_HOUR} (?P<minutes>[0-5]\d|{'|'.join(_MINUTES)})(?P<side>)",
    rf"{_HOUR}(?P<side>)(?P<minutes>)",
    r"(?P<hour>\d{1,2})(?P<minutes>[0-5]\d)(?P<side>)",
)


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        hour: 0 to 23; without `is_exact`, 0 to 11, and twelve hours later may be meant.
        minute: 0 to 59.
        is_exact: whether it was said which half of the day it was, or written by 24 hours.
    """

    hour: int
    minute: int
    is_exact: bool = True


def clock_time(text: str) -> time | None:
    """Read what a clock shows, by 24 hours: “18:30”, “8am”, “21h”, “noon”."""
    clock = _face(text.removeprefix("at ").lstrip("@ "))
    return clock and time(clock.hour, clock.minute)


def read_clock(text: str) -> Clock | None:
    """Read a time of day in digits or words, as exact as it was said."""
    if between := _between(text):
        return between
    plain = _plain(text)
    clock = _face(plain) or _spoken(plain)
    if clock is None or clock.is_exact or plain.startswith("0"):
        return clock
    return Clock(clock.hour % NOON, clock.minute, is_exact=False)


def _between(text: str) -> Clock | None:
    """Read “between 5 and 6”, “5 or 6” and “5-6pm” as the time in their middle."""
    match = re.fullmatch(_TWO, text) if any(sign in text for sign in _JOINS) else None
    if match is None or (match["join"].strip() in _DASHES and not text.endswith(("am", "pm"))):
        return None  # “5-6” may be a day
    half = match["last"][-2:] if match["last"].endswith(("am", "pm")) else ""
    first = match["first"] if match["first"].endswith(("am", "pm")) else match["first"] + half
    begins, ends = read_clock(first), read_clock(match["last"])
    if begins is None or ends is None or begins.is_exact != ends.is_exact:
        return None
    minutes = [one.hour * _HOUR_LASTS + one.minute for one in (begins, ends)]
    lasts = (minutes[1] - minutes[0]) % ((24 if ends.is_exact else NOON) * _HOUR_LASTS)
    is_near = 0 < lasts <= _LONGEST
    return _clock((minutes[0] + lasts // 2) % (24 * 60), ends.is_exact) if is_near else None


def _plain(text: str) -> str:
    """Return a time of day without the words that say that it is one, and how near it is."""
    said = text.replace("a.m.", "am").replace("p.m.", "pm").replace("ish ", " ")
    for part, word in _PARTS_OF_HOUR.items():
        said = said.replace(part, word)
    for sign in _OCLOCK:
        said = said.replace(sign, " ")
    for lead in _NEARER:
        said = said.removeprefix(lead)
    plain = " ".join(dropwhile(_NEAR.__contains__, said.split())).lstrip("@~ ")
    for end in _OR_SO:
        plain = plain.removesuffix(end).rstrip(" -")
    return plain


def _face(text: str) -> Clock | None:
    match = re.fullmatch(_FACE, text)
    if match is None:
        return None
    if match["named"]:
        return Clock(NOON if match["named"] == "noon" else 0, 0)
    hour = _hour_of(int(match["hour"]), match["half"])
    is_exact = bool(match["half"] or match["h"] or match["sign"] == "h") or _is_of_24(match["hour"])
    minute = int(match["minute"] or 0)
    return None if hour is None or minute >= _HOUR_LASTS else _clock(hour * 60 + minute, is_exact)


def _spoken(text: str) -> Clock | None:
    first = text.partition(" ")[0]
    if not (first[:1].isdigit() or first in _FIRST):
        return None  # as most texts are; the forms take some milliseconds to compile
    half = text[-2:] if text.endswith(("am", "pm")) else ""
    bare = text.removesuffix(half).rstrip()
    for form in _SPOKEN:
        if match := re.fullmatch(form, bare):
            hour = _hour_of(_number(match["hour"]), half)
            minutes = _number(match["minutes"] or "0")
            if hour is None or minutes >= _HOUR_LASTS:
                return None
            by = minutes if match["side"] in _BEHIND else -minutes
            return _clock(hour * 60 + by, bool(half) or _is_of_24(match["hour"]))
    return None


def _clock(minutes: int, is_exact: bool) -> Clock | None:
    """Return the clock so many minutes after midnight, or before it; None if none shows that."""
    if minutes >= 24 * 60:
        return None
    return Clock(*divmod(minutes % (24 * 60), 60), is_exact)


def _hour_of(hour: int, half: str | None) -> int | None:
    """Return an hour of the day; None where no clock face with two halves has it."""
    if not half:
        return hour
    return hour % NOON + (NOON if half.startswith("p") else 0) if 1 <= hour <= NOON else None


def _is_of_24(hour: str) -> bool:
    """Whether an hour was written as by 24 hours: “05”, “17”."""
    return hour.startswith("0") or (hour.isdigit() and int(hour) > NOON)


def _number(text: str) -> int:
    return _MINUTES.get(text) or int(text)
