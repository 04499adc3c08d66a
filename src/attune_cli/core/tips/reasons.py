"""The reasons for a tip: what went well and what was hard in the last 28 days.

Reasons are facts and counts. Nothing here says why a moment was hard.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from attune_cli.core.low_mood import LOW
from attune_cli.core.moment import (
    OPEN_FOR_DAYS,
    FearBy,
    Kind,
    Moment,
    Sensitivity,
    fear_by,
    latest_open,
)
from attune_cli.core.people import DEFAULT_CAREGIVER, Child
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay, known_part
from attune_cli.core.tips.library import Tip
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, vocabulary

RECENT_DAYS = 28
FEAR_DAYS = 7
MOST_CUES = 2
HARD_IN_PART = 3  # from so many hard moments on, a part of the day counts as hard
ENOUGH_LOGGED = 3
CALM_SHARE = 1 / 4  # a smaller share of calm moments counts as few
# The words that a tip for a part of the day can fit.
OF_PART = {
    "morning": ("rushed", "routine"),
    "afternoon": ("tired", "rushed"),
    "evening": ("tired", "routine"),
    "night": ("tired",),
}

# The steps that begin coming back to a moment.
TO_COME_BACK = frozenset({"name_it", "own_it", "sorry", "listen"})


class About(StrEnum):
    """The subject of a reason; render/tips.py has a sentence for each."""

    FEAR = "fear"
    FEAR_OF_ANOTHER = "fear_of_another"
    LOW = "low"
    WORKED = "worked"
    MET = "met"
    ENJOYED = "enjoyed"
    CAME_BACK = "came_back"
    OPEN = "open"
    CUE = "cue"
    STATE = "state"
    PART = "part"
    CALM = "calm"
    KEPT = "kept"
    WORD = "word"
    AGE = "age"


AFTER_FEAR = {About.FEAR, About.FEAR_OF_ANOTHER}
GOOD = {About.WORKED, About.MET, About.ENJOYED, About.CAME_BACK}
_KINDS = {
    About.FEAR: ("self", "repair"), About.FEAR_OF_ANOTHER: ("distress",), About.LOW: ("self",),
    About.WORKED: ("distress",), About.MET: ("distress",),
    About.ENJOYED: ("connection",), About.CAME_BACK: ("repair",), About.OPEN: ("repair",),
    About.CUE: ("distress",), About.STATE: ("self",), About.PART: ("self", "connection"),
    About.CALM: ("connection",),
}  # fmt: skip


class Reason(NamedTuple):
    """The reason for a tip.

    Attributes:
        about: what it is about.
        word: a word of the vocabularies, or a part of the day.
        times: how many moments it counts.
        of: how many moments there are.
        moment: the moment that it is about.
        states: how the caregiver was, after fear.
    """

    about: About
    word: str | None = None
    times: int = 0
    of: int = 0
    moment: Moment | None = None
    states: frozenset[str] = frozenset()

    def fits(self, tip: Tip) -> bool:
        """Whether a tip fits the reason."""
        if tip.kind not in _KINDS.get(self.about, ()):
            return False
        if self.about in AFTER_FEAR:
            # What to do before it happens again is for who was at their limit, else it's to mend.
            is_for_now = tip.kind != "self" or not self.states.isdisjoint(tip.fits)
            return tip.support and FRIGHTEN in tip.fits and is_for_now
        if self.about is About.LOW:
            return tip.support and LOW in tip.fits
        if self.moment and tip.support and not _is_fear_by_you(self.moment):
            return False  # “if you hurt them” would be a reproach
        return not self._words or not self._words.isdisjoint(tip.fits)

    @property
    def _words(self) -> frozenset[str]:
        """The words of which a tip has to fit one; empty if any tip will do."""
        if self.about is About.OPEN:
            return TO_COME_BACK
        if self.about is About.PART:
            return frozenset(OF_PART[self.word or ""])
        return frozenset([self.word] if self.word else [])


def _is_fear_by_you(moment: Moment) -> bool:
    return FRIGHTEN in moment.responses and moment.caregiver == DEFAULT_CAREGIVER


class TipReasons(NamedTuple):
    """The reasons for tips on a day.

    Attributes:
        fear: set if a response scared or hurt a child in the last week; the reader's goes first.
        well: what went well, the most frequent first.
        needs: what was hard, is still open, or was rare.
    """

    fear: Reason | None
    well: tuple[Reason, ...]
    needs: tuple[Reason, ...]


def reasons_for_tips(
    moments: Iterable[Moment], day: date, parts: PartsOfDay = USUAL_PARTS
) -> TipReasons:
    """Return the reasons for tips from the moments of the last 28 days.

    Args:
        moments: in any order; moments of other days are left out. “me” is the reader.
        day: the present day.
        parts: when the parts of the day begin.
    """
    recent = [m for m in moments if 0 <= (day - m.local_day).days < RECENT_DAYS]
    return TipReasons(
        _fear(recent, day),
        _well(recent),
        _needs(recent, day, parts),
    )


def is_low(moment: Moment) -> bool:
    """Whether the reader was low in a moment."""
    return LOW in moment.states and moment.caregiver == DEFAULT_CAREGIVER


def recent_fear(moments: Iterable[Moment], day: date) -> FearBy | None:
    """Return whose responses scared or hurt a child in the last week; None if nobody's did."""
    return fear_by(moment.caregiver for moment in _frightening(moments, day))


