"""`attune log`: record a moment, in words or by answering questions."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.complete import (
    complete_caregiver,
    complete_child,
    complete_logged,
    complete_moment,
    complete_tag,
    complete_time,
    words_of,
)
from attune_cli.commands.drafts import STDIN, joined
from attune_cli.commands.log.draft import EntryDraft
from attune_cli.commands.log.record import record
from attune_cli.commands.options import AsJson, grouped, run_of
from attune_cli.core.grammar import TAG_SIGNS, Entry, parse, read_target, take
from attune_cli.core.moment import Chosen, Kind
from attune_cli.core.people import names_in
from attune_cli.core.vocabulary import Vocabulary, Word

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _word(name: str, help_: str, vocabulary: str | None = None) -> Any:
    complete = complete_tag if name == "tag" else words_of(vocabulary or name)
    return typer.Option(f"--{name}", metavar="WORD", help=help_, autocompletion=complete)


Typed = list[str] | None
Words = Annotated[
    Typed,
    typer.Argument(
        metavar="[WORDS]... [@CHILD]... [+TAG]...",
        help="What happened, what you did, how it was, in any order, or as you would say it. "
        "Without words, it asks.",
        autocompletion=complete_logged,
    ),
]
Note = Annotated[
    Typed,
    typer.Option("-m", "--note", metavar="TEXT", help="A note; - reads it from standard input."),
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the note in your editor.")]
At = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="'20 min ago', 'around 5', 'before bed', 'monday 8am', …",
        autocompletion=complete_time,
    ),
]
Children = Annotated[
    Typed,
    typer.Option(metavar="NAME", help="With whom; can be repeated.", autocompletion=complete_child),
]
By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Who responded, if not you.", autocompletion=complete_caregiver
    ),
]
Repairs = Annotated[
    str | None,
    typer.Option(
        metavar="N|last", help="Which moment you came back to.", autocompletion=complete_moment
    ),
]
Last = Annotated[bool, typer.Option("--last", help="Logged because it was the last one.")]


class WordOptions(NamedTuple):
    """The options of `log` and `edit` that take the words of one vocabulary, or tags."""

    cue: Annotated[Typed, _word("cue", "What they were upset about.")] = None
    response: Annotated[Typed, _word("response", "What you did then.")] = None
    activity: Annotated[Typed, _word("activity", "What you did together.")] = None
    step: Annotated[Typed, _word("step", "How you came back together.")] = None
    state: Annotated[Typed, _word("state", "How you were.")] = None
    sensitive: Annotated[
        Typed, _word("sensitive", "“yes”, “partly” or “no” (not this time).", "sensitivity")
    ] = None
    came_back: Annotated[Typed, _word("came-back", "Whether you came back to it.", "came_back")] = (
        None
    )
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
            take(word, known, name)
            for name, several in self.by_vocabulary().items()
            for word in several or ()
        ]

    def added_to(
        self, entry: Entry, words: Typed, known: Vocabulary, kind: Kind | None = None
    ) -> Entry:
        """Return an entry with these words and with those that were typed without an option."""
        return parse(words or (), known, entry, kind).add(*self.chosen(known))


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
        children=tuple(names_in(child or ())),
        caregiver=caregiver,
        at=at,
        chosen=Chosen.PROMPTED if last else Chosen.STOOD_OUT,
        note=joined(notes),
    )
    with EntryDraft(run_of(ctx), begun) as draft:
        draft.take_piped(notes)
        target = [repairs] if repairs else []
        with draft.keeping(words, *options.by_vocabulary().values(), options.tag, target):
            known = draft.run.vocabulary
            entry = draft.entry._replace(repairs=read_target(repairs)).tag(*options.tag or ())
            chosen = options.chosen(known)
            draft.entry, is_plain = entry, _are_words(words or (), known)
            if is_plain:
                try:
                    draft.entry = parse(words or (), known, entry).add(*chosen)
                except errors.usage.WordsClash:
                    is_plain = False
        if not is_plain:
            from attune_cli.commands.log.said import take_said  # noqa: PLC0415 no vocabulary words

            asks_note = not (edit or STDIN in notes)
            if not take_said(draft, words or (), chosen, asks_note=asks_note, as_json=as_json):
                return
        record(draft, _later(draft, notes, edit=edit), as_json=as_json)


def _are_words(typed: Sequence[str], known: Vocabulary) -> bool:
    """Whether each is a word of a vocabulary, an @name or a tag; else it is plain speech.

    A name may have a space, “@bo lou”; where nothing else is typed, the rest is what is told.
    """
    signs = ("@", *TAG_SIGNS)
    if len(typed) == 1 and " " in typed[0]:
        return known.find(typed[0]) is not None
    return all(known.find(word) or word.startswith(signs) for word in typed)


def _later(draft: EntryDraft, notes: list[str], *, edit: bool) -> Callable[[], None] | None:
    """Return what lets a note be written once all else is settled; None where none is to be.

    Raises:
        WordsClash: a note is typed and an editor is asked for.
    """
    if notes and edit:
        raise errors.usage.WordsClash("-m", "-e", "A note comes from one place. Keep one of them.")
    if edit:
        from attune_cli.commands.editor import note_from_editor  # noqa: PLC0415 few ask for it

        return lambda: note_from_editor(draft)
    if STDIN in notes and sys.stdin.isatty():
        return lambda: draft.take_stdin([*filter(None, [draft.line]), *notes])
    return None
