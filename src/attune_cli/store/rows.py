"""Moments, answers and marks as the rows of their tables, and back; SQL stays outside."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any, NamedTuple

from attune_cli.core.answer import Answer
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity

# The vocabularies whose words can be several in a moment, each with the attribute that holds them.
WORDS_OF = {
    "response": "responses", "activity": "activities", "step": "steps", "state": "states",
    "tag": "tags",
}  # fmt: skip
Words = Mapping[str, Sequence[str]]
# A member of an enumeration by its value: thousands of rows ask for a few of them.
_KIND, _SENSITIVITY = cache(Kind), cache(Sensitivity)
_CAME_BACK, _CHOSEN = cache(CameBack), cache(Chosen)


class MomentColumns(NamedTuple):
    """What the table of moments holds of a moment by itself, in the order of its columns.

    Instants are aware; their offset in minutes stands beside them.
    """

    uid: str
    kind: str
    local_day: date
    occurred_at: datetime | None
    occurred_offset: int | None
    part_of_day: str | None
    logged_at: datetime
    logged_offset: int
    cue: str | None
    sensitivity: str | None
    came_back: str | None
    after: str | None
    chosen: str
    note: str | None


def columns_of(moment: Moment) -> MomentColumns:
    """Return a moment's own columns."""
    return MomentColumns(
        uid=moment.uid,
        kind=moment.kind,
        local_day=moment.local_day,
        occurred_at=moment.occurred_at,
        occurred_offset=minutes_of(moment.occurred_at) if moment.occurred_at else None,
        part_of_day=moment.part_of_day,
        logged_at=moment.logged_at,
        logged_offset=minutes_of(moment.logged_at),
        cue=moment.cue,
        sensitivity=moment.sensitivity,
        came_back=moment.came_back,
        after=moment.after,
        chosen=moment.chosen,
        note=moment.note,
    )


def stored_columns(columns: MomentColumns) -> tuple[object, ...]:
    """Return a moment's own columns as the file holds them."""
    return tuple(digits(value) if isinstance(value, date) else value for value in columns)


def words_of(moment: Moment) -> Iterator[tuple[str, str, int]]:
    """Yield vocabulary, word and place of each word that can be one of several."""
    for vocabulary, several in WORDS_OF.items():
        if words := getattr(moment, several):
            for place, word in enumerate(words):
                yield vocabulary, word, place


def moment_of(row: Sequence[Any], words: Words, children: Sequence[str]) -> Moment:
    """Return the moment that the rows hold.

    Args:
        row: its number, its own columns, the caregiver, the uid of what it repairs, and whether it
            was repaired.
        words: those of which it can have several, by vocabulary.
        children: nicknames.

    Raises:
        ValueError: a value is none that a journal has.
    """
    (
        number, uid, kind, day, occurred, occurred_offset, part, logged, logged_offset, cue,
        sensitivity, came_back, after, chosen, note, caregiver, repairs, is_repaired,
    ) = row  # fmt: skip
    several = words.get
    return Moment(
        uid=uid,
        kind=_KIND(kind),
        caregiver=caregiver,
        local_day=date.fromisoformat(day),
        occurred_at=instant_of(occurred, occurred_offset) if occurred else None,
        part_of_day=part,
        logged_at=instant_of(logged, logged_offset),
        number=number,
        children=tuple(children),
        cue=cue,
        responses=tuple(several("response", ())),
        activities=tuple(several("activity", ())),
        steps=tuple(several("step", ())),
        states=tuple(several("state", ())),
        sensitivity=_SENSITIVITY(sensitivity) if sensitivity else None,
        came_back=_CAME_BACK(came_back) if came_back else None,
        after=after,
        chosen=_CHOSEN(chosen),
        repairs=repairs,
        repaired=bool(is_repaired),
        tags=tuple(several("tag", ())),
        note=note,
    )


def columns_of_answer(answer: Answer) -> tuple[str | int, ...]:
    """Return an answer's columns, as they are stored: identity, week, both texts, when."""
    written = (digits(answer.written_at), minutes_of(answer.written_at))
    return (answer.uid, answer.week.isoformat(), answer.question, answer.text, *written)


def answer_of_row(row: tuple[str, str, str, str, str, int, int]) -> Answer:
    """Return the answer that a row holds: the same columns, and its number."""
    uid, week, question, answer, written, offset, number = row
    written_at = instant_of(written, offset)
    return Answer(uid, date.fromisoformat(week), question, answer, written_at, number)


def minutes_of(instant: datetime) -> int:
    """Return the offset of an aware instant, in minutes."""
    return int((instant.utcoffset() or timedelta(0)).total_seconds() // 60)


@cache  # a journal has few of them, each thousands of times
def zone_of(offset: int | None) -> timezone:
    """Return the zone of an offset in minutes."""
    return timezone(timedelta(minutes=offset or 0))


def digits(value: date) -> str:
    """Return a day or an instant as the journal stores it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value.isoformat()


def instant_of(stored: str, offset: int | None) -> datetime:
    """Return the instant that stored digits of UTC say, with the offset of its place in minutes."""
    at = datetime.fromisoformat(f"{stored}+00:00")  # `replace` would take four times as long
    return at.astimezone(zone_of(offset))
