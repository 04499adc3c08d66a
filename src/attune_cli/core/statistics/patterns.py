"""Patterns: cells of moments (part of the day, weekday, cue, state, response) against the whole.

Each cell's share is shrunk towards the overall share, so that few moments say little (Gelman, Hill
& Yajima 2012).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.statistics.beta import beta_cdf
from attune_cli.core.statistics.majority import design_effect
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay, part_of_day
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary

SHRINKAGE = 4.0
ENOUGH_IN_CELL = 6
ENOUGH_DAYS_IN_CELL = 3
NOTICEABLE = 0.975
CellsOf = Callable[[Moment], Iterable[str]]
MOST_NOTICES = 2
MOSTLY = 0.75  # of the smaller of two cells; with more in common they are one finding
SETTLED = "settled"
AFTERWARDS = {SETTLED, "settling", "still_upset"}  # without “unsure”
HELPED: Mapping[str, CellsOf] = {"response": lambda moment: _not_harsh(moment.responses)}


@dataclass(frozen=True)
class Cell:
    """A cell: the moments that share a value, such as a part of the day.

    Attributes:
        by: "part_of_day", "weekday", "cue", "state" or "response".
        cell: the value, such as "evening".
        k: how many of its moments count: rated yes, or settled afterwards.
        n: how many moments it has.
        overall: the share of all moments that counts.
        probability: that the cell's true share lies on the likelier side of `overall`; 0 if all
            moments or none count.
        corrected: the same with three corrections: for the days (effective n), for the cell being
            a part of the whole, and for the number of cells compared (Bonferroni).
            bench/honesty.py shows why.
        days: days with any of its moments.
        is_enough: whether the cell has enough moments and days to compare.
        members: the indexes of its moments among all.
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
class Outcome:
    """One outcome, over all moments and by cell.

    Attributes:
        k: how many of n moments have it.
        n: the moments of which it is known.
        cells: by kind of cell, the largest first, then in alphabetical order.
    """

    k: int
    n: int
    cells: tuple[Cell, ...]

    @property
    def noticed(self) -> tuple[Cell, ...]:
        """The cells worth a question, the most probable first."""
        found = [cell for cell in self.cells if cell.is_noticed]
        return tuple(sorted(found, key=lambda c: (-c.probability, c.by, c.cell)))


@dataclass(frozen=True)
class Patterns:
    """The patterns of a period.

    Attributes:
        period: the days.
        child, caregiver: whose moments; None is everybody's.
        sensitive: how many rated moments of distress are rated yes, by time, cue and state.
        settled: how many children settled, by response. It leaves out moments in which a response
            scared or hurt the child; unsupportive responses have no cell.
        frightened: moments in which a response scared or hurt the child.
    """

    period: Period
    child: str | None
    caregiver: str | None
    sensitive: Outcome
    settled: Outcome
    frightened: int


def patterns(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    parts: PartsOfDay = USUAL_PARTS,
) -> Patterns:
    """Return the patterns of a period.

    Args:
        moments: in any order; other moments are left out.
        period: which days.
        child: a nickname: only moments with this child.
        caregiver: a nickname: only this caregiver's moments.
        parts: when the parts of the day begin.
    """
    mine = (m for m in moments if m.local_day in period and m.is_of(child, caregiver))
    distress = [moment for moment in mine if moment.kind is Kind.DISTRESS]
    rated = [moment for moment in distress if moment.sensitivity is not None]
    # A child who goes quiet after being frightened has not settled.
    known = [m for m in distress if m.after in AFTERWARDS and FRIGHTEN not in m.responses]
    return Patterns(
        period=period,
        child=child,
        caregiver=caregiver,
        sensitive=outcome_of(rated, _went_well, _cells(parts)),
        settled=outcome_of(known, lambda moment: moment.after == SETTLED, HELPED),
        frightened=sum(FRIGHTEN in moment.responses for moment in distress),
    )


def notices(rated: Sequence[Moment], parts: PartsOfDay = USUAL_PARTS) -> tuple[Cell, ...]:
    """Return at most two cells worth a question, the most probable first.

    If evenings go worse, mornings go better. So a cell of the same kind on the other side is left
    out, and so is a cell with mostly the same moments.

    Args:
        rated: rated moments of distress.
        parts: when the parts of the day begin.
    """
    chosen: list[Cell] = []
    for cell in outcome_of(rated, _went_well, _cells(parts)).noticed:
        if len(chosen) < MOST_NOTICES and not any(_is_the_same(cell, other) for other in chosen):
            chosen.append(cell)
    return tuple(chosen)


def _is_the_same(cell: Cell, other: Cell) -> bool:
    is_mirror = cell.by == other.by and cell.is_above != other.is_above
    shared = len(cell.members & other.members)
    return is_mirror or shared > MOSTLY * min(cell.n, other.n)


def _cells(parts: PartsOfDay) -> Mapping[str, CellsOf]:
    def part(moment: Moment) -> Iterable[str]:
        return (part_of_day(moment.occurred_at.hour, parts),) if moment.occurred_at else ()

    return {
        "part_of_day": part,
        "weekday": lambda moment: (WEEKDAYS[moment.local_day.weekday()],),
        "cue": lambda moment: (moment.cue,) if moment.cue else (),
        "state": lambda moment: moment.states,
    }


def _not_harsh(responses: Iterable[str]) -> list[str]:
    return [word for word in responses if vocabulary().stance(word) != UNSUPPORTIVE]


def _went_well(moment: Moment) -> bool:
    return moment.sensitivity is Sensitivity.YES


class _Group(NamedTuple):
    """A cell before it is compared with the whole."""

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


def outcome_of(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], kinds: Mapping[str, CellsOf]
) -> Outcome:
    """Return an outcome over all moments and by cell.

    Args:
        moments: those of which the outcome is known.
        counts: whether a moment has it.
        kinds: for each kind of cell, the cells of a moment.
    """
    k, n = sum(map(counts, moments)), len(moments)
    groups = [group for by, of in kinds.items() for group in _groups(moments, counts, by, of)]
    looked_at = sum(group.is_enough for group in groups)
    return Outcome(k, n, tuple(_cell(group, k, n, looked_at) for group in groups))


def _groups(
    moments: Sequence[Moment], counts: Callable[[Moment], bool], by: str, cells_of: CellsOf
) -> list[_Group]:
    """Return the groups of one kind, the largest first, then in alphabetical order."""
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
    # A part varies less around its own whole than around an independent share.
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
    """Return the probability that the true share lies on the observed side of the overall one."""
    below = beta_cdf(overall, SHRINKAGE * overall + k, SHRINKAGE * (1 - overall) + n - k)
    return max(below, 1 - below)
