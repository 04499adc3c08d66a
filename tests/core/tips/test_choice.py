"""The laws of a day's tips: fixed for a day, different the next day, each in its turn."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attune_cli.core.moment import Moment, Sensitivity
from attune_cli.core.people import BANDS
from attune_cli.core.tips.choice import (
    OFFERED,
    Mark,
    Marks,
    Offer,
    after_one_other,
    choose,
    for_now,
    listed,
)
from attune_cli.core.tips.library import TIP_KINDS, Tip, read_tips
from attune_cli.core.tips.reasons import GOOD, RECENT_DAYS, About, reasons_for_tips
from core.factory import FRIDAY, many_moments, moment, words
from tries import tries

TIPS = read_tips()
YES, PARTLY, NO = Sensitivity
FIRST = FRIDAY - timedelta(days=RECENT_DAYS)
WORDS = ("hurt", "told_no", "comfort", "floor", "sorry", "tired", "frighten")


def tip(number: int, kind: str, *fits: str, support: bool = False) -> Tip:
    texts = (f"Title {number}", "Do it.", "Said.", "Since.", "idea")
    return Tip(f"tip-{number}", ("toddler",), kind, fits, *texts, support)


KINDS, IS = st.lists(st.sampled_from(TIP_KINDS), max_size=14), st.booleans()
FITS, SHIFTS = words(*WORDS), st.integers(-3, 9)
MOMENTS = many_moments(FIRST - timedelta(days=5), RECENT_DAYS + 10, most=12)


@st.composite
def situations(draw: st.DrawFn) -> tuple[tuple[Tip, ...], list[Moment], Marks, date]:
    kinds = enumerate(draw(KINDS))
    pool = tuple(tip(n, kind, *draw(FITS), support=draw(IS)) for n, kind in kinds)
    moments = draw(MOMENTS)
    if draw(IS):
        moments.append(moment(number=10**10, responses=("frighten",), sensitivity=NO))
    ids = [one.id for one in pool]
    marks = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Mark))) if ids else {}
    return pool, moments, marks, FRIDAY + timedelta(days=draw(SHIFTS))


def ids(offers: tuple[Offer, ...]) -> set[str]:
    return {offer.tip.id for offer in offers}


def hidden(marks: Marks) -> set[str]:
    return {id_ for id_, mark in marks.items() if mark is Mark.HIDDEN}


@given(situation=situations(), random=st.randoms())
def test_a_day_has_its_three_whatever_the_order_of_the_moments(situation, random):
    pool, moments, marks, day = situation
    shuffled = random.sample(moments, len(moments))
    assert choose(pool, moments, marks, day) == choose(pool, shuffled, marks, day)


@given(situation=situations())
def test_three_different_ones_or_as_many_as_there_are(situation):
    pool, moments, marks, day = situation
    offers = choose(pool, moments, marks, day)
    expected = min(OFFERED, len(pool) - len(hidden(marks)))
    assert (expected, expected) == (len(offers), len(ids(offers)))


@given(situation=situations())
def test_hidden_ones_are_never_chosen(situation):
    pool, moments, marks, day = situation
    assert set() == ids(choose(pool, moments, marks, day)) & hidden(marks)


# Two days that differ only because an even one is never exchanged for its neighbours.
FIVE = (("distress",), ("distress",), ("repair",), ("repair", "floor", "sorry"), ("connection",))
AFTER_FEAR = (
    tuple(tip(number, *kind_and_fits) for number, kind_and_fits in enumerate(FIVE)),
    [moment(responses=("frighten",), sensitivity=NO)],
    {},
    FRIDAY + timedelta(days=6),
)


@settings(max_examples=tries(60))
@example(situation=AFTER_FEAR)
@given(situation=situations())
def test_tomorrow_has_not_the_same_three(situation):
    pool, moments, marks, day = situation
    if len(pool) - len(hidden(marks)) > OFFERED:
        days = (choose(pool, moments, marks, day + timedelta(days=n)) for n in range(2))
        assert ids(next(days)) != ids(next(days))


def shifted(moments: list[Moment], days: int) -> list[Moment]:
    by = timedelta(days=days)
    return [m._replace(local_day=m.local_day + by) for m in moments]


@settings(max_examples=tries(40))
@given(situation=situations())
def test_every_tip_has_its_turn_though_the_same_is_logged_every_day(situation):
    pool, moments, marks, day = situation
    many = range(8 * len(pool) + 8)
    every = [choose(pool, shifted(moments, n), marks, day + timedelta(days=n)) for n in many]
    assert {one.id for one in pool} - hidden(marks) == set().union(*map(ids, every))


@pytest.mark.parametrize("band", BANDS)
def test_every_tip_of_the_library_has_its_turn_with_nothing_logged(band):
    pool = [tip for tip in TIPS if band in tip.bands]
    days = [FRIDAY + timedelta(days=n) for n in range(4 * len(pool))]
    assert {one.id for one in pool} == set().union(*(ids(choose(pool, [], {}, d)) for d in days))


def test_of_no_tips_none_is_chosen():
    assert () == choose((), [moment(sensitivity=NO)], {}, FRIDAY)


@given(situation=situations())
def test_after_fear_the_first_is_one_that_fits_it_where_there_is_one(situation):
    pool, moments, marks, day = situation
    moments.append(moment(number=10**11, local_day=day, responses=("frighten",), sensitivity=NO))
    offers = choose(pool, moments, marks, day)
    shown = [one for one in pool if one.id not in hidden(marks)]
    fear = reasons_for_tips(moments, day).fear
    if any(fear.fits(one) for one in shown):
        assert (True, fear) == (fear.fits(offers[0].tip), offers[0].reason)


@given(day=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_what_went_well_comes_first(day):
    good = moment(local_day=day, responses=("comfort",), sensitivity=YES, cue="hurt")
    hard = moment(local_day=day, number=43, sensitivity=NO, cue="told_no", states=("tired",))
    offers = choose([tip for tip in TIPS if "toddler" in tip.bands], [hard, good], {}, day)
    assert (True, False) == tuple(offers[n].reason.about in GOOD for n in range(2))


@given(day=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_what_was_hard_is_answered(day):
    hard = moment(local_day=day, sensitivity=NO, cue="told_no", states=("tired",))
    offers = choose([tip for tip in TIPS if "toddler" in tip.bands], [hard], {}, day)
    answered = [one for one in offers if one.reason.about in {About.CUE, About.STATE, About.OPEN}]
    assert len(answered) >= 2
    assert all(one.reason.fits(one.tip) for one in answered)


def test_a_kept_one_comes_back_now_and_then():
    pool = [tip for tip in TIPS if "toddler" in tip.bands]
    hard = [moment(number=n, sensitivity=NO, cue="told_no", states=("tired",)) for n in range(9)]
    days = [(FRIDAY + timedelta(days=n), shifted(hard, n)) for n in range(20)]
    for one in pool:
        kept = {one.id: Mark.KEPT}
        back = [one.id in ids(choose(pool, moments, kept, day)) for day, moments in days]
        assert sum(back) >= 4


def by_kind(tips: list[Tip]) -> list[int]:
    return [TIP_KINDS.index(one.kind) for one in tips]


@given(situation=situations())
def test_a_list_has_all_that_are_not_hidden_by_kind_and_kept_ones_first(situation):
    pool, _, marks, day = situation
    found = listed(pool, marks, day)
    places = [
        (kind, marks.get(one.id) is not Mark.KEPT)
        for kind, one in zip(by_kind(found), found, strict=True)
    ]
    assert {one.id for one in pool} - hidden(marks) == {one.id for one in found}
    assert places == sorted(places)


def test_tips_that_need_support_are_for_after_fear_or_where_they_were_kept():
    pool = [
        tip(0, "repair", "frighten", support=True), tip(1, "self"), tip(2, "self", support=True),
        tip(3, "self", support=True),
    ]  # fmt: skip
    fear = moment(local_day=FRIDAY, responses=("frighten",), sensitivity=NO)
    kept = {"tip-2": Mark.KEPT}
    found = [for_now(pool, moments, kept, FRIDAY) for moments in ([], [fear])]
    assert [["tip-1", "tip-2"], ["tip-0", "tip-1", "tip-2"]] == [[t.id for t in f] for f in found]


@pytest.mark.parametrize("word", ["worry", "letdown", "unclear", "stay"])
def test_a_teen_who_worries_is_not_first_taken_for_one_in_danger(word):
    fitting = [one for one in TIPS if "teen" in one.bands and word in one.fits]
    days = [FRIDAY + timedelta(days=n) for n in range(len(fitting))]
    found = [after_one_other(listed(fitting, {}, day), [], {}, day) for day in days]
    assert [] == [tips[0].id for tips in found if tips[0].kind == "distress" and tips[0].support]


def test_a_tip_on_support_that_was_kept_comes_first():
    kept = {"teen-self-harm": Mark.KEPT}
    fitting = [one for one in TIPS if "teen" in one.bands and "worry" in one.fits]
    assert (
        "teen-self-harm" == after_one_other(listed(fitting, kept, FRIDAY), [], kept, FRIDAY)[0].id
    )
