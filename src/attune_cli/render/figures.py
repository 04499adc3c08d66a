"""JSON of what is computed: reflections, glances, trends and patterns; the keys stay."""

from typing import Any

from attune_cli.core.answer import Answer
from attune_cli.core.cells import Cell, Seen
from attune_cli.core.change import Comparison
from attune_cli.core.exchange import moment_to_plain
from attune_cli.core.glance import Glance
from attune_cli.core.majority import Share
from attune_cli.core.patterns import Patterns
from attune_cli.core.period import Period
from attune_cli.core.summary import Count, Ratings, Reflection
from attune_cli.core.trend import DISCOUNT, Point, Trend
from attune_cli.render.as_json import plain_answer


def reflection_face(reflection: Reflection, answer: Answer | None = None) -> dict[str, Any]:
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
            "came_back": distress.came_back,
            "to_come_back_to": distress.to_come_back_to,
            "in_the_end": _count(distress.in_the_end),
            "tipping_ratio": distress.tipping_ratio,
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
        "last_answer": plain_answer(answer) if answer else None,
    }


def glance_face(glance: Glance) -> dict[str, Any]:
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


def trend_face(trend: Trend) -> dict[str, Any]:
    """Return `attune.trend/1`; shares and ranges are unrounded."""
    return {
        "schema": "attune.trend/1",
        "by": trend.by,
        "child": trend.child,
        "caregiver": trend.caregiver,
        "discount": DISCOUNT,
        "points": [_point(point) for point in trend.points],
        "change": {"strict": _change(trend.strict), "inclusive": _change(trend.inclusive)},
        "frightened": trend.frightened,
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
        "difference": change.difference,
        "newcombe95": list(change.newcombe95) if change.newcombe95 else None,
        "corrected95": list(change.corrected95) if change.corrected95 else None,
        "turn": change.turn,
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


def _count(count: Count) -> dict[str, int]:
    return {"k": count.k, "n": count.n}


def _share(share: Share) -> dict[str, Any]:
    return {
        "k": share.k,
        "n": share.n,
        "share": share.share,
        "wilson95": list(share.wilson95) if share.wilson95 else None,
        "deff": share.deff,
        "probability": share.probability,
        "verdict": share.verdict,
    }


def patterns_face(patterns: Patterns) -> dict[str, Any]:
    """Return `attune.patterns/1`; shares and probabilities are unrounded."""
    return {
        "schema": "attune.patterns/1",
        **_span(patterns.period),
        "child": patterns.child,
        "caregiver": patterns.caregiver,
        "sensitive": _seen(patterns.sensitive),
        "settled": _seen(patterns.settled),
        "frightened": patterns.frightened,
    }


def _seen(seen: Seen) -> dict[str, Any]:
    cells = [
        {**_notice(cell), "days": cell.days, "enough": cell.is_enough, "noticed": cell.is_noticed}
        for cell in seen.cells
    ]
    return {"k": seen.k, "n": seen.n, "cells": cells}


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
