"""What was acknowledged survives: the benchmark of kills, small enough for every run."""

from bench.kills import first_writers, killed_first_runs, killed_runs, writers


def test_runs_killed_at_random_moments_lose_and_double_nothing(tmp_path):
    assert killed_runs(tmp_path / "home", runs=15, seed=1).problems == ()


def test_first_runs_killed_while_they_make_the_journal_leave_one_that_works(tmp_path):
    assert killed_first_runs(tmp_path, runs=4, seed=2).problems == ()


def test_many_who_write_at_once_lose_and_double_nothing(tmp_path):
    assert writers(tmp_path / "home", processes=4, logs=6).problems == ()


def test_many_who_begin_a_journal_at_once_lose_and_double_nothing(tmp_path):
    assert first_writers(tmp_path, processes=4, times=2).problems == ()
