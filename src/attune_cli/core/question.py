"""The one question that a week leaves to think about, drawn from what was logged."""

from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.patterns import Notice
from attune_cli.core.summary import Deed, Reflection


class About(StrEnum):
    """What a question is about."""

    SUPPORT = "support"
    NOTICE = "notice"
    STILL_OPEN = "still_open"
    WENT_WELL = "went_well"
    CALM = "calm"
    FIRST_STEP = "first_step"


class Question(NamedTuple):
    """A question and what it is about; the sentence is render's."""

    about: About
    notice: Notice | None = None
    moment: Moment | None = None
    deed: Deed | None = None


def question_of(reflection: Reflection) -> Question:
    """Return what to ask about.

    After fear, who to talk to; else a pattern, else what went well, else the latest moment that
    is open, else what was calm.
    """
    distress = reflection.distress
    if distress.frightened:
        return Question(About.SUPPORT)
    if reflection.notices:
        return Question(About.NOTICE, notice=reflection.notices[0])
    if distress.deeds:
        return Question(About.WENT_WELL, deed=distress.deeds[0])
    if distress.still_open:
        return Question(About.STILL_OPEN, moment=distress.still_open[-1])
    return Question(About.CALM if reflection.connection.ratings.logged else About.FIRST_STEP)
