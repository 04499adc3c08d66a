"""A day in words: “yesterday”, “monday”, “14 nov”, “3 weeks ago”; the past is preferred.

Knows no time of day (when.py does) and no clock: the present comes in.
"""

import re
from datetime import date, datetime, timedelta

from attune_cli.errors import UnreadableDate

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NIGHT_ENDS = 5  # before this hour, “tonight” and “this evening” began on the day before
YEARS_BETWEEN_LEAP_DAYS = 8  # at most, around a year such as 2100
# Patterns are compiled when first used: most runs use none, and compiling costs a millisecond.
AGO = (
    r"(?:about |around )?(?P<count>\d+|an?|half an|a few|a couple of)\s*"
    r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)"
    r"(?:\s*(?:and\s*)?(?P<minutes>\d{1,2})\s*(?:m|mins?|minutes?)?)?\s+ago"
)
_COUNTS = {"a": 1.0, "an": 1.0, "half an": 0.5, "a few": 3.0, "a couple of": 2.0}
_DAY_OF_MONTH = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>[a-z]{3,9})\.?"
    r"|(?P<month_first>[a-z]{3,9})\.? (?P<day_last>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?: (?P<year>\d{4}))?"
)


def parse_day(text: str, now: datetime) -> date:
    """Read a day of the calendar, past or to come.

    Raises:
        UnreadableDate: the words mean no day.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    try:
        day = iso_day(said) or day_ago(said, now.date()) or named_day(said, now)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise UnreadableDate(text)
    return day


def iso_day(said: str) -> date | None:
    """Read an ISO 8601 day, or a week as its first day."""
    try:
        return date.fromisoformat(said.upper())
    except ValueError:
        return None


def day_ago(said: str, today: date) -> date | None:
    """Read “3 weeks ago”, in days or longer."""
    match = re.fullmatch(AGO, said)
    if match is None or match["minutes"]:
        return None
    count, unit = int(count_of(match)), match["unit"]
    if unit.startswith("mo"):
        return _months_before(today, count)
    if unit.startswith("y"):
        return _months_before(today, 12 * count)
    if unit[0] in "dw":
        return today - timedelta(days=count * (7 if unit[0] == "w" else 1))
    return None


def count_of(match: re.Match[str]) -> float:
    """Return how many of the unit a match of AGO says."""
    return _COUNTS.get(match["count"]) or float(match["count"])


def named_day(said: str, now: datetime) -> date | None:
    """Read a day by its name, seen from the present."""
    said, today = said.removeprefix("on "), now.date()
    if said in {"today", "this morning", "this afternoon"}:
        return today
    if said in {"tonight", "this evening"}:
        return today - timedelta(days=now.hour < NIGHT_ENDS)
    if said in {"yesterday", "last night", "last evening"}:
        return today - timedelta(days=1)
    if said == "the day before yesterday":
        return today - timedelta(days=2)
    return _weekday(said, today) or _day_of_month(said, today)


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 December
    return min(
        following - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1)
    )


def _weekday(said: str, today: date) -> date | None:
    """Read “monday” as the latest one, today's included; “last monday” as one before today."""
    last, name = said.startswith("last "), said.removeprefix("last ")
    numbers = [n for n, known in enumerate(WEEKDAYS) if name in {known, known[:3], known[:4]}]
    if name in {"tues", "thurs"}:
        numbers = [1 if name == "tues" else 3]
    if not numbers:
        return None
    back = (today.weekday() - numbers[0]) % 7
    return today - timedelta(days=back or (7 if last else 0))


def _day_of_month(said: str, today: date) -> date | None:
    """Read “14 nov”, “nov 14” or “14 november 2025”; without a year, the latest that is past."""
    match = re.fullmatch(_DAY_OF_MONTH, said)
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


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
