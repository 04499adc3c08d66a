"""Cells of moments held against the whole: their shares, and how sure a difference is.

Cells are shrunk towards the overall share, so that few moments say little (Gelman, Hill & Yajima
2012). Which cells there are is patterns.py's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attune_cli.core.beta import beta_cdf
from attune_cli.core.majority import design_effect
from attune_cli.core.moment import Moment

SHRINKAGE = 4.0
ENOUGH_IN_CELL = 6
ENOUGH_DAYS_IN_CELL = 3
NOTICEABLE = 0.975

CellsOf = Callable[[Moment], Iterable[str]]


@dataclass(frozen=True)
class Cell:
    """Moments that have something in common, such as the part of the day.

    Attributes:
        by: "part_of_day", "weekday", "cue", "state" or "response".
        cell: which one, such as "evening".
        k: how many of them count: rated yes, or settled afterwards.
        n: all of them.
        overall: the share that counts of all moments.
        probability: that the cell's true share lies on the likelier side of `overall`; 0 where
            nothing can differ.
        corrected: the same held to a stricter measure: on the effective n, since moments of a
            day are alike; as a part of the whole that it is held against; and after having looked
            at as many cells as are enough (Bonferroni). bench/honesty.py shows why.
        days: days with any of them.
        is_enough: whether the cell can be compared at all.
        members: the places of its moments among all, in any order.
    """

    by: str
    cell: str
    k: int
    n: int
    overall: float
    probability: float
    corrected: float
    days: int
    is_enough: bool
    members: frozenset[int] = field(default=frozenset(), repr=False, compare=False)

    @property
    def is_noticed(self) -> bool:
        """Whether it is worth a question."""
        return self.is_enough and min(self.probability, self.corrected) >= NOTICEABLE

    @property
    def is_above(self) -> bool:
        """Whether the share lies above that of all moments."""
        return self.k > self.overall * self.n


@dataclass(frozen=True)
class Seen:
    """What was seen of one outcome.

    Attributes:
        k: how many of n moments had it.
        n: all moments of which it is known.
        cells: in the order of the kinds of cells, the largest first, then by the alphabet.
    """

    k: int
    n: int
    cells: tuple[Cell, ...]

    @property
    def noticed(self) -> tuple[Cell, ...]:
        """The cells worth a question, the surest first."""
        found = [cell for cell in self.cells if cell.is_noticed]
        return tuple(sorted(found, key=lambda c: (-c.probability, c.by, c.cell)))


class _Group(NamedTuple):
    """A cell before it is held against the whole: which, how many count, and how many a day."""

    by: str
    cell: str
    k: int
    per_day: tuple[int, ...]
    members: frozenset[int]

    @property
    def n(self) -> int:
        return sum(self.per_day)

    @property
    def is_enough(self) -> bool:
        return self.n >= ENOUGH_IN_CELL and len(self.per_day) >= ENOUGH_DAYS_IN_CELL


def seen(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], kinds: Mapping[str, CellsOf]
) -> Seen:
    """Return what was seen of an outcome.

    Args:
        moments: those of which the outcome is known.
        counts: whether a moment has it.
        kinds: by kind of cell, which of them a moment belongs to.
    """
    k, n = sum(map(counts, moments)), len(moments)
    groups = [group for by, of in kinds.items() for group in _groups(moments, counts, by, of)]
    looked_at = sum(group.is_enough for group in groups)
    return Seen(k, n, tuple(_cell(group, k, n, looked_at) for group in groups))


def _groups(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], by: str, cells_of: CellsOf
) -> list[_Group]:
    """Return the groups of one kind, the largest first, then by the alphabet."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, moment in enumerate(moments):
        for name in cells_of(moment):
            members[name].append(place)
    groups = []
    for name, places in members.items():
        mine = [moments[place] for place in places]
        per_day = Counter(moment.local_day for moment in mine)
        k, days = sum(map(counts, mine)), tuple(per_day.values())
        groups.append(_Group(by, name, k, days, frozenset(places)))
    return sorted(groups, key=lambda group: (-group.n, group.cell))


def _cell(group: _Group, k_of_all: int, n_of_all: int, looked_at: int) -> Cell:
    overall, probability, corrected = k_of_all / n_of_all, 0.0, 0.0
    # A part varies less around the whole that it belongs to than around a share known beforehand.
    spread = design_effect(group.per_day) * (1 - group.n / n_of_all)
    if spread and 0 < k_of_all < n_of_all:  # else nothing can differ
        probability = _sure(group.k, group.n, overall)
        sure = _sure(group.k / spread, group.n / spread, overall)
        corrected = max(0.0, 1 - looked_at * (1 - sure)) if looked_at else 0.0
    return Cell(
        by=group.by,
        cell=group.cell,
        k=group.k,
        n=group.n,
        overall=overall,
        probability=probability,
        corrected=corrected,
        days=len(group.per_day),
        is_enough=group.is_enough,
        members=group.members,
    )


def _sure(k: float, n: float, overall: float) -> float:
    """Return how sure a share is to lie on the side of the overall one where it was seen."""
    below = beta_cdf(overall, SHRINKAGE * overall + k, SHRINKAGE * (1 - overall) + n - k)
    return max(below, 1 - below)
