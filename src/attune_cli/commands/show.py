"""`attune show`: a moment with all that is known of it."""

from typing import Annotated

import typer

from attune_cli.commands.narrowing import AsJsonLines, Unpaged
from attune_cli.commands.options import run_of
from attune_cli.commands.usual import addressed
from attune_cli.core.grammar import read_target
from attune_cli.store.database import reading
from attune_cli.store.moments import whole

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Which = Annotated[
    list[str], typer.Argument(metavar="N|last...", help="The numbers that attune printed.")
]


@app.command(epilog="Example: attune show 42; attune show last")
def show(
    ctx: typer.Context, which: Which, as_json: AsJsonLines = False, plain: Unpaged = False
) -> None:
    """Show moments, each whole."""
    run = run_of(ctx)
    targets = [target for text in which if (target := read_target(text))]
    with reading(run.home) as connection:
        found = whole(connection, targets)
    if as_json:
        from attune_cli.render.as_json import moment_face, print_json  # noqa: PLC0415 if asked for

        for one in found:
            print_json(moment_face(one.moment))
        return
    from attune_cli.render.paged import show_paged  # noqa: PLC0415 not for JSON
    from attune_cli.render.whole import whole_page  # noqa: PLC0415 likewise

    said = addressed(run, (one.moment for one in found))
    found = [one._replace(moment=moment) for one, moment in zip(found, said, strict=True)]
    show_paged(whole_page(found, run.vocabulary, run.clock()), plain=plain, ends_newest=False)
