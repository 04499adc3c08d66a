"""What a caregiver wrote about a week, for themselves."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.statistics.patterns import Cell
from attune_cli.core.statistics.reflection import Highlight, Reflection


class Answer(NamedTuple):
    """An answer to the question of a week.

    Attributes:
        uid: its identity, the same in every copy of the journal.
        week: the first day of the week that it is kept with.
        question: as it was asked; the week may ask something else by now.
        text: what was written.
        written_at: the instant, with the fixed UTC offset of its place.
        number: in the order of writing; None before it is stored.
    """

    uid: str
    week: date
    question: str
    text: str
    written_at: datetime
    number: int | None = None


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
    notice: Cell | None = None
    moment: Moment | None = None
    highlight: Highlight | None = None
    caregivers: tuple[str, ...] = ()


def questions_of(reflection: Reflection) -> tuple[Question, ...]:
    """Return what to ask about: one question, or one for each pattern.

    After fear, who to talk to; else the patterns, else what went well, else the latest moment
    that is open, else what was calm.
    """
    distress = reflection.distress
    if distress.frightened:
        return (Question(About.SUPPORT),)
    if reflection.notices:
        return tuple(Question(About.NOTICE, notice=notice) for notice in reflection.notices)
    if distress.highlights:
        highlight, doers = distress.highlights[0], reflection.caregivers
        return (Question(About.WENT_WELL, highlight=highlight, caregivers=doers),)
    if distress.still_open:
        return (Question(About.STILL_OPEN, moment=distress.still_open[-1]),)
    has_calm = reflection.connection.ratings.logged
    return (Question(About.CALM if has_calm else About.FIRST_STEP),)
