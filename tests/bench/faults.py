"""Kill attune at random system calls, fill its disk, damage its files: is anything lost?

Each run starts from a copy of the same journal. After a kill the journal must be sound and either
as it was or as the whole run leaves it, and the latter where the run had said so; after a full disk
likewise, with a sentence and no traceback. A damaged file must lead to a sentence that names a way
back, or to the very moments that were there. Ends with exit code 1 if anything was lost. Linux
only. Run in tests/:

    python -m bench.faults --kills 2000 --full 400 --damaged 500
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from attune_cli.store.home import Home
from bench.scenarios import (
    MOMENTS,
    SCENARIOS,
    SECRET,
    SINCE,
    Rows,
    Scenario,
    aloud,
    make_journal,
    make_old_journal,
    quietly,
    rows,
    rows_of,
    run_in,
)
from bench.traced import Traced, can_trace, confined, killed
from damage import plain_cases, random_cases

MOST_SHOWN = 12  # problems of a kind
WAYS_BACK = ("attune restore", "attune doctor --fix")  # the latter where only the index is
LOOKING = (["week"], ["list", "--json"], ["log", "hurt", "yes"])


class Outcome(NamedTuple):
    """What came of many runs of one kind.

    Attributes:
        runs: how many there were.
        cut: how many did not come to their end.
        done: how many were there afterwards as if they had.
        problems: what was lost or said badly, a sentence each.
    """

    runs: int
    cut: int
    done: int
    problems: tuple[str, ...]
    seconds: float


class Bench:
    """The journals that runs begin with, and the folders that they are copied to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.new, self.old = Home.at(folder / "new"), Home.at(folder / "old")
        make_journal(self.new)
        make_old_journal(self.old, folder)
        self.work = Home.at(folder / "work")

    def begin(self, scenario: Scenario) -> None:
        """Begin anew, with a copy."""
        shutil.rmtree(self.work.data, ignore_errors=True)
        shutil.copytree((self.old if scenario.is_old else self.new).data, self.work.data)

    def kills(self, scenario: Scenario, times: int, seed: int) -> Outcome:
        """Kill a run at random system calls, many times over."""
        start, rng = time.perf_counter(), random.Random(seed)
        before, after, whole = self._whole(scenario)
        cut, done = 0, 0
        problems: list[str] = []
        for _ in range(times):
            self.begin(scenario)
            at = rng.randint(1, whole.stops)
            found = killed(run_in(self.work), scenario.arguments, self._folder, at)
            cut += found.code is None
            problems += (
                f"killed at {at} of {whole.stops}: {problem}"
                for problem in self._wrong(scenario, found, before, after)
            )
            done += self._rows_or_none() == after
        return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)

    def full_disks(self, scenario: Scenario, times: int, seed: int) -> Outcome:
        """Run where no file can grow beyond a random size, many times over."""
        start, rng = time.perf_counter(), random.Random(seed)
        before, after, _ = self._whole(scenario)
        size = self.work.journal.stat().st_size
        cut, done = 0, 0
        problems: list[str] = []
        for _ in range(times):
            self.begin(scenario)
            most = rng.randint(0, 2 * size)
            found = confined(run_in(self.work), scenario.arguments, self._folder, most)
            cut += found.code != 0
            problems += (
                f"no file beyond {most}: {problem}"
                for problem in self._wrong(scenario, found, before, after)
            )
            done += self._rows_or_none() == after
        return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)

    def _whole(self, scenario: Scenario) -> tuple[Rows, Rows, Traced]:
        """Return what is there before and after a whole run; one before loads what it needs."""
        self.begin(scenario)
        quietly(run_in(self.work), scenario.arguments)
        self.begin(scenario)
        before = rows(self.work)
        whole = killed(run_in(self.work), scenario.arguments, self._folder, None)
        if whole.code or not whole.said.startswith(scenario.said):
            sys.exit(f"attune {' '.join(scenario.arguments)} fails by itself: {whole}")
        return before, rows(self.work), whole

    def _rows_or_none(self) -> Rows | None:
        with suppress(Exception):  # said already
            return rows(self.work)
        return None

    def _wrong(self, scenario: Scenario, found: Traced, before: Rows, after: Rows) -> Iterator[str]:
        """Yield what is wrong after a run that was cut short."""
        acknowledged = found.said.endswith("\n") and found.code in {None, 0}
        if found.code not in {None, 0, 1}:
            yield f"exit code {found.code}"
        if "Traceback" in found.complained or "broke" in found.complained:
            yield f"it said {found.complained!r}"
        if found.code == 1 and not found.complained.strip():
            yield "it was refused without a word"
        try:
            there = rows(self.work)
        except Exception as problem:  # noqa: BLE001 whatever it is, it is said
            yield f"the journal can’t be read: {problem!r}"
            return
        if there not in (before, after) and not _is_brought_up_to_date(before, there):
            yield "the journal is neither as it was nor as it should be"
        if acknowledged and there != after:
            yield f"it said {found.said!r}, and that is lost"
        yield from self._bad_backups(scenario, before, there)
        if quietly(run_in(self.work), ["week"]):
            yield "week is refused afterwards"
        if scenario.arguments[0] == "forget":
            quietly(run_in(self.work), scenario.arguments)  # what was cut short is begun anew
            if left := _holding(self.work, SECRET):
                yield f"what was to be forgotten stands in {left}"

    def _bad_backups(self, scenario: Scenario, before: Rows, there: Rows) -> Iterator[str]:
        """Yield what is wrong with the backups; what a restore replaced must be among them."""
        kept = []
        for path in sorted(self.work.backups.glob("*.db")):
            try:
                kept.append(rows_of(path))
            except Exception as problem:  # noqa: BLE001 whatever it is, it is said
                yield f"{path.name} can’t be read: {problem!r}"
        if scenario.arguments[0] == "restore" and there != before and before not in kept:
            yield "what was replaced is not kept"
        if scenario.is_old and there != before and before not in kept:
            yield "there is no backup of what was brought up to date"


