"""What was acknowledged survives: the benchmark of kills, small enough for every run."""

import random
import subprocess
from contextlib import suppress

import pytest

from attune_cli.store.backup.archive import find_backups
from journals import stored
from tries import tries

pytest.importorskip("pty", reason="this system has no pseudo-terminals", exc_type=ImportError)
from bench.kills import first_writers, killed_first_runs, killed_runs, writers
from bench.processes import ATTUNE, environment


@pytest.mark.usefixtures("no_journal")  # so that the backup is of the moment that is logged
def test_a_restore_over_a_damaged_journal_that_is_killed_leaves_it_or_the_new_one(home, attune):
    attune("log", "hurt")
    (daily,) = find_backups(home)
    before = bytes(9000)
    rng = random.Random(3)
    for _ in range(tries(4)):
        home.journal.write_bytes(before)
        restoring = subprocess.Popen(
            [ATTUNE, "restore", daily.path.name, "--yes"],
            env=environment(home.data),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with suppress(subprocess.TimeoutExpired):
            restoring.wait(rng.uniform(0.04, 0.12))
        restoring.kill()
        restoring.wait()
        assert home.journal.read_bytes() == before or len(stored(home)) == 1


def test_runs_killed_at_random_moments_lose_and_double_nothing(tmp_path):
    assert killed_runs(tmp_path / "home", runs=tries(10), seed=1).problems == ()


def test_first_runs_killed_while_they_make_the_journal_leave_one_that_works(tmp_path):
    assert killed_first_runs(tmp_path, runs=2, seed=2).problems == ()


def test_many_who_write_at_once_lose_and_double_nothing(tmp_path):
    assert writers(tmp_path / "home", processes=3, logs=3).problems == ()


def test_many_who_begin_a_journal_at_once_lose_and_double_nothing(tmp_path):
    assert first_writers(tmp_path, processes=4, times=1).problems == ()
