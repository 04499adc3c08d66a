"""`attune edit N` with words: what is named is settled with the journal, changed and answered."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from attune_cli.commands.editing import Editing
from attune_cli.commands.mending import answer, mend, named
from attune_cli.commands.note import STDIN
from attune_cli.commands.options import known_name
from attune_cli.commands.tagging import tell_near_tags
from attune_cli.core.grammar import Entry, parse
from attune_cli.core.instant import when_said
from attune_cli.core.mending import Named, mended, read_without
from attune_cli.core.moment import Chosen, Moment
from attune_cli.core.together import SEVERAL
from attune_cli.errors.moments import EmptyNote
from attune_cli.store.database import reading
from attune_cli.store.people import read_people
from attune_cli.store.repairs import find_repaired


class Asked(NamedTuple):
    """What was typed.

    Attributes:
        entry: words and options as of `log`.
        add: behind --add.
        less: behind --without.
        notes: behind -m.
        chosen: why it was logged, where that is said.
    """

    entry: Entry
    add: Sequence[str]
    less: Sequence[str]
    notes: Sequence[str]
    chosen: Chosen | None

    @property
    def is_anything(self) -> bool:
        """Whether anything is named."""
        return self != Asked(Entry(), [], [], [], None)


def change_named(editing: Editing, moment: Moment, asked: Asked, *, as_json: bool) -> None:
    """Change what is named.

    Raises:
        AttuneError: nothing was changed.
    """
    if STDIN in asked.notes and sys.stdin.isatty():
        editing.take_stdin(asked.notes)
    if asked.notes and not editing.note:
        raise EmptyNote("-m; “--without note” takes it out")
    change = _settled(editing, moment, asked)
    assert moment.number is not None  # noqa: S101 it was found by it
    number, now = moment.number, editing.now
    what = named("edit", [number])
    done = mend(editing.run.home, [number], what, now, lambda one: mended(one, change))
    editing.done()
    answer(editing.run, done, now, as_json=as_json)
    (one,) = done
    if set(one.after.tags) - set(one.before.tags):
        tell_near_tags(editing.run.home, one.after)


def _settled(editing: Editing, moment: Moment, asked: Asked) -> Named:
    """Find who, when and which words are meant.

    Raises:
        AttuneError: one of them is not known.
    """
    words, entry = editing.vocabulary, asked.entry
    added = parse(asked.add, words)
    instead = [word for word in added.words if word.vocabulary not in SEVERAL]
    fields, taken = read_without(asked.less, words)
    with reading(editing.run.home) as connection:
        people = read_people(connection)
        target = entry.repairs and find_repaired(connection, entry.repairs, moment.children)

    def children(one: Entry) -> Entry:
        names = [known_name("child", typed, people.names_of_children) for typed in one.children]
        return one._replace(children=tuple(dict.fromkeys(names)))

    by = entry.caregiver
    by = known_name("caregiver", by, people.names_of_caregivers) if by is not None else None
    return Named(
        entry=children(entry.add(*instead))._replace(caregiver=by, note=editing.note),
        added=children(added),
        without=fields,
        taken=children(taken),
        when=when_said(entry.at, editing.now) if entry.at is not None else None,
        chosen=asked.chosen,
        repairs=target.uid if target else None,
    )
