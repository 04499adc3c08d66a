"""Checking for what is dated ahead of the present, as by a clock that was wrong once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date, datetime, timedelta

from attune_cli import dates, errors
from attune_cli.core.finding import Check, Finding, State
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.faults import explained
from attune_cli.store.home import Home
from attune_cli.store.rows import digits

AS_ONE = timedelta(minutes=10)  # that two clocks may differ
# A day alone is ahead where it is so at the place where it was logged.
_MOMENTS = (
    "SELECT id, local_day FROM moments WHERE occurred_at > :now OR occurred_at IS NULL "
    "AND local_day > date(:now, logged_offset || ' minutes') ORDER BY id"
)
_ANSWERS = "SELECT id, date(written_at) FROM answers WHERE written_at > :now ORDER BY id"
_CHANGES = "SELECT what, date(changed_at) FROM changes WHERE changed_at > :now ORDER BY id"


def check_clock(home: Home, now: datetime) -> Finding:
    """Name each moment, answer, change and backup that is dated ahead."""
    found, do, latest = [], ["Nothing that is dated ahead counts as the newest."], now + AS_ONE
    with suppress(errors.journal.JournalTrouble, sqlite3.Error), explained(home):
        if is_begun(home):
            with closing(connect(home)) as connection:
                if version_of(connection) == HEAD:
                    found = list(_in_journal(connection, latest))
    if found and found[0].startswith("moment"):
        number = found[0].split("#")[1].split()[0]
        do.insert(0, f"To date it anew: attune edit {number} --at TIME.")
    with suppress(OSError):
        ahead = [one for one in find_backups(home) if one.taken_at > latest]
        found += _named("backup", [("", one.taken_at.astimezone(now.tzinfo)) for one in ahead])
    if not found:
        return Finding(Check.CLOCK, State.OK, "Nothing is dated ahead of today.")
    text = f"Dated ahead of now, as by a clock that was wrong: {', '.join(found)}."
    return Finding(Check.CLOCK, State.LOOK, text, " ".join(do))


def _in_journal(connection: sqlite3.Connection, now: datetime) -> Iterator[str]:
    at = {"now": digits(now)}
    for kind, statement, name in (
        ("moment", _MOMENTS, "#{}"),
        ("answer", _ANSWERS, "#{}"),
        ("change", _CHANGES, "“{}”"),
    ):
        rows = connection.execute(statement, at).fetchall()
        dated = [(name.format(which), date.fromisoformat(day)) for which, day in rows]
        yield from _named(kind, dated)


def _named(kind: str, found: list[tuple[str, date]]) -> list[str]:
    """Name the first of a kind, and count the others."""
    if not found:
        return []
    which, day = found[0]
    first = f"{' '.join(filter(None, (kind, which)))} of {dates.in_short_with_year(day)}"
    return [f"{first} and {len(found) - 1} more" if len(found) > 1 else first]
