"""Cut the power at each file operation of every verb that writes: is anything lost, or half there?

A run is recorded: what it writes, syncs, names and removes in the home, and when it answers. Then
the power fails after each operation: of what no sync has reached, any part may be missing, torn
inside a write, or be there without what came before it. The home is made as the disk would hold it,
and attune looks at it: no change that was acknowledged is lost, none is there by half, and there is
no journal or a whole one. Ends with exit code 1 if there is a problem. Linux on x86-64 only. Run in
tests/:

    nice python -m bench.power --each 6
"""

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.kept import (
    MANY_CALLS,
    VERBS,
    Kept,
    Verb,
    begin,
    copied,
    folder_of,
    kept,
    mixed,
    unwhole_backups,
)
from bench.scenarios import quietly, run_in
from bench.syscalls import Call, Tracer, can_inject

SECTOR = 512  # bytes that a disk writes whole
NAMING = {"link", "rename", "unlink", "mkdir", "rmdir", "create"}
MOST_SHOWN = 12
ALL = VERBS | MANY_CALLS


class Step(NamedTuple):
    """One operation that the disk may or may not have taken.

    Attributes:
        name: “write”, “truncate”, “sync”, “answer”, or one of NAMING.
        place: the file's own number for a write, a truncation and a sync; else the folder.
        paths: of the files that a naming is about.
        data: what is written.
        offset: where, or the new size.
    """

    name: str
    place: str
    paths: tuple[str, ...] = ()
    data: bytes = b""
    offset: int = 0


class Outcome(NamedTuple):
    """What came of the power cuts of one verb.

    Attributes:
        steps: how many operations it makes.
        states: how many different states of the disk were looked at.
        acknowledged: after how many of them it had answered.
        problems: what was lost or half there, a sentence each.
        seconds: how long it took.
    """

    steps: int
    states: int
    acknowledged: int
    problems: tuple[str, ...]
    seconds: float


class Disk:
    """Files as a disk holds them: names in folders, each pointing at content."""

    def __init__(self, home: Path | None) -> None:
        self.names: dict[str, str] = {}
        self.content: dict[str, bytearray] = {}
        self.folders: set[str] = set()
        if home and home.exists():
            self.folders = {str(home), *(str(p) for p in home.rglob("*") if p.is_dir())}
            for path in home.rglob("*"):
                if path.is_file():
                    self.names[str(path)] = f"={path}"
                    self.content[f"={path}"] = bytearray(path.read_bytes())

    def copy(self) -> "Disk":
        """Return another one that holds the same."""
        other = Disk(None)
        other.names, other.folders = dict(self.names), set(self.folders)
        other.content = {name: bytearray(content) for name, content in self.content.items()}
        return other

    def take(self, step: Step) -> None:
        """Do a step; a naming of what is not there does nothing."""
        if step.name == "write":
            held = self.content.setdefault(step.place, bytearray())
            held.extend(bytes(max(0, step.offset - len(held))))
            held[step.offset : step.offset + len(step.data)] = step.data
        elif step.name == "truncate":
            held = self.content.setdefault(step.place, bytearray())
            held.extend(bytes(max(0, step.offset - len(held))))
            del held[step.offset :]
        elif step.name == "create":
            self.names[step.paths[0]] = step.paths[1]
            self.content.setdefault(step.paths[1], bytearray())
        elif step.name == "link" and step.paths[0] in self.names:
            self.names[step.paths[1]] = self.names[step.paths[0]]
        elif step.name == "rename" and step.paths[0] in self.names:
            self.names[step.paths[1]] = self.names.pop(step.paths[0])
        elif step.name == "unlink":
            self.names.pop(step.paths[0], None)
        elif step.name == "mkdir":
            self.folders.add(step.paths[0])
        elif step.name == "rmdir":
            self.folders.discard(step.paths[0])

    def write_to(self, home: Path) -> None:
        """Make the files in a home; what lies in no folder is not there."""
        shutil.rmtree(home, ignore_errors=True)
        for folder in sorted(self.folders):
            if Path(folder) == home or Path(folder).parent.is_dir():
                Path(folder).mkdir(mode=0o700, exist_ok=True)
        for path, number in self.names.items():
            if Path(path).parent.is_dir():
                Path(path).write_bytes(self.content.get(number, b""))
                Path(path).chmod(0o600)

    def digest(self) -> bytes:
        """Return what tells two states apart."""
        seen = hashlib.sha256(repr(sorted(self.folders)).encode())
        for path, number in sorted(self.names.items()):
            seen.update(path.encode(errors="surrogateescape") + b"\0")
            seen.update(self.content.get(number, b""))
        return seen.digest()


