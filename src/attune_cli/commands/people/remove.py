"""Removing a child or a caregiver, and moving their moments to somebody else."""

import sys

from attune_cli import errors
from attune_cli.commands.confirm import confirm
from attune_cli.commands.options import can_ask, known_name
from attune_cli.commands.people.default import default_in_settings, default_line, set_default
from attune_cli.context import Attune
from attune_cli.core.people import key_of
from attune_cli.render.json import print_json
from attune_cli.render.output import tell_wrapped
from attune_cli.render.people import Removal, removal_line, removal_preview, removed_json
from attune_cli.render.progress import waiting
from attune_cli.store.database import reading
from attune_cli.store.journal import journal, looking
from attune_cli.store.people import read_people


def remove_person(
    run: Attune, role: str, typed: str, to: str | None, *, yes: bool, as_json: bool
) -> None:
    """Remove somebody, and move their moments to somebody else.

    Args:
        run: the run.
        role: "child" or "caregiver".
        typed: whom.
        to: who gets their moments, if somebody was named.
        yes: whether nobody is asked.
        as_json: answer in JSON, and ask nothing.

    Raises:
        AttuneError: nothing was removed.
    """
    default = default_in_settings(run, role)
    with reading(run.home) as connection:
        people = read_people(connection)
    known = people.names_of_children if role == "child" else people.names_of_caregivers
    removal = _removal_of(run, role, typed, to, known)
    if removal.moments and not yes:
        if not can_ask(as_json=as_json):
            tell_wrapped(removal_preview(removal), sys.stderr)
        confirm(f"{removal_preview(removal)} Go on?", "removed", as_json=as_json)
    with waiting("Moving", plain=run.is_plain), journal(run.home) as opened:
        moments = opened.remove_person(role, removal.name, run.clock(), removal.to)
    run.is_done = True
    _answer(removal._replace(moments=moments), as_json=as_json)
    if role == "caregiver" and default is None and removal.name == people.usual_caregiver():
        default = removal.name
    if default and key_of(default) == key_of(removal.name):
        _set_next_default(run, removal, [other for other in known if other != removal.name])
    if not as_json:
        tell_wrapped("To bring it back: attune undo", sys.stderr)


def _removal_of(run: Attune, role: str, typed: str, to: str | None, known: list[str]) -> Removal:
    """Return who is removed, and what happens to their moments.

    Raises:
        AttuneError: somebody is not known, or nobody can be removed like that.
    """
    name = known_name(role, typed, known, is_new=False)
    if to is not None:
        if key_of(to) == key_of(name):
            raise errors.usage.WordsClash(name, f"--to {to}", "It is the same one. Name another.")
        to = known_name(role, to, known)
    if role == "caregiver" and len(known) == 1:
        raise errors.people.LastCaregiver(name)
    with looking(run.home) as opened:
        had = opened.had(role, name, to) if opened else None
    if had and had.moments and to is None:
        raise errors.people.PersonHasMoments(role, name, *had)
    return Removal(role, name, to, *(had or (0, 0)))


def _answer(removal: Removal, *, as_json: bool) -> None:
    if as_json:
        print_json(removed_json(removal))
    else:
        tell_wrapped(removal_line(removal))


def _set_next_default(run: Attune, removal: Removal, others: list[str]) -> None:
    """Make somebody else the default, and say so.

    Raises:
        AttuneError: the settings can't be written.
    """
    following = removal.to or (others[0] if removal.role == "caregiver" else None)
    named = following if removal.role == "child" or following != others[0] else None
    set_default(run, removal.role, named)
    tell_wrapped(default_line(removal.role, following), sys.stderr)
