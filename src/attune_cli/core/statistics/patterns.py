"""Patterns: cells of moments (part of the day, weekday, cue, state, response) against the whole.

Each cell's share is shrunk towards the overall share, so that few moments say little (Gelman, Hill
& Yajima 2012). How alike moments of a day are is learnt from the period and twelve weeks before it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.statistics.beta import beta_cdf
from attune_cli.core.statistics.correlation import (
    ASSUMED_ALONE,
    DayCorrelation,
    learnt_correlation,
)
from attune_cli.core.statistics.majority import WEEKS_BEFORE, design_effect
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay, known_part
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary

SHRINKAGE = 4.0
ENOUGH_IN_CELL = 6
ENOUGH_DAYS_IN_CELL = 3
NOTICEABLE = 0.975
CellsOf = Callable[[Moment], Iterable[str]]
Kinds = Mapping[str, CellsOf]
MOST_NOTICES = 2
MOSTLY = 0.75  # of the smaller of two cells; with more in common they are one finding
SETTLED = "settled"
AFTERWARDS = {SETTLED, "settling", "still_upset"}  # without “unsure”
HELPED: Kinds = {"response": lambda moment: _not_harsh(moment.responses)}


class NotAsked(StrEnum):
    """Why a page keeps to counts: nothing is noticed or asked."""

    FEAR = "fear"  # in a moment of the period a response scared or hurt the child
    ANOTHERS = "another_caregiver"  # the moments are somebody else's than the reader's


class Cell(NamedTuple):
    """A cell: the moments that share a value, such as a part of the day.

    Attributes:
        by: "part_of_day", "weekday", "cue", "state" or "response".
        cell: the value, such as "evening".
        k: how many of its moments count: rated yes, or settled afterwards.
        n: how many moments it has.
        overall: the share of all moments that counts.
        probability: that the cell's true share lies on the likelier side of `overall`; 0 if all
            moments or none count, or if all lie in the cell.
        corrected: the same with three corrections: for the days (effective n), for the cell being
            a part of the whole, and for the number of cells compared (Bonferroni).
            bench/honesty.py shows why.
        days: days with any of its moments.
        is_enough: whether the cell has enough moments and days to compare.
        is_noticed: whether it is worth a question.
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
    is_noticed: bool

    @property
    def is_above(self) -> bool:
        """Whether the share lies above that of all moments."""
        return self.k > self.overall * self.n


class Outcome(NamedTuple):
    """One outcome, over all moments and by cell.

    Attributes:
        k: how many of n moments have it.
        n: the moments of which it is known.
        cells: by kind of cell, the largest first, then in alphabetical order.
        asked: at most two of those worth a question, each a finding of its own.
        day_correlation: how alike the moments of a day are.
    """

    k: int
    n: int
    cells: tuple[Cell, ...]
    asked: tuple[Cell, ...] = ()
    day_correlation: DayCorrelation = ASSUMED_ALONE

    @property
    def noticed(self) -> tuple[Cell, ...]:
        """The cells worth a question, the most probable first."""
        found = [cell for cell in self.cells if cell.is_noticed]
        return tuple(sorted(found, key=lambda c: (-c.probability, c.by, c.cell)))


class Patterns(NamedTuple):
    """The patterns of a period.

    Attributes:
        period: the days.
        child, caregiver: whose moments; None is everybody's.
        caregivers: who responded, as stored, in alphabetical order.
        sensitive: how many rated moments of distress are rated yes, by time, cue and state. One in
            which a response scared or hurt the child never counts.
        settled: how many children settled, by response. It leaves out moments in which a response
            scared or hurt the child; unsupportive responses have no cell.
        frightened: moments in which a response scared or hurt the child.
        not_asked: why nothing is noticed or asked here; None where it may be.
    """

    period: Period
    child: str | None
    caregiver: str | None
    caregivers: tuple[str, ...]
    sensitive: Outcome
    settled: Outcome
    frightened: int
    not_asked: NotAsked | None


def learnt_from(period: Period) -> Period:
    """Return the days from which it is learnt how alike the moments of a day are."""
    return Period(period.start - WEEKS_BEFORE, period.end)


class Known(NamedTuple):
    """The moments of distress of which an outcome is known, counted.

    Attributes:
        k: how many have the outcome.
        n: how many there are.
        groups: the same by cell; see `sorted_groups`.
        shared: returns how many moments two cells have in common.
        learnt_days: k and n of each day of the period and of the weeks before it, by day.
    """

    k: int
    n: int
    groups: Sequence["Group"]
    shared: Callable[[Cell, Cell], int]
    learnt_days: Sequence[tuple[int, int]] = ()


