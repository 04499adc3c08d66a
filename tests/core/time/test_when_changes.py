"""Each change of the clocks from 2000 to 2037 in many zones: no time is refused."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest

from attune_cli.clock import SystemZone
from attune_cli.core.time.when import parse_when

# Common ones, and each odd kind: half an hour, at midnight, by a ramadan, a day left out, …
PLACES = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Moscow", "Europe/Istanbul",
    "America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Havana",
    "America/Sao_Paulo", "America/Caracas", "America/Santiago", "America/Asuncion",
    "Africa/Cairo", "Africa/Casablanca", "Africa/Juba", "Antarctica/Troll", "Asia/Amman",
    "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu", "Asia/Pyongyang", "Asia/Tehran",
    "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Apia", "Pacific/Chatham",
    "Pacific/Norfolk", "UTC",
]  # fmt: skip
PLACES = sorted(available_timezones().intersection(PLACES))
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
APART = 3 * DAY  # less than any two changes are


class Change(NamedTuple):
    """The first instant with another offset, and by how much clocks go forward."""

    instant: datetime
    before: timedelta
    after: timedelta

    @property
    def unusual(self) -> list[datetime]:
        """The first, a middle and the last minute on the wall that is skipped or comes twice."""
        wall = self.instant.replace(tzinfo=None)
        first, end = sorted((wall + self.before, wall + self.after))
        return [first, first + (end - first) / 2 // MINUTE * MINUTE, end - MINUTE]


def offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


@cache
def changes(name: str) -> list[Change]:
    return list(found(ZoneInfo(name)))


def found(zone: tzinfo) -> Iterator[Change]:
    """Find each change to the minute, by halving the days that it is in."""
    day, was = FIRST, offset(FIRST, zone)
    while day < LAST:
        if (now := offset(day + APART, zone)) != was:
            low, high = day, day + APART
            while high - low > MINUTE:
                middle = low + (high - low) / 2 // MINUTE * MINUTE
                low, high = (middle, high) if offset(middle, zone) == was else (low, middle)
            yield Change(high, was, now)
        day, was = day + APART, now


def read(wall: datetime, now: datetime) -> datetime:
    """Return what a typed time means, once its day, its offset and its instant agree."""
    day, instant, _ = parse_when(f"{wall:%Y-%m-%d %H:%M}", now)
    assert instant is not None
    there = instant.astimezone(now.tzinfo)
    assert (day, instant.replace(tzinfo=None)) == (instant.date(), there.replace(tzinfo=None))
    return instant


def told(instant: datetime) -> tuple[datetime, timedelta | None]:
    return instant.astimezone(UTC), instant.utcoffset()


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", PLACES)
def test_a_skipped_time_moves_forward_and_one_shown_twice_is_the_second(name: str) -> None:
    zone = ZoneInfo(name)
    for change in changes(name):
        later = (change.instant + 2 * DAY).astimezone(zone)
        # In a gap as in a fold: out of a gap forward is the old offset, a second time the new one.
        counted = min(change.after, change.before)
        expected = [(wall.replace(tzinfo=UTC) - counted, change.after) for wall in change.unusual]
        assert expected == [told(read(wall, later)) for wall in change.unusual]


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", PLACES)
def test_before_its_second_time_has_come_a_time_is_the_first(name: str) -> None:
    zone = ZoneInfo(name)
    for change in changes(name):
        if change.after < change.before:
            now = change.instant.astimezone(zone)  # the clock has just gone back
            expected = [
                (wall.replace(tzinfo=UTC) - change.before, change.before)
                for wall in change.unusual[1:]
            ]
            assert expected == [told(read(wall, now)) for wall in change.unusual[1:]]


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", PLACES)
def test_every_day_around_a_change_is_told_from_its_neighbours(name: str) -> None:
    zone = ZoneInfo(name)
    for change in changes(name):
        now = (change.instant + 2 * DAY).astimezone(zone)
        days = [now.date() - back * DAY for back in range(4)]
        texts = ["today", "yesterday", "day before yesterday", "3 days ago"]
        assert days == [parse_when(text, now).local_day for text in texts]


@pytest.fixture
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put this process in a place, and afterwards back where it was."""
    with monkeypatch.context() as environment:
        environment.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.one_in(5)
@pytest.mark.skipif(os.name != "posix", reason="a process has a zone of its own on POSIX")
@pytest.mark.parametrize("here", PLACES, indirect=True)
def test_the_zone_of_the_machine_means_the_same(here: str) -> None:
    for change in changes(here):
        later = change.instant + 2 * DAY
        walls = [*change.unusual, *(one + hour for one in change.unusual for hour in (-DAY, DAY))]
        there, mine = later.astimezone(ZoneInfo(here)), later.astimezone(SystemZone())
        expected = [told(read(wall, there)) for wall in walls]
        assert expected == [told(read(wall, mine)) for wall in walls]


def test_there_are_changes_of_every_kind() -> None:
    """Guard the tests above: with no zone database they would all be of nothing."""
    by = {change.after - change.before for name in PLACES for change in changes(name)}
    hours = {by_.total_seconds() / 3600 for by_ in by}
    assert {-1, 1, -0.5, 0.5} <= hours
    assert sum(len(changes(name)) for name in PLACES) > 1000


@pytest.mark.parametrize("text", ["1950-06-01 12:00", "1950-06-01 00:00", "1950-05-31 23:59"])
def test_where_clocks_ran_seconds_beside_a_minute_the_wall_and_its_day_are_kept(text: str) -> None:
    day, instant, _ = parse_when(text, datetime(1950, 6, 2, tzinfo=ZoneInfo("Africa/Monrovia")))
    assert instant is not None
    assert (text, text[:10], timedelta(minutes=-45)) == (  # of Monrovia's 44 minutes 30 seconds
        f"{instant:%Y-%m-%d %H:%M}",
        day.isoformat(),
        instant.utcoffset(),
    )
