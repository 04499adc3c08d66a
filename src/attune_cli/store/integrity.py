"""Whether a file is a whole journal, and what it holds: the file itself is asked, nothing else."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from attune_cli.core.moment import CameBack, Chosen, Kind, Sensitivity
from attune_cli.core.people import Child
from attune_cli.core.time.when import WORDS_FOR_PARTS
from attune_cli.store.connection import odd_beside
from attune_cli.store.full_text import SHADOW_NAMES
from attune_cli.store.people import CAREGIVERS, CHILDREN
from attune_cli.store.regular import no_file, require_regular
from attune_cli.store.rows import zone_of

SMALL = 64 * 2**20  # bytes of a file whose indexes are checked against their tables each time
ENOUGH = 5  # findings of a kind
OF_CONTENT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR,
              sqlite3.SQLITE_CONSTRAINT}  # fmt: skip
_UNREAD = re.compile(r"error code=(\d+)")  # of a page that could not be read
_OF_THE_INDEX = "FTS5"  # newer versions of SQLite check the index of texts too; it can be remade

HELD = "SELECT count(*), min(local_day), max(local_day) FROM moments"
MOMENTS = (
    "SELECT id, kind, local_day, occurred_at, occurred_offset, logged_at, logged_offset, "
    'sensitivity, came_back, chosen, part_of_day, cue, "after", note, uid FROM moments'
)
WORDS = "SELECT moment_id, vocabulary, word FROM moment_words"
ANSWERS = "SELECT id, week, written_at, written_offset, question, answer FROM answers"
BROKEN_LINKS = (
    "SELECT moment_id FROM moment_children "
    "WHERE typeof(child_id) <> 'integer' OR typeof(position) <> 'integer'"
)
MARKS = "SELECT id, mark, tip FROM tip_marks"
CHANGES = "SELECT id, changed_at, what FROM changes"
BROKEN_HISTORY = (
    "SELECT seq FROM history_rows WHERE before IS NOT NULL AND NOT json_valid(before) "
    "OR after IS NOT NULL AND NOT json_valid(after)"
)
OPEN_CHANGE = "SELECT id FROM open_change"  # empty but inside a transaction
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
OUT_OF_STEP = (
    "SELECT count(*) FROM moments LEFT JOIN moment_texts ON moment_texts.rowid = moments.id "
    "WHERE moment_texts.rowid IS NULL OR moment_texts.note IS NOT moments.note "
    "OR moment_texts.folded IS NOT folded(moments.note)"
)
TOO_MANY = "SELECT count(*) FROM moment_texts WHERE rowid NOT IN (SELECT id FROM moments)"
# Where each table says when it was written.
WRITTEN = {
    "moments": "SELECT max(logged_at) FROM moments",
    "answers": "SELECT max(written_at) FROM answers",
    "tip_marks": "SELECT max(marked_at) FROM tip_marks",
    "changes": "SELECT max(changed_at) FROM changes",
}
# All that SQLite does not keep for itself; what a table's key makes has no text.
OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' "
    "ORDER BY type, name"
)
COLUMNS = (
    "SELECT tables.name, columns.name FROM sqlite_master AS tables, "
    "pragma_table_info(tables.name) AS columns "
    "WHERE tables.type = 'table' AND tables.name NOT LIKE 'moment!_texts%' ESCAPE '!'"
)
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
MANY = 1000  # findings, more than there are of a broken index
_OF_OTHERS = ("reelist", "2nd reference")  # lists of free pages; pages that two tables have
CHECK_INDEX = "INSERT INTO moment_texts (moment_texts) VALUES ('integrity-check')"


class Contents(NamedTuple):
    """What a journal holds.

    Attributes:
        moments: how many.
        answers: how many.
        first_day: of its moments; None where there are none.
        last_day: likewise.
    """

    moments: int
    answers: int
    first_day: date | None
    last_day: date | None


def contents_of(connection: sqlite3.Connection) -> Contents:
    """Count what a journal holds.

    Raises:
        sqlite3.Error: it cannot be read, or is none.
        ValueError: its days are none.
    """
    moments, first, last = connection.execute(HELD).fetchone()
    has_answers = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'answers'"
    ).fetchone()[0]
    answers = connection.execute("SELECT count(*) FROM answers").fetchone()[0] if has_answers else 0
    days = (date.fromisoformat(day) if day else None for day in (first, last))
    return Contents(moments, answers, *days)


def counted_in(path: Path) -> Contents | None:
    """Return what a file says that it holds, and does not look whether it is whole."""
    with suppress(sqlite3.Error, ValueError, TypeError, OSError), closing(open_to_read(path)) as it:
        return contents_of(it)
    return None


def contents_of_file(path: Path) -> Contents | None:
    """Return what a file holds; None where it is no journal, or damaged."""
    try:
        with closing(open_to_read(path)) as connection:
            if damage_in(connection, path.stat().st_size):
                return None
            return contents_of(connection)
    except (sqlite3.Error, ValueError, TypeError, OSError):
        return None


def last_written(path: Path) -> datetime | None:
    """Return when a journal was last written, as what is in it says; None where nothing does.

    The file's own time is no witness: a copy, a restore or a program for syncing changes it.
    """
    try:
        with closing(open_to_read(path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            asked = [WRITTEN[name] for (name,) in tables if name in WRITTEN]
            latest = max(filter(None, (connection.execute(ask).fetchone()[0] for ask in asked)))
            return datetime.fromisoformat(latest).replace(tzinfo=UTC)
    except (sqlite3.Error, ValueError, TypeError, OSError):  # empty, damaged, or no journal
        return None


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file to read it only.

    Raises:
        OSError: there is none, or it is none; or what SQLite keeps beside it is none.
        sqlite3.Error: it can't be opened.
    """
    require_regular(path)
    if (odd := odd_beside(path)) is not None:
        raise no_file(odd)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def damage_in(connection: sqlite3.Connection, size: int) -> list[str]:
    """Return what SQLite finds wrong with the structure of a file; nothing where all is well.

    Args:
        connection: to the file.
        size: of the file in bytes; of a big one the indexes are not compared with their tables.
    """
    check = "integrity_check" if size <= SMALL else "quick_check"
    try:
        found = [row[0] for row in connection.execute(f"PRAGMA {check}({ENOUGH})")]
    except sqlite3.Error as problem:
        if not is_of_content(problem):
            raise
        found = [str(problem)]
    except UnicodeDecodeError as problem:  # a name, in what it found, is no text
        found = [str(problem)]
    for row in found:
        if (code := _UNREAD.search(row)) and int(code[1]) & 0xFF not in OF_CONTENT:
            trouble = sqlite3.OperationalError("disk I/O error")  # that says nothing of the file
            trouble.sqlite_errorcode = int(code[1])
            raise trouble
    found = [row for row in found if row != "ok" and _OF_THE_INDEX not in row]
    # What is wrong with the index alone is no damage: it can be made anew.
    return [] if found and is_whole_but_for_index(connection) else found