def steps_of(calls: Sequence[Call], home: Path) -> Iterator[Step]:  # noqa: C901, PLR0912 a branch a kind
    """Return what of the calls of a run reaches the disk, on files of a home."""
    numbers: dict[str, str] = {}  # which content a path names now
    opened: dict[int, str] = {}
    made = 0
    for call in calls:
        if call.result < 0:
            continue
        if call.name == "write" and call.paths in {("<1>",), ("<2>",)}:
            yield Step("answer", "")
        paths = call.paths
        is_around = call.name in {"open", "fsync", "fdatasync"} and paths == (str(home.parent),)
        if not is_around and not all(path.startswith(str(home)) for path in paths):
            continue
        folder = os.path.dirname(paths[-1])  # noqa: PTH120 a text
        if call.name == "open":
            flags = call.arguments[1]
            number = numbers.get(paths[0], f"={paths[0]}")
            if flags & os.O_CREAT and not (numbers.get(paths[0]) or _was_there(numbers, paths[0])):
                made += 1
                number = f"#{made}"
                numbers[paths[0]] = number
                yield Step("create", folder, (paths[0], number))
            opened[call.result] = numbers.setdefault(paths[0], number)
            if flags & os.O_TRUNC:
                yield Step("truncate", number, offset=0)
        elif call.name in {"write", "pwrite"}:
            number = opened[call.arguments[0]]
            yield Step("write", number, data=call.data[: call.result], offset=call.offset)
        elif call.name == "ftruncate":
            yield Step("truncate", opened[call.arguments[0]], offset=call.arguments[1])
        elif call.name in {"fsync", "fdatasync"}:
            yield Step("sync", opened.get(call.arguments[0], ""), (paths[0],))
        elif call.name in NAMING:
            if call.name in {"link", "rename"}:
                numbers[paths[1]] = numbers.get(paths[0], f"={paths[0]}")
            if call.name in {"rename", "unlink"}:
                numbers[paths[0]] = ""  # nothing
            yield Step(call.name, folder, paths)
        elif call.name in {"sendfile", "copy"}:
            raise NotImplementedError(call.name)


_THERE: set[str] = set()  # the paths of files from before the run


def _was_there(numbers: dict[str, str], path: str) -> bool:
    return numbers.get(path) != "" and path in _THERE


