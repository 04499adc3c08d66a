"""The backup of the day: after the first writing, whichever verb it was, and in nobody's way."""

import os
import time
from contextlib import closing
from datetime import timedelta

import pytest

from attune_cli.store.backup import daily
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import connect
from attune_cli.store.files import locked
from attune_cli.store.home import Home
from attune_cli.store.integrity import contents_of_file
from conftest import NOW, without_privileges
from damage import past_the_triggers
from terminal import PATIENCE_SECONDS

pytestmark = pytest.mark.usefixtures("no_journal")

LOG = ("log", "hurt", "comfort", "yes")
TOMORROW = NOW + timedelta(days=1)


def held(home: Home) -> list[int]:
    """Return how many moments each daily backup holds, the oldest first."""
    found = reversed(find_backups(home))
    return [contents_of_file(one.path).moments for one in found if one.why is Why.DAILY]


def grow(home: Home) -> None:
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute("UPDATE moments SET note = ?", ("x" * 2 * daily.AT_ONCE,))


@pytest.mark.parametrize(
    "verb",
    [LOG, ("child", "add", "ada"), ("reflect", "-m", "a"), ("tips", "keep", "any-like-a-friend")],
    ids=" ".join,
)
def test_the_first_writing_of_a_day_is_backed_up_whichever_verb_it_was(home, attune, verb):
    assert (0, 1) == (attune(*verb)[0], len(held(home)))


def test_each_day_has_one_from_its_first_writing_on(home, attune):
    for at in (NOW, NOW, TOMORROW, TOMORROW):
        attune(*LOG, at=at)
    assert [1, 3] == held(home)


def test_of_a_day_of_many_the_one_that_stays_is_of_its_last_hours(home, attune):
    morning = NOW.replace(hour=6, minute=0)
    for hour in range(16):
        attune(*LOG, at=morning + timedelta(hours=hour))
    attune(*LOG, at=morning + timedelta(days=1))
    assert [13, 17] == held(home)


def test_looking_and_refusals_make_none(home, attune):
    attune(*LOG)
    for arguments in (("week",), ("log", "hrt"), ("log", "hurt", "@zoe"), ("today",)):
        attune(*arguments, at=TOMORROW)
    assert [1] == held(home)


def test_a_clock_that_was_ahead_for_once_keeps_no_backup_from_being_made(home, attune):
    for at in (NOW + timedelta(days=4000), NOW, NOW):
        attune(*LOG, at=at)
    assert [2, 1] == held(home)


def test_a_file_that_somebody_else_named_keeps_none_from_being_made(home, attune):
    home.backups.mkdir(parents=True)
    (home.backups / "zoo-daily.txt").touch()
    attune(*LOG)
    assert [1] == held(home)


def test_what_an_interrupted_one_left_is_swept(home, attune):
    attune(*LOG)
    left = home.backups / ".journal-20261123T170000Z-daily.db.99999999.new"
    left.touch()
    attune(*LOG, at=TOMORROW)
    assert ([1, 2], False) == (held(home), left.exists())


def test_a_damaged_journal_displaces_nothing_and_is_said_once_a_day(home, attune):
    attune(*LOG)
    with closing(connect(home)) as connection:  # an index that disagrees with its table
        connection.executescript(
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
            "'CREATE INDEX ix_moments_local_day ON moments (kind)' "
            "WHERE name = 'ix_moments_local_day'"
        )
    talk = [attune(*LOG, at=at)[2] for at in (TOMORROW, TOMORROW)]
    assert ([1], "") == (held(home), talk[1])
    assert ("Today’s backup was not made", True) == (
        talk[0][:27],
        "attune restore newest" in talk[0],
    )


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_where_none_can_be_made_the_verb_has_done_its_work_and_says_so(home, installed):
    home.backups.mkdir(parents=True)
    home.backups.chmod(0o500)
    try:
        ended = installed(*LOG, preexec_fn=without_privileges)
    finally:
        home.backups.chmod(0o700)
    assert (0, True) == (ended.returncode, ended.stdout.startswith("#1 · upset"))
    assert "Today’s backup was not made" in ended.stderr


def test_a_big_journal_is_copied_by_a_process_that_outlives_the_verb(home, attune, process):
    attune(*LOG, at=NOW - timedelta(days=1000))
    grow(home)
    ended = process(*LOG)
    deadline = time.monotonic() + PATIENCE_SECONDS
    # It is only looked at: whoever takes its lock meanwhile sends that process home.
    while len(find_backups(home)) < 2 and time.monotonic() < deadline:
        pass
    with locked(home.backups):  # which it holds to its end
        held_at_last = held(home)
    assert (0, "", [1, 2]) == (ended.returncode, ended.stderr, held_at_last)


def test_only_one_at_a_time_makes_it(home, attune):
    attune(*LOG)
    with locked(home.backups):
        code, _, talk = attune(*LOG, at=TOMORROW)
    assert (0, "", [1]) == (code, talk, held(home))
