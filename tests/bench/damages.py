"""Damage the journal in many ways: what is said, and does the way back lead back?"""

import time
from collections.abc import Iterator

from bench.cut_short import Bench, Outcome
from bench.scenarios import MOMENTS, SCENARIOS, SINCE, aloud, rows, rows_of, run_in
from damage import plain_cases, random_cases

WAYS_BACK = ("attune restore", "attune doctor --fix")  # the latter where only the index is
LOOKING = (["week"], ["list", "--json"], ["log", "hurt", "yes"])


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
