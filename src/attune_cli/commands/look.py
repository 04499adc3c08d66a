"""`attune look`: the reflection on any span of days."""

import typer

from attune_cli.commands.looking import Asked, look_back
from attune_cli.commands.options import AsJson, By, Explain, From, OfChild, Plain, To, run_of
from attune_cli.core.time.period import between

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: attune look --from '3 weeks ago' --to yesterday")
def look(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    child: OfChild = None,
    caregiver: By = None,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Look back from one day to another; without --from, from the first moment on."""
    run = run_of(ctx)
    now = run.clock()
    look_back(
        run,
        now.date(),
        Asked(child, caregiver, explain, as_json, plain),
        lambda since, first_weekday: between(from_, to, now, since, first_weekday),
    )
