"""How many moments of distress were rated how on a day: what a trend is made of."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Way(StrEnum):
    """Which ratings count; there are no half weights."""

    STRICT = "strict"  # those rated yes
    INCLUSIVE = "inclusive"  # those rated yes or partly


class DayTally(NamedTuple):
    """The rated moments of distress of one day, or of several added up.

    Attributes:
        day: the day, or the first of several.
        yes, partly, no: how many were rated so.
    """

    day: date
    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def rated(self) -> int:
        """All of them."""
        return self.yes + self.partly + self.no

    def counted(self, way: Way) -> int:
        """Return how many of them count."""
        return self.yes + (self.partly if way is Way.INCLUSIVE else 0)
