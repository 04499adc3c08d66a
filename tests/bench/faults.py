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
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from attune_cli.app import main as attune
from attune_cli.context import Attune
from attune_cli.store.home import Home
from attune_cli.store.migrate import MIGRATIONS, migrate
from attune_cli.store.opening import connect
from attune_cli.store.quick import INSERT_MOMENT, digits
from attune_cli.store.rows import columns_of
from bench.fill import Day, Diary
from bench.traced import Traced, can_trace, confined, killed
from damage import damage

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
MOMENTS = 60
MOST_SHOWN = 12  # problems of a kind
LOOKING = (["week"], ["list", "--json"], ["log", "hurt", "yes"])
NAMES = ("ada", "ben")
Rows = dict[str, list[tuple[object, ...]]]
# Everything a person keeps; identities are random, and the history says when.
COLUMNS = {
    "moments": (
        "id, kind, local_day, occurred_at, cue, sensitivity, came_back, note, caregiver_id, "
        "repairs_id"
    ),
    "moment_words": "moment_id, vocabulary, word, position",
    "moment_children": "moment_id, child_id, position",
    "children": "id, name, born, band",
    "moment_texts": "rowid, note, words",
}


class Scenario(NamedTuple):
    """What is run, on which journal.

    Attributes:
        arguments: what a person would type behind `attune`.
        said: the beginning of the answer that acknowledges it.
        is_old: whether the journal is of the first attune, and is brought up to date on the way.
    """

    arguments: list[str]
    said: str
    is_old: bool = False


SCENARIOS = {
    "log": Scenario(["log", "hurt", "comfort", "yes", "-m", "fell off the swing"], "#"),
    "log a repair": Scenario(["log", "sorry", "--repairs", "3"], "#"),
    "log, the first of a day": Scenario(["log", "scared", "stay", "partly"], "#"),
    "edit": Scenario(["edit", "3", "scared", "-m", "the dog next door"], "#"),
    "rate": Scenario(["rate", "5", "no"], "#"),
    "delete": Scenario(["delete", "3", "4", "--yes"], "Deleted"),
    "undo": Scenario(["undo"], "Undone"),
    "migrate": Scenario(["log", "hurt", "yes"], "#", is_old=True),
    "backup": Scenario(["backup"], ""),
    "restore": Scenario(["restore", "1", "--yes"], ""),
    "forget a child": Scenario(["forget", "--child", "ada", "--yes"], "Forgotten"),
}


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


def rows(home: Home) -> Rows:
    """Return what a person keeps; a rollback journal that a kill left is played back first.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(connect(home)) as connection:
        return _rows(connection)


def rows_of(path: Path) -> Rows:
    """Return what a backup holds.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(sqlite3.connect(path)) as connection:
        return _rows(connection)


def _rows(connection: sqlite3.Connection) -> Rows:
    broken = connection.execute("PRAGMA integrity_check").fetchall()
    assert broken == [("ok",)], broken
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in COLUMNS.items()
        if table in known
    }


def run_in(home: Home) -> Attune:
    """Return a run whose clock stands still, the day after everything else was logged."""
    return Attune(home, clock=lambda: NOW + timedelta(days=1))


def make_journal(home: Home) -> None:
    """Make a journal of some weeks, with a history of changes and backups."""
    run = Attune(home, clock=lambda: NOW)
    quietly(run, ["child", "add", NAMES[0], "--born", "2024-08"])
    quietly(run, ["child", "add", NAMES[1], "--band", "preschooler"])
    for number in range(MOMENTS):
        day = (NOW - timedelta(days=number)).date().isoformat()
        with_whom = [f"@{name}" for place, name in enumerate(NAMES) if number % 3 in {place, 2}]
        rating = ("yes", "partly", "no")[number % 3]
        words = ["hurt", "comfort", rating, *with_whom, "--at", day, "-m", f"note {number} " * 9]
        quietly(run, ["log", *words])
    quietly(run, ["backup"])


