"""JSON: the values that `--json` prints. The keys are documented and stay.

Types are imported for type checkers alone, because a verb prints one kind of value.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from attune_cli.core.answer import answer_to_plain
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.core.people import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from attune_cli.core.anchors import Anchors
    from attune_cli.core.answer import Answer
    from attune_cli.core.change import Change
    from attune_cli.core.glance import Glance
    from attune_cli.core.moment import Moment
    from attune_cli.core.people import Caregiver, Child
    from attune_cli.core.statistics.majority import Share
    from attune_cli.core.statistics.patterns import Cell, Outcome, Patterns
    from attune_cli.core.statistics.reflection import Count, FourWeeks, Ratings, Reflection
    from attune_cli.core.statistics.selection import Group, Selection
    from attune_cli.core.statistics.since import Bet, SinceTheBeginning
    from attune_cli.core.statistics.trend import Comparison, Point, Trend
    from attune_cli.core.time.period import Period
    from attune_cli.core.tips.choice import Mark
    from attune_cli.core.tips.library import Tip
    from attune_cli.core.vocabulary import Word

# JSON allows these unescaped, but some programs end a line at them, and terminals obey them.
# Half a sign stands for a byte of a file's name that is no text (PEP 383): escaped, it is JSON, and
# Python's os.fsencode makes that byte of it.
_TO_ESCAPE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_DELETE = "\x7f"  # the only one of them in ASCII


def print_json(value: Any) -> None:
    """Print one JSON object on one line; ASCII where the stream shows no more."""
    print_json_lines((value,))


def print_json_lines(values: Iterable[Any]) -> None:
    """Print JSON objects, each on one line, as they come; ASCII where the stream shows no more."""
    is_unicode = (sys.stdout.encoding or "utf-8").casefold().startswith("utf")
    sys.stdout.writelines(f"{line}\n" for line in encoded(values, is_ascii=not is_unicode))


def encoded(values: Iterable[Any], *, is_ascii: bool = False) -> Iterator[str]:
    """Yield values as JSON, without signs that a terminal obeys.

    No value holds itself: looking for it would cost a fifth.
    """
    from json import JSONEncoder  # noqa: PLC0415 1.5 ms that pages need not wait for

    for line in map(JSONEncoder(ensure_ascii=is_ascii, check_circular=False).encode, values):
        if (line.isascii() and _DELETE not in line) or line.isprintable():  # as none of them is
            yield line
        else:
            yield re.sub(_TO_ESCAPE, lambda sign: f"\\u{ord(sign[0]):04x}", line)


def moment_json(moment: Moment) -> dict[str, Any]:
    """Return `attune.moment/1`."""
    return moment_to_plain(moment)


def draft_json(uid: str, draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return `attune.draft/1`: what is begun, with null for what it doesn't say."""
    keys = ("words", "children", "caregiver", "at", "repairs", "chosen", "tags", "note")
    return {"schema": "attune.draft/1", "uid": uid, **{key: draft.get(key) for key in keys}}


def deleted_json(numbers: Iterable[int]) -> dict[str, Any]:
    """Return `attune.deleted/1`."""
    return {"schema": "attune.deleted/1", "numbers": list(numbers)}


def change_json(change: Change) -> dict[str, Any]:
    """Return `attune.change/1`."""
    return {
        "schema": "attune.change/1",
        "what": change.what,
        "changed_at": change.changed_at.isoformat(),
        "is_undone": change.is_undone,
        "moments": list(change.moments),
    }


def children_json(
    children: Iterable[Child], today: date, usual: str | None = None
) -> dict[str, Any]:
    """Return `attune.children/1`; `band` is the stated one, `band_now` the one of today."""
    rows = [
        {
            **child._asdict(),
            "months": child.months_at(today),
            "band_now": child.band_at(today),
            "is_default": usual is not None and key_of(usual) == key_of(child.name),
        }
        for child in children
    ]
    return {"schema": "attune.children/1", "children": rows}


def caregivers_json(caregivers: Iterable[Caregiver], usual: str) -> dict[str, Any]:
    """Return `attune.caregivers/1`."""
    rows = [{"name": c.name, "is_default": c.name == usual} for c in caregivers]
    return {"schema": "attune.caregivers/1", "caregivers": rows}


