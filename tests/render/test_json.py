"""JSON of figures, as golden files: the keys stay."""

import json
from datetime import date, timedelta

import pytest

from attune_cli.core.glance import glance
from attune_cli.core.statistics.patterns import patterns
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.time.period import day_of, month_of, week_of
from attune_cli.render.json import glance_json, patterns_json, reflection_json, trend_json
from render.test_patterns import EVERYTHING, PERIOD
from render.test_reflection import ANSWER, FULL, WEEK
from render.test_trend import TRENDS

FACES = {
    "week": reflection_json(reflect(FULL, WEEK), ANSWER),
    "month": reflection_json(reflect(FULL, month_of(WEEK.start))),
    "day": reflection_json(reflect(FULL, day_of(WEEK.start), "ada", "me")),
    "nothing": reflection_json(reflect([], week_of(date(2026, 1, 1)))),
    "trend": trend_json(TRENDS["steady"]),
    "trend_months": trend_json(TRENDS["months"]),
    "trend_nothing": trend_json(TRENDS["nothing"]),
    "trend_fear": trend_json(TRENDS["fear"]),
    "patterns": patterns_json(patterns(EVERYTHING, PERIOD)),
    "patterns_nothing": patterns_json(patterns([], PERIOD, "ada")),
    "today": glance_json(glance(FULL, FULL[-1], WEEK, WEEK.last)),
    "today_nothing": glance_json(glance([], None, WEEK, WEEK.last - timedelta(days=1))),
}


def rounded(value):
    """Round what is computed, so that another machine's last digits are no difference."""
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", FACES)
def test_the_json_of_a_view_is_as_it_was_looked_at(golden, name):
    text = json.dumps(rounded(FACES[name]), indent=1, ensure_ascii=False)
    golden(f"json_{name}", f"{text}\n")
