"""Time whole runs of attune beside bare Python, a small Typer app and jrnl, one after the other.

Every round runs each case once, so that a noisy machine is noisy for all. Prints medians, minima
and ratios, then the budgets of the design, then peak memory. Run in tests/, on a quiet machine:

    python -m bench.cold_start --rounds 31 --sizes 100000,1000000 --cache FOLDER --jrnl PROGRAM

A journal that is missing in --cache is filled first. jrnl may stand in an environment of its own.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.processes import (
    ATTUNE,
    TESTS,
    Sample,
    environment,
    of_a_user,
    timed,
    timed_in_terminal,
)

SMALL = 300  # ten normal weeks
QUESTION = r"\w.*\?"
QUESTION_SECONDS = 0.3
WHOLE_SECONDS = 2.0
MEMORY_MIB, WHOLE_MEMORY_MIB = 40.0, 150.0
LOG = (ATTUNE, "log", "hurt", "comfort", "name", "yes")
WEEK, GLANCE = (ATTUNE, "week"), (ATTUNE,)
WHOLE = {  # what looks at all days
    "trend": (ATTUNE, "trend"),
    "patterns": (ATTUNE, "patterns", "--from", "2000-01-01"),
    "look": (ATTUNE, "look"),
}
TWO_COMMANDS = (sys.executable, "-c", "from bench.two_commands import app; app()")
PYTHON, APP, JRNL_ADDS, JRNL_VIEWS = "python -c pass", "two-command app", "jrnl entry", "jrnl -from"
IN_TERMINAL, HELP, ASKS = "week in a terminal", "attune --help", "log: first question"
NO_HOME = "log, no ATTUNE_HOME"


class Case(NamedTuple):
    """What is timed, under which name, and what is put right before each time, untimed."""

    name: str
    run: Callable[[], Sample]
    prepare: Callable[[], None] = lambda: None


class Budget(NamedTuple):
    """That one case takes at most so many times what another takes."""

    case: str
    most: float
    other: str


def cases(sizes: list[int], cache: Path, work: Path, jrnl: str | None) -> list[Case]:
    """Return the cases, with all that they need in place."""
    own = {size: filled(size, work) for size in (0, SMALL)}
    journals = own | {size: filled(size, cache) for size in sizes}
    bare, small = environment(work), environment(own[SMALL])
    app = (*TWO_COMMANDS, "add", str(work / "rows.db"), *LOG[2:])
    return [
        Case(PYTHON, lambda: timed((sys.executable, "-c", "pass"), bare)),
        Case(APP, lambda: timed(app, bare)),
        *(_jrnl_cases(jrnl, work) if jrnl else ()),
        *(_case(log_at(size), LOG, size, home) for size, home in journals.items()),
        *(_case(week_at(size), WEEK, size, home) for size, home in journals.items()),
        *(
            _case(whole_at(verb, size), command, size, home)
            for size, home in journals.items()
            for verb, command in WHOLE.items()
        ),
        *(_case(glance_at(size), GLANCE, size, home) for size, home in journals.items()),
        Case(NO_HOME, lambda: timed(LOG, of_a_user(work / "user"))),
        Case(IN_TERMINAL, lambda: timed_in_terminal(WEEK, small)),
        Case(HELP, lambda: timed((ATTUNE, "--help"), bare)),
        Case(ASKS, lambda: timed_in_terminal((ATTUNE, "log"), small, until=QUESTION)),
    ]


def log_at(size: int) -> str:
    """Name the case of `attune log` in a journal of a size."""
    return f"log at {size:,}"


def week_at(size: int) -> str:
    """Name the case of `attune week` in a journal of a size."""
    return f"week at {size:,}"


def whole_at(verb: str, size: int) -> str:
    """Name the case of a verb that looks at all days, in a journal of a size."""
    return f"{verb} at {size:,}"


def glance_at(size: int) -> str:
    """Name the case of `attune` alone in a journal of a size."""
    return f"glance at {size:,}"


def filled(size: int, folder: Path) -> Path:
    """Return a journal's folder, filled up to today unless it is there already."""
    home = folder / f"{size}-until-{datetime.now().astimezone():%Y-%m-%d}"
    if not (home / "done").exists():
        shutil.rmtree(home, ignore_errors=True)
        years = 20 if size > SMALL else 0.2
        wanted = ("--moments", str(size), "--years", str(years))
        fill = (sys.executable, "-m", "bench.fill", str(home), *wanted)
        print(f"filling: {size:,} moments", file=sys.stderr)
        subprocess.run(fill, cwd=TESTS, check=True, env=environment(home), stdout=sys.stderr)
        (home / "done").touch()
    return home


def _case(name: str, command: tuple[str, ...], size: int, home: Path) -> Case:
    def forget_newer() -> None:
        """Take out what earlier runs logged, so that the journal stays as it was filled."""
        with closing(sqlite3.connect(home / "journal.db")) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("INSERT INTO open_change (id) VALUES (1)")  # of no change
            connection.execute("DELETE FROM moments WHERE id > ?", (size,))
            connection.execute("DELETE FROM open_change")
            connection.execute("DELETE FROM moment_texts WHERE rowid > ?", (size,))
            connection.execute(
                "DELETE FROM history_rows WHERE table_name = 'moments' AND row_id > ?", (size,)
            )

    return Case(name, lambda: timed(command, environment(home)), forget_newer)


