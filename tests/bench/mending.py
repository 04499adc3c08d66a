"""Time the verbs that mend in a large journal against the same in a small one, run by run.

A moment is logged, changed, deleted and brought back; the journal is the one before, but for its
numbers. Run in tests/, on a copy of a large journal such as bench.fill makes:

    python -m bench.mending FOLDER --rounds 15
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from bench.processes import ATTUNE, environment, timed

LOG = ("log", "hurt", "comfort", "partly")
VERBS = (
    ("edit", "last", "scared", "-m", "anew"),
    ("rate", "last", "no"),
    ("back", "last", "later"),
    ("delete", "last", "--yes"),
    ("undo",),
    ("redo",),
    ("undo", "--list"),
)
MOST_MORE = 0.1  # seconds


def measured(homes: tuple[Path, Path], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Return seconds on the clock of each verb, in the small and the large journal."""
    seconds: dict[str, list[tuple[float, float]]] = {" ".join(verb): [] for verb in VERBS}
    for turn in range(rounds + 1):  # the first is not counted
        for home in homes:
            timed((ATTUNE, *LOG), environment(home))
        for verb in VERBS:
            small, large = (timed((ATTUNE, *verb), environment(home)).seconds for home in homes)
            if turn:
                seconds[" ".join(verb)].append((small, large))
    return seconds


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, help="the folder of a large journal; it is written to")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = measured((Path(folder), asked.home.absolute()), asked.rounds)
    print(f"{'verb':32}{'small':>10}{'large':>10}{'more':>10}")
    for verb, pairs in samples.items():
        small, large = (median(side) for side in zip(*pairs, strict=True))
        more = large - small
        verdict = "within" if more <= MOST_MORE else "over"
        print(f"{verb:32}{small:8.3f} s{large:8.3f} s{more:+8.3f} s  {verdict}")


if __name__ == "__main__":
    main()
