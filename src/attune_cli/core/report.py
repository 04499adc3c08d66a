"""The report for somebody who helps: a reflection, its weeks, its patterns, and what was picked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.majority import FOUR_WEEKS, NOTHING_EARLIER, Earlier
from attune_cli.core.statistics.patterns import Patterns, patterns
from attune_cli.core.statistics.reflection import Reflection, in_time, reflect
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, Unit, between, month_of, tiles
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.vocabulary import FRIGHTEN

MOST_WEEKS = 16  # of more days than that a row is a month


class Choice(NamedTuple):
    """What a caregiver chose for a report.

    Attributes:
        child, caregiver: whose moments; None is everybody's.
        shown: numbers of the moments that stand in it whole.
        left_out: numbers of the moments that are not counted.
        question: the caregiver's own; none where it is empty.
        has_notes: whether the moments shown bring their notes.
    """

    child: str | None = None
    caregiver: str | None = None
    shown: Sequence[int] = ()
    left_out: Sequence[int] = ()
    question: str = ""
    has_notes: bool = False


class Report(NamedTuple):
    """A report.

    Attributes:
        reflection: on the whole period, with the people as stored.
        patterns: of the same moments.
        rows: the reflection on each week, or on each month of a long time.
        unit: what a row is.
        days: how many days of the period have begun.
        shown: the moments picked, in the order of time.
        moments: all of the period, without those left out.
        choice: what was chosen.
        reader: nickname of whoever makes it.
    """

    reflection: Reflection
    patterns: Patterns
    rows: tuple[Reflection, ...]
    unit: Unit
    days: int
    shown: tuple[Moment, ...]
    moments: tuple[Moment, ...]
    choice: Choice
    reader: str = DEFAULT_CAREGIVER

    @property
    def is_of_others(self) -> bool:
        """Whether it tells of no moment of whoever makes it."""
        if self.choice.caregiver is not None:
            return self.choice.caregiver != self.reader
        return bool(self.moments) and all(m.caregiver != self.reader for m in self.moments)

    @property
    def frightened(self) -> list[Moment]:
        """The moments in which a response scared or hurt a child, in the order of time."""
        return [moment for moment in self.moments if FRIGHTEN in moment.responses]


def days_of(first: str | None, last: str | None, now: datetime, first_weekday: int) -> Period:
    """Return the days of a report: those named, or the four weeks up to the last of them.

    Args:
        first: the first day, week, month or year, in words.
        last: the last one, in words; None for today.
        now: the present.
        first_weekday: on which a week begins.

    Raises:
        UnreadableDate: the words mean no day.
        WordsClash: the first day is after the last.
    """
    named = between(first, last, now, None, first_weekday)
    return named if first is not None else Period(named.end - FOUR_WEEKS, named.end)


def of_report(moments: Iterable[Moment], period: Period, choice: Choice) -> list[Moment]:
    """Return the moments of a report in the order of time, also those that are left out."""
    found = (
        m for m in moments if m.local_day in period and m.is_of(choice.child, choice.caregiver)
    )
    return sorted(found, key=in_time)


def report_of(
    moments: Iterable[Moment],
    period: Period,
    choice: Choice,
    today: date,
    parts: PartsOfDay = USUAL_PARTS,
    *,
    earlier: Earlier = NOTHING_EARLIER,
    reader: str = DEFAULT_CAREGIVER,
) -> Report:
    """Return the report on a period.

    Args:
        moments: in any order, also those of the twelve weeks before; others are left out.
        period: which days.
        choice: what the caregiver chose.
        today: the present day.
        parts: when the parts of the day begin.
        earlier: what has to be known of the days before.
        reader: nickname of whoever makes it; of others' moments alone no verdict is spoken.
    """
    left_out = set(choice.left_out)
    counted = [moment for moment in moments if moment.number not in left_out]
    mine = of_report(counted, period, choice)
    whose = choice.child, choice.caregiver
    unit, tiled = _rows(period)
    return Report(
        reflection=reflect(mine, period, *whose, parts, earlier=earlier, reader=reader),
        patterns=patterns(counted, period, *whose, parts, reader),
        rows=tuple(reflect(some, row, *whose, parts) for row, some in _among(tiled, mine)),
        unit=unit,
        days=max(0, (min(period.last, today) - period.start).days + 1),
        shown=tuple(moment for moment in mine if moment.number in choice.shown),
        moments=tuple(mine),
        choice=choice,
        reader=reader,
    )


def _rows(period: Period) -> tuple[Unit, list[Period]]:
    """Return the weeks of a period, counted from its first day, or the months of a long one."""
    if period.end - period.start <= timedelta(weeks=MOST_WEEKS):
        starts = range(0, (period.end - period.start).days, DAYS_OF_WEEK)
        days = [period.start + timedelta(days=days) for days in starts]
        ends = [*days[1:], period.end]
        return Unit.WEEK, [Period(*ends_) for ends_ in zip(days, ends, strict=True)]
    months = tiles(period.start, period.last, month_of)
    return Unit.MONTH, [
        Period(max(month.start, period.start), min(month.end, period.end)) for month in months
    ]


def _among(rows: list[Period], moments: Sequence[Moment]) -> Iterator[tuple[Period, list[Moment]]]:
    """Yield each row with its moments."""
    starts = [row.start for row in rows]
    found: list[list[Moment]] = [[] for _ in rows]
    for moment in moments:
        found[bisect_right(starts, moment.local_day) - 1].append(moment)
    yield from zip(rows, found, strict=True)
