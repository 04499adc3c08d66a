"""`attune edit N` with words: what is named is settled with the journal, changed and answered."""

import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from attune_cli.commands.edit.change import answer, mend, named
from attune_cli.commands.edit.draft import Editing
from attune_cli.commands.edit.file import edit_whole
from attune_cli.commands.log.log import At, Children, Note, complete_word, said, typed
from attune_cli.commands.note import STDIN, joined
from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.commands.tags import tell_near_tags
from attune_cli.core.edit import SEVERAL, Named, mended, read_without
from attune_cli.core.grammar import Entry, parse, read_target
from attune_cli.core.moment import Chosen, Moment
from attune_cli.core.time.when import when_said
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.errors.moments import EmptyNote
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.store import quick
from attune_cli.store.opening import reading
from attune_cli.store.picking import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)


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
        people = quick.people(connection)
        target = entry.repairs and quick.find_repaired(connection, entry.repairs, moment.children)

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


NOWHERE = "none"  # behind --repairs

Number = Annotated[str, typer.Argument(metavar="N", help="Its number, or “last”.")]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]... [@CHILD]... [+TAG]...",
        help="What is to stand there, in any order. Without words, your editor opens.",
        autocompletion=complete_word,
    ),
]
Word = list[str] | None
Whole = Annotated[bool, typer.Option("-e", "--edit", help="Change all of it in your editor.")]
Responder = Annotated[str | None, typer.Option(metavar="NAME", help="Who responded.")]
Target = Annotated[str | None, typer.Option(metavar="N|last|none", help="What this mends.")]
Chose = Annotated[
    bool | None, typer.Option("--last/--no-last", help="Whether it was logged as the last one.")
]
Add = Annotated[
    list[str] | None, typer.Option(metavar="WORD", help="This too, beside what is there.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD|PART", help="Take out a word, or note, rating, cue, children, …"),
]


@app.command(
    epilog="Only what you name changes; the words of a vocabulary stand in the place of those "
    "that were there. Examples: attune edit 42 partly --add name · attune edit last --without note"
)
def edit(
    ctx: typer.Context,
    number: Number,
    words: Words = None,
    note: Note = None,
    whole: Whole = False,
    add: Add = None,
    without: Without = None,
    at: At = None,
    child: Children = None,
    caregiver: Responder = None,
    repairs: Target = None,
    last: Chose = None,
    cue: Annotated[Word, typed("cue", "What they were upset about.")] = None,
    response: Annotated[Word, typed("response", "What you did then.")] = None,
    activity: Annotated[Word, typed("activity", "What you did together.")] = None,
    step: Annotated[Word, typed("step", "How you came back together.")] = None,
    state: Annotated[Word, typed("state", "How you were.")] = None,
    sensitive: Annotated[Word, typed("sensitive", "yes, partly or no.")] = None,
    came_back: Annotated[Word, typed("came-back", "Whether you came back to it.")] = None,
    after: Annotated[Word, typed("after", "How they were afterwards.")] = None,
    tag: Annotated[Word, typed("tag", "A word of your own, to find it again by.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change a moment: attune edit 42 partly -m "what I think now"."""
    by_option = {
        "cue": cue, "response": response, "activity": activity, "step": step, "state": state,
        "sensitivity": sensitive, "came_back": came_back, "after": after,
    }  # fmt: skip
    said_of = Entry(children=tuple(child or ()), caregiver=caregiver, at=at)
    target, less = (None, ["repairs"]) if repairs == NOWHERE else (repairs, [])

    def asked(known: Vocabulary) -> Asked:
        entry = said_of._replace(repairs=read_target(target)).tag(*tag or ())
        entry = said(known, entry, words, by_option)
        return Asked(entry, add or [], [*(without or ()), *less], note or [], _chosen(last))

    with Editing(run_of(ctx), joined(note or ())) as editing:
        editing.take_piped(note or ())
        _edit(editing, number, asked(editing.run.vocabulary), whole=whole, as_json=as_json)


def _chosen(last: bool | None) -> Chosen | None:
    return None if last is None else Chosen.PROMPTED if last else Chosen.STOOD_OUT


def _edit(editing: Editing, number: str, asked: Asked, *, whole: bool, as_json: bool) -> None:
    (moment,) = picked(editing.run.home, [number])
    editing.moment = moment
    if _is_whole(asked, moment, whole=whole, can_ask=not as_json):
        edit_whole(editing, moment, as_json=as_json)
    else:
        change_named(editing, moment, asked, as_json=as_json)


def _is_whole(asked: Asked, moment: Moment, *, whole: bool, can_ask: bool) -> bool:
    """Whether the editor is opened: where it is asked for, or nothing else in a terminal.

    Raises:
        WordsClash: the editor is asked for, and something is named.
        WordsMissing: nothing is named, and nobody is there to open an editor for.
    """
    if whole and asked.is_anything:
        raise WordsClash("-e", "words", "the editor changes the whole moment. Keep one of them.")
    if whole or asked.is_anything:
        return whole
    if can_ask and sys.stdin.isatty() and sys.stdout.isatty():
        return True
    raise WordsMissing(
        "Say what to change: words as for “attune log”, -m for the note, --at for the time, "
        f"--without for what goes. Or all of it in your editor: attune edit {moment.number} -e"
    )
