"""Retention: which backups stay when a new one is made.

The rule looks at dates and counts alone. It leaves the same copies whether it runs every day or
once over all copies that ever existed.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

DAYS, WEEKS, MONTHS = 7, 4, 12
KEPT_FOR = timedelta(days=366)
ALWAYS_KEPT = 3


class Copy(NamedTuple):
    """A copy of the journal, with what the rule looks at.

    Attributes:
        taken_at: when it was made; aware, in the caregiver's zone.
        moments: how many it holds.
        name: its file name.
    """

    taken_at: datetime
    moments: int
    name: str


def _day(copy: Copy) -> Any:
    return copy.taken_at.date()


def _week(copy: Copy) -> Any:
    return copy.taken_at.isocalendar()[:2]


def _month(copy: Copy) -> Any:
    return copy.taken_at.year, copy.taken_at.month


def rotated_out(copies: Iterable[Copy]) -> set[str]:
    """Return the names of the daily copies to remove.

    The newest copy stays of each of the last 7 days, 4 weeks and 12 months that have one. A copy
    with more moments than every newer one stays too, so that a loss can be restored.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.taken_at, copy.name), reverse=True)
    staying: set[str] = set()
    for span, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        staying |= _newest_of_each(newest_first, span, most)
    fullest = -1
    for copy in newest_first:
        if copy.moments > fullest:
            staying.add(copy.name)
            fullest = copy.moments
    return {copy.name for copy in newest_first} - staying


def _newest_of_each(
    newest_first: Iterable[Copy], span: Callable[[Copy], Any], most: int
) -> set[str]:
    newest: dict[Any, str] = {}
    for copy in newest_first:
        if len(newest) == most and span(copy) not in newest:
            break
        newest.setdefault(span(copy), copy.name)
    return set(newest.values())


def expired(copies: Iterable[tuple[datetime, str]], now: datetime) -> set[str]:
    """Return the names of the copies to remove: over a year old, and not among the newest three.

    Args:
        copies: of one kind: when each was made, and its name.
        now: the present.
    """
    newest_first = sorted(copies, reverse=True)
    return {name for taken_at, name in newest_first[ALWAYS_KEPT:] if now - taken_at > KEPT_FOR}
