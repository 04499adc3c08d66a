"""Checking whether attune can write: each thing is tried, and taken back before it counts.

What the journal needs so that a moment can be stored is looked for, too, and can be made anew.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from attune_cli import errors
from attune_cli.core.finding import Check, Finding, State
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.when import with_fixed_offset
from attune_cli.errors import AttuneError
from attune_cli.store import history
from attune_cli.store.backup.copy import CopyDamaged, copied
from attune_cli.store.check.journal import FIX
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.faults import explained
from attune_cli.store.files import lock_of, locked, try_to_write
from attune_cli.store.full_text import is_usable
from attune_cli.store.home import Home
from attune_cli.store.integrity import SMALL
from attune_cli.store.journal import Journal
from attune_cli.store.people import read_people
from attune_cli.store.uid import new_uid

PEOPLE = ("caregivers", "children")
_KEYS = "SELECT id, name, key FROM {}"
_OPEN_CHANGES = "SELECT count(*) FROM open_change"
_NOBODY = "SELECT NOT EXISTS (SELECT 1 FROM caregivers)"
_WHOSE = (  # of moments whose caregiver is gone, so that they have one again
    "SELECT DISTINCT caregiver_id FROM moments WHERE caregiver_id NOT IN "
    "(SELECT id FROM caregivers) ORDER BY caregiver_id"
)
_ADD = "INSERT INTO caregivers (id, uid, name, key) VALUES (?, ?, ?, ?)"


def check_writing(home: Home, now: datetime) -> Iterator[Finding]:
    """Try to store a moment, to write a file in each folder, and to make a backup."""
    try:
        with explained(home):
            found = _lacking(home) if is_begun(home) else ""
            if found:
                yield Finding(Check.WRITING, State.BROKEN, found, FIX, can_mend=True)
                return
            _try_folders(home)
            if is_begun(home):
                _try_journal(home, now)
                _try_backup(home)
                yield Finding(Check.WRITING, State.OK, "It can be written, and copied.")
    except errors.journal.JournalDamaged:
        return  # as the check of the journal says
    except errors.journal.JournalBusy as busy:
        yield Finding(Check.WRITING, State.LOOK, str(busy))
    except AttuneError as refusal:
        yield Finding(Check.WRITING, State.BROKEN, str(refusal))
    except Exception as problem:  # noqa: BLE001 whatever `log` would meet
        text = f"A moment could not be stored now ({type(problem).__name__}: {problem})."
        do = "Copy the folder, then look for a good backup: attune restore"
        yield Finding(Check.WRITING, State.BROKEN, text, do)


def lacking_in(connection: sqlite3.Connection) -> list[str]:
    """Return what a journal of this version lacks so that moments can be stored."""
    found = []
    if connection.execute(_NOBODY).fetchone()[0]:
        found.append("it knows no caregiver")
    for table in PEOPLE:
        rows = connection.execute(_KEYS.format(table))
        found += [f"nobody finds “{name}”" for _, name, key in rows if key != key_of(name)]
    if connection.execute(_OPEN_CHANGES).fetchone()[0]:
        found.append("a change never ended")
    return found


def supply(connection: sqlite3.Connection, now: datetime) -> None:
    """Give a journal what it lacks so that moments can be stored, inside a transaction.

    Raises:
        sqlite3.IntegrityError: two people would have one nickname.
    """
    connection.execute("DELETE FROM open_change")
    with history.change(connection, "doctor --fix", now):
        for table in PEOPLE:
            for number, name, key in connection.execute(_KEYS.format(table)).fetchall():
                if key != key_of(name):
                    fold = (key_of(name), number)
                    connection.execute(f"UPDATE {table} SET key = ? WHERE id = ?", fold)  # noqa: S608 constants
        if connection.execute(_NOBODY).fetchone()[0]:
            numbers = [row[0] for row in connection.execute(_WHOSE)] or [1]
            for place, number in enumerate(numbers, 1):
                name = DEFAULT_CAREGIVER if place == 1 else f"{DEFAULT_CAREGIVER}-{place}"
                connection.execute(_ADD, (number, new_uid(now), name, key_of(name)))


def _lacking(home: Home) -> str:
    with closing(connect(home)) as connection:
        found = lacking_in(connection) if version_of(connection) == HEAD else []
    return f"Nothing can be stored in the journal: {', '.join(found)}." if found else ""


def _try_folders(home: Home) -> None:
    """Write a file in each folder that is there, and take each lock that is.

    Raises:
        FileUnusable, DiskTrouble: it can't be done.
    """
    inside = (home.backups, home.drafts, home.answers, home.edits, home.plans)
    for folder in dict.fromkeys((home.data, home.config, *inside)):
        try:
            if os.path.lexists(folder):
                try_to_write(folder)
        except OSError as problem:
            raise errors.files.FolderClosed(folder, errors.journal.reason_of(problem)) from problem
    for path in (home.settings, home.contacts, home.own_tips, home.backups, home.plans):
        try:
            if lock_of(path).exists():
                with locked(path, waits=False):
                    pass
        except OSError as problem:
            raise errors.files.FolderClosed(
                lock_of(path), errors.journal.reason_of(problem)
            ) from problem


def _try_journal(home: Home, now: datetime) -> None:
    """Store a moment as `log` does, and take it back.

    Raises:
        AttuneError, sqlite3.Error: it can't be stored.
    """
    with closing(connect(home)) as connection:
        if version_of(connection) != HEAD:  # it is brought up to date first
            return
        connection.has_index = is_usable(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            known = read_people(connection)
            blank = Moment(
                uid=new_uid(now),
                kind=Kind.CONNECTION,
                caregiver=known.usual_caregiver(),
                children=tuple(known.names_of_children[:1]),
                local_day=now.date(),
                occurred_at=with_fixed_offset(now),
                logged_at=with_fixed_offset(now),
                activities=("floor",),
                note="a trial",
            )
            opened = Journal(connection)
            with opened.change("log", now):
                opened.insert(blank, known)
        finally:
            connection.rollback()


def _try_backup(home: Home) -> None:
    """Copy the journal, checked, where the backups are, and remove the copy; none that is big.

    Raises:
        DiskTrouble, JournalDamaged, sqlite3.Error, OSError: it can't be copied.
    """
    if home.journal.stat().st_size > SMALL:
        return
    folder: Path = home.backups if home.backups.is_dir() else home.data
    with closing(connect(home)) as source:
        try:
            with copied(source, folder / "journal.db-trial"):
                pass
        except CopyDamaged:
            return  # as the check of the journal says
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
                raise errors.journal.DiskTrouble(folder) from problem
            raise