def words_json(words: Iterable[Word]) -> dict[str, Any]:
    """Return `attune.words/1`."""
    return {"schema": "attune.words/1", "words": [word._asdict() for word in words]}


def anchors_json(found: Anchors) -> dict[str, Any]:
    """Return `attune.anchors/1`."""
    return {
        "schema": "attune.anchors/1",
        "kind": found.kind,
        "age": found.band,
        "about": found.about,
        "late": found.late,
        "anchors": [anchor._asdict() for anchor in found.anchors],
        "sources": found.sources,
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return `attune.answer/1`."""
    return {"schema": "attune.answer/1", **answer_to_plain(answer)}


def answers_json(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return `attune.answers/1`."""
    return {
        "schema": "attune.answers/1",
        "answers": [answer_to_plain(answer) for answer in answers],
    }


def reflection_json(reflection: Reflection, answer: Answer | None = None) -> dict[str, Any]:
    """Return `attune.reflection/1`; shares and probabilities are unrounded."""
    distress, connection, repair = reflection.distress, reflection.connection, reflection.repair
    return {
        "schema": "attune.reflection/1",
        **_span(reflection.period),
        "child": reflection.child,
        "caregiver": reflection.caregiver,
        "days": reflection.days,
        "distress": {
            **_ratings(distress.ratings),
            "strict": _share(distress.strict),
            "inclusive": _share(distress.inclusive),
            "last_four_weeks": _four_weeks(distress.last_four_weeks),
            "frightened": distress.frightened,
            "came_back": distress.came_back,
            "to_come_back_to": distress.to_come_back_to,
            "in_the_end": _count(distress.in_the_end),
            "tipping_ratio": distress.tipping_ratio,
            "selection": _selection(distress.selection),
        },
        "connection": {
            **_ratings(connection.ratings),
            "days": connection.days,
            "activities": connection.activities,
        },
        "repair": {"logged": repair.logged, "steps": repair.steps},
        "together": _count(reflection.together),
        "prompted": _count(distress.prompted),
        "from_memory": reflection.from_memory,
        "notices": [_notice(notice) for notice in reflection.notices],
        "last_answer": answer_to_plain(answer) if answer else None,
    }


def glance_json(glance: Glance) -> dict[str, Any]:
    """Return `attune.today/1`."""
    return {
        "schema": "attune.today/1",
        "last": moment_to_plain(glance.last) if glance.last else None,
        "week": {
            **_span(glance.week),
            "distress": {"logged": glance.distress, "rated": glance.rated, "yes": glance.yes},
            "connection": {"logged": glance.connection},
            "repair": {"logged": glance.repair},
        },
        "hint": glance.hint,
        "still_open": glance.still_open.number if glance.still_open else None,
    }


def trend_json(trend: Trend) -> dict[str, Any]:
    """Return `attune.trend/1`; shares and ranges are unrounded."""
    from attune_cli.core.statistics.trend import DISCOUNT  # noqa: PLC0415 only `trend --json` has one, and it has loaded it

    return {
        "schema": "attune.trend/1",
        "by": trend.by,
        "child": trend.child,
        "caregiver": trend.caregiver,
        "discount": DISCOUNT,
        "points": [_point(point) for point in trend.points],
        "change": {"strict": _change(trend.strict), "inclusive": _change(trend.inclusive)},
        "next_on": trend.next_on.isoformat(),
        "frightened": trend.frightened,
        "since_the_beginning": since_json(trend.since),
    }


def _point(point: Point) -> dict[str, Any]:
    tally = point.tally
    return {
        **_span(point.period),
        "days": point.days,
        "rated": tally.rated,
        "yes": tally.yes,
        "partly": tally.partly,
        "no": tally.no,
        "frightened": tally.frightened,
        "share": point.mean,
        "range80": list(point.range80),
        "beta": [point.a, point.b],
    }


def _change(change: Comparison) -> dict[str, Any]:
    before, after = (
        {**_span(side.period), "k": side.k, "n": side.n, "days": side.days, "deff": side.deff}
        for side in (change.before, change.after)
    )
    return {
        "before": before,
        "after": after,
        "day_correlation": change.day_correlation.value,
        "difference": change.difference,
        "newcombe95": list(change.newcombe95) if change.newcombe95 else None,
        "corrected95": list(change.corrected95) if change.corrected95 else None,
        "z": change.z,
        "turn_range": list(change.turn_range) if change.turn_range else None,
        "turn": change.turn,
    }


def since_json(since: SinceTheBeginning | None) -> dict[str, Any] | None:
    """Return what can be said of all days, as `trend` and `look` print it."""
    if since is None:
        return None
    strict, inclusive = (_bet(bet) for bet in (since.strict, since.inclusive))
    return {**_span(since.period), "days": since.days, "strict": strict, "inclusive": inclusive}


def _bet(bet: Bet) -> dict[str, Any]:
    """Return the figures of a bet; wealth as a logarithm, since it can be too large for JSON."""
    return {
        "k": bet.k,
        "n": bet.n,
        "log_e_more": bet.log_more,
        "log_e_fewer": bet.log_fewer,
        "verdict": bet.verdict,
    }


def _span(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.last.isoformat()}


def _ratings(ratings: Ratings) -> dict[str, int]:
    return {
        "logged": ratings.logged,
        "rated": ratings.rated,
        "yes": ratings.yes,
        "partly": ratings.partly,
        "no": ratings.no,
    }


def _count(count: Count | Group) -> dict[str, int]:
    return {"k": count.k, "n": count.n}


def _share(share: Share) -> dict[str, Any]:
    return {
        "k": share.k,
        "n": share.n,
        "share": share.share,
        "wilson95": list(share.wilson95) if share.wilson95 else None,
        "range95": list(share.range95) if share.range95 else None,
        "day_correlation": share.day_correlation.value if share.n else None,
        "deff": share.deff,
        "probability": share.probability,
        "verdict": share.verdict,
        "claim_tipping_ratio": share.claim_tipping_ratio,
    }


def _four_weeks(found: FourWeeks | None) -> dict[str, Any] | None:
    if found is None:
        return None
    shares = {"strict": _share(found.strict), "inclusive": _share(found.inclusive)}
    return {**_span(found.period), **shares, "frightened": found.frightened}


def _selection(found: Selection) -> dict[str, Any]:
    return {
        "prompted": _count(found.prompted),
        "rest": _count(found.rest),
        "ratio": found.ratio,
        "range95": list(found.range95) if found.range95 else None,
    }


def patterns_json(patterns: Patterns) -> dict[str, Any]:
    """Return `attune.patterns/1`; shares and probabilities are unrounded."""
    return {
        "schema": "attune.patterns/1",
        **_span(patterns.period),
        "child": patterns.child,
        "caregiver": patterns.caregiver,
        "sensitive": _outcome(patterns.sensitive),
        "settled": _outcome(patterns.settled),
        "frightened": patterns.frightened,
        "not_asked": patterns.not_asked,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    cells = [
        {**_notice(cell), "days": cell.days, "enough": cell.is_enough, "noticed": cell.is_noticed}
        for cell in outcome.cells
    ]
    return {
        "k": outcome.k,
        "n": outcome.n,
        "day_correlation": outcome.day_correlation.value,
        "cells": cells,
    }


def _notice(notice: Cell) -> dict[str, Any]:
    return {
        "by": notice.by,
        "cell": notice.cell,
        "k": notice.k,
        "n": notice.n,
        "overall": notice.overall,
        "probability": notice.probability,
        "corrected": notice.corrected,
    }


def tips_json(
    tips: Iterable[tuple[Tip, str, Mark | None]], help_now: Sequence[str] = ()
) -> dict[str, Any]:
    """Return `attune.tips/1` from tips, each with its reason and its mark.

    Args:
        tips: those to show.
        help_now: the pointer for who looks for help.
    """
    rows = [{**_tip(tip), "because": because, "mark": mark} for tip, because, mark in tips]
    return {"schema": "attune.tips/1", "tips": rows, "help_now": list(help_now)}


def tip_mark_json(tip: str, mark: Mark | None) -> dict[str, Any]:
    """Return `attune.tip-mark/1`, the present mark of a tip."""
    return {"schema": "attune.tip-mark/1", "tip": tip, "mark": mark}


def _tip(tip: Tip) -> dict[str, Any]:
    face = tip._asdict()
    del face["say_for"], face["say_if"]  # how the sentence is chosen
    return {("for" if name == "fits" else name): part for name, part in face.items()}
