"""The views of what was written about the weeks, and of the question before it is."""

from collections.abc import Iterable
from datetime import date

from attune_cli.core.answer import Answer
from attune_cli.core.period import Period, week_of
from attune_cli.render.page import Line, beginning, paragraphs
from attune_cli.render.period import is_unfinished, span, title_of


def question_page(
    period: Period, question: str, today: date, last: Answer | None, *, has_draft: bool
) -> list[Line]:
    """Return what stands above the place to write in.

    Args:
        period: the week.
        question: what is asked.
        today: the present day.
        last: what was written about that week last.
        has_draft: whether there is something to go on with.
    """
    so_far = " · so far" if is_unfinished(period, today) else ""
    page = [Line(f"{title_of(period)}{so_far}", "quiet")]
    if last:
        page += [Line(), Line("You wrote:", "quiet"), *beginning(last.text)]
        page.append(Line("What you write now is kept beside it.", "quiet"))
    page += [Line(), Line(question, "title")]
    if has_draft:
        page.append(Line("What you had begun is here, to go on with.", "quiet"))
    return [*page, Line()]


def answers_page(answers: Iterable[Answer], period: Period | None = None) -> list[Line]:
    """Return the answers, whole, week by week; where there are none, how to begin or to see all.

    Args:
        answers: the oldest first.
        period: the days they were looked for in; None where that was all.
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
        page += paragraphs(answer.text)
    if not page and period:
        text = f"Nothing is written about {span(period)}. To see all that is:"
        return [Line(text), Line("attune reflections", "command", 2)]
    return page[1:] or [
        Line("Nothing is written here. To begin, with one question about this week:"),
        Line("attune reflect", "command", 2),
    ]


def kept(answer: Answer, today: date) -> str:
    """Return what was stored, in one line."""
    year = "" if answer.week.year == today.year else f" {answer.week.year}"
    return f"Kept with the week of {answer.week.day} {answer.week:%B}{year}."
