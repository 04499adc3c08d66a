"""Patterns: clear effects are noticed; chance and few moments are not."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import betainc

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.statistics.correlation import DayCorrelation, learnt_correlation
from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.patterns import Cell, NotAsked, patterns
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import part_of_day
from bench.patterns import Truth, seen
from core.factory import CET, FRIDAY, many_moments, moment, notices

YES, PARTLY, NO = Sensitivity


def on(day: int, hour: int | None = None, **changes: Any) -> Moment:
    """Return a moment of a day, counted from a Friday, at an hour if it is known."""
    local_day = FRIDAY + timedelta(days=day)
    happened = datetime(local_day.year, local_day.month, local_day.day, hour or 0, tzinfo=CET)
    return moment(
        local_day=local_day,
        occurred_at=None if hour is None else happened,
        logged_at=happened,
        **changes,
    )


def ordinary(days: int = 10) -> list[Moment]:
    """Return four moments a day that went well and say nothing else about themselves."""
    return [on(day, sensitivity=YES) for day in range(days) for _ in range(4)]


def cells_of(one: Moment) -> set[str | None]:
    at = one.occurred_at
    weekday = f"{one.local_day:%A}".casefold()
    return {one.cue, weekday, part_of_day(at.hour) if at else None}


def cells(rated: list[Moment]) -> list[tuple[str, str]]:
    return [(notice.by, notice.cell) for notice in notices(rated)]


@st.composite
def rated_moments(draw: st.DrawFn) -> list[Moment]:
    """Draw some cues and hours, each with its own share of moments that went well."""
    found = []
    for hour, cue in ((8, "hurt"), (19, "told_no"), (None, "scared")):
        well, badly = draw(st.integers(0, 12)), draw(st.integers(0, 12))
        days = draw(st.integers(1, 9))
        ratings = [YES] * well + [NO] * badly
        found += [
            on(number % days, hour, cue=cue, sensitivity=rating)
            for number, rating in enumerate(ratings)
        ]
    return found


def test_a_clear_evening_effect_is_noticed_as_sure_as_the_formula_says() -> None:
    evenings = [on(day, 19, sensitivity=YES if day == 3 else NO) for day in range(7)]
    mixed = [
        on(day, hour, sensitivity=NO if (day + hour) % 5 == 0 else YES)
        for day in range(10)
        for hour in (8, 14)
    ]
    (noticed,) = notices([*mixed, *evenings])
    overall = 17 / 27
    expected = float(betainc(4 * overall + 1, 4 * (1 - overall) + 6, overall))
    assert ("part_of_day", "evening", 1, 7, overall) == (
        noticed.by,
        noticed.cell,
        noticed.k,
        noticed.n,
        noticed.overall,
    )
    assert expected == pytest.approx(noticed.probability, abs=1e-9)


@pytest.mark.parametrize(
    ("by", "cell", "changes"),
    [
        ("cue", "told_no", {"cue": "told_no"}),
        ("state", "tired", {"states": ("tired",)}),
        ("part_of_day", "night", {"hour": 23}),
        ("part_of_day", "night", {"hour": 3}),
    ],
)
def test_a_cue_a_state_or_an_hour_is_noticed_too(
    by: str, cell: str, changes: dict[str, Any]
) -> None:
    hard = [on(day, sensitivity=NO, **changes) for day in range(6)]
    assert [(by, cell)] == cells([*ordinary(), *hard])


def test_a_weekday_is_noticed_by_the_local_day() -> None:
    fridays = [on(7 * week, sensitivity=NO) for week in range(3) for _ in range(3)]
    others = [on(day, sensitivity=YES) for day in range(21) if day % 7]
    assert cells([*fridays, *others])[0] == ("weekday", "friday")


def test_a_cell_that_goes_better_is_noticed_too() -> None:
    good = [on(day, sensitivity=YES, cue="hurt") for day in range(9)]
    mixed = [on(day, sensitivity=PARTLY if day % 3 else YES) for day in range(30)]
    assert cells([*good, *mixed]) == [("cue", "hurt")]


@pytest.mark.parametrize(
    ("days", "noticed"),
    [
        ([0, 1, 2, 3, 4], []),
        ([0, 0, 0, 0, 0, 1], []),
        ([0, 0, 0, 1, 1, 1, 1, 1, 1], []),
        ([0, 0, 0, 0, 1, 2], [("state", "tired")]),
        ([0, 1, 2, 3, 4, 5], [("state", "tired")]),
    ],
)
def test_a_cell_needs_six_moments_on_three_days(
    days: list[int], noticed: list[tuple[str, str]]
) -> None:
    tired = [on(day, sensitivity=NO, states=("tired",)) for day in days]
    assert noticed == cells([*ordinary(), *tired])


@given(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3))
def test_cells_that_are_all_alike_are_never_noticed(well: int, badly: int, weeks: int) -> None:
    everywhere = product(range(7 * weeks), (3, 8, 14, 19), ("hurt", "scared"))
    alike = [
        on(day, hour, cue=cue, states=("tired",), sensitivity=rating)
        for day, hour, cue in everywhere
        for rating in [YES] * well + [NO] * badly
    ]
    assert notices(alike) == ()


@given(rated_moments())
def test_at_most_two_are_noticed_the_surest_first(rated: list[Moment]) -> None:
    sure = [notice.probability for notice in notices(rated)]
    assert sorted(sure, reverse=True)[:2] == sure


def test_of_three_clear_effects_the_two_surest_are_noticed() -> None:
    hard = [
        on(day, sensitivity=NO, states=(state,))
        for state, days in (("low", 7), ("rushed", 9), ("tired", 8))
        for day in range(days)
    ]
    assert cells([*ordinary(20), *hard]) == [("state", "rushed"), ("state", "tired")]


@given(rated_moments(), st.data())
def test_the_order_of_moments_never_matters(rated: list[Moment], data: st.DataObject) -> None:
    assert notices(rated) == notices(data.draw(st.permutations(rated)))


@given(rated_moments())
def test_what_is_noticed_has_six_moments_on_three_days_and_is_sure(rated: list[Moment]) -> None:
    for notice in notices(rated):
        days = {m.local_day for m in rated if notice.cell in cells_of(m)}
        assert (True, True, True) == (
            notice.n >= 6,
            len(days) >= 3,
            0.975 <= notice.probability <= 1,
        )


@pytest.mark.parametrize("rating", Sensitivity)
def test_where_all_moments_are_rated_alike_nothing_differs(rating: Sensitivity) -> None:
    assert notices([on(day, day, sensitivity=rating) for day in range(20)]) == ()


def test_of_no_moments_nothing_is_noticed() -> None:
    assert notices([]) == ()


def test_where_the_hour_is_not_known_no_part_of_the_day_is_invented() -> None:
    hard = [on(day, sensitivity=NO) for day in range(8)]
    usual = [on(day, 14, sensitivity=YES) for day in range(10) for _ in range(4)]
    assert ("part_of_day", "night") not in cells([*usual, *hard])


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "night"),
        (4, "night"),
        (5, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (16, "afternoon"),
        (17, "evening"),
        (21, "evening"),
        (22, "night"),
        (23, "night"),
    ],
)
def test_each_hour_belongs_to_a_part_of_the_day(hour: int, part: str) -> None:
    assert part == part_of_day(hour)


def test_children_and_caregivers_are_never_compared() -> None:
    hard = [on(day, sensitivity=NO, children=("ben",), caregiver="Sam") for day in range(9)]
    assert cells([*ordinary(), *hard]) == []


WINDOW = Period(FRIDAY, FRIDAY + timedelta(days=30))


def test_what_went_with_settling_is_counted_where_it_is_told() -> None:
    told = [
        on(day, sensitivity=None, responses=("comfort",), after=after)
        for day, after in enumerate(["settled", "settled", "settling", "still_upset"])
    ]
    untold = [on(5, responses=("comfort",), after=after) for after in ("unsure", None)]
    settled = patterns([*told, *untold], WINDOW).settled
    assert (2, 4, [("response", "comfort", 2, 4, 4)]) == (
        settled.k,
        settled.n,
        [(cell.by, cell.cell, cell.k, cell.n, cell.days) for cell in settled.cells],
    )


def test_patterns_are_of_distress_in_the_period_and_of_those_who_are_named() -> None:
    other = {"children": ("ben",), "caregiver": "Sam"}
    moments = [
        on(0, sensitivity=YES),
        on(30, sensitivity=YES),
        on(1, sensitivity=NO, **other),
        on(2, sensitivity=YES, kind=Kind.CONNECTION),
        on(3),
    ]
    narrowed = [{}, {"child": "ada"}, {"child": "ben"}, {"caregiver": "Sam"}]
    found = [patterns(moments, WINDOW, **of).sensitive for of in narrowed]
    assert [(1, 2), (1, 1), (0, 1), (0, 1)] == [(seen.k, seen.n) for seen in found]


@given(rated_moments())
def test_every_rated_moment_stands_in_one_weekday(rated: list[Moment]) -> None:
    seen = patterns(rated, WINDOW).sensitive
    weekdays = [cell.n for cell in seen.cells if cell.by == "weekday"]
    assert sum(weekdays) == seen.n == len(rated)


def test_of_evenings_and_mornings_only_the_surer_side_is_noticed() -> None:
    evenings = [on(day, 19, sensitivity=NO) for day in range(20)]
    mornings = [on(day, 8, sensitivity=YES) for day in range(15)]
    other = [on(day, 13, sensitivity=YES if day % 2 else NO) for day in range(20)]
    seen = patterns([*evenings, *mornings, *other], WINDOW).sensitive
    both = {cell.cell for cell in seen.noticed if cell.by == "part_of_day"}
    assert ({"evening", "morning"}, [("part_of_day", "evening")]) == (
        both,
        cells([*evenings, *mornings, *other]),
    )


def cell_of(moments: list[Moment], name: str) -> Cell:
    return next(cell for cell in patterns(moments, WINDOW).sensitive.cells if cell.cell == name)


def test_a_cell_is_corrected_for_being_a_part_and_for_the_number_of_cells() -> None:
    tired = [on(day, sensitivity=NO, states=("tired",)) for day in range(6)]
    moments = [*tired, *(on(day % 15 + 6, sensitivity=YES) for day in range(18))]
    cell, overall, spread = cell_of(moments, "tired"), 18 / 24, 1 - 6 / 24
    sure = float(betainc(4 * overall, 4 * (1 - overall) + 6 / spread, overall))
    looked_at = sum(cell.is_enough for cell in patterns(moments, WINDOW).sensitive.cells)
    assert 1 - looked_at * (1 - sure) == pytest.approx(cell.corrected, abs=1e-9)


def test_six_moments_of_three_days_say_less_than_six_of_six() -> None:
    well = [on(day % 15 + 6, sensitivity=YES) for day in range(40)]
    spread, crowded = (
        cell_of([*well, *(on(day, sensitivity=NO, states=("tired",)) for day in days)], "tired")
        for days in (range(6), (0, 0, 1, 1, 2, 2))
    )
    assert (True, True) == (
        spread.probability == crowded.probability,
        spread.corrected > crowded.corrected,
    )


def test_two_cells_that_are_mostly_the_same_moments_are_one_finding() -> None:
    hard = [on(day, 19, cue="told_no", sensitivity=NO) for day in range(9)]
    well = [on(day, 8, cue="hurt", sensitivity=YES) for day in range(20)]
    other = [on(day, 13, cue="scared", sensitivity=YES if day % 3 else NO) for day in range(20)]
    same = {("cue", "told_no"), ("part_of_day", "evening")}
    assert len(same & set(cells([*hard, *well, *other]))) == 1


def test_a_moment_of_fear_and_unsupportive_responses_never_stand_with_settling() -> None:
    told = [
        on(0, responses=("comfort", "frighten"), after="settled"),
        on(1, responses=("punish", "stay"), after="settled"),
    ]
    settled = patterns(told, WINDOW).settled
    assert (1, 1, ["stay"]) == (settled.k, settled.n, [cell.cell for cell in settled.cells])


def hard_evenings(days: int = 14, **changes: Any) -> list[Moment]:
    """Return mornings that went well and evenings that did not, so clearly that it is noticed."""
    mornings = [on(day, 8, sensitivity=YES, **changes) for day in range(days)]
    return [*mornings, *(on(day, 19, sensitivity=NO, **changes) for day in range(days))]


def fear(day: int = 3, **changes: Any) -> Moment:
    return on(day, 9, responses=("comfort", "frighten"), **changes)


@pytest.mark.parametrize(("rating", "n"), [(YES, 29), (NO, 29), (None, 28)])
def test_a_moment_of_fear_is_in_n_never_in_k_and_lets_nothing_be_asked(
    rating: Sensitivity | None, n: int
) -> None:
    moments = [*hard_evenings(), fear(sensitivity=rating)]
    found = patterns(moments, WINDOW)
    asked = [cell for cell in (*found.sensitive.cells, *found.settled.cells) if cell.is_noticed]
    assert (14, n, NotAsked.FEAR, [], ()) == (
        found.sensitive.k, found.sensitive.n, found.not_asked, asked,
        reflect(moments, WINDOW).notices,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("whose", "caregiver", "not_asked"),
    [
        (["me", "me"], None, None),
        (["me", "Sam"], None, None),
        (["me", "Sam"], "Sam", NotAsked.ANOTHERS),
        (["Sam", "Sam"], None, NotAsked.ANOTHERS),
    ],
)
def test_of_somebody_elses_moments_alone_nothing_is_asked(
    whose: list[str], caregiver: str | None, not_asked: NotAsked | None
) -> None:
    moments = [one for name in whose for one in hard_evenings(caregiver=name)]
    unrated = on(1, 12)  # one's own, which is in no share
    found = patterns([*moments, unrated], WINDOW, caregiver=caregiver, reader="me")
    assert (not_asked, not_asked is None) == (found.not_asked, bool(found.sensitive.noticed))


def test_how_alike_a_days_moments_are_is_learnt_from_twelve_weeks_before_too() -> None:
    before = [
        on(-day, sensitivity=YES if day % 2 else NO, after="settled" if day % 3 else "settling")
        for day in range(1, 90)
        for _ in range(3)
    ]
    found = patterns([*hard_evenings(), *before], WINDOW)
    alike = [(3 * (day % 2), 3) for day in range(1, 85)]
    expected = learnt_correlation([*alike, *[(1, 2)] * 14])
    assert (28, expected, True) == (
        found.sensitive.n,
        found.sensitive.day_correlation,
        found.settled.day_correlation.value > expected.value,
    )


def test_where_moments_of_a_day_are_alike_a_cell_says_less() -> None:
    evenings = [on(day // 3, 19, sensitivity=NO) for day in range(9)]
    usual = [on(day % 20 + 6, 8, sensitivity=YES if day % 3 else NO) for day in range(40)]
    loose, alike = (
        notices([*evenings, *usual], correlation=DayCorrelation(value)) for value in (0.0, 1.0)
    )
    assert (True, False) == (bool(loose), bool(alike))


@given(st.one_of(rated_moments(), many_moments()), st.booleans())
def test_a_page_of_patterns_asks_what_a_look_back_on_the_same_days_asks(
    moments: list[Moment], has_fear: bool
) -> None:
    moments = [*moments, fear()] if has_fear else moments
    found, back = patterns(moments, WINDOW, reader="me"), reflect(moments, WINDOW)
    assume(found.sensitive.n)
    assert (found.sensitive.asked, found.not_asked is None) == (
        back.notices, back.distress.strict.verdict is not Verdict.NOT_SAID
    )  # fmt: skip


def test_where_nothing_differs_hardly_a_page_asks_and_hard_evenings_it_finds() -> None:
    nothing = seen(Truth(4, 0.2, (4, 8)), 30, 2026)
    evenings = seen(Truth(4, 0.2, (4, 8), share=0.7, evenings=0.3), 12, 2026)
    assert (True, True) == (nothing.any <= 0.05, evenings.evening >= 0.5)


def test_where_no_cell_is_enough_none_is_sure() -> None:
    cells_found = patterns([on(0, 8, sensitivity=YES), on(1, 19, sensitivity=NO)], WINDOW).sensitive
    assert {0.0} == {cell.corrected for cell in cells_found.cells}
