"""`attune help-now`: for a caregiver at the end of their rope. It works whatever else is broken."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain
from attune_cli.context import Attune
from attune_cli.core.support import OwnContacts, Support, new_contact, read_support
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import print_json
from attune_cli.render.output import tell_wrapped
from attune_cli.render.page import Line, clean
from attune_cli.render.screens import Row, rows_of, show_by_screens
from attune_cli.render.support import (
    contact_added,
    contact_json,
    first_minute,
    help_json,
    problem_line,
    where_to_turn,
)
from attune_cli.store.contacts import add_contact, read_contacts
from attune_cli.store.known import require_place

app = typer.Typer(cls=HelpedGroup, rich_markup_mode=None, add_completion=False)


@app.callback(invoke_without_command=True)
def help_now(
    ctx: typer.Context,
    as_json: AsJson = False,
    plain: Plain = False,  # noqa: ARG001 it always is
) -> None:
    """See what to do in the next minute, and where to turn."""
    if ctx.invoked_subcommand is not None:
        return
    support = read_support()
    if as_json:
        own, problems = _own(ctx)
        print_json(help_json(support, own))
        sys.stdout.flush()  # the help stands above what is wrong with the contacts
        for problem in problems:
            tell_wrapped(problem, sys.stderr)
    else:
        show_by_screens(_rows(ctx, support))


def _rows(ctx: typer.Context, support: Support) -> Iterator[Row]:
    """Yield the page, without Rich, which costs 16 ms; the first minute before a file is read."""
    yield from rows_of(first_minute(support), sys.stdout)
    sys.stdout.flush()
    own, problems = _own(ctx)
    yield from rows_of(where_to_turn(support, own), sys.stdout)
    sys.stdout.flush()  # the help stands above what is wrong with the contacts
    yield from rows_of([Line(problem, hang=2) for problem in problems], sys.stderr)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Who it is.")],
    reach: Annotated[str, typer.Argument(help="How to reach them: a number, an address.")],
    note: Annotated[str, typer.Option(metavar="TEXT", help="When, or what for.")] = "",
    as_json: AsJson = False,
) -> None:
    """Add somebody of yours: attune help-now add "Sam" "0123 456789" --note "day and night"."""
    home = _run(ctx).home
    path = home.contacts
    require_place(home)
    contact = new_contact(clean(name), clean(reach), clean(note))
    add_contact(path, contact)
    if as_json:
        print_json(contact_json(contact))
        return
    tell_wrapped(contact_added(contact))
    tell_wrapped(clean(f"They stand in {path}; edit it as you like."), sys.stderr)


def _run(ctx: typer.Context) -> Attune:
    """Return the run of a test, or make one here: the door makes none for this verb.

    Raises:
        FolderUnusable: there is no such home.
    """
    return ctx.find_object(Attune) or Attune.from_environment()


def _own(ctx: typer.Context) -> tuple[OwnContacts, list[str]]:
    """Return the person's contacts as far as they can be read, and what stands in the way."""
    try:
        path = _run(ctx).home.contacts
        own = read_contacts(path)
    except Exception as problem:  # noqa: BLE001 nothing at all may hide the help
        return OwnContacts(), [clean(str(problem))]
    return own, [problem_line(problem, path) for problem in own.problems]