def _holding(home: Home, text: bytes) -> list[str]:
    """Return the names of the files that hold a text."""
    files = [path for path in home.data.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if text in path.read_bytes())


def _is_brought_up_to_date(before: Rows, there: Rows) -> bool:
    return all(there.get(table) == found for table, found in before.items())


def damaged_files(bench: Bench, times: int, seed: int) -> Outcome:
    """Damage the journal in many ways: what is said, and does the way back lead back?"""
    start, scenario = time.perf_counter(), SCENARIOS["log"]
    cut, done = 0, 0
    problems: list[str] = []
    bench.begin(scenario)
    (backup,) = bench.work.backups.glob("*-by-hand.db")
    before = rows_of(backup)
    whole = bench.work.journal.read_bytes()
    plain = list(plain_cases(whole))
    for how, content in [*plain, *random_cases(whole, times - len(plain), seed)]:
        bench.begin(scenario)
        bench.work.journal.write_bytes(content)
        refused = 0
        for arguments in LOOKING:
            code, said, complained = aloud(run_in(bench.work), arguments)
            refused += code != 0
            problems += (
                f"{how}: {sentence}" for sentence in _bad(arguments, code, said, complained)
            )
        cut += refused > 0
        code, _, complained = aloud(run_in(bench.work), ["restore", backup.name, "--yes"])
        if code or rows(bench.work) != before:
            problems.append(f"{how}: restore leads nowhere: {complained}")
        else:
            done += 1
    return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)


def _bad(arguments: list[str], code: int, said: str, complained: str) -> Iterator[str]:
    what = f"attune {' '.join(arguments)}"
    if code not in {0, 1}:
        yield f"{what} ends with {code}"
    if code == 1 and not any(way in complained for way in WAYS_BACK):
        yield f"{what} names no way back: {complained!r}"
    if "Traceback" in complained or "broke" in complained:
        yield f"{what} says {complained!r}"
    if code == 0 and arguments[0] == "list" and len(said.splitlines()) != MOMENTS + SINCE:
        yield f"{what} shows {len(said.splitlines())} of {MOMENTS + SINCE} and says nothing"


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
