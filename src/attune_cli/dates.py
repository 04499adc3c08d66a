"""How days and times are written: the only place that asks in which form the person reads them.

LC_ALL, LC_TIME or LANG names their language and country. Of those only two things are taken:
whether the month stands before the day, and whether a day has twice twelve hours. The words stay
English. Where none is named, or C, POSIX or one without a country, it is 20 November 2026, 17:30.

What machines read (tables, files, names) does not come from here. Texts in JSON are in the usual
form, whoever reads them.
"""

import os
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_NAMED_BY = ("LC_ALL", "LC_TIME", "LANG")  # the first that is set, as POSIX has it
# By the Unicode CLDR 46: countries, languages anywhere, and what differs in a country.
_MONTH_FIRST = _countries("AS BT CA CN GU HK JP KP KR MH MM MN MO MP NP PH PR TW UM US VI")
_MONTH_FIRST_IN = frozenset(("eu", "hu", "ja", "ko", "lt", "mn", "zh"))
_DAY_FIRST = frozenset(("en_HK", "en_MO", "es_PH", "es_PR", "es_US", "fr_CA", "haw_US", "pt_MO"))
_TWELVE_HOURS = _countries(
    "AE AG AL AS AU BB BD BH BM BN BO BS BT CA CO CR CU CY DM DO DZ EC EG EH ER ET FJ FM GD GH GM "
    "GR GU GY HK HN IN JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NI NZ OM "
    "PA PE PG PH PK PR PS PW QA SA SB SD SG SL SO SS SV SZ TC TD TN TO TT TW UM US VC VE VG VI VU "
    "WS YE"
)
_TWENTY_FOUR_IN = frozenset(("fr_CA",))
_NOON = 12
USUAL = (False, False)  # 20 November 2026, 17:30
_FOR_MACHINES = ContextVar("_FOR_MACHINES", default=False)


@cache
def form_of(name: str) -> tuple[bool, bool]:
    """Return whether the month stands first in a locale, and whether it has twice twelve hours.

    Args:
        name: such as “en_US.UTF-8”.
    """
    place = name.partition(".")[0].partition("@")[0].replace("-", "_")
    language, _, country = place.partition("_")
    country = country.rpartition("_")[2]
    if not country:
        return USUAL
    is_month_first = country in _MONTH_FIRST or language in _MONTH_FIRST_IN
    return (
        is_month_first and place not in _DAY_FIRST,
        country in _TWELVE_HOURS and place not in _TWENTY_FOUR_IN,
    )


def write_for_machines(wanted: bool) -> None:
    """Write in the usual form from now on; or, if not wanted, in that of the person again."""
    _FOR_MACHINES.set(wanted)


def types_month_first() -> bool:
    """Return whether who types “11/10” means 10 November: also where machines read the answer."""
    return _of_person()[0]


def _of_person() -> tuple[bool, bool]:
    return form_of(next(filter(None, map(os.environ.get, _NAMED_BY)), ""))


def _form() -> tuple[bool, bool]:
    return USUAL if _FOR_MACHINES.get() else _of_person()


def _is_month_first() -> bool:
    return _form()[0]


def in_full(day: date) -> str:
    """Return a day: 20 November 2026."""
    if _is_month_first():
        return f"{day:%B} {day.day}, {day.year}"
    return f"{day.day} {day:%B %Y}"


def weekday_in_full(day: date) -> str:
    """Return a day with its weekday: Friday 20 November 2026."""
    return f"{day:%A}, {in_full(day)}" if _is_month_first() else f"{day:%A} {in_full(day)}"


def of_year(day: date) -> str:
    """Return a day of a year that is known: 20 November."""
    return f"{day:%B} {day.day}" if _is_month_first() else f"{day.day} {day:%B}"


def in_short(day: date) -> str:
    """Return a day of a year that is known, in short: 20 Nov."""
    return f"{day:%b} {day.day}" if _is_month_first() else f"{day.day} {day:%b}"


def in_short_with_year(day: date) -> str:
    """Return a day in short: 20 Nov 2026."""
    return f"{in_short(day)}, {day.year}" if _is_month_first() else f"{in_short(day)} {day.year}"


def weekday_in_short(day: date) -> str:
    """Return a day of a year that is known, in short, with its weekday: Fri 20 Nov."""
    return f"{day:%a} {in_short(day)}"


def weekday_in_short_with_year(day: date) -> str:
    """Return a day in short with its weekday: Fri 20 Nov 2026."""
    return f"{day:%a} {in_short_with_year(day)}"


def weekday_and_number(day: date) -> str:
    """Return a day of a month that is known: Fri 20."""
    return f"{day:%a} {day.day}"


def day_and_time(at: datetime) -> str:
    """Return a day and a time of day: 20 Nov 2026, 17:30."""
    return f"{in_short_with_year(at)}, {clock(at)}"


def in_row(day: date, *, has_year: bool) -> str:
    """Return a day in as many columns as any other: “ 2 Nov”.

    Args:
        day: the day.
        has_year: whether its year is told.
    """
    if _is_month_first():
        return f"{day:%b} {day.day:2}, {day.year}" if has_year else f"{day:%b} {day.day:2}"
    return f"{day.day:2} {day:%b} {day.year}" if has_year else f"{day.day:2} {day:%b}"


def month(day: date) -> str:
    """Return the month of a day: November 2026."""
    return f"{day:%B %Y}"


def month_in_short(day: date) -> str:
    """Return the month of a day in short: Nov 2026."""
    return f"{day:%b %Y}"


def span_in_full(first: date, last: date) -> str:
    """Return two days and those between: 16 to 22 November 2026."""
    if first.year != last.year:
        return f"{in_full(first)} to {in_full(last)}"
    if first.month != last.month:
        return f"{of_year(first)} to {in_full(last)}"
    if _is_month_first():
        return f"{last:%B} {first.day} to {last.day}, {last.year}"
    return f"{first.day} to {in_full(last)}"


def span_of_month(first: date, last: date) -> str:
    """Return days of one month whose year is known: 2 to 8 November; 22 November."""
    if first == last:
        return of_year(last)
    if _is_month_first():
        return f"{last:%B} {first.day} to {last.day}"
    return f"{first.day} to {of_year(last)}"


def span_in_short(first: date, last: date) -> str:
    """Return days of a year that is known, in short: 26 Oct to 1 Nov; 2 to 8 Nov; 22 Nov."""
    if first == last:
        return in_short(last)
    if first.month != last.month:
        return f"{in_short(first)} to {in_short(last)}"
    if _is_month_first():
        return f"{last:%b} {first.day} to {last.day}"
    return f"{first.day} to {in_short(last)}"


def clock(at: datetime | time) -> str:
    """Return a time of day: 17:30; 5:30 pm."""
    if not _form()[1]:
        return f"{at.hour:02}:{at.minute:02}"  # a list has thousands, and %H asks the C library
    return f"{at.hour % _NOON or _NOON}:{at:%M} {'pm' if at.hour >= _NOON else 'am'}"
