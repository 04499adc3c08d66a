"""What undo and redo share: the change that is next, taken back or done again, and named."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext

from attune_cli.commands.mending import done_already
from attune_cli.commands.usual import follow_all, meant, people_of, set_usual
from attune_cli.context import Attune
from attune_cli.core.remembered import Change
from attune_cli.errors.mending import NothingToUndo
from attune_cli.render.plain import tell, tell_wrapped
from attune_cli.render.swapping import change_line, named, swapped, would_be
from attune_cli.store.database import reading
from attune_cli.store.people import People, read_people

A_FEW = 100  # of the moments of a change, more than are named


def swap_last(run: Attune, *, again: bool, only_shows: bool, as_json: bool) -> None:
    """Undo the last change, or do the one again that was undone last.

    Args:
        run: the run.
        again: whether it is done again.
        only_shows: whether it is only named.
        as_json: answer in JSON.

    Raises:
        NothingToUndo: there is no such change.
        CannotSwap: other rows depend on it; nothing was changed.
        JournalTrouble: likewise.
    """
    before = _people(run, again=again)
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    with journal(run.home) as opened:
        change = opened.next_change(again=again)
        if change is None:
            raise NothingToUndo(again=again)
        told = change.moments[:A_FEW]
        moments = opened.moments(told)
        if not only_shows:
            change = (opened.redo() if again else opened.undo()) or change
            moments += opened.moments(told)
        following = opened.next_change(again=again)
    known = {moment.number: moment for moment in moments if moment.number is not None}
    name = named(change, known, run.clock().date())
    lines = [would_be(name, again=again)] if only_shows else swapped(name, following, again=again)
    with nullcontext() if only_shows else done_already():
        if as_json:
            _print_json([change])
        else:
            for line in lines:
                tell_wrapped(line)
    if not only_shows:  # once it is said what was done: the settings may be broken
        _follow(run, before)


def _people(run: Attune, *, again: bool) -> People:
    with reading(run.home) as connection:
        if connection is None:  # none is made
            raise NothingToUndo(again=again)
        return read_people(connection)


def _follow(run: Attune, before: People) -> None:
    """Let the settings follow a nickname; where somebody is there again, say who is meant."""
    after = people_of(run)
    follow_all(run, before, after)
    for role, was, now in (
        ("child", before.children, after.children),
        ("caregiver", before.caregivers, after.caregivers),
    ):
        if now.keys() - was.keys() and (said := set_usual(run, role)) is not None:
            tell_wrapped(meant(role, said), sys.stderr)


def _print_json(changes: Iterable[Change]) -> None:
    from attune_cli.render.as_json import change_face, print_json  # noqa: PLC0415 if asked for

    for change in changes:
        print_json(change_face(change))


def list_changes(run: Attune, *, as_json: bool) -> None:
    """List what can be undone, the newest first, above it what can be done again."""
    from attune_cli.store.journal import looking  # noqa: PLC0415 `--help` needs no journal

    with looking(run.home) as opened:
        changes = opened.changes()[::-1] if opened else []
    now = run.clock()
    if as_json:
        _print_json(changes)
        return
    for change in changes:
        tell(change_line(change, now))
    if not changes:
        tell("Nothing to undo yet.")
