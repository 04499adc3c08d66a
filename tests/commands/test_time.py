"""Time as people meet it: travel, nights, an hour lived twice, clocks set back, unknown hours."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

import pytest

from attune_cli.core.time.period import tiles, week_of
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.moments import window
from conftest import BERLIN, NOW
from core.factory import moment
from journals import stored

KATHMANDU, NEW_YORK = ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")
VIEWS = [
    [], ["today"], ["week"], ["week", "--explain"], ["month"], ["look"], ["trend"], ["patterns"],
    ["reflections"], ["tips", "--age", "toddler"], ["list"], ["search", "told_no"],
]  # fmt: skip


def at(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def seen(attune, *arguments, now=NOW):
    code, out, err = attune(*arguments, "--json", at=now)
    assert (0, "") == (code, err)
    return json.loads(out)


def logged(attune, day: str, now=NOW) -> int:
    return seen(attune, "week", "--of", day, now=now)["distress"]["logged"]


def times(home) -> list[tuple[str | None, str]]:
    """Return of each moment its instant, where it is known, and its day, in order of numbers."""
    return [(m.occurred_at and m.occurred_at.isoformat(), str(m.local_day)) for m in stored(home)]


def test_a_moment_keeps_its_offset_and_its_day_wherever_it_is_looked_at(attune, home):
    attune("log", "hurt", at=at("2026-11-23 00:30", KATHMANDU))
    assert [("2026-11-23T00:30:00+05:45", "2026-11-23")] == times(home)
    there = at("2026-11-22 14:00", NEW_YORK)  # 15 minutes later, on the Sunday of the week before
    last = seen(attune, "today", now=there)["last"]
    assert ("2026-11-23T00:30:00+05:45", "2026-11-23") == (last["occurred_at"], last["local_day"])
    assert [0, 1] == [logged(attune, day, there) for day in ("2026-11-22", "2026-11-23")]


def test_what_happened_at_another_offset_says_so(attune):
    _, out, _ = attune("log", "hurt", "--at", "2026-11-22 07:30-05:00")
    assert "today 07:30 (UTC-0500)" in out


@pytest.mark.parametrize(
    ("said", "echoed"),
    [
        ("monday 8am", "Mon 16 Nov 08:00"),
        ("sunday 8pm", "Sun 15 Nov 20:00"),
        ("last night", "yesterday at night"),
        ("before bed yesterday", "yesterday in the evening"),
        ("at lunch", "today around midday"),
        ("around 5", "today 17:00"),
        ("20 min ago", "today 17:40"),
        ("31 dec 2025 noon", "Wed 31 Dec 2025 12:00"),
    ],
)
def test_the_past_is_preferred_and_what_was_understood_is_echoed(attune, said, echoed):
    assert f"#1 · upset · {echoed} · bumped" in attune("log", "hurt", "--at", said)[1]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at("2026-11-23 00:10", KATHMANDU), "2026-11-23"),  # UTC: the day before
        (at("2026-11-22 23:50", NEW_YORK), "2026-11-22"),  # UTC: the day after
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), "2026-11-22"),
    ],
    ids=str,
)
def test_today_is_the_day_of_the_place_not_that_of_utc(attune, home, now, day):
    attune("log", "hurt", at=now)
    attune("log", "hurt", "--at", "today", at=now)
    assert [day, day] == [str(m.local_day) for m in stored(home)]
    assert 2 == seen(attune, "today", now=now)["week"]["distress"]["logged"]
    assert 2 == seen(attune, "look", "--from", "today", now=now)["distress"]["logged"]


def test_the_file_holds_utc_and_the_offset_in_minutes(attune, home):
    attune("log", "hurt", at=at("2026-11-23 00:30", KATHMANDU))
    with closing(sqlite3.connect(home.journal)) as file:
        row = file.execute("SELECT occurred_at, occurred_offset, local_day FROM moments").fetchone()
    assert ("2026-11-22 18:45:00", 345, "2026-11-23") == (row[0][:19], *row[1:])


def test_an_hour_that_comes_twice_is_logged_twice_in_its_order(attune, home):
    attune("log", "hurt", at=at("2026-10-25 02:30"))
    attune("log", "scared", at=at("2026-10-25 02:30", fold=1))
    attune("log", "hurt", "--at", "2:30", at=at("2026-10-25 02:45", fold=0))
    attune("log", "hurt", "--at", "2:30", at=at("2026-10-25 02:45", fold=1))
    first, second = "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"
    assert [(time, "2026-10-25") for time in (first, second, first, second)] == times(home)
    before, after, *_ = (m.occurred_at for m in stored(home))
    assert timedelta(hours=1) == after - before
    assert 4 == logged(attune, "2026-10-25")


@pytest.mark.parametrize("hour", [0, 1, 4, 5, 12, 23])
def test_last_night_is_the_night_that_began_yesterday_at_any_hour(attune, home, hour):
    now = at(f"2026-11-20 {hour:02}:05")
    attune("log", "hurt", "--at", "last night", at=now)
    attune("log", "hurt", "--at", "last night 23:00", at=now)
    attune("log", "hurt", "--at", "last night 0:05", at=now)
    midnight = "2026-11-20T00:05:00+01:00"  # has come at any of these hours
    assert [
        (None, "2026-11-19"), ("2026-11-19T23:00:00+01:00", "2026-11-19"), (midnight, midnight[:10])
    ] == times(home)  # fmt: skip


def test_every_moment_of_a_year_is_in_exactly_one_week_whenever_weeks_begin(begun):
    random, new_year = Random(0), datetime(2028, 1, 1, tzinfo=BERLIN)
    instants = [
        (new_year + timedelta(hours=6 * quarter, minutes=random.randrange(360))).replace(
            tzinfo=random.choice((BERLIN, KATHMANDU, NEW_YORK))
        )
        for quarter in range(366 * 4)
    ]
    with journal(begun) as opened:
        opened.add(
            moment(uid=f"{n}", number=None, children=(), local_day=at_.date(), occurred_at=at_)
            for n, at_ in enumerate(instants)
        )
    first, last = date(2028, 1, 1), date(2028, 12, 31)
    with reading(begun) as connection:
        for weekday in range(7):
            weeks = tiles(first, last, partial(week_of, first_weekday=weekday))
            found = [m.uid for week in weeks for m in window(connection, week).moments]
            assert [f"{n}" for n in range(len(instants))] == sorted(found, key=int)


@pytest.fixture
def set_back(begun, attune):  # noqa: ARG001 it is there
    """Log on Sunday evening, then on the Friday before: the clock was set back by two days."""
    attune("log", "hurt", "comfort", "yes", at=NOW)
    attune("log", "told_no", "punish", "no", at=NOW)
    before = NOW - timedelta(days=2, hours=3)
    attune("log", "scared", "stay", "partly", at=before)
    return lambda *arguments: attune(*arguments, at=before)


def test_a_clock_set_back_loses_nothing_and_nothing_is_from_memory(set_back, home):
    reflection = json.loads(set_back("week", "--json")[1])
    assert (3, 0) == (reflection["distress"]["logged"], reflection["from_memory"])
    moments = stored(home)
    assert ([1, 2, 3], 3, True) == (
        [m.number for m in moments],
        len({m.uid for m in moments}),
        moments[-1].logged_at < moments[0].logged_at,
    )
    last = json.loads(set_back("today", "--json")[1])["last"]
    assert (3, "2026-11-20T15:00:00+01:00") == (last["number"], last["occurred_at"])


def test_every_view_works_while_the_clock_is_set_back(set_back):
    ended = [(view, *set_back(*view)) for view in VIEWS]
    assert [] == [(view, code) for view, code, page, _ in ended if code or not page]


def test_what_lies_ahead_of_the_clock_is_shown_with_its_day(attune):
    attune("log", "told_no", "punish", "no", at=NOW)
    before = NOW - timedelta(days=8)
    assert "Logged last: #1 · upset · Sun 22 Nov 18:00" in attune("today", at=before)[1]
    assert [0, 1] == [logged(attune, day, before) for day in ("2026-11-14", "2026-11-22")]
    assert [] == seen(attune, "trend", now=before)["points"]  # as look, it ends today


def test_where_only_the_day_is_known_no_view_tells_an_hour(attune):
    logs = [["hurt", "comfort", "yes"], ["told_no", "punish", "no"], ["floor"], ["sorry"]]
    runs = [["log", *words, "--at", "yesterday evening"] for words in logs]
    runs += [["reflect", "-m", "so it was"], *VIEWS]
    ended = [(run, *attune(*run)) for run in runs]
    told = [(run, code, bool(page), re.findall(r"\d:\d\d", page)) for run, code, page, _ in ended]
    assert [(run, 0, True, []) for run in runs] == told


def test_where_only_the_day_is_known_json_has_no_hour(attune):
    for day in range(10, 20):
        attune("log", "told_no", "punish", "no", "--at", f"2026-11-{day}")
    last = seen(attune, "today")["last"]
    assert (None, "2026-11-19", False) == (
        last["occurred_at"], last["local_day"], last["time_known"],
    )  # fmt: skip
    instants = re.findall(r'"(\w+)": "[\d-]+T', json.dumps([last, seen(attune, "week")]))
    assert ["logged_at"] == instants
    cells = {cell["by"] for cell in seen(attune, "patterns")["sensitive"]["cells"]}
    assert ("weekday" in cells, "part_of_day" in cells) == (True, False)


def test_the_part_of_the_day_that_is_said_is_kept_shown_counted_and_edited(attune, home):
    for day in range(16, 22):
        attune("log", "told_no", "punish", "no", "--at", f"2026-11-{day} evening")
    cells = [
        (cell["cell"], cell["n"])
        for cell in seen(attune, "patterns")["sensitive"]["cells"]
        if cell["by"] == "part_of_day"
    ]
    assert [("evening", 6)] == cells
    assert "#6  evening · upset" in attune("list")[1]
    assert "Sat 21 Nov 2026, in the evening" in attune("show", "6")[1]
    attune("edit", "6", "--at", "2026-11-21 at 8")
    attune("edit", "5", "--without", "time")
    attune("edit", "4", "--at", "after lunch yesterday")
    moments = stored(home)[3:]
    assert [("2026-11-21", "afternoon"), ("2026-11-20", None), ("2026-11-21", None)] == [
        (str(one.local_day), one.part_of_day) for one in moments
    ]
    assert 8 == moments[2].occurred_at.hour
    attune("undo")
    attune("undo")
    assert "evening" == stored(home)[4].part_of_day


def test_the_day_of_a_clock_change_is_one_day(attune):
    for text in ("00:00", "01:59", "02:30", "03:00", "23:59"):  # 02:30 was skipped
        attune("log", "hurt", "--at", f"2026-03-29 {text}")
    attune("log", "hurt", "--at", "2026-03-28 23:59")
    attune("log", "hurt", "--at", "2026-03-30 00:00")
    days = [
        seen(attune, "look", "--from", day, "--to", day)["distress"]["logged"]
        for day in ("2026-03-28", "2026-03-29", "2026-03-30")
    ]
    assert [1, 5, 1] == days