def _jrnl_cases(jrnl: str, work: Path) -> tuple[Case, Case]:
    journal, config = work / "jrnl.txt", work / "jrnl.yaml"
    config.write_text(f"journals:\n  default: {journal}\n", encoding="utf-8")
    command, there = (jrnl, "--config-file", str(config)), environment(work)
    entry = (*command, "Fell off the swing. Comforted, put it into words.")
    views = (*command, "-from", "today")

    def remove() -> None:
        journal.unlink(missing_ok=True)

    def clear() -> None:
        journal.write_text("", encoding="utf-8")

    return (
        Case(JRNL_ADDS, lambda: timed(entry, there), remove),
        Case(JRNL_VIEWS, lambda: timed(views, there), clear),
    )


def measured(cases: list[Case], rounds: int) -> dict[str, list[Sample]]:
    """Run every case once without counting it, then all of them in turn, round after round."""
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    for turn in range(rounds + 1):
        for case in cases:
            case.prepare()
            sample = case.run()
            if turn:
                samples[case.name].append(sample)
    return samples


def budgets(sizes: list[int]) -> list[Budget]:
    """Return the budgets that are ratios."""
    weeks = [week_at(size) for size in (0, SMALL, *sizes)]
    return [
        Budget(log_at(SMALL), 0.4, JRNL_ADDS),
        Budget(NO_HOME, 0.4, JRNL_ADDS),
        Budget(log_at(SMALL), 1.0, APP),
        *(Budget(log_at(size), 1.1, log_at(0)) for size in (SMALL, *sizes)),
        *(Budget(week, 0.5, JRNL_VIEWS) for week in weeks),
        *(Budget(week, 1.2, weeks[0]) for week in weeks[1:]),
        *(Budget(glance_at(size), 1.1, log_at(size)) for size in (SMALL, *sizes)),
    ]


def show_times(samples: dict[str, list[Sample]]) -> None:
    """Print medians and minima on the clock, the processor's median, and ratios of medians."""
    middle = {name: median(s.seconds for s in several) for name, several in samples.items()}
    heads = f"{'÷ python':>10}{'÷ app':>8}{'÷ jrnl':>8}"
    print(f"{'case':24}{'median':>11}{'min':>11}{'processor':>11}{heads}")
    for name, several in samples.items():
        figures = "".join(f"{seconds * 1000:8.1f} ms" for seconds in _times(several))
        others = (middle[PYTHON], middle[APP], middle.get(JRNL_ADDS))
        ratios = [f"{middle[name] / other:.2f}" if other else "-" for other in others]
        print(f"{name:24}{figures}{ratios[0]:>10}{ratios[1]:>8}{ratios[2]:>8}")


def show_budgets(samples: dict[str, list[Sample]], sizes: list[int]) -> None:
    """Print how each budget is kept: by medians on the clock, which decide; by the others too."""
    print(f"\n{'budget':40}{'most':>8}{'median':>9}{'min':>9}{'processor':>11}")
    for case, most, other in budgets(sizes):
        if other in samples:
            pairs = zip(_times(samples[case]), _times(samples[other]), strict=True)
            _line(f"{case} ÷ {other}", most, [one / two for one, two in pairs], "×")
    _line(ASKS, QUESTION_SECONDS, _times(samples[ASKS])[:2], "s")
    for verb in WHOLE:
        whole = whole_at(verb, max(sizes, default=SMALL))
        _line(whole, WHOLE_SECONDS, _times(samples[whole]), "s")


def _times(samples: list[Sample]) -> list[float]:
    seconds = [sample.seconds for sample in samples]
    return [median(seconds), min(seconds), median(sample.cpu for sample in samples)]


def show_memory(samples: dict[str, list[Sample]]) -> None:
    """Print peak memory; no process can show less than this one, from which it was started."""
    print(f"\n{'peak memory':40}{'most':>8}{'median':>9}{'max':>9}")
    for name, several in samples.items():
        peaks = [sample.peak / 2**20 for sample in several]
        limit = MEMORY_MIB if name.startswith(("log", "week", "glance")) else None
        limit = WHOLE_MEMORY_MIB if name.startswith(tuple(WHOLE)) else limit
        _line(name, limit, [median(peaks), max(peaks)], "MiB")


def _line(what: str, most: float | None, measured: list[float], unit: str) -> None:
    digits = 1 if unit == "MiB" else 2
    verdict = "" if most is None else "within" if measured[0] <= most else "over"
    limit = "" if most is None else f"{most:.{digits}f}"
    figures = "".join(f"{figure:9.{digits}f}" for figure in measured)
    print(f"{what:40}{limit:>8}{figures:29} {unit:4}{verdict}".rstrip())


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--sizes", default="100000,1000000", help="moments, with commas between")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the filled journals")
    parser.add_argument("--jrnl", default=shutil.which("jrnl"), help="the program, if not in PATH")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",") if size]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        cache = (asked.cache or work).absolute()
        samples = measured(cases(sizes, cache, work, asked.jrnl), asked.rounds)
    show_times(samples)
    show_budgets(samples, sizes)
    show_memory(samples)


if __name__ == "__main__":
    main()