def is_whole_but_for_index(connection: sqlite3.Connection) -> bool:
    """Whether the index of texts is broken, and every other table and page is sound."""
    if not is_index_damaged(connection):
        return False
    try:
        with suppress(sqlite3.Error):  # the index may keep it from being looked through as a whole
            every = [row[0] for row in connection.execute(f"PRAGMA quick_check({MANY})")]
            if any(sign in row for row in every for sign in _OF_OTHERS):
                return False
        names = {row[0] for row in connection.execute(TABLES)}
        needed = {table for (table,) in _own(TABLES)} - {*SHADOW_NAMES, "moment_texts"}
        return needed <= names and all(_is_sound(connection, name) for name in needed)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def unreadable_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what stands in the tables and means nothing: no day, no kind of moment, no text."""
    parts = (
        ("moment", MOMENTS, _read_moment),
        ("moment", WORDS, cache(_read_texts)),  # few are different
        ("moment", BROKEN_LINKS, _refuse_place),
        ("answer", ANSWERS, _read_answer),
        ("child", CHILDREN, _read_child),
        ("caregiver", CAREGIVERS, _read_texts),
        ("tip that is marked", MARKS, _read_mark),
        ("change", CHANGES, _read_change),
        ("entry of the history", BROKEN_HISTORY, _refuse_entry),
        ("change", OPEN_CHANGE, _refuse_open),
    )
    for what, statement, read in parts:
        number = None
        try:
            for number, *row in connection.execute(statement):  # noqa: B007 used below
                read(*row)
        except (sqlite3.Error, ValueError, TypeError, OverflowError) as problem:
            if isinstance(problem, sqlite3.Error) and not is_of_content(problem):
                raise
            yield f"{what}: {problem}" if number is None else f"{what} #{number}: {problem}"


def broken_triggers_in(connection: sqlite3.Connection) -> list[str]:
    """Return which triggers are missing, or not as this version makes them."""
    there = set(connection.execute(TRIGGERS))
    return sorted(name for name, sql in _own(TRIGGERS) if (name, sql) not in there)


@cache
def _own(statement: str) -> list[tuple[Any, ...]]:
    """Return what a statement finds in the schema of a new journal."""
    from attune_cli.store.schema.beginning import statements  # noqa: PLC0415 where something is wrong

    with closing(sqlite3.connect(":memory:")) as new:
        for each in statements():
            new.execute(each)
        return new.execute(statement).fetchall()


def foreign_in(connection: sqlite3.Connection) -> list[str]:
    """Return what is in the schema and no attune made, each with its kind: “the trigger x”."""
    own = {(kind, name) for kind, name, _ in _own(OBJECTS)}
    there = [(kind, name) for kind, name, _ in connection.execute(OBJECTS)]
    found = [f"the {kind} {name}" for kind, name in there if (kind, name) not in own]
    known = set(_own(COLUMNS))
    of_own = {table for table, _ in known}
    return found + [
        f"the column {name} of {table}"
        for table, name in connection.execute(COLUMNS).fetchall()
        if table in of_own and (table, name) not in known
    ]


def is_made_as_new(connection: sqlite3.Connection) -> bool:
    """Whether all that a new journal is made of is there, whatever version it names."""
    own = {(kind, name) for kind, name, _ in _own(OBJECTS)}
    return own <= {(kind, name) for kind, name, _ in connection.execute(OBJECTS)}


def lost_indexes_in(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the indexes of days, people and the like that are missing, with what makes them."""
    there = {(kind, name) for kind, name, _ in connection.execute(OBJECTS)}
    return {
        name: sql
        for kind, name, sql in _own(OBJECTS)
        if kind == "index" and (kind, name) not in there
    }


