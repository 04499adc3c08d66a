"""`attune child`: the children of the journal, by nickname."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, run_of
from attune_cli.core.people import BANDS, Child, read_band, read_born, read_name
from attune_cli.render.people import child_line, children_page
from attune_cli.render.plain import show, tell
from attune_cli.store import quick
from attune_cli.store.opening import reading

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="The children: add, list.",
    no_args_is_help=True,
)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname; the real name isn’t needed.")],
    born: Annotated[
        str | None, typer.Option(metavar="YYYY-MM[-DD]", help="Birth date, or only its month.")
    ] = None,
    band: Annotated[
        str | None, typer.Option(metavar="|".join(BANDS), help="Stated age, before any date.")
    ] = None,
    weeks_early: Annotated[
        int, typer.Option("--early", metavar="WEEKS", min=0, max=20, help="Born early by weeks.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Add a child: attune child add ada --born 2024-08."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `child --help` needs no SQLModel

    run = run_of(ctx)
    now = run.clock()
    child = Child(
        name=read_name(name),
        born=read_born(born, now.date()) if born else None,
        band=read_band(band) if band else None,
        weeks_early=weeks_early,
    )
    with journal(run.home) as opened:
        opened.add_child(child, now)
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face([child]))
    else:
        tell(f"Added: {child_line(child, now.date())}")


@app.command(name="list")
def list_children(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the children."""
    run = run_of(ctx)
    with reading(run.home) as connection:
        children = quick.people(connection).children.values()
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face(children))
    else:
        show(children_page(children, run.clock().date()))
