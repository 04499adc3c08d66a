"""`attune redo`: what was undone last is done again."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, run_of
from attune_cli.commands.swapping import swap_last

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Show = Annotated[bool, typer.Option("--show", help="Only say what it would do again.")]


@app.command(
    epilog="Possible until something else is changed. “attune undo --list” says what is there."
)
def redo(ctx: typer.Context, show: Show = False, as_json: AsJson = False) -> None:
    """Do again what “attune undo” took back last."""
    swap_last(run_of(ctx), again=True, only_shows=show, as_json=as_json)
