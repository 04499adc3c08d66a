"""The idea with which a week ends."""

from collections.abc import Sequence
from datetime import date

from attune_cli.commands.ideas import aimed, library
from attune_cli.context import Attune
from attune_cli.core.choice import Offer, choose, for_now
from attune_cli.core.lately import GOOD, OPEN_FOR_DAYS, lately
from attune_cli.core.summary import Reflection
from attune_cli.errors import AttuneError
from attune_cli.render.idea import idea_of_week
from attune_cli.render.page import Line
from attune_cli.store.tips import Noted


def week_idea(run: Attune, reflection: Reflection, found: Noted, today: date) -> list[Line]:
    """Return the lines with which a week ends: one of the ideas that `tips` shows today.

    There is none in a week of fear, or for somebody's moments alone, or long after.
    """
    days_since = (today - reflection.period.last).days
    if not reflection.logged or reflection.distress.frightened or reflection.caregiver:
        return []
    if reflection.period.start > today or days_since > OPEN_FOR_DAYS:
        return []
    aim = aimed(found, today, reflection.child)
    if aim.band is None or lately(aim.moments, today).fear:
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
    """Return the first that answers something else than what went well, which the page has said.

    What needs the page of where to turn is no idea for the end of a week.
    """
    offers = [offer for offer in offers if not offer.tip.support]
    others = [offer for offer in offers if offer.reason.about not in GOOD]
    return next(iter([*others, *offers]), None)
