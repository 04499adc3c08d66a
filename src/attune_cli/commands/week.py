"""`attune week`: the reflection on seven days."""

from datetime import timedelta
from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, known_name, run_of
from attune_cli.core.days import parse_day
from attune_cli.core.period import DAYS_OF_WEEK, week_of
from attune_cli.core.summary import reflect
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors import WordsClash
from attune_cli.store import past, quick
from attune_cli.store.opening import reading

app = typer.Typer(rich_markup_mode=None, add_completion=False)


Last = Annotated[bool, typer.Option("--last", help="The week before this one.")]
Of = Annotated[str | None, typer.Option(metavar="DATE", help="The week that holds this day.")]
OfChild = Annotated[str | None, typer.Option(metavar="NAME", help="Only moments with this child.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Only this caregiver’s moments.")]


@app.command()
def week(
    ctx: typer.Context,
    last: Last = False,
    of: Of = None,
    child: OfChild = None,
    caregiver: By = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back on a week: what went well, and how often."""
    run = run_of(ctx)
    now = run.clock()
    if last and of is not None:
        raise WordsClash("--last", "--of", "each names a week. Keep one of them.")
    day = parse_day(of, now) if of is not None else now.date() - timedelta(days=DAYS_OF_WEEK * last)
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        period = week_of(day, run.settings.first_weekday)
        known = quick.people(connection)
        found = past.window(connection, period)
    if child is not None:
        child = known_name("child", child, known.names_of_children)
    if caregiver is not None:
        caregiver = known_name("caregiver", caregiver, known.names_of_caregivers)
    reflection = reflect(found.moments, period, child, caregiver)
    if as_json:
        from attune_cli.render.as_json import print_json, reflection_face  # noqa: PLC0415 if asked for

        print_json(reflection_face(reflection))
    else:
        from attune_cli.render.plain import show  # noqa: PLC0415 likewise
        from attune_cli.render.week import week_page  # noqa: PLC0415 likewise

        # The last day of everybody's says nothing of one child or caregiver.
        before = None if child or caregiver else found.last_day_before
        page = week_page(reflection, vocabulary(), now.date(), before)
        show(page, plain=plain)
