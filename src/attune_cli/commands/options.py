"""Options that several verbs share, so that they read and behave alike; and the run they get."""

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attune_cli.context import Attune
from attune_cli.core.people import key_of, near_names
from attune_cli.core.vocabulary import Vocabulary, vocabulary
from attune_cli.errors import AttuneError
from attune_cli.errors.people import UnknownPerson
from attune_cli.errors.usage import (
    NotInRange,
    UnreadableDate,
    UnreadableName,
    WordsClash,
    needed_by,
)

if TYPE_CHECKING:
    from attune_cli.core.time.period import Period


def or_as_set(ctx: typer.Context, asked: bool) -> bool:
    """Return whether a page is to be plain: as it was asked for, or as it is set."""
    if asked or ctx.resilient_parsing or not sys.stdout.isatty():
        return asked
    run = ctx.find_object(Attune)  # none where nothing is needed
    return run is not None and run.is_plain


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Plain = Annotated[
    bool,
    typer.Option("--plain", callback=or_as_set, help="No colour and no chart, in a terminal too."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don’t ask first.")]
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


def known_to(run: Attune | None) -> Vocabulary:
    """Return the words where nothing may be refused: attune's alone, if the settings are broken.

    Args:
        run: None where the door has made none yet.
    """
    try:
        return (run or Attune.from_environment()).vocabulary
    except AttuneError:
        return vocabulary()


def week_named(last: bool, of: str | None, now: datetime, first_weekday: int) -> "Period":
    """Return the week that --last or --of names; this one where neither does.

    Raises:
        WordsClash: both name one.
        UnreadableDate: the words mean no day and no week.
    """
    from attune_cli.core.time.period import (  # noqa: PLC0415 not for `log`
        DAYS_OF_WEEK,
        parse_span,
        week_of,
    )

    if last and of is not None:
        raise WordsClash("--last", "--of", "each names a week. Keep one of them.")
    if of is None:
        return week_of(now.date() - timedelta(days=DAYS_OF_WEEK * last), first_weekday)
    span = parse_span(of, now, first_weekday)
    if (span.end - span.start).days > DAYS_OF_WEEK:
        raise UnreadableDate(of, "a week. Name a day in it, such as “2026-11-20” or “yesterday”")
    # Of an ISO week where weeks begin on another day: the week that has most of its days.
    return week_of(span.start + (span.end - span.start) // 2, first_weekday)


def known_name(role: str, typed: str, known: list[str], *, is_new: bool = True) -> str:
    """Return the stored nickname for a typed one.

    Args:
        role: "child" or "caregiver".
        typed: the nickname.
        known: those of the journal.
        is_new: whether it makes sense to add somebody of that name.

    Raises:
        UnknownPerson: the journal has nobody of that name.
        UnreadableName: it is empty.
    """
    if not key_of(typed):
        raise UnreadableName(typed)
    found = next((name for name in known if key_of(name) == key_of(typed)), None)
    if found is None:
        raise UnknownPerson(role, typed, known, near_names(typed, known), is_new=is_new)
    return found


WHOLE_NUMBER = "int range"  # as Typer names that type


def kinder(wrong: typer.BadParameter) -> Exception:
    """Return a refusal of attune in the place of one of Typer; that one where there is none.

    Args:
        wrong: an argument or an option that is missing, or can't be read.
    """
    param: Any = wrong.param
    if wrong.ctx is None or param is None:
        return wrong
    if param.param_type_name == "argument":
        return needed_by(wrong.ctx.command_path.partition(" ")[2]) or wrong
    if param.type.name == WHOLE_NUMBER:
        return NotInRange(param.opts[0], param.type.min, param.type.max)
    return wrong
