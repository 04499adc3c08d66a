"""`attune back`: whether somebody came back to a moment that was hard."""

from collections.abc import Sequence
from typing import Annotated

import typer

from attune_cli.commands.mending import answer, mend, named, numbers_of
from attune_cli.commands.narrowing import AsJsonLines
from attune_cli.commands.options import run_of
from attune_cli.core.grammar import Entry, is_target, look_up
from attune_cli.core.mending import Named, mended
from attune_cli.core.moment import CameBack
from attune_cli.core.vocabulary import Word, vocabulary
from attune_cli.errors.usage import WordsMissing
from attune_cli.store.moments import picked

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Typed = Annotated[
    list[str],
    typer.Argument(
        metavar="N... [later|same_moment|not_yet|not_needed]",
        help="Numbers, or “last”, and how; “later” where nothing is said.",
    ),
]


@app.command(epilog="Examples: attune back 42 · attune back 42 not_needed")
def back(ctx: typer.Context, typed: Typed, as_json: AsJsonLines = False) -> None:
    """Note that you came back to a hard moment: attune back 42 later."""
    run = run_of(ctx)
    now = run.clock()
    wanted = [text for text in typed if is_target(text)]
    how = _how([text for text in typed if not is_target(text)])
    if not wanted:
        raise WordsMissing("Say which moment, by its number or “last”: attune back last later")
    numbers, change = numbers_of(picked(run.home, wanted)), Named(entry=Entry(words=(how,)))
    what = named("back", numbers, how.word)
    done = mend(run.home, numbers, what, now, lambda moment: mended(moment, change))
    answer(run, done, now, as_json=as_json)


def _how(said: Sequence[str]) -> Word:
    """Read how; “not yet” may be two words.

    Raises:
        UnknownWord: it is none of them.
    """
    return look_up(" ".join(said) or CameBack.LATER, vocabulary(), "came_back")
