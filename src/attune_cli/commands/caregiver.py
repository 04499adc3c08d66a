"""`attune caregiver`: those who respond, by nickname."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.commands.parting import Confirmed, part_from
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, read_name, shown
from attune_cli.errors.usage import WordsMissing
from attune_cli.render.people import caregivers_page
from attune_cli.render.plain import show, tell
from attune_cli.store import quick
from attune_cli.store.opening import reading

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="The caregivers: add, list, edit, remove.",
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
    _answer("Added", caregiver, as_json=as_json)


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


@app.command()
def edit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The nickname till now.")],
    new_name: Annotated[
        str | None, typer.Option("--name", metavar="NEW", help="Another nickname.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change a caregiver: attune caregiver edit me --name mama."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `caregiver --help` needs no SQLModel

    run = run_of(ctx)
    if new_name is None:
        raise WordsMissing("Say what is to change: --name.")
    with reading(run.home) as connection:
        before = known_name("caregiver", name, quick.people(connection).names_of_caregivers)
    caregiver = Caregiver(read_name(new_name))
    with journal(run.home) as opened:
        is_changed = opened.edit_caregiver(before, caregiver, run.clock())
    _answer("Changed" if is_changed else "As before", caregiver, as_json=as_json)


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    to: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose the moments are from then on.")
    ] = None,
    yes: Confirmed = False,
    as_json: AsJson = False,
) -> None:
    """Remove a caregiver. Their moments move to another one, or nothing is removed."""
    part_from(run_of(ctx), "caregiver", name, to, yes=yes, as_json=as_json)


def _answer(what: str, caregiver: Caregiver, *, as_json: bool) -> None:
    if as_json:
        from attune_cli.render.as_json import caregivers_face, print_json  # noqa: PLC0415 if asked for

        print_json(caregivers_face([caregiver]))
    else:
        tell(f"{what}: {shown(caregiver.name)}")
