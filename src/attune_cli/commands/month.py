"""`attune month`: the reflection on a month of the calendar."""

from datetime import timedelta
from typing import Annotated

import typer

from attune_cli.commands.looking import Asked, look_back
from attune_cli.commands.options import AsJson, By, Explain, OfChild, Plain, run_of
from attune_cli.core.time.period import Unit, day_of, month_of, parse_span
from attune_cli.errors.usage import UnreadableDate, WordsClash

app = typer.Typer(rich_markup_mode=None, add_completion=False)

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
