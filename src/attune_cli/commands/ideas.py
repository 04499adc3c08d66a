"""What ideas are chosen from and by: the tips, what was said of them, and what was logged."""

from datetime import date, timedelta
from typing import NamedTuple

from attune_cli.commands.options import known_name
from attune_cli.core.choice import Marks
from attune_cli.core.lately import LATELY_DAYS, child_of, with_any
from attune_cli.core.moment import Moment
from attune_cli.core.people import Child
from attune_cli.core.period import Period
from attune_cli.core.tips import Tip, read_tips
from attune_cli.store import past, quick
from attune_cli.store.home import Home
from attune_cli.store.marks import marks
from attune_cli.store.opening import reading
from attune_cli.store.own_tips import read_own_tips

MOST_MOMENTS = 300  # ten normal weeks; more would tell nothing else


class Noted(NamedTuple):
    """What the journal says that a choice depends on.

    Attributes:
        children: the children.
        moments: what was logged lately.
        marks: what was said of tips.
    """

    children: tuple[Child, ...]
    moments: list[Moment]
    marks: Marks


class Aim(NamedTuple):
    """Whom ideas are for.

    Attributes:
        band: the age; None where nothing tells it.
        child: the child, if it is one.
        moments: what was logged with them lately.
    """

    band: str | None
    child: Child | None
    moments: list[Moment]


def library(home: Home) -> tuple[Tip, ...]:
    """Return all tips, the person's own last.

    Raises:
        OwnTipsBroken: their file means nothing.
    """
    tips = read_tips()
    return (*tips, *read_own_tips(home.own_tips, {tip.id for tip in tips}))


def noted(home: Home, today: date) -> Noted:
    """Read what a choice depends on.

    Raises:
        JournalTrouble: the journal cannot be read.
    """
    days = Period(today - timedelta(days=LATELY_DAYS), today + timedelta(days=1))
    with reading(home) as connection:
        return Noted(
            tuple(quick.people(connection).children.values()),
            past.lately(connection, days, MOST_MOMENTS),
            marks(connection),
        )


def aimed(found: Noted, today: date, typed: str | None = None, band: str | None = None) -> Aim:
    """Return whom ideas are for: the named child, or those of an age, or the likeliest child.

    Raises:
        UnknownPerson: the journal has no child of that name.
    """
    by_name = {child.name: child for child in found.children}
    if typed is not None:
        child: Child | None = by_name[known_name("child", typed, list(by_name))]
    else:
        child = None if band else child_of(found.children, found.moments, today)
    band = band or (child.band_at(today) if child else None)
    of_age = [name for name, one in by_name.items() if one.band_at(today) == band]
    return Aim(band, child, with_any(found.moments, [child.name] if child else of_age))
