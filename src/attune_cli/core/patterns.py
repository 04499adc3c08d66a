"""What was seen together: cells of moments whose share differs from the own overall share.

Never child against child; only “seen together”, never “because”. The arithmetic is cells.py's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attune_cli.core.cells import Cell, CellsOf, Seen, seen
from attune_cli.core.days import WEEKDAYS
from attune_cli.core.instant import USUAL_PARTS, PartsOfDay, part_of_day
from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.period import Period
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary

MOST_NOTICES = 2
MOSTLY = 0.75  # of the smaller of two cells: from there on they are one finding
SETTLED = "settled"
AFTERWARDS = {SETTLED, "settling", "still_upset"}  # those that say how it ended


@dataclass(frozen=True)
class Patterns:
    """All that was seen together in a span of days.

    Attributes:
        period: the days.
        child, caregiver: whose moments; None is everybody's.
        sensitive: rated yes, of the rated moments of distress, by when, what and how you were.
        settled: settled afterwards, of the moments of distress where that is told and in which no
            response scared or hurt the child, by response; unsupportive ones are no cells.
        frightened: moments in which the child was scared or hurt by the caregiver.
    """

    period: Period
    child: str | None
    caregiver: str | None
    sensitive: Seen
    settled: Seen
    frightened: int


def _cells(parts: PartsOfDay) -> Mapping[str, CellsOf]:
    def part(moment: Moment) -> Iterable[str]:
        return (part_of_day(moment.occurred_at.hour, parts),) if moment.occurred_at else ()

    return {
        "part_of_day": part,
        "weekday": lambda moment: (WEEKDAYS[moment.local_day.weekday()],),
        "cue": lambda moment: (moment.cue,) if moment.cue else (),
        "state": lambda moment: moment.states,
    }


HELPED: Mapping[str, CellsOf] = {"response": lambda moment: _not_harsh(moment.responses)}


def notices(rated: Sequence[Moment], parts: PartsOfDay = USUAL_PARTS) -> tuple[Cell, ...]:
    """Return at most two cells worth a question, the surest first.

    Where evenings go worse, mornings go better: the other side of one kind of cell is left out,
    and so is a cell that is mostly made of the same moments.

    Args:
        rated: rated moments of distress.
        parts: when the parts of the day begin.
    """
    chosen: list[Cell] = []
    for cell in seen(rated, _went_well, _cells(parts)).noticed:
        if len(chosen) < MOST_NOTICES and not any(_is_the_same(cell, other) for other in chosen):
            chosen.append(cell)
    return tuple(chosen)


def _is_the_same(cell: Cell, other: Cell) -> bool:
    is_mirror = cell.by == other.by and cell.is_above != other.is_above
    shared = len(cell.members & other.members)
    return is_mirror or shared > MOSTLY * min(cell.n, other.n)


def patterns(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    parts: PartsOfDay = USUAL_PARTS,
) -> Patterns:
    """Return all that was seen together in a period.

    Args:
        moments: in any order; those outside the period or of others are left out.
        period: which days.
        child: a nickname: only moments with this child.
        caregiver: a nickname: only this caregiver's moments.
        parts: when the parts of the day begin.
    """
    mine = (m for m in moments if m.local_day in period and m.is_of(child, caregiver))
    distress = [moment for moment in mine if moment.kind is Kind.DISTRESS]
    rated = [moment for moment in distress if moment.sensitivity is not None]
    # A child who goes quiet after being frightened has not settled.
    told = [m for m in distress if m.after in AFTERWARDS and FRIGHTEN not in m.responses]
    return Patterns(
        period=period,
        child=child,
        caregiver=caregiver,
        sensitive=seen(rated, _went_well, _cells(parts)),
        settled=seen(told, lambda moment: moment.after == SETTLED, HELPED),
        frightened=sum(FRIGHTEN in moment.responses for moment in distress),
    )


def _not_harsh(responses: Iterable[str]) -> list[str]:
    return [word for word in responses if vocabulary().stance(word) != UNSUPPORTIVE]


def _went_well(moment: Moment) -> bool:
    return moment.sensitivity is Sensitivity.YES
