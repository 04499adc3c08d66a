"""A plan: time set aside, as times on the wall clock; each week again, or drawn at random.

The times have no zone: 17:30 is 17:30 wherever the calendar is, before and after the clocks change.
"""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

from attune_cli.core.days import WEEKDAYS
from attune_cli.core.period import DAYS_OF_WEEK
from attune_cli.core.planning import Hours
from attune_cli.errors.plans import PlanOver

PLAN_FILE = Path(__file__).parent.parent / "data" / "plan.toml"
LOOK_BACK, LOG_LAST = "look_back", "log_last"
_NAMESPACE = UUID("6d0f6a3e-8f0c-5c0b-9a53-5a1f7e1c2b74")  # attune's own, drawn once
_SHOWN = 3  # letters of a weekday


class Plan(NamedTuple):
    """Time set aside.

    Attributes:
        uid: its identity in any calendar; the same plan made again has the same one.
        title: what a calendar shows.
        times: when it begins, each time, in order and without a zone.
        days: the weekdays on which it comes again, 0 for Monday; none where times were drawn.
        minutes: how long it takes.
        remind: minutes before it at which the calendar rings; None for a silent one.
        text: what stands in the entry.
    """

    uid: str
    title: str
    times: tuple[datetime, ...]
    days: tuple[int, ...]
    minutes: int
    remind: int | None
    text: str

    def after(self, now: datetime) -> datetime | None:
        """Return the next time, from the wall clock's point of view; None where all are past."""
        wall = now.replace(tzinfo=None)
        return next((moment for moment in self.times if moment > wall), None)

    @property
    def day_names(self) -> list[str]:
        """The weekdays in short: mon, wed."""
        return [WEEKDAYS[day][:_SHOWN] for day in self.days]


def weekly_uid(title: str, days: Sequence[int], at: time) -> str:
    """Return the identity of a weekly plan: made again next month, it is the same entry."""
    said = " ".join(title.casefold().split())
    return str(uuid5(_NAMESPACE, f"weekly|{said}|{sorted(days)}|{at:%H:%M}"))


def drawn_uid(hours: Hours, per_week: int, weeks: int, first: date) -> str:
    """Return the identity of a plan of random times; begun on another day, it is another."""
    return str(uuid5(_NAMESPACE, f"drawn|{hours}|{per_week}|{weeks}|{first}"))


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


def drawn_times(
    hours: Hours, per_week: int, weeks: int, first: date, seed: str
) -> tuple[datetime, ...]:
    """Draw times, at most one a day: the same ones from the same seed.

    Args:
        hours: between which they lie, both ends included.
        per_week: how many in each seven days.
        weeks: for how many weeks.
        first: the first day that may have one.
        seed: what the draw depends on.
    """
    draw = Random(seed).random  # noqa: S311 no secret; and only random() is the same in every Python
    times = []
    for week in range(weeks):
        order = sorted(range(DAYS_OF_WEEK), key=lambda _: draw())
        for day in sorted(order[:per_week]):
            begin = datetime.combine(first + timedelta(days=DAYS_OF_WEEK * week + day), hours.begin)
            times.append(begin + timedelta(minutes=int(draw() * (hours.minutes + 1))))
    return tuple(times)


def plan_words(name: str) -> tuple[str, str]:
    """Return title and text of a plan that is attune's own: LOOK_BACK or LOG_LAST."""
    found = tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))[name]
    return found["title"], found["text"]