def broken_links_in(connection: sqlite3.Connection) -> int:
    """Return how many rows point at rows that are not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def _is_sound(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute(f'PRAGMA integrity_check("{table}")').fetchall() == [("ok",)]


def is_index_damaged(connection: sqlite3.Connection) -> bool:
    """Whether the index of texts is broken, or not in step with the moments."""
    try:
        for statement in (OUT_OF_STEP, TOO_MANY):
            if connection.execute(statement).fetchone()[0]:
                return True
        if not all(_is_sound(connection, table) for table in SHADOW_NAMES):
            return True
        _compare_index(connection)
    except sqlite3.DatabaseError as problem:
        if not is_of_content(problem):
            raise
        return True
    except UnicodeDecodeError:
        return True
    return False


def is_of_content(problem: sqlite3.Error) -> bool:
    """Whether the file is to blame, and not the disk, a lock or a limit."""
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in OF_CONTENT


def _compare_index(connection: sqlite3.Connection) -> None:
    """Let FTS5 compare its index with its texts, which it does inside a transaction that writes.

    Raises:
        sqlite3.DatabaseError: they differ.
    """
    if connection.in_transaction:
        connection.execute("SAVEPOINT compared")
        try:
            connection.execute(CHECK_INDEX)
        finally:
            connection.execute("ROLLBACK TO compared")
            connection.execute("RELEASE compared")
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")  # whoever is writing now is not waited for
    try:
        with suppress(sqlite3.OperationalError):  # read-only, or in use
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(CHECK_INDEX)
            finally:
                connection.execute("ROLLBACK")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _read_moment(
    kind: str, day: str, occurred: str | None, occurred_offset: int | None, logged: str,
    logged_offset: int, rating: str | None, came_back: str | None, chosen: str,
    part: str | None, *texts: str | None,
) -> None:  # fmt: skip
    date.fromisoformat(day)
    if occurred is not None:
        _read_instant(occurred, occurred_offset)
    _read_instant(logged, logged_offset)
    _read_chosen(kind, rating, came_back, chosen, part)
    _read_texts(*texts)


@cache  # few are different
def _read_chosen(
    kind: str, rating: str | None, came_back: str | None, chosen: str, part: str | None
) -> None:
    Kind(kind), Chosen(chosen)
    if rating is not None:
        Sensitivity(rating)
    if came_back is not None:
        CameBack(came_back)
    if part not in {None, *WORDS_FOR_PARTS}:
        raise ValueError(f"{part!r} is no part of the day")


def _read_instant(digits: str, offset: int | None) -> None:
    instant, zone = datetime.fromisoformat(digits), zone_of(offset)
    if instant.year in {MINYEAR, MAXYEAR}:  # with its offset it may lie beyond all years
        instant.replace(tzinfo=UTC).astimezone(zone)


def _read_answer(week: str, written: str, offset: int, *texts: str) -> None:
    date.fromisoformat(week)
    _read_instant(written, offset)
    _read_texts(*texts)


def _read_child(name: str, born: str | None, band: str | None, weeks_early: int) -> None:
    Child(name, born, band, weeks_early).months_at(date.max)
    _read_texts(name, born, band)


def _refuse_place() -> None:
    raise TypeError("it holds what is no number")


def _read_mark(mark: str, tip: str) -> None:
    from attune_cli.core.tips.choice import Mark  # noqa: PLC0415 where all is looked through

    Mark(mark)
    _read_texts(tip)


def _read_change(changed: str, what: str) -> None:
    date.fromisoformat(changed[:10])
    _read_texts(what)


def _refuse_entry() -> None:
    raise ValueError("it is no JSON")


def _refuse_open() -> None:
    raise ValueError("it never ended")


def _read_texts(*texts: object) -> None:
    for text in texts:
        if text is not None and not isinstance(text, str):
            raise ValueError("it holds what is no text")
