"""A clock that was wrong once: what it dated ahead is named, and never taken for the newest."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from attune_cli.store.backup.archive import find_backups, rotate
from conftest import BERLIN, NOW

pytestmark = pytest.mark.usefixtures("no_journal")

LOG = ("log", "hurt", "comfort", "yes")
AHEAD = datetime(2030, 1, 1, 10, tzinfo=BERLIN)
DAYS = 12


@pytest.fixture
def once_wrong(home, after):
    """Log once in 2030, then on many usual days."""
    after(log_in_a_wrong_year)
    return home


def log_in_a_wrong_year(attune):
    attune(*LOG, at=AHEAD)
    for day in range(DAYS):
        attune(*LOG, at=NOW - timedelta(days=DAYS - day))


def after_damage(home, attune) -> str:
    home.journal.write_bytes(b"Dear diary, " * 1000)
    return attune("list")[2]


def test_after_a_clock_was_wrong_the_backup_that_holds_most_is_offered(once_wrong, attune):
    said = after_damage(once_wrong, attune)
    # The backup of a day is of its first writing.
    assert (True, False) == (f"with {DAYS + 1} moments" in said, "2030" in said)
    assert 0 == attune("restore", "newest", "--yes")[0]
    assert DAYS + 1 == json.loads(attune("restore", "--json")[1])["journal"]["moments"]


def test_the_fullest_backup_and_the_newest_are_both_said_the_fullest_first(home, attune):
    for _ in range(6):
        attune(*LOG)
    attune("backup")
    attune("delete", "1", "2", "3", "4", "--yes")
    attune("backup", at=NOW + timedelta(days=1))
    said = " ".join(attune("list")[2].split())
    home.journal.write_bytes(b"")
    said = " ".join(attune("list", at=NOW + timedelta(days=2))[2].split())
    fullest, newest = said.index("with 6 moments"), said.index("with 2 moments")
    assert (True, True, True) == (
        fullest < newest,
        "attune restore 2" in said[:newest],
        said.index("attune restore newest") > newest,
    )
    attune("restore", "2", "--yes", at=NOW + timedelta(days=2))
    assert 6 == json.loads(attune("restore", "--json")[1])["journal"]["moments"]


def test_a_backup_that_is_dated_ahead_is_said_to_be_where_it_holds_most(home, attune):
    attune(*LOG)
    attune(*LOG)
    attune("backup", at=AHEAD)
    said = " ".join(after_damage(home, attune).split())
    assert "1 Jan 2030 09:00, which is ahead of today’s date, with 2 moments" in said
    assert "The newest is from Sun 22 Nov 2026 17:00, with 1 moment" in said


@pytest.mark.usefixtures("once_wrong")
def test_the_list_of_backups_has_what_is_dated_ahead_at_its_end(attune):
    page = attune("restore")[1]
    first, *_, last = [
        line for line in page.splitlines() if line.startswith("  ") and " · " in line
    ]
    assert "last what is dated ahead" in page
    assert ("2030" in last, "2030" in first.split(" · ")[1]) == (True, False)


@pytest.mark.usefixtures("once_wrong")
def test_doctor_names_what_is_dated_ahead(attune):
    rows = json.loads(attune("doctor", "--json")[1])["findings"]
    (found,) = [one for one in rows if one["check"] == "clock"]
    assert "look" == found["state"]
    for named in ("moment #1 of 1 Jan 2030", "change “log #1” of", "backup of 1 Jan 2030"):
        assert named in found["text"]
    assert "attune edit 1 --at" in found["do"]


def test_without_such_a_clock_nothing_is_ahead_even_east_of_here(attune):
    east = NOW.astimezone(ZoneInfo("Pacific/Kiritimati"))  # it is tomorrow
    attune(*LOG, at=east)
    attune(*LOG, "--at", "today", at=east)
    rows = json.loads(attune("doctor", "--json")[1])["findings"]
    assert ["ok"] == [one["state"] for one in rows if one["check"] == "clock"]


def test_a_clock_that_jumps_ahead_once_makes_no_backup_old(home, attune):
    for day in range(6):
        at = NOW + timedelta(days=day)
        attune(*LOG, at=at)
        attune("restore", "newest", "--yes", at=at)  # keeps what it replaces for a year
    before = {one.path for one in find_backups(home) if "restore" in one.path.name}
    attune(*LOG, at=AHEAD)
    rotate(home, AHEAD)
    assert before == {one.path for one in find_backups(home) if "restore" in one.path.name}


@pytest.mark.usefixtures("once_wrong")
def test_a_moment_that_was_dated_anew_is_ahead_no_more(attune):
    assert 0 == attune("edit", "1", "--at", "yesterday 10:00")[0]
    rows = json.loads(attune("doctor", "--json")[1])["findings"]
    (found,) = [one for one in rows if one["check"] == "clock"]
    assert ("moment" in found["text"], "backup of 1 Jan 2030" in found["text"]) == (False, True)


@pytest.mark.parametrize("by", ["week", "month"])
@pytest.mark.usefixtures("once_wrong")
def test_a_trend_ends_with_the_present_whatever_is_dated_ahead(attune, by):
    points = json.loads(attune("trend", "--by", by, "--json")[1])["points"]
    rated = sum(point["rated"] for point in points)
    assert (DAYS, True) == (rated, points[-1]["from"] <= NOW.date().isoformat())
