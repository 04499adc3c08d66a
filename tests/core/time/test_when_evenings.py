"""Evenings with an hour: “8 tonight” is never in the morning."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from attune_cli.core.time.when import parse_when

NOW = datetime(2026, 11, 20, 23, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tonight at 8", "2026-11-20T20:00:00+01:00"),
        ("this evening 7:30", "2026-11-20T19:30:00+01:00"),
        ("last night at 9", "2026-11-19T21:00:00+01:00"),
        ("last night 2", "2026-11-20T02:00:00+01:00"),
        ("last night 11pm", "2026-11-19T23:00:00+01:00"),
        ("yesterday 8", "2026-11-19T20:00:00+01:00"),
        ("yesterday 08:00", "2026-11-19T08:00:00+01:00"),
    ],
)
def test_an_hour_of_the_evening_is_in_the_evening(text: str, expected: str) -> None:
    when = parse_when(text, NOW)
    assert when.occurred_at is not None
    assert when.occurred_at.isoformat() == expected


@pytest.mark.parametrize("hour", range(24))
def test_last_night_began_yesterday_and_its_small_hours_are_past(hour: int) -> None:
    now = NOW.replace(hour=hour, minute=5)
    assert (now.date() - timedelta(days=1), None, "night") == parse_when("last night", now)
    for small in range(5):
        (day, instant, _), ago = parse_when(f"last night {small}:00", now), timedelta(days=1)
        assert instant is not None
        assert (day, small, True) == (instant.date(), instant.hour, now - ago < instant <= now)
