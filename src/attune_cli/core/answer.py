"""What a caregiver wrote about a week, for themselves."""

from datetime import date, datetime
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """An answer to the question of a week.

    Attributes:
        uid: its identity, the same in every copy of the journal.
        week: the first day of the week that it belongs to.
        question: the sentence as it was asked; later the week may ask something else.
        text: what was written.
        written_at: the instant, with the fixed UTC offset of its place.
        number: in the order of writing; None before it is stored.
    """

    uid: str
    week: date
    question: str
    text: str
    written_at: datetime
    number: int | None = None


def answer_to_plain(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON values, without its schema, as other values contain it."""
    return {
        "uid": answer.uid,
        "number": answer.number,
        "week": answer.week.isoformat(),
        "question": answer.question,
        "answer": answer.text,
        "written_at": answer.written_at.isoformat(),
    }
