"""Changing the settings: `attune config set` and `attune config unset`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.context import Attune
from attune_cli.render.config import changed, config_face, usual_again, word_gone
from attune_cli.render.plain import tell_wrapped
from attune_cli.settings.held import Held, held, of_name
from attune_cli.settings.typed import read_name, read_values
from attune_cli.store import settings
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

Name = Annotated[str, typer.Argument(metavar="NAME", help="As “attune config” lists it.")]
Values = Annotated[list[str], typer.Argument(metavar="VALUE...", help="What it is to be.")]


def set_setting(ctx: typer.Context, name: Name, values: Values, as_json: AsJson = False) -> None:
    """Change a setting; the comments of the file stay."""
    run, known = run_of(ctx), read_name(name)
    changes = read_values(known, values)
    settings.read_values(run.home.settings)  # a broken file is named before anybody is
    if known in {"child", "caregiver"}:
        changes[known] = _stored(run, known, changes[known])
    settings.change_values(run.home.settings, changes)
    rows = of_name(rows_of(run), known)
    if as_json:
        print_config(run, rows)
        return
    for line in changed(rows):
        tell_wrapped(line)


def unset(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Let a setting be as usual again; of a table, all in it."""
    run, known = run_of(ctx), read_name(name)
    was_set = [row.name for row in of_name(rows_of(run), known) if row.is_set]
    if was_set:
        settings.change_values(run.home.settings, dict.fromkeys(was_set))
    rows = of_name(rows_of(run), known)
    if as_json:
        print_config(run, rows)
    elif not was_set:
        tell_wrapped(f"{known} was not set, so nothing was changed.")
    else:
        as_usual = {row.name: row for row in rows}
        for gone in was_set:
            row = as_usual.get(gone)
            tell_wrapped(usual_again(row) if row else word_gone(gone))


def rows_of(run: Attune) -> tuple[Held, ...]:
    """Return every setting as it is now.

    Raises:
        SettingsBroken: the file means nothing.
    """
    return held(settings.read_values(run.home.settings))


def _stored(run: Attune, role: str, typed: str) -> str:
    """Return somebody's nickname as the journal has it.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    with reading(run.home) as connection:
        known = read_people(connection)
    names = known.names_of_children if role == "child" else known.names_of_caregivers
    return known_name(role, typed, names)


def print_config(run: Attune, rows: Sequence[Held]) -> None:
    """Print some settings as `attune.config/1`."""
    from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

    print_json(config_face(rows, run.home.settings))
