"""Changing stored moments in one transaction, and the answer that says what changed."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from attune_cli import errors
from attune_cli.commands.options import known_to
from attune_cli.commands.people.names import addressed
from attune_cli.context import Attune
from attune_cli.core.grammar import KIND_NAMES
from attune_cli.core.moment import Kind, Moment, fear_by
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.render.edit import changed
from attune_cli.render.json import moment_json, print_json
from attune_cli.render.moment import echo, support_on
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.text import page_width
from attune_cli.store.home import Home
from attune_cli.store.journal import Journal, journal
from attune_cli.store.people import People, read_people


class Changed(NamedTuple):
    """A moment before and after a change; both are equal where nothing changed.

    Attributes:
        before: as it was.
        after: as it is now.
        target: the moment that it repairs.
    """

    before: Moment
    after: Moment
    target: Moment | None


class Done(NamedTuple):
    """What a verb has changed.

    Attributes:
        changes: each moment.
        known: the journal’s people, read with them; None where that was not needed.
    """

    changes: Sequence[Changed]
    known: People | None = None


def change_moments(
    home: Home,
    numbers: Sequence[int],
    what: str,
    now: datetime,
    change: Callable[[Moment], Moment],
) -> Done:
    """Read, change and store moments in one transaction: all of them, or none.

    Args:
        home: whose journal.
        numbers: of the moments.
        what: the change in a few words.
        now: the present.
        change: returns the moment that is to stand there.

    Raises:
        NoSuchMoment, NotRepairable, RepairTooEarly: nothing was changed.
        JournalTrouble: likewise.
    """

    def one(opened: Journal, before: Moment) -> Changed:
        after = change(before)
        target = opened.of_uid(after.repairs) if after.repairs else None
        if after == before:
            return Changed(before, after, target)
        if target:
            _check_target(before, after, target)
        opened.replace(after)
        if target and target.number and after.repairs != before.repairs:
            opened.came_back_to(target.number)
        return Changed(before, after, target)

    with journal(home) as opened, opened.change(what, now):
        found = {moment.number: moment for moment in opened.moments(numbers)}
        for number in numbers:
            if number not in found:  # deleted since it was looked for
                raise errors.moments.NoSuchMoment(number)
        changes = [one(opened, found[number]) for number in numbers]
        return Done(changes, read_people(opened.connection))


def _check_target(before: Moment, after: Moment, target: Moment) -> None:
    if target.number and after.repairs != before.repairs and target.kind is not Kind.DISTRESS:
        raise errors.moments.NotRepairable(target.number, KIND_NAMES[target.kind])
    is_moved = (after.local_day, after.repairs) != (before.local_day, before.repairs)
    if target.number and is_moved and after.local_day < target.local_day:
        raise errors.moments.RepairTooEarly(target.number)


def numbers_of(moments: Sequence[Moment]) -> list[int]:
    """Return the numbers of stored moments."""
    return [moment.number for moment in moments if moment.number is not None]


def history_name(verb: str, numbers: Sequence[int], *words: str) -> str:
    """Return the name of a change, as it was typed: “rate #41 #42 yes”."""
    return " ".join([verb, *(f"#{number}" for number in numbers), *words])


@contextmanager
def stored_already() -> Iterator[None]:
    """Answer inside the block; where the answer can't be shown, say that the change is stored."""
    try:
        yield
        sys.stdout.flush()
    except OSError:
        tell_wrapped("It is stored; only this answer could not be shown.", sys.stderr)
        raise


def answer(run: Attune, done: Done, now: datetime, *, as_json: bool) -> None:
    """Say what stands there now, and what changed."""
    run.is_done = True
    with stored_already():
        if as_json:
            _print_json(done.changes)
        else:
            _tell(run, done, now)
    new = [
        change.after
        for change in done.changes
        if FRIGHTEN in change.after.responses and FRIGHTEN not in change.before.responses
    ]
    if by := fear_by(moment.caregiver for moment in addressed(run, new, done.known)):
        show(support_on(by, page_width()), stream=sys.stderr)


def _print_json(changes: Sequence[Changed]) -> None:
    for one in changes:
        print_json(moment_json(one.after))


def _tell(run: Attune, done: Done, now: datetime) -> None:
    words = known_to(run)
    moments = addressed(run, (one.after for one in done.changes), done.known)
    for one, moment in zip(done.changes, moments, strict=True):
        target = one.target
        about = (target.number, target.local_day, target.cue) if target and target.number else None
        line = echo(moment, words, now, about)
        if one.after == one.before:
            tell_wrapped(f"Nothing changed: {line}")
            continue
        tell_wrapped(line)
        tell_wrapped(f"Changed: {changed(one.before, one.after, words, now)}")
