"""Ideas chosen from all tips: for whom they are, after a hard moment, at the end of a week."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.moment import OPEN_FOR_DAYS, Moment
from attune_cli.core.people import Child
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.core.tips.choice import Offer, choose, for_now, to_say
from attune_cli.core.tips.library import Tip, read_tips
from attune_cli.core.tips.reasons import (
    GOOD,
    child_of,
    is_with_another,
    moments_with,
    reasons_for_tips,
)
from attune_cli.errors import AttuneError
from attune_cli.render.output import tell_wrapped
from attune_cli.render.page import Line
from attune_cli.render.tips import idea_after, idea_of_week
from attune_cli.store.database import reading
from attune_cli.store.own_tips import read_own_tips
from attune_cli.store.people import read_people
from attune_cli.store.tip_marks import Noted, marks


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
    return Aim(band, child, moments_with(found.moments, [child.name] if child else of_age))


def tell_idea(run: Attune, moment: Moment, today: date) -> None:
    """Say one sentence to say or do after a hard moment, where one fits.

    The moment is stored: whatever stands in the way of an idea, it is left out.
    """
    with suppress(AttuneError):
        if not run.settings.tip_after_log:
            return
        with reading(run.home) as connection:
            children = tuple(read_people(connection).children.values())
            marked = marks(connection)
        child = child_of(children, [moment], today)
        band = child.band_at(today) if child else None
        if band and moment.cue:
            tip = to_say(library(run), moment.cue, band, moment.note, marked, today)
            for line in idea_after(tip, moment.cue) if tip else ():
                tell_wrapped(line, sys.stderr)


def week_idea(run: Attune, reflection: Reflection, found: Noted, today: date) -> list[Line]:
    """Return the lines with which a week ends: one of the ideas that `tips` shows today.

    There is none after fear, for the moments of one caregiver alone, or long after the week.
    """
    days_since = (today - reflection.period.last).days
    if not reflection.logged or reflection.distress.frightened or reflection.caregiver:
        return []
    if reflection.period.start > today or days_since > OPEN_FOR_DAYS:
        return []
    aim = aimed(found, today, reflection.child)
    if aim.band is None or reasons_for_tips(aim.moments, today).fear:
        return []
    try:
        tips = [tip for tip in library(run) if aim.band in tip.bands]
    except AttuneError:  # `attune tips` says what is wrong with the file
        return []
    tips = for_now(tips, aim.moments, found.marks, today)
    parts = run.settings.parts_of_day
    offers = choose(tips, aim.moments, found.marks, today, parts)
    offer = _for_need(offers)
    if offer is None:
        return []
    child = aim.child.name if aim.child and len(found.children) > 1 else None
    is_named = reflection.child is not None
    return idea_of_week(offer, aim.band, run.vocabulary, today, child, is_named=is_named)


def _for_need(offers: Sequence[Offer]) -> Offer | None:
    """Return the first offer whose reason is not what went well: the page has told that.

    What needs the page of where to turn is no idea for the end of a week.
    """
    offers = [offer for offer in offers if not offer.tip.support]
    others = [offer for offer in offers if offer.reason.about not in GOOD]
    return next(iter([*others, *offers]), None)
