"""Runs of attune that are killed at random system calls, or find no room, and what is left."""

import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from attune_cli.store.home import Home
from bench.scenarios import (
    HOME,
    SECRET,
    Rows,
    Scenario,
    make_journal,
    make_old_journal,
    quietly,
    rows,
    rows_of,
    run_in,
)
from bench.traced import Traced, confined, killed


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
        self._known: dict[tuple[str, ...], tuple[Rows, Rows, Traced, int]] = {}

    def begin(self, scenario: Scenario) -> None:
        """Begin anew, with a copy."""
        shutil.rmtree(self.work.data, ignore_errors=True)
        shutil.copytree((self.old if scenario.is_old else self.new).data, self.work.data)

    def _typed(self, scenario: Scenario) -> list[str]:
        """Return the arguments, with the folder of the journal in them."""
        return [one.replace(HOME, str(self.work.data)) for one in scenario.arguments]

    def kills(self, scenario: Scenario, times: int, seed: int) -> Outcome:
        """Kill a run at random system calls, many times over."""
        start, rng = time.perf_counter(), random.Random(seed)
        before, after, whole, _ = self._whole(scenario)
        cut, done = 0, 0
        problems: list[str] = []
        for _ in range(times):
            self.begin(scenario)
            at = rng.randint(1, whole.stops)
            found = killed(run_in(self.work), self._typed(scenario), self._folder, at)
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
        before, after, _, size = self._whole(scenario)
        cut, done = 0, 0
        problems: list[str] = []
        for _ in range(times):
            self.begin(scenario)
            most = rng.randint(0, 2 * size)
            found = confined(run_in(self.work), self._typed(scenario), self._folder, most)
            cut += found.code != 0
            problems += (
                f"no file beyond {most}: {problem}"
                for problem in self._wrong(scenario, found, before, after)
            )
            done += self._rows_or_none() == after
        return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)

    def _whole(self, scenario: Scenario) -> tuple[Rows, Rows, Traced, int]:
        """Return what is there before and after a whole run, the run, and the journal's size."""
        name = (*scenario.arguments, *(["old"] if scenario.is_old else []))
        if name not in self._known:
            self._known[name] = self._run_whole(scenario)
        return self._known[name]

    def _run_whole(self, scenario: Scenario) -> tuple[Rows, Rows, Traced, int]:
        """Run it once to load what it needs, and once for what it does."""
        self.begin(scenario)
        quietly(run_in(self.work), self._typed(scenario))
        self.begin(scenario)
        before = rows(self.work)
        whole = killed(run_in(self.work), self._typed(scenario), self._folder, None)
        if whole.code or not whole.said.startswith(scenario.said):
            sys.exit(f"attune {' '.join(scenario.arguments)} fails by itself: {whole}")
        return before, rows(self.work), whole, self.work.journal.stat().st_size

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
            quietly(run_in(self.work), self._typed(scenario))  # what was cut short is begun anew
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
