"""`attune patterns`: when it is hard, and what goes with settling."""

from datetime import datetime, timedelta
from shlex import join
from typing import Annotated

import typer

from attune_cli.commands.complete import complete_whose_days
from attune_cli.commands.options import AsJson, By, From, More, OfChild, Plain, To, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.commands.query import View, ends, query_of, whose
from attune_cli.core.statistics.patterns import Patterns, patterns_from
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, between, week_of
from attune_cli.render.json import patterns_json, print_json
from attune_cli.render.output import is_drawn, is_styled
from attune_cli.render.pager import show_paged
from attune_cli.render.patterns import patterns_overview, patterns_page
from attune_cli.render.progress import waiting
from attune_cli.render.short import room
from attune_cli.render.text import page_width
from attune_cli.store.counting import Whose, patterns_in
from attune_cli.store.database import reading
from attune_cli.store.moments import first_day
from attune_cli.store.people import read_people

USUAL_WEEKS = 12
VIEW = View(
    "patterns", "a child, a caregiver and days: attune patterns @ada since september", span=True
)
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[@NAME] [DAYS]",
        help="Whose moments, and which days: @ada since september.",
        autocompletion=complete_whose_days,
    ),
]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: attune patterns @ada since september")
def patterns(
    ctx: typer.Context,
    words: Words = None,
    from_: From = None,
    to: To = None,
    child: OfChild = None,
    caregiver: By = None,
    more: More = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """See when it is hard and what goes with settling: in the last 12 weeks, or days you name."""
    run = run_of(ctx)
    now = run.clock()
    query = query_of(ctx, words, VIEW)
    (from_, to), (child, caregiver) = ends(query, from_, to), whose(query, child, caregiver)
    with reading(run.home) as connection:
        first_weekday = run.settings.first_weekday
        known = read_people(connection)
        child, caregiver = stored_names(child, caregiver, known)
        is_usual = from_ is None and to is None
        if is_usual:
            period = _usual(now, first_weekday)
        else:
            period = between(from_, to, now, first_day(connection), first_weekday)
        of = Whose(known.id_of_child(child), known.id_of_caregiver(caregiver))
        with waiting("Counting", plain=plain):
            counted = patterns_in(connection, period, of, run.settings.parts_of_day, known)
        usual = run.settings.caregiver
        reader = known.usual_caregiver(usual)
        found = patterns_from(counted, period, child, caregiver, reader)
    if as_json:
        print_json(patterns_json(found))
        return
    addressed = tuple(known.addressed(name, usual) for name in found.caregivers)
    found, drawn = found._replace(caregivers=addressed), is_drawn(plain=plain)
    if not more and run.settings.pages.is_short(in_terminal=is_styled(plain=plain)):
        command = _again(found, None if is_usual else period)
        screen = (page_width(), room())
        page = patterns_overview(found, run.vocabulary, command, *screen, is_drawn=drawn)
    else:
        page = patterns_page(found, run.vocabulary, is_drawn=drawn)
    show_paged(page, plain=plain)


def _again(found: Patterns, period: Period | None) -> str:
    """Return the command that was given, with its options.

    Args:
        found: with the people that it is limited to.
        period: the days that were named; None where none were.
    """
    days = ["--from", f"{period.start}", "--to", f"{period.last}"] if period else []
    child = ["--child", found.child] if found.child else []
    by = ["--caregiver", found.caregiver] if found.caregiver else []
    return join(["attune", "patterns", *days, *child, *by])


def _usual(now: datetime, first_weekday: int) -> Period:
    this_week = week_of(now.date(), first_weekday)
    start = this_week.start - timedelta(days=DAYS_OF_WEEK * (USUAL_WEEKS - 1))
    return Period(start, now.date() + timedelta(days=1))
