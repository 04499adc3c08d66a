"""The answers of a journal in SQLModel."""

from datetime import timedelta

from sqlmodel import col, select

from attune_cli.core.answer import Answer
from attune_cli.core.time.period import DAYS_OF_WEEK, Period
from attune_cli.store.changes import Changing
from attune_cli.store.rows import AnswerColumns, answer_of, columns_of_answer
from attune_cli.store.tables import AnswerRow


class KeptAnswers(Changing):
    """The part of a journal that keeps answers."""

    def add_answer(self, answer: Answer) -> int:
        """Store an answer beside those of its week, and return the number that it was given."""
        row = AnswerRow(**columns_of_answer(answer)._asdict())
        with self.change(f"reflect on the week of {answer.week}", answer.written_at):
            self._session.add(row)
            self._session.flush()
            self._made("answers", _id(row))
        return _id(row)

    def answers(self, period: Period | None = None) -> list[Answer]:
        """Return the answers to the weeks with a day in a period, or to all, the oldest first."""
        found = select(AnswerRow).order_by(col(AnswerRow.week), col(AnswerRow.id))
        if period:
            week, a_week = col(AnswerRow.week), timedelta(days=DAYS_OF_WEEK)
            found = found.where(week > period.start - a_week, week < period.end)
        return [
            answer_of(
                AnswerColumns(*(getattr(row, name) for name in AnswerColumns._fields)), _id(row)
            )
            for row in self._session.exec(found)
        ]


def _id(row: AnswerRow) -> int:
    assert row.id is not None  # noqa: S101 the database has given it
    return row.id
