"""`attune config`: see the settings, and change them."""

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from attune_cli.commands.config_changing import Name, print_config, rows_of, set_setting, unset
from attune_cli.commands.options import AsJson, Plain, run_of
from attune_cli.errors.files import UnknownConfigVerb
from attune_cli.render.config import changed, config_page
from attune_cli.render.output import show, tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.settings.parse import read_name
from attune_cli.settings.settings import TABLES, of_name, setting_at


class ConfigGroup(TyperGroup):
    """`config` and what it does; a setting in the place of that is answered."""

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find what it is to do, or say what was perhaps meant."""
        typed = args[0]
        if typed not in self.commands and not typed.startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

            near = get_close_matches(typed, self.commands, 2)
            is_setting = typed in TABLES or setting_at(typed.split(".", 2)) is not None
            raise UnknownConfigVerb(typed, near, is_setting=is_setting)
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
        show(config_page(rows, run.home.settings), plain=plain)


@app.command()
def get(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Print the value of a setting; of a table, all in it."""
    run, known = run_of(ctx), read_name(name)
    rows = of_name(rows_of(run), known)
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
