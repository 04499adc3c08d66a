"""Kill `attune log` at random moments, let many write at once: is every acknowledged moment kept?

A run is acknowledged when the line that names its number has been read whole. Afterwards each such
moment must be in the journal exactly once, whole and under that number, every other at most once,
and attune must go on working. Ends with exit code 1 if anything was lost. Run in tests/:

    python -m bench.kills --runs 200 --fresh 40 --processes 8 --logs 100
"""

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

from attune_cli.context import Attune
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from bench.processes import ATTUNE, environment
from bench.scenarios import aloud

WORDS = ("hurt", "comfort", "name", "yes")
LINKED_WORDS = 2  # those of WORDS that are rows of their own: the responses
LONGEST = 1.2  # delay before a kill, in medians of a whole run
CALIBRATING = 2  # of which the first one, which makes what Python keeps, does not count
AT_FIRST = 4
TORN = (
    "SELECT note FROM moments WHERE "
    "(SELECT count(*) FROM moment_words WHERE moment_id = moments.id) != ?"
)
_ECHO = re.compile(r"#(\d+) · .*\n")


class Run(NamedTuple):
    """One `attune log`: its note, the number it said, whether it was killed, what it complained."""

    note: str
    number: int | None
    killed: bool
    complaint: str
    seconds: float


class Outcome(NamedTuple):
    """What came of some runs.

    Attributes:
        runs: all that were started, the whole ones that told how long a run takes among them.
        unsaid: notes that were stored and not acknowledged: killed between the two.
        problems: what was lost, doubled, torn or refused, a sentence each; empty if all is well.
        seconds: how long it took.
    """

    runs: tuple[Run, ...]
    unsaid: tuple[str, ...]
    problems: tuple[str, ...]
    seconds: float

    @property
    def acknowledged(self) -> dict[str, int]:
        """The number that each acknowledged note was given."""
        return {run.note: run.number for run in self.runs if run.number is not None}


def killed_runs(home: Path, runs: int, seed: int) -> Outcome:
    """Log into one journal, killing each run after a random while."""
    start = time.perf_counter()
    whole = [log(home, f"whole-{turn}") for turn in range(CALIBRATING)]
    delays = _delays(whole[1:], runs, seed)
    killed = [log(home, f"run-{turn}", delay) for turn, delay in enumerate(delays)]
    return _outcome(start, {home: [*whole, *killed]})


def killed_first_runs(folder: Path, runs: int, seed: int) -> Outcome:
    """Log into a new journal each time, killing each run, which makes the journal, at random."""
    start = time.perf_counter()
    whole = [log(folder / f"whole-{turn}", f"whole-{turn}") for turn in range(CALIBRATING)]
    delays = enumerate(_delays(whole[1:], runs, seed))
    killed = [log(folder / f"run-{turn}", f"run-{turn}", delay) for turn, delay in delays]
    return _outcome(start, {folder / run.note: [run] for run in killed})


def writers(home: Path, processes: int, logs: int) -> Outcome:
    """Log from several processes at once, into a journal that the first of them makes."""
    start = time.perf_counter()
    return _outcome(start, {home: _at_once(home, processes, logs)})


def first_writers(folder: Path, processes: int, times: int) -> Outcome:
    """Log from several processes at once, once each, into a new journal; many times over."""
    start = time.perf_counter()
    homes = [folder / f"home-{turn}" for turn in range(times)]
    return _outcome(start, {home: _at_once(home, processes, 1) for home in homes})


def _at_once(home: Path, processes: int, logs: int) -> list[Run]:
    def write(writer: int) -> list[Run]:
        return [log(home, f"{home.name}-{writer}-{turn}") for turn in range(logs)]

    with ThreadPoolExecutor(processes) as pool:
        return [run for several in pool.map(write, range(processes)) for run in several]


