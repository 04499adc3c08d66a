"""`attune delete`: delete moments by number, after they were shown and confirmed."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_moment
from attune_cli.commands.confirm import confirm
from attune_cli.commands.edit.change import history_name, numbers_of, stored_already
from attune_cli.commands.options import AsJson, Yes, known_to, run_of
from attune_cli.commands.people.names import addressed
from attune_cli.context import Attune
from attune_cli.core.moment import CameBack, Moment
from attune_cli.render.edit import (
    delete_preview,
    deleted,
    points_nowhere_now,
    still_come_back_to,
)
from attune_cli.render.json import deleted_json, print_json
from attune_cli.render.output import show, tell_wrapped
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)


Numbers = Annotated[
    list[str],
    typer.Argument(
        metavar="[N|N-N|last]...", help="Numbers, or “last”.", autocompletion=complete_moment
    ),
]


@app.command(epilog="Example: attune delete 3 5. rm is the same. “attune undo” brings them back.")
def delete(ctx: typer.Context, numbers: Numbers, yes: Yes = False, as_json: AsJson = False) -> None:
    """Delete moments, all of those named or none: attune delete 42."""
    delete_moments(run_of(ctx), numbers, yes=yes, as_json=as_json)


def delete_moments(
    run: Attune, numbers: Sequence[str], *, yes: bool = False, as_json: bool = False
) -> None:
    """Delete moments once they were shown and somebody said yes.

    Args:
        run: the run.
        numbers: as typed.
        yes: whether it is not asked.
        as_json: answer in JSON, and ask nothing.

    Raises:
        NotAgreed: the answer was no, or nobody can be asked.
        NoSuchMoment: there is none of that number.
    """
    now = run.clock()
    moments = picked(run.home, numbers)
    if not yes:
        if as_json:
            raise errors.usage.NotAgreed("deleted", asked=False)
        preview = delete_preview(list(addressed(run, moments)), known_to(run), now)
        show(preview, plain=run.is_plain)
        many = len(moments)
        question = "Delete this moment?" if many == 1 else f"Delete these {many} moments?"
        confirm(question, "deleted", as_json=as_json)
    done = _delete(run.home, moments, now)
    run.is_done = True
    with stored_already():
        _answer(done, as_json=as_json)


class Deleted(NamedTuple):
    """What was deleted, and what that does to others.

    Attributes:
        numbers: of the moments.
        repairs: numbers of those that pointed at one of them.
        still_back: numbers of those that still say “came back later”, their repair being gone.
    """

    numbers: list[int]
    repairs: list[int]
    still_back: list[int]


def _delete(home: Home, moments: Sequence[Moment], now: datetime) -> Deleted:
    """Delete moments.

    Raises:
        NoSuchMoment: one has gone since it was shown; none was deleted.
    """
    numbers = numbers_of(moments)
    with journal(home) as opened, opened.change(history_name("delete", numbers), now):
        there = {moment.uid for moment in opened.moments(numbers)}
        for moment in moments:
            if moment.uid not in there:  # after a restore, another may have its number
                raise errors.moments.NoSuchMoment(moment.number)
        repairs = numbers_of(opened.repairing(numbers))
        opened.delete(numbers)
        targets = [found for m in moments if m.repairs and (found := opened.of_uid(m.repairs))]
        back = [m for m in targets if m.came_back is CameBack.LATER and not m.repaired]
    others = [number for number in repairs if number not in numbers]
    return Deleted(numbers, others, list(dict.fromkeys(numbers_of(back))))


def _answer(done: Deleted, *, as_json: bool) -> None:
    if as_json:
        print_json(deleted_json(done.numbers))
        return
    tell_wrapped(deleted(done.numbers))
    if done.repairs:
        tell_wrapped(points_nowhere_now(done.repairs), sys.stderr)
    if done.still_back:
        tell_wrapped(still_come_back_to(done.still_back), sys.stderr)
