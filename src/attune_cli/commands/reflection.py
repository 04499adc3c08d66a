"""Looking back on a span of days: what `week`, `month` and `look` do once they know which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from attune_cli.commands.options import (
    AsJson,
    By,
    Explain,
    From,
    OfChild,
    Plain,
    To,
    WeekBefore,
    WeekOf,
    known_name,
    run_of,
    week_named,
)
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.statistics.reflection import Reflection, reflect
from attune_cli.core.time.period import Period, Unit, between, day_of, month_of, parse_span, week_of
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.errors.usage import UnreadableDate, WordsClash
from attune_cli.render.page import Line
from attune_cli.store import past, quick
from attune_cli.store.opening import reading

if TYPE_CHECKING:
    from attune_cli.store.noted import Noted

app = typer.Typer(rich_markup_mode=None, add_completion=False)


SHOWN_FOR = timedelta(weeks=8)  # an answer, in weeks after its own


class Asked(NamedTuple):
    """Whose moments, and how they are to be shown; an idea ends the page where it is wanted."""

    child: str | None
    caregiver: str | None
    explain: bool
    as_json: bool
    plain: bool
    idea: bool = False


class Found(NamedTuple):
    """What the journal has to say about a span of days.

    Attributes:
        reflection: what was computed.
        last_day_before: the last day with a moment before it.
        answer: what was written last about it, or else about one of the weeks before.
        can_answer: whether it is a week, with which an answer can be kept.
        noted: what an idea depends on, where one is wanted.
    """

    reflection: Reflection
    last_day_before: date | None
    answer: Answer | None
    can_answer: bool
    noted: "Noted | None" = None


def look_back(
    run: Attune, today: date, asked: Asked, period_of: Callable[[date | None, int], Period]
) -> None:
    """Show the reflection on a period.

    Args:
        run: the run.
        today: the present day.
        asked: whose moments, and how.
        period_of: gets the first day with a moment, or None, and on which weekday a week begins;
            returns the period.

    Raises:
        AttuneError: somebody is not known, or the period or the journal cannot be read.
    """
    found = _find(run, today, asked, period_of)
    explained = []
    if asked.explain:
        from attune_cli.render.explain import explanation  # noqa: PLC0415 if asked for

        explained = explanation(found.reflection, today)
    if asked.as_json:
        from attune_cli.render.json import (  # noqa: PLC0415
            print_json,
            reflection_json,
        )

        more = {"explanation": [line.text for line in explained if line.text]} if explained else {}
        print_json(reflection_json(found.reflection, found.answer) | more)
        return
    from attune_cli.render.output import show  # noqa: PLC0415 not for JSON

    show(explained or _page(run, found, today), plain=asked.plain)


def _page(run: Attune, found: Found, today: date) -> list[Line]:
    from attune_cli.render.reflection import reflection_page  # noqa: PLC0415 not for JSON

    idea = []
    if found.noted:
        from attune_cli.commands.tips.ideas import week_idea  # noqa: PLC0415 where it is wanted

        idea = week_idea(run, found.reflection, found.noted, today)
    return reflection_page(
        found.reflection,
        run.vocabulary,
        today,
        found.last_day_before,
        found.answer,
        can_answer=found.can_answer,
        idea=idea,
    )


def _find(
    run: Attune, today: date, asked: Asked, period_of: Callable[[date | None, int], Period]
) -> Found:
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        first_weekday = run.settings.first_weekday
        known = quick.people(connection)
        child, caregiver = narrowed(asked.child, asked.caregiver, known)
        period = period_of(past.first_day(connection), first_weekday)
        window = past.window(connection, period)
        answer = past.last_answer(connection, period.end)
        has_idea = asked.idea and not (asked.as_json or asked.explain)
        is_calm = not any(FRIGHTEN in moment.responses for moment in window.moments)
        for_idea = _noted(connection, today) if has_idea and window.moments and is_calm else None
    reflection = reflect(window.moments, period, child, caregiver, run.settings.parts_of_day)
    usual = run.settings.caregiver
    doers = tuple(known.addressed(name, usual) for name in reflection.caregivers)
    reflection = replace(reflection, caregivers=doers)
    if child or caregiver:  # what is everybody's says nothing of one of them
        return Found(reflection, None, None, can_answer=False, noted=for_idea)
    is_week = period == week_of(period.start, first_weekday)
    is_near = answer is not None and (
        answer.week in period or (is_week and period.end - answer.week <= SHOWN_FOR)
    )
    near = answer if is_near else None
    return Found(reflection, window.last_day_before, near, is_week, for_idea)


def _noted(connection: Any, today: date) -> "Noted":
    from attune_cli.store.noted import noted  # noqa: PLC0415 where an idea is wanted

    return noted(connection, today)


def narrowed(
    child: str | None, caregiver: str | None, known: quick.People
) -> tuple[str | None, str | None]:
    """Return the stored nicknames of those that were named.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    return (
        None if child is None else known_name("child", child, known.names_of_children),
        None
        if caregiver is None
        else known_name("caregiver", caregiver, known.names_of_caregivers),
    )


@app.command()
def week(
    ctx: typer.Context,
    last: WeekBefore = False,
    of: WeekOf = None,
    child: OfChild = None,
    caregiver: By = None,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back on a week: what went well, and how often."""
    run = run_of(ctx)
    now = run.clock()
    asked = Asked(child, caregiver, explain, as_json, plain, idea=True)
    look_back(run, now.date(), asked, lambda _, first: week_named(last, of, now, first))


Last = Annotated[bool, typer.Option("--last", help="The month before this one.")]
Of = Annotated[
    str | None, typer.Option(metavar="DATE", help="The month that holds this day; or 'october'.")
]


@app.command()
def month(
    ctx: typer.Context,
    last: Last = False,
    of: Of = None,
    child: OfChild = None,
    caregiver: By = None,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back on a month, as on a week."""
    run = run_of(ctx)
    now = run.clock()
    if last and of is not None:
        raise WordsClash("--last", "--of", "each names a month. Keep one of them.")
    span = parse_span(of, now) if of is not None else day_of(now.date())
    period = month_of(span.start)
    if of is not None and span.end > period.end and span.unit is Unit.SPAN:
        raise UnreadableDate(of, "a month. Try “october”, “2026-10” or “last month”")
    if last:
        period = month_of(period.start - timedelta(days=1))
    asked = Asked(child, caregiver, explain, as_json, plain)
    look_back(run, now.date(), asked, lambda *_: period)


@app.command(epilog="Example: attune look --from '3 weeks ago' --to yesterday")
def look(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    child: OfChild = None,
    caregiver: By = None,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back from one day to another; without --from, from the first moment on."""
    run = run_of(ctx)
    now = run.clock()
    look_back(
        run,
        now.date(),
        Asked(child, caregiver, explain, as_json, plain),
        lambda since, first_weekday: between(from_, to, now, since, first_weekday),
    )
