"""Times as people say them: a hundred texts, written by others, and laws of all of them."""

import re
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.time.when import (
    MIDDAY,
    WORDS_FOR_PARTS,
    When,
    day_and_part,
    known_part,
    parse_when,
)
from attune_cli.errors.moments import FutureMoment
from attune_cli.errors.usage import UnreadableTime

BERLIN = ZoneInfo("Europe/Berlin")
TABLE = tomllib.loads(
    (Path(__file__).parents[2] / "data" / "times.toml").read_text(encoding="utf-8")
)["time"]
TEXTS = sorted({row["text"] for row in TABLE})
MORE = [
    "before bed yesterday", "monday after school", "3 days ago at bedtime", "2 nights ago",
    "lunch", "5", "last night at 12", "today at 7", "friday at 11", "small hours", "early morning",
    "tonight 2", "first thing yesterday", "the night before last at 11", "between 11 and 12",
    "11pm-1am", "tuesday last week", "a fortnight ago", "morning nap", "earlier", "1/4 past 3",
]  # fmt: skip
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda naive: naive.replace(microsecond=0, tzinfo=UTC).astimezone(BERLIN)
)
NOW = datetime(2026, 11, 25, 21, 10, tzinfo=BERLIN)  # a Wednesday


def told(when: When) -> str:
    """Return the minute, or the day with the part of it that was said."""
    if when.occurred_at:
        return f"{when.occurred_at:%Y-%m-%dT%H:%M}"
    return day_and_part(when.local_day, when.part_of_day)


def read(text: str, now: datetime = NOW) -> str:
    return told(parse_when(text, now))


def meant(row: dict[str, Any]) -> list[str]:
    """Return what a text means, and what else honest people would take it for."""
    if "means" in row:
        first = row["means"]
    else:
        first = day_and_part(date.fromisoformat(row["day_only"]), row.get("part_of_day"))
    return [first, *row.get("also", ())]


def test_a_hundred_ways_to_say_when_are_read_as_they_are_meant() -> None:
    found = [
        (
            row["text"],
            row["now"],
            read(row["text"], datetime.fromisoformat(row["now"]).replace(tzinfo=BERLIN)),
        )
        for row in TABLE
    ]
    wrong = [one for one, row in zip(found, TABLE, strict=True) if one[2] not in meant(row)]
    assert (100, []) == (len(TABLE), wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday, before bed", "2026-11-24 evening"),
        ("before bed yesterday", "2026-11-24 evening"),
        ("monday after school", "2026-11-23 afternoon"),
        ("saturday after school", "2026-11-21 afternoon"),
        ("3 days ago in the evening", "2026-11-22 evening"),
        ("2 nights ago", "2026-11-23 night"),
        ("the night before last", "2026-11-23 night"),
        ("before lunch", "2026-11-25 morning"),
        ("before work", "2026-11-25 morning"),
        ("at drop-off", "2026-11-25 morning"),
        ("when the baby woke up", "2026-11-25 morning"),
        ("this morning at breakfast", "2026-11-25 morning"),
        ("first thing yesterday", "2026-11-24 morning"),
        ("around midday", "2026-11-25 midday"),
        ("overnight", "2026-11-24 night"),
        ("in the small hours", "2026-11-24 night"),
        ("sat 21 nov 18:00", "2026-11-21T18:00"),
        ("half past seven pm", "2026-11-25T19:30"),
        ("5 p.m.", "2026-11-25T17:00"),
        ("twenty-ish to 5", None),
        ("quarter to 1", "2026-11-25T12:45"),
        ("31.12. 17:00", "2025-12-31T17:00"),
        ("31.12", "2025-12-31"),
        ("quarter to 13", "2026-11-25T12:45"),
        ("530", "2026-11-25T17:30"),
        ("0530", "2026-11-25T05:30"),
        ("noonish", "2026-11-25T12:00"),
        ("monday afternoon around 3", "2026-11-23T15:00"),
        ("12 in the morning", "2026-11-25T00:00"),
        ("last night at 12", "2026-11-25T00:00"),
        ("3 in the middle of the night", "2026-11-25T03:00"),
        ("at night at 2", "2026-11-25T02:00"),
        ("1/4 past 3", "2026-11-25T15:15"),
        ("half-past three", "2026-11-25T15:30"),
        ("5p", "2026-11-25T17:00"),
        ("3/4 of an hour ago", "2026-11-25T20:25"),
        ("a fortnight ago", "2026-11-11"),
        ("tuesday last week", "2026-11-17"),
        ("last week friday at 6", "2026-11-20T18:00"),
        ("yday 5pm", "2026-11-24T17:00"),
        ("earlier", "2026-11-25"),
        ("between 5 and 6", "2026-11-25T17:30"),
        ("yesterday between 11am and 1pm", "2026-11-24T12:00"),
        ("11 or 12", "2026-11-25T11:30"),
        ("5-6pm", "2026-11-25T17:30"),
        ("11pm-1am", "2026-11-25T00:00"),
        ("straight after school", "2026-11-25 afternoon"),
        ("school pick up", "2026-11-25 afternoon"),
        ("nursery drop-off", "2026-11-25 morning"),
        ("on the way to school", "2026-11-25 morning"),
        ("on the way home from school yesterday", "2026-11-24 afternoon"),
        ("morning nap", "2026-11-25 morning"),
        ("at the night feed", "2026-11-25 night"),
        ("crack of dawn", "2026-11-25 morning"),
        ("last thing at night", "2026-11-25 evening"),
        ("brekkie", "2026-11-25 morning"),
        ("10 or 5", None),
        ("5-6", None),
        ("last week", None),
        ("this morning and this evening", None),
        ("breakfast lunch", None),
        ("5 6 7 8", None),
        ("at school", None),
        ("the other day", None),
        ("lately", None),
        ("around", None),
        ("yesterday monday", None),
        ("half past 25", None),
        ("5 to 61", None),
    ],
)
def test_a_day_a_part_of_it_and_a_time_stand_in_any_order(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(UnreadableTime):
            read(text)
    else:
        assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yestrday 5pm", "yesterday 5pm"), ("mondy", "monday"), ("20 minuets ago",
        "20 minutes ago"), ("novemer 24", "november 24"), ("half an hour agoo", "half an hour ago"),
        ("xyz 5pm", None), ("yestrday mondy", None),
    ],
)  # fmt: skip
def test_a_misspelt_time_is_answered_by_what_was_perhaps_meant(
    text: str, meant: str | None
) -> None:
    with pytest.raises(UnreadableTime) as refused:
        read(text)
    asked = re.findall("Did you mean “(.*)”", str(refused.value))
    assert ([meant] if meant else []) == asked


