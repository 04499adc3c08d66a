"""Time every verb, beside jrnl's entry and beside other versions of attune, in one run.

Every round runs each verb of each program once, so that a noisy machine is noisy for all. Prints
the median processor time of each verb in milliseconds, and how many times that of jrnl's entry into
an empty journal it is. Run in tests/, on a quiet machine:

    python -m bench.verbs --rounds 11 --jrnl PROGRAM --beside before=PROGRAM
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median

from bench.processes import ATTUNE, Sample, environment, of_a_user, timed

MOMENTS = 60
# In this order a round leaves the journal with as many moments as before.
VERBS = tuple(
    tuple(line.split())
    for line in """
    log hurt comfort name yes
    edit last partly
    rate last no
    back last later
    undo
    delete last --yes
    undo
    delete last --yes
    show 1
    list
    search swing
    week
    month
    look
    calendar
    trend
    patterns
    today
    tips --age toddler
    words
    child list
    caregiver list
    reflections
    config list
    where
    doctor
    help-now
    demo
    --version
    help
    --help
    """.strip().splitlines()
)


def journal(program: str, folder: Path) -> dict[str, str]:
    """Return the environment of a journal that a program of its own has filled."""
    there = environment(folder)
    timed((program, "child", "add", "ada", "--band", "toddler"), there)
    ratings = ("yes", "partly", "no")
    for number in range(MOMENTS):
        words = ("hurt", "comfort", ratings[number % 3], "@ada", "-m", "fell off the swing")
        timed((program, "log", *words, "--at", f"{number // 3 + 1} days ago"), there)
    return there


def measured(
    programs: dict[str, str], jrnl: str | None, rounds: int, work: Path
) -> dict[tuple[str, str], list[Sample]]:
    """Run every verb once without counting it, then all of them in turn, round after round."""
    journals = {name: journal(program, work / name) for name, program in programs.items()}
    samples: dict[tuple[str, str], list[Sample]] = {}
    entries, config = work / "jrnl.txt", work / "jrnl.yaml"
    config.write_text(f"journals:\n  default: {entries}\n", encoding="utf-8")
    for turn in range(rounds + 1):
        if jrnl:
            entries.unlink(missing_ok=True)
            command = (jrnl, "--config-file", str(config), "Fell off the swing.")
            _keep(samples, ("jrnl", ""), timed(command, of_a_user(work)), turn)
        for place, verb in enumerate(VERBS):
            for name, program in programs.items():
                sample = timed((program, *verb), journals[name])
                _keep(samples, (f"{place:02} {' '.join(verb)}", name), sample, turn)
    return samples


def _keep(
    samples: dict[tuple[str, str], list[Sample]], key: tuple[str, str], sample: Sample, turn: int
) -> None:
    if turn:
        samples.setdefault(key, []).append(sample)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--jrnl", default=shutil.which("jrnl"), help="the program, if not in PATH")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=PROGRAM")
    asked = parser.parse_args()
    programs = {**dict(each.split("=", 1) for each in asked.beside), "now": ATTUNE}
    with tempfile.TemporaryDirectory() as folder:
        samples = measured(programs, asked.jrnl, asked.rounds, Path(folder))
    cpu = {key: 1000 * median(sample.cpu for sample in several) for key, several in samples.items()}
    entry = cpu.pop(("jrnl", ""), None)
    if entry:
        print(f"jrnl's entry: {entry:.0f} ms of a processor")
    print(f"{'':34}" + "".join(f"{name:>12}{'÷ jrnl':>8}" for name in programs))
    for verb in dict.fromkeys(verb for verb, _ in cpu):
        figures = (cpu[verb, name] for name in programs)
        columns = (f"{f:9.0f} ms{f'{f / entry:8.2f}' if entry else '':>8}" for f in figures)
        print(f"{verb[3:]:34}{''.join(columns)}")


if __name__ == "__main__":
    main()