class KnownPatterns(NamedTuple):
    """What the patterns of a period are made from.

    Attributes:
        rated: the moments that are rated; those rated yes count, without those of fear.
        settling: those of which it is known how the child was afterwards, without those of fear.
        caregivers: who responded.
        raters: who responded, of the rated ones.
        frightened: moments in which a response scared or hurt the child.
    """

    rated: Known
    settling: Known
    caregivers: frozenset[str]
    raters: frozenset[str]
    frightened: int


def patterns(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    parts: PartsOfDay = USUAL_PARTS,
    reader: str | None = None,
) -> Patterns:
    """Return the patterns of a period.

    Args:
        moments: in any order, also those of the weeks before; other moments are left out.
        period: which days.
        child: a nickname: only moments with this child.
        caregiver: a nickname: only this caregiver's moments.
        parts: when the parts of the day begin.
        reader: the nickname of who reads the page; None where that is not known.
    """
    known_days = learnt_from(period)
    every = [
        moment
        for moment in moments
        if moment.kind is Kind.DISTRESS
        and moment.local_day in known_days
        and moment.is_of(child, caregiver)
    ]
    distress = [moment for moment in every if moment.local_day in period]

    def known(
        is_known: Callable[[Moment], bool], counts: Callable[[Moment], bool], kinds: Kinds
    ) -> Known:
        found = known_of(list(filter(is_known, distress)), counts, kinds)
        return found._replace(learnt_days=_by_day(filter(is_known, every), counts))

    found = KnownPatterns(
        rated=known(_is_rated, _went_well, _cells(parts)),
        settling=known(_is_settling_known, _settled, HELPED),
        caregivers=frozenset(moment.caregiver for moment in distress),
        raters=frozenset(moment.caregiver for moment in distress if _is_rated(moment)),
        frightened=sum(map(_is_of_fear, distress)),
    )
    return patterns_from(found, period, child, caregiver, reader)


def patterns_from(
    found: KnownPatterns,
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    reader: str | None = None,
) -> Patterns:
    """Return the patterns of a period, of what is known of it; for the rest see `patterns`."""
    not_asked = _why_not(found, reader)
    sensitive, settled = (
        outcome_of(known, learnt_correlation(known.learnt_days), is_asked=not_asked is None)
        for known in (found.rated, found.settling)
    )
    return Patterns(
        period=period,
        child=child,
        caregiver=caregiver,
        caregivers=tuple(sorted(found.caregivers)),
        sensitive=sensitive,
        settled=settled,
        frightened=found.frightened,
        not_asked=not_asked,
    )


def _why_not(found: KnownPatterns, reader: str | None) -> NotAsked | None:
    if found.frightened:
        return NotAsked.FEAR
    by = found.raters or found.caregivers
    return NotAsked.ANOTHERS if reader is not None and by and reader not in by else None


def _by_day(
    moments: Iterable[Moment], counts: Callable[[Moment], bool]
) -> Sequence[tuple[int, int]]:
    days: defaultdict[date, list[bool]] = defaultdict(list)
    for moment in moments:
        days[moment.local_day].append(counts(moment))
    return [(sum(day), len(day)) for _, day in sorted(days.items())]


def known_ratings(distress: Iterable[Moment], parts: PartsOfDay = USUAL_PARTS) -> Known:
    """Return the rated ones of some moments of distress, counted by time, cue and state."""
    return known_of(list(filter(_is_rated, distress)), _went_well, _cells(parts))


def _cells(parts: PartsOfDay) -> Kinds:
    def part(moment: Moment) -> Iterable[str]:
        part = known_part(moment.occurred_at, moment.part_of_day, parts)
        return (part,) if part else ()

    return {
        "part_of_day": part,
        "weekday": lambda moment: (WEEKDAYS[moment.local_day.weekday()],),
        "cue": lambda moment: (moment.cue,) if moment.cue else (),
        "state": lambda moment: moment.states,
    }


def _not_harsh(responses: Iterable[str]) -> list[str]:
    return [word for word in responses if vocabulary().stance(word) != UNSUPPORTIVE]


def _is_rated(moment: Moment) -> bool:
    return moment.sensitivity is not None


def _is_of_fear(moment: Moment) -> bool:
    return FRIGHTEN in moment.responses


def _went_well(moment: Moment) -> bool:
    return moment.sensitivity is Sensitivity.YES and not _is_of_fear(moment)


def _is_settling_known(moment: Moment) -> bool:
    # A child who goes quiet after being frightened has not settled.
    return moment.after in AFTERWARDS and not _is_of_fear(moment)


