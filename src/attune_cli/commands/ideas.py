"""What ideas are chosen from, and whom they are for."""

from datetime import date
from typing import NamedTuple

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.lately import child_of, is_with_another, with_any
from attune_cli.core.moment import Moment
from attune_cli.core.people import Child
from attune_cli.core.tips import Tip, read_tips
from attune_cli.store.own_tips import read_own_tips
from attune_cli.store.tips import Noted


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


def library(run: Attune) -> tuple[Tip, ...]:
    """Return all tips, the person's own last.

    Raises:
        OwnTipsBroken: their file means nothing.
        SettingsBroken: that of the words they go with does.
    """
    tips = read_tips()
    ids = {tip.id for tip in tips}
    return (*tips, *read_own_tips(run.home.own_tips, ids, run.vocabulary))


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
    if child and typed is None and is_with_another(child, of_age, found.moments):
        child = None  # ideas for one age are for both
    return Aim(band, child, with_any(found.moments, [child.name] if child else of_age))
