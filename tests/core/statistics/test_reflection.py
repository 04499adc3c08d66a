"""The reflection: the documented week from its moments, and laws of counting."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.statistics.correlation import learnt_correlation
from attune_cli.core.statistics.majority import DayTally, Earlier, Share, Verdict, majority
from attune_cli.core.statistics.reflection import (
    Connection,
    Count,
    FourWeeks,
    Highlight,
    Ratings,
    Reflection,
    Repair,
    reflect,
)
from attune_cli.core.time.period import Period, week_of
from core.factory import FRIDAY, many_moments, moment

YES, PARTLY, NO = Sensitivity
WEEK = week_of(FRIDAY)


def on(weekday: int, **changes: Any) -> Moment:
    """Return a moment of a day of the week, 0 for Monday."""
    return moment(local_day=WEEK.start + timedelta(days=weekday), **changes)


def rated(ratings: str, per_day: list[int], **changes: Any) -> list[Moment]:
    """Return moments rated y, p or n in turn, spread over days of the week."""
    days = [day for day, count in enumerate(per_day) for _ in range(count)]
    scale = {"y": YES, "p": PARTLY, "n": NO}
    return [
        on(day, number=number, sensitivity=scale[rating], **changes)
        for number, (day, rating) in enumerate(zip(days, ratings, strict=True))
    ]


def week(*moments: Moment, **whose: str) -> Reflection:
    return reflect(moments, WEEK, **whose)


def rounded(share: Share) -> dict[str, Any]:
    low, high = share.wilson95 or (0.0, 0.0)
    figures = (share.share, low, high)
    return {
        "of": (share.k, share.n),
        "figures": tuple(round(figure or 0.0, 3) for figure in figures),
        "verdict": share.verdict,
    }


def documented() -> Reflection:
    """Return the week of design.md §5: who did what is made up, the counts are the documented."""
    distress = rated("yynypyyynpypyn", [3, 2, 3, 2, 2, 2])
    hard = [m for m in distress if m.sensitivity is not YES]
    easy = [m for m in distress if m.sensitivity is YES]
    ends: tuple[dict[str, Any], ...] = (
        {"came_back": CameBack.SAME_MOMENT}, {"came_back": CameBack.LATER},
        {"repaired": True}, {"came_back": CameBack.NOT_YET, "repaired": True},
        {"came_back": CameBack.NOT_YET}, {},
    )  # fmt: skip
    hard = [m._replace(**end) for m, end in zip(hard, ends, strict=True)]
    prompted = [m._replace(chosen=Chosen.PROMPTED) for m in (*easy[:3], *hard[:2])]
    late = [m._replace(logged_at=m.logged_at + timedelta(days=2)) for m in easy[3:7]]
    calm = rated("yyyyyyypp", [2, 2, 2, 2, 1], kind=Kind.CONNECTION)
    calm = [m._replace(activities=("floor",)) for m in calm[:3]] + calm[3:]
    repairs = [
        on(2, kind=Kind.REPAIR, steps=("sorry", "listen")),
        on(4, kind=Kind.REPAIR, steps=("sorry",)),
    ]
    return week(*prompted, *late, *easy[7:], *hard[2:], on(5), *calm, *repairs)


def test_the_documented_week_has_its_documented_distress() -> None:
    distress = documented().distress
    assert Ratings(logged=15, rated=14, yes=8, partly=3, no=3) == distress.ratings
    assert {
        "of": (8, 14),
        "figures": (0.571, 0.326, 0.786),
        "verdict": Verdict.UNCLEAR,
    } == rounded(distress.strict)
    assert {
        "of": (11, 14),
        "figures": (0.786, 0.524, 0.924),
        "verdict": Verdict.CLEARLY_MORE,
    } == rounded(distress.inclusive)
    assert (4, 6, Count(12, 14)) == (
        distress.came_back,
        distress.to_come_back_to,
        distress.in_the_end,
    )
    assert (1.33, Count(3, 5)) == (round(distress.tipping_ratio or 0, 2), distress.prompted)


def test_the_documented_week_has_its_other_documented_figures() -> None:
    reflection = documented()
    assert ("2026-11-16", "2026-11-22") == tuple(
        day.isoformat() for day in (reflection.period.start, reflection.period.last)
    )
    assert Connection(Ratings(9, 9, 7, 2, 0), 5, {"floor": 3}) == reflection.connection
    assert Repair(2, {"sorry": 2, "listen": 1}) == reflection.repair
    assert (6, 4, Count(15, 23), 26) == (
        reflection.days,
        reflection.from_memory,
        reflection.together,
        reflection.logged,
    )
    assert (None, None) == (reflection.child, reflection.caregiver)


@given(many_moments(WEEK.start, 9), st.data())
def test_the_order_of_moments_never_matters(moments: list[Moment], data: st.DataObject) -> None:
    assert week(*moments) == week(*data.draw(st.permutations(moments)))


@given(many_moments(date(2026, 11, 1), 30), st.integers(0, 6))
def test_weeks_that_tile_a_span_add_up(moments: list[Moment], first_weekday: int) -> None:
    weeks = [week_of(date(2026, 11, 1), first_weekday)]
    while weeks[-1].end < date(2026, 12, 1):
        weeks.append(week_of(weeks[-1].end, first_weekday))
    whole = reflect(moments, Period(weeks[0].start, weeks[-1].end))
    parts = [reflect(moments, each) for each in weeks]
    assert counts(whole) == [sum(column) for column in zip(*map(counts, parts), strict=True)]


def counts(reflection: Reflection) -> list[int]:
    distress, connection = reflection.distress, reflection.connection
    return [
        reflection.days, reflection.from_memory, reflection.logged, reflection.repair.logged,
        distress.ratings.rated, distress.ratings.yes, distress.ratings.partly, distress.ratings.no,
        distress.strict.n, distress.strict.k, distress.inclusive.k, distress.came_back,
        distress.to_come_back_to, len(distress.still_open), distress.in_the_end.k,
        distress.prompted.k, distress.prompted.n, connection.ratings.logged, connection.days,
        connection.ratings.yes, reflection.together.k, reflection.together.n,
    ]  # fmt: skip


def test_the_first_day_is_the_first_with_any_moment() -> None:
    first = on(2, kind=Kind.REPAIR).local_day
    assert (first, None) == (week(on(5), on(2), on(3)).first_day, week().first_day)


def test_a_moment_with_two_children_counts_once_over_all_and_once_for_each() -> None:
    both, ada = on(0, number=1, children=("ada", "ben")), on(1, number=2)
    logged = [week(both, ada, **whose).logged for whose in ({}, {"child": "ada"}, {"child": "ben"})]
    assert [2, 2, 1] == logged


def test_a_caregiver_sees_the_own_moments_only() -> None:
    moments = (on(0), on(1, caregiver="Sam"), on(2, caregiver="Sam", children=("ben",)))
    whose = ({"caregiver": "me"}, {"caregiver": "Sam"}, {"caregiver": "Sam", "child": "ada"})
    assert [1, 2, 1] == [week(*moments, **these).logged for these in whose]


def test_a_moment_that_is_not_rated_is_logged_but_in_no_share() -> None:
    reflection = week(on(0), on(1, sensitivity=YES), on(2, kind=Kind.CONNECTION))
    assert Ratings(logged=2, rated=1, yes=1, partly=0, no=0) == reflection.distress.ratings
    assert (1, Count(1, 1)) == (reflection.distress.strict.n, reflection.together)


def test_a_repair_is_never_in_n_even_if_it_carries_a_rating() -> None:
    reflection = week(on(0, sensitivity=NO), on(1, kind=Kind.REPAIR, sensitivity=YES))
    distress = reflection.distress
    assert (1, 0, 1, Count(0, 1)) == (
        distress.strict.n,
        distress.strict.k,
        reflection.repair.logged,
        reflection.together,
    )


def test_of_nothing_every_figure_but_k_and_n_is_missing() -> None:
    distress = week().distress
    nothing = Share(0, 0, Verdict.TOO_FEW)
    assert (nothing, nothing, None) == (distress.strict, distress.inclusive, distress.tipping_ratio)
    assert [0] * 22 == counts(week())


@pytest.mark.parametrize(
    ("ratings", "per_day", "verdict"),
    [
        ("yyyyyyy", [2, 2, 2, 1], Verdict.TOO_FEW),
        ("yyyyyyyy", [3, 3, 2], Verdict.TOO_FEW),
        ("yyyyyyyy", [2, 2, 2, 2], Verdict.CLEARLY_MORE),
        ("nnnnnnnn", [2, 2, 2, 2], Verdict.CLEARLY_LESS),
    ],
)
def test_eight_rated_moments_on_four_days_are_enough_to_tell(
    ratings: str, per_day: list[int], verdict: Verdict
) -> None:
    unrated = [on(day, number=90 + day) for day in range(6)]
    assert verdict == week(*rated(ratings, per_day), *unrated).distress.strict.verdict


@pytest.mark.parametrize(
    ("ratings", "depends"),
    [
        ("nnpppppyyyyy", False),
        ("nppppppppyyy", True),
        ("nnnnnnnnnnny", False),
        ("yyyyyyyyyyyp", False),
        ("pppppp", False),
    ],
)
def test_it_depends_on_the_partly_ones_where_they_decide_the_side(
    ratings: str, depends: bool
) -> None:
    per_day = [len(ratings) // 6] * 6
    assert depends == week(*rated(ratings, per_day)).distress.depends_on_partly


def test_prompted_moments_are_counted_apart() -> None:
    prompted = rated("yyn", [1, 1, 1], chosen=Chosen.PROMPTED)
    others = [on(3, chosen=Chosen.PROMPTED), on(4, sensitivity=YES)]
    calm = on(5, kind=Kind.CONNECTION, sensitivity=YES, chosen=Chosen.PROMPTED)
    assert Count(2, 3) == week(*prompted, *others, calm).distress.prompted


@pytest.mark.parametrize("word", ["minimise", "punish", "missed", "takeover", "give_in"])
def test_an_unsupportive_response_is_no_deed_whatever_its_rating(word: str) -> None:
    moments = [moment(sensitivity=Sensitivity.YES, responses=(word, "stay"), cue="hurt")]
    assert (Highlight("stay", 1, ("hurt",)),) == reflect(moments, WEEK).distress.highlights


def test_nothing_in_a_moment_of_fear_is_a_deed() -> None:
    fear = moment(sensitivity=Sensitivity.YES, responses=("comfort", "frighten"), cue="hurt")
    good = moment(sensitivity=Sensitivity.YES, responses=("stay",), cue="hurt")
    assert (Highlight("stay", 1, ("hurt",)),) == reflect([fear, good], WEEK).distress.highlights


def test_moments_of_fear_are_counted_apart_in_any_rating() -> None:
    moments = [
        moment(number=number, sensitivity=rating, responses=("frighten",))
        for number, rating in enumerate((None, *Sensitivity))
    ]
    assert reflect(moments, WEEK).distress.frightened == 4


def test_deeds_are_the_responses_of_moments_rated_yes_the_most_frequent_first() -> None:
    reflection = week(
        on(0, number=1, sensitivity=YES, cue="scared", responses=("stay", "comfort")),
        on(1, number=2, sensitivity=YES, cue="hurt", responses=("stay",)),
        on(2, number=3, sensitivity=NO, cue="hurt", responses=("missed",)),
        on(3, number=4, cue="hurt", responses=("allow",)),
        on(4, number=5, kind=Kind.CONNECTION, sensitivity=YES, responses=("name",)),
    )
    highlights = (Highlight("stay", 2, ("hurt", "scared")), Highlight("comfort", 1, ("scared",)))
    assert highlights == reflection.distress.highlights


def before(*days: tuple[int, int, int, int], last: date = WEEK.start) -> list[DayTally]:
    """Return tallies of the days up to a day: yes, partly, no, frightened."""
    return [DayTally(last - timedelta(days=back), *day) for back, day in enumerate(days, 1)]


def test_how_alike_days_are_is_learnt_from_the_week_and_the_days_before() -> None:
    moments = rated("yynypyyynpypyn", [3, 2, 3, 2, 2, 2])
    tallies = before((3, 0, 0, 0), (0, 2, 1, 0), (2, 0, 0, 1))
    distress = reflect(moments, WEEK, earlier=Earlier(tallies)).distress
    strict = [(2, 3), (1, 2), (3, 3), (0, 2), (1, 2), (1, 2), (3, 3), (0, 3), (2, 3)]
    inclusive = [(2, 3), (2, 2), (3, 3), (1, 2), (2, 2), (1, 2), (3, 3), (2, 3), (2, 3)]
    assert (distress.strict, distress.inclusive) == (
        majority(8, [3, 2, 3, 2, 2, 2], learnt_correlation(strict)),
        majority(11, [3, 2, 3, 2, 2, 2], learnt_correlation(inclusive)),
    )
    assert distress.strict.day_correlation.weight == 23 - 9


def test_a_moment_of_fear_is_in_every_n_and_in_no_k() -> None:
    fear = rated("yp", [1, 1], responses=("frighten",), chosen=Chosen.PROMPTED, repaired=True)
    distress = week(*fear, on(2, number=9, sensitivity=YES)).distress
    assert Ratings(logged=3, rated=3, yes=2, partly=1, no=0) == distress.ratings
    assert DayTally(WEEK.start, yes=1, frightened=2) == distress.tally
    assert (1, 1, Count(1, 3), Count(0, 2), Count(1, 3)) == (
        distress.strict.k,
        distress.inclusive.k,
        distress.in_the_end,
        distress.prompted,
        week(*fear, on(2, number=9, sensitivity=YES)).together,
    )


@pytest.mark.parametrize("rating", [None, *Sensitivity])
def test_while_there_is_fear_no_verdict_is_spoken(rating: Sensitivity | None) -> None:
    good = rated("y" * 12, [2] * 6)
    fear = on(3, number=90, sensitivity=rating, responses=("frighten",))
    distress = week(*good, fear).distress
    assert [Verdict.NOT_SAID] * 2 == [distress.strict.verdict, distress.inclusive.verdict]
    assert None is distress.last_four_weeks


def by(caregiver: str, ratings: str = "y" * 12) -> list[Moment]:
    return rated(ratings, [2] * 6, caregiver=caregiver)


@pytest.mark.parametrize(
    ("moments", "whose", "verdict"),
    [
        (by("sam"), {"caregiver": "sam"}, Verdict.NOT_SAID),
        (by("sam"), {}, Verdict.NOT_SAID),
        (by("sam"), {"reader": "sam"}, Verdict.CLEARLY_MORE),
        (by("sam"), {"reader": "sam", "caregiver": "sam"}, Verdict.CLEARLY_MORE),
        ([*by("sam"), on(1, number=90, sensitivity=YES)], {}, Verdict.CLEARLY_MORE),
        ([*by("sam"), on(1, number=90)], {}, Verdict.NOT_SAID),
        ([], {"caregiver": "sam"}, Verdict.TOO_FEW),
        ([], {}, Verdict.TOO_FEW),
    ],
    ids=str,
)
def test_of_somebody_elses_moments_alone_no_verdict_is_spoken(
    moments: list[Moment], whose: dict[str, str], verdict: Verdict
) -> None:
    assert verdict == week(*moments, **whose).distress.strict.verdict


FEW = rated("ypn", [1, 1, 1])
LATELY = before(*[(2, 1, 0, 0)] * 21)
LONG_AGO = before(*[(0, 0, 1, 0)] * 9, last=WEEK.end - timedelta(days=28))


def four_weeks_of(*moments: Moment, earlier: Earlier, **whose: str) -> FourWeeks | None:
    return reflect(moments, WEEK, earlier=earlier, **whose).distress.last_four_weeks


def test_where_a_week_has_too_few_the_four_weeks_up_to_its_end_are_looked_at() -> None:
    earlier = Earlier([*LATELY, *LONG_AGO], own=63)
    found = four_weeks_of(*FEW, earlier=earlier)
    assert found is not None
    assert Period(date(2026, 10, 26), date(2026, 11, 23)) == found.period
    assert [(43, 66), (65, 66)] == [(s.k, s.n) for s in (found.strict, found.inclusive)]
    known = [(2, 3)] * 21 + [(0, 1)] * 9 + [(1, 1), (0, 1), (0, 1)]
    assert learnt_correlation(known) == found.strict.day_correlation


@pytest.mark.parametrize(
    ("moments", "earlier", "whose", "verdict"),
    [
        (FEW, Earlier(LATELY, own=63), {}, Verdict.CLEARLY_MORE),
        (FEW, Earlier(LATELY), {}, Verdict.CLEARLY_MORE),
        ([], Earlier(LATELY, own=1), {}, Verdict.CLEARLY_MORE),
        ([], Earlier(LATELY), {}, Verdict.NOT_SAID),
        (FEW, Earlier(LATELY, own=63, frightened=1), {}, Verdict.NOT_SAID),
        (FEW, Earlier(LONG_AGO, own=9), {}, Verdict.TOO_FEW),
        ([], Earlier(), {}, Verdict.TOO_FEW),
    ],
    ids=str,
)
def test_four_weeks_have_a_verdict_by_the_rules_of_a_week(
    moments: list[Moment], earlier: Earlier, whose: dict[str, str], verdict: Verdict
) -> None:
    found = four_weeks_of(*moments, earlier=earlier, **whose)
    assert found is not None
    assert verdict == found.strict.verdict


def test_a_week_that_says_something_is_never_replaced_by_one_that_says_more() -> None:
    assert None is four_weeks_of(*rated("ynynynynynyn", [2] * 6), earlier=Earlier(LATELY, own=63))


@pytest.mark.parametrize("days", [6, 8, 30])
def test_only_a_week_is_filled_up_to_four(days: int) -> None:
    period = Period(WEEK.start, WEEK.start + timedelta(days=days))
    assert None is reflect(FEW, period, earlier=Earlier(LATELY, own=63)).distress.last_four_weeks
