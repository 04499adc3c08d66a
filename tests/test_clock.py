"""The zone of this machine, held against the zone database on machines in three places."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from attune_cli.clock import SystemZone
from attune_cli.core.time.when import parse_when
from attune_cli.errors.moments import FutureMoment

HERE = SystemZone()
# Place, and the instants at which its clocks go forward and back in 2026.
PLACES = {
    "Europe/Berlin": (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
    "Australia/Lord_Howe": (  # by half an hour
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
    ),
}
QUARTER_HOURS = [timedelta(minutes=15 * step) for step in range(-120, 121)]


def told(moment: datetime) -> tuple[str, str | None, int]:
    return moment.isoformat(), moment.tzname(), moment.fold


def read(text: str, now: datetime) -> str:
    """Return what words mean, or why they are refused."""
    try:
        return str(parse_when(text, now))
    except FutureMoment as refused:
        return str(refused)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put this process in a place, and afterwards back where it was."""
    name: str = request.param
    if not hasattr(time, "tzset"):
        pytest.skip("a process has no zone of its own on this system")
    with monkeypatch.context() as environment:
        environment.setenv("TZ", name)
        time.tzset()
        yield name
    time.tzset()


@pytest.fixture
def around_both_changes(place: str) -> list[datetime]:
    return [change + step for change in PLACES[place] for step in QUARTER_HOURS]


def test_the_repeated_hour_is_told_apart_by_its_fold(place: str) -> None:
    back = PLACES[place][1]
    half = timedelta(minutes=15 if place == "Australia/Lord_Howe" else 30)
    first, second = (back - half).astimezone(HERE), (back + half).astimezone(HERE)
    assert (0, 1) == (first.fold, second.fold)
    assert first.replace(tzinfo=None) == second.replace(tzinfo=None, fold=0)


def test_every_instant_around_both_changes_comes_back_as_it_was(
    around_both_changes: list[datetime],
) -> None:
    there_and_back = [utc.astimezone(HERE).astimezone(UTC) for utc in around_both_changes]
    assert around_both_changes == there_and_back


def test_every_instant_around_both_changes_is_told_as_the_zone_database_tells_it(
    place: str, around_both_changes: list[datetime]
) -> None:
    expected = [utc.astimezone(ZoneInfo(place)) for utc in around_both_changes]
    actual = [utc.astimezone(HERE) for utc in around_both_changes]
    assert [told(moment) for moment in expected] == [told(moment) for moment in actual]


@pytest.mark.parametrize("fold", [0, 1])
def test_every_time_on_the_wall_has_the_offset_and_name_of_the_zone_database(
    place: str, around_both_changes: list[datetime], fold: int
) -> None:
    def in_force(zone: tzinfo) -> list[tuple[timedelta | None, str | None]]:
        walls = [utc.replace(tzinfo=zone, fold=fold) for utc in around_both_changes]
        return [(wall.utcoffset(), wall.tzname()) for wall in walls]

    assert in_force(ZoneInfo(place)) == in_force(HERE)


@pytest.mark.one_in(5)
@pytest.mark.parametrize(
    "text", ["now", "20 min ago", "2:30", "1:30", "yesterday 2:30", "2026-03-29 02:30", "monday"]
)
def test_words_mean_the_same_in_this_zone_as_in_the_zone_database(
    place: str, around_both_changes: list[datetime], text: str
) -> None:
    some = around_both_changes[::3]
    expected = [read(text, utc.astimezone(ZoneInfo(place))) for utc in some]
    assert expected == [read(text, utc.astimezone(HERE)) for utc in some]


def test_a_zone_alone_has_no_offset_and_tells_no_part_of_it() -> None:
    assert (None, None, None) == (HERE.utcoffset(None), HERE.tzname(None), HERE.dst(None))
