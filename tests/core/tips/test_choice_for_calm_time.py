"""The tip of a calendar entry: by its title, by the children's ages, else any for calm time."""

from datetime import date, timedelta

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.choice import tip_for_calm_time
from attune_cli.core.tips.library import Tip, read_tips
from attune_cli.core.vocabulary import vocabulary

TIPS, DAY = read_tips(), date(2026, 11, 22)


def tip(title: str, *bands: str, tips: tuple[Tip, ...] = TIPS, day: date = DAY) -> Tip | None:
    return tip_for_calm_time(tips, title, bands, day, vocabulary())


def some_tip(*fits: str, kind: str = "connection", support: bool = False) -> Tip:
    bands = ("infant",)
    return Tip("id", bands, kind, fits, "title", "do", "example", "why", "idea", support)


@pytest.mark.parametrize(
    ("title", "activity"),
    [
        ("floor time", "floor"),
        ("Reading, together", "read"),
        ("a bedtime story", "read"),
        ("bath-time", "routine"),
        ("We play", "floor"),
        ("cooking with Bo", "chore"),
    ],
)
def test_it_fits_the_title(title, activity):
    both = (some_tip("laugh"), some_tip(activity))
    assert tip(title, tips=both) == both[1]


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("title", ["floor time", "us two", "reading"])
def test_every_age_has_one_for_calm_time(band, title):
    found = tip(title, band)
    assert ("connection", True) == (found.kind, band in found.bands)


def test_it_is_the_same_all_day_and_takes_turns():
    week = {tip("us two", "teen", day=DAY + timedelta(days=n)).id for n in range(7)}
    assert (tip("us two", "teen"), True) == (tip("us two", "teen"), len(week) > 1)


def test_without_an_age_it_is_one_for_many_ages():
    assert len(tip("us two").bands) == max(
        len(each.bands) for each in TIPS if each.kind == "connection"
    )


def test_nothing_hard_stands_in_a_calendar():
    assert tip("floor", tips=(some_tip("floor", kind="distress"),)) is None
    assert tip("floor", tips=(some_tip("floor", support=True),)) is None
