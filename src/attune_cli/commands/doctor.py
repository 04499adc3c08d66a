"""`attune doctor`: whether all is well with the journal, and mending what is safe to mend."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, run_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)
Fix = Annotated[
    bool,
    typer.Option("--fix", help="Mend what is safe: permissions, the search index, a backup."),
]


@app.command()
def doctor(
    ctx: typer.Context, fix: Fix = False, as_json: AsJson = False, plain: Plain = False
) -> None:
    """Check the journal, its backups and its folder. Ends with 1 if something is broken."""
    from attune_cli.commands.examining import examine, mend_all  # noqa: PLC0415 not for `--help`
    from attune_cli.core.check import State  # noqa: PLC0415 likewise
    from attune_cli.render.check import findings_json, findings_page  # noqa: PLC0415 likewise

    run = run_of(ctx)
    found, mended = examine(run), set()
    if fix:
        mended = mend_all(run, found)
        found = examine(run) if mended else found
    if as_json:
        from attune_cli.render.json import print_json  # noqa: PLC0415 if asked for

        print_json(findings_json(found, mended))
    else:
        from attune_cli.render.output import show  # noqa: PLC0415 not for JSON

        show(findings_page(found, mended), plain=plain)
    if any(one.state is State.BROKEN for one in found):
        raise typer.Exit(1)
