"""`attune rate`: how a moment is seen now."""

from collections.abc import Sequence
from typing import Annotated

import typer

from attune_cli.commands.mending import answer, mend, named, numbers_of
from attune_cli.commands.narrowing import AsJsonLines
from attune_cli.commands.options import run_of
from attune_cli.core.grammar import Entry, is_target, look_up
from attune_cli.core.mending import Named, mended
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.vocabulary import Word, as_stored, vocabulary
from attune_cli.errors.mending import NotRated
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.store.moments import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NONE = "none"  # takes a rating out
Typed = Annotated[
    list[str],
    typer.Argument(metavar="N... yes|partly|no|none", help="Numbers, or “last”, and the rating."),
]


@app.command(
    epilog="Examples: attune rate 42 yes · attune rate 41 42 partly · attune rate last none"
)
def rate(ctx: typer.Context, typed: Typed, as_json: AsJsonLines = False) -> None:
    """Rate a moment, or rate it anew: attune rate 42 yes."""
    run = run_of(ctx)
    now = run.clock()
    wanted = [text for text in typed if is_target(text)]
    rating = _rating([text for text in typed if not is_target(text)])
    if not wanted:
        raise WordsMissing("Say which moment, by its number or “last”: attune rate last yes")
    moments = picked(run.home, wanted)
    for moment in moments:
        if moment.kind is Kind.REPAIR:
            raise NotRated(moment.number)
    change = _named(rating)

    def rated(moment: Moment) -> Moment:
        return mended(moment, change)

    numbers = numbers_of(moments)
    what = named("rate", numbers, rating.word if rating else NONE)
    answer(run, mend(run.home, numbers, what, now, rated), now, as_json=as_json)


def _named(rating: Word | None) -> Named:
    if rating:
        return Named(entry=Entry(words=(rating,)))
    return Named(without=frozenset({"sensitivity"}))


def _rating(said: Sequence[str]) -> Word | None:
    """Read the rating; None is “none”.

    Raises:
        WordsMissing: there is none.
        WordsClash: there are two.
        UnknownWord: it is no rating.
    """
    if not said:
        raise WordsMissing(
            "Say how you see it now: yes, partly, no, or none to take the rating out."
        )
    if len(said) > 1:
        raise WordsClash(said[0], said[1], "each is a rating, and a moment has one. Keep one.")
    return None if as_stored(said[0]) == NONE else look_up(said[0], vocabulary(), "sensitivity")
