"""The glance that `attune` alone shows: the last moment, counts of this week, one hint."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import OPEN_FOR_DAYS, Kind, Moment, Sensitivity, latest_open
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import FRIGHTEN


class Hint(StrEnum):
    """The hint: what may help next. It is an offer, never a demand."""

    BEGIN = "begin"
    SUPPORT = "support"
    COME_BACK = "come_back"
    WELCOME_BACK = "welcome_back"
    LOG = "log"
    LOOK_BACK = "look_back"
    CALM = "calm"
    WEEK = "week"


class Glance(NamedTuple):
    """What the glance shows.

    Attributes:
        last: the moment logged last; None in an empty journal.
        week: the days of this week.
        distress, rated, yes: moments of distress this week, those rated, those rated yes.
        sensitive: those rated yes in which no response scared or hurt the child.
        connection, repair: calm moments and repairs this week.
        hint: what may help next.
        still_open: the reader's latest moment of this week to come back to; None if there is none.
    """

    last: Moment | None
    week: Period
    distress: int
    rated: int
    yes: int
    sensitive: int
    connection: int
    repair: int
    hint: Hint
    still_open: Moment | None


def glance(
    moments: Sequence[Moment],
    last: Moment | None,
    week: Period,
    today: date,
    reader: str = DEFAULT_CAREGIVER,
) -> Glance:
    """Return the glance.

    Args:
        moments: those of this week.
        last: the moment logged last, in any week.
        week: the days of this week.
        today: the present day.
        reader: the caregiver who looks, as stored.
    """
    distress = [m for m in moments if m.kind is Kind.DISTRESS]
    good = [m for m in distress if m.sensitivity is Sensitivity.YES]
    still_open = latest_open(moment for moment in moments if moment.caregiver == reader)
    return Glance(
        last=last,
        week=week,
        distress=len(distress),
        rated=sum(m.sensitivity is not None for m in distress),
        yes=len(good),
        sensitive=sum(FRIGHTEN not in m.responses for m in good),
        connection=sum(m.kind is Kind.CONNECTION for m in moments),
        repair=sum(m.kind is Kind.REPAIR for m in moments),
        hint=_hint(
            moments, last, today, is_open=still_open is not None, is_last=today == week.last
        ),
        still_open=still_open,
    )


def _hint(
    moments: Sequence[Moment], last: Moment | None, today: date, *, is_open: bool, is_last: bool
) -> Hint:
    if last is None:
        return Hint.BEGIN
    if FRIGHTEN in last.responses or any(FRIGHTEN in moment.responses for moment in moments):
        return Hint.SUPPORT
    if not moments:
        is_long_ago = (today - last.logged_at.date()).days >= OPEN_FOR_DAYS
        return Hint.WELCOME_BACK if is_long_ago else Hint.LOG
    if is_open:
        return Hint.COME_BACK
    if is_last:
        return Hint.LOOK_BACK
    has_calm = any(moment.kind is Kind.CONNECTION for moment in moments)
    return Hint.WEEK if has_calm else Hint.CALM
