"""What was seen together: cells of moments whose share differs from the own overall share.

Never child against child; only “seen together”, never “because”. Cells are shrunk towards the
overall share, so that few moments say little (Gelman, Hill & Yajima 2012).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attune_cli.core.beta import beta_cdf
from attune_cli.core.days import WEEKDAYS
from attune_cli.core.majority import design_effect
from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.period import Period
from attune_cli.core.vocabulary import FRIGHTEN

SHRINKAGE = 4.0
ENOUGH_IN_CELL = 6
ENOUGH_DAYS_IN_CELL = 3
NOTICEABLE = 0.975
MOST_NOTICES = 2
# Each part of the day from its first hour; before the first one it is still night.
PARTS_OF_DAY = ((22, "night"), (17, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))
SETTLED = "settled"
AFTERWARDS = {SETTLED, "settling", "still_upset"}  # those that say how it ended

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
        probability: that the cell's true share lies on the side of `overall` where it was seen;
            0 where nothing can differ.
        corrected: the same held to a stricter measure: on the effective n, since moments of a
            day are alike, and after having looked at as many cells as are enough (Bonferroni).
            bench/honesty.py shows why.
        days: days with any of them.
        is_enough: whether the cell can be compared at all.
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


@dataclass(frozen=True)
class Patterns:
    """All that was seen together in a span of days.

    Attributes:
        period: the days.
        child, caregiver: whose moments; None is everybody's.
        sensitive: rated yes, of the rated moments of distress, by when, what and how you were.
        settled: settled afterwards, of the moments of distress where that is told, by response.
        frightened: moments in which the child was scared or hurt by the caregiver.
    """

    period: Period
    child: str | None
    caregiver: str | None
    sensitive: Seen
    settled: Seen
    frightened: int


def part_of_day(hour: int) -> str:
    """Return the part of the day that an hour, 0 to 23, belongs to."""
    return next(name for first, name in PARTS_OF_DAY if hour >= first)


def _parts(moment: Moment) -> Iterable[str]:
    return (part_of_day(moment.occurred_at.hour),) if moment.occurred_at else ()


CELLS: Mapping[str, CellsOf] = {
    "part_of_day": _parts,
    "weekday": lambda moment: (WEEKDAYS[moment.local_day.weekday()],),
    "cue": lambda moment: (moment.cue,) if moment.cue else (),
    "state": lambda moment: moment.states,
}
# A child who goes quiet after being frightened has not been helped.
HELPED: Mapping[str, CellsOf] = {
    "response": lambda moment: [word for word in moment.responses if word != FRIGHTEN]
}


def notices(rated: Sequence[Moment]) -> tuple[Cell, ...]:
    """Return at most two cells worth a question, the surest first.

    Where evenings go worse, mornings go better: of one kind of cell, the other side is left out.

    Args:
        rated: rated moments of distress.
    """
    chosen: list[Cell] = []
    for cell in _seen(rated, _went_well, CELLS).noticed:
        is_mirror = any(c.by == cell.by and c.is_above != cell.is_above for c in chosen)
        if not is_mirror and len(chosen) < MOST_NOTICES:
            chosen.append(cell)
    return tuple(chosen)


def patterns(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
) -> Patterns:
    """Return all that was seen together in a period.

    Args:
        moments: in any order; those outside the period or of others are left out.
        period: which days.
        child: a nickname: only moments with this child.
        caregiver: a nickname: only this caregiver's moments.
    """
    mine = (m for m in moments if m.local_day in period and m.is_of(child, caregiver))
    distress = [moment for moment in mine if moment.kind is Kind.DISTRESS]
    rated = [moment for moment in distress if moment.sensitivity is not None]
    told = [moment for moment in distress if moment.after in AFTERWARDS]
    return Patterns(
        period=period,
        child=child,
        caregiver=caregiver,
        sensitive=_seen(rated, _went_well, CELLS),
        settled=_seen(told, lambda moment: moment.after == SETTLED, HELPED),
        frightened=sum(FRIGHTEN in moment.responses for moment in distress),
    )


def _went_well(moment: Moment) -> bool:
    return moment.sensitivity is Sensitivity.YES


class _Group(NamedTuple):
    """A cell before it is held against the whole: which, how many count, and how many a day."""

    by: str
    cell: str
    k: int
    per_day: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.per_day)

    @property
    def is_enough(self) -> bool:
        return self.n >= ENOUGH_IN_CELL and len(self.per_day) >= ENOUGH_DAYS_IN_CELL


def _seen(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], kinds: Mapping[str, CellsOf]
) -> Seen:
    k, n = sum(map(counts, moments)), len(moments)
    groups = [group for by, of in kinds.items() for group in _groups(moments, counts, by, of)]
    looked_at = sum(group.is_enough for group in groups)
    return Seen(k, n, tuple(_cell(group, k, n, looked_at) for group in groups))


def _groups(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], by: str, cells_of: CellsOf
) -> list[_Group]:
    """Return the groups of one kind, the largest first, then by the alphabet."""
    members: defaultdict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        for name in cells_of(moment):
            members[name].append(moment)
    groups = [
        _Group(by, name, sum(map(counts, mine)), tuple(Counter(m.local_day for m in mine).values()))
        for name, mine in members.items()
    ]
    return sorted(groups, key=lambda group: (-group.n, group.cell))


def _cell(group: _Group, k_of_all: int, n_of_all: int, looked_at: int) -> Cell:
    overall, probability, corrected = k_of_all / n_of_all, 0.0, 0.0
    # A part varies less around the whole that it belongs to than around a share known beforehand.
    spread = design_effect(group.per_day) * (1 - group.n / n_of_all)
    if spread and 0 < k_of_all < n_of_all:  # else nothing can differ
        probability = _sure(group.k, group.n, overall)
        sure = _sure(group.k / spread, group.n / spread, overall)
        corrected = max(0.0, 1 - looked_at * (1 - sure))
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
    )


def _sure(k: float, n: float, overall: float) -> float:
    """Return how sure a share is to lie on the side of the overall one where it was seen."""
    below = beta_cdf(overall, SHRINKAGE * overall + k, SHRINKAGE * (1 - overall) + n - k)
    return max(below, 1 - below)
