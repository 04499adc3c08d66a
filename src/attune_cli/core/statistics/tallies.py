"""All rated moments of distress by day, whose they are, and the days of fear."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from attune_cli.core.statistics.majority import DayTally
from attune_cli.core.time.period import Period


class Tallies(NamedTuple):
    """The moments of distress of one child and caregiver, or of all.

    Attributes:
        rated: a tally for each day that has any rated.
        own: the same of the reader’s alone.
        fear: the day of each moment in which a response scared or hurt the child, rated or not.
    """

    rated: Sequence[DayTally] = ()
    own: Sequence[DayTally] = ()
    fear: Sequence[date] = ()

    def frightened(self, period: Period) -> int:
        """Return how many moments of a period are of fear."""
        return sum(day in period for day in self.fear)

    def may_be_judged(self, period: Period) -> bool:
        """Whether more than counts may be said: no fear, and not others’ moments alone."""
        rated, own = (_number(tallies, period) for tallies in (self.rated, self.own))
        return not self.frightened(period) and (own > 0 or not rated)

    def is_own(self, period: Period) -> bool:
        """Whether all rated moments of a period are the reader’s."""
        return _number(self.rated, period) == _number(self.own, period)


def _number(tallies: Sequence[DayTally], period: Period) -> int:
    return sum(tally.rated for tally in tallies if tally.day in period)
