"""Finding the moments that a person named by number, or by “last”, on sqlite3."""

import sqlite3
from collections.abc import Iterable, Iterator

from attune_cli.core.grammar import LAST, read_target
from attune_cli.core.moment import Moment
from attune_cli.errors.moments import NoSuchMoment, NothingLogged
from attune_cli.store import past, quick
from attune_cli.store.home import Home
from attune_cli.store.opening import reading


def picked(home: Home, typed: Iterable[str]) -> list[Moment]:
    """Return the moments with these numbers, each once, in the order in which they were typed.

    Args:
        home: whose journal; none is made.
        typed: “42”, “#42” or “last”, which is the moment that was logged last.

    Raises:
        UnreadableNumber: one is neither.
        NoSuchMoment: no moment has this number.
        NothingLogged: “last”, where there is no moment yet.
        JournalTrouble: the journal cannot be read.
    """
    wanted = [said for text in typed if (said := read_target(text))]
    with reading(home) as connection:
        found = {moment.number: moment for moment in _each(connection, wanted)}
    return list(found.values())


def moment_at(connection: sqlite3.Connection | None, number: int) -> Moment:
    """Return the moment with a number.

    Raises:
        NoSuchMoment: there is none.
    """
    found = past.numbered(connection, [number]) if connection else []
    if not found:
        raise NoSuchMoment(number)
    return found[0]


def number_of(home: Home, uid: str | None) -> int | None:
    """Return the number of the moment with an identity."""
    with reading(home) as connection:
        row = connection.execute(quick.HAS, (uid,)).fetchone() if connection and uid else None
    return row[0] if row else None


def _each(connection: sqlite3.Connection | None, wanted: Iterable[str]) -> Iterator[Moment]:
    for said in wanted:
        if said != LAST:
            yield moment_at(connection, int(said))
        elif latest := past.latest(connection):
            yield latest
        else:
            raise NothingLogged
