"""What was seen together: cells of moments whose share differs from the own overall rate.

Never child against child; only “seen together”, never “because”. Cells are shrunk towards the
overall rate, so that few moments say little (Gelman, Hill & Yajima 2012).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from attune_cli.core.beta import beta_cdf
from attune_cli.core.days import WEEKDAYS
from attune_cli.core.moment import Moment, Sensitivity

SHRINKAGE = 4.0
ENOUGH_IN_CELL = 6
ENOUGH_DAYS_IN_CELL = 3
NOTICEABLE = 0.975
MOST_NOTICES = 2
# Each part of the day from its first hour; before the first one it is still night.
PARTS_OF_DAY = ((22, "night"), (17, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))


@dataclass(frozen=True)
class Notice:
    """A cell that differs from the overall rate.

    Attributes:
        by: "part_of_day", "weekday", "cue" or "state".
        cell: which one, such as "evening".
        k: moments of the cell rated yes.
        n: rated moments of the cell.
        overall: share rated yes of all rated moments.
        probability: that the cell's true share lies on the side of `overall` where it was seen.
    """

    by: str
    cell: str
    k: int
    n: int
    overall: float
    probability: float


def part_of_day(hour: int) -> str:
    """Return the part of the day that an hour, 0 to 23, belongs to."""
    return next(name for first, name in PARTS_OF_DAY if hour >= first)


def _parts(moment: Moment) -> Iterable[str]:
    return (part_of_day(moment.occurred_at.hour),) if moment.occurred_at else ()


CELLS: dict[str, Callable[[Moment], Iterable[str]]] = {
    "part_of_day": _parts,
    "weekday": lambda moment: (WEEKDAYS[moment.local_day.weekday()],),
    "cue": lambda moment: (moment.cue,) if moment.cue else (),
    "state": lambda moment: moment.states,
}


def notices(rated: Sequence[Moment]) -> tuple[Notice, ...]:
    """Return at most two cells worth a question, the surest first.

    Args:
        rated: rated moments of distress.
    """
    found = [
        notice
        for by, cells_of in CELLS.items()
        for cell, moments in _cells(rated, cells_of).items()
        if (notice := _notice(by, cell, moments, rated)).probability >= NOTICEABLE
        and len(moments) >= ENOUGH_IN_CELL
        and len({moment.local_day for moment in moments}) >= ENOUGH_DAYS_IN_CELL
    ]
    return tuple(sorted(found, key=lambda n: (-n.probability, n.by, n.cell))[:MOST_NOTICES])


def _cells(
    rated: Sequence[Moment], cells_of: Callable[[Moment], Iterable[str]]
) -> dict[str, list[Moment]]:
    cells: defaultdict[str, list[Moment]] = defaultdict(list)
    for moment in rated:
        for cell in cells_of(moment):
            cells[cell].append(moment)
    return cells


def _yes(moments: Sequence[Moment]) -> int:
    return sum(moment.sensitivity is Sensitivity.YES for moment in moments)


def _notice(by: str, cell: str, moments: Sequence[Moment], rated: Sequence[Moment]) -> Notice:
    k, n, overall = _yes(moments), len(moments), _yes(rated) / len(rated)
    if overall in {0.0, 1.0}:  # nothing differs where all are alike
        return Notice(by, cell, k, n, overall, 0.0)
    below = beta_cdf(overall, SHRINKAGE * overall + k, SHRINKAGE * (1 - overall) + n - k)
    return Notice(by, cell, k, n, overall, max(below, 1 - below))
