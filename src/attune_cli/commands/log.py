"""`attune log`: record a moment, in words or by answering questions."""

from typing import Annotated

import typer

from attune_cli.commands.drafting import Drafting
from attune_cli.commands.note import tidy
from attune_cli.commands.options import AsJson, run_of
from attune_cli.commands.recording import record
from attune_cli.core.grammar import Entry, look_up, parse, read_target
from attune_cli.core.moment import Chosen
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors import WordsClash

app = typer.Typer(rich_markup_mode=None)


def _complete(incomplete: str) -> list[tuple[str, str]]:
    words = vocabulary().words.values()
    return [(word.word, word.label) for word in words if word.word.startswith(incomplete)]


@app.command(
    epilog="“attune words” lists the words. "
    "For example: attune log hurt comfort name yes -m 'the swing'"
)
def log(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]... [@CHILD]...",
            help="What happened, what you did, how it was, in any order. Without words, it asks.",
            autocompletion=_complete,
        ),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("-m", "--note", help="A note; - reads it from standard input."),
    ] = None,
    edit: Annotated[
        bool, typer.Option("-e", "--edit", help="Write the note in your editor.")
    ] = False,
    at: Annotated[
        str | None,
        typer.Option(
            help="When: '20 min ago', 'yesterday 18:30', 'last night', '2026-11-20 08:15'."
        ),
    ] = None,
    child: Annotated[list[str] | None, typer.Option(help="With whom; can be repeated.")] = None,
    caregiver: Annotated[str | None, typer.Option(help="Who responded, if not you.")] = None,
    repairs: Annotated[
        str | None, typer.Option(metavar="N|last", help="The moment that this repair mends.")
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help="It is simply the last one, whatever it was.")
    ] = False,
    cue: Annotated[list[str] | None, typer.Option(help="As a word.")] = None,
    response: Annotated[list[str] | None, typer.Option(help="As a word; can be repeated.")] = None,
    activity: Annotated[list[str] | None, typer.Option(help="As a word; can be repeated.")] = None,
    step: Annotated[list[str] | None, typer.Option(help="As a word; can be repeated.")] = None,
    state: Annotated[list[str] | None, typer.Option(help="As a word; can be repeated.")] = None,
    sensitive: Annotated[list[str] | None, typer.Option(help="yes, partly or no.")] = None,
    came_back: Annotated[list[str] | None, typer.Option(help="As a word.")] = None,
    after: Annotated[list[str] | None, typer.Option(help="As a word.")] = None,
    as_json: AsJson = False,
) -> None:
    """Record a moment: attune log hurt comfort name yes."""
    if note is not None and edit:
        raise WordsClash("-m", "-e", "a note comes from one place. Keep one of them.")
    drafting = Drafting(run_of(ctx), Entry(note=tidy(note) if note and note != "-" else None))
    with drafting:
        by_option = {
            "cue": cue, "response": response, "activity": activity, "step": step, "state": state,
            "sensitivity": sensitive, "came_back": came_back, "after": after,
        }  # fmt: skip
        said = Entry(
            children=tuple(name.removeprefix("@") for name in child or ()),
            caregiver=caregiver,
            at=at,
            repairs=read_target(repairs),
            chosen=Chosen.PROMPTED if last else Chosen.STOOD_OUT,
            note=drafting.entry.note,
        )
        chosen = [
            look_up(typed, vocabulary(), expected)
            for expected, several in by_option.items()
            for typed in several or ()
        ]
        drafting.entry = parse(words or (), vocabulary(), said).add(*chosen)
        note_from = "editor" if edit else "stdin" if note == "-" else None
        record(drafting, note_from=note_from, as_json=as_json)
