"""The reflection: coming back, memory, and the edges of a week."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from attune_cli.core.moment import CameBack, Kind, Moment, Sensitivity
from attune_cli.core.statistics.reflection import Count, Distress, reflect
from attune_cli.core.time.period import week_of
from core.factory import CET, FRIDAY, moment

YES, PARTLY, NO = Sensitivity
SAME_MOMENT, LATER, NOT_YET, NOT_NEEDED = CameBack
BERLIN = ZoneInfo("Europe/Berlin")


def distress_of(*moments: Moment) -> Distress:
    return reflect(moments, week_of(FRIDAY)).distress


@pytest.mark.parametrize(
    ("changes", "came_back", "to_come_back_to", "in_the_end", "still_open"),
    [
        ({"sensitivity": YES}, 0, 0, 1, 0),
        ({"sensitivity": YES, "repaired": True}, 0, 0, 1, 0),
        ({"sensitivity": None, "repaired": True}, 0, 0, 0, 0),
        ({"sensitivity": NO}, 0, 1, 0, 1),
        ({"sensitivity": NO, "came_back": SAME_MOMENT}, 1, 1, 1, 0),
        ({"sensitivity": PARTLY, "came_back": LATER}, 1, 1, 1, 0),
        ({"sensitivity": PARTLY, "came_back": NOT_YET}, 0, 1, 0, 1),
        ({"sensitivity": PARTLY, "came_back": NOT_YET, "repaired": True}, 1, 1, 1, 0),
        ({"sensitivity": NO, "repaired": True}, 1, 1, 1, 0),
        ({"sensitivity": NO, "came_back": NOT_NEEDED}, 0, 0, 0, 0),
        ({"sensitivity": NO, "kind": Kind.CONNECTION}, 0, 0, 0, 0),
    ],
)
def test_coming_back_matters_after_partly_or_no_unless_it_was_not_needed(
    changes: dict[str, Any],
    came_back: int,
    to_come_back_to: int,
    in_the_end: int,
    still_open: int,
) -> None:
    distress = distress_of(moment(**changes))
    assert (came_back, to_come_back_to, in_the_end, still_open) == (
        distress.came_back,
        distress.to_come_back_to,
        distress.in_the_end.k,
        len(distress.still_open),
    )


def test_coming_back_never_turns_a_no_into_a_yes() -> None:
    distress = distress_of(moment(sensitivity=NO, came_back=LATER, repaired=True))
    assert (0, 0, Count(1, 1)) == (distress.strict.k, distress.inclusive.k, distress.in_the_end)


def test_what_is_still_open_is_told_the_oldest_first() -> None:
    friday = moment(number=1, sensitivity=NO)
    monday = moment(number=2, sensitivity=NO, local_day=date(2026, 11, 16))
    friday_morning = moment(
        number=3, sensitivity=NO, occurred_at=datetime(2026, 11, 20, 8, tzinfo=CET)
    )
    expected = (monday, friday_morning, friday)
    assert expected == distress_of(friday_morning, friday, monday).still_open


@pytest.mark.parametrize(
    ("occurred", "logged", "from_memory"),
    [
        ("2026-11-17T20:00+01:00", "2026-11-18T20:00+01:00", False),
        ("2026-11-17T20:00+01:00", "2026-11-18T20:01+01:00", True),
        ("2026-11-17T20:00+01:00", "2026-11-18T20:00+05:45", False),
        ("2026-11-17T20:00+01:00", "2026-11-18T19:30+00:00", True),
    ],
)
def test_a_moment_is_from_memory_when_logged_more_than_24_hours_later(
    occurred: str, logged: str, from_memory: bool
) -> None:
    remembered = moment(
        occurred_at=datetime.fromisoformat(occurred), logged_at=datetime.fromisoformat(logged)
    )
    assert int(from_memory) == reflect([remembered], week_of(FRIDAY)).from_memory


@pytest.mark.parametrize(
    ("occurred", "logged", "from_memory"),
    [
        ("2026-10-24 20:00", "2026-10-25 19:01", True),
        ("2026-10-24 20:00", "2026-10-25 19:00", False),
        ("2026-03-28 20:00", "2026-03-29 20:30", False),
        ("2026-03-28 20:00", "2026-03-29 21:01", True),
    ],
)
def test_24_hours_are_real_hours_where_a_clock_change_lies_between(
    occurred: str, logged: str, from_memory: bool
) -> None:
    happened, written = (
        datetime.fromisoformat(text).replace(tzinfo=BERLIN) for text in (occurred, logged)
    )
    assert from_memory == moment(occurred_at=happened, logged_at=written).from_memory


@pytest.mark.parametrize(
    ("days_later", "from_memory"), [(0, False), (1, False), (2, True), (9, True)]
)
def test_where_only_the_day_is_known_memory_is_certain_from_the_second_day_on(
    days_later: int, from_memory: bool
) -> None:
    logged_at = datetime(2026, 11, 18, 23, 59, tzinfo=CET) + timedelta(days=days_later)
    vague = moment(local_day=date(2026, 11, 18), occurred_at=None, logged_at=logged_at)
    reflection = reflect([vague], week_of(FRIDAY))
    assert (1, int(from_memory)) == (reflection.logged, reflection.from_memory)


def test_a_week_with_a_clock_change_has_all_of_its_moments_once() -> None:
    clocks = [
        "2026-10-19T00:00+02:00", "2026-10-24T23:59+02:00", "2026-10-25T00:00+02:00",
        "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T23:59+01:00",
        "2026-10-26T00:00+01:00",
    ]  # fmt: skip
    moments = [
        moment(number=number, sensitivity=YES, occurred_at=datetime.fromisoformat(clock))
        for number, clock in enumerate(clocks)
    ]
    weeks = [reflect(moments, week_of(date(2026, 10, day))) for day in (18, 25, 26)]
    assert [(0, 0), (6, 3), (1, 1)] == [(week.logged, week.days) for week in weeks]


@pytest.mark.parametrize(("first_weekday", "start", "logged"), [(0, 16, 3), (6, 15, 2)])
def test_a_week_has_the_sunday_that_it_begins_or_ends_with(
    first_weekday: int, start: int, logged: int
) -> None:
    moments = [moment(local_day=date(2026, 11, day)) for day in (14, 15, 20, 22, 22, 23)]
    week = reflect(moments, week_of(FRIDAY, first_weekday))
    assert (date(2026, 11, start), logged) == (week.period.start, week.logged)
