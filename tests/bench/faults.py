"""Kill attune at random system calls, fill its disk, damage its files: is anything lost?

Each run starts from a copy of the same journal. After a kill the journal must be sound and either
as it was or as the whole run leaves it, and the latter where the run had said so; after a full disk
likewise, with a sentence and no traceback. A damaged file must lead to a sentence that names a way
back, or to the very moments that were there. Ends with exit code 1 if anything was lost. Linux
only. Run in tests/:

    python -m bench.faults --kills 2000 --full 400 --damaged 500
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.cut_short import Bench, Outcome
from bench.damages import damaged_files
from bench.scenarios import SCENARIOS
from bench.traced import can_trace

MOST_SHOWN = 12  # problems of a kind


def show(outcomes: dict[str, Outcome]) -> None:
    """Print a line for each outcome, then every problem."""
    print(f"{'':34}{'runs':>8}{'cut':>8}{'done':>8}{'problems':>10}{'time':>10}")
    for name, (runs, cut, done, problems, seconds) in outcomes.items():
        print(f"{name:34}{runs:8}{cut:8}{done:8}{len(problems):10}{seconds:8.1f} s")
    for name, outcome in outcomes.items():
        for problem in outcome.problems[:MOST_SHOWN]:
            print(f"{name}: {problem}")


def main() -> None:
    """Do it all, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000, help="over all kinds of runs")
    parser.add_argument("--full", type=int, default=400, help="full disks, over all kinds of runs")
    parser.add_argument("--damaged", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if not can_trace():
        sys.exit("This system doesn’t let a process be traced.")
    outcomes = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name, scenario in SCENARIOS.items():
            each = -(-asked.kills // len(SCENARIOS))
            outcomes[f"killed: {name}"] = bench.kills(scenario, each, asked.seed)
        for name, scenario in SCENARIOS.items():
            each = -(-asked.full // len(SCENARIOS))
            outcomes[f"no room: {name}"] = bench.full_disks(scenario, each, asked.seed)
        outcomes["damaged"] = damaged_files(bench, asked.damaged, asked.seed)
    show(outcomes)
    sys.exit(any(outcome.problems for outcome in outcomes.values()))


if __name__ == "__main__":
    main()
