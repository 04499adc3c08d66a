"""`attune tips add`: add a tip of one's own, by options or by answering questions."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from shlex import quote
from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_band, one_of, words_of
from attune_cli.commands.options import AsJson, can_ask, run_of
from attune_cli.commands.tips.ideas import library
from attune_cli.core.people import BANDS, read_age
from attune_cli.core.tips.library import TIP_KINDS, TIP_VOCABULARIES, Tip, read_kind, read_tip_word
from attune_cli.core.tips.own import LISTS, NEEDED, free_id, own_id, own_tip
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.errors import AttuneError
from attune_cli.render.json import print_json, tips_json
from attune_cli.render.output import tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.tips import HEADINGS, added
from attune_cli.store.known import require_place
from attune_cli.store.own_tips import add_own_tip

TITLE = "What is it called, in a few words?"
DO = "What is there to do?"
EXAMPLE = "An example, said or done (Enter skips):"
WHEN = "When is it for?"
AGES = "For which age? None marked is every age."
GOES_WITH = "What does it go with? None marked is fine."
# The vocabulary whose words a kind of tip goes with first of all.
WORDS_OF = {"distress": "cue", "connection": "activity", "repair": "step", "self": "state"}


def ask(typed: dict[str, Any], known: Vocabulary) -> None:
    """Ask for what is missing; each answer is in `typed` at once.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    from attune_cli.commands.prompts import Option, pick, pick_many  # noqa: PLC0415 prompt_toolkit

    try:
        _write(typed, "title", TITLE, is_needed=True)
        _write(typed, "do", DO, is_needed=True)
        _write(typed, "example", EXAMPLE, is_needed=False)
        if "kind" not in typed:
            typed["kind"] = pick(WHEN, [Option(k, HEADINGS[k], k) for k in TIP_KINDS])
        if not typed["bands"]:
            typed["bands"] = pick_many(AGES, [Option(band, band, band) for band in BANDS])
        if not typed["for"]:
            words = known.of(WORDS_OF[typed["kind"]])
            options = [Option(word.word, word.label, word.word) for word in words]
            typed["for"] = pick_many(GOES_WITH, options)
    except EOFError:
        raise KeyboardInterrupt from None


def _write(typed: dict[str, Any], name: str, question: str, *, is_needed: bool) -> None:
    """Ask for a text, again while one that is needed stays empty."""
    from attune_cli.commands.prompts import write  # noqa: PLC0415 prompt_toolkit

    def keep(text: str) -> None:
        if text.strip():
            typed[name] = text

    while not clean(typed.get(name, "")).strip():
        keep(write(question, "", keep))
        if not is_needed:
            return


Typed = dict[str, Any]  # the parts of a tip by their names in the file, as they were typed
OPTIONS = {"bands": "--age"}  # where an option bears another name than the part

Text = str | None
Title = Annotated[Text, typer.Option(metavar="TEXT", help="What it is called, in a few words.")]
Do = Annotated[Text, typer.Option(metavar="TEXT", help="What to do.")]
Example = Annotated[Text, typer.Option(metavar="TEXT", help="One line of it, said or done.")]
Kind = Annotated[
    Text,
    typer.Option(
        metavar="|".join(TIP_KINDS), help="For when it is.", autocompletion=one_of(TIP_KINDS)
    ),
]
Ages = Annotated[
    list[str] | None,
    typer.Option(
        metavar="|".join(BANDS),
        help="For which age; can be repeated; else for every.",
        autocompletion=complete_band,
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        metavar="WORD",
        help="A word it goes with; can be repeated.",
        autocompletion=words_of(*TIP_VOCABULARIES),
    ),
]


def add(
    ctx: typer.Context,
    title: Title = None,
    do: Do = None,
    example: Example = None,
    kind: Kind = None,
    age: Ages = None,
    word: Words = None,
    as_json: AsJson = False,
) -> None:
    """Add a tip of your own.

    It may be what somebody wise says, or homework from a therapist. In a terminal it asks.
    """
    run = run_of(ctx)
    parts = {
        "title": title, "do": do, "example": example, "kind": kind, "bands": age, "for": word,
    }  # fmt: skip
    typed = {name: part for name, part in parts.items() if part}
    with _shown_again(typed):
        require_place(run.home)
        taken = {tip.id for tip in library(run)}  # what is broken is said before the questions
        typed["bands"] = [read_age(one, run.clock().date()).band for one in age or ()]
        _complete(typed, run.vocabulary, as_json=as_json)
        tip = _new_tip(typed, taken)
        tip = add_own_tip(run.home.own_tips, tip)
        run.is_done = True
    if as_json:
        print_json(tips_json([(tip, "a tip of your own", None)]))
    else:
        tell_wrapped(added(tip, run.home.own_tips))


@contextmanager
def _shown_again(typed: Typed) -> Iterator[None]:
    """Print what was typed, as the command that tries it again, where it cannot be stored."""
    try:
        yield
    except AttuneError as refusal:
        if any(typed.values()):
            refusal.add_note(f"Nothing was added. To try it again:\n{_again(typed)}")
        raise
    except KeyboardInterrupt:
        if any(typed.values()):
            tell(f"Nothing was added. To go on with it:\n{clean(_again(typed))}", sys.stderr)
        raise


def _again(typed: Typed) -> str:
    words = ["attune tips add"]
    for name, part in typed.items():
        option = OPTIONS.get(name, f"--{name}")
        several = part if name in LISTS else [part]
        words += [f"{option} {quote(' '.join(one.split()))}" for one in several]
    return " ".join(words)


def _complete(typed: Typed, words: Vocabulary, *, as_json: bool) -> None:
    """Read what was typed, and ask for the rest where something essential is missing.

    Raises:
        WrongUsage: something means nothing, or is missing and nobody can be asked.
    """
    if "kind" in typed:
        typed["kind"] = read_kind(typed["kind"])
    typed["for"] = [read_tip_word(one, words) for one in typed.get("for", ())]
    missing = [name for name in NEEDED if not clean(typed.get(name, "")).strip()]
    if not missing:
        return
    if not can_ask(as_json=as_json):
        need = " and ".join(f"--{name}" for name in missing)
        raise errors.usage.WordsMissing(
            f"A tip needs {need} too: attune tips add --title 'Sing it' "
            "--do 'Sing what you want to say.' --kind distress"
        )
    ask(typed, words)


def _new_tip(typed: Typed, taken: set[str]) -> Tip:
    """Return the tip, on single lines and with an id of its own."""
    entry = {
        name: part if name in LISTS else " ".join(clean(part).split())
        for name, part in typed.items()
        if part
    }
    return own_tip({**entry, "id": free_id(own_id(entry), taken)})
