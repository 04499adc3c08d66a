"""The times of plans: weekly or random, without a zone."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attune_cli.core.plan import (
    LOG_LAST,
    LOOK_BACK,
    Hours,
    Plan,
    enough_a_week,
    plan_words,
    random_times,
    random_uid,
    weekly_times,
    weekly_uid,
    weeks_to_tell,
)
from attune_cli.errors.files import PlanOver
from conftest import NOW
from core.factory import SIGNS

DAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 a wall clock's
HOURS = (
    st.tuples(TIMES, TIMES)
    .filter(lambda ends: ends[0] != ends[1])
    .map(lambda ends: Hours(min(ends), max(ends)))
)
DATES = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, TIMES, MOMENTS, st.integers(1, 60))
def test_weekly_times_are_all_to_come_on_their_days_and_as_many_as_the_weeks_have(
    days: tuple[int, ...], at: time, now: datetime, weeks: int
) -> None:
    times = weekly_times(days, at, now, weeks)
    assert (weeks * len(days), set(days), {at}) == (
        len(times), {t.weekday() for t in times}, {t.time() for t in times}
    )  # fmt: skip
    assert now < times[0] <= now + timedelta(days=7)
    assert times[-1] - times[0] < timedelta(weeks=weeks)
    assert all(before < after for before, after in pairwise(times))


@given(DAYS, TIMES, MOMENTS, st.integers(0, 100))
def test_a_last_day_leaves_out_what_is_later_and_nothing_else(
    days: tuple[int, ...], at: time, now: datetime, ahead: int
) -> None:
    last = now.date() + timedelta(days=ahead)
    wanted = tuple(t for t in weekly_times(days, at, now, 60) if t.date() <= last)
    assume(wanted)
    assert wanted == weekly_times(days, at, now, 8, ("then", last))


def test_today_counts_while_its_time_is_to_come() -> None:
    first = [weekly_times((6,), at, NOW, 1)[0].day for at in (time(18, 1), time(18), time(17))]
    assert [22, 29, 29] == first


def test_a_plan_that_is_over_before_it_begins_is_refused() -> None:
    with pytest.raises(PlanOver, match="None of those times is left up to “tomorrow”"):
        weekly_times((4,), time(8), NOW, 8, ("tomorrow", NOW.date() + timedelta(days=1)))


@given(HOURS, st.integers(1, 7), st.integers(1, 30), DATES, st.text(SIGNS))
def test_drawn_times_lie_in_the_hours_on_different_days_so_many_a_week(
    hours: Hours, per_week: int, weeks: int, first: date, seed: str
) -> None:
    times = random_times(hours, per_week, weeks, first, seed)
    assert [] == [t for t in times if not hours.begin <= t.time() <= hours.end]
    weeks_of = [(t.date() - first).days // 7 for t in times]
    assert [week for week in range(weeks) for _ in range(per_week)] == weeks_of
    assert (len(times), sorted(times)) == (len({t.date() for t in times}), list(times))


@given(HOURS, st.integers(1, 7), st.integers(1, 10), DATES, st.text(SIGNS))
def test_the_same_seed_draws_the_same_times(
    hours: Hours, per_week: int, weeks: int, first: date, seed: str
) -> None:
    draw = (hours, per_week, weeks, first, seed)
    assert random_times(*draw) == random_times(*draw)


@pytest.mark.parametrize(("per_week", "weeks"), [(1, 32), (2, 16), (3, 11), (4, 8), (7, 5)])
def test_a_quarter_of_the_prompts_gives_eight_moments(per_week: int, weeks: int) -> None:
    assert weeks == weeks_to_tell(per_week)


def test_three_prompts_a_week_are_enough_in_the_weeks_that_count() -> None:
    assert 3 == enough_a_week()


def test_random_times_are_the_same_in_every_python() -> None:
    times = random_times(Hours(time(8), time(20)), 2, 2, date(2026, 11, 23), "seed")
    assert ["23 15:18", "27 14:20"] == [f"{t:%d %H:%M}" for t in times][:2]


@given(DATES, DATES)
def test_plans_of_other_days_draw_other_times(one: date, other: date) -> None:
    assume(one != other)
    hours = Hours(time(8), time(20))
    drawn = [
        [t - datetime.combine(day, time()) for t in random_times(hours, 2, 8, day, uid)]
        for day in (one, other)
        for uid in [random_uid(hours, 2, 8, day)]
    ]
    assert drawn[0] != drawn[1]


def test_over_many_draws_no_hour_and_no_day_is_left_out() -> None:
    times = random_times(Hours(time(8), time(10)), 1, 5000, date(2020, 1, 1), "any")
    minutes = {t.hour * 60 + t.minute for t in times}
    assert (set(range(480, 601)), set(range(7))) == (minutes, {t.weekday() for t in times})


def test_a_weekly_plan_is_the_same_whenever_it_is_made() -> None:
    one = weekly_uid("Floor  time", (0, 2), time(17, 30))
    assert one == weekly_uid("floor time", (2, 0), time(17, 30))
    others = [
        weekly_uid("floor", (0, 2), time(17, 30)),
        weekly_uid("floor time", (0,), time(17, 30)),
        weekly_uid("floor time", (0, 2), time(17)),
    ]
    assert 4 == len({one, *others})


def test_the_next_time_is_the_first_that_is_to_come() -> None:
    times = weekly_times((0,), time(8), NOW, 2)
    plan = Plan("u", "t", times, (0,), 5, None, "")
    nexts = [plan.after(NOW + timedelta(days=days)) for days in (0, 5, 20)]
    assert [times[0], times[1], None] == nexts


@pytest.mark.parametrize(
    ("name", "says"), [(LOOK_BACK, "attune reflect"), (LOG_LAST, "attune log --last")]
)
def test_attunes_own_plans_say_what_to_type_and_demand_nothing(name: str, says: str) -> None:
    title, text = plan_words(name)
    assert (True, False) == (says in text, "!" in title + text)
