"""`attune caregiver edit`: a nickname, and who is meant where nobody is named."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.commands.usual import Usual, follow, set_usual
from attune_cli.context import Attune
from attune_cli.core.people import DEFAULT_CAREGIVER, Caregiver, read_name
from attune_cli.errors.usage import WordsMissing
from attune_cli.render.people import caregiver_line
from attune_cli.render.plain import tell
from attune_cli.store.database import reading
from attune_cli.store.people import read_people


def edit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The nickname till now.")],
    new_name: Annotated[
        str | None, typer.Option("--name", metavar="NEW", help="Another nickname.")
    ] = None,
    usual: Usual = None,
    as_json: AsJson = False,
) -> None:
    """Change a caregiver: attune caregiver edit me --name mama."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    run = run_of(ctx)
    if new_name is None and usual is None:
        raise WordsMissing("Say what is to change: --name, --default or --no-default.")
    with reading(run.home) as connection:
        known = read_people(connection).names_of_caregivers
    before = known_name("caregiver", name, known, is_new=False)
    caregiver = Caregiver(before if new_name is None else read_name(new_name))
    said = set_usual(run, "caregiver")
    with journal(run.home) as opened:
        is_changed = opened.edit_caregiver(before, caregiver, run.clock())
    follow(run, "caregiver", before, caregiver.name, wanted=usual)
    is_changed = is_changed or said != set_usual(run, "caregiver")
    answer(run, "Changed" if is_changed else "As before", caregiver, as_json=as_json)


def answer(run: Attune, what: str, caregiver: Caregiver, *, as_json: bool) -> None:
    """Show a caregiver that was added or edited."""
    with reading(run.home) as connection:
        people = read_people(connection)
    usual = people.usual_caregiver(set_usual(run, "caregiver") or DEFAULT_CAREGIVER)
    if as_json:
        from attune_cli.render.as_json import caregivers_face, print_json  # noqa: PLC0415 if asked for

        print_json(caregivers_face([caregiver], usual))
    else:
        tell(f"{what}: {caregiver_line(caregiver, usual)}")
