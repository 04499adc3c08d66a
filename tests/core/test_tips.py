"""Tips as they are read, and the handful of a day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import BANDS
from attune_cli.core.tips import A_HANDFUL, TIP_KINDS, for_band, of_the_day, read_tips

TIPS = read_tips()
EACH_BAND = pytest.mark.parametrize("band", BANDS)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


def test_tips_are_read_in_the_order_of_their_kinds() -> None:
    assert sorted((tip.kind for tip in TIPS), key=TIP_KINDS.index) == [tip.kind for tip in TIPS]


@EACH_BAND
def test_an_age_has_at_least_five_tips_and_one_of_each_kind(band: str) -> None:
    kinds = Counter(tip.kind for tip in for_band(TIPS, band))
    assert (set(TIP_KINDS), True) == (set(kinds), kinds.total() >= 5)


@EACH_BAND
def test_an_age_is_offered_tips_that_fit_it_only(band: str) -> None:
    assert tuple(tip for tip in TIPS if band in tip.bands) == for_band(TIPS, band)


def test_an_age_without_tips_is_offered_none() -> None:
    assert for_band(TIPS, "grown-up") == ()


@EACH_BAND
@given(day=DAYS)
def test_the_handful_of_a_day_is_the_same_all_day_and_another_tomorrow(
    band: str, day: date
) -> None:
    tips = for_band(TIPS, band)
    today, tomorrow = of_the_day(tips, day), of_the_day(tips, day + timedelta(days=1))
    assert (True, True) == (today == of_the_day(tips, day), set(today) != set(tomorrow))


@EACH_BAND
@given(day=DAYS)
def test_the_handful_of_a_day_has_two_for_distress_and_one_of_each_other_kind(
    band: str, day: date
) -> None:
    today = of_the_day(for_band(TIPS, band), day)
    assert A_HANDFUL == Counter(tip.kind for tip in today)
    assert len(today) == len(set(today))


@EACH_BAND
@given(first=DAYS)
def test_every_tip_has_its_turn(band: str, first: date) -> None:
    tips = for_band(TIPS, band)
    days = [first + timedelta(days=number) for number in range(len(tips))]
    assert set(tips) == {tip for day in days for tip in of_the_day(tips, day)}


def test_of_no_tips_there_is_no_handful() -> None:
    assert of_the_day((), date(2026, 11, 20)) == ()
