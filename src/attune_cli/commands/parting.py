"""Removing a child or a caregiver: whether there are moments, where they go, and the answer."""

import sys
from typing import Annotated

import typer

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.people import key_of
from attune_cli.errors.people import LastCaregiver, PersonHasMoments
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.render.parting import Parted, parted_face, parted_line, would_move
from attune_cli.render.plain import tell_wrapped
from attune_cli.store import quick
from attune_cli.store.opening import reading

Confirmed = Annotated[bool, typer.Option("--yes", help="Don’t ask first.")]


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
    from attune_cli.store.journal import journal, looking  # noqa: PLC0415 `--help` needs no SQLModel

    with reading(run.home) as connection:
        people = quick.people(connection)
    known = people.names_of_children if role == "child" else people.names_of_caregivers
    name = known_name(role, typed, known)
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
    parted = Parted(role, name, to, *(had or (0, 0)))
    if parted.moments and not yes and not _agreed(parted, as_json=as_json):
        tell_wrapped("Nothing is changed.", sys.stderr)
        return
    with journal(run.home) as opened:
        parted = parted._replace(moments=opened.remove_person(role, name, run.clock(), to))
    if as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

        print_json(parted_face(parted))
    else:
        tell_wrapped(parted_line(parted))
        tell_wrapped("To bring it back: attune undo", sys.stderr)


def _agreed(parted: Parted, *, as_json: bool) -> bool:
    """Ask whether moments are to be moved.

    Raises:
        WordsMissing: nobody can be asked.
    """
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WordsMissing(f"{would_move(parted)} If that is meant, say --yes too.")
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 questionary, where it is asked

    try:
        return agree(f"{would_move(parted)} Go on?", default=False)
    except EOFError:
        raise KeyboardInterrupt from None
