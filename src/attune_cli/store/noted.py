"""What the journal says that a choice of tips depends on, on the standard library's sqlite3."""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import Child
from attune_cli.core.time.period import Period
from attune_cli.core.tips.choice import Marks
from attune_cli.core.tips.reasons import RECENT_DAYS
from attune_cli.store import past, quick
from attune_cli.store.marks import marks

MOST_MOMENTS = 150  # five normal weeks; more would tell nothing else, and take their time


class Noted(NamedTuple):
    """What a choice depends on.

    Attributes:
        children: the children.
        moments: what was logged lately.
        marks: what was said of tips.
    """

    children: tuple[Child, ...]
    moments: list[Moment]
    marks: Marks


def noted(connection: sqlite3.Connection | None, today: date) -> Noted:
    """Read what a choice depends on; its own day's rule looks one day further back than 28."""
    days = Period(today - timedelta(days=RECENT_DAYS), today + timedelta(days=1))
    return Noted(
        tuple(quick.people(connection).children.values()),
        past.lately(connection, days, MOST_MOMENTS),
        marks(connection),
    )