def _frightening(moments: Iterable[Moment], day: date) -> list[Moment]:
    return [
        moment
        for moment in moments
        if FRIGHTEN in moment.responses and 0 <= (day - moment.local_day).days < FEAR_DAYS
    ]


def _fear(recent: Sequence[Moment], day: date) -> Reason | None:
    every = _frightening(recent, day)
    by_you = [moment for moment in every if _is_fear_by_you(moment)]
    if by_you:
        states = frozenset(state for moment in by_you for state in moment.states)
        return Reason(About.FEAR, times=len(by_you), states=states)
    return Reason(About.FEAR_OF_ANOTHER, times=len(every)) if every else None


def _well(recent: Sequence[Moment]) -> tuple[Reason, ...]:
    yes = [m for m in recent if m.sensitivity is Sensitivity.YES and FRIGHTEN not in m.responses]
    distress = [m for m in yes if m.kind is Kind.DISTRESS]
    stance = vocabulary().stance
    worked = _counted(About.WORKED, [w for m in distress for w in m.responses])
    activities = [w for m in yes if m.kind is Kind.CONNECTION for w in m.activities]
    steps = [w for m in recent if m.kind is Kind.REPAIR for w in m.steps]
    return (
        *(one for one in worked if stance(one.word or "") != UNSUPPORTIVE),
        *_counted(About.ENJOYED, activities),
        *_counted(About.CAME_BACK, steps),
        *_counted(About.MET, [m.cue for m in distress if m.cue]),
    )


def _needs(recent: Sequence[Moment], day: date, parts: PartsOfDay) -> tuple[Reason, ...]:
    hard = [m for m in recent if m.was_hard]
    return (
        *_open(hard, day),
        *_counted(About.CUE, [m.cue for m in hard if m.cue])[:MOST_CUES],
        *_counted(About.STATE, [state for m in hard for state in m.states])[:1],
        *_part(hard, parts),
        *_calm(recent),
    )


def _counted(about: About, words: Iterable[str]) -> list[Reason]:
    """Return a reason for each word, the most frequent first, then in alphabetical order."""
    counts = sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))
    return [Reason(about, word, times) for word, times in counts]


def _open(hard: Iterable[Moment], day: date) -> list[Reason]:
    """Return the latest moment to come back to, if it is recent enough."""
    first = day - timedelta(days=OPEN_FOR_DAYS)
    latest = latest_open(hard)
    if latest is None or latest.local_day < first:
        return []
    return [Reason(About.OPEN, moment=latest)]


def _part(hard: Iterable[Moment], parts: PartsOfDay) -> list[Reason]:
    """Return the part of the day with most of the hard moments, if one has enough."""
    when = [part for m in hard if (part := known_part(m.occurred_at, m.part_of_day, parts))]
    found = _counted(About.PART, when)[:1]
    return [part for part in found if part.times >= max(HARD_IN_PART, len(when) / 2)]


def _calm(recent: Sequence[Moment]) -> list[Reason]:
    calm, logged = sum(m.kind is Kind.CONNECTION for m in recent), len(recent)
    is_little = logged >= ENOUGH_LOGGED and calm < CALM_SHARE * logged
    return [Reason(About.CALM, times=calm, of=logged)] if is_little else []


def child_of(children: Sequence[Child], moments: Iterable[Moment], day: date) -> Child | None:
    """Return the child that tips are for, if none is named.

    It is the only child, or else the child of known age in the moment logged last.
    """
    if len(children) == 1:
        return children[0]
    known = {child.name: child for child in children if child.band_at(day)}
    latest = sorted(moments, key=lambda m: m.number or 0, reverse=True)
    return next((known[name] for m in latest for name in m.children if name in known), None)


def is_with_another(child: Child, names: Iterable[str], moments: Iterable[Moment]) -> bool:
    """Whether the last moment with a child has another of these children too, as with twins."""
    theirs = [m for m in moments if child.name in m.children]
    latest = max(theirs, key=lambda m: m.number or 0, default=None)
    return latest is not None and len(set(names).intersection(latest.children)) > 1


def moments_with(moments: Iterable[Moment], names: Iterable[str]) -> list[Moment]:
    """Return the moments with any of these children, or without any child."""
    chosen = set(names)
    return [m for m in moments if not m.children or chosen.intersection(m.children)]
