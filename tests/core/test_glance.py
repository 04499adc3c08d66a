"""The glance: the counts of this week, and the hint."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from attune_cli.core.glance import Hint, glance
from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.time.period import week_of
from core.factory import FRIDAY, many_moments, moment

WEEK = week_of(FRIDAY)
SUNDAY = WEEK.last
HARD = moment(number=1, sensitivity=Sensitivity.NO)
MENDED = moment(number=2, sensitivity=Sensitivity.NO, came_back=CameBack.LATER)
FEAR = moment(number=3, sensitivity=Sensitivity.YES, responses=("frighten",))
GOOD = moment(number=4, sensitivity=Sensitivity.YES)
CALM = moment(number=5, kind=Kind.CONNECTION, sensitivity=None)


@pytest.mark.parametrize(
    ("moments", "last", "today", "hint"),
    [
        ([], None, FRIDAY, Hint.BEGIN),
        ([], moment(local_day=FRIDAY - timedelta(days=13)), FRIDAY, Hint.LOG),
        ([], moment(local_day=FRIDAY - timedelta(days=14)), FRIDAY, Hint.WELCOME_BACK),
        ([], FEAR._replace(local_day=FRIDAY - timedelta(days=20)), FRIDAY, Hint.SUPPORT),
        ([GOOD], FEAR, FRIDAY, Hint.SUPPORT),
        ([GOOD], GOOD, FRIDAY, Hint.CALM),
        ([GOOD, CALM], CALM, FRIDAY, Hint.WEEK),
        ([GOOD, CALM], CALM, SUNDAY, Hint.LOOK_BACK),
        ([GOOD, CALM, HARD], HARD, SUNDAY, Hint.COME_BACK),
        ([GOOD, CALM, MENDED], MENDED, FRIDAY, Hint.WEEK),
        ([GOOD, CALM, HARD, FEAR], FEAR, FRIDAY, Hint.SUPPORT),
    ],
)
def test_the_hint_is_the_one_that_helps_next(moments, last, today, hint):
    assert hint is glance(moments, last, WEEK, today).hint


def test_the_latest_open_moment_is_the_one_to_come_back_to():
    earlier = moment(number=9, sensitivity=Sensitivity.PARTLY, local_day=date(2026, 11, 17))
    assert HARD == glance([HARD, earlier, MENDED, FEAR], FEAR, WEEK, FRIDAY).still_open


def test_only_the_readers_moments_are_theirs_to_come_back_to():
    another = HARD._replace(caregiver="grandpa")
    assert (Hint.CALM, Hint.COME_BACK) == (
        glance([another], another, WEEK, FRIDAY).hint,
        glance([another], another, WEEK, FRIDAY, reader="grandpa").hint,
    )


@given(many_moments(WEEK.start, 7))
def test_every_moment_of_the_week_is_counted_once(moments):
    found = glance(moments, None, WEEK, FRIDAY)
    assert len(moments) == found.distress + found.connection + found.repair


def test_somebody_who_logged_today_was_never_away_whenever_it_happened():
    old = moment(local_day=FRIDAY - timedelta(days=21))
    logged_today = old._replace(logged_at=old.logged_at + timedelta(days=21))
    assert Hint.LOG is glance([], logged_today, WEEK, FRIDAY).hint
