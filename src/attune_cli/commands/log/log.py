"""`attune log`: record a moment, in words or by answering questions."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from attune_cli.commands.log.draft import Drafting
from attune_cli.commands.log.record import record
from attune_cli.commands.note import STDIN, joined, note_from_editor
from attune_cli.commands.options import AsJson, known_to, run_of
from attune_cli.context import Attune
from attune_cli.core.grammar import Entry, look_up, parse, read_target
from attune_cli.core.moment import Chosen
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.errors.usage import WordsClash

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def complete_word(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the words that begin so, with their labels."""
    words = known_to(ctx.find_object(Attune)).words.values()
    return [(word.word, word.label) for word in words if word.word.startswith(incomplete)]


def typed(name: str, help_: str) -> Any:
    """Return an option that takes a word."""
    return typer.Option(f"--{name}", metavar="WORD", help=help_)


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]... [@CHILD]... [+TAG]...",
        help="What happened, what you did, how it was, in any order. Without words, it asks.",
        autocompletion=complete_word,
    ),
]
Note = Annotated[
    list[str] | None,
    typer.Option("-m", "--note", metavar="TEXT", help="A note; - reads it from standard input."),
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the note in your editor.")]
At = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="'20 min ago', 'yesterday 18:30', 'last night', …"),
]
Children = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="With whom; can be repeated.")
]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who responded, if not you.")]
Repairs = Annotated[str | None, typer.Option(metavar="N|last", help="What this repair mends.")]
Last = Annotated[bool, typer.Option("--last", help="Logged because it was the last one.")]
Word = list[str] | None


@app.command(epilog="“attune words” lists the words. Example: attune log hurt comfort name yes")
def log(
    ctx: typer.Context,
    words: Words = None,
    note: Note = None,
    edit: Edit = False,
    at: At = None,
    child: Children = None,
    caregiver: By = None,
    repairs: Repairs = None,
    last: Last = False,
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
    """Record a moment: attune log hurt comfort name yes."""
    by_option = {
        "cue": cue, "response": response, "activity": activity, "step": step, "state": state,
        "sensitivity": sensitive, "came_back": came_back, "after": after,
    }  # fmt: skip
    notes = note or []
    typed = Entry(
        children=tuple(name.removeprefix("@") for name in child or ()),
        caregiver=caregiver,
        at=at,
        chosen=Chosen.PROMPTED if last else Chosen.STOOD_OUT,
        note=joined(notes),
    )
    with Drafting(run_of(ctx), typed) as drafting:
        drafting.take_piped(notes)
        entry = drafting.entry._replace(repairs=read_target(repairs)).tag(*tag or ())
        drafting.entry = said(drafting.knowing(words, by_option), entry, words, by_option)
        record(drafting, _later(drafting, notes, edit=edit), as_json=as_json)


def _later(drafting: Drafting, notes: list[str], *, edit: bool) -> Callable[[], None] | None:
    """Return what takes a note that is written once all else is settled; None where none is.

    Raises:
        WordsClash: one is typed, too.
    """
    if notes and edit:
        raise WordsClash("-m", "-e", "a note comes from one place. Keep one of them.")
    if edit:
        set_ = drafting.run.settings.editor
        return lambda: drafting.take(
            note_from_editor(drafting.text or "", set_, on_interrupt=drafting.take)
        )
    if STDIN in notes and sys.stdin.isatty():
        return lambda: drafting.take_stdin(notes)
    return None


def said(known: Vocabulary, entry: Entry, typed: Word, by_option: dict[str, Word]) -> Entry:
    """Return an entry with what words and options say, in any order."""
    chosen = [look_up(w, known, name) for name, several in by_option.items() for w in several or ()]
    return parse(typed or (), known, entry).add(*chosen)
