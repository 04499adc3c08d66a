"""Days in words: “yesterday”, “monday”, “14 nov”, “3 weeks ago”; the past is preferred.

Times of day are in when.py. The present is an argument.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from attune_cli import errors
from attune_cli.dates import types_month_first

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NIGHT_ENDS = 5  # before this hour, “tonight” and “this evening” are those of the day before
_STILL_UP = 3  # before this hour, “this morning” is that of the day before
YEARS_BETWEEN_LEAP_DAYS = 8  # at most, around a year such as 2100
FIRST_YEAR, LAST_YEAR = 1900, 2999  # any other year is a typing error
# Patterns are compiled at first use, because most runs use none and compiling takes 1 ms.
NUMBERS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_FEW = {"a few": 3.0, "few": 3.0}
_COUNTS = {
    "a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "half": 0.5, "a half": 0.5, "1/2": 0.5,
    "½": 0.5, "quarter of an": 0.25, "a quarter of an": 0.25, "three quarters of an": 0.75,
    "3/4 of an": 0.75, "¾ of an": 0.75, "1/4 of an": 0.25, "a quarter": 0.25, "1/4": 0.25,
    "3/4": 0.75, "a couple": 2.0, "a couple of": 2.0, "couple": 2.0, "couple of": 2.0,
    "fifteen": 15.0, "eighteen": 18.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0,
    "forty five": 45.0, "ninety": 90.0,
} | _FEW  # fmt: skip
_COUNTS |= {word: float(number) for number, word in enumerate(NUMBERS, 1)}
_AGO = (
    rf"(?:(?:about|around|roughly|maybe) )?(?P<count>\d+(?:\.\d+)? ?|(?:{'|'.join(_COUNTS)}) )"
    r"(?P<more>and a half |1/2 )?"
    r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|fortnights?|months?|years?)"
    r"(?: ?(?:and )?(?P<minutes>\d{1,2}) ?(?P<of>m|mins?|minutes?)?|(?P<half> and a half))?"
    r"(?: or so)?(?P<ago> ago| back)?"
)
_SURELY_HOURS = r"[1-9]|1[0-2]|\d+\.\d|[a-z ]+|1/2|½"  # so that “21h” and “8.15h” are not
_STILL_TO_COME = {"tomorrow", "next", "soon"}
NAMES = ("today", "yesterday", "last week", "last month", "last year", "this week", "this month")
_SHORTEST, _LONGEST = 4, 20  # letters of what may be a slip of a name
_LEADS = {"on", "early", "earlier", "late", "sometime"}
_DAY_OF_MONTH = (
    r"(?:(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>[a-z]{3,9})\.?"
    r"|(?P<month_first>[a-z]{3,9})\.? (?:the )?(?P<day_last>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?: (?P<year>\d{4}))?"
)
_IN_DIGITS = r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2})?)?"
_IN_MONTH = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)"
_MONTHS_OF_YEAR = 12
ISO_WEEK = r"\d{4}-?w\d{2}"
_OF_TODAY = {
    "today", "earlier", "this morning", "this lunchtime", "this lunch", "this midday",
    "this afternoon", "this arvo",
}  # fmt: skip


class Span(NamedTuple):
    """A length of time between what happened and the present.

    Attributes:
        number: how many of the unit.
        unit: `s`, `m`, `h`, `d`, `w`, `month` or `y`.
        is_vague: whether the number was “a few”.
    """

    number: float
    unit: str
    is_vague: bool


def parse_day(text: str, now: datetime) -> date:
    """Read a day, past or future.

    Raises:
        UnreadableDate: the words mean no day, or one before 1900 or after 2999.
    """
    day = day_or_none(text, now)
    if day is None:
        raise unreadable(text)
    return day


def day_or_none(text: str, now: datetime) -> date | None:
    """Read a day likewise; None where the words mean none."""
    plain = normalized(text)
    try:
        day = iso_day(plain) or day_ago(plain, now.date()) or named_day(plain, now)
    except (ValueError, OverflowError):
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def parse_coming_day(text: str, now: datetime) -> date:
    """Read a day of which “sunday” and “28 feb” mean the next one; an explicit past day is kept.

    Raises:
        UnreadableDate: the words mean no day.
    """
    plain, today = normalized(text), now.date()
    name = name_of(plain).removeprefix("next ")
    try:
        day = iso_day(plain) or {"today": today, "tomorrow": today + timedelta(days=1)}.get(name)
        if day is None and not name.startswith("last "):
            day = _weekday(name, today + timedelta(days=7)) or _next_day_of_month(name, today)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise errors.usage.UnreadableDate(
            text, "a day to come", "Try “2027-02-28”, “28 feb” or “sunday”."
        )
    return day


def unreadable(
    text: str, what: str = "a day", cure: str | None = None
) -> "errors.usage.UnreadableDate":
    """Return the refusal of a text that means no day: with what is wrong in it, where that is seen.

    Args:
        text: as it was typed.
        what: what is expected, such as “a month”.
        cure: what helps in any other case; None for what helps with a day.
    """
    plain = normalized(text)
    if is_to_come(plain):
        return errors.usage.DayToCome(text)
    seen = number_too_high(plain) or _perhaps(plain) or cure
    return (
        errors.usage.UnreadableDate(text, what, seen)
        if seen
        else errors.usage.UnreadableDate(text, what)
    )


def number_too_high(plain: str) -> str:
    """Return what is wrong with a day in digits that the calendar has not; else nothing."""
    match = re.match(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?: |$)", plain, re.ASCII)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return ""
    year, month = int(match[1]), int(match[2])
    if not 1 <= month <= _MONTHS_OF_YEAR:
        return f"A year has the months 01 to 12, such as “{year}-11”."
    following = date(year + month // _MONTHS_OF_YEAR, month % _MONTHS_OF_YEAR + 1, 1)
    last = (following - timedelta(days=1)).day
    return f"{MONTHS[month - 1].title()} {year} has the days 1 to {last}."


def is_to_come(text: str) -> bool:
    """Whether a text names days that are still to come, which no look back means."""
    return normalized(text).partition(" ")[0] in _STILL_TO_COME


def _perhaps(plain: str) -> str:
    """Return the question whether another name is meant; what stands behind the name stays."""
    if not _SHORTEST <= len(plain) <= _LONGEST:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

    every = (*MONTHS, *WEEKDAYS, *NAMES)
    if found := get_close_matches(plain, every, 1, 0.75):
        return f"Did you mean “{found[0]}”?"
    name, _, rest = plain.partition(" ")
    if not rest or len(name) < _SHORTEST or name in every:
        return ""
    found = get_close_matches(name, every, 1, 0.75)
    return f"Did you mean “{found[0]} {rest}”?" if found else ""


def normalized(text: str) -> str:
    """Return words for a time in lower case, without commas, with single spaces."""
    return " ".join(text.casefold().replace(",", " ").split())


def iso_day(text: str) -> date | None:
    """Read an ISO 8601 day; a whole week is none of its days."""
    try:
        return None if re.fullmatch(ISO_WEEK, text) else date.fromisoformat(text.upper())
    except ValueError:
        return None


def span_ago(text: str) -> Span | None:
    """Read “1h30 ago”, “two hours ago” or, as short for it, “2h”, “20 min”, “1h 30m”.

    Without “ago”, “1h” to “12h” mean hours ago; “0h”, “08h”, “21h” and “2h30” are times of day.
    """
    match = re.fullmatch(_AGO, text)
    if match is None:
        return None
    count, unit = match["count"].strip(), match["unit"]
    is_time_of_day = match["minutes"] and not match["of"]
    is_time_of_day = is_time_of_day or (unit == "h" and not re.fullmatch(_SURELY_HOURS, count))
    if is_time_of_day and not match["ago"]:
        return None
    unit = "month" if unit.startswith("mo") else unit[0]
    if match["minutes"] and (unit != "h" or count in _FEW):
        return None
    number = (_COUNTS.get(count) or float(count)) + bool(match["more"] or match["half"]) / 2
    if unit == "f":
        number, unit = 2 * number, "w"
    return Span(number + int(match["minutes"] or 0) / 60, unit, count in _FEW)


def day_ago(text: str, today: date) -> date | None:
    """Read “3 weeks ago”, in days or longer units.

    “A few days” are three; “a few weeks ago” means no day.
    """
    span = span_ago(text)
    if span is None or (span.is_vague and span.unit != "d") or span.number % 1:
        return None
    count = int(span.number)
    if span.unit in {"month", "y"}:
        return _months_before(today, count if span.unit == "month" else 12 * count)
    if span.unit in {"d", "w"}:
        return today - timedelta(days=count * (7 if span.unit == "w" else 1))
    return None


def name_of(text: str) -> str:
    """Return the name of a day without a leading “on”, “early”, “late” or the like."""
    lead, _, name = text.partition(" ")
    return name if name and lead in _LEADS else text


def named_day(text: str, now: datetime) -> date | None:
    """Read the name of a day, as “yesterday”, “monday” or “14 nov”."""
    name, today = name_of(text), now.date()
    if (back := _days_back(name, now.hour)) is not None:
        return today - timedelta(days=back)
    if name != (bare := name.removeprefix("last week ").removesuffix(" last week")):
        number = weekday_number(bare)
        return None if number is None else today - timedelta(days=today.weekday() + 7 - number)
    weekday, _, rest = name.partition(" ")
    if (number := weekday_number(weekday)) is not None and rest:  # as a page says it: “Sat 21 Nov”
        day = _day_of_month(rest, today)
        return day if day and day.weekday() == number else None
    return _weekday(name, today) or _day_of_month(name, today) or _day_in_digits(name, today)


def _days_back(name: str, hour: int) -> int | None:
    """Return how many days ago that is which is named from the present, an hour of the day."""
    if name in _OF_TODAY:
        return int(name == "this morning" and hour < _STILL_UP)
    if name in {"tonight", "this evening"}:
        return int(hour < NIGHT_ENDS)
    if name in {"yesterday", "yday", "last night", "last evening"}:
        return 1
    is_before_last = name.removeprefix("the ") in {"day before yesterday", "night before last"}
    return 2 if is_before_last else None


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 December
    return min(
        following - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1)
    )


def weekday_number(name: str) -> int | None:
    """Read the name of a weekday as 0 for Monday … 6 for Sunday."""
    name = {"thurs": "thursday", "weds": "wednesday"}.get(name, name)
    numbers = (n for n, known in enumerate(WEEKDAYS) if name in {known, known[:3], known[:4]})
    return next(numbers, None)


def _weekday(text: str, today: date) -> date | None:
    """Read “monday” as the latest one, today included; “last monday” is before today."""
    last, name = text.startswith("last "), text.removeprefix("last ").removeprefix("this ")
    number = weekday_number(name)
    if number is None:
        return None
    back = (today.weekday() - number) % 7
    return today - timedelta(days=back or (7 if last else 0))


def _day_of_month(text: str, today: date) -> date | None:
    """Read “14 nov”, “nov 14” or “14 november 2025”; without a year, the latest past one."""
    match = re.fullmatch(_DAY_OF_MONTH, text)
    if match is None:
        return None
    name, number = match["month"] or match["month_first"], int(match["day"] or match["day_last"])
    month = next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name)), None)
    if month is None:
        return None
    if match["year"]:
        return date(int(match["year"]), month, number)
    years = range(today.year, today.year - YEARS_BETWEEN_LEAP_DAYS - 1, -1)
    days = (_date_or_none(year, month, number) for year in years)
    return next((day for day in days if day and day <= today), None)


def _day_in_digits(text: str, today: date) -> date | None:
    """Read “24.11.”, “20/11”, “24.11.2025” or “the 28th”; without a year, the latest past one.

    The day stands first, but in “11/10” of those who write the month first; “11/20” can only be so.
    """
    if match := re.fullmatch(_IN_MONTH, text):
        months = range(today.year * _MONTHS_OF_YEAR + today.month - 1, 0, -1)[:_MONTHS_OF_YEAR]
        days = (_date_or_none(m // 12, m % 12 + 1, int(match[1])) for m in months)
        return next((day for day in days if day and day <= today), None)
    match = re.fullmatch(_IN_DIGITS, text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    may_be = match[2] == "/" and first <= _MONTHS_OF_YEAR
    is_month_first = second > _MONTHS_OF_YEAR or (may_be and types_month_first())
    month, day = (first, second) if is_month_first else (second, first)
    if not 1 <= month <= _MONTHS_OF_YEAR:
        return None
    year = match[4] and f" {match[4] if len(match[4]) > 2 else f'20{match[4]}'}"  # noqa: PLR2004
    return _day_of_month(f"{day} {MONTHS[month - 1]}{year or ''}", today)


def _next_day_of_month(text: str, today: date) -> date | None:
    """Read “28 feb” as the next one, “29 feb” as the next that exists; a given year is kept."""
    years = range(1, YEARS_BETWEEN_LEAP_DAYS + 1)
    days = [_day_of_month(text, _months_before(today, -12 * count)) for count in years]
    return next((day for day in days if day and day >= today), days[0])


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
