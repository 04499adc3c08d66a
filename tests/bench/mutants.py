"""Change the program in one place at a time, and see whether a test fails: what lives is untested.

The suite runs once, to learn which tests execute a line, and how long each takes. Then each change
runs the tests of its line, the fastest first, for a minute of tests at most. After that, those that
live run the others of their lines, those that name the module, and all that start a process.
What reads the source is left out: it would see any change. HEAD is changed, not the working tree.
Each fate is a line, so a run that is cut short is good for as far as it came. 300 changes take an
hour or two on two cores. Run in tests/:

    python -m bench.mutants --count 300 --seed 1 | tee mutants.log
"""

import argparse
import ast
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.util import cache_from_source
from itertools import accumulate
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
NICE = 12
SUITE_SECONDS = 1800
FIRST_SECONDS = 60.0  # of tests, before the others are tried
HEAVY = ("honesty", "kills", "faults", "stateful", "cut_short", "damage")  # simulations, kills
READ_THE_SOURCE = ("tests/guards/test_house.py", "tests/guards/test_contributing.py")
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult
}  # fmt: skip


class Mutant(NamedTuple):
    """A change of one place.

    Attributes:
        path: of the file, from the root.
        line: its first line.
        function: the lines of the function that it is in; empty outside of one.
        start, end: the bytes that are replaced.
        old, new: what stood there, and what stands there then.
    """

    path: Path
    line: int
    function: range
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}: {old} → {new}"


def mutants_of(root: Path, path: Path) -> Iterator[Mutant]:
    """Yield every change of a file."""
    text = (root / path).read_bytes()
    tree = ast.parse(text)
    starts = [0]
    for row in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    functions = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    for node in ast.walk(tree):
        for place, new in (*_other_operator(node), *_other_value(node)):
            assert place.end_lineno is not None
            assert place.end_col_offset is not None
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            old = text[start:end].decode(errors="replace")
            if not _is(old, place):  # in an f-string, Python 3.11 misplaces what it parses
                continue
            around = (lines for lines in functions if place.lineno in lines)
            yield Mutant(
                path, place.lineno, min(around, key=len, default=range(0)), start, end, old, new
            )


def _is(old: str, place: ast.expr) -> bool:
    try:
        return ast.dump(ast.parse(f"({old})", mode="eval").body) == ast.dump(place)
    except SyntaxError:
        return False


def _other_operator(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    other: ast.expr
    match node:
        case ast.Compare(ops=[operator], left=left, comparators=[right]):
            other = ast.Compare(left, [COMPARED[type(operator)]()], [right])
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in COUNTED:
            other = ast.BinOp(left, COUNTED[type(operator)](), right)
        case ast.BoolOp(op=operator, values=values):
            other = ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            other = ast.Call(ast.Name("bool"), [operand], [])
        case _:
            return
    yield node, f"({ast.unparse(other)})"


def _other_value(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() | float() as value):
            yield node, str(value + 1)
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.UnaryOp):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Return(value=ast.expr() as returned) if ast.unparse(returned) != "None":
            yield returned, "None"
        case ast.Expr(value=ast.Call() as call):
            yield call, "None"


class Test(NamedTuple):
    """What is known of a test: seconds, and whether it starts a process."""

    seconds: float
    starts: bool


class Suite:
    """Which tests execute a line, and how long each takes."""

    def __init__(self, root: Path, tests: dict[str, Test]) -> None:
        self.tests = tests
        self._root = root
        self._by_line: dict[Path, dict[int, set[str]]] = {}
        with closing(sqlite3.connect(root / ".coverage")) as connection:
            for name, context, numbits in connection.execute(
                "SELECT file.path, context.context, numbits FROM line_bits "
                "JOIN file ON file.id = file_id JOIN context ON context.id = context_id"
            ):
                test = context.rsplit("|", 1)[0]
                if test in tests:
                    lines = self._by_line.setdefault(Path(name).relative_to(root), {})
                    for line in _numbers(numbits):
                        lines.setdefault(line, set()).add(test)

    def first(self, mutant: Mutant) -> list[str]:
        """Return the tests to try first: some seconds of those of its line, the fastest first."""
        near = sorted(self._near(mutant), key=self._cost)
        light = [test for test in near if not _is_heavy(test)] or near
        until = accumulate(self.tests[test].seconds for test in light)
        return [test for test, end in zip(light, until, strict=True) if end < FIRST_SECONDS]

    def others(self, mutant: Mutant) -> list[str]:
        """Return the other tests of its line, those of its module, and all that start a process.

        What a file of tests executes while it is imported is no test's to coverage.
        """
        name = _module(mutant.path)
        files = {test.split("::")[0] for test in self.tests}
        naming = {path for path in files if name in (self._root / path).read_text("utf-8")}
        also = {
            test
            for test, known in self.tests.items()
            if known.starts or test.split("::")[0] in naming
        }
        return sorted((self._near(mutant) | also) - {*self.first(mutant)}, key=self._cost)

    def seconds(self, tests: list[str]) -> float:
        """Return how long to wait for tests that a change may have slowed down."""
        return 60 + 6 * sum(self.tests[test].seconds for test in tests)

    def _cost(self, test: str) -> tuple[bool, float]:
        return _is_heavy(test), self.tests[test].seconds

    def _near(self, mutant: Mutant) -> set[str]:
        by_line = self._by_line.get(mutant.path, {})
        if found := by_line.get(mutant.line):
            return found
        if found := set().union(*(by_line.get(line, ()) for line in mutant.function)):
            return found
        users = [
            path
            for path in self._by_line
            if path == mutant.path
            or f"from {_module(mutant.path)} import" in (self._root / path).read_text("utf-8")
        ]
        found = set().union(*(tests for path in users for tests in self._by_line[path].values()))
        return found or self._beside(mutant.path)

    def _beside(self, path: Path) -> set[str]:
        """Return the tests of the folder that mirrors a file's, or else of the one above."""
        for folder in path.relative_to("src/attune_cli").parents:
            if found := {test for test in self.tests if test.startswith(f"tests/{folder}/")}:
                return found
        return set()


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts[1:])


