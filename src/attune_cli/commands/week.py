"""`attune week`: the reflection on seven days."""

import typer

from attune_cli.commands.looking import Asked, look_back
from attune_cli.commands.options import (
    AsJson,
    By,
    Explain,
    OfChild,
    Plain,
    WeekBefore,
    WeekOf,
    run_of,
    week_named,
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)


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
