"""The reflection: the moments of a period in, one frozen `Reflection` out.

It counts how many moments were handled with sensitivity, separately for distress, calm and repair.
The figures of a share come from majority.py.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attune_cli.core.low_mood import LowMood
from attune_cli.core.moment import Chosen, Kind, Moment, Sensitivity
from attune_cli.core.statistics.majority import Share, majority, tipping_ratio
from attune_cli.core.statistics.patterns import Cell, notices
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary


@dataclass(frozen=True)
class Count:
    """k of n, without a verdict."""

    k: int
    n: int


@dataclass(frozen=True)
class Highlight:
    """A response in moments rated yes, for the section on what went well.

    The rating is the caregiver's own, whatever the response. But no unsupportive response is a
    highlight, and no response of a moment in which one scared or hurt the child.

    Attributes:
        word: the response.
        times: how many such moments have it.
        cues: the cues of those moments, the most frequent first.
    """

    word: str
    times: int
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Ratings:
    """How many moments are logged and rated, and how many have each rating."""

    logged: int
    rated: int
    yes: int
    partly: int
    no: int


@dataclass(frozen=True)
class Distress:
    """The moments of distress, the headline.

    Attributes:
        ratings: how they were rated.
        strict: the share rated yes of the rated moments.
        inclusive: the share rated yes or partly of the rated moments.
        came_back: how many moments the caregiver came back to.
        to_come_back_to: moments rated partly or no where coming back was needed.
        still_open: those that nobody came back to, the oldest first.
        in_the_end: rated yes or come back to, of the rated moments.
        tipping_ratio: of the strict share; see majority.tipping_ratio.
        highlights: responses of the moments rated yes, the most frequent first.
        frightened: moments in which a response scared or hurt the child. No number of other
            moments makes up for them (Woodhouse and others 2020).
        frightened_by: the caregivers of those moments, the most frequent first.
        prompted: rated yes, of the rated moments that were prompted.
    """

    ratings: Ratings
    strict: Share
    inclusive: Share
    came_back: int
    to_come_back_to: int
    still_open: tuple[Moment, ...]
    in_the_end: Count
    tipping_ratio: float | None
    highlights: tuple[Highlight, ...]
    frightened: int
    prompted: Count
    frightened_by: tuple[str, ...] = ()

    @property
    def depends_on_partly(self) -> bool:
        """Whether strict and inclusive counting fall on different sides of half."""
        return self.strict.verdict.side * self.inclusive.verdict.side < 0


@dataclass(frozen=True)
class Connection:
    """The calm moments: their ratings, days and activities."""

    ratings: Ratings
    days: int
    activities: dict[str, int]


@dataclass(frozen=True)
class Repair:
    """The repairs: their number and steps."""

    logged: int
    steps: dict[str, int]


@dataclass(frozen=True)
class Reflection:
    """The reflection on a period.

    Attributes:
        period: the days.
        child, caregiver: whose moments; None is everybody's.
        days: days with any moment.
        first_day: the first of them; None if there is none.
        caregivers: who responded, the most frequent first.
        together: moments of distress and connection rated yes, of all rated.
        from_memory: moments logged more than 24 hours later.
        notices: patterns worth a question.
        low: the low days of the reader; None if there are none.
    """

    period: Period
    child: str | None
    caregiver: str | None
    days: int
    first_day: date | None
    caregivers: tuple[str, ...]
    distress: Distress
    connection: Connection
    repair: Repair
    together: Count
    from_memory: int
    notices: tuple[Cell, ...]
    low: LowMood | None = None

    @property
    def logged(self) -> int:
        """The number of moments."""
        return self.distress.ratings.logged + self.connection.ratings.logged + self.repair.logged


def reflect(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    parts: PartsOfDay = USUAL_PARTS,
) -> Reflection:
    """Return the reflection on the moments of a period.

    Args:
        moments: in any order; other moments are left out.
        period: which days.
        child: a nickname: only moments with this child, also if other children were there.
        caregiver: a nickname: only this caregiver's moments.
        parts: when the parts of the day begin.
    """
    mine = [m for m in moments if m.local_day in period and m.is_of(child, caregiver)]
    distress = [moment for moment in mine if moment.kind is Kind.DISTRESS]
    calm = [moment for moment in mine if moment.kind is Kind.CONNECTION]
    repairs = [moment for moment in mine if moment.kind is Kind.REPAIR]
    rated = _rated([*distress, *calm])
    return Reflection(
        period=period,
        child=child,
        caregiver=caregiver,
        days=_days(mine),
        first_day=min((moment.local_day for moment in mine), default=None),
        caregivers=tuple(_tally((moment.caregiver,) for moment in mine)),
        distress=_distress(distress),
        connection=Connection(_ratings(calm), _days(calm), _tally(m.activities for m in calm)),
        repair=Repair(len(repairs), _tally(m.steps for m in repairs)),
        together=Count(_rated_as(rated, Sensitivity.YES), len(rated)),
        from_memory=sum(moment.from_memory for moment in mine),
        notices=notices(_rated(distress), parts),
    )


def _distress(moments: Sequence[Moment]) -> Distress:
    ratings, rated = _ratings(moments), _rated(moments)
    per_day = tuple(Counter(moment.local_day for moment in rated).values())
    strict = majority(ratings.yes, per_day)
    to_come_back_to = [moment for moment in moments if moment.to_come_back_to]
    came_back = sum(moment.was_come_back_to for moment in to_come_back_to)
    still_open = [moment for moment in to_come_back_to if not moment.was_come_back_to]
    prompted = [moment for moment in rated if moment.chosen is Chosen.PROMPTED]
    return Distress(
        ratings=ratings,
        strict=strict,
        inclusive=majority(ratings.yes + ratings.partly, per_day),
        came_back=came_back,
        to_come_back_to=len(to_come_back_to),
        still_open=tuple(sorted(still_open, key=_order)),
        in_the_end=Count(ratings.yes + came_back, ratings.rated),
        tipping_ratio=tipping_ratio(strict.share),
        highlights=_highlights(rated),
        frightened=sum(FRIGHTEN in moment.responses for moment in moments),
        prompted=Count(_rated_as(prompted, Sensitivity.YES), len(prompted)),
        frightened_by=tuple(_tally((m.caregiver,) for m in moments if FRIGHTEN in m.responses)),
    )


def _order(moment: Moment) -> tuple[date, float, int]:
    """Return the sort key by time; a moment with only a day comes first on that day."""
    instant = moment.occurred_at
    return moment.local_day, instant.timestamp() if instant else -math.inf, moment.number or 0


def _highlights(rated: Sequence[Moment]) -> tuple[Highlight, ...]:
    went_well = [
        moment
        for moment in rated
        if moment.sensitivity is Sensitivity.YES and FRIGHTEN not in moment.responses
    ]
    times = _tally(moment.responses for moment in went_well)
    return tuple(
        Highlight(
            word, count, tuple(_tally((m.cue,) for m in went_well if m.cue and word in m.responses))
        )
        for word, count in times.items()
        if vocabulary().stance(word) != UNSUPPORTIVE
    )


def _ratings(moments: Sequence[Moment]) -> Ratings:
    yes, partly, no = (_rated_as(moments, rating) for rating in Sensitivity)
    return Ratings(len(moments), yes + partly + no, yes, partly, no)


def _rated(moments: Iterable[Moment]) -> list[Moment]:
    return [moment for moment in moments if moment.sensitivity is not None]


def _rated_as(moments: Iterable[Moment], rating: Sensitivity) -> int:
    return sum(moment.sensitivity is rating for moment in moments)


def _days(moments: Iterable[Moment]) -> int:
    return len({moment.local_day for moment in moments})


def _tally(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Count words, the most frequent first, then in alphabetical order."""
    counts = Counter(word for group in groups for word in group)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
