"""Days, times and zones as other programs write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.exchange.clocks import (
    Order,
    Said,
    TwoWays,
    order_of,
    placed,
    read_clock,
    read_day,
    read_when,
    read_zone,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20", "2026/11/20", "2026.11.20", "20/11/2026", "20.11.2026", "20.11.26",
        "20-11-2026",
        "11/20/2026", "November 20, 2026", "Nov 20 2026", "20 November 2026", "20. Nov 2026",
        "20th of November, 2026", "Friday, 20 November 2026", "\u00a02026-11-20\u00a0",
    ],
)  # fmt: skip
def test_a_day_that_can_be_read_one_way_is_read(text):
    assert DAY == read_day(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("/.-"))
def test_a_day_in_digits_is_asked_about_exactly_where_day_and_month_could_change_places(day, sign):
    text = f"{day.day:02}{sign}{day.month:02}{sign}{day.year}"
    can_change = day.day <= 12 and day.day != day.month
    assert (None if can_change or day.day == day.month else Order.DAY_FIRST) == order_of(text)
    assert day == read_day(text, Order.DAY_FIRST)
    assert day == read_day(f"{day.month}{sign}{day.day}{sign}{day.year}", Order.MONTH_FIRST)
    if can_change:
        with pytest.raises(TwoWays):
            read_day(text)
    else:
        assert day == read_day(text)


@pytest.mark.parametrize(
    "text", ["", "20", "31.02.2026", "2026-13-01", "20 Brumaire 2026", "Nov 20"]
)
def test_what_is_no_day_is_none(text):
    with pytest.raises(ValueError):  # noqa: PT011 whatever is wrong is a ValueError
        read_day(text)


def test_a_day_without_a_year_takes_the_one_beside_it():
    assert DAY == read_day("20 November", year=2026)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("23:54", time(23, 54)), ("11:54 pm", time(23, 54)), ("11:54\u202fPM", time(23, 54)),
        ("11:54\u00a0p.m.", time(23, 54)), ("12:05 am", time(0, 5)), ("12:00 PM", time(12)),
        ("8 am", time(8)), ("7.30", time(7, 30)), ("07:05:09", time(7, 5, 9)), ("0:00", time()),
        ("06:37:12.123456", time(6, 37, 12)),
    ],
)  # fmt: skip
def test_a_time_is_read_in_12_hours_and_in_24(text, clock):
    assert clock == read_clock(text)


@pytest.mark.parametrize("text", ["", "7", "24:00", "13 pm", "0:30 am", "7:60", "soon", "7,30"])
def test_what_is_no_time_is_none(text):
    with pytest.raises(ValueError):  # noqa: PT011 likewise
        read_clock(text)


CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-20T17:40:00Z", Said(DAY, time(17, 40), UTC)),
        ("2026-11-20 17:40:00", Said(DAY, time(17, 40))),
        ("2026-11-20 17:40:00+01:00", Said(DAY, time(17, 40), CET)),
        ("2026-11-20T17:40:00.000+0100", Said(DAY, time(17, 40), CET)),
        ("11/20/2026, 5:40 PM", Said(DAY, time(17, 40))),
        ("November 20, 2026 at 5:40:10 PM GMT+1", Said(DAY, time(17, 40, 10), CET)),
        ("20.11.26", Said(DAY)),
    ],
)
def test_a_day_and_its_time_in_one_are_read(text, said):
    assert said == read_when(text)


def test_a_time_that_the_clock_showed_twice_is_the_first_and_one_that_it_skipped_an_hour_later():
    twice = placed(Said(date(2026, 10, 25), time(2, 30)), BERLIN)
    skipped = placed(Said(date(2026, 3, 29), time(2, 30)), BERLIN)
    assert ("2026-10-25T02:30:00+02:00", True) == (twice.at.isoformat(), twice.is_twice)
    assert ("2026-03-29T03:30:00+02:00", True) == (skipped.at.isoformat(), skipped.was_skipped)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.times())
def test_a_time_in_a_zone_keeps_what_the_wall_clock_showed_but_where_it_was_skipped(day, clock):
    found = placed(Said(day, clock), BERLIN)
    assert found.was_skipped or (day, clock) == (found.at.date(), found.at.time())


def test_what_is_said_in_utc_is_shown_in_its_place_and_another_offset_stays():
    utc = placed(Said(DAY, time(23, 40), UTC), BERLIN)
    west = placed(Said(DAY, time(23, 40), timezone(timedelta(hours=-5))), BERLIN)
    assert "2026-11-21T00:40:00+01:00" == utc.at.isoformat()
    assert "2026-11-20T23:40:00-05:00" == west.at.isoformat()


@pytest.mark.parametrize(
    "text", ["", "Europe", "Europe/Nowhere", "../etc/passwd", "/etc", "+15:00"]
)
def test_a_zone_that_nobody_knows_is_none(text):
    with pytest.raises(ValueError):  # noqa: PT011 likewise
        read_zone(text)


def test_a_zone_is_named_by_its_place_or_its_offset():
    noon = datetime(2026, 7, 1, 12)  # noqa: DTZ001 the zone is what is read
    zones = [read_zone(text) for text in ("Europe/Berlin", "+02:00", "UTC+2", "z")]
    assert [2, 2, 2, 0] == [noon.replace(tzinfo=z).utcoffset().seconds // 3600 for z in zones]
