"""The marks that a person gave to tips, and what else the choice of a tip reads."""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import Child
from attune_cli.core.time.period import Period
from attune_cli.core.tips.choice import Mark, Marks
from attune_cli.core.tips.reasons import RECENT_DAYS
from attune_cli.store.moments import lately
from attune_cli.store.people import read_people

MOST_MOMENTS = 150  # five normal weeks; more would tell nothing else, and take their time

_MARKS = "SELECT tip_marks.tip, tip_marks.mark FROM tip_marks ORDER BY tip_marks.id"


def marks(connection: sqlite3.Connection | None) -> dict[str, Mark]:
    """Return what has been said of tips, by their ids, in the order in which it was said."""
    rows = () if connection is None else connection.execute(_MARKS)
    return {tip: Mark(mark) for tip, mark in rows}


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
        tuple(read_people(connection).children.values()),
        lately(connection, days, MOST_MOMENTS),
        marks(connection),
    )
