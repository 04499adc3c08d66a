"""A plan: time set aside, as times on the wall clock; each week again, or drawn at random.

The times have no zone: 17:30 is 17:30 wherever the calendar is, before and after the clocks change.
"""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from attune_cli.core.days import WEEKDAYS

PLAN_FILE = Path(__file__).parent.parent / "data" / "plan.toml"
LOOK_BACK, LOG_LAST = "look_back", "log_last"
NAMESPACE = UUID("6d0f6a3e-8f0c-5c0b-9a53-5a1f7e1c2b74")  # of all plans' identities, drawn once
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


def plan_words(name: str) -> tuple[str, str]:
    """Return title and text of a plan that is attune's own: LOOK_BACK or LOG_LAST."""
    found = tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))[name]
    return found["title"], found["text"]
