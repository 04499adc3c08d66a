"""`attune browse`: a list of moments to move in by keys, with one of them whole below it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import typer

from attune_cli import errors
from attune_cli.commands.edit.delete import delete_moments
from attune_cli.commands.edit.edit import edit_in_editor
from attune_cli.commands.edit.rate import rate_moments
from attune_cli.commands.find import AT_ONCE, sought_by
from attune_cli.commands.options import can_ask, run_of
from attune_cli.commands.people.names import addressed
from attune_cli.context import Attune
from attune_cli.core.moment import Moment
from attune_cli.errors import AttuneError
from attune_cli.render.moment import whole_text
from attune_cli.render.moments import moment_rows
from attune_cli.store.database import reading
from attune_cli.store.moments import numbered, whole
from attune_cli.store.people import read_people
from attune_cli.store.search import find

if TYPE_CHECKING:
    from attune_cli.commands.browser import Place

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# What is done with the moment that is pointed at, by the key that asks for it.
_DONE: Mapping[str, Callable[[Attune, int], None]] = {
    "e": edit_in_editor,
    "r": lambda run, number: rate_moments(run, [str(number)]),
    "d": lambda run, number: delete_moments(run, [str(number)]),
}


@app.command(epilog="It needs Textual: pip install textual. Without it: attune list.")
def browse(ctx: typer.Context) -> None:
    """Move through moments by keys, the newest first, with one of them whole below.

    Arrows or j and k move. Enter gives it the screen. e edits, r rates, d deletes. / searches.
    """
    run = run_of(ctx)
    if not can_ask(as_json=False):
        raise errors.usage.TerminalMissing("attune browse", "attune list")
    try:
        from attune_cli.commands.browser import Browser, Place  # noqa: PLC0415 0.3 s, and an extra
    except ImportError:
        raise errors.files.BrowsingUnavailable from None
    place = Browser(Shelf(run), Place()).run()
    while place:
        place = Browser(Shelf(run), place._replace(said=_done(run, place))).run()


def _done(run: Attune, place: "Place") -> str:
    """Do what a key asked for, outside the list, and return what is said of a refusal."""
    try:
        _DONE[place.key](run, place.number)
    except AttuneError as refusal:
        return str(refusal)
    except KeyboardInterrupt:
        return "Nothing was changed."
    return ""


class Shelf:
    """The moments of a journal, as the list asks for them."""

    def __init__(self, run: Attune) -> None:
        self._run, self._now = run, run.clock()

    def find(self, typed: str) -> list[Moment]:
        """Return the newest moments that a search finds, the newest first.

        Raises:
            AttuneError: what is typed means nothing, or the journal can't be read.
        """
        sought = sought_by(self._run, typed.split())
        with reading(self._run.home) as connection:
            numbers = find(connection, sought, AT_ONCE) if connection else []
            moments = numbered(connection, numbers) if connection else []
            known = read_people(connection)
        return [*addressed(self._run, reversed(moments), known)]

    def rows(self, moments: list[Moment]) -> list[str]:
        """Return a row for each."""
        return moment_rows(moments, self._run.vocabulary, self._now)

    def whole(self, moment: Moment, width: int) -> str:
        """Return a moment whole, wrapped to a width in columns.

        Raises:
            NoSuchMoment: it was deleted meanwhile.
        """
        with reading(self._run.home) as connection:
            (one,) = whole(connection, [str(moment.number)])
        return whole_text(one._replace(moment=moment), self._run.vocabulary, self._now, width)
