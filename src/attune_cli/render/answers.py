"""The questions of weeks as sentences, the page around one, and the answers."""

from collections.abc import Iterable
from datetime import date

from attune_cli import dates
from attune_cli.core.answer import Answer
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.question import About, Question
from attune_cli.core.statistics.majority import Share
from attune_cli.core.statistics.patterns import Cell
from attune_cli.core.time.period import Period, week_of
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import moment_name
from attune_cli.render.page import MOST_OF_TEXT, Line, beginning, goes_on, out_of, paragraphs
from attune_cli.render.period import day, is_unfinished, span, title_of

TIMES = {
    "morning": "mornings",
    "afternoon": "afternoons",
    "evening": "evenings",
    "night": "nights",
    "monday": "Mondays",
    "tuesday": "Tuesdays",
    "wednesday": "Wednesdays",
    "thursday": "Thursdays",
    "friday": "Fridays",
    "saturday": "Saturdays",
    "sunday": "Sundays",
}


def question_page(
    period: Period, question: str, today: date, last: Answer | None, *, has_draft: bool
) -> list[Line]:
    """Return the page above the place where the answer is written.

    Args:
        period: the week.
        question: the sentence.
        today: the present day.
        last: the last answer about that week; None if there is none.
        has_draft: whether there is a draft of an answer.
    """
    title = title_of(period)
    page = [Line(f"{title} · so far" if is_unfinished(period, today) else title, "quiet")]
    if last:
        page += [Line(), Line("You wrote:", "quiet"), *beginning(last.text)]
        page.append(Line("What you write now is kept beside it.", "quiet"))
    page += [Line(), Line(question, "title")]
    if has_draft:
        page.append(Line("What you had begun is here, to go on with.", "quiet"))
    return [*page, Line()]


def answers_page(answers: Iterable[Answer], period: Period | None = None) -> list[Line]:
    """Return the answers, week by week; if there are none, how to begin or to see all.

    Args:
        answers: the oldest first.
        period: the days that they are limited to; None for no limit.
    """
    page, week, question = list[Line](), None, None
    for answer in answers:
        page.append(Line())
        if answer.week != week:
            week, question = answer.week, None
            page.append(Line(title_of(week_of(week, week.weekday())), "heading"))
        if answer.question != question:
            question = answer.question
            page.append(Line(question, "quiet"))
        page += paragraphs(answer.text[:MOST_OF_TEXT])
        page += goes_on(answer.text, MOST_OF_TEXT, "attune reflections --json")
    if not page and period:
        text = f"Nothing is written about {span(period)}. To see all that is:"
        return [Line(text), Line("attune reflections", "command", 2)]
    return page[1:] or [
        Line("Nothing is written here. To begin, with one question about this week:"),
        Line("attune reflect", "command", 2),
    ]


def kept(answer: Answer, today: date) -> str:
    """Return the line after an answer was stored."""
    if answer.week.year == today.year:
        return f"Kept with the week of {dates.of_year(answer.week)}."
    return f"Kept with the week of {day(answer.week)}."


def ask(question: Question, over_all: Share, words: Vocabulary, today: date) -> str:
    """Return a question as a sentence.

    Args:
        question: its subject and values.
        over_all: the share that a pattern is compared with.
        words: for the labels.
        today: the present day.
    """
    if question.about is About.SUPPORT:
        return "Who is somebody you could talk to about what happened?"
    if question.notice:
        notice = question.notice
        return (
            f"Is there something about {about(notice, words)}? Of what was logged, "
            f"{out_of(notice.k, notice.n)} were sensitive then, "
            f"{out_of(over_all.k, over_all.n)} over all."
        )
    if question.moment:
        return f"What might coming back to {moment_name(question.moment, words, today)} look like?"
    if question.highlight:
        who, did = _who(question.caregivers), words.label(question.highlight.word)
        return f"Think of a time when {who} {did}: what made it possible?"
    if question.about is About.CALM:
        return "Which of the calm moments would you like again soon?"
    return _first_step(question.caregivers)


def _first_step(caregivers: tuple[str, ...]) -> str:
    if len(caregivers) != 1 or DEFAULT_CAREGIVER in caregivers:
        return "What was one small thing that you did, and were glad of?"
    return f"What was one small thing that {_who(caregivers)} did, and you were glad of?"


def _who(caregivers: tuple[str, ...]) -> str:
    if len(caregivers) > 1:
        return "one of you"
    return shown(caregivers[0]) if set(caregivers) - {DEFAULT_CAREGIVER} else "you"


def about(cell: Cell, words: Vocabulary, who: str = "you") -> str:
    """Return the name of a cell inside a sentence: evenings; moments when you were tired.

    Args:
        cell: any cell.
        words: for the labels.
        who: who responded, as the sentence says it.
    """
    label = words.label(cell.cell)
    match cell.by:
        case "state" if who == "you":
            return f"moments when you were {label}"
        case "state":
            return f"moments when {who} was {label}"
        case "cue":
            return f"moments when they were {label}"
        case "response":
            return f"moments when {who} {label}"
    return TIMES[cell.cell]
