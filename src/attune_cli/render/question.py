"""The question of a week, as a sentence."""

from datetime import date

from attune_cli.core.cells import Cell
from attune_cli.core.majority import Share
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.question import About, Question
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import named


def ask(question: Question, over_all: Share, words: Vocabulary, today: date) -> str:
    """Return a question as a sentence.

    Args:
        question: what it is about.
        over_all: the share that a pattern is held against.
        words: for the labels.
        today: the present day.
    """
    if question.about is About.SUPPORT:
        return "Who is somebody you could talk to about what happened?"
    if question.notice:
        notice = question.notice
        counted = (
            f"{notice.k} of {notice.n} were sensitive then, {over_all.k} of {over_all.n} over all"
        )
        return f"Is there something about {about(notice, words)}? {counted}."
    if question.moment:
        return f"What might coming back to {named(question.moment, words, today)} look like?"
    if question.deed:
        did = f"{_who(question.caregivers)} {words.label(question.deed.word)}"
        return f"Think of a time when {did}: what made it possible?"
    if question.about is About.CALM:
        return "Which of the calm moments would you like again soon?"
    return "What was one small thing that you did, and were glad of?"


def _who(caregivers: tuple[str, ...]) -> str:
    if len(caregivers) > 1:
        return "one of you"
    return shown(caregivers[0]) if set(caregivers) - {DEFAULT_CAREGIVER} else "you"


def about(cell: Cell, words: Vocabulary) -> str:
    """Name a cell in the middle of a sentence: evenings; moments when you were tired."""
    if cell.by == "state":
        return f"moments when you were {words.label(cell.cell)}"
    if cell.by == "cue":
        return f"moments when they were {words.label(cell.cell)}"
    if cell.by == "response":
        return f"moments when you {words.label(cell.cell)}"
    if cell.cell == "night":
        return "nights"
    return f"{cell.cell if cell.by == 'part_of_day' else cell.cell.capitalize()}s"