def _is_heavy(test: str) -> bool:
    return any(f"test_{word}.py" in test for word in HEAVY)


def _numbers(numbits: bytes) -> Iterator[int]:
    """Yield the lines that coverage keeps as the bits of a blob."""
    for place, byte in enumerate(numbits):
        yield from (place * 8 + bit for bit in range(8) if byte & (1 << bit))


class Workshop:
    """A copy of the project with an environment of its own, in which places are changed."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "attune"
        self._folder = folder
        self._python = folder / "venv" / "bin" / "python"
        _run(["git", "clone", "--quiet", str(ROOT), str(self.root)])
        _run([sys.executable, "-m", "venv", str(folder / "venv")])
        wanted = ["-e", f"{self.root}[dev]", "pytest-cov"]
        _run([str(self._python), "-m", "pip", "install", "--quiet", *wanted])

    def suite(self) -> Suite:
        """Run all tests once. What fails without any change is left out, and said."""
        record = self._folder / "record.json"
        self._pytest(
            "-n2", "--dist=worksteal", "--cov=attune_cli", "--cov-context=test", "--cov-report=",
            f"--record={record}",
            seconds=SUITE_SECONDS,
        )  # fmt: skip
        tests = {}
        for name, known in json.loads(record.read_text("utf-8")).items():
            if not known["passed"]:
                print(f"fails without a change: {name}", flush=True)
            elif not name.startswith(READ_THE_SOURCE):
                tests[name] = Test(known["seconds"], known["starts"])
        return Suite(self.root, tests)

    def fate(self, mutant: Mutant, tests: list[str], seconds: float) -> tuple[str, str]:
        """Change a place, and return killed, timeout or alive, and by which test."""
        if not tests:
            return "alive", "by no test"
        path = self.root / mutant.path
        before = path.read_bytes()
        _write(path, before[: mutant.start] + mutant.new.encode() + before[mutant.end :])
        wanted = self._folder / "wanted.json"
        wanted.write_text(json.dumps(tests), "utf-8")
        files = sorted({test.split("::")[0] for test in tests})
        try:
            code, printed = self._pytest("-x", "-n0", f"--only={wanted}", *files, seconds=seconds)
        finally:
            _write(path, before)
        if code is None:
            return "timeout", f"{seconds:.0f} s"
        if code == pytest.ExitCode.INTERNAL_ERROR:
            raise SystemExit(printed)
        if code in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
            return "alive", ""
        failed = (line for line in printed.splitlines() if line.startswith(("FAILED", "ERROR")))
        return "killed", next(failed, f"exit {code}")[:150]

    def _pytest(self, *arguments: str, seconds: float) -> tuple[int | None, str]:
        """Run pytest and return its exit code and what it printed; None where it takes too long."""
        temporary = self._folder / "tmp"
        temporary.mkdir(exist_ok=True)
        command = [
            str(self._python), "-m", "pytest", "-p", "bench.watched", "--tb=no", "-rfE",
            f"--basetemp={temporary / 'pytest'}", *arguments,
        ]  # fmt: skip
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root / "tests"), "TMPDIR": str(temporary)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:  # a loop without an end is seen, too
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, ""
        return process.returncode, printed


def _write(path: Path, content: bytes) -> None:
    """Write a file, and drop what is compiled: size and second may be those of the one before."""
    path.write_bytes(content)
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)


def drawn(root: Path, count: int, seed: int) -> list[Mutant]:
    """Draw changes over all files."""
    paths = (path.relative_to(root) for path in sorted(root.glob("src/**/*.py")))
    everything = [mutant for path in paths for mutant in mutants_of(root, path)]
    return random.Random(seed).sample(everything, min(count, len(everything)))


def main() -> None:
    """Draw changes over all rooms, and print what becomes of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=600)
    asked = parser.parse_args()
    os.nice(NICE)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.processes) as pool:
        places = [Path(folder, str(number)) for number in range(asked.processes)]
        free: SimpleQueue[Workshop] = SimpleQueue()
        workshops = list(pool.map(Workshop, places))
        for workshop in workshops:
            free.put(workshop)
        suite = workshops[0].suite()
        ends = time.monotonic() + asked.minutes * 60

        def fate(mutant: Mutant, tests: list[str]) -> str:
            if time.monotonic() > ends:
                return "not tried"
            workshop = free.get()
            began = time.monotonic()
            try:
                fate, test = workshop.fate(mutant, tests, suite.seconds(tests))
            finally:
                free.put(workshop)
            print(f"{fate} {mutant}  [{time.monotonic() - began:.0f} s] {test}", flush=True)
            return fate

        alive = drawn(workshops[0].root, asked.count, asked.seed)
        for tests_of in (suite.first, suite.others):
            fates = list(pool.map(fate, alive, map(tests_of, alive)))
            counts = ", ".join(f"{number} {what}" for what, number in Counter(fates).items())
            print(f"{len(alive)} changes, {tests_of.__name__} tests of their lines: {counts}")
            alive = [mutant for mutant, what in zip(alive, fates, strict=True) if what == "alive"]


if __name__ == "__main__":
    main()
