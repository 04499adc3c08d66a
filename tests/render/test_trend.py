"""The page of a trend, as golden files: chart and words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.statistics.majority import DayTally, Tallies
from attune_cli.core.statistics.trend import Turn
from attune_cli.core.statistics.trend import trend as trend_of
from attune_cli.core.time.period import Unit
from attune_cli.render.reflection import fear
from attune_cli.render.text import to_text
from attune_cli.render.trend import NARROWEST, trend_overview, trend_page
from attune_cli.render.trend_explain import explanation
from tries import tries

TODAY = date(2026, 11, 22)


def weeks(*tallies: tuple[int, int, int]) -> list[DayTally]:
    """Return four days a week with the tallies of each, up to this week."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    return [
        DayTally(monday - timedelta(weeks=back) + timedelta(days=day), *tally)
        for back, tally in enumerate(reversed(tallies))
        for day in range(4)
    ]


def trend(tallies, today=TODAY, by=Unit.WEEK, *, fear=(), own=None, **who):
    """Return the trend of moments that are the reader's, unless others' are named."""
    return trend_of(
        Tallies(tallies, tallies if own is None else own, fear, fear if own is None else ()),
        today,
        by,
        **who,
    )


MORE = weeks(*[(0, 1, 2)] * 4, *[(3, 0, 0)] * 6)
FEWER = weeks(*[(3, 1, 0)] * 4, *[(0, 0, 3)] * 6)
FEAR_DAYS = [date(2026, 10, 14), date(2026, 10, 15)]
FEAR = [
    day._replace(yes=0, frightened=1) if day.day in FEAR_DAYS else day
    for day in weeks(*[(1, 0, 1)] * 10)
]
LONG = weeks(*[(2, 1, 1)] * 40)
TRENDS = {
    "steady": trend(weeks(*[(2, 1, 1), (1, 1, 1)] * 5)),
    "more": trend(MORE),
    "fewer": trend(FEWER),
    "fewer_of_others_too": trend(FEWER, own=FEWER[::2]),
    "partly": trend(weeks(*[(0, 0, 3)] * 4, *[(0, 3, 0)] * 6)),
    "one_moment": trend([DayTally(TODAY, yes=1)]),
    "one_day": trend([DayTally(TODAY, yes=1500, partly=300, no=200)]),
    "nothing": trend([]),
    "long_ago": trend([DayTally(date(2026, 8, 3), yes=3, no=1)]),
    "months": trend(LONG, by=Unit.MONTH),
    "mostly_well": trend(weeks(*[(3, 0, 1)] * 20)),
    "fear": trend(FEAR, fear=FEAR_DAYS),
    "fear_in_many": trend(
        [day._replace(yes=40, frightened=1) for day in weeks(*[(1, 0, 1)] * 10)],
        fear=[day.day for day in weeks(*[(1, 0, 1)] * 10)],
    ),
    "fear_long_ago": trend(LONG, fear=[date(2026, 2, 20)]),
    "of_another": trend(MORE, own=[], child="ada", caregiver="grandpa"),
    "over_new_year": trend([DayTally(date(2025, 12, 24), yes=1)], date(2026, 1, 20)),
}
DRAWN = {"drawn": True, "words": False}


def text_of(name: str, width: int, *, is_drawn: bool, everything: bool = False) -> list[str]:
    page = trend_page(TRENDS[name], width, is_drawn=is_drawn, everything=everything)
    return to_text(page, width)


@pytest.mark.parametrize(
    ("name", "how", "width"),
    [*((name, how, 80) for name in TRENDS for how in DRAWN), ("steady", "drawn", 50)],
)
def test_a_trend_reads_as_it_was_looked_at(golden, name, how, width):
    lines = text_of(name, width, is_drawn=DRAWN[how])
    golden(f"trend_{name}_{how}_{width}", "\n".join(lines) + "\n")


SCREENS = ("more", "fewer", "fear", "of_another", "months", "one_moment", "nothing")


@pytest.mark.parametrize("name", SCREENS)
def test_a_trend_on_one_screen_reads_as_it_was_looked_at(golden, name):
    lines = to_text(trend_overview(TRENDS[name], 80, 22, is_drawn=True), 80)
    golden(f"trend_overview_{name}_80", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", TRENDS)
@pytest.mark.parametrize(("is_drawn", "width"), [(True, 80), (False, 80), (True, 50)])
def test_a_trend_fits_one_screen_with_the_same_counts_and_all_care(name, is_drawn, width):
    trend, whole = TRENDS[name], text_of(name, 80, is_drawn=is_drawn)
    short = to_text(trend_overview(trend, width, 22, is_drawn=is_drawn), width)
    said = " ".join(" ".join(short).split())
    care = [line.text for line in fear(trend.frightened, trend.fear_by)] if trend.fear_by else []
    sides = [(side.k, side.n) for side in (trend.strict.after, trend.strict.before) if side.k]
    counts = [f"{k} of {n} sensitive" for k, n in sides if trend.points]
    assert (True, []) == (len(short) <= 22, [text for text in care + counts if text not in said])
    assert ("Be as kind" in said) == any("Be as kind" in line for line in whole)


@pytest.mark.one_in(4)
@settings(max_examples=tries(10))
@given(width=st.integers(NARROWEST, 120))
@pytest.mark.parametrize("name", TRENDS)
def test_no_line_of_a_chart_is_wider_than_the_terminal(name, width):
    lines = text_of(name, width, is_drawn=True, everything=True)
    assert [line for line in lines if len(line) > width] == []


def test_the_latest_twelve_are_shown_and_all_where_they_are_asked_for():
    few, all_ = (text_of("months", 80, is_drawn=True, everything=all_) for all_ in (False, True))
    long = trend_page(trend(weeks(*[(1, 0, 1)] * 20)), 80, is_drawn=True, everything=False)
    rows = [line for line in long if line.role == "row"]
    assert (few, 13, True) == (
        all_,
        len(rows),
        any("the last 12 of 20 weeks" in line.text for line in long),
    )


def test_half_can_be_seen_without_colour():
    strips = [line[-31:] for line in text_of("fewer", 80, is_drawn=True) if "├" in line]
    assert {"┊", "┼"} == {strip[15] for strip in strips}


EXPLAINED = ("steady", "more", "fear", "of_another", "months", "one_moment", "nothing")


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 80) for name in EXPLAINED), ("fewer", 50)], ids=str
)
def test_an_explanation_of_a_trend_reads_as_it_was_looked_at(golden, name, width):
    lines = to_text(explanation(TRENDS[name]), width)
    golden(f"trend_explained_{name}_{width}", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", TRENDS)
def test_nobody_but_the_reader_is_consoled_and_nothing_is_claimed_over_fear(name):
    page, found = text_of(name, 80, is_drawn=False), TRENDS[name]
    claims = [line for line in page if "likely" in line or "Since the beginning" in line]
    is_fewer = [
        found.strict.turn is Turn.FEWER,
        found.since and found.since.strict.verdict.side < 0,
    ]
    assert (any(is_fewer) and found.is_own) or not any("Be as kind" in line for line in page)
    assert not found.frightened or not claims
