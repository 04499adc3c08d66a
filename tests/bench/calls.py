"""Fail each system call on the home, of every verb that writes: is anything lost, or said wrongly?

Each call on a file of the home is made to fail once with each of EIO, ENOSPC, EROFS and EACCES.
Afterwards the home is as before or as after, whole; a run that ends well has done it; one that is
refused has not, or says that it is done; nothing is left beside, and attune goes on. Ends with
exit code 1 if there is a problem. Linux on x86-64 only. Run in tests/:

    nice python -m bench.calls --every 1
"""

import argparse
import errno
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.kept import (
    JOURNAL,
    VERBS,
    Kept,
    Verb,
    begin,
    copied,
    folder_of,
    kept,
    left_behind,
    mixed,
    unwhole_backups,
)
from bench.scenarios import quietly, run_in
from bench.syscalls import Call, Tracer, can_inject
from bench.traced import Traced

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)
INDEX_BEHIND = "The search index is damaged. What you said is stored"
DONE = ("is stored", "It is done", "Whoever has this file can read it")
MOST_SHOWN = 400


class Outcome(NamedTuple):
    """What came of the failing calls of one verb.

    Attributes:
        calls: how many calls on the home it makes.
        runs: how many runs with one that failed there were.
        refused: how many were refused.
        problems: what was lost or said wrongly, a sentence each.
        seconds: how long it took.
    """

    calls: int
    runs: int
    refused: int
    problems: tuple[str, ...]
    seconds: float


class Bench:
    """The home that runs begin with, and the one that they run in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun, self.work = folder_of(folder / "begun"), folder_of(folder)
        begin(self._begun)

    def failing(self, name: str, every: int = 1, first: int = 0) -> Outcome:
        """Run a verb with each of its calls failing, or with every so many of them.

        Args:
            name: of the verb, in VERBS.
            every: of so many failing calls, one is tried.
            first: which of them is the first.
        """
        start, verb = time.perf_counter(), VERBS[name]
        copied(self._begun, self.work, verb)
        before = kept(self.work)
        quietly(run_in(self.work), verb.typed_in(self.work))  # which loads what it needs
        whole, calls = self._run(verb, lambda _place, _call: 0)
        if whole.code not in {0, 2}:
            sys.exit(f"attune {name} fails by itself: {whole}")
        after = kept(self.work)
        places = [place for place, call in enumerate(calls) if self._is_of_home(call)]
        every_one = [(place, error) for place in places for error in ERRORS]
        refused, problems = 0, []
        chosen = every_one[first::every]
        for place, error in chosen:
            what = f"{calls[place].name} {' '.join(map(self._short, calls[place].paths))}"
            found, _ = self._run(verb, _failing(place, error))
            refused += found.code == 1
            problems += [
                f"{errno.errorcode[error]} at {place}, {what}: {problem}"
                for problem in self._wrong(found, whole, before, after)
            ]
        seconds = time.perf_counter() - start
        return Outcome(len(places), len(chosen), refused, tuple(problems), seconds)

    def _run(self, verb: Verb, fails: Callable[[int, Call], int]) -> tuple[Traced, list[Call]]:
        copied(self._begun, self.work, verb)
        tracer = Tracer(fails)
        found = tracer.run(run_in(self.work), verb.typed_in(self.work), self._folder, verb.stdin)
        return found, tracer.calls

    def _is_of_home(self, call: Call) -> bool:
        return any(path.startswith(str(self.work.data)) for path in call.paths)

    def _short(self, path: str) -> str:
        return path.removeprefix(str(self.work.data))

    def _wrong(self, found: Traced, whole: Traced, before: Kept, after: Kept) -> Iterator[str]:
        """Yield what is wrong after a run with a call that failed."""
        yield from _said_badly(found)
        talk = " ".join(found.complained.split())
        try:
            there = kept(self.work)
        except Exception as problem:  # noqa: BLE001 whatever it is, it is said
            yield f"what is there is not whole: {problem!r}"
            return
        if found.code:  # what was typed is kept as a draft
            there, before = map(_without_drafts, (there, before))
        elif INDEX_BEHIND in talk:  # and a doctor makes it anew
            there, before, after = map(_without_index, (there, before, after))
        else:  # a draft that could not be dropped is offered again
            there = {n: v for n, v in there.items() if n in after or not n.startswith("draft")}
        yield from mixed(there, before, after)
        if found.code == whole.code == 0 and there != after:
            yield f"it said that it is done, and is not: {found.said!r} {talk!r}"
        if found.code == 1 and there != before and not any(sign in talk for sign in DONE):
            yield f"it is done, and was refused: {talk!r}"
        yield from unwhole_backups(self.work)
        if left := left_behind(self.work):
            yield f"left behind: {left}"
        if quietly(run_in(self.work), ["week"]):
            yield "week is refused afterwards"


def _said_badly(found: Traced) -> Iterator[str]:
    if found.code not in {0, 1, 2}:
        yield f"exit code {found.code}"
    if "Traceback" in found.complained or "broke (" in found.complained:
        yield f"it said {found.complained!r}"
    if found.code == 1 and not (found.complained or found.said):  # doctor says it in its page
        yield "it was refused without a word"


def _without_drafts(there: Kept) -> Kept:
    return {name: held for name, held in there.items() if not name.startswith("draft")}


def _without_index(there: Kept) -> Kept:
    journal = there.get(JOURNAL)
    if not isinstance(journal, dict):
        return there
    return {**there, JOURNAL: {**journal, "moment_texts": None}}


def _failing(place: int, error: int) -> Callable[[int, Call], int]:
    return lambda at, _call: error if at == place else 0


def main() -> None:
    """Do it all, in a folder that is removed afterwards, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try one of so many failing calls")
    parser.add_argument("--only", help="the verbs whose names hold this")
    asked = parser.parse_args()
    if not can_inject():
        sys.exit("This system doesn’t let a call be made to fail: Linux on x86-64 does.")
    outcomes = {}
    print(f"{'':34}{'calls':>8}{'runs':>8}{'refused':>9}{'problems':>10}{'time':>10}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for number, name in enumerate(VERBS):
            if asked.only and asked.only not in name:
                continue
            outcomes[name] = found = bench.failing(name, asked.every, number % asked.every)
            calls, runs, refused, problems, seconds = found
            print(
                f"{name:34}{calls:8}{runs:8}{refused:9}{len(problems):10}{seconds:8.1f} s",
                flush=True,
            )
    runs, wrong = sum(o.runs for o in outcomes.values()), [o.problems for o in outcomes.values()]
    print(f"{'in all':34}{'':8}{runs:8}{'':9}{sum(map(len, wrong)):10}")
    for name, outcome in outcomes.items():
        for problem in outcome.problems[:MOST_SHOWN]:
            print(f"{name}: {problem}")
    sys.exit(any(wrong))


if __name__ == "__main__":
    main()
