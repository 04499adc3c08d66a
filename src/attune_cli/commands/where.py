"""`attune where`: the files and folders of attune."""

import typer

from attune_cli.commands.options import AsJson, Plain, run_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def where(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """Show where everything is kept. ATTUNE_HOME names one folder for all of it."""
    from attune_cli.render.check import places_json, places_page  # noqa: PLC0415 not for `--help`
    from attune_cli.store.places import places  # noqa: PLC0415 likewise

    home = run_of(ctx).home
    found = places(home)
    if as_json:
        from attune_cli.render.json import print_json  # noqa: PLC0415 if asked for

        print_json(places_json(home, found))
        return
    from attune_cli.render.output import show  # noqa: PLC0415 not for JSON

    show(places_page(found), plain=plain)
