"""Children and caregivers: nicknames, birth dates, ages and age bands."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from attune_cli import errors
from attune_cli.core.folding import capitalised, fold

DEFAULT_CAREGIVER = "me"
# The first month of age of each band.
BANDS = {"infant": 0, "toddler": 12, "preschooler": 36, "school-age": 72, "teen": 144}
CORRECTED_UNTIL_MONTHS = 24
OLDEST_YEARS = 25  # an earlier birth date is a typing error
LONGEST_NAME = 40
NOON = 12
GROWN_UP = 216  # months; the last band ends before
_KNOWN_OF_AGE = {"d": 10, "w": 10, "month": 7}  # signs of the ISO date, by the unit of an age
_MONTH_AND_YEAR = tuple(
    (form, 7) for form in ("%m/%Y", "%m.%Y", "%m-%Y", "%Y/%m", "%Y.%m")
)  # “8/2024”
_BORN = r"^(?i:born )?(?i:in |on )?"
_BAND_NAMES = {
    "schoolage": "school-age", "school": "school-age", "schoolchild": "school-age",
    "schooler": "school-age", "baby": "infant", "babie": "infant", "teenager": "teen",
    "preschool": "preschooler", "pre-schooler": "preschooler",
}  # fmt: skip
_NEWBORN = {"newborn", "new born", "a newborn", "just born"}
_ALSO_IN_NAMES = " -'’"


class Age(NamedTuple):
    """The age of a child, as somebody said it.

    Attributes:
        born: the birth date or year-month that it tells; None where it tells no month.
        band: the age band on the day on which it was said.
    """

    born: str | None
    band: str


class Caregiver(NamedTuple):
    """Somebody who responds to a child."""

    name: str


class Child(NamedTuple):
    """A child, by nickname.

    Attributes:
        name: nickname.
        born: "2024-08-17", "2024-08" if only the month is known, or None.
        band: a stated age band; it overrides the birth date.
        weeks_early: weeks of prematurity, by which the age is corrected until 24 months.
    """

    name: str
    born: str | None = None
    band: str | None = None
    weeks_early: int = 0

    def months_at(self, day: date) -> int | None:
        """Return the age in whole months, corrected for prematurity until 24 months."""
        if self.born is None:
            return None
        months = _months_between(self.born, day)
        if months < CORRECTED_UNTIL_MONTHS and self.weeks_early:
            return max(0, _months_between(self.born, day - timedelta(weeks=self.weeks_early)))
        return months

    def band_at(self, day: date) -> str | None:
        """Return the age band on a day; None if the age is unknown."""
        months = self.months_at(day)
        if self.band or months is None:
            return self.band
        return [band for band, first in BANDS.items() if first <= max(months, 0)][-1]


def _months_between(born: str, day: date) -> int:
    """Count whole months; if only the month of birth is known, calendar months."""
    year, month, *rest = (int(part) for part in born.split("-"))
    not_yet = bool(rest) and day.day < rest[0]
    return (day.year - year) * 12 + day.month - month - not_yet


def read_born(text: str, today: date) -> str:
    """Read a birth date or year-month, or an age of up to some weeks or months.

    Of an age in months, and of “newborn”, only the month of birth is known. An age in years tells
    no month.

    Raises:
        UnreadableDate: it is none of them, in the future, or more than 25 years ago.
    """
    first = f"{today.year - OLDEST_YEARS:04}-{today:%m-%d}"
    born = _born_in_digits(text.strip()) or _born_in_words(text, today)
    if born and born < first[: len(born)]:
        cure = f"Is the year right? It is more than {OLDEST_YEARS} years back."
        raise errors.usage.UnreadableDate(text, "a birth date", cure)
    if born and born <= today.isoformat()[: len(born)]:
        return born
    cure = (
        "Give “2024-08-17”, “august 2024”, “3 weeks” or “newborn”. Of an age in years alone, give "
        "--band."
    )
    raise errors.usage.UnreadableDate(text, "a birth date", cure)


def _born_in_digits(typed: str) -> str | None:
    for form, length in (("%Y-%m-%d", 10), ("%Y-%m", 7), *_MONTH_AND_YEAR):
        with suppress(ValueError):
            return datetime.strptime(typed, form).date().isoformat()[:length]  # noqa: DTZ007 a day has no zone
    return None


def _born_in_words(typed: str, today: date) -> str | None:
    """Read “17 august 2024”, “august 2024”, “2 weeks old”, “newborn”."""
    from attune_cli.core.time.age import age_said  # noqa: PLC0415 few add a child
    from attune_cli.core.time.days import day_ago, normalized  # noqa: PLC0415 likewise
    from attune_cli.core.time.period import Unit, parse_span  # noqa: PLC0415 likewise

    plain = normalized(typed)
    if plain in _NEWBORN:
        return f"{today:%Y-%m}"
    if age := age_said(plain):
        length, day = _KNOWN_OF_AGE.get(age.unit, 0), day_ago(f"{age} ago", today)
        return (day.isoformat()[:length] or None) if day else None
    with suppress(errors.usage.UnreadableDate):
        days = parse_span(plain, datetime.combine(today, time(NOON)))
        if days.unit is Unit.MONTH:
            return f"{days.start:%Y-%m}"
        if days.unit is Unit.DAY:
            return days.start.isoformat()
    return None


def _band_named(text: str) -> str | None:
    band = text.strip().casefold().replace("_", "-").replace(" ", "-")
    for name in (band, band.removesuffix("s")):
        if (found := _BAND_NAMES.get(name, name)) in BANDS:
            return found
    return None


def read_band(text: str) -> str:
    """Read an age band, by its name or as an age such as “2” or “18 months”.

    Raises:
        UnreadableBand: it is none of the five, or no age below 18.
    """
    if band := _band_named(text):
        return band
    from attune_cli.core.time.age import age_said  # noqa: PLC0415 most name it

    if " ".join(text.casefold().split()) in _NEWBORN:
        return next(iter(BANDS))
    said = age_said(text)
    if said is None or not 0 <= said.months < GROWN_UP:
        raise errors.usage.UnreadableBand(text, BANDS)
    return [band for band, first in BANDS.items() if first <= said.months][-1]


def read_age(text: str, today: date) -> Age:
    """Read an age as people say it: “2”, “18 months”, “newborn”, “august 2024”, “toddler”.

    Raises:
        UnreadableBand: it is none, or none below 18.
    """
    from attune_cli.core.time.age import age_said  # noqa: PLC0415 few say one

    is_named = _band_named(text) or _born_in_digits(text.strip())
    said = None if is_named else age_said(text)
    if said is None or said.unit != "y":
        with suppress(errors.usage.UnreadableDate):
            born = read_born(re.sub(_BORN, "", text.strip()), today)
            if band := Child("", born).band_at(today):
                return Age(born, band)
    return Age(None, read_band(text))


def read_name(text: str) -> str:
    """Read a nickname, typed with or without @.

    Raises:
        UnreadableName: it cannot be a nickname.
    """
    name = composed(_bare(text))
    kinds = [" " if sign in _ALSO_IN_NAMES else category(sign) for sign in name]
    fits = all(kind[0] in "LM " or kind == "Nd" for kind in kinds)
    if not fits or not kinds or kinds[0][0] != "L" or len(name) > LONGEST_NAME:
        raise errors.usage.UnreadableName(text)
    return name


@lru_cache  # a journal has few names, each thousands of times
def key_of(name: str) -> str:
    """Return the key by which nicknames are equal: in any case and any Unicode encoding."""
    return fold(_bare(name))


def _bare(name: str) -> str:
    return " ".join(name.strip().removeprefix("@").split())


def composed(text: str) -> str:
    """Return the text in Unicode normal form C."""
    return normalize("NFC", text)


def shown(name: str) -> str:
    """Return a nickname for display: “ada” becomes “Ada”."""
    return capitalised(name) if name == name.lower() else name


def names_in(typed: Iterable[str]) -> Iterator[str]:
    """Yield the names of a list: each text may be several with commas between them, as “ada,bo”.

    A name has no comma and no @, so nothing else can be meant.
    """
    for text in typed:
        names = [name for part in text.split(",") if (name := part.strip().removeprefix("@"))]
        yield from names or [text]


def near_names(name: str, known: list[str]) -> list[str]:
    """Return up to two known nicknames that resemble the typed one."""
    by_key = {key_of(other): other for other in known}
    return [by_key[key] for key in get_close_matches(key_of(name), list(by_key), 2)]
