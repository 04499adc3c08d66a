"""Change the program in one place at a time, and see whether a test fails: what lives is untested.

Each change runs the tests that execute its line, as coverage knows them; one that lives runs the
whole suite. Run in tests/:

    python -m bench.mutants --count 300 --seed 1
"""

import argparse
import ast
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300
MOST_TESTS = 400  # that are run for one change before the whole suite is
COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
COUNTED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*"}


class Mutant(NamedTuple):
    """A change of one place.

    Attributes:
        path: of the file, from the root.
        line: its first line.
        start, end: the bytes that are replaced.
        new: what stands there then.
    """

    path: Path
    line: int
    start: int
    end: int
    new: str


def mutants_of(root: Path, path: Path) -> Iterator[Mutant]:
    """Yield every change of a file."""
    text = (root / path).read_bytes()
    starts = [0]
    for row in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    for node in ast.walk(ast.parse(text)):
        for place, new in (*_other_operator(node), *_other_value(node)):
            assert place.end_lineno is not None
            assert place.end_col_offset is not None
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            yield Mutant(path, place.lineno, start, end, new)


def _other_operator(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Compare(ops=[operator], left=left, comparators=[right]):
            yield node, f"({ast.unparse(left)} {COMPARED[type(operator)]} {ast.unparse(right)})"
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in COUNTED:
            yield node, f"({ast.unparse(left)} {COUNTED[type(operator)]} {ast.unparse(right)})"
        case ast.BoolOp(op=operator, values=values):
            word = " or " if isinstance(operator, ast.And) else " and "
            yield node, f"({word.join(ast.unparse(value) for value in values)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"bool({ast.unparse(operand)})"


def _other_value(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() | float() as value):
            yield node, str(value + 1)
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Return(value=ast.expr() as returned) if ast.unparse(returned) != "None":
            yield returned, "None"
        case ast.Expr(value=ast.Call() as call):
            yield call, "None"


class Workshop:
    """A copy of the project with an environment of its own, in which places are changed."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "attune"
        self._python = folder / "venv" / "bin" / "python"
        _run(["git", "clone", "--quiet", str(ROOT), str(self.root)])
        _run([sys.executable, "-m", "venv", str(folder / "venv")])
        wanted = ["-e", f"{self.root}[dev]", "pytest-cov"]
        _run([str(self._python), "-m", "pip", "install", "--quiet", *wanted])
        self._by_line = self._covered()

    def _covered(self) -> dict[Path, dict[int, set[str]]]:
        """Run the suite once, and return the tests that execute each line of each file."""
        options = ["--cov=attune_cli", "--cov-context=test", "--cov-report="]
        if self._pytest(*options, seconds=PATIENCE_SECONDS * 10):
            raise SystemExit("The suite fails without any change.")
        report = self.root / "coverage.json"
        _run(
            [
                str(self._python),
                "-m",
                "coverage",
                "json",
                "-q",
                "--show-contexts",
                "-o",
                str(report),
            ],
            self.root,
        )
        files = json.loads(report.read_text("utf-8"))["files"]
        return {
            Path(name): {
                int(line): {context.rsplit("|", 1)[0] for context in contexts if context}
                for line, contexts in found["contexts"].items()
            }
            for name, found in files.items()
        }

    def _pytest(self, *arguments: str, seconds: float = PATIENCE_SECONDS) -> int:
        command = [
            str(self._python),
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            *arguments,
        ]
        try:
            return subprocess.run(
                command, cwd=self.root, capture_output=True, check=False, timeout=seconds
            ).returncode
        except subprocess.TimeoutExpired:
            return 1  # a loop without an end is seen, too

    def drawn(self, count: int, rng: random.Random) -> list[Mutant]:
        """Draw changes over all files."""
        paths = (path.relative_to(self.root) for path in sorted(self.root.glob("src/**/*.py")))
        everything = [mutant for path in paths for mutant in mutants_of(self.root, path)]
        return rng.sample(everything, min(count, len(everything)))

    def survivor(self, mutant: Mutant, rng: random.Random) -> str | None:
        """Return what stood in the place of a change that every test passes with, else None."""
        path = self.root / mutant.path
        before = path.read_bytes()
        path.write_bytes(before[: mutant.start] + mutant.new.encode() + before[mutant.end :])
        try:
            by_line = self._by_line.get(mutant.path, {})
            near = by_line.get(mutant.line) or set().union(*by_line.values())
            some = rng.sample(sorted(near), min(MOST_TESTS, len(near)))
            if (some and self._pytest("-n0", *some)) or self._pytest():
                return None
            return before[mutant.start : mutant.end].decode()
        finally:
            path.write_bytes(before)


def _run(command: list[str], folder: Path = ROOT) -> None:
    subprocess.run(command, check=True, cwd=folder)


def main() -> None:
    """Draw changes over all rooms, and print what lives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    ends = time.monotonic() + asked.minutes * 60
    alive = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        for mutant in workshop.drawn(asked.count, rng):
            if time.monotonic() > ends:
                break
            tried += 1
            if old := workshop.survivor(mutant, rng):
                alive += 1
                print(f"{mutant.path}:{mutant.line}: {old} → {mutant.new}", flush=True)
    print(f"{tried} changes, {tried - alive} seen, {alive} not")


if __name__ == "__main__":
    main()
