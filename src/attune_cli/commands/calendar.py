"""`attune calendar`: a month as a grid, with how many moments each day has, and what is planned."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import IN_MONTHS, complete_whose_days, one_of
from attune_cli.commands.options import AsJson, By, OfChild, Plain, near, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.commands.query import View, query_of, whose
from attune_cli.commands.reflection import month_named, one_span
from attune_cli.core.calendar import calendar as calendar_of
from attune_cli.core.time.days import normalized
from attune_cli.core.time.period import Period, month_of
from attune_cli.render.calendar import calendar_json, calendar_page
from attune_cli.render.json import print_json
from attune_cli.render.output import is_drawn, show, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.plan import unread
from attune_cli.render.text import page_width
from attune_cli.store.database import reading
from attune_cli.store.moments import counts_by_day
from attune_cli.store.people import read_people
from attune_cli.store.plans import read_plans

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NEXT = "next month"
VIEW = View(
    "calendar",
    "a child, a caregiver and a month: attune calendar @ada october",
    others={"next": "the month after this one", "last": "the month before this one"},
)

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[@NAME] [MONTH]",
        help="Whose moments, and which month: @ada october.",
        autocompletion=complete_whose_days,
    ),
]
Before = Annotated[bool, typer.Option("--last", help="The month before this one.")]
After = Annotated[bool, typer.Option("--next", help="The month after this one.")]
Of = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="DATE",
        help="The month that holds this day; or 'october', '2026-12'.",
        autocompletion=one_of([*IN_MONTHS, (NEXT, "")]),
    ),
]


@app.command(epilog="Example: attune calendar @ada october")
def calendar(
    ctx: typer.Context,
    words: Words = None,
    last: Before = False,
    next_: After = False,
    of: Of = None,
    child: OfChild = None,
    caregiver: By = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """See a month as a calendar: how many moments each day has, and what is planned."""
    run = run_of(ctx)
    now = run.clock()
    rest, is_next = _without_next(words or ())
    query = query_of(ctx, rest, VIEW)
    child, caregiver = whose(query, child, caregiver)
    if of is not None and normalized(of) == NEXT:
        of, is_next = None, True
    last, of = one_span(query, last=last, of=of)
    if is_next or next_:
        _require_alone("--next" if next_ else "next", query.last, last=last, of=of)
        period = month_of(month_named(False, None, now).end)
    else:
        period = _named(last, of, now)
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        known = read_people(connection)
        child, caregiver = stored_names(child, caregiver, known)
        counts = counts_by_day(
            connection, period, known.id_of_child(child), known.id_of_caregiver(caregiver)
        )
    plans = read_plans(run.home)
    month = calendar_of(
        period,
        counts,
        (kept.plan for kept in plans.kept),
        now.date(),
        run.settings.first_weekday,
        child=child,
        caregiver=caregiver,
    )
    if as_json:
        print_json(calendar_json(month))
    else:
        show(calendar_page(month, page_width(), is_drawn=_is_drawn(plain=plain)), plain=plain)
    sys.stdout.flush()
    for path in plans.unreadable:
        tell_wrapped(clean(unread(path)), sys.stderr)


def _named(last: bool, of: str | None, now: datetime) -> Period:
    """Return the month that is named.

    Raises:
        UnreadableDate: the words mean none; perhaps the next one.
    """
    try:
        return month_named(last, of, now)
    except errors.usage.UnreadableDate:
        if of and near(normalized(of), (NEXT, "next")):
            raise errors.usage.UnreadableDate(of, "a month", f"Did you mean “{NEXT}”?") from None
        raise


def _is_drawn(*, plain: bool) -> bool:
    """Whether there may be signs of braille: in a terminal that has more than ASCII."""
    return is_drawn(plain=plain) and (sys.stdout.encoding or "").casefold().startswith("utf")


def _without_next(words: Sequence[str]) -> tuple[list[str], bool]:
    """Return what was typed without “next” or “next month”, and whether it was there.

    Elsewhere days are past ones, so nothing else knows these words.
    """
    rest = " ".join(words).casefold().split() if len(words) == 1 else [*words]
    places = [place for place, word in enumerate(rest) if word.casefold() == "next"]
    if not places:
        return [*words], False
    (first, *_) = places
    has_noun = [word.casefold() for word in rest[first + 1 : first + 2]] == ["month"]
    return rest[:first] + rest[first + 1 + has_noun :], True


def _require_alone(next_: str, is_last: bool, *, last: bool, of: str | None) -> None:
    """Require that no other month is named than the next one.

    Args:
        next_: how that is said.
        is_last: whether the one before is said by a word.
        last: whether it is said at all.
        of: another month.

    Raises:
        WordsClash: another one is named, too.
    """
    if last or of is not None:
        other = ("last" if is_last else "--last") if last else str(of)
        raise errors.usage.WordsClash(next_, other, "Each names a month. Keep one of them.")
