"""The folder of backups: whole copies that replace nothing, and the few that rotate."""

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, timedelta

import pytest

import needs
from attune_cli.errors.journal import JournalDamaged
from attune_cli.store.backup.archive import back_up, find_backups, newest_good, rotate
from attune_cli.store.backup.copy import CopyDamaged, copy_pages, copy_to
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.restore import put_in_place
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.integrity import Contents, contents_of_file
from attune_cli.store.schema.beginning import begin
from conftest import NOW
from damage import past_the_triggers

pytestmark = pytest.mark.usefixtures("no_journal")

LOG = ("log", "hurt", "comfort", "yes")
STAMP = "journal-20261122T170000Z"


def damage(home: Home) -> None:
    content = bytearray(home.journal.read_bytes())
    content[8192:12288] = bytes(4096)
    home.journal.write_bytes(content)


def without_moments(home: Home) -> None:
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute("DELETE FROM moments")


def names(home: Home) -> list[str]:
    return sorted(path.name for path in home.backups.iterdir())


@needs.modes
def test_a_backup_is_the_whole_journal_for_its_owner_alone(home, attune):
    attune(*LOG)
    path = back_up(home, Why.BY_HAND, NOW)
    with closing(connect(home)) as one, closing(sqlite3.connect(path)) as other:
        assert list(one.iterdump()) == list(other.iterdump())
    assert [0o700, 0o600] == [stat.S_IMODE(p.stat().st_mode) for p in (home.backups, path)]


def test_a_backup_says_when_and_why_and_never_replaces_another(home):
    begin(home)
    whys = (Why.BY_HAND, Why.BY_HAND, Why.RESTORE, Why.FORGET)
    made = [back_up(home, why, NOW) for why in whys]
    endings = ["by-hand", "by-hand-2", "before-restore", "before-forget"]
    assert [f"{STAMP}-{ending}.db" for ending in endings] == [path.name for path in made]
    found = {backup.path: backup for backup in find_backups(home)}
    assert [(why, NOW) for why in whys] == [(found[p].why, found[p].taken_at) for p in made]


def test_a_damaged_journal_is_not_backed_up_and_leaves_no_half_of_one(home, attune):
    attune(*LOG)
    before = names(home) if home.backups.exists() else []
    damage(home)
    with pytest.raises(JournalDamaged):
        back_up(home, Why.BY_HAND, NOW)
    assert before == names(home)


def test_a_copy_that_is_refused_is_gone_again(home, tmp_path):
    begin(home)

    def refuse(_: sqlite3.Connection) -> None:
        raise CopyDamaged

    with closing(connect(home)) as source, pytest.raises(CopyDamaged):
        copy_to(source, tmp_path / "copy.db", check=refuse)
    assert [home.data.name] == [path.name for path in tmp_path.iterdir()]


def test_a_copy_waits_for_nobody_for_ever(home):
    begin(home)
    with (
        closing(connect(home)) as other,
        closing(connect(home._replace(patience=0.05))) as source,
        closing(sqlite3.connect(":memory:")) as target,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as raised:
            copy_pages(source, target)
    assert sqlite3.SQLITE_BUSY == raised.value.sqlite_errorcode


def test_a_file_tells_what_it_holds_or_nothing(home, attune):
    attune(*LOG, "--at", "yesterday")
    attune(*LOG)
    attune("reflect", "-m", "a")
    days = (date(2026, 11, 21), date(2026, 11, 22))
    assert Contents(2, 1, *days) == contents_of_file(home.journal)
    damage(home)
    assert contents_of_file(home.journal) is None
    assert contents_of_file(home.data / "nothing.db") is None


def test_the_newest_good_backup_is_found_behind_damaged_and_foreign_ones(home, attune):
    attune(*LOG)
    path = back_up(home, Why.BY_HAND, NOW + timedelta(days=1))
    (home.backups / "journal-20300101T000000Z-daily.db").write_bytes(path.read_bytes()[:5000])
    (home.backups / "recipes.db").write_text("eggs")
    (home.backups / "a list.txt").write_text("eggs")
    found = newest_good(home)
    assert (path, 1) == (found.backup.path, found.contents.moments)


def test_daily_backups_rotate_and_no_others_do(home):
    begin(home)
    for day in range(60):
        back_up(home, Why.DAILY, NOW + timedelta(days=day))
    back_up(home, Why.BY_HAND, NOW - timedelta(days=900))
    rotate(home, NOW + timedelta(days=60))
    daily = [backup for backup in find_backups(home) if backup.why is Why.DAILY]
    assert (11, True) == (len(daily), any("by-hand" in name for name in names(home)))


def test_backups_dated_ahead_by_a_wrong_clock_take_the_place_of_no_other(home):
    begin(home)
    for day in (*range(7), *range(365, 372)):
        back_up(home, Why.DAILY, NOW + timedelta(days=day))
    assert [] == rotate(home, NOW + timedelta(days=6))


def test_a_smaller_one_never_takes_the_place_of_a_bigger_one(home, attune):
    attune(*LOG)
    (bigger,) = (one.path for one in find_backups(home))
    without_moments(home)
    for day in range(1, 400, 9):
        name = f"journal-{NOW.astimezone(UTC) + timedelta(days=day):%Y%m%dT%H%M%SZ}-daily.db"
        (home.backups / name).write_bytes(home.journal.read_bytes())
    rotate(home, NOW + timedelta(days=400))
    assert bigger.exists()


def test_a_damaged_one_is_never_dropped_and_stands_for_no_day(home):
    begin(home)
    good = back_up(home, Why.DAILY, NOW)
    damaged = [f"journal-20261122T18000{n}Z-daily.db" for n in range(9)]
    for name in damaged:
        (home.backups / name).write_text("eggs")
    assert ([], sorted([good.name, *damaged])) == (rotate(home, NOW), names(home))


def test_an_empty_backup_is_the_best_only_where_there_is_no_other(home, attune):
    begin(home)
    empty = back_up(home, Why.RESTORE, NOW)
    assert empty == newest_good(home).backup.path
    attune(*LOG)
    fuller = back_up(home, Why.BY_HAND, NOW - timedelta(days=1))
    for backup in find_backups(home):
        if backup.why is Why.DAILY:
            backup.path.unlink()
    assert fuller == newest_good(home).backup.path


def test_of_a_journal_in_wal_a_copy_and_what_is_restored_from_it_are_not(home, attune):
    attune(*LOG)
    other = home.data / "other.db"
    shutil.copy(home.journal, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    put_in_place(home, other, NOW)
    path = back_up(home, Why.BY_HAND, NOW)
    found = []
    for file in (home.journal, path):
        with closing(sqlite3.connect(file)) as connection:
            found += connection.execute("PRAGMA journal_mode").fetchone()
    assert ["delete", "delete"] == found
    assert [] == [name for name in names(home) if not name.endswith(".db")]
