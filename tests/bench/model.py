"""Run thousands of random sequences of changes against the model in memory; tests/machine.py.

Each sequence ends with an undo of everything, after which the first journal must be there again,
row by row. Ends with exit code 1, and the shortest sequence found, if they disagree. Run in tests/:

    python -m bench.model --sequences 10000 --steps 12 --processes 2
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from machine import JournalMachine


def sequences(count: int, steps: int, start: int) -> int:
    """Run some sequences, and return how many steps they took.

    Raises:
        AssertionError: the journal and the model disagree.
    """
    taken = 0

    @seed(start)
    class Counted(JournalMachine):
        @invariant()
        def counts(self) -> None:
            nonlocal taken
            taken += 1

    run_state_machine_as_test(
        Counted,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return taken


def main() -> None:
    """Run them, in several processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=12, help="at most, in a sequence")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    start, each = time.perf_counter(), -(-asked.sequences // asked.processes)
    with ProcessPoolExecutor(asked.processes) as pool:
        seeds = range(asked.seed, asked.seed + asked.processes)
        runs = [pool.submit(sequences, each, asked.steps, number) for number in seeds]
        taken = sum(run.result() for run in runs)
    seconds = time.perf_counter() - start
    print(f"{each * asked.processes} sequences, {taken} states compared, none differs", end="; ")
    print(f"{seconds:.0f} s")
    sys.exit(0)


if __name__ == "__main__":
    main()
