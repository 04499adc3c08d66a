"""`attune caregiver`: list, add, change and remove caregivers."""

from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_caregiver
from attune_cli.commands.options import AsJson, Plain, Yes, known_name, run_of
from attune_cli.commands.people.default import default_in_settings, follow_person
from attune_cli.commands.people.names import Default, NewNickname, Nickname, NicknameBefore
from attune_cli.commands.people.remove import remove_person
from attune_cli.context import Attune
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, read_name
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import caregivers_json, print_json
from attune_cli.render.output import show, tell
from attune_cli.render.people import caregiver_line, caregivers_page
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people

app = typer.Typer(
    cls=HelpedGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)


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
    run = run_of(ctx)
    caregiver = Caregiver(read_name(name))
    # Settings that are broken are refused before anything is kept.
    default_in_settings(run, "caregiver")
    with journal(run.home) as opened:
        opened.add_caregiver(caregiver, run.clock())
    run.is_done = True
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
        print_json(caregivers_json(found, usual))
    else:
        show(caregivers_page(found, usual), plain=plain)


@app.command()
def edit(
    ctx: typer.Context,
    name: NicknameBefore,
    new_name: NewNickname = None,
    usual: Default = None,
    as_json: AsJson = False,
) -> None:
    """Change a caregiver: attune caregiver edit me --name mama."""
    run = run_of(ctx)
    if new_name is None and usual is None:
        raise errors.usage.WordsMissing("Say what is to change: --name, --default or --no-default.")
    with reading(run.home) as connection:
        known = read_people(connection).names_of_caregivers
    before = known_name("caregiver", name, known, is_new=False)
    caregiver = Caregiver(before if new_name is None else read_name(new_name))
    default = default_in_settings(run, "caregiver")
    with journal(run.home) as opened:
        is_changed = opened.edit_caregiver(before, caregiver, run.clock())
    run.is_done = is_changed
    follow_person(run, "caregiver", before, caregiver.name, wanted=usual)
    is_changed = is_changed or default != default_in_settings(run, "caregiver")
    answer(run, "Changed" if is_changed else "As before", caregiver, as_json=as_json)


def answer(run: Attune, what: str, caregiver: Caregiver, *, as_json: bool) -> None:
    """Show a caregiver that was added or edited."""
    with reading(run.home) as connection:
        people = read_people(connection)
    usual = people.usual_caregiver(default_in_settings(run, "caregiver") or DEFAULT_CAREGIVER)
    if as_json:
        print_json(caregivers_json([caregiver], usual))
    else:
        tell(f"{what}: {caregiver_line(caregiver, usual)}")


@app.command()
def remove(
    ctx: typer.Context,
    name: Nickname,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Whose the moments are from then on.",
            autocompletion=complete_caregiver,
        ),
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Remove a caregiver. Their moments move to another one, or nothing is removed."""
    remove_person(run_of(ctx), "caregiver", name, to, yes=yes, as_json=as_json)
