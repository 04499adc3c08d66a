"""The reflection: the moments of a period in, one frozen `Reflection` out.

It counts how many moments were handled with sensitivity, separately for distress, calm and repair.
The figures of a share come from majority.py. A moment in which a response scared or hurt the child
is in every n and in no k.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import sub
from typing import NamedTuple

from attune_cli.core.low_mood import LowMood
from attune_cli.core.moment import Chosen, FearBy, Kind, Moment, Sensitivity, fear_among
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.correlation import DayCorrelation, learnt_correlation
from attune_cli.core.statistics.majority import (
    FOUR_WEEKS,
    NOTHING_EARLIER,
    Counting,
    DayTally,
    Earlier,
    Share,
    Verdict,
    majority,
    tipping_ratio,
)
from attune_cli.core.statistics.patterns import Cell, Known, known_ratings, outcome_of
from attune_cli.core.statistics.selection import Selection, selection_of
from attune_cli.core.time.period import Period, Unit
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary


class Count(NamedTuple):
    """k of n, without a verdict."""

    k: int
    n: int


class Highlight(NamedTuple):
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


class Ratings(NamedTuple):
    """How many moments are logged and rated, and how many have each rating."""

    logged: int
    rated: int
    yes: int
    partly: int
    no: int


class FourWeeks(NamedTuple):
    """The shares of the four weeks up to the end of a week that has too few rated moments.

    Attributes:
        period: these weeks.
        strict, inclusive: as for the week.
        frightened: moments of them in which a response scared or hurt the child.
        fear_by: whose responses those were; None if there were none.
    """

    period: Period
    strict: Share
    inclusive: Share
    frightened: int
    fear_by: FearBy | None


class Distress(NamedTuple):
    """The moments of distress, the headline.

    Attributes:
        ratings: how they were rated, whatever was done.
        tally: the same of the rated ones, with those of fear apart.
        own: how many of the rated ones are the reader's.
        strict: the share rated yes of the rated moments.
        inclusive: the share rated yes or partly of the rated moments.
        last_four_weeks: the same of four weeks, where this is a week and has too few.
        came_back: how many moments the caregiver came back to.
        to_come_back_to: moments rated partly or no where coming back was needed.
        still_open: those that nobody came back to, the oldest first.
        in_the_end: rated yes or come back to, of the rated moments; never one of fear.
        tipping_ratio: of the strict share; see majority.tipping_ratio.
        highlights: responses of the moments rated yes, the most frequent first.
        frightened: moments in which a response scared or hurt the child, rated or not. They are
            not averaged away (Woodhouse and others 2020).
        frightened_by: the caregivers of those moments, the most frequent first.
        prompted: rated yes, of the rated moments that were prompted.
        selection: those of the period and of the twelve weeks before it, beside the rest.
    """

    ratings: Ratings
    tally: DayTally
    own: int
    strict: Share
    inclusive: Share
    last_four_weeks: FourWeeks | None
    came_back: int
    to_come_back_to: int
    still_open: tuple[Moment, ...]
    in_the_end: Count
    tipping_ratio: float | None
    highlights: tuple[Highlight, ...]
    frightened: int
    prompted: Count
    frightened_by: tuple[str, ...]
    selection: Selection

    @property
    def depends_on_partly(self) -> bool:
        """Whether strict and inclusive counting fall on different sides of half."""
        return self.strict.verdict.side * self.inclusive.verdict.side < 0


class Connection(NamedTuple):
    """The calm moments: their ratings, days and activities."""

    ratings: Ratings
    days: int
    activities: dict[str, int]


class Repair(NamedTuple):
    """The repairs: their number and steps."""

    logged: int
    steps: dict[str, int]


class Reflection(NamedTuple):
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


class Counted(NamedTuple):
    """The moments of a period, counted: what a reflection is made from.

    Attributes:
        days: days with any moment.
        first_day: the first of them; None if there is none.
        caregivers: how many moments each has.
        distress, connection: how these are rated, whatever was done.
        tallies: rated moments of distress, a tally for each day that has any, by day.
        prompted: the same of those that were prompted.
        own: how many rated moments of distress are the reader's.
        fear: how many moments each caregiver has in which a response scared or hurt the child.
        to_come_back_to, came_back: as of `Distress`.
        came_back_without_fear: how many of those have no such response.
        still_open: as of `Distress`.
        responses: of the moments rated yes without fear, how many have this response to this cue.
        days_of_connection: days with any calm moment.
        activities, steps: how many calm moments, or repairs, have each.
        repairs: how many there are.
        from_memory: moments logged more than 24 hours later.
        ratings: returns the rated moments of distress by cell; asked only where it is shown.
    """

    days: int
    first_day: date | None
    caregivers: Mapping[str, int]
    distress: Ratings
    connection: Ratings
    tallies: Sequence[DayTally]
    prompted: Sequence[DayTally]
    own: int
    fear: Mapping[str, int]
    to_come_back_to: int
    came_back: int
    came_back_without_fear: int
    still_open: Sequence[Moment]
    responses: Mapping[tuple[str, str | None], int]
    days_of_connection: int
    activities: Mapping[str, int]
    steps: Mapping[str, int]
    repairs: int
    from_memory: int
    ratings: Callable[[], Known]


def reflect(
    moments: Iterable[Moment],
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    parts: PartsOfDay = USUAL_PARTS,
    *,
    earlier: Earlier = NOTHING_EARLIER,
    reader: str = DEFAULT_CAREGIVER,
) -> Reflection:
    """Return the reflection on the moments of a period.

    Args:
        moments: in any order; other moments are left out.
        period: which days.
        child: a nickname: only moments with this child, also if other children were there.
        caregiver: a nickname: only this caregiver's moments.
        parts: when the parts of the day begin.
        earlier: what has to be known of the days before.
        reader: nickname of who looks at it; of others' moments alone no verdict is spoken.
    """
    mine = [m for m in moments if m.local_day in period and m.is_of(child, caregiver)]
    return reflection_from(counted(mine, parts, reader), period, child, caregiver, earlier)


def counted(moments: Sequence[Moment], parts: PartsOfDay, reader: str) -> Counted:
    """Count the moments of a period."""
    distress = [moment for moment in moments if moment.kind is Kind.DISTRESS]
    calm = [moment for moment in moments if moment.kind is Kind.CONNECTION]
    repairs = [moment for moment in moments if moment.kind is Kind.REPAIR]
    rated = [moment for moment in distress if moment.sensitivity is not None]
    to_come_back_to = [moment for moment in distress if moment.to_come_back_to]
    came_back = [moment for moment in to_come_back_to if moment.was_come_back_to]
    still_open = [moment for moment in to_come_back_to if not moment.was_come_back_to]
    went_well = [moment for moment in rated if _went_well(moment)]
    return Counted(
        days=_days(moments),
        first_day=min((moment.local_day for moment in moments), default=None),
        caregivers=Counter(moment.caregiver for moment in moments),
        distress=_ratings(distress),
        connection=_ratings(calm),
        tallies=_tallies(rated),
        prompted=_tallies(m for m in rated if m.chosen is Chosen.PROMPTED),
        own=sum(moment.caregiver == reader for moment in rated),
        fear=Counter(moment.caregiver for moment in distress if _has_fear(moment)),
        to_come_back_to=len(to_come_back_to),
        came_back=len(came_back),
        came_back_without_fear=sum(not _has_fear(moment) for moment in came_back),
        still_open=sorted(still_open, key=in_time),
        responses=Counter((word, m.cue) for m in went_well for word in m.responses),
        days_of_connection=_days(calm),
        activities=Counter(word for moment in calm for word in moment.activities),
        steps=Counter(word for moment in repairs for word in moment.steps),
        repairs=len(repairs),
        from_memory=sum(moment.from_memory for moment in moments),
        ratings=lambda: known_ratings(distress, parts),
    )


def reflection_from(
    found: Counted,
    period: Period,
    child: str | None = None,
    caregiver: str | None = None,
    earlier: Earlier = NOTHING_EARLIER,
) -> Reflection:
    """Return the reflection on the counted moments of a period; for the rest see `reflect`."""
    distress, calm = _distress(found, period, earlier), found.connection
    is_noticed = distress.strict.verdict is not Verdict.NOT_SAID and not distress.frightened
    noticed = outcome_of(found.ratings(), distress.strict.day_correlation) if is_noticed else None
    return Reflection(
        period=period,
        child=child,
        caregiver=caregiver,
        days=found.days,
        first_day=found.first_day,
        caregivers=tuple(_most_first(found.caregivers)),
        distress=distress,
        connection=Connection(calm, found.days_of_connection, _most_first(found.activities)),
        repair=Repair(found.repairs, _most_first(found.steps)),
        together=Count(distress.strict.k + calm.yes, distress.strict.n + calm.rated),
        from_memory=found.from_memory,
        notices=noticed.asked if noticed else (),
    )


def _distress(found: Counted, period: Period, earlier: Earlier) -> Distress:
    days, frightened = found.tallies, sum(found.fear.values())
    is_said = not frightened and (found.own > 0 or not days)
    strict, inclusive = shares_of(days, earlier.tallies, is_said=is_said)
    is_short = period.unit is Unit.WEEK and strict.verdict is Verdict.TOO_FEW
    prompted = found.prompted
    return Distress(
        ratings=found.distress,
        tally=_added_up(period.start, days),
        own=found.own,
        strict=strict,
        inclusive=inclusive,
        last_four_weeks=_four_weeks(period, days, found.own, earlier) if is_short else None,
        came_back=found.came_back,
        to_come_back_to=found.to_come_back_to,
        still_open=tuple(found.still_open),
        in_the_end=Count(strict.k + found.came_back_without_fear, strict.n),
        tipping_ratio=tipping_ratio(strict.share),
        highlights=_highlights(found.responses),
        frightened=frightened,
        prompted=Count(sum(day.yes for day in prompted), sum(day.rated for day in prompted)),
        frightened_by=tuple(_most_first(found.fear)),
        selection=_selection(days, prompted, earlier, strict.day_correlation),
    )


def _selection(
    days: Sequence[DayTally],
    prompted: Sequence[DayTally],
    earlier: Earlier,
    correlation: DayCorrelation,
) -> Selection:
    """Return the prompted moments beside the rest, in the period and before."""
    picked = {day.day: day for day in (*earlier.prompted, *prompted)}
    rest = [
        DayTally(day.day, *map(sub, day[1:], picked.get(day.day, DayTally(day.day))[1:]))
        for day in (*earlier.tallies, *days)
    ]
    return selection_of(list(picked.values()), rest, correlation)


def _four_weeks(week: Period, days: Sequence[DayTally], own: int, earlier: Earlier) -> FourWeeks:
    """Return the shares of the 28 days up to the end of a week, which itself has no fear."""
    period = Period(week.end - FOUR_WEEKS, week.end)
    before = [day for day in earlier.tallies if day.day in period]
    is_said = not earlier.frightened and (own + earlier.own > 0 or not (before or days))
    others = [day for day in earlier.tallies if day.day not in period]
    strict, inclusive = shares_of([*before, *days], others, is_said=is_said)
    by = fear_among(earlier.own_frightened, earlier.frightened)
    return FourWeeks(period, strict, inclusive, earlier.frightened, by)


def shares_of(
    days: Sequence[DayTally], earlier: Sequence[DayTally] = (), *, is_said: bool = True
) -> tuple[Share, Share]:
    """Return the strict and the inclusive share of some days.

    Args:
        days: how their moments were rated.
        earlier: the same of days before, which tell how alike the moments of a day are.
        is_said: whether a verdict may be spoken.
    """
    strict, inclusive = (
        majority(
            sum(day.counted(way) for day in days),
            [day.rated for day in days],
            learnt_correlation((day.counted(way), day.rated) for day in (*earlier, *days)),
            is_said=is_said,
        )
        for way in Counting
    )
    return strict, inclusive


def _tallies(rated: Iterable[Moment]) -> list[DayTally]:
    """Return how moments were rated, a tally for each day that has any."""
    days: dict[date, Counter[str]] = {}
    for moment in rated:
        rating = "frightened" if _has_fear(moment) else f"{moment.sensitivity}"
        days.setdefault(moment.local_day, Counter())[rating] += 1
    return [DayTally(day, **ratings) for day, ratings in sorted(days.items())]


def _added_up(day: date, days: Sequence[DayTally]) -> DayTally:
    columns = [[one.yes, one.partly, one.no, one.frightened] for one in days] or [[0] * 4]
    return DayTally(day, *map(sum, zip(*columns, strict=True)))


def _has_fear(moment: Moment) -> bool:
    return FRIGHTEN in moment.responses


def _went_well(moment: Moment) -> bool:
    return moment.sensitivity is Sensitivity.YES and not _has_fear(moment)


def in_time(moment: Moment) -> tuple[date, float, int]:
    """Return the sort key by time; a moment with only a day comes first on that day."""
    instant = moment.occurred_at
    return moment.local_day, instant.timestamp() if instant else -math.inf, moment.number or 0


def _highlights(responses: Mapping[tuple[str, str | None], int]) -> tuple[Highlight, ...]:
    times: Counter[str] = Counter()
    cues: dict[str, Counter[str]] = {}
    for (word, cue), many in responses.items():
        times[word] += many
        if cue:
            cues.setdefault(word, Counter())[cue] += many
    return tuple(
        Highlight(word, count, tuple(_most_first(cues.get(word, {}))))
        for word, count in _most_first(times).items()
        if vocabulary().stance(word) != UNSUPPORTIVE
    )


def _ratings(moments: Sequence[Moment]) -> Ratings:
    yes, partly, no = (_rated_as(moments, rating) for rating in Sensitivity)
    return Ratings(len(moments), yes + partly + no, yes, partly, no)


def _rated_as(moments: Iterable[Moment], rating: Sensitivity) -> int:
    return sum(moment.sensitivity is rating for moment in moments)


def _days(moments: Iterable[Moment]) -> int:
    return len({moment.local_day for moment in moments})


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts, the most frequent first, then in alphabetical order."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
