"""The reasons for tips: counted in any order of moments, and limited to their days."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import OPEN_FOR_DAYS, CameBack, Kind, Sensitivity
from attune_cli.core.people import Child
from attune_cli.core.tips.library import read_tips
from attune_cli.core.tips.reasons import (
    FEAR_DAYS,
    RECENT_DAYS,
    About,
    Reason,
    child_of,
    moments_with,
    reasons_for_tips,
)
from core.factory import CET, FRIDAY, many_moments, moment

YES, PARTLY, NO = Sensitivity
ADA, BO, CY = Child("ada", born="2024-08"), Child("bo", band="teen"), Child("cy")


def hard(number: int = 1, **changes):
    return moment(**{"number": number, "sensitivity": NO, **changes})


def calm(number: int = 100, **changes):
    return moment(number=number, kind=Kind.CONNECTION, **changes)


def ago(days: int):
    return FRIDAY - timedelta(days=days)


def about(reasons) -> list[tuple[About, str | None, int]]:
    return [(one.about, one.word, one.times) for one in reasons]


@given(moments=many_moments(ago(RECENT_DAYS + 3), RECENT_DAYS + 6), random=st.randoms())
def test_the_order_of_moments_makes_no_difference(moments, random):
    assert reasons_for_tips(moments, FRIDAY) == reasons_for_tips(
        random.sample(moments, len(moments)), FRIDAY
    )


@given(moments=many_moments(ago(RECENT_DAYS + 30), 30))
def test_what_is_long_ago_gives_no_reason(moments):
    assert (None, (), ()) == reasons_for_tips(moments, FRIDAY + timedelta(days=1))


def test_cues_are_counted_where_the_moment_was_hard():
    moments = [
        hard(1, cue="told_no"), hard(2, cue="told_no", sensitivity=PARTLY), hard(3, cue="hurt"),
        moment(number=4, cue="scared", sensitivity=YES), moment(number=5, cue="scared"),
    ]  # fmt: skip
    needs = about(reasons_for_tips(moments, FRIDAY).needs)
    assert [(About.CUE, "told_no", 2), (About.CUE, "hurt", 1)] == needs[1:3]


def test_of_three_cues_the_two_most_frequent_give_a_reason():
    cues = ("hurt", "scared", "told_no", "scared", "told_no", "told_no")
    moments = [hard(number, cue=cue) for number, cue in enumerate(cues, 1)]
    needs = about(reasons_for_tips(moments, FRIDAY).needs)
    assert ["told_no", "scared"] == [word for what, word, _ in needs if what is About.CUE]


def test_a_state_is_counted_where_the_moment_was_hard():
    moments = [hard(1, states=("tired", "low")), hard(2, states=("tired",)), calm(states=("low",))]
    assert (About.STATE, "tired", 2) in about(reasons_for_tips(moments, FRIDAY).needs)


@pytest.mark.parametrize(
    ("days", "came_back", "repaired", "is_open"),
    [
        (0, None, False, True),
        (0, CameBack.NOT_YET, False, True),
        (0, CameBack.LATER, False, False),
        (0, CameBack.NOT_NEEDED, False, False),
        (0, None, True, False),
        (OPEN_FOR_DAYS, None, False, True),
        (OPEN_FOR_DAYS + 1, None, False, False),
    ],
)
def test_a_moment_is_open_until_somebody_came_back_or_it_is_long_ago(
    days, came_back, repaired, is_open
):
    one = hard(local_day=ago(days), came_back=came_back, repaired=repaired)
    assert is_open is any(r.about is About.OPEN for r in reasons_for_tips([one], FRIDAY).needs)


def test_of_two_open_ones_it_is_the_later():
    moments = [hard(2, local_day=ago(3)), hard(1, local_day=ago(1))]
    (reason,) = reasons_for_tips(moments, FRIDAY).needs
    assert 1 == reason.moment.number


def at(number: int, hour: int):
    return hard(number, occurred_at=datetime(2026, 11, 20, hour, tzinfo=CET))


def test_a_part_of_the_day_is_hard_from_three_moments_and_half_of_the_hard_ones_on():
    evenings = [at(n, 19) for n in range(3)]
    mornings = [at(n, 8) for n in range(10, 14)]
    found = [
        [one.word for one in reasons_for_tips(moments, FRIDAY).needs if one.about is About.PART]
        for moments in (evenings[:2], evenings, evenings + mornings[:3], evenings + mornings)
    ]
    assert [[], ["evening"], ["evening"], ["morning"]] == found


@pytest.mark.parametrize(
    ("upset", "calm_ones", "little"), [(2, 0, None), (3, 0, 0), (3, 1, None), (4, 1, 1)]
)
def test_calm_moments_are_few_below_a_quarter_of_what_is_logged(upset, calm_ones, little):
    moments = [moment(number=n) for n in range(upset)] + [calm(n + 50) for n in range(calm_ones)]
    found = [
        one.times for one in reasons_for_tips(moments, FRIDAY).needs if one.about is About.CALM
    ]
    assert ([] if little is None else [little]) == found


def test_what_went_well_is_what_was_rated_yes_and_no_unsupportive_response():
    moments = [
        moment(number=1, sensitivity=YES, cue="hurt", responses=("comfort", "punish")),
        moment(number=2, sensitivity=NO, cue="worry", responses=("name",)),
        calm(3, sensitivity=YES, activities=("floor",)), calm(4, activities=("read",)),
        moment(number=5, kind=Kind.REPAIR, steps=("sorry",)),
    ]  # fmt: skip
    assert [
        (About.WORKED, "comfort", 1), (About.ENJOYED, "floor", 1), (About.CAME_BACK, "sorry", 1),
        (About.MET, "hurt", 1),
    ] == about(reasons_for_tips(moments, FRIDAY).well)  # fmt: skip


def test_a_frightening_moment_rated_yes_is_not_what_went_well():
    one = moment(sensitivity=YES, cue="hurt", responses=("comfort", "frighten"))
    assert ((), 1) == (
        reasons_for_tips([one], FRIDAY).well,
        reasons_for_tips([one], FRIDAY).fear.times,
    )


@pytest.mark.parametrize(
    ("days", "is_said"), [(0, True), (FEAR_DAYS - 1, True), (FEAR_DAYS, False)]
)
def test_fear_counts_for_a_week(days, is_said):
    one = hard(local_day=ago(days), responses=("frighten",))
    assert is_said is (reasons_for_tips([one], FRIDAY).fear is not None)


def test_each_reason_is_answered_by_tips_of_its_kind_and_word():
    reasons = {
        Reason(About.WORKED, "comfort"): {"distress"},
        Reason(About.ENJOYED, "floor"): {"connection"},
        Reason(About.CAME_BACK, "sorry"): {"repair"}, Reason(About.OPEN): {"repair"},
        Reason(About.CUE, "told_no"): {"distress"}, Reason(About.STATE, "tired"): {"self"},
        Reason(About.CALM): {"connection"}, Reason(About.AGE): set(),
        Reason(About.FEAR): {"repair"},
        Reason(About.FEAR, states=frozenset(["flooded"])): {"self", "repair"},
        Reason(About.FEAR_OF_ANOTHER): {"distress"}, Reason(About.LOW): {"self"},
        Reason(About.PART, "evening"): {"self", "connection"},
    }  # fmt: skip
    tips = read_tips()
    kinds = [{tip.kind for tip in tips if reason.fits(tip)} for reason in reasons]
    assert list(reasons.values()) == kinds
    assert all(tip.support for tip in tips if Reason(About.FEAR).fits(tip))


def test_what_is_open_is_answered_by_steps_that_begin_it_and_without_reproach():
    tips = [tip for tip in read_tips() if tip.kind == "repair"]
    (calm,) = [one for one in reasons_for_tips([hard()], FRIDAY).needs if one.about is About.OPEN]
    (fear,) = reasons_for_tips([hard(responses=("frighten",))], FRIDAY).needs
    fitting = [tip for tip in tips if calm.fits(tip)]
    assert all({"name_it", "own_it", "sorry", "listen"} & set(tip.fits) for tip in fitting)
    assert ([], True) == (
        [tip for tip in fitting if tip.support],
        any(tip.support for tip in tips if fear.fits(tip)),
    )


def test_the_only_child_is_meant_whatever_its_age():
    assert CY == child_of([CY], [], FRIDAY)


def test_of_several_the_one_logged_last_whose_age_is_known():
    moments = [
        moment(number=1, children=("ada",)), moment(number=2, children=("bo",)),
        moment(number=3, children=("cy",)), moment(number=4, children=()),
    ]  # fmt: skip
    assert BO == child_of([ADA, BO, CY], moments, FRIDAY)
    assert child_of([ADA, BO], [], FRIDAY) is None


def test_moments_that_name_nobody_may_be_anybodys():
    moments = [moment(children=names) for names in (("ada",), ("bo",), (), ("ada", "bo"))]
    assert [("ada",), (), ("ada", "bo")] == [m.children for m in moments_with(moments, ["ada"])]


@pytest.mark.parametrize(("days", "is_open"), [(13, True), (14, True), (15, False)])
def test_a_moment_is_a_reason_to_come_back_to_it_for_fourteen_days(days, is_open):
    needs = about(
        reasons_for_tips([hard(local_day=ago(days), responses=("missed",))], FRIDAY).needs
    )
    assert is_open == any(one is About.OPEN for one, _, _ in needs)
