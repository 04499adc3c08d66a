"""What a reflection has to know of the days before it, read from a journal."""

from datetime import timedelta

import pytest

from attune_cli.core.moment import Sensitivity
from attune_cli.core.statistics.majority import Earlier
from attune_cli.core.time.period import Period, month_of, week_of
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.moments import MOST_LEARNT_FROM, earlier
from core.factory import FRIDAY, moment

WEEK = week_of(FRIDAY)


def filled(home, per_day):
    """Add so many moments on each of some days, counted back from the week."""
    moments = [
        moment(
            uid=f"{back}-{turn}",
            local_day=WEEK.start - timedelta(days=back),
            children=(),
            sensitivity=Sensitivity.YES,
        )
        for back, many in per_day.items()
        for turn in range(many)
    ]
    with journal(home) as opened:
        opened.add(moments)
    return home


def found(home, period=WEEK):
    with reading(home) as connection:
        return earlier(connection, period, None, None, 1)


def days_back(known: Earlier) -> dict[int, int]:
    return {(WEEK.start - tally.day).days: tally.rated for tally in known.tallies}


def test_it_is_about_the_twelve_weeks_before_and_the_reader_in_three_of_them(begun):
    known = found(filled(begun, {1: 2, 21: 1, 22: 1, 84: 1, 85: 1}))
    assert ({1: 2, 21: 1, 22: 1, 84: 1}, 3) == (days_back(known), known.own)


def test_before_a_month_the_last_four_weeks_have_begun_with_it(begun):
    known = found(filled(begun, {30: 1}), month_of(FRIDAY))
    assert ([1], 0) == ([tally.rated for tally in known.tallies], known.own)


def test_of_very_many_moments_the_latest_days_are_enough_but_never_less_than_three_weeks(begun):
    half = MOST_LEARNT_FROM // 2
    known = found(filled(begun, {2: half, 18: half + 1, 20: 1, 30: 1}))
    assert [2, 18, 20] == sorted(days_back(known))


def test_an_empty_journal_has_nothing_before(home):
    assert Earlier() == found(home)


@pytest.mark.parametrize("period", [WEEK, Period(WEEK.start, WEEK.start + timedelta(days=400))])
def test_days_are_found_by_their_index_however_many_moments_there_are(begun, period):
    with reading(begun) as connection:
        asked = []
        connection.set_trace_callback(asked.append)
        earlier(connection, period, None, None, 1)
        connection.set_trace_callback(None)
        plans = [connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall() for text in asked]
    assert len(plans) >= 3
    assert [True] * len(plans) == [
        any("local_day>? AND local_day<?" in row[3] for row in plan) for plan in plans
    ]
