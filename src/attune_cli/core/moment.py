"""The moment: one logged interaction, and the enumerations that code depends on.

All other words are data; vocabulary.py reads them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.people import DEFAULT_CAREGIVER

FROM_MEMORY_AFTER = timedelta(hours=24)
FROM_MEMORY_AFTER_DAYS = 2
# How long attune offers to come back to a moment, and the shortest gap that it welcomes back from.
OPEN_FOR_DAYS = 14


class Kind(StrEnum):
    """The kind of a moment."""

    DISTRESS = "distress"
    CONNECTION = "connection"
    REPAIR = "repair"


class Sensitivity(StrEnum):
    """The caregiver's own rating of the response."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class CameBack(StrEnum):
    """Whether the caregiver came back to a moment rated partly or no."""

    SAME_MOMENT = "same_moment"
    LATER = "later"
    NOT_YET = "not_yet"
    NOT_NEEDED = "not_needed"


class Chosen(StrEnum):
    """Why the moment was logged: it stood out, or it was the last one."""

    STOOD_OUT = "stood_out"
    PROMPTED = "prompted"


class FearBy(StrEnum):
    """Whose response scared or hurt a child."""

    YOU = "you"
    ANOTHER = "another"
    BOTH = "both"


def fear_among(own: int, every: int) -> FearBy | None:
    """Return whose responses scared or hurt a child, where `own` of `every` are the reader’s."""
    if not every:
        return None
    if own == every:
        return FearBy.YOU
    return FearBy.BOTH if own else FearBy.ANOTHER


def fear_by(caregivers: Iterable[str]) -> FearBy | None:
    """Return whose responses scared or hurt a child; None if nobody's did.

    Args:
        caregivers: of the moments; “me” is the reader, as store.people.addressed says.
    """
    by_you = {name == DEFAULT_CAREGIVER for name in caregivers}
    if len(by_you) > 1:
        return FearBy.BOTH
    return next((FearBy.YOU if is_you else FearBy.ANOTHER for is_you in by_you), None)


class Moment(NamedTuple):
    """One logged interaction.

    Attributes:
        uid: a UUIDv7, the moment's identity everywhere.
        kind: distress, connection or repair.
        caregiver: nickname of who responded.
        local_day: the day on the caregiver's calendar, by which summaries group.
        occurred_at: the instant, with the UTC offset of the place; None if only the day is known.
        part_of_day: the part of the day, where it was said and no hour is known.
        logged_at: when it was logged, with the UTC offset of the place.
        number: the local number that people type; None before it is stored.
        children: nicknames of the children.
        cue, responses, activities, steps, states, after: words of the vocabularies.
        sensitivity: the caregiver's own rating; None if not rated.
        came_back: asked after partly or no only.
        chosen: whether it stood out or was prompted.
        repairs: uid of the moment that this repair points at.
        repaired: whether a repair points at this moment.
    """

    uid: str
    kind: Kind
    caregiver: str
    local_day: date
    occurred_at: datetime | None
    logged_at: datetime
    part_of_day: str | None = None
    number: int | None = None
    children: tuple[str, ...] = ()
    cue: str | None = None
    responses: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sensitivity: Sensitivity | None = None
    came_back: CameBack | None = None
    after: str | None = None
    chosen: Chosen = Chosen.STOOD_OUT
    repairs: str | None = None
    repaired: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None

    @property
    def time_known(self) -> bool:
        """Whether more than the day is known."""
        return self.occurred_at is not None

    @property
    def from_memory(self) -> bool:
        """Whether it was logged more than 24 hours later.

        If only the day is known, that is certain from the second day after it.
        """
        if self.occurred_at is not None:
            elapsed = self.logged_at.timestamp() - self.occurred_at.timestamp()
            return elapsed > FROM_MEMORY_AFTER.total_seconds()
        return (self.logged_at.date() - self.local_day).days >= FROM_MEMORY_AFTER_DAYS

    def is_of(self, child: str | None, caregiver: str | None) -> bool:
        """Whether it is with this child and by this caregiver; None stands for anybody."""
        is_with = child is None or child in self.children
        return is_with and caregiver in {None, self.caregiver}

    @property
    def was_hard(self) -> bool:
        """Whether it is a moment of distress rated partly or no."""
        return self.kind is Kind.DISTRESS and self.sensitivity in {
            Sensitivity.PARTLY,
            Sensitivity.NO,
        }

    @property
    def to_come_back_to(self) -> bool:
        """Whether coming back matters here: distress, rated partly or no, and not `not_needed`."""
        return self.was_hard and self.came_back is not CameBack.NOT_NEEDED

    @property
    def was_come_back_to(self) -> bool:
        """Whether the caregiver came back to it, then or later, or a repair points at it."""
        returned = self.repaired or self.came_back in {CameBack.SAME_MOMENT, CameBack.LATER}
        return self.to_come_back_to and returned


def latest_open(moments: Iterable[Moment]) -> Moment | None:
    """Return the latest moment to come back to that nobody came back to; None if there is none."""
    still_open = [m for m in moments if m.to_come_back_to and not m.was_come_back_to]
    return max(still_open, key=lambda m: (m.local_day, m.number or 0), default=None)


class LinkedMoment(NamedTuple):
    """A moment, with the moments that are linked to it by a repair.

    Attributes:
        moment: as stored.
        repaired: the moment that it repairs; None if it repairs none.
        repairs: numbers of the repairs that point at it.
    """

    moment: Moment
    repaired: Moment | None = None
    repairs: Sequence[int] = ()
