"""Undoing a restore, which puts the whole journal from before it back."""

from contextlib import nullcontext

from attune_cli.commands.edit.change import stored_already
from attune_cli.commands.options import known_to
from attune_cli.context import Attune
from attune_cli.core.change import Change
from attune_cli.render.edit import change_name, restore_undo_preview, restore_undone_lines
from attune_cli.render.json import change_json, print_json
from attune_cli.render.output import tell_wrapped
from attune_cli.store.backup.restore import from_before, take_back
from attune_cli.store.journal import looking


def undo_restore(
    run: Attune, change: Change, *, again: bool, only_shows: bool, as_json: bool
) -> None:
    """Put the journal from before a restore back, or say that this would be done.

    Args:
        run: the run.
        change: the restore.
        again: whether it is done again.
        only_shows: whether it is only named.
        as_json: answer in JSON.

    Raises:
        CannotGoBack: that journal is gone, or can't be read; nothing was changed.
        JournalTrouble: likewise.
    """
    name = change_name(change, {}, known_to(run), run.clock().date())
    held = from_before(run.home, change)
    if only_shows:
        lines = [restore_undo_preview(name, held.moments, again=again)]
    else:
        take_back(run.home, change, run.clock())
        run.is_done = True
        change = change._replace(is_undone=not again)
    with nullcontext() if only_shows else stored_already():
        if as_json:
            print_json(change_json(change))
            return
        if not only_shows:
            with looking(run.home) as opened:
                following = opened.next_change(again=again) if opened else None
            lines = restore_undone_lines(name, held.moments, following, again=again)
        for line in lines:
            tell_wrapped(line)
