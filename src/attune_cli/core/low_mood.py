"""When low days add up: a rule on the days that the reader marked with `low`.

It decides when a page says that help is there, and finds nothing out about a person.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from attune_cli.core.time.period import Period

LOW = "low"
LOW_WINDOW = 14  # days: two weeks
ENOUGH_LOW_DAYS = 4


class LowMood(NamedTuple):
    """The low days that a period looks back on.

    Attributes:
        days: the most low days in any 14 days that end with a low day of the period.
        first: the first low day of the period with enough of them in the 14 days up to it.
    """

    days: int
    first: date | None


def low_mood(low_days: Collection[date], period: Period) -> LowMood | None:
    """Return the low days that a period looks back on; None if it has no low day.

    The rule: at least 4 of the 14 days up to a low day are low ones. So a week brings it at most
    once, on one day, and no week brings it in which nothing was marked `low`.

    Args:
        low_days: days with a moment in which the reader was low, also of the two weeks before.
        period: the days to look at.
    """
    every = set(low_days)
    counts = {
        day: sum(0 <= (day - other).days < LOW_WINDOW for other in every)
        for day in sorted(every)
        if day in period
    }
    if not counts:
        return None
    first = next((day for day, count in counts.items() if count >= ENOUGH_LOW_DAYS), None)
    return LowMood(max(counts.values()), first)
