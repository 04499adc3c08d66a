"""Whether a file is a whole journal, and what it holds: the file itself is asked, nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.moment import CameBack, Chosen, Kind, Sensitivity
from attune_cli.store.quick import CAREGIVERS, CHILDREN

SMALL = 64 * 2**20  # bytes of a file whose indexes are checked against their tables each time
ENOUGH = 5  # findings of a kind
_OF_THE_INDEX = "FTS5"  # newer versions of SQLite check the index of texts too; it can be remade

HELD = "SELECT count(*), min(local_day), max(local_day) FROM moments"
MOMENTS = (
    "SELECT id, kind, local_day, occurred_at, logged_at, sensitivity, came_back, chosen, "
    'cue, "after", note, uid FROM moments'
)
WORDS = "SELECT moment_id, vocabulary, word FROM moment_words"
ANSWERS = "SELECT id, week, written_at, question, answer FROM answers"


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


def contents_of_file(path: Path) -> Contents | None:
    """Return what a file holds; None where it is no journal, or damaged."""
    try:
        with closing(open_to_read(path)) as connection:
            if damage_in(connection, path.stat().st_size):
                return None
            return contents_of(connection)
    except (sqlite3.Error, ValueError, TypeError, OSError):
        return None


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file to read it only."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


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
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF in {
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
        }:
            raise
        return [str(problem)]
    return [row for row in found if row != "ok" and _OF_THE_INDEX not in row]


def unreadable_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what stands in the tables and means nothing: no day, no kind of moment, no text."""
    parts = (
        ("moment", MOMENTS, _read_moment),
        ("moment", WORDS, _read_texts),
        ("answer", ANSWERS, _read_answer),
        ("child", CHILDREN, _read_texts),
        ("caregiver", CAREGIVERS, _read_texts),
    )
    for what, statement, read in parts:
        place = ""
        try:
            for number, *row in connection.execute(statement):
                place = f" #{number}"
                read(*row)
        except (sqlite3.Error, ValueError, TypeError) as problem:
            yield f"{what}{place}: {problem}"


def broken_links_in(connection: sqlite3.Connection) -> int:
    """Return how many rows point at rows that are not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def _read_moment(
    kind: str, day: str, occurred: str | None, logged: str, rating: str | None,
    came_back: str | None, chosen: str, *texts: str | None,
) -> None:  # fmt: skip
    Kind(kind), Chosen(chosen), date.fromisoformat(day)
    date.fromisoformat((occurred or logged)[:10]), date.fromisoformat(logged[:10])
    if rating is not None:
        Sensitivity(rating)
    if came_back is not None:
        CameBack(came_back)
    _read_texts(*texts)


def _read_answer(week: str, written: str, *texts: str) -> None:
    date.fromisoformat(week), date.fromisoformat(written[:10])
    _read_texts(*texts)


def _read_texts(*texts: object) -> None:
    if any(isinstance(text, bytes) for text in texts):
        raise ValueError("it holds what is no text")
