"""Each thing that the doctor looks at is seen where it is wrong."""

import os
import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from attune_cli.core.finding import Check, State
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.check.journal import check_journal
from attune_cli.store.check.surroundings import backups, space
from attune_cli.store.connection import connect
from conftest import NOW
from damage import past_the_triggers

LOG = ("log", "hurt", "comfort", "yes", "@ada")
LATER = NOW + timedelta(days=3)


def by_hand(home, statement: str) -> None:
    """Change the file as no attune would."""
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount > 0


def wrong(home) -> list[tuple[Check, State]]:
    return [(one.check, one.state) for one in check_journal(home) if one.state is not State.OK]


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("moment #1", "UPDATE moments SET kind = 'eggs'"),
        ("moment #1", "UPDATE moment_words SET word = x'41'"),
        ("moment #1", "UPDATE moment_children SET position = 'eggs'"),
        ("answer #1", "UPDATE answers SET week = 'eggs'"),
        ("child #1", "UPDATE children SET born = 'eggs'"),
        ("caregiver #1", "UPDATE caregivers SET name = x'41'"),
        ("tip that is marked #1", "UPDATE tip_marks SET mark = 'eggs'"),
        ("change #1", "UPDATE changes SET what = x'41'"),
        ("rows point at nothing", "DELETE FROM children"),
    ],
)
def test_what_means_nothing_is_found_in_each_table(home, attune, what, statement):
    attune("child", "add", "ada")
    attune(*LOG)
    attune("reflect", "-m", "we sang")
    attune("tips", "keep", "any-like-a-friend")
    assert [] == wrong(home)
    by_hand(home, statement)
    (found,) = [one for one in check_journal(home) if one.check is Check.CONTENT]
    assert (State.BROKEN, True) == (found.state, what in found.text)


def test_a_journal_of_a_newer_attune_is_told(home, attune):
    attune("log", "hurt")
    by_hand(home, "UPDATE alembic_version SET version_num = '9999'")
    assert [(Check.SCHEMA, State.BROKEN)] == wrong(home)


def test_too_little_space_for_a_copy_is_told(home, attune):
    attune("log", "hurt")
    assert State.OK is space(home).state
    os.truncate(home.journal, shutil.disk_usage(home.data).free)  # of which nothing is taken
    assert State.LOOK is space(home).state


def test_a_newest_backup_that_is_days_older_than_the_journal_is_told(home, attune):
    attune("log", "hurt")
    attune("log", "hurt", at=LATER)
    find_backups(home)[0].path.unlink()
    os.utime(home.journal, (LATER.timestamp(), LATER.timestamp()))
    found = backups(home, LATER)
    assert (State.LOOK, True) == (found.state, "days older than the journal" in found.text)
