"""Moments by the numbers that people type, each whole, on the standard library's sqlite3."""

import sqlite3
from collections.abc import Sequence

from attune_cli.core.grammar import LAST
from attune_cli.core.moment import LinkedMoment, Moment
from attune_cli.errors.moments import NoSuchMoment, NothingLogged
from attune_cli.store.past import numbered

_LAST = "SELECT max(moments.id) FROM moments"
_REPAIRS = "SELECT moments.id FROM moments WHERE moments.repairs_id = ? ORDER BY moments.id"
_REPAIRED = "SELECT moments.repairs_id FROM moments WHERE moments.id = ?"


def whole(connection: sqlite3.Connection | None, targets: Sequence[str]) -> list[LinkedMoment]:
    """Return the moments that were named, each once, and what others have to do with them.

    Args:
        connection: a journal, or None where there is none yet.
        targets: the digits of numbers, or "last" for the moment that was logged last.

    Raises:
        NoSuchMoment: there is none of that number.
        NothingLogged: there is none at all to be the last.
    """
    last: int | None = connection.execute(_LAST).fetchone()[0] if connection else None
    if last is None and LAST in targets:
        raise NothingLogged
    said = (last if target == LAST else int(target) for target in targets)
    numbers = [number for number in dict.fromkeys(said) if number is not None]
    moments = numbered(connection, numbers) if connection else []
    found = {moment.number for moment in moments}
    missing = next((number for number in numbers if number not in found), None)
    if connection is None or missing is not None:
        raise NoSuchMoment(missing)
    return [_with_others(connection, moment) for moment in moments]


def _with_others(connection: sqlite3.Connection, moment: Moment) -> LinkedMoment:
    repairs = [row[0] for row in connection.execute(_REPAIRS, (moment.number,))]
    pointed = connection.execute(_REPAIRED, (moment.number,)).fetchone()
    repaired = next(iter(numbered(connection, pointed)), None) if moment.repairs else None
    return LinkedMoment(moment, repaired, repairs)
