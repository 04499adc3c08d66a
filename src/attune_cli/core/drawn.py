"""A plan of random times: for the moments that are logged because a time picked them."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid5

from attune_cli.core.period import DAYS_OF_WEEK
from attune_cli.core.plan import NAMESPACE
from attune_cli.core.planning import Hours


def drawn_uid(hours: Hours, per_week: int, weeks: int, first: date) -> str:
    """Return the identity of a plan of random times; begun on another day, it is another."""
    return str(uuid5(NAMESPACE, f"drawn|{hours}|{per_week}|{weeks}|{first}"))


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
