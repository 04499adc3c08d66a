"""A big backup is looked through once, and anew where its file is another by any sign."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attune_cli.store.backup.archive import back_up, checked_backups
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.proved import BIG, NAME, proving, remember
from attune_cli.store.home import Home
from attune_cli.store.integrity import Contents
from conftest import NOW

EMPTY = Contents(0, 0, None, None)


@pytest.fixture
def backup(begun: Home) -> Path:
    return back_up(begun, Why.BY_HAND, NOW)


def seen(home: Home, path: Path, *, anew: bool = False) -> Contents | None:
    with proving(home.backups, anew=anew, big=0) as contents:
        return contents(path)


def damage(path: Path) -> None:
    """Damage a table in which nothing is, so that only a look at the whole file finds it."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'tip_marks'"
        (page,) = connection.execute(query).fetchone()
    before = path.stat()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_backup_that_was_proved_is_not_looked_through_again(begun, backup):
    first = seen(begun, backup)
    damage(backup)
    assert (EMPTY, EMPTY) == (first, seen(begun, backup))


def test_one_is_looked_through_where_it_has_another_time_or_that_is_wanted(begun, backup):
    seen(begun, backup)
    damage(backup)
    found = seen(begun, backup, anew=True)
    os.utime(backup)
    assert (None, None) == (found, seen(begun, backup))


def test_a_damaged_one_is_never_remembered(begun, backup):
    damage(backup)
    assert (None, None) == (seen(begun, backup), seen(begun, backup))


def test_what_was_proved_of_others_stays_and_what_is_gone_goes(begun, backup):
    other = back_up(begun, Why.BY_HAND, NOW)
    seen(begun, backup)
    seen(begun, other)
    backup.unlink()
    seen(begun, other)
    assert [other.name] == [
        line.split("\t")[0] for line in (begun.backups / NAME).read_text("utf-8").splitlines()
    ]


def test_a_file_that_somebody_changed_proves_nothing(begun, backup):
    (begun.backups / NAME).write_text("eggs\n\n", "utf-8")
    damage(backup)
    assert None is seen(begun, backup)


def test_what_was_looked_through_as_it_was_made_is_not_looked_through_again(begun, backup):
    remember(backup, big=0)
    damage(backup)
    assert EMPTY == seen(begun, backup)


def test_after_forgetting_no_file_says_which_backups_there_were(begun, backup, attune):
    remember(backup, big=0)
    attune("forget", "--all", "--yes")
    assert not (begun.backups / NAME).exists()


def test_a_small_backup_leaves_no_file_beside_it(begun, backup):
    assert [EMPTY] == [one.contents for one in checked_backups(begun)]
    assert (True, False) == (backup.stat().st_size < BIG, (begun.backups / NAME).exists())
