"""`attune forget`: erase moments from the journal, its history and its backups."""

import sys
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_child, complete_span
from attune_cli.commands.confirm import confirm
from attune_cli.commands.options import AsJson, Yes, known_name, run_of
from attune_cli.commands.people.default import default_in_settings, follow_changes
from attune_cli.commands.people.names import people_of
from attune_cli.context import Attune
from attune_cli.core.erase import ErasureScope
from attune_cli.core.people import key_of, near_names, read_name
from attune_cli.core.time.period import parse_span
from attune_cli.errors import AttuneError
from attune_cli.render.erase import forgotten_json, forgotten_page, preview_page
from attune_cli.render.json import print_json
from attune_cli.render.output import show, tell
from attune_cli.render.progress import waiting
from attune_cli.store.database import reading
from attune_cli.store.erase import finish, names_in_backups, preview
from attune_cli.store.erase import forget as forget_for_good
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)

WAYS = "--child NAME, --before DATE or --all"


@app.command(epilog="To take out a moment or two, so that it can be undone: attune delete N")
def forget(
    ctx: typer.Context,
    child: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A child, and the moments with only them.",
            autocompletion=complete_child,
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="All before this day, month or year.", autocompletion=complete_span
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole journal.")] = False,
    unreadable: Annotated[
        bool, typer.Option("--unreadable", help="Backups that can’t be read, too.")
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Take moments out for good: from the journal, its history and its backups."""
    run = run_of(ctx)
    finish(run.home)
    what = _named(run, child, before, everything=everything, unreadable=unreadable)
    with waiting("Looking", plain=run.is_plain):
        found = preview(run.home, what)
    if not found.is_anything:
        if as_json:
            print_json(forgotten_json(found))
        else:
            tell("Nothing of that is in the journal or its backups.")
        return
    if not yes:
        show(preview_page(what, found), plain=run.is_plain, stream=sys.stderr)
        confirm("Forget it for good?", "forgotten", as_json=as_json)
    default_in_settings(run, "child")  # settings that are broken are named before anything is gone
    known = people_of(run)
    with waiting("Forgetting", plain=run.is_plain):
        gone = forget_for_good(run.home, what)
    try:
        follow_changes(run, known, people_of(run))
    except AttuneError:
        gone = gone._replace(remains=(*gone.remains, run.home.settings))
    if as_json:
        print_json(forgotten_json(gone))
    else:
        show(forgotten_page(what, gone), plain=run.is_plain)
    if gone.unreached or gone.remains:
        raise typer.Exit(1)


def _child(run: Attune, typed: str, known: list[str], *, unreadable: bool) -> str:
    """Return the nickname of a child; one whom only drafts, plans or tips still know is one, too.

    A backup that can't be read may know any name: one that is near to another is taken for a slip
    then, but where those backups are to go, too.

    Raises:
        UnknownPerson: nothing that can be read names such a child.
    """
    if key_of(typed) in map(key_of, known):
        return known_name("child", typed, known)
    name = read_name(typed)
    found = preview(run.home, ErasureScope(child=name))
    if found.is_named or (found.unreached and (unreadable or not near_names(name, known))):
        return name
    return known_name("child", typed, known, is_new=False)


def _named(
    run: Attune, child: str | None, before: str | None, *, everything: bool, unreadable: bool
) -> ErasureScope:
    """Return what the options name.

    Raises:
        NothingChosen: no option says it.
        WordsClash: more than one does.
        UnknownPerson: there is no such child.
        UnreadableDate: the words mean no day.
    """
    options = {"--child": child is not None, "--before": before is not None, "--all": everything}
    named = [option for option, is_named in options.items() if is_named]
    if not named:
        raise errors.usage.NothingChosen(WAYS)
    if len(named) > 1:
        raise errors.usage.WordsClash(
            named[0], named[1], "Forget one thing at a time, so that you see what goes."
        )
    if child is not None:
        with reading(run.home) as connection:
            known = read_people(connection).names_of_children
        known += (name for name in names_in_backups(run.home) if name not in known)
        return ErasureScope(
            child=_child(run, child, known, unreadable=unreadable), unreadable=unreadable
        )
    if before is not None:
        return ErasureScope(
            before=parse_span(before, run.clock(), run.settings.first_weekday).start,
            unreadable=unreadable,
        )
    return ErasureScope(unreadable=unreadable)
