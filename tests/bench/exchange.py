"""How fast moments leave as JSON Lines and come in again, and how much memory that takes.

Each figure is the median of some runs, each in a process of its own, beside its processor time and
the most memory that it held. Run in tests/:

    python -m bench.exchange --moments 20000 100000 --times 3
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from attune_cli.store.home import Home
from bench.fill import fill

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
YEARS = 20
MIB = 2**20
PROGRAM = """
import gc
import sys
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.home import Home
now = datetime(2026, 11, 22, 18, tzinfo=UTC)
gc.set_threshold(100_000)  # as attune does
code = main(sys.argv[2:], Attune(Home.at(Path(sys.argv[1])), clock=lambda: now))
used = getrusage(RUSAGE_SELF)
most = used.ru_maxrss  # on Linux also of the process that started this one
status = Path("/proc/self/status")
for line in status.read_text().splitlines() if status.exists() else ():
    if line.startswith("VmHWM:"):
        most = int(line.split()[1])
print(used.ru_utime + used.ru_stime, most)
sys.exit(code)
"""


class Run(NamedTuple):
    """A run: seconds, seconds of the processor, bytes of memory at most."""

    seconds: float
    processor: float
    memory: int


def measured(home: Home, arguments: Sequence[str]) -> Run:
    """Run attune in a process of its own.

    Raises:
        CalledProcessError: it did not end well.
    """
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home.data), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        encoding="utf-8",
    )
    seconds = time.perf_counter() - begun
    processor, memory = ended.stdout.split()[-2:]
    return Run(seconds, float(processor), int(memory) * 1024)


def row(name: str, moments: int, runs: Sequence[Run]) -> str:
    """Return a line of the table."""
    seconds = median(run.seconds for run in runs)
    processor = median(run.processor for run in runs)
    memory = max(run.memory for run in runs) / MIB
    return (
        f"{name:24}{moments:>10,}{seconds:9.2f} s{moments / seconds:12,.0f}/s"
        f"{processor:9.2f} s{moments / processor:12,.0f}/s{memory:8.0f} MiB"
    )


def bench(folder: Path, moments: int, times: int, *, is_again: bool) -> None:
    """Export a journal, and import it into a new one; print a line for each."""
    full, file = Home.at(folder / "full"), folder / "moments.jsonl"
    fill(full, moments, YEARS, NOW)
    for form in ("jsonl", "journal"):
        export = ["export", "--format", form, "-o", str(file), "--force"]
        print(row(f"export {form}", moments, [measured(full, export) for _ in range(times)]))
        runs, again = [], []
        for turn in range(times):
            new = Home.at(folder / f"new-{turn}")
            runs.append(measured(new, ["import", str(file), "--yes"]))
            if is_again:
                again.append(measured(new, ["import", str(file), "--yes"]))
            shutil.rmtree(new.data, ignore_errors=True)  # a backup may be made still
        print(row(f"import {form}", moments, runs))
        if again:
            print(row(f"import {form} again", moments, again))


def main() -> None:
    """Measure, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--again", action="store_true", help="import each file a second time, too")
    parser.add_argument("--folder", type=Path, help="where to, in place of the temporary folder")
    asked = parser.parse_args()
    print(f"{'':24}{'moments':>10}{'time':>11}{'':14}{'processor':>11}{'':14}{'memory':>12}")
    for moments in asked.moments:
        with tempfile.TemporaryDirectory(dir=asked.folder, ignore_cleanup_errors=True) as folder:
            bench(Path(folder), moments, asked.times, is_again=asked.again)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
