"""What tests hold JSON against: the schemas of the package, and the words that they list."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from attune_cli.core.anchors import ASKED
from attune_cli.core.exchange.formats import Format
from attune_cli.core.finding import Check, State
from attune_cli.core.glance import Hint
from attune_cli.core.moment import Chosen
from attune_cli.core.people import BANDS
from attune_cli.core.schemas import find_schema
from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.patterns import NotAsked
from attune_cli.core.statistics.trend import Turn, Unit
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.when import WORDS_FOR_PARTS
from attune_cli.core.tips.choice import Mark
from attune_cli.core.tips.library import TIP_KINDS
from attune_cli.core.vocabulary import OWN_IN, VOCABULARIES, vocabulary
from attune_cli.store.backup.names import Why

# The values of each enumeration, by its name in `$defs`.
ENUMS: Mapping[str, list[str]] = {
    **{name: [word.word for word in vocabulary().of(name)] for name in VOCABULARIES},
    "band": [*BANDS],
    "by": ["part_of_day", "weekday", "cue", "state", "response"],
    "check": [*Check],
    "chosen": [*Chosen],
    "format": [*Format],
    "hint": [*Hint],
    "mark": [*Mark],
    "not_asked": [*NotAsked],
    "own_vocabulary": [*OWN_IN],
    "part_of_day": [*WORDS_FOR_PARTS],
    "rated_kind": [*ASKED.values()],
    "role": ["child", "caregiver"],
    "stance": list(dict.fromkeys(word.stance for word in vocabulary().of("response"))),
    "state_of_check": [*State],
    "tip_kind": [*TIP_KINDS],
    "turn": [*Turn],
    "unit": [*Unit],
    "verdict": [*Verdict],
    "vocabulary": [*VOCABULARIES],
    "weekday": [day[:3] for day in WEEKDAYS],
    "why": [*Why],
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)", re.ASCII)
FORMATS = FormatChecker(["date", "uuid"])


@FORMATS.checks("date-time", ValueError)
def is_instant(value: object) -> bool:
    """Whether a value is a time with its offset, as RFC 3339 has it."""
    if not isinstance(value, str):
        return True
    return bool(INSTANT.fullmatch(value) and datetime.fromisoformat(value))


@cache
def schema_of(name: str) -> dict[str, Any] | None:
    return json.loads(find_schema(name) or "null")


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name), format_checker=FORMATS)


def misfits(value: Mapping[str, Any]) -> list[str]:
    """Return what does not fit the schema that an object names, with its place."""
    if schema_of(value["schema"]) is None:
        return [f"{value['schema']} has no schema"]
    found = validator(value["schema"]).iter_errors(value)
    return [f"{value['schema']} {one.json_path}: {one.message}" for one in found]


def objects_in(value: object) -> Iterator[dict[str, Any]]:
    """Yield each object that names its schema, the outer ones first."""
    if isinstance(value, dict):
        if "schema" in value:
            yield value
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from objects_in(one)
