"""What the library of tips holds: a table for each vocabulary, ages across, and how it reads.

Run in tests/:

    python -m bench.tips
"""

from collections.abc import Iterator, Sequence
from statistics import mean
from typing import NamedTuple

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TIP_KINDS, Tip, read_tips
from attune_cli.core.vocabulary import vocabulary
from bench.reading import grade

# The vocabulary whose every word a kind of tip has something for, at every age.
SERVED = {"cue": "distress", "activity": "connection", "step": "repair", "state": "self"}
# Word and age, where a tip would make no sense, and why.
LEFT_OUT = {
    ("listen", "infant"): "a baby has no side to tell; reading the next cue is under plan",
    ("feelings", "infant"): "a baby cannot carry a grown-up's feelings",
}
KIND = "kind"


class Cell(NamedTuple):
    """How many tips there are for a word, or of a kind, at an age."""

    table: str
    word: str
    band: str
    tips: int

    @property
    def left_out(self) -> str | None:
        """Why nothing is wanted here, or None where something is."""
        return LEFT_OUT.get((self.word, self.band))


def cells(tips: Sequence[Tip]) -> Iterator[Cell]:
    """Yield every cell: of the kinds first, then of each vocabulary that is served."""
    for kind in TIP_KINDS:
        of_kind = [tip for tip in tips if tip.kind == kind]
        yield from (Cell(KIND, kind, band, _fitting(of_kind, band)) for band in BANDS)
    for table, kind in SERVED.items():
        for word in vocabulary().of(table):
            fitting = [tip for tip in tips if tip.kind == kind and word.word in tip.fits]
            yield from (Cell(table, word.word, band, _fitting(fitting, band)) for band in BANDS)


def grades(tips: Sequence[Tip]) -> dict[str, float]:
    """Return the average reading grade of the tips of each kind, and of all; titles apart."""
    by_kind = {kind: [tip for tip in tips if tip.kind == kind] for kind in TIP_KINDS}
    return {
        kind: mean(grade(f"{tip.do} {tip.example} {tip.why}") for tip in several)
        for kind, several in (by_kind | {"all": tips}).items()
    }


def _fitting(tips: Sequence[Tip], band: str) -> int:
    return sum(band in tip.bands for tip in tips)


def main() -> None:
    """Print the tables, and what is left out on purpose."""
    tips = read_tips()
    print(f"{len(tips)} tips. A dash: left out on purpose, see below.")
    table = word = ""
    for cell in cells(tips):
        if cell.table != table:
            table = cell.table
            print(f"\n\n{table:12}" + "".join(f"{band:>12}" for band in BANDS), end="")
        if cell.word != word:
            word = cell.word
            print(f"\n{word:12}", end="")
        print(f"{'–' if cell.left_out else cell.tips:>12}", end="")
    print("\n\nLeft out on purpose:")
    for (left, band), reason in LEFT_OUT.items():
        print(f"  {left}, {band}: {reason}")
    print("\nReading grade (Flesch-Kincaid), on average:")
    for kind, average in grades(tips).items():
        print(f"  {kind}: {average:.1f}")


if __name__ == "__main__":
    main()
