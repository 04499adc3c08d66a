"""What was acknowledged survives kills and full disks: the bench of faults, in small."""

import pytest

from tries import tries

pytest.importorskip("resource", reason="this system limits no process", exc_type=ImportError)
from bench.cut_short import Bench
from bench.damages import damaged_files
from bench.scenarios import SCENARIOS
from bench.traced import can_trace


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults"))


@pytest.mark.one_in(3)
@pytest.mark.skipif(not can_trace(), reason="this system lets no process be traced")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_killed_at_any_system_call_is_done_whole_or_not_at_all(bench, name):
    assert () == bench.kills(SCENARIOS[name], times=2, seed=1).problems


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_without_room_on_the_disk_is_done_whole_or_refused_with_a_sentence(bench, name):
    assert () == bench.full_disks(SCENARIOS[name], times=1, seed=2).problems


def test_a_damaged_journal_is_told_with_a_way_back_that_leads_back(bench):
    assert () == damaged_files(bench, times=tries(28), seed=3).problems
