"""The marks that a person gave to tips, and what else the choice of a tip reads."""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, Child
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
        moments: what was logged lately; the usual caregiver is “me”, as pages say it.
        marks: what was said of tips.
    """

    children: tuple[Child, ...]
    moments: list[Moment]
    marks: Marks


def noted(
    connection: sqlite3.Connection | None, today: date, usual: str = DEFAULT_CAREGIVER
) -> Noted:
    """Read what a choice depends on; its own day's rule looks one day further back than 28.

    Args:
        connection: a journal, or None where there is none yet.
        today: the present day.
        usual: who responds where nobody is named, as the settings say.
    """
    days = Period(today - timedelta(days=RECENT_DAYS), today + timedelta(days=1))
    people = read_people(connection)
    moments = [
        moment._replace(caregiver=people.addressed(moment.caregiver, usual))
        for moment in lately(connection, days, MOST_MOMENTS)
    ]
    return Noted(tuple(people.children.values()), moments, marks(connection))
