"""`attune caregiver`: those who respond, by nickname."""

from typing import Annotated

import typer

from attune_cli.commands import caregiver_edit
from attune_cli.commands.caregiver_edit import answer
from attune_cli.commands.options import AsJson, Plain, Yes, run_of
from attune_cli.commands.parting import part_from
from attune_cli.commands.usual import set_usual
from attune_cli.core.people import Caregiver, read_name
from attune_cli.render.people import caregivers_page
from attune_cli.render.plain import show
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True)


@app.callback(epilog="Example: attune caregiver add grandpa")
def caregiver(ctx: typer.Context, as_json: AsJson = False) -> None:
    """The caregivers, by nickname. Alone, it lists them."""
    if ctx.invoked_subcommand is None:
        list_caregivers(ctx, as_json=as_json)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    as_json: AsJson = False,
) -> None:
    """Add a caregiver: attune caregiver add grandpa."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    run = run_of(ctx)
    caregiver = Caregiver(read_name(name))
    set_usual(run, "caregiver")  # settings that are broken are named before anything is kept
    with journal(run.home) as opened:
        opened.add_caregiver(caregiver, run.clock())
    answer(run, "Added", caregiver, as_json=as_json)


@app.command(name="list")
def list_caregivers(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the caregivers."""
    run = run_of(ctx)
    with reading(run.home) as connection:
        people = read_people(connection)
    found = [Caregiver(name) for name in people.names_of_caregivers]
    usual = people.usual_caregiver(run.settings.caregiver)
    if as_json:
        from attune_cli.render.as_json import caregivers_face, print_json  # noqa: PLC0415 if asked for

        print_json(caregivers_face(found, usual))
    else:
        show(caregivers_page(found, usual), plain=plain)


app.command()(caregiver_edit.edit)


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    to: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose the moments are from then on.")
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Remove a caregiver. Their moments move to another one, or nothing is removed."""
    part_from(run_of(ctx), "caregiver", name, to, yes=yes, as_json=as_json)