def _settled(moment: Moment) -> bool:
    return moment.after == SETTLED


class Group(NamedTuple):
    """A cell before it is compared with the whole.

    Attributes:
        by, cell: as of a cell.
        k: how many of its moments count.
        per_day: how many it has on each day that has any.
    """

    by: str
    cell: str
    k: int
    per_day: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many moments it has."""
        return sum(self.per_day)

    @property
    def is_enough(self) -> bool:
        """Whether it has enough moments and days to compare."""
        return self.n >= ENOUGH_IN_CELL and len(self.per_day) >= ENOUGH_DAYS_IN_CELL


def sorted_groups(groups: Iterable[Group]) -> list[Group]:
    """Return the groups of one kind, the largest first, then in alphabetical order."""
    return sorted(groups, key=lambda group: (-group.n, group.cell))


class _Whole(NamedTuple):
    """What a cell is compared with, and how."""

    k: int
    n: int
    looked_at: int
    correlation: DayCorrelation
    is_asked: bool


def known_of(moments: Sequence[Moment], counts: Callable[[Moment], bool], kinds: Kinds) -> Known:
    """Count moments of which an outcome is known.

    Args:
        moments: these moments.
        counts: whether a moment has it.
        kinds: for each kind of cell, the cells of a moment.
    """
    members: dict[tuple[str, str], frozenset[int]] = {}
    groups: list[Group] = []
    for by, cells_of in kinds.items():
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, moment in enumerate(moments):
            for name in cells_of(moment):
                places[name].append(place)
        of_kind = []
        for name, mine in places.items():
            per_day = Counter(moments[place].local_day for place in mine)
            k = sum(counts(moments[place]) for place in mine)
            of_kind.append(Group(by, name, k, tuple(per_day.values())))
            members[by, name] = frozenset(mine)
        groups += sorted_groups(of_kind)

    def shared(one: Cell, other: Cell) -> int:
        return len(members[one.by, one.cell] & members[other.by, other.cell])

    return Known(sum(map(counts, moments)), len(moments), groups, shared)


def outcome_of(
    known: Known, correlation: DayCorrelation = ASSUMED_ALONE, *, is_asked: bool = True
) -> Outcome:
    """Return an outcome over all moments and by cell.

    Args:
        known: the moments of which it is known.
        correlation: how alike the moments of a day are.
        is_asked: whether a cell may be noticed at all.
    """
    looked_at = sum(group.is_enough for group in known.groups)
    whole = _Whole(known.k, known.n, looked_at, correlation, is_asked)
    cells = tuple(_cell(group, whole) for group in known.groups)
    found = Outcome(known.k, known.n, cells, day_correlation=correlation)
    return found._replace(asked=_asked(found.noticed, known.shared))


def _asked(noticed: Iterable[Cell], shared: Callable[[Cell, Cell], int]) -> tuple[Cell, ...]:
    """Return at most two cells, each a finding of its own.

    If evenings go worse, mornings go better. So a cell of the same kind on the other side is left
    out, and so is a cell with mostly the same moments.

    Args:
        noticed: the cells worth a question, the most probable first.
        shared: returns how many moments two cells have in common.
    """

    def is_the_same(one: Cell, other: Cell) -> bool:
        is_mirror = one.by == other.by and one.is_above != other.is_above
        return is_mirror or shared(one, other) > MOSTLY * min(one.n, other.n)

    chosen: list[Cell] = []
    for cell in noticed:
        if len(chosen) < MOST_NOTICES and not any(is_the_same(cell, one) for one in chosen):
            chosen.append(cell)
    return tuple(chosen)


def _cell(group: Group, whole: _Whole) -> Cell:
    overall, probability, corrected = whole.k / whole.n, 0.0, 0.0
    # A part varies less around its own whole than around an independent share.
    spread = design_effect(group.per_day, whole.correlation.value) * (1 - group.n / whole.n)
    if spread and 0 < whole.k < whole.n:  # else nothing can differ
        probability = _sure(group.k, group.n, overall)
        sure = _sure(group.k / spread, group.n / spread, overall)
        corrected = max(0.0, 1 - whole.looked_at * (1 - sure)) if whole.looked_at else 0.0
    is_sure = min(probability, corrected) >= NOTICEABLE
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
        is_noticed=whole.is_asked and group.is_enough and is_sure,
    )


def _sure(k: float, n: float, overall: float) -> float:
    """Return the probability that the true share lies on the observed side of the overall one."""
    below = beta_cdf(overall, SHRINKAGE * overall + k, SHRINKAGE * (1 - overall) + n - k)
    return max(below, 1 - below)
