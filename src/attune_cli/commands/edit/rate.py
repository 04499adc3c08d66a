"""`attune rate` and `back`: how a moment is seen now, and whether somebody came back to it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, moments_and, one_of, words_of
from attune_cli.commands.edit.change import answer, change_moments, history_name, numbers_of
from attune_cli.commands.options import AsJsonLines, can_ask, run_of
from attune_cli.context import Attune
from attune_cli.core.edit import Edit, apply_edit
from attune_cli.core.grammar import Entry, is_target, take
from attune_cli.core.moment import CameBack, Kind, Moment
from attune_cli.core.vocabulary import Word, as_stored, vocabulary
from attune_cli.render.output import tell_wrapped
from attune_cli.store.moments import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)


NONE = "none"  # takes a rating out
_WHICH = "Say how you see it now: yes, partly, no, or none to take the rating out."


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
    ratings = moments_and(words_of("sensitivity"))(ctx, incomplete)
    return [*ratings, *one_of([(NONE, "take the rating out")])(ctx, incomplete)]


Rated = Annotated[
    list[str],
    typer.Argument(
        metavar="N|N-N... [yes|partly|no|none]",
        help="Numbers, or “last”, and the rating; without one, it asks of one moment.",
        autocompletion=_complete,
    ),
]


@app.command(
    epilog="Examples: attune rate 42 yes · attune rate 41 42 partly · attune rate last none. "
    "What each may look like: attune words sensitive"
)
def rate(ctx: typer.Context, typed: Rated, as_json: AsJsonLines = False) -> None:
    """Rate a moment, or rate it anew: attune rate 42 yes. Without a rating, it asks."""
    rate_moments(run_of(ctx), typed, as_json=as_json)


def rate_moments(run: Attune, typed: Sequence[str], *, as_json: bool = False) -> None:
    """Rate moments; where no rating is typed, it is asked in a terminal.

    Args:
        run: the run.
        typed: their numbers and the rating, in any order.
        as_json: answer in JSON, and ask nothing.

    Raises:
        AttuneError: nothing was rated.
    """
    now = run.clock()
    wanted = [text for text in typed if is_target(text)]
    said = [text for text in typed if not is_target(text)]
    is_asked = not said and len(wanted) == 1 and can_ask(as_json=as_json)
    rating = None if is_asked else _rating(said)
    if not wanted:
        raise errors.usage.WordsMissing(
            "Say which moment, by its number or “last”: attune rate last yes"
        )
    moments = picked(run.home, wanted)
    for moment in moments:
        if moment.kind is Kind.REPAIR:
            raise errors.moments.NotRated(moment.number)
    if is_asked:
        moment, *others = moments
        if others:  # a range; each kind has a question of its own
            raise errors.usage.WordsMissing(_WHICH)
        answered = _ask(moment)
        if answered is None:
            tell_wrapped("Nothing changed.")
            return
        rating = answered if isinstance(answered, Word) else None
    change = _change_to(rating)

    def rated(moment: Moment) -> Moment:
        return apply_edit(moment, change)

    numbers = numbers_of(moments)
    what = history_name("rate", numbers, rating.word if rating else NONE)
    answer(run, change_moments(run.home, numbers, what, now, rated), now, as_json=as_json)


def _ask(moment: Moment) -> Word | str | None:
    """Ask how a moment is seen now: a rating, or NONE for none; None leaves it."""
    from attune_cli.commands.prompts import Option, pick  # noqa: PLC0415 where somebody is asked

    known = vocabulary()
    options = [
        Option(word, word.label, word.word, word.definition) for word in known.of("sensitivity")
    ]
    if moment.sensitivity:
        options.append(Option(NONE, "take the rating out", "t"))
    question = known.words[moment.kind].question or ""
    found: Word | str | None = pick(
        f"#{moment.number}: {question}", options, skip="leave it as it is"
    )
    return found


def _change_to(rating: Word | None) -> Edit:
    if rating:
        return Edit(entry=Entry(words=(rating,)))
    return Edit(emptied=frozenset({"sensitivity"}))


def _rating(typed: Sequence[str]) -> Word | None:
    """Read the rating; None is “none”.

    Raises:
        WordsMissing: there is none.
        WordsClash: there are two.
        UnknownWord: it is no rating.
    """
    if not typed:
        raise errors.usage.WordsMissing(_WHICH)
    if len(typed) > 1:
        raise errors.usage.WordsClash(
            typed[0], typed[1], "Each is a rating, and a moment has one. Keep one."
        )
    return None if as_stored(typed[0]) == NONE else take(typed[0], vocabulary(), "sensitivity")


HowBack = Annotated[
    list[str],
    typer.Argument(
        metavar="N|N-N... [later|same_moment|not_yet|not_needed]",
        help="Numbers, or “last”, and how; “later” where nothing is said.",
        autocompletion=moments_and(words_of("came_back")),
    ),
]


@app.command(epilog="Examples: attune back 42 · attune back 42 not_needed")
def back(ctx: typer.Context, typed: HowBack, as_json: AsJsonLines = False) -> None:
    """Note that you came back to a moment: attune back 42 later."""
    run = run_of(ctx)
    now = run.clock()
    wanted = [text for text in typed if is_target(text)]
    how = _how([text for text in typed if not is_target(text)])
    if not wanted:
        raise errors.usage.WordsMissing(
            "Say which moment, by its number or “last”: attune back last later"
        )
    numbers, change = numbers_of(picked(run.home, wanted)), Edit(entry=Entry(words=(how,)))
    what = history_name("back", numbers, how.word)
    done = change_moments(run.home, numbers, what, now, lambda moment: apply_edit(moment, change))
    answer(run, done, now, as_json=as_json)


def _how(typed: Sequence[str]) -> Word:
    """Read how; “not yet” may be two words.

    Raises:
        UnknownWord: it is none of them.
    """
    return take(" ".join(typed) or CameBack.LATER, vocabulary(), "came_back")
