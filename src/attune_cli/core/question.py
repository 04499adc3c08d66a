"""The question that a reflection ends with; its sentence is in render/answers.py."""

from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.patterns import Cell
from attune_cli.core.statistics.reflection import Highlight, Reflection


class About(StrEnum):
    """The subject of a question."""

    SUPPORT = "support"
    NOTICE = "notice"
    STILL_OPEN = "still_open"
    WENT_WELL = "went_well"
    CALM = "calm"
    FIRST_STEP = "first_step"


class Question(NamedTuple):
    """A question: its subject, and the values that its sentence needs."""

    about: About
    notice: Cell | None = None
    moment: Moment | None = None
    highlight: Highlight | None = None
    caregivers: tuple[str, ...] = ()


def questions_of(reflection: Reflection) -> tuple[Question, ...]:
    """Return the questions of a reflection: one for each pattern, or else one.

    The first subject that applies is asked about: fear, patterns, what went well, the latest
    moment of yours to come back to, calm moments, a first step.
    """
    distress, doers = reflection.distress, reflection.caregivers
    if distress.frightened:
        return (Question(About.SUPPORT),)
    if reflection.notices:
        return tuple(Question(About.NOTICE, notice=notice) for notice in reflection.notices)
    if distress.highlights:
        return (Question(About.WENT_WELL, highlight=distress.highlights[0], caregivers=doers),)
    if yours := [moment for moment in distress.still_open if moment.caregiver == DEFAULT_CAREGIVER]:
        return (Question(About.STILL_OPEN, moment=yours[-1]),)
    has_calm = reflection.connection.ratings.logged
    return (Question(About.CALM if has_calm else About.FIRST_STEP, caregivers=doers),)
