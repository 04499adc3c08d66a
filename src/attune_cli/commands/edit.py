"""`attune edit`: change a moment, by the words of `log` or as a whole in the editor."""

import sys
from typing import Annotated

import typer

from attune_cli.commands.edit_whole import edit_whole
from attune_cli.commands.editing import Editing
from attune_cli.commands.log import At, Children, Note, complete_word, said, typed
from attune_cli.commands.naming import Asked, change_named
from attune_cli.commands.note import joined
from attune_cli.commands.options import AsJson, run_of
from attune_cli.core.grammar import Entry, read_target
from attune_cli.core.moment import Chosen, Moment
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.store.moments import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)

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
