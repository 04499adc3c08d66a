"""Secure delete in one file: of a journal, its rows, index and history, and the pages they free.

On the standard library's sqlite3, as it is about SQLite's own pages; which files there are is
erase.py’s. Nothing here opens, overwrites or empties what a link leads to.
"""

import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from attune_cli.core.erase import ErasureCounts, ErasureScope
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.period import DAYS_OF_WEEK
from attune_cli.store.backup.copy import copy_pages
from attune_cli.store.connection import PRAGMAS, odd_beside
from attune_cli.store.files import discard
from attune_cli.store.full_text import let_fold
from attune_cli.store.history import anew
from attune_cli.store.home import BUSY_SECONDS, FILE_MODE, UNFINISHED, sync
from attune_cli.store.regular import no_file

GOING = ".journal-going-"  # begins the name of a file that is being overwritten

_BLOCK = 1 << 20  # bytes that are overwritten at once
_GONE = "SELECT id FROM temp.gone"
_CHILDREN = (
    "INSERT OR IGNORE INTO temp.child SELECT id FROM main.children WHERE fold(name) = ? OR uid = ?"
)
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
_NAMES = "SELECT name FROM main.children WHERE id IN (SELECT id FROM temp.child) ORDER BY id"
_ALL_CHILDREN = "INSERT OR IGNORE INTO temp.child SELECT id FROM main.children"
_OTHERS = "SELECT name FROM main.children WHERE id NOT IN (SELECT id FROM temp.child) ORDER BY id"
_EARLIER = (
    "SELECT before FROM main.history_rows WHERE table_name = 'children' AND before IS NOT NULL "
    "AND row_id IN (SELECT id FROM temp.child)"
)
_FIRST_CAREGIVER = "SELECT id FROM main.caregivers ORDER BY id LIMIT 1"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none; there a link is looked for before
_AS_BYTES = getattr(os, "O_BINARY", 0)

Done = TypeVar("Done")


