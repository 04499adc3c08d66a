"""Looking back on a span of days: what `week`, `month` and `look` do once they know which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.period import Period, week_of
from attune_cli.core.summary import Reflection, reflect
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.render.page import Line
from attune_cli.store.answers import last_answer
from attune_cli.store.database import reading
from attune_cli.store.moments import first_day, window
from attune_cli.store.people import People, read_people

SHOWN_FOR = timedelta(weeks=8)  # an answer, in weeks after its own


class Asked(NamedTuple):
    """Whose moments, and how they are to be shown; an idea ends the page where it is wanted."""

    child: str | None
    caregiver: str | None
    explain: bool
    as_json: bool
    plain: bool
    idea: bool = False


if TYPE_CHECKING:
    from attune_cli.store.tips import Noted


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
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 likewise
        from attune_cli.render.figures import reflection_face  # noqa: PLC0415 likewise

        more = {"explanation": [line.text for line in explained if line.text]} if explained else {}
        print_json(reflection_face(found.reflection, found.answer) | more)
        return
    from attune_cli.render.plain import show  # noqa: PLC0415 not for JSON

    show(explained or _page(run, found, today), plain=asked.plain)


def _page(run: Attune, found: Found, today: date) -> list[Line]:
    from attune_cli.render.reflection import reflection_page  # noqa: PLC0415 not for JSON

    idea = []
    if found.noted:
        from attune_cli.commands.idea_of_week import week_idea  # noqa: PLC0415 where it is wanted

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
        known = read_people(connection)
        child, caregiver = narrowed(asked.child, asked.caregiver, known)
        period = period_of(first_day(connection), first_weekday)
        found = window(connection, period)
        answer = last_answer(connection, period.end)
        has_idea = asked.idea and not (asked.as_json or asked.explain)
        is_calm = not any(FRIGHTEN in moment.responses for moment in found.moments)
        for_idea = _noted(connection, today) if has_idea and found.moments and is_calm else None
    reflection = reflect(found.moments, period, child, caregiver, run.settings.parts_of_day)
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
    return Found(reflection, found.last_day_before, near, is_week, for_idea)


def _noted(connection: Any, today: date) -> "Noted":
    from attune_cli.store.tips import noted  # noqa: PLC0415 where an idea is wanted

    return noted(connection, today)


def narrowed(
    child: str | None, caregiver: str | None, known: People
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