@pytest.mark.parametrize(
    ("text", "clock", "expected"),
    [
        ("5", "21:00", "25T17:00"), ("5", "06:00", "25T05:00"), ("5", "04:00", "24T17:00"), ("8",
        "07:59", "24T20:00"), ("10", "23:30", "25T22:00"), ("yesterday 10", "21:00", "24T10:00"),
        ("yesterday 9", "08:00", "24T21:00"), ("yesterday 12", "08:00", "24T12:00"), ("today 7",
        "06:30", None), ("today 7", "08:00", "25T07:00"), ("today 7", "20:00", "25T19:00"),
        ("wednesday 7", "06:00", "18T19:00"), ("2026-11-24 7:30", "21:00", "24T07:30"),
    ],
)  # fmt: skip
def test_an_hour_without_am_or_pm_is_the_latest_that_makes_sense(
    text: str, clock: str, expected: str | None
) -> None:
    now = datetime.combine(NOW.date(), time.fromisoformat(clock), BERLIN)
    if expected is None:
        with pytest.raises(FutureMoment):
            read(text, now)
    else:
        assert f"2026-11-{expected}" == read(text, now)


@given(st.integers(1, 12), st.integers(0, 59), NOWS)
def test_a_bare_hour_is_within_the_last_twelve_hours_on_the_wall(
    hour: int, minute: int, now: datetime
) -> None:
    instant = parse_when(f"{hour}:{minute:02}", now).occurred_at
    assert instant is not None
    wall = now.replace(tzinfo=None) - instant.replace(tzinfo=None)
    assert timedelta(0) <= wall < timedelta(hours=13)  # one of them may have been lived twice


@given(st.sampled_from(TEXTS + MORE), NOWS)
def test_whatever_is_read_is_past_and_is_read_back_as_it_was(text: str, now: datetime) -> None:
    try:
        when = parse_when(text, now)
    except (UnreadableTime, FutureMoment):
        return
    if when.occurred_at:
        assert when.occurred_at <= now
        assert when == parse_when(when.occurred_at.isoformat(), now)
    else:
        assert when.local_day <= now.date()
        assert when == parse_when(told(when), now)
    assert when.part_of_day is None or (when.occurred_at, True) == (
        None,
        when.part_of_day in WORDS_FOR_PARTS,
    )


def test_no_part_of_today_is_stored_before_it_begins() -> None:
    for text in (
        "this afternoon",
        "this evening",
        "tonight",
        "today at bedtime",
        "2026-11-25 night",
    ):
        with pytest.raises(FutureMoment):
            read(text, NOW.replace(hour=11))


@pytest.mark.parametrize("many", [1, 12, 1000])
def test_however_many_words_are_refused_at_once(many: int) -> None:
    with pytest.raises(UnreadableTime):
        read(" ".join(["morning"] * (many + 1)))


def test_midday_is_of_the_part_that_noon_is_of() -> None:
    instant = datetime(2026, 11, 25, 23, tzinfo=BERLIN)
    assert ("afternoon", "evening", "night", None) == (
        known_part(None, MIDDAY), known_part(None, "evening"), known_part(instant, None),
        known_part(None, None),
    )  # fmt: skip