class Forgetting:
    """One file, journal or backup, from which something is forgotten.

    Attributes:
        uids: identities of the moments that go.
        child_uid: identity of the child who goes, if one does.
        names: nicknames that who goes has or had, as far as the file knows.
        others: nicknames of the children who stay.
        counts: how much goes.
        finds_anything: whether the file holds any of it; its history of changes may, whatever its
            rows say.
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
            connection.execute(_ALL_CHILDREN)
        also = in_journal.uids if in_journal else ()
        connection.executemany(_THESE, ((uid,) for uid in also))
        row = connection.execute(_CHILD_UID).fetchone()
        self.child_uid: str | None = row[0] if row else None
        self.uids: list[str] = [
            uid
            for (uid,) in connection.execute(f"SELECT uid FROM main.moments WHERE id IN ({_GONE})")  # noqa: S608 constants
        ]
        self.names = self._names()
        self.others = [name for (name,) in connection.execute(_OTHERS) if isinstance(name, str)]
        self.counts = self._count()
        has_changes = "changes" in self._tables and self._one("main.changes")
        self.finds_anything = bool(any(self.counts) or has_changes)

    def _names(self) -> list[str]:
        """Return the nicknames of now, and those that the history knows of before."""
        run = self._connection.execute
        names = dict.fromkeys(name for (name,) in run(_NAMES) if isinstance(name, str))
        if "history_rows" in self._tables:
            for (image,) in run(_EARLIER):
                with suppress(ValueError, TypeError, KeyError):
                    names[str(json.loads(image)["name"])] = None
        return list(names)

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

    def delete(self, *, is_tight: bool = False) -> None:
        """Take it out, inside a transaction of the caller's.

        Args:
            is_tight: whether the file can’t grow by a page.

        Raises:
            sqlite3.Error: it cannot be done.
        """
        run, what = self._connection.execute, self._what
        if "history_rows" in self._tables:
            with anew(self._connection, keeps_gone=not what.is_everything, is_tight=is_tight):
                self._delete_rows()
            if what.is_everything:  # the numbers begin again, too
                run("DELETE FROM main.sqlite_sequence")
        else:
            self._delete_rows()
            if "changes" in self._tables:
                run("DELETE FROM main.changes")
        if "moment_texts" in self._tables:
            run(f"DELETE FROM main.moment_texts WHERE rowid IN ({_GONE})")  # noqa: S608 constants
            # What is deleted stays in the index until it is merged away.
            run("INSERT INTO main.moment_texts (moment_texts) VALUES ('rebuild')")

    def _delete_rows(self) -> None:
        run, what = self._connection.execute, self._what
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

    def _delete_the_rest(self) -> None:
        for table in ("answers", "tip_marks", "children", "sqlite_sequence"):
            if table in self._tables:
                self._connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 constants
        # The first caregiver is “me”, whatever the nickname was by now; there is always one.
        first = self._connection.execute(_FIRST_CAREGIVER).fetchone()
        if first:
            self._connection.execute("DELETE FROM main.caregivers WHERE id != ?", first)
            self._connection.execute(
                "UPDATE main.caregivers SET name = ?, key = ?",
                (DEFAULT_CAREGIVER, key_of(DEFAULT_CAREGIVER)),
            )


def look_in(path: Path, what: ErasureScope, in_journal: Forgetting | None = None) -> Forgetting:
    """Find what goes from a file, and change nothing.

    Raises:
        sqlite3.Error, OSError: it can't be read.
    """
    with open_file(path) as connection:
        return Forgetting(connection, what, in_journal)


def take_out(
    path: Path,
    what: ErasureScope,
    in_journal: Forgetting | None = None,
    patience: float = BUSY_SECONDS,
) -> Forgetting:
    """Take out of a file what goes; what is logged meanwhile waits.

    Args:
        path: a journal or a backup, and a file of its own.
        what: what is to be forgotten.
        in_journal: as of Forgetting.
        patience: seconds to wait for another program that holds it.

    Raises:
        sqlite3.Error, OSError: it can't be done, and the file is as it was. What it leaves beside
            the file is `compact`’s to overwrite.
    """

    def work(connection: sqlite3.Connection, *, is_tight: bool = False) -> Forgetting:
        found = Forgetting(connection, what, in_journal)
        found.delete(is_tight=is_tight)
        connection.commit()
        return found

    try:
        return _with_room(path, work, patience, is_last=False)
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF not in _NO_ROOM:
            raise
    tight = partial(work, is_tight=True)
    return _held(path, tight, patience, "MEMORY", is_last=False)


def compact(path: Path, patience: float = BUSY_SECONDS) -> None:
    """Write a file anew without what its rows left in pages that are free by now.

    Raises:
        sqlite3.Error, OSError: it can't be done, and the file is as it was.
    """

    def work(connection: sqlite3.Connection) -> None:
        connection.commit()
        try:
            _write_anew(path, connection)
        except (OSError, sqlite3.OperationalError):  # as on a full disk: in memory, all of it
            connection.execute("VACUUM")

    _with_room(path, work, patience, is_last=True)


def _write_anew(path: Path, connection: sqlite3.Connection) -> None:
    """Do what VACUUM does, with its copy in the file's own folder: a large one fills no memory.

    Raises:
        sqlite3.Error, OSError: it can't be done, and the file is as it was.
    """
    aside = path.with_name(f"{GOING}{secrets.token_hex(8)}{UNFINISHED}")
    try:
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
        connection.execute("VACUUM INTO ?", (aside.as_uri(),))
        with closing(sqlite3.connect(aside)) as anew:
            copy_pages(anew, connection)
    finally:
        with suppress(OSError):  # a full disk has no room for the zeros of what it only began
            overwrite(aside)  # what stays may be forgotten another day
        discard(aside)
        discard(rollback_journal(aside))


def _with_room(
    path: Path, work: Callable[[sqlite3.Connection], Done], patience: float, *, is_last: bool
) -> Done:
    """Do something with a file, with what it would roll back kept in memory on a full disk."""
    try:
        return _held(path, work, patience, "PERSIST", is_last=is_last)  # stays, to be overwritten
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF not in _NO_ROOM:
            raise
    return _held(path, work, patience, "MEMORY", is_last=is_last)


_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}  # the latter: not even for its name


def _held(
    path: Path,
    work: Callable[[sqlite3.Connection], Done],
    patience: float,
    mode: str,
    *,
    is_last: bool,
) -> Done:
    rollback = rollback_journal(path)
    with open_file(path, patience) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # whatever points at a row goes with it
        hold(connection, mode)
        try:
            done = work(connection)
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
        try:
            overwrite(rollback)
            if mode == "MEMORY":  # what a try before left; nobody else can have begun one by now
                rollback.unlink(missing_ok=True)
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA locking_mode = NORMAL")
            connection.execute("SELECT count(*) FROM main.sqlite_master").fetchone()  # lets it go
        except (OSError, sqlite3.Error):
            if is_last:
                raise
    return done


def rollback_journal(path: Path) -> Path:
    """Return the file that SQLite rolls back with, which is beside the file itself."""
    return Path(f"{os.path.realpath(path)}-journal")


def hold(connection: sqlite3.Connection, mode: str = "PERSIST") -> None:
    """Begin a transaction in which, and after which, nobody else reads or writes the file.

    The lock comes before the mode in which it stays: in that mode, one who waits for it would keep
    whoever has it from ending.
    """
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def open_file(path: Path, patience: float = BUSY_SECONDS) -> "closing[sqlite3.Connection]":
    """Open a file that is there, and no link, to forget in it; close it afterwards.

    Raises:
        OSError: it is a link, or no file; or what SQLite keeps beside it is no file.
        sqlite3.Error: it can't be opened.
    """
    if not S_ISREG(path.lstat().st_mode):
        raise FileNotFoundError(path)
    if (odd := odd_beside(path)) is not None:
        raise no_file(odd)
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        let_fold(connection)
    except BaseException:  # of a file that is no database
        connection.close()
        raise
    return closing(connection)


@contextmanager
def in_own_file(path: Path, patience: float = BUSY_SECONDS) -> Iterator[tuple[Path, bool]]:
    """Let a journal or backup be changed, and not what has another name for the same file.

    Yields:
        The file to change, and whether it is a copy, which takes the place of the first one.

    Raises:
        sqlite3.Error, OSError: it can't be copied; nothing was changed.
    """
    if path.lstat().st_nlink == 1:
        yield path, False
        return
    copy = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    wipe(copy)
    try:
        with open_file(path, patience) as connection:
            hold(connection)  # who waits to write is refused then, as the file has moved
            connection.commit()  # the lock stays
            os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
            with closing(sqlite3.connect(copy, isolation_level=None)) as target:
                copy_pages(connection, target)
            yield copy, True
            sync(copy)
            with suppress(PermissionError):  # Windows replaces nothing that is open
                copy.replace(path)
        if copy.exists():
            copy.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            wipe(copy)
            wipe(rollback_journal(copy))


def overwrite(path: Path) -> None:
    """Fill a file with zeros, where there is one, as far as the file system writes in place.

    A file that has other names, and what a link leads to, is left as it is.
    """
    try:
        if not S_ISREG(path.lstat().st_mode):
            return
        handle = os.open(path, os.O_RDWR | _NO_LINK | _AS_BYTES)
    except FileNotFoundError:
        return
    with os.fdopen(handle, "r+b") as stream:
        found = os.fstat(handle)
        if S_ISREG(found.st_mode) and found.st_nlink <= 1:
            _fill(stream.fileno(), found.st_size)


def _fill(handle: int, size: int) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    while size > 0:
        size -= os.write(handle, bytes(min(size, _BLOCK)))
    os.fsync(handle)


def wipe(path: Path) -> bool:
    """Overwrite and remove a file, if it is there; of a link, or one of several names, the name.

    It has another name first, so that nobody takes it for a whole one if this is cut short.

    Returns:
        Whether something else leads to what was there, or it led to something else.

    Raises:
        OSError: it can't be; what is left of it is what `doctor` finds, or is there still.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    is_own = S_ISREG(found.st_mode) and found.st_nlink == 1
    if not is_own:
        path.unlink(missing_ok=True)
        return True
    aside = path.with_name(f"{GOING}{secrets.token_hex(8)}{UNFINISHED}")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    except OSError:  # a full disk may have no room for a longer name
        aside = path
    overwrite(aside)
    aside.unlink(missing_ok=True)
    return False


def rewrite(path: Path, content: bytes, write: Callable[[Path, bytes], None]) -> None:
    """Write a file anew and overwrite what it was, where that has no other name.

    Args:
        path: a file; where it is a link, what that leads to is written anew.
        content: what it becomes.
        write: writes it, whole or not at all.

    Raises:
        OSError: it could not be written, and is as it was, or what it was is not overwritten.
    """
    place = Path(os.path.realpath(path))
    before = place.with_name(f"{GOING}{secrets.token_hex(8)}{UNFINISHED}")
    with suppress(OSError):  # a file system without links: it is replaced all the same
        before.hardlink_to(place)
    try:
        write(path, content)
    except BaseException:
        before.unlink(missing_ok=True)
        raise
    wipe(before)
