"""`attune edit N`: change the parts of a moment that words and options name."""

import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.complete import (
    complete_caregiver,
    complete_logged,
    complete_moment,
    complete_word,
    moments_and,
    one_of,
)
from attune_cli.commands.drafts import STDIN, joined
from attune_cli.commands.edit.change import answer, change_moments, history_name
from attune_cli.commands.edit.draft import EditDraft
from attune_cli.commands.log.log import At, Children, Note, WordOptions
from attune_cli.commands.options import AsJson, can_ask, grouped, known_name, run_of
from attune_cli.commands.people.names import with_caregiver
from attune_cli.commands.tags import tell_near_tags
from attune_cli.context import Attune
from attune_cli.core.edit import SEVERAL, Edit, apply_edit, read_removals
from attune_cli.core.grammar import Entry, parse, read_target
from attune_cli.core.moment import Chosen, Moment
from attune_cli.core.people import names_in
from attune_cli.core.time.when import parse_when
from attune_cli.store.database import reading
from attune_cli.store.moments import picked
from attune_cli.store.people import NOBODY, read_people
from attune_cli.store.repaired import find_repaired

app = typer.Typer(rich_markup_mode=None, add_completion=False)


NOWHERE = "none"  # behind --repairs

Number = Annotated[
    str, typer.Argument(metavar="N", help="Its number, or “last”.", autocompletion=complete_moment)
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]... [@CHILD]... [+TAG]...",
        help="What is to stand there, in any order. Without words, your editor opens.",
        autocompletion=complete_logged,
    ),
]
InEditor = Annotated[bool, typer.Option("-e", "--edit", help="Change all of it in your editor.")]
Responder = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who responded.", autocompletion=complete_caregiver),
]
Target = Annotated[
    str | None,
    typer.Option(
        metavar="N|last|none",
        help="Which moment you came back to.",
        autocompletion=moments_and(one_of([("none", "no other moment")])),
    ),
]
Chose = Annotated[
    bool | None, typer.Option("--last/--no-last", help="Whether it was logged as the last one.")
]
Add = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORD", help="This too, beside what is there.", autocompletion=complete_logged
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORD|PART",
        help="Take out a word, or note, rating, cue, children, …",
        autocompletion=complete_word,
    ),
]


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


@app.command(
    epilog="Only what you name changes; the words of a vocabulary stand in the place of those "
    "that were there. Examples: attune edit 42 partly --add name · attune edit last --without note"
)
@grouped
def edit(
    ctx: typer.Context,
    number: Number,
    words: Words = None,
    note: Note = None,
    whole: InEditor = False,
    add: Add = None,
    without: Without = None,
    at: At = None,
    child: Children = None,
    caregiver: Responder = None,
    repairs: Target = None,
    last: Chose = None,
    *,
    options: WordOptions,
    as_json: AsJson = False,
) -> None:
    """Change a moment: attune edit 42 partly -m "what I think now"."""
    target, less = (None, ["repairs"]) if repairs == NOWHERE else (repairs, [])
    words, add, without = _as_options(words, add, without)
    with EditDraft(run_of(ctx), joined(note or ())) as draft:
        draft.take_piped(note or ())
        read_target(number)  # a range would be several
        known = draft.run.vocabulary
        entry = Entry(
            children=tuple(names_in(child or ())),
            caregiver=caregiver,
            at=at,
            repairs=read_target(target),
        ).tag(*options.tag or ())
        is_said = any(word[0].isalpha() and not known.find(word) for word in words or () if word)
        found = picked(draft.run.home, [number]) if is_said else []
        entry = options.added_to(entry, words, known, found[0].kind if found else None)
        asked = Asked(entry, add or [], [*(without or ()), *less], note or [], _chosen(last))
        (moment,) = found or picked(draft.run.home, [number])
        _edit(draft, moment, asked, whole=whole, as_json=as_json)


def edit_in_editor(run: Attune, number: int) -> None:
    """Let a moment be changed in the person's editor.

    Raises:
        AttuneError: nothing was changed; what was written is kept as a draft.
    """
    from attune_cli.commands.edit.file import edit_whole  # noqa: PLC0415 few open the editor

    with EditDraft(run, None) as draft:
        (draft.moment,) = picked(run.home, [str(number)])
        edit_whole(draft, draft.moment, as_json=False)


