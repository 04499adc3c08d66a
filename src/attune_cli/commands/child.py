"""`attune child`: the children of the journal, by nickname."""

from typing import Annotated

import typer

from attune_cli.commands import child_edit
from attune_cli.commands.child_edit import EARLY, Band, Born, answer
from attune_cli.commands.options import AsJson, Plain, Yes, run_of
from attune_cli.commands.parting import part_from
from attune_cli.commands.usual import Usual, name_usual, set_usual
from attune_cli.core.people import Child, read_band, read_born, read_name
from attune_cli.render.people import children_page
from attune_cli.render.plain import show
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True)


@app.callback(epilog="Example: attune child add ada --born 2024-08")
def child(ctx: typer.Context, as_json: AsJson = False) -> None:
    """The children, by nickname. Alone, it lists them."""
    if ctx.invoked_subcommand is None:
        list_children(ctx, as_json=as_json)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname; the real name isn’t needed.")],
    born: Born = None,
    band: Band = None,
    weeks_early: Annotated[int, EARLY] = 0,
    usual: Usual = None,
    as_json: AsJson = False,
) -> None:
    """Add a child: attune child add ada --born 2024-08."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    run, now = run_of(ctx), run_of(ctx).clock()
    child = Child(
        name=read_name(name),
        born=read_born(born, now.date()) if born else None,
        band=read_band(band) if band else None,
        weeks_early=weeks_early,
    )
    set_usual(run, "child")  # settings that are broken are named before anything is kept
    with journal(run.home) as opened:
        opened.add_child(child, now)
    if usual:
        name_usual(run, "child", child.name)
    answer(run, "Added", child, as_json=as_json)


@app.command(name="list")
def list_children(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the children."""
    run, today = run_of(ctx), run_of(ctx).clock().date()
    with reading(run.home) as connection:
        children = read_people(connection).children.values()
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face(children, today, run.settings.child))
    else:
        show(children_page(children, today, run.settings.child), plain=plain)


app.command()(child_edit.edit)


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    to: Annotated[
        str | None, typer.Option(metavar="NAME", help="With whom the moments are from then on.")
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Remove a child. Moments with them move to another one, or nothing is removed."""
    part_from(run_of(ctx), "child", name, to, yes=yes, as_json=as_json)