def quietly(run: Attune, arguments: list[str]) -> int:
    """Run attune in this process, its output thrown away."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return attune(arguments, run)


def make_old_journal(home: Home, folder: Path) -> None:
    """Make a journal of the first attune, with the same moments."""
    steps = folder / "first-steps"
    shutil.copytree(MIGRATIONS, steps)
    for path in (steps / "versions").glob("*.py"):
        if not path.name.startswith("0001"):
            path.unlink()
    migrate(home, steps)
    diary = Diary(NOW, random.Random(0))
    moments = diary.moments([Day(NOW.date() - timedelta(days=7), 360, 1300, MOMENTS)])
    with closing(connect(home)) as connection:
        for moment in moments:
            own = [digits(v) if isinstance(v, date) else v for v in columns_of(moment)]
            connection.execute(INSERT_MOMENT, (*own, 1, None))


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
        cut, done, problems = 0, 0, []
        for _ in range(times):
            self.begin(scenario)
            at = rng.randint(1, whole.stops)
            found = killed(run_in(self.work), scenario.arguments, self._folder, at)
            cut += found.code is None
            for problem in self._wrong(scenario, found, before, after):
                problems.append(f"killed at {at} of {whole.stops}: {problem}")
            done += self._rows_or_none() == after
        return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)

    def full_disks(self, scenario: Scenario, times: int, seed: int) -> Outcome:
        """Run where no file can grow beyond a random size, many times over."""
        start, rng = time.perf_counter(), random.Random(seed)
        before, after, _ = self._whole(scenario)
        size = self.work.journal.stat().st_size
        cut, done, problems = 0, 0, []
        for _ in range(times):
            self.begin(scenario)
            most = rng.randint(0, 2 * size)
            found = confined(run_in(self.work), scenario.arguments, self._folder, most)
            cut += found.code != 0
            for problem in self._wrong(scenario, found, before, after):
                problems.append(f"no file beyond {most}: {problem}")
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
        try:
            return rows(self.work)
        except Exception:  # noqa: BLE001 said already
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


def _is_brought_up_to_date(before: Rows, there: Rows) -> bool:
    return all(there.get(table) == found for table, found in before.items())


def damaged_files(bench: Bench, times: int, seed: int) -> Outcome:
    """Damage the journal in many ways: what is said, and does the way back lead back?"""
    start, rng, scenario = time.perf_counter(), random.Random(seed), SCENARIOS["log"]
    cut, done, problems = 0, 0, []
    bench.begin(scenario)
    before = rows(bench.work)
    for turn in range(times):
        bench.begin(scenario)
        how = damage(bench.work.journal, rng)
        refused = 0
        for arguments in LOOKING:
            code, said, complained = aloud(run_in(bench.work), arguments)
            refused += code != 0
            problems += (
                f"{how}: {sentence}" for sentence in _bad(arguments, code, said, complained)
            )
        cut += refused > 0
        code, _, complained = aloud(run_in(bench.work), ["restore", "1", "--yes"])
        if code or rows(bench.work) != before:
            problems.append(f"{how}: restore leads nowhere: {complained}")
        else:
            done += 1
        del turn
    return Outcome(times, cut, done, tuple(problems), time.perf_counter() - start)


def _bad(arguments: list[str], code: int, said: str, complained: str) -> Iterator[str]:
    what = f"attune {' '.join(arguments)}"
    if code not in {0, 1}:
        yield f"{what} ends with {code}"
    if code == 1 and "attune restore" not in complained:
        yield f"{what} names no way back: {complained!r}"
    if "Traceback" in complained or "broke" in complained:
        yield f"{what} says {complained!r}"
    if code == 0 and arguments[0] == "list" and len(said.splitlines()) != MOMENTS:
        yield f"{what} shows {len(said.splitlines())} of {MOMENTS} moments and says nothing"


def aloud(run: Attune, arguments: list[str]) -> tuple[int, str, str]:
    """Run attune in this process: exit code, stdout, stderr."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = attune(arguments, run)
    return code, out.getvalue(), err.getvalue()


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
