"""`attune patterns`: when it is hard, and what goes with settling."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from attune_cli.commands.complete import complete_whose_days
from attune_cli.commands.options import AsJson, By, From, OfChild, Plain, To, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.commands.query import View, ends, query_of, whose
from attune_cli.core.statistics.patterns import patterns_from
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, between, week_of
from attune_cli.render.json import patterns_json, print_json
from attune_cli.render.output import is_drawn, show
from attune_cli.render.patterns import patterns_page
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
        if from_ is None and to is None:
            period = _usual(now, first_weekday)
        else:
            period = between(from_, to, now, first_day(connection), first_weekday)
        of = Whose(known.id_of_child(child), known.id_of_caregiver(caregiver))
        counted = patterns_in(connection, period, of, run.settings.parts_of_day, known)
        usual = run.settings.caregiver
        reader = known.usual_caregiver(usual)
        found = patterns_from(counted, period, child, caregiver, reader)
    if as_json:
        print_json(patterns_json(found))
        return
    addressed = tuple(known.addressed(name, usual) for name in found.caregivers)
    page = patterns_page(
        found._replace(caregivers=addressed), run.vocabulary, is_drawn=is_drawn(plain=plain)
    )
    show(page, plain=plain)


def _usual(now: datetime, first_weekday: int) -> Period:
    this_week = week_of(now.date(), first_weekday)
    start = this_week.start - timedelta(days=DAYS_OF_WEEK * (USUAL_WEEKS - 1))
    return Period(start, now.date() + timedelta(days=1))
