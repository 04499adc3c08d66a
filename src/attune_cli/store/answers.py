"""What was written about the weeks, read."""

import sqlite3
from datetime import date, timedelta

from attune_cli.core.answer import Answer
from attune_cli.core.time.period import DAYS_OF_WEEK, Period
from attune_cli.store.rows import answer_of_row

_ANSWERS = (
    "SELECT answers.uid, answers.week, answers.question, answers.answer, answers.written_at, "
    "answers.written_offset, answers.id FROM answers"
)
LAST_ANSWER = (
    f"{_ANSWERS} WHERE answers.week < ? ORDER BY answers.week DESC, answers.id DESC LIMIT 1"
)
_BETWEEN = (
    f"{_ANSWERS} WHERE answers.week > ? AND answers.week < ? ORDER BY answers.week, answers.id"
)
_HAS = "SELECT answers.id FROM answers WHERE answers.uid = ?"


def last_answer(connection: sqlite3.Connection | None, before: date) -> Answer | None:
    """Return the answer written last to the latest week that has one and begins before a day."""
    if connection is None:
        return None
    row = connection.execute(LAST_ANSWER, (before.isoformat(),)).fetchone()
    return answer_of_row(row) if row else None


def answers(connection: sqlite3.Connection | None, period: Period | None = None) -> list[Answer]:
    """Return the answers to the weeks with a day in a period, or to all, the oldest first."""
    if connection is None:
        return []
    first, end = period or (date.min + timedelta(days=DAYS_OF_WEEK), date.max)
    weeks = (first - timedelta(days=DAYS_OF_WEEK), end)
    rows = connection.execute(_BETWEEN, tuple(day.isoformat() for day in weeks))
    return [answer_of_row(row) for row in rows]


def has_answer(connection: sqlite3.Connection | None, uid: str) -> bool:
    """Whether an answer is in the journal."""
    return connection is not None and connection.execute(_HAS, (uid,)).fetchone() is not None
