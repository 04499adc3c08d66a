"""Time `attune list`, `show` and `search` in a large journal beside the same in a small one.

What they take beyond that may be 0.4 s. Run in tests/, on a quiet machine:

    python -m bench.finding --rounds 11 --size 1000000 --cache FOLDER
"""

import argparse
import shlex
import tempfile
from pathlib import Path
from statistics import median

from bench.cold_start import SMALL, Case, filled, measured
from bench.processes import ATTUNE, environment, timed

SECONDS_MORE = 0.4
LOOKED_FOR = (
    "list", "list --limit 500", "list --cue hurt", "list --cue letdown --sensitive no",
    "list --response frighten --child ada --caregiver Noor", "list --tag never", "list --unrated",
    "list --not-yet", "list --kind repair --state alone --from 2012 --to 2013", "list --prompted",
    "list --json --limit 50", "show last", "show 1 2", "search swing", "search never",
    "search a", "search s t", "search pain", "search '\"big dog\"'", "search 公園", "search 😀",
    "search the --sensitive no --child ada",
)  # fmt: skip


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--size", type=int, default=1_000_000, help="moments")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the filled journals")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = (asked.cache or Path(folder)).absolute()
        homes = [filled(SMALL, Path(folder)), filled(asked.size, cache)]
        cases = [_case(line, home) for line in LOOKED_FOR for home in homes]
        samples = measured(cases, asked.rounds)
    print(
        f"{'of ' + format(asked.size, ',') + ' moments':56}{'small':>9}{'large':>9}{'more':>9}  MiB"
    )
    for line in LOOKED_FOR:
        small, large = (samples[_name(line, home)] for home in homes)
        one, two = (median(sample.seconds for sample in some) for some in (small, large))
        verdict = "within" if two - one <= SECONDS_MORE else "over"
        peak = max(sample.peak for sample in large) / 2**20
        print(f"{line:56}{one:8.3f}s{two:8.3f}s{two - one:8.3f}s{peak:5.0f}  {verdict}")


def _case(line: str, home: Path) -> Case:
    command = (ATTUNE, *shlex.split(line))
    return Case(_name(line, home), lambda: timed(command, environment(home)))


def _name(line: str, home: Path) -> str:
    return f"{line} in {home.name}"


if __name__ == "__main__":
    main()
