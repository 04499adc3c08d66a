"""The question of a week: after fear, a pattern, or the first subject that applies."""

from datetime import timedelta
from typing import Any

import pytest

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.question import About, questions_of
from attune_cli.core.statistics.reflection import Highlight, Reflection, reflect
from attune_cli.core.time.period import week_of
from core.factory import FRIDAY, moment


def reflection(*moments: Moment) -> Reflection:
    return reflect(moments, week_of(FRIDAY))


def well(number: int = 1, **changes: Any) -> Moment:
    return moment(number=number, sensitivity=Sensitivity.YES, **changes)


CALM = moment(number=7, kind=Kind.CONNECTION)
OPEN = moment(number=8, sensitivity=Sensitivity.NO)
LATER_OPEN = moment(number=9, sensitivity=Sensitivity.PARTLY, local_day=FRIDAY + timedelta(days=1))
WELL = well(cue="hurt", responses=("comfort",))
FEAR = moment(number=11, responses=("comfort", "frighten"))
REPAIR = moment(number=10, kind=Kind.REPAIR, steps=("sorry",))


@pytest.mark.parametrize(
    ("moments", "about"),
    [
        ((), About.FIRST_STEP),
        ((REPAIR,), About.FIRST_STEP),
        ((moment(),), About.FIRST_STEP),
        ((well(),), About.FIRST_STEP),
        ((CALM, REPAIR), About.CALM),
        ((CALM, WELL), About.WENT_WELL),
        ((CALM, OPEN), About.STILL_OPEN),
        ((CALM, WELL, OPEN), About.WENT_WELL),
        ((CALM, WELL, OPEN, FEAR), About.SUPPORT),
        ((well(responses=("frighten",)),), About.SUPPORT),
        ((well(responses=("punish",)),), About.FIRST_STEP),
    ],
)
def test_a_week_asks_about_the_first_thing_that_it_has(
    moments: tuple[Moment, ...], about: About
) -> None:
    assert about == questions_of(reflection(*moments))[0].about


def test_of_the_open_moments_the_latest_is_asked_about() -> None:
    assert LATER_OPEN == questions_of(reflection(LATER_OPEN, OPEN))[0].moment


def test_what_somebody_else_may_come_back_to_is_no_question_to_you() -> None:
    another = OPEN._replace(caregiver="grandpa")
    assert (About.FIRST_STEP, ("grandpa",)) == (
        questions_of(reflection(another))[0].about,
        questions_of(reflection(another))[0].caregivers,
    )


def test_of_the_open_moments_of_a_day_the_latest_is_the_one_that_happened_last() -> None:
    backdated = moment(
        number=50, sensitivity=Sensitivity.NO, occurred_at=OPEN.logged_at - timedelta(hours=9)
    )
    assert OPEN == questions_of(reflection(OPEN, backdated))[0].moment


def test_what_went_well_most_often_is_asked_about_with_its_cues() -> None:
    week = reflection(
        well(1, cue="scared", responses=("stay", "comfort")),
        well(2, cue="hurt", responses=("stay",)),
        well(3, cue="hurt", responses=("stay", "name")),
    )
    assert Highlight("stay", 3, ("hurt", "scared")) == questions_of(week)[0].highlight


def test_a_pattern_goes_before_everything_else() -> None:
    moments = [
        moment(
            number=10 * day + number,
            local_day=FRIDAY - timedelta(days=day),
            sensitivity=Sensitivity.YES if number < 5 else Sensitivity.NO,
            states=("steady",) if number < 5 else ("tired",),
        )
        for day in range(4)
        for number in range(10)
    ]
    week = reflection(*moments, OPEN, WELL, CALM)
    assert (About.NOTICE, week.notices[0]) == (
        questions_of(week)[0].about,
        questions_of(week)[0].notice,
    )
