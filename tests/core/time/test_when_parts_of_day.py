"""The parts of the day: each hour is in one part."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import Sensitivity
from attune_cli.core.statistics.patterns import patterns
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import PartsOfDay, part_of_day
from attune_cli.core.tips.reasons import About, reasons_for_tips
from core.factory import FRIDAY, moment, notices

HOURS = st.lists(st.integers(0, 23), min_size=4, max_size=4, unique=True).map(sorted)
PARTS = HOURS.map(lambda h: PartsOfDay(*h)) | HOURS.map(lambda h: PartsOfDay(*h[1:], h[0]))
LATE = PartsOfDay(evening=20)


@given(parts=PARTS)
def test_an_hour_is_in_the_part_that_began_last(parts):
    for hour in range(24):
        ago = {name: (hour - first) % 24 for name, first in parts._asdict().items()}
        assert min(ago, key=ago.get) == part_of_day(hour, parts)


@pytest.mark.parametrize(
    ("parts", "are_in_order"),
    [
        ((5, 12, 17, 22), True), ((5, 12, 17, 0), True), ((5, 12, 17, 4), True),
        ((5, 12, 17, 5), False), ((5, 12, 17, 17), False), ((5, 12, 17, 13), False),
        ((5, 5, 17, 22), False), ((12, 5, 17, 22), False), ((5, 18, 17, 22), False),
    ],
)  # fmt: skip
def test_only_the_night_may_begin_after_midnight(parts, are_in_order):
    assert are_in_order is PartsOfDay(*parts).are_in_order


def hard(days_ago: int):
    at = datetime.combine(FRIDAY - timedelta(days=days_ago), datetime.min.time()).astimezone()
    return moment(
        sensitivity=Sensitivity.NO, occurred_at=at.replace(hour=18), local_day=at.date(), cue="hurt"
    )


def test_every_summary_goes_by_the_parts_that_are_set():
    moments = [hard(day) for day in range(6)]
    period = Period(FRIDAY - timedelta(days=10), FRIDAY + timedelta(days=1))
    found = [
        (
            next(c.cell for c in patterns(moments, period, parts=parts).sensitive.cells),
            [
                r.word
                for r in reasons_for_tips(moments, FRIDAY, parts).needs
                if r.about is About.PART
            ],
        )
        for parts in (PartsOfDay(), LATE)
    ]
    assert [("evening", ["evening"]), ("afternoon", ["afternoon"])] == found
    assert notices(moments, LATE) == reflect(moments, period, parts=LATE).notices
