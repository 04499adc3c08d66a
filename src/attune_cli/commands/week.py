"""`attune week`: the reflection on seven days."""

from datetime import timedelta
from typing import Annotated

import typer

from attune_cli.commands.looking import Asked, look_back
from attune_cli.commands.options import AsJson, By, Explain, OfChild, Plain, run_of
from attune_cli.core.days import parse_day
from attune_cli.core.period import DAYS_OF_WEEK, week_of
from attune_cli.errors import WordsClash

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Last = Annotated[bool, typer.Option("--last", help="The week before this one.")]
Of = Annotated[str | None, typer.Option(metavar="DATE", help="The week that holds this day.")]


@app.command()
def week(
    ctx: typer.Context,
    last: Last = False,
    of: Of = None,
    child: OfChild = None,
    caregiver: By = None,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back on a week: what went well, and how often."""
    run = run_of(ctx)
    now = run.clock()
    if last and of is not None:
        raise WordsClash("--last", "--of", "each names a week. Keep one of them.")
    day = parse_day(of, now) if of is not None else now.date() - timedelta(days=DAYS_OF_WEEK * last)
    asked = Asked(child, caregiver, explain, as_json, plain)
    look_back(run, asked, lambda _: week_of(day, run.settings.first_weekday))
