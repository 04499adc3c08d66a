"""Removing a child or a caregiver: whether there are moments, where they go, and the answer."""

import sys

import typer

from attune_cli.commands.options import known_name
from attune_cli.commands.usual import meant, name_usual, set_usual
from attune_cli.context import Attune
from attune_cli.core.people import key_of
from attune_cli.errors.parting import LastCaregiver, NotRemoved, PersonHasMoments
from attune_cli.errors.usage import WordsClash
from attune_cli.render.parting import Parted, parted_face, parted_line, would_move
from attune_cli.render.plain import tell_wrapped
from attune_cli.store.database import reading
from attune_cli.store.people import read_people


def part_from(
    run: Attune, role: str, typed: str, to: str | None, *, yes: bool, as_json: bool
) -> None:
    """Remove somebody, once it is settled what becomes of their moments.

    Args:
        run: the run.
        role: "child" or "caregiver".
        typed: whom.
        to: whose their moments are then, if somebody was named.
        yes: whether it need not be asked.
        as_json: answer in JSON, and ask nothing.

    Raises:
        AttuneError: nothing was removed.
    """
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    said = set_usual(run, role)
    with reading(run.home) as connection:
        people = read_people(connection)
    known = people.names_of_children if role == "child" else people.names_of_caregivers
    parted = _about(run, role, typed, to, known)
    if parted.moments and not yes and not _agreed(parted, as_json=as_json):
        tell_wrapped("Nothing was removed.", sys.stderr)
        raise typer.Exit(1)
    with journal(run.home) as opened:
        moments = opened.remove_person(role, parted.name, run.clock(), parted.to)
    _answer(parted._replace(moments=moments), as_json=as_json)
    if role == "caregiver" and said is None and parted.name == people.usual_caregiver():
        said = parted.name
    if said and key_of(said) == key_of(parted.name):
        _leave_to_another(run, parted, [other for other in known if other != parted.name])
    if not as_json:
        tell_wrapped("To bring it back: attune undo", sys.stderr)


def _about(run: Attune, role: str, typed: str, to: str | None, known: list[str]) -> Parted:
    """Return whom it is about.

    Raises:
        AttuneError: somebody is not known, or nobody can be removed like that.
    """
    from attune_cli.store.journal import looking  # noqa: PLC0415 `--help` needs no journal

    name = known_name(role, typed, known, is_new=False)
    if to is not None:
        if key_of(to) == key_of(name):
            raise WordsClash(name, f"--to {to}", "it is the same one. Name another.")
        to = known_name(role, to, known)
    if role == "caregiver" and len(known) == 1:
        raise LastCaregiver(name)
    with looking(run.home) as opened:
        had = opened.had(role, name, to) if opened else None
    if had and had.moments and to is None:
        raise PersonHasMoments(role, name, *had)
    return Parted(role, name, to, *(had or (0, 0)))


def _answer(parted: Parted, *, as_json: bool) -> None:
    if as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

        print_json(parted_face(parted))
    else:
        tell_wrapped(parted_line(parted))


def _leave_to_another(run: Attune, parted: Parted, others: list[str]) -> None:
    """Let somebody else be meant where nobody is named, and say so.

    Raises:
        AttuneError: the settings can't be written.
    """
    heir = parted.to or (others[0] if parted.role == "caregiver" else None)
    named = heir if parted.role == "child" or heir != others[0] else None
    name_usual(run, parted.role, named)
    tell_wrapped(meant(parted.role, heir), sys.stderr)


def _agreed(parted: Parted, *, as_json: bool) -> bool:
    """Ask whether moments are to be moved.

    Raises:
        NotRemoved: nobody can be asked.
    """
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        tell_wrapped(would_move(parted), sys.stderr)
        raise NotRemoved
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 questionary, where it is asked

    try:
        return agree(f"{would_move(parted)} Go on?", default=False)
    except EOFError:
        raise KeyboardInterrupt from None
