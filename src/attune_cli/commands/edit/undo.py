"""`attune undo` and `redo`: take back the last change, or do it again."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.edit.change import stored_already
from attune_cli.commands.options import AsJson, known_to, run_of
from attune_cli.commands.people.default import default_in_settings, default_line, follow_changes
from attune_cli.commands.people.names import people_of
from attune_cli.context import Attune
from attune_cli.core.change import Change
from attune_cli.render.edit import (
    change_line,
    change_name,
    undo_preview,
    undone_lines,
)
from attune_cli.render.json import change_json, print_json
from attune_cli.render.output import tell, tell_wrapped
from attune_cli.store.journal import journal, looking
from attune_cli.store.people import People, read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)


A_FEW = 100  # of the moments of a change, more than are named


def undo_or_redo(run: Attune, *, again: bool, only_shows: bool, as_json: bool) -> None:
    """Undo the last change, or do the one again that was undone last.

    Args:
        run: the run.
        again: whether it is done again.
        only_shows: whether it is only named.
        as_json: answer in JSON.

    Raises:
        NothingToUndo: there is no such change.
        CannotUndo: other rows depend on it; nothing was changed.
        JournalTrouble: likewise.
    """
    with looking(run.home) as there:
        if there is None:  # none is made
            raise errors.moments.NothingToUndo(again=again)
        before, change = read_people(there.connection), there.next_change(again=again, most=0)
    if change and change.replaced is not None:  # a restore: that is done with the whole file
        from attune_cli.commands.edit.whole import undo_restore  # noqa: PLC0415 after a restore

        undo_restore(run, change, again=again, only_shows=only_shows, as_json=as_json)
        return
    with journal(run.home) as opened:
        most = None if as_json else A_FEW
        change = opened.next_change(again=again, most=most)
        if change is None:
            raise errors.moments.NothingToUndo(again=again)
        told = change.moments[:A_FEW]
        moments = opened.moments(told)
        if not only_shows:
            with _shown(run, change):
                change = (opened.redo(most) if again else opened.undo(most)) or change
            moments += opened.moments(told)
        following = opened.next_change(again=again, most=0)
    run.is_done = not only_shows
    known = {moment.number: moment for moment in moments if moment.number is not None}
    name = change_name(change, known, known_to(run), run.clock().date())
    lines = (
        [undo_preview(name, again=again)]
        if only_shows
        else undone_lines(name, following, again=again)
    )
    with nullcontext() if only_shows else stored_already():
        if as_json:
            _print_json([change])
        else:
            for line in lines:
                tell_wrapped(line)
    if not only_shows:  # once it is said what was done: the settings may be broken
        _follow(run, before)


def _follow(run: Attune, before: People) -> None:
    """Let the settings follow a nickname; where somebody is there again, say who is meant."""
    after = people_of(run)
    follow_changes(run, before, after)
    for role, was, now in (
        ("child", before.children, after.children),
        ("caregiver", before.caregivers, after.caregivers),
    ):
        if now.keys() - was.keys() and (default := default_in_settings(run, role)) is not None:
            tell_wrapped(default_line(role, default), sys.stderr)


def _print_json(changes: Iterable[Change]) -> None:
    for change in changes:
        print_json(change_json(change))


def list_changes(run: Attune, *, as_json: bool) -> None:
    """List what can be undone, the newest first, above it what can be done again."""
    with looking(run.home) as opened:
        changes = opened.changes(None if as_json else 0)[::-1] if opened else []
    now = run.clock()
    if as_json:
        _print_json(changes)
        return
    for change in changes:
        tell(change_line(change, now))
    if not changes:
        tell("Nothing to undo yet.")


Show = Annotated[bool, typer.Option("--show", help="Only say what it would take back.")]
All = Annotated[bool, typer.Option("--list", help="List what can be undone and done again.")]


def _shown(run: Attune, change: Change) -> AbstractContextManager[None]:
    """Return what shows a bar while a large change is undone."""
    if len(change.moments) < A_FEW:
        return nullcontext()
    from attune_cli.render.progress import waiting  # noqa: PLC0415 few changes are so large

    return waiting("Changing", plain=run.is_plain)


@app.command(epilog="The last 50 changes are remembered, in all runs. “attune redo” does it again.")
def undo(
    ctx: typer.Context, show: Show = False, all_: All = False, as_json: AsJson = False
) -> None:
    """Take back the last change: a log, an edit, a rating, a deletion."""
    run = run_of(ctx)
    if all_:
        list_changes(run, as_json=as_json)
    else:
        undo_or_redo(run, again=False, only_shows=show, as_json=as_json)


ShowAgain = Annotated[bool, typer.Option("--show", help="Only say what it would do again.")]


@app.command(
    epilog="Possible until something else is changed. “attune undo --list” says what is there."
)
def redo(ctx: typer.Context, show: ShowAgain = False, as_json: AsJson = False) -> None:
    """Do again what “attune undo” took back last."""
    undo_or_redo(run_of(ctx), again=True, only_shows=show, as_json=as_json)