def _as_options(
    words: list[str] | None, add: list[str] | None, without: list[str] | None
) -> tuple[list[str] | None, list[str] | None, list[str] | None]:
    """Return words and options, where “without laugh” or “add name” stands without the dashes."""
    lead, *others = [word.casefold() for word in words[:1]] + words[1:] if words else [""]
    if lead in {"without", "remove"} and others:
        return None, add, [*(without or ()), *others]
    if lead == "add" and others:
        return None, [*(add or ()), *others], without
    return words, add, without


def _chosen(last: bool | None) -> Chosen | None:
    return None if last is None else Chosen.PROMPTED if last else Chosen.STOOD_OUT


def _edit(draft: EditDraft, moment: Moment, asked: Asked, *, whole: bool, as_json: bool) -> None:
    draft.moment = moment
    if _is_whole(asked, moment, whole=whole, as_json=as_json):
        from attune_cli.commands.edit.file import edit_whole  # noqa: PLC0415 few open the editor

        edit_whole(draft, moment, as_json=as_json)
    else:
        change_words(draft, moment, asked, as_json=as_json)


def _is_whole(asked: Asked, moment: Moment, *, whole: bool, as_json: bool) -> bool:
    """Whether the editor is opened: where it is asked for, or nothing else in a terminal.

    Raises:
        WordsClash: the editor is asked for, and something is named.
        WordsMissing: nothing is named, and nobody is there to open an editor for.
    """
    if whole and asked.is_anything:
        raise errors.usage.WordsClash(
            "-e", "words", "The editor changes the whole moment. Keep one of them."
        )
    if whole or asked.is_anything:
        return whole
    if can_ask(as_json=as_json):
        return True
    raise errors.usage.WordsMissing(
        "Say what to change: words as for “attune log”, -m for the note, --at for the time, "
        f"--without for what goes. Or all of it in your editor: attune edit {moment.number} -e"
    )


def change_words(draft: EditDraft, moment: Moment, asked: Asked, *, as_json: bool) -> None:
    """Change the parts that were typed.

    Raises:
        AttuneError: nothing was changed.
    """
    if STDIN in asked.notes and sys.stdin.isatty():
        draft.take_stdin(asked.notes)
    if asked.notes and not draft.note:
        raise errors.moments.EmptyNote("-m; “--without note” takes it out")
    change = _resolved(draft, moment, asked)
    assert moment.number is not None  # noqa: S101 it was found by it
    number, now = moment.number, draft.now
    what = history_name("edit", [number])
    done = change_moments(draft.run.home, [number], what, now, lambda one: apply_edit(one, change))
    draft.done()
    answer(draft.run, done, now, as_json=as_json)
    (one,) = done.changes
    if set(one.after.tags) - set(one.before.tags):
        tell_near_tags(draft.run.home, one.after)


def _resolved(draft: EditDraft, moment: Moment, asked: Asked) -> Edit:
    """Return the change, with the people, time and target that the journal knows.

    Raises:
        AttuneError: one of them is not known.
    """
    words, entry = draft.vocabulary, asked.entry
    added = parse(asked.add, words, kind=moment.kind)
    instead = [word for word in added.words if word.vocabulary not in SEVERAL]
    fields, taken = read_removals(asked.less, words)
    names = (*entry.children, *added.children, *taken.children)
    people, target = NOBODY, None
    if names or entry.caregiver is not None or entry.repairs:
        with reading(draft.run.home) as connection:
            people = read_people(connection)
            target = entry.repairs and find_repaired(connection, entry.repairs, moment.children)
        entry = with_caregiver(entry, people)

    def children(one: Entry) -> Entry:
        names = [known_name("child", typed, people.names_of_children) for typed in one.children]
        return one._replace(children=tuple(dict.fromkeys(names)))

    by = entry.caregiver
    by = known_name("caregiver", by, people.names_of_caregivers) if by is not None else None
    return Edit(
        entry=children(entry.add(*instead))._replace(caregiver=by, note=draft.note),
        added=children(added),
        emptied=fields,
        removed=children(taken),
        when=parse_when(entry.at, draft.now) if entry.at is not None else None,
        chosen=asked.chosen,
        repairs=target.uid if target else None,
    )
