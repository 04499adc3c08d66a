"""The gate: what comes from outside is a moment, or is refused with field, value and reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.exchange.gate import Gate, Refusal, Unfit, ignored
from attune_cli.core.moment import Moment
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.core.vocabulary import vocabulary
from core.factory import SIGNS, any_moment, fitting, identity, moment

NOW = datetime(2026, 12, 24, 18, tzinfo=UTC)
GATE = Gate(vocabulary(), NOW)
FIT = moment_to_plain(
    moment(uid=identity(1), cue="hurt", responses=("comfort", "name"), note="fell off the swing")
)
OTHER = identity(7)


def plain(**changes: Any) -> dict[str, Any]:
    return {**FIT, **changes}


def calm(**changes: Any) -> dict[str, Any]:
    return plain(kind="connection", cue=None, responses=[], **changes)


def repair(**changes: Any) -> dict[str, Any]:
    return plain(kind="repair", cue=None, responses=[], **changes)


def day_only(**changes: Any) -> dict[str, Any]:
    return plain(occurred_at=None, time_known=False, **changes)


@given(any_moment(), st.none() | st.text(SIGNS, max_size=40))
def test_what_attune_prints_of_a_moment_that_it_stored_is_taken_as_it_was(drawn, note):
    original = fitting(drawn)._replace(note=note)
    taken = GATE.moment(moment_to_plain(original))
    assert original._replace(repaired=False) == taken


ODD = (None, 5, True, 2.5, "", "x", "\x1b[31m", "\ud800", [], [5], [["x"]], {}, [None])


def read_or_named(line: dict[str, Any]) -> str | Moment:
    try:
        return GATE.moment(line)
    except Unfit as unfit:
        return unfit.field


@given(any_moment(), st.sampled_from(sorted(FIT)))
def test_whatever_stands_in_a_field_is_taken_or_refused_with_a_field(drawn, field):
    fit = moment_to_plain(fitting(drawn))
    found = [read_or_named({**fit, field: value}) for value in ODD]
    assert [] == [one for one in found if not isinstance(one, Moment) and one not in FIT]


SPOILT = [
    ("cue", plain(cue=5), "it is no text"),
    ("cue", plain(cue="sad_face"), "it is no word for cue that attune knows"),
    ("cue", plain(cue="comfort"), "it is no word for cue that attune knows"),
    ("cue", calm() | {"cue": "hurt"}, "it does not belong to the kind connection"),
    ("responses", plain(responses="comfort"), "it is no list of texts in quotes"),
    ("responses", plain(responses=["comfort", ["name"]]), "it is no list of texts in quotes"),
    ("responses", plain(responses=["comfort", 3]), "it is no text"),
    ("responses", plain(responses=["comfort", "comfort"]), "it stands twice"),
    ("responses", repair() | {"responses": ["comfort"]}, "it does not belong to the kind repair"),
    ("activities", plain(activities=["floor"]), "it does not belong to the kind distress"),
    ("steps", plain(steps=["sorry"]), "it does not belong to the kind distress"),
    ("sensitivity", repair(sensitivity="yes"), "it does not belong to the kind repair"),
    ("sensitivity", plain(sensitivity="5 stars"), "it is none of yes, partly, no"),
    ("sensitivity", plain(sensitivity=["yes"]), "it is none of yes, partly, no"),
    (
        "came_back",
        plain(sensitivity="yes", came_back="later"),
        "it belongs to a moment rated “partly” or “no”",
    ),
    ("came_back", plain(came_back="later"), "it belongs to a moment rated “partly” or “no”"),
    ("came_back", calm(came_back="later"), "it does not belong to the kind connection"),
    ("repairs", plain(repairs=OTHER), "it does not belong to the kind distress"),
    (
        "repairs",
        repair(repairs="7"),
        "it is no identity such as 01997d2f-7b78-7c78-a5e0-2032519494a4",
    ),
    ("uid", plain(uid="x; DROP"), "it is no identity such as 01997d2f-7b78-7c78-a5e0-2032519494a4"),
    ("kind", plain(kind="tantrum"), "it is none of distress, connection, repair"),
    ("chosen", plain(chosen=None), "it is none of stood_out, prompted"),
    ("number", plain(number=True), "it is no number of a moment"),
    ("number", plain(number=-1), "it is no number of a moment"),
    ("number", plain(number=2.0), "it is no number of a moment"),
    (
        "children",
        plain(children=["\x1b[31mada"]),
        "it is no nickname: 1 to 40 letters, digits, spaces, - or ', beginning with a letter",
    ),
    ("children", plain(children=["ada", "ADA"]), "it names somebody twice"),
    ("children", plain(children=[5]), "it is no nickname in quotes"),
    ("caregiver", plain(caregiver=None), "it is no nickname in quotes"),
    (
        "caregiver",
        plain(caregiver="x" * 41),
        "it is no nickname: 1 to 40 letters, digits, spaces, - or ', beginning with a letter",
    ),
    (
        "tags",
        plain(tags=["2024"]),
        "it is no tag: up to 40 letters, digits, - or _, with a letter in it",
    ),
    ("tags", plain(tags=["park", "park"]), "it stands twice"),
    ("tags", plain(tags=["park", "Park"]), "it has one tag twice"),
    ("tags", plain(tags=[f"t{n}" for n in range(51)]), "they are more than 50 tags"),
    ("note", plain(note=5), "it is no text"),
    ("note", plain(note="half \ud83d"), "it holds half a character, which is no text"),
    ("local_day", plain(local_day="2026-11-21"), "it is not the day of occurred_at, {occurred_at}"),
    ("local_day", day_only(local_day="2999-01-01"), "it is in the future"),
    ("local_day", day_only(local_day="1026-01-01"), "it is before the year 1900"),
    ("local_day", day_only(local_day="2026-02-30"), "it is no day such as 2026-11-20"),
    ("local_day", day_only(local_day="20261120"), "it is no day such as 2026-11-20"),
    ("occurred_at", plain(occurred_at="2999-11-20T17:40:00+01:00"), "it is in the future"),
    ("occurred_at", plain(occurred_at="0001-01-01T00:00:00+01:00"), "it is before the year 1900"),
    (
        "occurred_at",
        plain(occurred_at="2026-11-20T17:40:00"),
        "it is no time such as 2026-11-20T17:40:00+01:00",
    ),
    (
        "occurred_at",
        plain(occurred_at="2026-11-20T25:40:00+01:00"),
        "it is a time that no calendar or clock has",
    ),
    (
        "occurred_at",
        plain(occurred_at="2026-11-20T17:40:00+23:00"),
        "it has an offset that no place has",
    ),
    ("logged_at", plain(logged_at=1763657530), "it is no time such as 2026-11-20T17:40:00+01:00"),
    ("logged_at", plain(logged_at="2026-12-31T17:40:00+01:00"), "it is in the future"),
    ("time_known", plain(time_known=False), "it does not fit occurred_at: there is a time"),
    ("time_known", plain(occurred_at=None), "it does not fit occurred_at: there is no time"),
    ("time_known", plain(time_known="yes"), "it is neither true nor false"),
    (
        "part_of_day",
        day_only(part_of_day="teatime"),
        "it is none of morning, midday, afternoon, evening, night",
    ),
    (
        "part_of_day",
        plain(part_of_day="evening"),
        "it stands beside a time, which says it already",
    ),
    ("schema", plain(schema="attune.moment/2"), "it is of a newer attune than this one"),
    ("schema", plain(schema=None), "it is not attune.moment/1"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "line", "reason"), SPOILT)
def test_a_spoilt_field_is_refused_with_its_value_and_the_reason(field, line, reason):
    with pytest.raises(Unfit) as refused:
        GATE.moment(line)
    expected = (field, reason.format(**line))
    assert expected == (refused.value.field, refused.value.reason)


@pytest.mark.parametrize("field", sorted(FIT.keys() - {"number", "time_known", "part_of_day"}))
def test_a_missing_field_is_named(field):
    line = {name: value for name, value in FIT.items() if name != field}
    with pytest.raises(Unfit) as refused:
        GATE.moment(line)
    assert (field, "it is missing") == (refused.value.field, refused.value.reason)


def test_a_line_of_an_older_attune_is_taken():
    older = {k: v for k, v in FIT.items() if k not in {"number", "time_known", "part_of_day"}}
    assert GATE.moment(FIT)._replace(number=None) == GATE.moment(older)


def test_today_in_the_first_place_of_the_earth_is_no_future():
    today = (NOW + timedelta(hours=14)).date().isoformat()
    assert today == GATE.moment(day_only(local_day=today)).local_day.isoformat()


def test_what_another_line_may_settle_is_left_open():
    later: list[Unfit] = []
    line = plain(cue="dentist", responses=["sang", "comfort"], sensitivity="yes", came_back="later")
    taken = GATE.moment(line, later)
    assert ("dentist", ("sang", "comfort")) == (taken.cue, taken.responses)
    assert [("cue", "dentist"), ("responses", "sang"), ("came_back", "later")] == [
        (unfit.field, unfit.value) for unfit in later
    ]
    again: list[Unfit] = []
    assert (taken, 3) == (GATE.moment(line, again), len(again))


@pytest.mark.parametrize(
    ("field", "value"),
    [("cue", "No Word"), ("cue", "_x"), ("cue", "x" * 41), ("came_back", "not_yet")],
)
def test_what_no_other_line_can_settle_is_refused_at_once(field, value):
    with pytest.raises(Unfit):
        GATE.moment(plain(**{field: value}), [])


def test_names_and_tags_are_taken_as_they_would_be_typed():
    taken = GATE.moment(plain(children=[" ada  lou "], tags=["#Parkl\u0065\u0301"]))
    assert (("ada lou",), ("Parkl\u00e9",)) == (taken.children, taken.tags)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, "5"),
        (None, ""),
        ("x" * 99, f"“{'x' * 40}…”"),
        (["a", 1], '["a", 1]'),
        ("\ud800", "“?”"),
        ([["x" * 99]], f'[["{"x" * 37}…'),
    ],
)
def test_a_refusal_shows_its_value_in_short(value, shown):
    assert shown == Refusal.of(3, Unfit("note", value, "it is no text")).value


def test_fields_that_attune_does_not_know_are_named():
    assert ([], ["place", "shoe"]) == (
        list(ignored(FIT)),
        list(ignored({"shoe": 1, **FIT, "place": 2})),
    )
