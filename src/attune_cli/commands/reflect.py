"""`attune reflect`: one question about a week, and an answer that is kept with it."""

import sys
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import typer

from attune_cli.commands.answering import Answering
from attune_cli.commands.note import joined
from attune_cli.commands.options import AsJson, WeekBefore, WeekOf, run_of, week_named
from attune_cli.commands.reflecting import AskedWeek, as_typed, in_editor, in_terminal
from attune_cli.core.answer import Answer
from attune_cli.core.instant import pinned
from attune_cli.core.question import questions_of
from attune_cli.core.summary import reflect as summarised
from attune_cli.errors.moments import FutureMoment
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.render.answers import kept
from attune_cli.render.moment import support
from attune_cli.render.period import title_of
from attune_cli.render.plain import show, tell_wrapped
from attune_cli.render.question import ask
from attune_cli.store.answers import last_answer
from attune_cli.store.database import reading
from attune_cli.store.moments import window
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Text = Annotated[
    list[str] | None,
    typer.Option("-m", "--note", metavar="TEXT", help="Your answer; - reads standard input."),
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the answer in your editor.")]


@app.command(epilog='Example: attune reflect -m "we laughed about it in the end"')
def reflect(
    ctx: typer.Context,
    last: WeekBefore = False,
    of: WeekOf = None,
    note: Text = None,
    edit: Edit = False,
    as_json: AsJson = False,
) -> None:
    """Answer one question about the week, for yourself."""
    typed = note or []
    with Answering(run_of(ctx), joined(typed)) as answering:
        answering.take_piped(typed)
        asked = _asked(answering, last, of)
        if typed and edit:
            raise WordsClash("-m", "-e", "an answer comes from one place. Keep one of them.")
        if edit:
            in_editor(answering, asked)
        elif typed:
            as_typed(answering, asked, typed)
        elif sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
            in_terminal(answering, asked)
        else:
            how = f'To answer: {answering.verb} -m "…", or -m - for what a pipe brings.'
            raise WordsMissing(f"{title_of(asked.period)} asks: {answering.question} {how}")
        if answering.text:
            _answer(_stored(answering, asked), answering, as_json=as_json)
        else:
            tell_wrapped("Nothing is kept. The question can wait.", sys.stderr)
        if asked.frightened:
            show(support(), plain=answering.run.is_plain, stream=sys.stderr)


def _asked(answering: Answering, last: bool, of: str | None) -> AskedWeek:
    """Find the week and its question.

    Raises:
        WrongUsage: the week is named twice, or by no day.
        FutureMoment: it has not begun.
        JournalTrouble: the journal cannot be read.
    """
    run, now = answering.run, answering.now
    if last or of is not None:  # a draft knows it, even where the settings are refused
        answering.day = min(week_named(last, of, now, 0).start, now.date())
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        period = week_named(last, of, now, run.settings.first_weekday)
        if now.date() not in period:  # a draft of a week to come waits in this one
            answering.day = min(period.start, now.date())
        if period.start > now.date():
            do = "Come back to it then, or name an earlier day"
            raise FutureMoment(of or "", "in a later week", do)
        found = window(connection, period)
        answered = last_answer(connection, period.end)
        known = read_people(connection)
    reflection = summarised(found.moments, period, parts=run.settings.parts_of_day)
    usual = run.settings.caregiver
    doers = tuple(known.addressed(name, usual) for name in reflection.caregivers)
    reflection = replace(reflection, caregivers=doers)
    # The sentence is kept, so no day in it may be “yesterday”: it is said as from days later.
    later, over_all = period.end + timedelta(days=1), reflection.distress.strict
    questions = questions_of(reflection)
    answering.question = " ".join(ask(one, over_all, run.vocabulary, later) for one in questions)
    of_it = answered if answered and answered.week in period else None
    return AskedWeek(period, reflection.distress.frightened > 0, of_it)


def _stored(answering: Answering, asked: AskedWeek) -> Answer:
    """Store the answer, with its number; until it is, a draft has it."""
    answering.keep()
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    answer = Answer(
        uid=answering.uid,
        week=asked.period.start,
        question=answering.question,
        text=answering.text or "",
        written_at=pinned(answering.now),
    )
    with journal(answering.run.home) as opened:
        answer = answer._replace(number=opened.add_answer(answer))
    answering.done()
    return answer


def _answer(answer: Answer, answering: Answering, *, as_json: bool) -> None:
    try:
        if as_json:
            from attune_cli.render.as_json import answer_face, print_json  # noqa: PLC0415 if asked for

            print_json(answer_face(answer))
        else:
            tell_wrapped(kept(answer, answering.now.date()))
        sys.stdout.flush()
    except OSError:
        tell_wrapped("Your answer is stored; only this could not be shown.", sys.stderr)
        raise
