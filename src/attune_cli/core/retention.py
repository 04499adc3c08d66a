"""Which copies of a journal stay when a new one is made: a rule on dates and counts alone.

Nothing here depends on what was dropped before: applied day by day, or once to all that there ever
was, the rule leaves the same copies.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

DAYS, WEEKS, MONTHS = 7, 4, 12
LONG = timedelta(days=366)
LEAST = 3


class Copy(NamedTuple):
    """A copy, as far as the rule looks at it.

    Attributes:
        taken_at: aware, on the caregiver's calendar.
        moments: how many it holds.
        name: what tells it from others.
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
    """Return the names of the daily copies that need not stay.

    The newest of each of the last 7 days, 4 weeks and 12 months that have one stays, and so does
    each that holds more moments than every newer one: what shrank is never all there is.
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
    """Return the names of those of one kind that need not stay: old, and not of the newest three.

    Args:
        copies: when each was taken, and its name.
        now: the present.
    """
    newest_first = sorted(copies, reverse=True)
    return {name for taken_at, name in newest_first[LEAST:] if now - taken_at > LONG}
