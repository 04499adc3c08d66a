"""Secure delete in one journal's file: rows, index and history, and the pages that they free.

On the standard library's sqlite3, as it is about SQLite's own pages; what becomes of the backups
and drafts is erase.py’s.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from attune_cli.core.erase import ErasureCounts, ErasureScope
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.period import DAYS_OF_WEEK
from attune_cli.store.history import begin_anew
from attune_cli.store.home import BUSY_SECONDS
from attune_cli.store.schema.triggers import drop_triggers

_BLOCK = 1 << 20  # bytes that are overwritten at once
_GONE = "SELECT id FROM temp.gone"
_CHILDREN = "INSERT OR IGNORE INTO temp.child SELECT id FROM main.children WHERE key = ? OR uid = ?"
_IS_CHILD = "child_id IN (SELECT id FROM temp.child)"
_ONLY_WITH = (
    "INSERT OR IGNORE INTO temp.gone SELECT moment_id FROM main.moment_children AS mine "  # noqa: S608 constants
    f"WHERE {_IS_CHILD} AND NOT EXISTS (SELECT 1 FROM main.moment_children AS other "
    f"WHERE other.moment_id = mine.moment_id AND NOT other.{_IS_CHILD})"
)
_BEFORE = "INSERT OR IGNORE INTO temp.gone SELECT id FROM main.moments WHERE local_day < ?"
_ALL = "INSERT INTO temp.gone SELECT id FROM main.moments"
_CHILD_UID = "SELECT uid FROM main.children WHERE id IN (SELECT id FROM temp.child)"
_THESE = "INSERT OR IGNORE INTO temp.gone SELECT id FROM main.moments WHERE uid = ?"
_ANSWERS = f"date(week, '+{DAYS_OF_WEEK} days') <= ?"  # of weeks that end before the day


class Forgetting:
    """One file, journal or backup, from which something is forgotten.

    Attributes:
        uids: identities of the moments that go.
        child_uid: identity of the child who goes, if one does.
        counts: how much that is.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        what: ErasureScope,
        in_journal: "Forgetting | None" = None,
    ) -> None:
        """Find what goes.

        Args:
            connection: to the file; held, where nobody else may write meanwhile.
            what: what is to be forgotten.
            in_journal: what goes from the journal, where this is a backup: the same moments go
                whatever the backup says of them, and the same child by whatever name.
        """
        self._connection = connection
        self._what = what
        self._tables = {
            name for (name,) in connection.execute("SELECT name FROM main.sqlite_master")
        }
        connection.execute("CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE child (id INTEGER PRIMARY KEY)")
        if what.child is not None:
            key, uid = key_of(what.child), in_journal.child_uid if in_journal else None
            connection.execute(_CHILDREN, (key, uid))
            connection.execute(_ONLY_WITH)
        elif what.before:
            connection.execute(_BEFORE, (what.before.isoformat(),))
        else:
            connection.execute(_ALL)
        also = in_journal.uids if in_journal else ()
        connection.executemany(_THESE, ((uid,) for uid in also))
        row = connection.execute(_CHILD_UID).fetchone()
        self.child_uid: str | None = row[0] if row else None
        self.uids: list[str] = [
            uid
            for (uid,) in connection.execute(f"SELECT uid FROM main.moments WHERE id IN ({_GONE})")  # noqa: S608 constants
        ]
        self.counts = self._count()

    @property
    def finds_anything(self) -> bool:
        """Whether the file holds any of it; its history of changes may, whatever its rows say."""
        has_changes = (
            "changes" in self._tables
            and self._connection.execute("SELECT 1 FROM main.changes LIMIT 1").fetchone()
        )
        return bool(any(self.counts) or has_changes)

    def carry_out(self) -> None:
        """Take it out, overwrite what it leaves in the file, and see that nothing is left behind.

        Raises:
            sqlite3.Error: it cannot be done. Before the commit the file is as it was; after it,
                the rows are gone, and what they leave may not be overwritten.
        """
        connection = self._connection
        if not connection.in_transaction:
            hold(connection)
        try:
            self._delete()
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        connection.execute("VACUUM")
        overwrite(self._rollback_journal())
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM main.sqlite_master").fetchone()  # lets it go

    def _count(self) -> ErasureCounts:
        what = self._what
        answers = marks = 0
        if "answers" in self._tables and what.before:
            answers = self._one(f"main.answers WHERE {_ANSWERS}", what.before.isoformat())
        elif "answers" in self._tables and what.is_everything:
            answers = self._one("main.answers")
        if "tip_marks" in self._tables and what.is_everything:
            marks = self._one("main.tip_marks")
        return ErasureCounts(
            moments=self._one("temp.gone"),
            notes=self._one(f"main.moments WHERE id IN ({_GONE}) AND coalesce(note, '') != ''"),
            shared=self._one(
                f"(SELECT DISTINCT moment_id FROM main.moment_children "  # noqa: S608 constants
                f"WHERE {_IS_CHILD} AND moment_id NOT IN ({_GONE}))"
            ),
            answers=answers,
            children=self._one("main.children" if what.is_everything else "temp.child"),
            marks=marks,
        )

    def _one(self, rows: str, *values: str) -> int:
        """Count rows."""
        (many,) = self._connection.execute(f"SELECT count(*) FROM {rows}", values).fetchone()  # noqa: S608 constants
        return int(many)

    def _delete(self) -> None:
        run, what = self._connection.execute, self._what
        has_history = "history_rows" in self._tables
        if has_history:
            drop_triggers(self._connection)  # what is forgotten is not recorded
        run(f"UPDATE main.moments SET repairs_id = NULL WHERE repairs_id IN ({_GONE})")  # noqa: S608 constants
        for table in ("moment_words", "moment_children"):
            run(f"DELETE FROM main.{table} WHERE moment_id IN ({_GONE})")  # noqa: S608 constants
        run(f"DELETE FROM main.moments WHERE id IN ({_GONE})")  # noqa: S608 constants
        run(f"DELETE FROM main.moment_children WHERE {_IS_CHILD}")  # noqa: S608 constants
        run("DELETE FROM main.children WHERE id IN (SELECT id FROM temp.child)")
        if "answers" in self._tables and what.before:
            run(f"DELETE FROM main.answers WHERE {_ANSWERS}", (what.before.isoformat(),))  # noqa: S608 constants
        if what.is_everything:
            self._delete_the_rest()
        if has_history:
            begin_anew(self._connection, keeps_gone=not what.is_everything)
            if what.is_everything:  # the numbers begin again, too
                run("DELETE FROM main.sqlite_sequence")
        elif "changes" in self._tables:
            run("DELETE FROM main.changes")
        if "moment_texts" in self._tables:
            run(f"DELETE FROM main.moment_texts WHERE rowid IN ({_GONE})")  # noqa: S608 constants
            # What is deleted stays in the index until it is merged away.
            run("INSERT INTO main.moment_texts (moment_texts) VALUES ('rebuild')")

    def _delete_the_rest(self) -> None:
        for table in ("answers", "tip_marks", "children", "sqlite_sequence"):
            if table in self._tables:
                self._connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 constants
        # One stays, as a new journal has one: the first, whatever the nickname was by now.
        others = "id > (SELECT min(id) FROM main.caregivers)"
        self._connection.execute(f"DELETE FROM main.caregivers WHERE {others}")  # noqa: S608 a constant
        me = (DEFAULT_CAREGIVER, key_of(DEFAULT_CAREGIVER))
        self._connection.execute("UPDATE main.caregivers SET name = ?, key = ?", me)

    def _rollback_journal(self) -> Path:
        name = self._connection.execute("PRAGMA database_list").fetchone()[2]
        return Path(f"{name}-journal")


def hold(connection: sqlite3.Connection) -> None:
    """Begin a transaction in which, and after which, nobody else reads or writes the file.

    The lock comes before the mode in which it stays: in that mode, one who waits for it would keep
    whoever has it from ending.
    """
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = PERSIST")  # stays, to be overwritten
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def open_file(path: Path) -> "closing[sqlite3.Connection]":
    """Open a file that is there, to forget in it; close it afterwards."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:  # of a file that is no database
        connection.close()
        raise
    return closing(connection)


def overwrite(path: Path) -> None:
    """Fill a file with zeros, where there is one, as far as the file system writes in place."""
    try:
        with path.open("r+b") as stream:
            left = os.fstat(stream.fileno()).st_size
            while left > 0:
                left -= stream.write(bytes(min(left, _BLOCK)))
            stream.flush()
            os.fsync(stream.fileno())
    except FileNotFoundError:
        return
