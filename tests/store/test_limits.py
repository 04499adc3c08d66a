"""How much, how long and how many: limits that a person relies on, written out."""

import shutil
from contextlib import closing
from datetime import timedelta
from threading import Thread

import pytest

from attune_cli.errors.journal import JournalTrouble
from attune_cli.store.backup.archive import back_up, find_backups, rotate
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.restore import put_in_place
from attune_cli.store.connection import connect
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people
from attune_cli.store.tip_marks import noted
from conftest import NOW
from damage import past_the_triggers
from journals import let_others_run, stored

OPEN = "It is not too late to come back to"
THE_WEEK = ("--from", "2026-11-16", "--to", "2026-11-22")


@pytest.mark.parametrize(("days", "is_said"), [(13, True), (14, True), (15, False)])
def test_a_week_says_for_fourteen_days_that_it_is_not_too_late(attune, days, is_said):
    attune("log", "hurt", "missed", "no")
    _, page, _ = attune("look", *THE_WEEK, at=NOW + timedelta(days=days))
    assert is_said == (OPEN in " ".join(page.split()))


@pytest.mark.parametrize("why", [Why.UPGRADE, Why.RESTORE, Why.FORGET])
def test_a_backup_before_a_great_change_is_kept_for_a_year(home, begun, why):
    made = [back_up(begun, why, NOW - timedelta(days=days)) for days in (400, 360, 3, 2, 1)]
    assert [made[0]] == rotate(home, NOW)
    assert set(made[1:]) == {one.path for one in find_backups(home)}


def test_five_moments_a_day_of_four_weeks_are_all_looked_at_for_tips(home, attune):
    attune("log", "hurt")
    with closing(connect(home)) as connection, past_the_triggers(connection):
        columns = [row[1] for row in connection.execute("PRAGMA table_info(moments)")]
        other = {
            "id": "NULL",
            "uid": "uid || '-' || :number",
            "local_day": "date(local_day, '-' || (:number / 5) || ' days')",
        }
        values = ", ".join(other.get(column, f'"{column}"') for column in columns)
        connection.executemany(
            f"INSERT INTO moments SELECT {values} FROM moments WHERE id = 1",
            [{"number": number} for number in range(1, 140)],
        )
        assert 140 == len(noted(connection, NOW.date()).moments)


def test_a_restore_while_somebody_writes_changes_and_keeps_nothing(home, attune, tmp_path):
    attune("log", "hurt")
    source = shutil.copy(home.journal, tmp_path / "source.db")
    before = [one.path for one in find_backups(home)]
    with closing(connect(home)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalTrouble):
            put_in_place(home._replace(patience=0.1), source, NOW)
        other.execute("COMMIT")
    assert before == [one.path for one in find_backups(home)]


@pytest.mark.usefixtures("no_journal")
def test_a_restore_waits_for_whoever_is_writing(attune, home):
    attune("log", "hurt")
    (backup,) = (one.path for one in find_backups(home))
    source = shutil.copy(backup, home.data.parent / "source.db")
    other = Thread(target=put_in_place, args=(home, source, NOW))
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
        other.start()
        let_others_run()
    other.join()
    assert ([1], {}) == ([one.number for one in stored(home)], children(home))


def children(home) -> dict:
    with reading(home) as connection:
        return read_people(connection).children
