"""Options that several verbs share, so that they read and behave alike; and the run they get."""

from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from attune_cli.context import Attune
from attune_cli.core.days import parse_day
from attune_cli.core.people import key_of, near_names
from attune_cli.core.period import DAYS_OF_WEEK
from attune_cli.errors.people import UnknownPerson
from attune_cli.errors.usage import UnreadableName, WordsClash

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Plain = Annotated[bool, typer.Option("--plain", help="No colour and no chart, in a terminal too.")]
OfChild = Annotated[str | None, typer.Option(metavar="NAME", help="Only moments with this child.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Only this caregiver’s moments.")]
WeekBefore = Annotated[bool, typer.Option("--last", help="The week before this one.")]
WeekOf = Annotated[
    str | None, typer.Option("--of", metavar="DATE", help="The week that holds this day.")
]
Explain = Annotated[bool, typer.Option("--explain", help="How each figure came about.")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="The first day: '2026-11-20', '3 weeks ago', …"),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="The last day; a month or week counts to its end."),
]


def run_of(ctx: typer.Context) -> Attune:
    """Return the run that the door or a test put into the context."""
    run = ctx.find_object(Attune)
    assert run is not None  # noqa: S101 app.py always puts one
    return run


def day_of_week(last: bool, of: str | None, now: datetime) -> date:
    """Return a day of the week that --last or --of names; today where neither does.

    Raises:
        WordsClash: both name one.
        UnreadableDate: the words mean no day.
    """
    if last and of is not None:
        raise WordsClash("--last", "--of", "each names a week. Keep one of them.")
    return (
        parse_day(of, now) if of is not None else now.date() - timedelta(days=DAYS_OF_WEEK * last)
    )


def known_name(role: str, typed: str, known: list[str]) -> str:
    """Return the stored nickname for a typed one.

    Raises:
        UnknownPerson: the journal has nobody of that name.
        UnreadableName: it is empty.
    """
    if not key_of(typed):
        raise UnreadableName(typed)
    found = next((name for name in known if key_of(name) == key_of(typed)), None)
    if found is None:
        raise UnknownPerson(role, typed, known, near_names(typed, known))
    return found
