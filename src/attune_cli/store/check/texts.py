"""Notes that the journal and the index of texts hold differently: one of the two is damaged.

What the log of changes confirms is right, and an index that is only behind is no damage.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from typing import NamedTuple

from attune_cli.store import history
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.integrity import open_to_read
from attune_cli.store.journal import journal

_PAIRS = (
    "SELECT moment_texts.rowid, moments.id, moments.uid, moments.note, moment_texts.note "
    "FROM moment_texts LEFT JOIN moments ON moments.id = moment_texts.rowid "
    "WHERE coalesce(moment_texts.note, '') <> '' AND moment_texts.note IS NOT moments.note"
)
_LOGGED = (
    "SELECT after IS NULL, CASE WHEN json_valid(after) THEN after ELSE '{}' END FROM history_rows "
    "WHERE table_name = 'moments' AND row_id = ? ORDER BY seq DESC LIMIT 1"
)
_KEPT = "SELECT note FROM moments WHERE uid = ?"


class Apart(NamedTuple):
    """A note of which there are two.

    Attributes:
        number: of the moment.
        uid: of the moment; None where it is gone, and nothing says why.
        in_journal: the note of the moment.
        in_index: the note that the index that is searched has.
        logged: what the log of changes says; None where it says nothing.
        backup: when the newest backup with one of the two was made; None where there is none.
        in_backup: the note in that backup.
    """

    number: int
    uid: str | None
    in_journal: str | None
    in_index: str
    logged: str | None = None
    backup: datetime | None = None
    in_backup: str | None = None


def notes_apart(home: Home) -> list[Apart]:
    """Return the notes that differ; none where the index can't be read."""
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(connect(home)) as connection:
        return [_with_backup(home, one) for one in _apart(connection)]
    return []


def _apart(connection: sqlite3.Connection) -> Iterator[Apart]:
    for number, there, uid, in_journal, in_index in connection.execute(_PAIRS).fetchall():
        is_gone, image = connection.execute(_LOGGED, (number,)).fetchone() or (False, "{}")
        logged = json.loads(image).get("note")
        is_behind = is_gone if there is None else logged == in_journal
        if not is_behind:
            yield Apart(number, uid, in_journal, in_index, logged)


def _with_backup(home: Home, one: Apart) -> Apart:
    with suppress(OSError):
        for backup in find_backups(home) if one.uid else ():
            with suppress(sqlite3.Error), closing(open_to_read(backup.path)) as kept:
                row = kept.execute(_KEPT, (one.uid,)).fetchone()
                if row and row[0] in {one.in_journal, one.in_index}:
                    return one._replace(backup=backup.taken_at, in_backup=row[0])
    return one


def take_from_index(home: Home, one: Apart, now: datetime) -> None:
    """Let the moment have the note that the index has, as a change that can be undone.

    Raises:
        JournalTrouble: nothing was changed.
    """
    with journal(home) as opened, opened.change(f"doctor #{one.number}", now):
        for moment in opened.moments([one.number]):
            opened.replace(moment._replace(note=one.in_index))


def keep_in_journal(home: Home, one: Apart, now: datetime) -> None:
    """Let the moment have the note that it has; the history leads back to the other one.

    Raises:
        JournalTrouble: nothing was changed.
    """
    with journal(home) as opened:
        history.keep_altered(opened.connection, one.number, now)
