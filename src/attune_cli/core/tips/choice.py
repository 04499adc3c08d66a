"""The choice of tips for a day: first for what went well, then for what was hard, then in turn.

The choice stays the same all day and differs from the day before and the day after. Each tip gets
its turn.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from attune_cli.core.crisis import OF_ANOTHER, concern_named
from attune_cli.core.moment import Moment
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.tips.library import TIP_KINDS, Tip
from attune_cli.core.tips.reasons import About, Reason, TipReasons, reasons_for_tips, recent_fear
from attune_cli.core.vocabulary import Vocabulary

T = TypeVar("T")
OFFERED = 3
LONGEST_PIECE = 3  # words of a title that stand for an activity
CYCLE = 4  # days; one of them has a tip in turn, another one a kept tip
TURN_DAY, KEPT_DAY = 0, 2


class Mark(StrEnum):
    """The person's mark on a tip."""

    KEPT = "kept"
    HIDDEN = "hidden"


Marks = Mapping[str, Mark]  # by the tip's id


class Offer(NamedTuple):
    """A tip, and the reason for it."""

    tip: Tip
    reason: Reason


OF_ITS_AGE = Reason(About.AGE)


def visible(tips: Iterable[Tip], marks: Marks) -> list[Tip]:
    """Return the tips that are not hidden."""
    return [tip for tip in tips if marks.get(tip.id) is not Mark.HIDDEN]


def choose(
    tips: Iterable[Tip],
    moments: Sequence[Moment],
    marks: Marks,
    day: date,
    parts: PartsOfDay = USUAL_PARTS,
) -> tuple[Offer, ...]:
    """Return the three tips of a day, or fewer if there are fewer.

    Args:
        tips: those that fit the age.
        moments: those from the 28th day before on, in any order.
        marks: the person's marks.
        day: the present day.
        parts: when the parts of the day begin.
    """
    pool = alternating_kinds(visible(tips, marks))

    def of(on: date) -> list[Offer]:
        return _of_day(pool, reasons_for_tips(moments, on, parts), marks, on)

    offers = of(day)
    if len(pool) <= OFFERED or day.toordinal() % 2 == 0:
        return tuple(offers)
    # An even day depends on nothing else; an odd day has to differ from both neighbours.
    around = [_ids(of(day + timedelta(days=step))) for step in (-1, 1)]
    return tuple(_apart(offers, pool, around))


def for_now(tips: Iterable[Tip], moments: Sequence[Moment], marks: Marks, day: date) -> list[Tip]:
    """Return the tips; of those on support only what fits a recent fear, or what was kept.

    What is grave is there only where a note speaks of it.
    """
    fear = reasons_for_tips(moments, day).fear
    return [
        tip
        for tip in told_of(tips, moments, marks)
        if not tip.support or marks.get(tip.id) is Mark.KEPT or (fear and fear.fits(tip))
    ]


def told_of(tips: Iterable[Tip], moments: Sequence[Moment], marks: Marks) -> list[Tip]:
    """Return the tips but those that need a note which speaks of it, where none does.

    What was kept needs none.
    """
    notes = [_spaced(moment.note) for moment in moments if moment.note]
    return [
        tip
        for tip in tips
        if not tip.say_if
        or marks.get(tip.id) is Mark.KEPT
        or any(_speaks_of(tip, note) for note in notes)
    ]


def after_one_other(
    tips: Sequence[Tip], moments: Sequence[Moment], marks: Marks, day: date
) -> list[Tip]:
    """Return the tips, those on harm by somebody else, or on support in an upset, behind one other.

    Those on harm are there only where fear was logged lately, or where they were kept: most that a
    child is hurt or scared by is a knee or a dog, and most that a teen worries about is school.
    """
    ids = concern_named(OF_ANOTHER).tips
    is_logged = recent_fear(moments, day) is not None
    others = [tip for tip in tips if tip.id not in ids]
    first = next((tip for tip in others if not _is_grave(tip, marks)), None)
    if first and others[0].kind == first.kind:
        others = [first, *(tip for tip in others if tip is not first)]
    of_harm = [
        tip for tip in tips if tip.id in ids and (is_logged or marks.get(tip.id) is Mark.KEPT)
    ]
    return [*others[:1], *of_harm, *others[1:]]


