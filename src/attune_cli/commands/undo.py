"""`attune undo`: the last change of the journal is taken back, whatever it was."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, run_of
from attune_cli.commands.swapping import list_changes, swap_last

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Show = Annotated[bool, typer.Option("--show", help="Only say what it would take back.")]
All = Annotated[bool, typer.Option("--list", help="List what can be undone and done again.")]


@app.command(epilog="The last 50 changes are remembered, in all runs. “attune redo” does it again.")
def undo(
    ctx: typer.Context, show: Show = False, all_: All = False, as_json: AsJson = False
) -> None:
    """Take back the last change: a log, an edit, a rating, a deletion."""
    run = run_of(ctx)
    if all_:
        list_changes(run, as_json=as_json)
    else:
        swap_last(run, again=False, only_shows=show, as_json=as_json)
