"""Ages in words: “2”, “two and a half”, “18 months”, “1 year 3 months”, “almost 3”."""

import re
from typing import NamedTuple

from attune_cli.core.time.days import normalized, span_ago

_UNITS = {"d": "days", "w": "weeks", "month": "months", "y": "years"}
_MONTHS_IN = {"d": 12 / 365, "w": 12 / 52, "month": 1.0, "y": 12.0}
_IN_FULL = (
    (r"^(?:s?he|they)(?: is| are|['’]s|['’]re) ", ""),
    (r"^(?:about|around|roughly|maybe|just turned|just|turned|over|only) ", ""),
    (r"(?<=[\d ])(?:y/?o|yrs?|y)(?![a-z])", " years "),
    (r"(?<=[\d ])(?:mths?|mos?|m)(?![a-z])", " months"),
    (r"(?<=[\d ])wks?(?![a-z])", " weeks"),
    (r"(?<=\d) ?(?:½|1/2)", ".5"),
    ("^thirteen", "13"), ("^fourteen", "14"), ("^sixteen", "16"), ("^seventeen", "17"),
)  # fmt: skip
_NEARLY = r"^(?:almost|nearly|not quite) "
_NUMBER = r"\d+(?:\.\d+)?|[a-z]+(?: and a half)?"


class SaidAge(NamedTuple):
    """An age.

    Attributes:
        number: how many of the unit.
        unit: `d`, `w`, `month` or `y`.
    """

    number: float
    unit: str

    @property
    def months(self) -> float:
        """The age in months."""
        return round(self.number * _MONTHS_IN[self.unit], 6)

    def __str__(self) -> str:
        return f"{self.number:g} {_UNITS[self.unit]}"


def age_said(text: str) -> SaidAge | None:
    """Read an age; a number alone is of years. None if it is no age, or a vague one."""
    plain = re.sub(r"(?<=\w)-", " ", normalized(text))
    for ending in (" ago", " of age", " old"):
        plain = plain.removesuffix(ending)
    for short, full in _IN_FULL:
        plain = re.sub(short, full, plain)
    is_nearly = re.match(_NEARLY, plain) is not None
    plain = " ".join(re.sub(_NEARLY, "", plain).split())
    if re.fullmatch(_NUMBER, plain):
        plain += " years"
    two = re.fullmatch(r"(.+ years?) (?:and )?(.+ months?)", plain)
    spans = [span_ago(f"{part} ago") for part in (two.groups() if two else (plain,))]
    parts = [span for span in spans if span and not span.is_vague and span.unit in _UNITS]
    if len(parts) < len(spans):
        return None
    number, unit = parts[0].number, parts[0].unit
    if two:
        number, unit = number * _MONTHS_IN["y"] + parts[1].number, "month"
    if is_nearly and unit in {"month", "y"}:
        number -= 1 / _MONTHS_IN[unit]
    return SaidAge(number, unit)
