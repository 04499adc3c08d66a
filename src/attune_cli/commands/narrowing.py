"""The options that narrow moments down, which `list` and `search` share; what they ask for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli.commands.looking import narrowed
from attune_cli.commands.options import or_as_set
from attune_cli.context import Attune
from attune_cli.core.days import FIRST_YEAR
from attune_cli.core.grammar import look_up
from attune_cli.core.spans import between
from attune_cli.core.tags import read_tag
from attune_cli.core.terms import Term
from attune_cli.core.vocabulary import as_stored
from attune_cli.core.wanted import Wanted
from attune_cli.errors.usage import UnknownWord
from attune_cli.store.database import reading
from attune_cli.store.people import read_people
from attune_cli.store.search import find


def _words(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", metavar="WORD", help=help_)


Word = list[str] | None
OfKind = Annotated[Word, _words("kind", "distress, connection or repair.")]
OfCue = Annotated[Word, _words("cue", "What they were upset about; again for either of several.")]
OfResponse = Annotated[Word, _words("response", "What was done then.")]
OfActivity = Annotated[Word, _words("activity", "What you did together.")]
OfStep = Annotated[Word, _words("step", "How you came back together.")]
OfState = Annotated[Word, _words("state", "How you were.")]
OfAfter = Annotated[Word, _words("after", "How they were afterwards.")]
OfRating = Annotated[Word, _words("sensitive", "yes, partly or no.")]
OfTag = Annotated[Word, _words("tag", "With this tag.")]
Prompted = Annotated[bool, typer.Option("--prompted", help="Logged as the last one.")]
Unrated = Annotated[bool, typer.Option("--unrated", help="Not rated.")]
NotYet = Annotated[bool, typer.Option("--not-yet", help="Rated partly or no, to come back to.")]
Limit = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="The newest N; 0 is all. Else 50, all with --json."),
]
AsJsonLines = Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")]
Unpaged = Annotated[
    bool, typer.Option("--plain", callback=or_as_set, help="No colour and no pager.")
]


class Said(NamedTuple):
    """What was asked for, as typed.

    Attributes:
        words: by vocabulary.
        span: the first and the last day.
        people: a child and a caregiver.
        flags: prompted, unrated, not yet come back to.
    """

    words: Mapping[str, Sequence[str] | None]
    span: tuple[str | None, str | None]
    people: tuple[str | None, str | None]
    flags: tuple[bool, bool, bool]


def wanted(run: Attune, said: Said, terms: tuple[Term, ...] = ()) -> Wanted:
    """Return what is asked for, in what the journal knows.

    Raises:
        AttuneError: a word, a day or a name means nothing, or the journal can't be read.
    """
    words = {name: _read(name, several, run) for name, several in said.words.items() if several}
    period = None
    if said.span != (None, None):
        since = date(FIRST_YEAR, 1, 1)
        period = between(*said.span, run.clock(), since, run.settings.first_weekday)
    child, caregiver = said.people
    if (child, caregiver) != (None, None):
        with reading(run.home) as connection:
            child, caregiver = narrowed(child, caregiver, read_people(connection))
    return Wanted(words, period, child, caregiver, *said.flags, terms=terms)


def _read(name: str, typed: Sequence[str], run: Attune) -> tuple[str, ...]:
    if name == "tag":
        return tuple(map(read_tag, typed))
    return tuple(_word(name, word, run) for word in typed)


def _word(name: str, typed: str, run: Attune) -> str:
    """Return a word that is known, or was when a moment was logged with it."""
    try:
        return look_up(typed, run.vocabulary, name).word
    except UnknownWord:
        word = as_stored(typed)
        with reading(run.home) as connection:
            if connection is None or not find(connection, Wanted({name: (word,)}), 1):
                raise
        return word