def _is_grave(tip: Tip, marks: Marks) -> bool:
    """Whether a tip for an upset is on support, and nobody kept it."""
    return tip.kind == "distress" and tip.support and marks.get(tip.id) is not Mark.KEPT


def with_first(
    offers: Sequence[Offer], tips: Iterable[Tip], marks: Marks, reason: Reason
) -> tuple[Offer, ...]:
    """Return the offers of a day after one that a reason asks for, if a tip fits it."""
    first = [Offer(tip, reason) for tip in visible(tips, marks) if reason.fits(tip)][:1]
    others = [offer for offer in offers if offer.tip not in [one.tip for one in first]]
    return (*first, *others)[:OFFERED]


def led_by(tips: Iterable[Tip], first: Sequence[str]) -> list[Tip]:
    """Return tips with these ids before the others, in this order."""
    place = {id_: number for number, id_ in enumerate(first)}
    return sorted(tips, key=lambda tip: place.get(tip.id, len(place)))


def listed(tips: Iterable[Tip], marks: Marks, day: date) -> list[Tip]:
    """Return the visible tips by kind: kept ones first, then the others in their turn."""
    pool = alternating_kinds(visible(tips, marks))
    turned = _rotated(pool, day.toordinal())
    return sorted(turned, key=lambda t: (TIP_KINDS.index(t.kind), marks.get(t.id) is not Mark.KEPT))


def to_say(
    tips: Iterable[Tip], cue: str, band: str, note: str | None, marks: Marks, day: date
) -> Tip | None:
    """Return the tip whose sentence fits a hard moment; None if none may stand alone there.

    What is grave is said only where the note speaks of it, and goes first there.

    Args:
        tips: the library.
        cue: what the child was upset about; the sentence is chosen by that, never by likeness.
        band: the age.
        note: what the person wrote, if anything.
        marks: the person's marks.
        day: the present day; tips take turns.
    """
    fitting = [
        tip
        for tip in tips
        if tip.say and band in tip.bands and cue in tip.fits and cue in (tip.say_for or tip.fits)
    ]
    told = _spaced(note or "")
    of_note = [tip for tip in fitting if _speaks_of(tip, told)]
    fitting = [tip for tip in fitting if not tip.say_if]
    return next(iter([*listed(of_note, marks, day), *listed(fitting, marks, day)]), None)


def _speaks_of(tip: Tip, note: str) -> bool:
    return any(_spaced(phrase) in note for phrase in tip.say_if)


def _spaced(text: str) -> str:
    """Return the words of a text, each between spaces, so that whole words are found in it."""
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


def alternating_kinds(tips: Iterable[Tip]) -> list[Tip]:
    """Return the tips in an order in which the kinds take turns."""
    placed: Counter[str] = Counter()
    places: list[tuple[int, int, Tip]] = []
    for tip in tips:
        places.append((placed[tip.kind], TIP_KINDS.index(tip.kind), tip))
        placed[tip.kind] += 1
    return [tip for *_, tip in sorted(places, key=lambda place: place[:2])]


