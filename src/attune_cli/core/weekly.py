"""A plan that comes round each week, on some of its days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import NamedTuple
from uuid import uuid5

from attune_cli.core.period import DAYS_OF_WEEK
from attune_cli.core.plan import NAMESPACE, Plan
from attune_cli.core.planning import (
    MOST_WEEKS,
    read_clock,
    read_last_day,
    read_weekdays,
    within,
)
from attune_cli.errors.plans import PlanOver
from attune_cli.errors.usage import WordsClash

WEEKS = 8  # where nothing else is said: it ends by itself
MOST_MINUTES, MOST_REMIND = 24 * 60, DAYS_OF_WEEK * 24 * 60


class Weekly(NamedTuple):
    """A weekly plan as it was said.

    Attributes:
        days, at: the days of the week and the time of day, in words.
        minutes: how long it takes.
        weeks, until: for how many weeks, or the last day in words; one of them, or none.
        remind: minutes before it at which a calendar rings; None for a silent one.
    """

    days: str
    at: str
    minutes: int
    weeks: int | None
    until: str | None
    remind: int | None


def weekly_plan(title: str, said: Weekly, now: datetime) -> Plan:
    """Return a weekly plan, still without a text.

    Raises:
        WrongUsage: something in it means nothing.
        PlanOver: none of it is still to come.
    """
    if said.weeks is not None and said.until is not None:
        raise WordsClash("--weeks", "--until", "each says when it ends. Keep one of them.")
    days, at = read_weekdays(said.days), read_clock(said.at)
    minutes = within("--for", said.minutes, 1, MOST_MINUTES, "minutes")
    if said.remind is not None:
        within("--remind", said.remind, 0, MOST_REMIND, "minutes")
    weeks = within("--weeks", WEEKS if said.weeks is None else said.weeks, 1, MOST_WEEKS, "weeks")
    until = (said.until, read_last_day(said.until, now)) if said.until is not None else None
    times = weekly_times(days, at, now, weeks, until)
    return Plan(weekly_uid(title, days, at), title, times, days, minutes, said.remind, "")


def weekly_uid(title: str, days: Sequence[int], at: time) -> str:
    """Return the identity of a weekly plan: made again next month, it is the same entry."""
    said = " ".join(title.casefold().split())
    return str(uuid5(NAMESPACE, f"weekly|{said}|{sorted(days)}|{at:%H:%M}"))


def coming_round(first: datetime, days: Sequence[int]) -> Iterator[datetime]:
    """Yield each time of a weekly rhythm from a moment on, which need not be one of them."""
    while True:
        if first.weekday() in days:
            yield first
        first += timedelta(days=1)


def weekly_times(
    days: Sequence[int], at: time, now: datetime, weeks: int, until: tuple[str, date] | None = None
) -> tuple[datetime, ...]:
    """Return the times of a weekly plan that are still to come.

    Args:
        days: weekdays, 0 for Monday.
        at: the time of day.
        now: the present.
        weeks: for how many weeks, from the first time on; where `until` is None.
        until: the last day, as typed and as a date.

    Raises:
        PlanOver: there is none up to the last day.
    """
    wall = now.replace(tzinfo=None)
    first = datetime.combine(wall.date(), at)
    to_come = coming_round(first if first > wall else first + timedelta(days=1), days)
    if until is None:
        return tuple(islice(to_come, weeks * len(days)))
    typed, last = until
    times = tuple(takewhile(lambda moment: moment.date() <= last, to_come))
    if not times:
        raise PlanOver(typed)
    return times