def log(home: Path, note: str, patience: float | None = None) -> Run:
    """Run `attune log` once; kill it when patience, in seconds, is at its end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        (ATTUNE, "log", *WORDS, "-m", note),
        env=environment(home) | {"PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        said, complaint = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        said, complaint = process.communicate()
    echo = _ECHO.fullmatch(said.decode(errors="replace"))
    return Run(
        note,
        int(echo[1]) if echo else None,
        process.returncode < 0,
        complaint.decode(errors="replace").strip(),
        time.perf_counter() - start,
    )


def _delays(whole: Iterable[Run], runs: int, seed: int) -> list[float]:
    longest = LONGEST * median(run.seconds for run in whole)
    rng = random.Random(seed)
    return [rng.uniform(0, longest) for _ in range(runs)]


def _outcome(start: float, by_home: dict[Path, list[Run]]) -> Outcome:
    runs = [run for several in by_home.values() for run in several]
    problems = [
        f"{run.note} was refused: {run.complaint}"
        for run in runs
        if run.number is None and not run.killed
    ]
    unsaid: list[str] = []
    for home, several in by_home.items():
        problems += _going_on(home)
        with closing(connect(Home.at(home))) as connection:
            unsaid += _unsaid(connection, several)
            problems += (f"{home.name}: {sentence}" for sentence in _lost(connection, several))
    seconds = time.perf_counter() - start
    return Outcome(tuple(runs), tuple(unsaid), tuple(problems), seconds)


def _going_on(home: Path) -> Iterator[str]:
    """Log and look back with attune itself, which has to clean up what a kill left behind."""
    run = Attune(Home.at(home))
    if aloud(run, ["log", *WORDS, "-m", "afterwards"])[0]:
        yield f"{home.name}: nothing can be logged any more"
    code, week, complaint = aloud(run, ["week", "--json"])
    if code:
        yield f"{home.name}: week fails: {complaint}"
        return
    reflection = json.loads(week)
    days = (reflection["from"], reflection["to"])
    with closing(connect(Home.at(home))) as connection:
        count = "SELECT count(*) FROM moments WHERE local_day BETWEEN ? AND ?"
        (stored,) = connection.execute(count, days).fetchone()
    if stored != reflection["distress"]["logged"]:
        yield f"{home.name}: week counts {reflection['distress']['logged']} of {stored}"


def _unsaid(connection: sqlite3.Connection, runs: list[Run]) -> Iterator[str]:
    stored = {note for (note,) in connection.execute("SELECT note FROM moments")}
    yield from (run.note for run in runs if run.number is None and run.note in stored)


def _lost(connection: sqlite3.Connection, runs: list[Run]) -> Iterator[str]:
    """Yield what is wrong with a journal after some runs, the only ones there were."""
    if (found := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
        yield f"the integrity check says {found[:3]}"
    if found := connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"the foreign key check says {found[:3]}"
    rows = connection.execute("SELECT note, id FROM moments").fetchall()
    times, numbers = Counter(note for note, _ in rows), dict(rows)
    yield from (f"{note} is there {n} times" for note, n in times.items() if n > 1)
    yield from (f"{note} is not whole" for (note,) in connection.execute(TORN, (LINKED_WORDS,)))
    yield from (f"{note}: who wrote it?" for note in times.keys() - _notes(runs))
    for run in runs:
        if run.number is not None and numbers.get(run.note) != run.number:
            yield f"{run.note} was #{run.number} and is {numbers.get(run.note, 'lost')}"


def _notes(runs: list[Run]) -> set[str]:
    return {run.note for run in runs} | {"afterwards"}


def show(outcomes: dict[str, Outcome]) -> None:
    """Print a line for each outcome, then every problem."""
    heads = ("started", "killed", "said", "unsaid", "problems")
    print(f"{'':34}" + "".join(f"{head:>10}" for head in heads) + f"{'time':>10}")
    for name, outcome in outcomes.items():
        killed = sum(run.killed for run in outcome.runs)
        sizes = (len(found) for found in (outcome.acknowledged, outcome.unsaid, outcome.problems))
        figures = "".join(f"{figure:10}" for figure in (len(outcome.runs), killed, *sizes))
        print(f"{name:34}{figures}{outcome.seconds:8.1f} s")
    for name, outcome in outcomes.items():
        for problem in outcome.problems:
            print(f"{name}: {problem}")


def main() -> None:
    """Do it all, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--fresh", type=int, default=40)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--logs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        outcomes = {
            "killed": killed_runs(work / "killed", asked.runs, asked.seed),
            "killed while making the journal": killed_first_runs(
                work / "first", asked.fresh, asked.seed
            ),
            f"{asked.processes} writers at once": writers(
                work / "writers", asked.processes, asked.logs
            ),
            f"{AT_FIRST} writers making the journal": first_writers(
                work / "at-first", AT_FIRST, asked.fresh
            ),
        }
    show(outcomes)
    sys.exit(any(outcome.problems for outcome in outcomes.values()))


if __name__ == "__main__":
    main()
