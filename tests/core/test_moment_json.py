"""`attune.moment/1`: documented, complete, and strict."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import Moment, Sensitivity
from attune_cli.core.moment_json import moment_from_plain, moment_to_plain
from core.factory import SIGNS, any_moment, moment

# From design.md §5, with a uid.
DOCUMENTED: dict[str, Any] = {
    "schema": "attune.moment/1",
    "uid": "01997d2f",
    "number": 42,
    "kind": "distress",
    "occurred_at": "2026-11-20T17:40:00+01:00",
    "local_day": "2026-11-20",
    "time_known": True,
    "part_of_day": None,
    "logged_at": "2026-11-20T17:52:10+01:00",
    "children": ["ada"],
    "caregiver": "me",
    "cue": "hurt",
    "responses": ["comfort", "name"],
    "activities": [],
    "steps": [],
    "states": [],
    "sensitivity": "yes",
    "came_back": None,
    "after": None,
    "chosen": "stood_out",
    "repairs": None,
    "tags": [],
    "note": "fell off the swing",
}
MAY_BE_MISSING = {"schema", "number", "time_known", "part_of_day"}


def documented() -> Moment:
    ordinary = moment(cue="hurt", responses=("comfort", "name"), note="fell off the swing")
    logged_at = ordinary.logged_at.replace(second=10)
    return ordinary._replace(uid="01997d2f", sensitivity=Sensitivity.YES, logged_at=logged_at)


def test_a_moment_is_printed_as_documented() -> None:
    assert list(DOCUMENTED.items()) == list(moment_to_plain(documented()).items())


def test_a_documented_moment_is_read_and_its_number_is_left_to_the_journal() -> None:
    assert documented()._replace(number=None) == moment_from_plain(DOCUMENTED)


def test_where_only_the_day_is_known_no_instant_is_printed() -> None:
    plain = moment_to_plain(moment(occurred_at=None, local_day=date(2026, 11, 19)))
    assert (None, "2026-11-19", False) == (
        plain["occurred_at"],
        plain["local_day"],
        plain["time_known"],
    )


@given(any_moment(), st.none() | st.text(SIGNS, max_size=40))
def test_a_moment_comes_back_from_json_as_it_was(drawn: Moment, note: str | None) -> None:
    original = drawn._replace(note=note)
    line = json.dumps(moment_to_plain(original))
    assert original._replace(number=None, repaired=False) == moment_from_plain(json.loads(line))


@given(any_moment())
def test_what_was_read_is_printed_as_it_came(original: Moment) -> None:
    plain = {**moment_to_plain(original), "number": None}
    assert plain == moment_to_plain(moment_from_plain(plain))


def test_two_instants_that_are_equal_keep_the_offsets_of_their_places() -> None:
    plain = moment_to_plain(moment(occurred_at=datetime(2026, 11, 20, 16, 40, tzinfo=UTC)))
    assert plain["occurred_at"] == "2026-11-20T16:40:00+00:00"


@pytest.mark.parametrize("key", sorted(DOCUMENTED.keys() - MAY_BE_MISSING))
def test_a_missing_key_is_an_error_that_names_it(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        moment_from_plain({name: value for name, value in DOCUMENTED.items() if name != key})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "tantrum"),
        ("kind", None),
        ("local_day", "friday"),
        ("local_day", "2026-11-31"),
        ("occurred_at", "teatime"),
        ("logged_at", ""),
        ("sensitivity", "5 stars"),
        ("came_back", "soon"),
        ("chosen", "at random"),
        ("part_of_day", "teatime"),
        ("part_of_day", ["night"]),
    ],
)
def test_a_value_that_means_nothing_is_an_error(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_from_plain({**DOCUMENTED, key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("local_day", None),
        ("logged_at", None),
        ("logged_at", 1763657530),
        ("occurred_at", 1763656800),
        ("children", None),
        ("children", "ada"),
        ("responses", 3),
        ("logged_at", "2026-11-20T17:52:10"),
        ("occurred_at", "2026-11-20T17:40:00"),
    ],
)
def test_a_value_of_the_wrong_shape_is_an_error_of_the_same_sort(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_from_plain({**DOCUMENTED, key: value})