def _of_day(pool: Sequence[Tip], recent: TipReasons, marks: Marks, day: date) -> list[Offer]:
    number = day.toordinal()
    kept = [tip for tip in pool if marks.get(tip.id) is Mark.KEPT]
    is_kept_day = bool(kept) and number % CYCLE == KEPT_DAY
    room = OFFERED - (is_kept_day or number % CYCLE == TURN_DAY)
    offers: list[Offer] = []
    if fear := recent.fear:  # no turns: first what keeps it from happening again
        fitting = sorted(filter(fear.fits, pool), key=lambda tip: tip.kind != "self")
        _add(offers, [(tip, fear) for tip in fitting], 1)
    for reasons, most in (
        (_rotated(recent.well, number), 1),
        (_rotated(recent.needs, number), room),
    ):
        _answer(offers, reasons, pool, number, min(room, len(offers) + most))
    if is_kept_day:
        back = Reason(About.KEPT)
        _add(offers, [(tip, back) for tip in _rotated(kept, number // CYCLE)], len(offers) + 1)
    free = OFFERED - len(offers)
    # If the reasons stay the same, only these days can reach each tip of the pool.
    start = free * (number // CYCLE) + number % CYCLE * (len(pool) // CYCLE)
    turned = _rotated(pool, start)
    if number % CYCLE != TURN_DAY:
        kinds = {offer.tip.kind for offer in offers}
        turned.sort(key=lambda tip: tip.kind in kinds)
    _add(offers, [(tip, OF_ITS_AGE) for tip in turned], OFFERED)
    return offers


def _answer(
    offers: list[Offer], reasons: Iterable[Reason], pool: Sequence[Tip], number: int, most: int
) -> None:
    """Add a tip for each reason that a tip fits, up to `most` offers."""
    for reason in reasons:
        if len(offers) >= most:
            return
        fitting = [tip for tip in pool if reason.fits(tip)]
        _add(
            offers,
            [(tip, reason) for tip in _rotated(fitting, number)],
            min(most, len(offers) + 1),
        )


def _add(offers: list[Offer], candidates: Iterable[tuple[Tip, Reason]], most: int) -> None:
    """Add tips that are not offered yet, up to `most` offers."""
    for tip, reason in candidates:
        if len(offers) >= most:
            return
        if tip.id not in _ids(offers):
            offers.append(Offer(tip, reason))


def _apart(
    offers: list[Offer], pool: Sequence[Tip], around: Sequence[frozenset[str]]
) -> list[Offer]:
    """Return the offers; if a neighbouring day has the same, exchange one, the last if possible."""
    if _ids(offers) not in around:
        return offers
    others = [tip for tip in pool if tip.id not in _ids(offers)]
    for place in reversed(range(len(offers))):
        reason = offers[place].reason
        for tip in sorted(others, key=lambda tip: not reason.fits(tip)):
            why = reason if reason.fits(tip) else OF_ITS_AGE
            exchanged = [*offers[:place], Offer(tip, why), *offers[place + 1 :]]
            if _ids(exchanged) not in around:
                return exchanged
    return offers


def _ids(offers: Iterable[Offer]) -> frozenset[str]:
    return frozenset(offer.tip.id for offer in offers)


def _rotated(several: Sequence[T], by: int) -> list[T]:
    start = by % len(several) if several else 0
    return [*several[start:], *several[:start]]


def tip_for_calm_time(
    tips: Iterable[Tip], title: str, bands: Collection[str], day: date, words: Vocabulary
) -> Tip | None:
    """Return a tip for calm time that fits its title, if there is one; the same all day.

    Args:
        tips: the library.
        title: what the time is called, such as “floor time”.
        bands: the ages of the children; if none is known, tips for the most ages are chosen.
        day: the present day; tips take turns.
        words: the vocabularies.
    """
    calm = [tip for tip in tips if tip.kind == "connection" and not tip.support]
    calm = [tip for tip in calm if not bands or not set(bands).isdisjoint(tip.bands)]
    meant = _activities(title, words)
    fitting = [tip for tip in calm if meant.intersection(tip.fits)] or calm
    if not bands:
        widest = max((len(tip.bands) for tip in fitting), default=0)
        fitting = [tip for tip in fitting if len(tip.bands) == widest]
    return fitting[day.toordinal() % len(fitting)] if fitting else None


def _activities(title: str, words: Vocabulary) -> set[str]:
    """Return the activities that a title names, by their words or by what people type instead."""
    said = tuple(re.findall(r"[^\W_]+", title.casefold()))
    pieces = (
        said[first : first + length]
        for first in range(len(said))
        for length in range(1, LONGEST_PIECE + 1)
    )
    known = lexicon()
    found = {word for piece in pieces for word in known.meaning(piece)} | set(said)
    return {activity.word for activity in words.of("activity") if activity.word in found}
