"""Checking the journal's file: whether it is whole, and whether what is in it means something."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from attune_cli import errors
from attune_cli.core.finding import Check, Finding, State
from attune_cli.store import integrity
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.check.texts import Apart, notes_apart
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.faults import explained
from attune_cli.store.home import Home
from attune_cli.store.integrity import ENOUGH, broken_triggers_in
from attune_cli.store.known import require_expected

RESTORE = "To put the newest good backup in its place: attune restore newest"
FIX = "To mend it: attune doctor --fix"


def check_journal(home: Home) -> list[Finding]:
    """Look at the journal's file, whatever state it is in."""
    try:
        with explained(home):
            return list(_check(home))
    except errors.journal.JournalTrouble as trouble:
        return [Finding(Check.JOURNAL, State.BROKEN, str(trouble))]


def _check(home: Home) -> Iterator[Finding]:
    if not is_begun(home):
        if find_backups(home):
            yield Finding(Check.JOURNAL, State.BROKEN, "There is no journal any more.", RESTORE)
        else:
            require_expected(home)
            yield Finding(Check.JOURNAL, State.OK, "There is no journal yet.")
        return
    with closing(connect(home)) as connection:
        if damage := integrity.damage_in(connection, home.journal.stat().st_size):
            text = f"The journal is damaged: {damage[0]}."
            yield Finding(Check.JOURNAL, State.BROKEN, text, RESTORE)
            return
        version = version_of(connection)
        if version is None or version > HEAD:
            text = f"The journal has the schema {version}, this attune {HEAD}."
            do = f"Upgrade attune-cli. {RESTORE}"
            yield Finding(Check.SCHEMA, State.BROKEN, text, do)
            return
        held = integrity.contents_of(connection)
        text = f"The journal is whole. Moments: {held.moments:,}, answers: {held.answers:,}."
        yield Finding(Check.JOURNAL, State.OK, text)
        if version != HEAD and integrity.is_made_as_new(connection):
            text = f"The journal names the schema {version}, and what is in it is of {HEAD}."
            yield Finding(Check.SCHEMA, State.BROKEN, text, RESTORE)
            return
        if version != HEAD:
            text = f"The journal has the schema {version}, this attune {HEAD}."
            do = "The next verb brings it up to date, after a backup."
            yield Finding(Check.SCHEMA, State.LOOK, text, do)
            return
        yield _schema(connection)
        yield _content(connection)
        yield _index(connection, notes_apart(home))


def _schema(connection: sqlite3.Connection) -> Finding:
    if lost := integrity.lost_indexes_in(connection):
        text = f"What finds moments quickly is missing: {', '.join(lost)}."
        return Finding(Check.SCHEMA, State.BROKEN, text, FIX, can_mend=True)
    if foreign := integrity.foreign_in(connection):
        text = f"In the journal is what attune did not make: {', '.join(foreign)}."
        do = (
            "It may change what is written, or keep it from being written. Where you do not know "
            "it, take it out with the program sqlite3."
        )
        return Finding(Check.SCHEMA, State.LOOK, text, do)
    return Finding(Check.SCHEMA, State.OK, f"Its schema is the newest, {HEAD}.")


def _content(connection: sqlite3.Connection) -> Finding:
    found = list(islice(integrity.unreadable_in(connection), ENOUGH))
    if broken := integrity.broken_links_in(connection):
        found.append(f"{broken} rows point at nothing")
    found += [
        f"the trigger {name} is not as it was made" for name in broken_triggers_in(connection)
    ]
    if found:
        text = f"Not all that is in it can be read: {'; '.join(found)}."
        return Finding(Check.CONTENT, State.BROKEN, text, RESTORE)
    return Finding(Check.CONTENT, State.OK, "All that is in it can be read.")


def _index(connection: sqlite3.Connection, apart: list[Apart]) -> Finding:
    if apart:
        numbers = ", ".join(f"#{one.number}" for one in apart)
        text = f"The journal and the index that is searched hold another note of {numbers}."
        do = "One of the two is damaged. To see both and choose, in a terminal: attune doctor --fix"
        return Finding(Check.INDEX, State.BROKEN, text, do, can_mend=True)
    if integrity.is_index_damaged(connection):
        text = "The index that is searched is not in step with the moments."
        return Finding(Check.INDEX, State.BROKEN, text, FIX, can_mend=True)
    return Finding(Check.INDEX, State.OK, "The index that is searched is in step.")
