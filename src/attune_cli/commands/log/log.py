"""`attune log`: record a moment, in words or by answering questions."""

import sys
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli.commands.drafts import STDIN, joined
from attune_cli.commands.log.draft import EntryDraft
from attune_cli.commands.log.record import record
from attune_cli.commands.options import AsJson, grouped, known_to, run_of
from attune_cli.context import Attune
from attune_cli.core.grammar import Entry, look_up, parse, read_target
from attune_cli.core.moment import Chosen
from attune_cli.core.vocabulary import Vocabulary, Word
from attune_cli.errors.usage import UnknownWord, WordsClash

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def complete_word(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the words that begin so, with their labels."""
    words = known_to(ctx.find_object(Attune)).words.values()
    return [(word.word, word.label) for word in words if word.word.startswith(incomplete)]


def _word(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", metavar="WORD", help=help_)


Typed = list[str] | None
Words = Annotated[
    Typed,
    typer.Argument(
        metavar="[WORDS]... [@CHILD]... [+TAG]...",
        help="What happened, what you did, how it was, in any order, or as you would say it. "
        "Without words, it asks.",
        autocompletion=complete_word,
    ),
]
Note = Annotated[
    Typed,
    typer.Option("-m", "--note", metavar="TEXT", help="A note; - reads it from standard input."),
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the note in your editor.")]
At = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="'20 min ago', 'around 5', 'before bed', 'monday 8am', …"),
]
Children = Annotated[Typed, typer.Option(metavar="NAME", help="With whom; can be repeated.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who responded, if not you.")]
Repairs = Annotated[
    str | None, typer.Option(metavar="N|last", help="Which moment you came back to.")
]
Last = Annotated[bool, typer.Option("--last", help="Logged because it was the last one.")]


class WordOptions(NamedTuple):
    """The options of `log` and `edit` that take the words of one vocabulary, or tags."""

    cue: Annotated[Typed, _word("cue", "What they were upset about.")] = None
    response: Annotated[Typed, _word("response", "What you did then.")] = None
    activity: Annotated[Typed, _word("activity", "What you did together.")] = None
    step: Annotated[Typed, _word("step", "How you came back together.")] = None
    state: Annotated[Typed, _word("state", "How you were.")] = None
    sensitive: Annotated[Typed, _word("sensitive", "“yes”, “partly” or “no” (not this time).")] = (
        None
    )
    came_back: Annotated[Typed, _word("came-back", "Whether you came back to it.")] = None
    after: Annotated[Typed, _word("after", "How they were afterwards.")] = None
    tag: Annotated[Typed, _word("tag", "A word of your own, to find it again by.")] = None

    def by_vocabulary(self) -> dict[str, Typed]:
        """Return the typed words by the vocabulary that they stand in; tags stand in none."""
        typed = self._asdict()
        del typed["tag"]
        typed["sensitivity"] = typed.pop("sensitive")
        return typed

    def chosen(self, known: Vocabulary) -> list[Word]:
        """Return the words that were typed behind options."""
        return [
            look_up(word, known, name)
            for name, several in self.by_vocabulary().items()
            for word in several or ()
        ]

    def added_to(self, entry: Entry, words: Typed, known: Vocabulary) -> Entry:
        """Return an entry with these words and with those that were typed without an option."""
        return parse(words or (), known, entry).add(*self.chosen(known))


@app.command(
    epilog="“attune words” lists the words. Examples: attune log hurt comfort name yes · "
    "attune log fell off the swing, hugged her yes"
)
@grouped
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
    *,
    options: WordOptions,
    as_json: AsJson = False,
) -> None:
    """Record a moment: attune log hurt comfort name yes."""
    notes = note or []
    begun = Entry(
        children=tuple(name.removeprefix("@") for name in child or ()),
        caregiver=caregiver,
        at=at,
        chosen=Chosen.PROMPTED if last else Chosen.STOOD_OUT,
        note=joined(notes),
    )
    with EntryDraft(run_of(ctx), begun) as draft:
        draft.take_piped(notes)
        refusal: UnknownWord | WordsClash | None = None
        target = [repairs] if repairs else []
        with draft.keeping(words, *options.by_vocabulary().values(), options.tag, target):
            known = draft.run.vocabulary
            entry = draft.entry._replace(repairs=read_target(repairs)).tag(*options.tag or ())
            chosen = options.chosen(known)
            try:
                draft.entry = parse(words or (), known, entry).add(*chosen)
            except (UnknownWord, WordsClash) as problem:
                draft.entry, refusal = entry, problem
        if refusal:
            from attune_cli.commands.log.said import take_said  # noqa: PLC0415 no vocabulary words

            if not take_said(draft, words or (), chosen, refusal, as_json=as_json):
                return
        record(draft, _later(draft, notes, edit=edit), as_json=as_json)


def _later(draft: EntryDraft, notes: list[str], *, edit: bool) -> Callable[[], None] | None:
    """Return what lets a note be written once all else is settled; None where none is to be.

    Raises:
        WordsClash: a note is typed and an editor is asked for.
    """
    if notes and edit:
        raise WordsClash("-m", "-e", "a note comes from one place. Keep one of them.")
    if edit:
        from attune_cli.commands.editor import note_from_editor  # noqa: PLC0415 few ask for it

        set_ = draft.run.settings.editor
        return lambda: draft.take(note_from_editor(draft.text or "", set_, on_interrupt=draft.take))
    if STDIN in notes and sys.stdin.isatty():
        return lambda: draft.take_stdin([*filter(None, [draft.line]), *notes])
    return None
