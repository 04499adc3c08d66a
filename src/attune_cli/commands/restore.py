"""`attune restore`: the backups, and putting one in the journal's place."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, Yes, run_of
from attune_cli.commands.restoring import begin_anew, put_back, show_backups
from attune_cli.errors.usage import WordsClash

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Which = Annotated[
    str | None,
    typer.Argument(
        metavar="[N|newest|FILE]", help="Its number in the list, or a file. Without, it lists."
    ),
]
Anew = Annotated[bool, typer.Option("--anew", help="Begin a new, empty journal instead.")]


@app.command(epilog="Example: attune restore 1. What it replaces is kept as a backup, too.")
def restore(
    ctx: typer.Context,
    which: Which = None,
    yes: Yes = False,
    anew: Anew = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """List the backups, or put one in the journal’s place."""
    run = run_of(ctx)
    if anew and which is not None:
        raise WordsClash("--anew", which, "a new journal begins empty. Keep one of them.")
    if anew:
        begin_anew(run, yes=yes, as_json=as_json)
    elif which is not None:
        put_back(run, which, yes=yes, as_json=as_json)
    else:
        show_backups(run, as_json=as_json, plain=plain)
