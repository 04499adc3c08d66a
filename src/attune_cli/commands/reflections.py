"""`attune reflections`: what was written about the weeks."""

from datetime import date

import typer

from attune_cli.commands.options import AsJson, From, Plain, To, run_of
from attune_cli.core.days import FIRST_YEAR
from attune_cli.core.spans import between
from attune_cli.render.answers import answers_page
from attune_cli.render.plain import show

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: attune reflections --from october")
def reflections(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Read what you wrote, week by week."""
    from attune_cli.store.journal import looking  # noqa: PLC0415 `--help` needs no journal

    run = run_of(ctx)
    period = None
    if from_ is not None or to is not None:
        since = date(FIRST_YEAR, 1, 1)
        period = between(from_, to, run.clock(), since, run.settings.first_weekday)
    with looking(run.home) as journal:
        answers = journal.answers(period) if journal else []
    if as_json:
        from attune_cli.render.as_json import answers_face, print_json  # noqa: PLC0415 if asked for

        print_json(answers_face(answers))
    else:
        show(answers_page(answers, period), plain=plain)