def cut(steps: Sequence[Step], begun: Disk, rng: random.Random, keep: float) -> Disk:
    """Return a disk after the power failed behind these steps.

    Args:
        steps: all that were made.
        begun: the disk before them.
        rng: decides what of the unsynced is there.
        keep: how likely each of it is.
    """
    synced: dict[int, None] = {}
    for place, step in enumerate(steps):
        if step.name == "sync":
            is_synced = {step.place, step.paths[0]}
            for before in range(place):
                if steps[before].place in is_synced:
                    synced[before] = None
    disk = begun.copy()
    for place, step in enumerate(steps):
        if place in synced:
            disk.take(step)
        elif rng.random() < keep:
            torn = step.name == "write" and len(step.data) > SECTOR and rng.random() < 0.3
            if torn:
                end = SECTOR * rng.randrange(1, -(-len(step.data) // SECTOR))
                disk.take(step._replace(data=step.data[:end]))
            else:
                disk.take(step)
    return disk


class Bench:
    """The home that runs begin with, and the one that they run in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun, self.work = folder_of(folder / "begun"), folder_of(folder)
        begin(self._begun)

    def record(self, verb: Verb) -> tuple[list[Step], Disk, Kept, Kept]:
        """Run a verb, and return its steps, the disk before, and what is kept before and after."""
        copied(self._begun, self.work, verb)
        before = kept(self.work)
        begun = Disk(self.work.data)
        _THERE.clear()
        _THERE.update(begun.names)
        quietly(run_in(self.work), verb.typed_in(self.work))  # which loads what it needs
        copied(self._begun, self.work, verb)
        tracer = Tracer()
        found = tracer.run(run_in(self.work), verb.typed_in(self.work), self._folder, verb.stdin)
        if found.code not in {0, 2}:
            sys.exit(f"attune {' '.join(verb.typed)} fails by itself: {found}")
        return list(steps_of(tracer.calls, self.work.data)), begun, before, kept(self.work)

    def cuts(self, name: str, each: int, seed: int = 0) -> Outcome:
        """Cut the power after every step of a verb.

        Args:
            name: of the verb, in ALL.
            each: how many states are drawn for each step, beside all and nothing of the unsynced.
            seed: of the draws.
        """
        start, rng = time.perf_counter(), random.Random(seed)
        steps, begun, before, after = self.record(ALL[name])
        seen: set[tuple[bytes, bool]] = set()
        acknowledged, problems = 0, []
        for end in range(len(steps) + 1):
            said = any(step.name == "answer" for step in steps[:end])
            for keep in (0.0, 1.0, *(rng.uniform(0.1, 0.9) for _ in range(each))):
                disk = cut(steps[:end], begun, rng, keep)
                if (key := (disk.digest(), said)) in seen:
                    continue
                seen.add(key)
                acknowledged += said
                disk.write_to(self.work.data)
                problems += [
                    f"after {end} of {len(steps)} steps: {problem}"
                    for problem in self._wrong(before, after, said=said)
                ]
        seconds = time.perf_counter() - start
        return Outcome(len(steps), len(seen), acknowledged, tuple(problems), seconds)

    def at_its_answer(self, name: str) -> list[str]:
        """Cut the power when a verb begins to answer, with nothing there that was not synced.

        Returns:
            What is lost then, a sentence each.
        """
        steps, begun, before, after = self.record(ALL[name])
        end = next(place for place, step in enumerate(steps) if step.name == "answer")
        cut(steps[:end], begun, random.Random(0), 0.0).write_to(self.work.data)
        return list(self._wrong(before, after, said=True))

    def _wrong(self, before: Kept, after: Kept, *, said: bool) -> Iterator[str]:
        """Yield what is wrong with what the disk holds."""
        try:
            there = kept(self.work)
        except Exception as problem:  # noqa: BLE001 whatever it is, it is said
            yield f"what is there is not whole: {problem!r}"
            return
        drafts = {name for name in there if name.startswith("draft")}  # whole, as they are read
        yield from mixed({n: v for n, v in there.items() if n not in drafts}, before, after)
        if said and any(there.get(name) != after[name] for name in after):
            lost = [name for name in after if there.get(name) != after[name]]
            yield f"it was acknowledged, and is lost: {lost}"
        yield from unwhole_backups(self.work)
        if there and quietly(run_in(self.work), ["week"]):
            yield "week is refused afterwards"


def main() -> None:
    """Do it all, in a folder that is removed afterwards, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=6, help="states drawn for each step")
    parser.add_argument("--only", help="the verbs whose names hold this")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if not can_inject():
        sys.exit("This system doesn’t let system calls be seen: Linux on x86-64 does.")
    outcomes = {}
    print(f"{'':34}{'steps':>8}{'states':>8}{'said':>8}{'problems':>10}{'time':>10}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in ALL:
            if asked.only and asked.only not in name:
                continue
            outcomes[name] = bench.cuts(name, asked.each, asked.seed)
            steps, states, said, problems, seconds = outcomes[name]
            print(
                f"{name:34}{steps:8}{states:8}{said:8}{len(problems):10}{seconds:8.1f} s",
                flush=True,
            )
    states = sum(outcome.states for outcome in outcomes.values())
    wrong = [outcome.problems for outcome in outcomes.values()]
    print(f"{'in all':34}{'':8}{states:8}{'':8}{sum(map(len, wrong)):10}")
    for name, outcome in outcomes.items():
        for problem in outcome.problems[:MOST_SHOWN]:
            print(f"{name}: {problem}")
    sys.exit(any(wrong))


if __name__ == "__main__":
    main()
