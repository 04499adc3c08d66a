"""`attune config`: see and change the settings, in the file that the person edits, too."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, complete_value, offers
from attune_cli.commands.options import AsJson, Plain, known_name, near, run_of
from attune_cli.context import Attune
from attune_cli.errors import AttuneError
from attune_cli.render.config import changed, config_json, config_page, setting_reset, word_removed
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import print_json
from attune_cli.render.output import tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.pager import show_paged
from attune_cli.settings.parse import read_name, read_values
from attune_cli.settings.settings import (
    OWN_WORD,
    SETTINGS,
    TABLES,
    SettingValue,
    setting_at,
    setting_values,
    values_named,
)
from attune_cli.store import settings
from attune_cli.store.database import reading
from attune_cli.store.known import require_place
from attune_cli.store.people import read_people


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the settings with what they are for, and what there is of the person's own words."""
    run = ctx.find_object(Attune) or Attune.from_environment()
    try:
        own = [row.name for row in rows_of(run) if row.setting.name.endswith(OWN_WORD)]
    except AttuneError:
        own = []
    rows = [(row.name, row.meaning) for row in SETTINGS if not row.name.endswith(OWN_WORD)]
    return offers([*rows, *((name, "") for name in [*own, *sorted(TABLES)])], incomplete)


Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="As “attune config” lists it.",
        autocompletion=_complete,
    ),
]
Values = Annotated[
    list[str],
    typer.Argument(metavar="VALUE...", help="What it is to be.", autocompletion=complete_value),
]


def set_setting(ctx: typer.Context, name: Name, values: Values, as_json: AsJson = False) -> None:
    """Change a setting; the comments of the file stay."""
    run, known = run_of(ctx), read_name(name)
    changes = read_values(known, values)
    settings.read_values(run.home.settings)  # a broken file is named before anybody is
    if known in {"child", "caregiver"}:
        changes[known] = _stored(run, known, changes[known])
    require_place(run.home)
    settings.change_values(run.home.settings, changes)
    run.is_done = True
    rows = values_named(rows_of(run), known)
    if as_json:
        print_config(run, rows)
        return
    for line in changed(rows):
        tell_wrapped(line)


def unset(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Let a setting be as usual again; of a table, all in it."""
    run, known = run_of(ctx), read_name(name)
    was_set = [row.name for row in values_named(rows_of(run), known) if row.is_set]
    if was_set:
        settings.change_values(run.home.settings, dict.fromkeys(was_set))
        run.is_done = True
    rows = values_named(rows_of(run), known)
    if as_json:
        print_config(run, rows)
    elif not was_set:
        tell_wrapped(f"{known} was not set, so nothing was changed.")
    else:
        as_usual = {row.name: row for row in rows}
        for gone in was_set:
            row = as_usual.get(gone)
            tell_wrapped(setting_reset(row) if row else word_removed(gone))


def rows_of(run: Attune) -> tuple[SettingValue, ...]:
    """Return every setting as it is now.

    Raises:
        SettingsBroken: the file means nothing.
    """
    return setting_values(settings.read_values(run.home.settings))


def _stored(run: Attune, role: str, typed: str) -> str:
    """Return somebody's nickname as the journal has it.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    with reading(run.home) as connection:
        known = read_people(connection)
    names = known.names_of_children if role == "child" else known.names_of_caregivers
    return known_name(role, typed, names)


def print_config(run: Attune, rows: Sequence[SettingValue]) -> None:
    """Print some settings as `attune.config/1`."""
    print_json(config_json(rows, run.home.settings))


class ConfigGroup(HelpedGroup):
    """`config` and what it does; a setting in the place of that is answered."""

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find what it is to do, or say what was perhaps meant."""
        typed = args[0]
        if typed not in self.commands and not typed.startswith("-"):
            is_setting = typed in TABLES or setting_at(typed.split(".", 2)) is not None
            raise errors.files.UnknownConfigVerb(
                typed, near(typed, self.commands), is_setting=is_setting
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=ConfigGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)
app.command(
    name="set",
    context_settings={"ignore_unknown_options": True},  # code --wait
    epilog="Examples: … set editor code --wait; … set words.cue.dentist 'at the dentist'",
)(set_setting)
app.command()(unset)


@app.callback(epilog="Example: attune config set first_weekday sunday")
def config(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """See and change the settings. Alone, it lists them all."""
    if ctx.invoked_subcommand is None:
        list_settings(ctx, as_json=as_json, plain=plain)


@app.command(name="list")
def list_settings(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the settings: value, default, and where it comes from."""
    run = run_of(ctx)
    rows = rows_of(run)
    if as_json:
        print_config(run, rows)
    else:
        show_paged(config_page(rows, run.home.settings), plain=plain)


@app.command()
def get(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Print the value of a setting; of a table, all in it."""
    run, known = run_of(ctx), read_name(name)
    rows = values_named(rows_of(run), known)
    if as_json:
        print_config(run, rows)
    elif known in TABLES:
        for line in changed(rows):
            tell(line)
    elif rows and rows[0].value is not None:
        tell(changed(rows)[0].removeprefix(f"{known} = "))
    else:
        tell_wrapped(f"{known} is not set.", sys.stderr)


@app.command()
def path(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Print which file the settings stand in, broken or not."""
    run = run_of(ctx)
    if as_json:
        print_config(run, [])
    else:
        tell(clean(str(run.home.settings)))
