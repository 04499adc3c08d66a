"""A person's own selection ratio: the odds of chosen moments against those of prompted ones."""

from datetime import timedelta
from math import exp, log, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import Chosen, Moment, Sensitivity
from attune_cli.core.statistics.correlation import DayCorrelation
from attune_cli.core.statistics.majority import DayTally, Earlier
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.statistics.selection import Group, Selection, selection_of
from attune_cli.core.time.period import week_of
from bench.selection import Truth, found
from core.factory import FRIDAY, moment

SEED = 2026
WEEK = week_of(FRIDAY)


def days(yes: int, other: int, a_day: int = 1, **ratings: int) -> list[DayTally]:
    """Return a tally for each day, with so many moments a day."""
    rated = [1] * yes + [0] * other
    parts = [rated[place : place + a_day] for place in range(0, len(rated), a_day)]
    return [
        DayTally(FRIDAY + timedelta(days=place), yes=sum(part), no=len(part) - sum(part), **ratings)
        for place, part in enumerate(parts)
    ]


def test_it_is_the_odds_of_the_rest_against_those_of_the_prompted_with_a_half_for_each() -> None:
    told = selection_of(days(6, 4), days(30, 10))
    ratio = (30.5 / 10.5) / (6.5 / 4.5)
    reach = 1.959964 * sqrt(1 / 30.5 + 1 / 10.5 + 1 / 6.5 + 1 / 4.5)
    expected = (ratio, exp(log(ratio) - reach), exp(log(ratio) + reach))
    assert told.range95 is not None
    assert expected == pytest.approx((told.ratio, *told.range95))


def test_its_range_is_that_of_gart_as_the_r_package_orci_computes_it() -> None:
    told = selection_of(prompted=days(1, 10), rest=days(2, 12))
    assert pytest.approx((0.157595, 12.436944), abs=5e-7) == told.range95


def test_moments_of_one_day_count_as_fewer() -> None:
    told = selection_of(days(6, 6), days(30, 10, 4), DayCorrelation(0.5))
    deff = 1 + 0.5 * 3
    assert told.ratio == pytest.approx((30 / deff + 0.5) / (10 / deff + 0.5))


@pytest.mark.parametrize(
    ("prompted", "rest"),
    [
        (days(4, 3), days(30, 10)),
        (days(4, 4, 4), days(30, 10)),
        (days(8, 0), days(30, 10)),
        (days(0, 8), days(30, 10)),
        (days(4, 4), days(30, 0)),
        (days(4, 4), days(4, 3)),
        (days(4, 4), []),
        ([], days(30, 10)),
        ([], []),
    ],
)
def test_where_a_group_has_too_few_or_only_one_kind_it_cant_be_told(
    prompted: list[DayTally], rest: list[DayTally]
) -> None:
    told = selection_of(prompted, rest)
    assert (None, None) == (told.ratio, told.range95)


def test_a_moment_of_fear_is_in_n_and_never_in_k() -> None:
    told = selection_of(days(4, 0, frightened=1), days(3, 1, 4, partly=2, frightened=1))
    assert Selection(Group(4, (2, 2, 2, 2)), Group(3, (7,))) == told


@given(*[st.integers(4, 40)] * 4)
def test_the_range_holds_the_ratio_and_the_other_way_round_it_is_turned_over(
    prompted_yes: int, prompted_no: int, rest_yes: int, rest_no: int
) -> None:
    prompted, rest = days(prompted_yes, prompted_no), days(rest_yes, rest_no)
    told, turned = selection_of(prompted, rest), selection_of(rest, prompted)
    assert told.ratio is not None
    assert told.range95 is not None
    assert told.range95[0] < told.ratio < told.range95[1]
    assert turned.ratio == pytest.approx(1 / told.ratio)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_sixteen_prompted_moments_find_the_true_ratio_roughly(ratio: float) -> None:
    drawn = found(Truth(ratio, 16), 80, SEED)
    assert drawn.middle == pytest.approx(ratio, rel=0.2)
    assert drawn.held >= 0.93


def some(first: int, ratings: str, chosen: Chosen, **changes: Any) -> list[Moment]:
    """Return a moment a day, counted from the first day of the week: y is yes, n is no."""
    return [
        moment(
            local_day=WEEK.start + timedelta(days=first + place),
            sensitivity=Sensitivity.YES if rating == "y" else Sensitivity.NO,
            chosen=chosen,
            **changes,
        )
        for place, rating in enumerate(ratings)
    ]


def test_a_reflection_adds_the_twelve_weeks_before_to_its_days() -> None:
    now = [*some(0, "yyyn", Chosen.PROMPTED), *some(0, "yynnyyn", Chosen.STOOD_OUT)]
    prompted = [one._replace(day=one.day - timedelta(weeks=5)) for one in days(4, 2)]
    every = [DayTally(one.day, *(2 * count for count in one[1:])) for one in prompted]
    told = reflect(now, WEEK, earlier=Earlier(every, prompted)).distress.selection
    assert (Group(7, (1,) * 10), 8, 13) == (told.prompted, told.rest.k, told.rest.n)
    assert told.ratio is not None


def test_without_prompted_moments_all_are_the_rest() -> None:
    rest = some(0, "yyn", Chosen.STOOD_OUT)
    assert Selection(Group(), Group(2, (1, 1, 1))) == reflect(rest, WEEK).distress.selection
