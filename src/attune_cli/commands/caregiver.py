"""`attune caregiver`: those who respond, by nickname."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, run_of
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, read_name, shown
from attune_cli.render.people import caregivers_page
from attune_cli.render.plain import show, tell
from attune_cli.store import quick
from attune_cli.store.opening import reading

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="The caregivers: add, list.",
    no_args_is_help=True,
)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    as_json: AsJson = False,
) -> None:
    """Add a caregiver: attune caregiver add grandpa."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `caregiver --help` needs no SQLModel

    run = run_of(ctx)
    caregiver = Caregiver(read_name(name))
    with journal(run.home) as opened:
        opened.add_caregiver(caregiver, run.clock())
    if as_json:
        from attune_cli.render.as_json import caregivers_face, print_json  # noqa: PLC0415 if asked for

        print_json(caregivers_face([caregiver]))
    else:
        tell(f"Added: {shown(caregiver.name)}")


@app.command(name="list")
def list_caregivers(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the caregivers."""
    with reading(run_of(ctx).home) as connection:
        found = list(quick.people(connection).caregivers.values())
    found = found or [Caregiver(DEFAULT_CAREGIVER)]
    if as_json:
        from attune_cli.render.as_json import caregivers_face, print_json  # noqa: PLC0415 if asked for

        print_json(caregivers_face(found))
    else:
        show(caregivers_page(found))
