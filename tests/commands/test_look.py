"""`month` and `look`: the reflection of any span, and what is no span."""

import json

import pytest

from attune_cli.core.time.period import month_of, tiles, week_of
from conftest import NOW


def reflection(attune, *arguments):
    code, out, err = attune(*arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def log_on(attune, *days):
    for day in days:
        attune("log", "hurt", "comfort", "yes", "--at", day)


@pytest.mark.parametrize(
    ("arguments", "first", "last", "logged"),
    [
        (["month"], "2026-11-01", "2026-11-30", 3),
        (["month", "--last"], "2026-10-01", "2026-10-31", 1),
        (["month", "--of", "2026-10-31"], "2026-10-01", "2026-10-31", 1),
        (["month", "--of", "October"], "2026-10-01", "2026-10-31", 1),
        (["look", "--from", "2026-11-02", "--to", "2026-11-20"], "2026-11-02", "2026-11-20", 1),
        (["look", "--from", "3 weeks ago"], "2026-11-01", "2026-11-22", 3),
        (["look", "--to", "2026-11-01"], "2026-10-31", "2026-11-01", 2),
        (["look"], "2026-10-31", "2026-11-22", 4),
        (["look", "--from", "2026-W47", "--to", "2026-W47"], "2026-11-16", "2026-11-22", 2),
    ],
    ids=str,
)
def test_any_window_can_be_looked_at(attune, arguments, first, last, logged):
    log_on(attune, "2026-10-31", "2026-11-01", "2026-11-20", "2026-11-22 10:00")
    seen = reflection(attune, *arguments)
    assert (first, last, logged) == (seen["from"], seen["to"], seen["distress"]["logged"])


def test_a_window_is_the_week_where_it_is_one(attune):
    log_on(attune, *(f"2026-11-{day} 10:00" for day in range(16, 22)))
    assert reflection(attune, "week") == reflection(attune, "look", "--from", "monday")


def test_child_and_caregiver_narrow_every_window(attune):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("caregiver", "add", "grandpa")
    attune("log", "hurt", "@ada")
    attune("log", "hurt", "@bo", "--caregiver", "grandpa")
    narrowed = [
        reflection(attune, verb, *only)
        for verb in ("month", "look")
        for only in (["--child", "ada"], ["--caregiver", "Grandpa"])
    ]
    assert [("ada", None, 1), (None, "grandpa", 1)] * 2 == [
        (one["child"], one["caregiver"], one["distress"]["logged"]) for one in narrowed
    ]


def test_a_sunday_week_is_meant_where_weeks_begin_on_sunday(attune, home):
    home.data.mkdir()
    home.settings.write_text('first_weekday = "sunday"\n')
    assert reflection(attune, "look", "--from", "this week")["from"] == "2026-11-22"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["look", "--from", "2026-11-20", "--to", "2026-11-01"], "The first day is after the last"),
        (["look", "--from", "2026-12-01"], "The first day is after the last"),
        (["look", "--from", ""], "as a day"),
        (["look", "--to", "someday"], "as a day"),
        (["month", "--of", "2026-13"], "as a month"),
        (["month", "--last", "--of", "october"], "Each names a month"),
        (["week", "--last", "--of", "monday"], "Each names a week"),
    ],
    ids=str,
)
def test_what_is_no_window_has_its_sentence(attune, arguments, said):
    code, out, err = attune(*arguments)
    assert (2, "", True, 1) == (code, out, said in err, len(err.splitlines()))


@pytest.mark.parametrize("verb", ["week", "month", "look"])
@pytest.mark.parametrize("role", ["child", "caregiver"])
def test_somebody_unknown_is_named(attune, verb, role):
    code, out, err = attune(verb, f"--{role}", "nobody")
    assert (1, "", True) == (code, out, f"I don’t know a {role} named “nobody”" in err)


@pytest.mark.parametrize("verb", ["week", "month", "look"])
def test_a_child_without_moments_has_a_kind_empty_page(attune, verb):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "hurt", "@ada")
    code, page, _ = attune(verb, "--child", "bo")
    assert (0, True) == (code, "Nothing is logged here." in page)


@pytest.mark.usefixtures("no_journal")
def test_looking_makes_no_journal(attune, home):
    codes = [attune(verb)[0] for verb in ("month", "look")]
    assert ([0, 0], False) == (codes, home.data.exists())


def test_the_weeks_and_days_that_tile_a_month_add_up_to_it(attune):
    days = [f"2026-{month}-{day:02}" for month, day in [(9, 30), (10, 1), (10, 18), (10, 31)]]
    log_on(attune, *days, "2026-11-01")
    october = month_of(NOW.date().replace(month=10, day=1))
    spans = [
        (max(week.start, october.start), min(week.last, october.last))
        for week in tiles(october.start, october.last, week_of)
    ]
    parts = [
        reflection(attune, "look", "--from", f"{first}", "--to", f"{last}")["distress"]["yes"]
        for first, last in spans
    ]
    assert reflection(attune, "month", "--of", "october")["distress"]["yes"] == sum(parts) == 3


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["week", "--of", "last week"], "2026-11-09"),
        (["week", "--of", "2026-W40"], "2026-09-28"),
        (["month", "--of", "last month"], "2026-10-01"),
        (["month", "--of", "2026-W40"], "2026-09-01"),
    ],
    ids=str,
)
def test_a_week_or_month_can_be_named_by_a_span_that_lies_in_it(attune, arguments, first):
    assert first == reflection(attune, *arguments)["from"]


@pytest.mark.parametrize(
    "arguments",
    [["week", "--of", "october"], ["reflect", "--of", "2025"], ["month", "--of", "2025"]],
    ids=str,
)
def test_a_span_that_is_too_long_is_refused_as_typed(attune, arguments):
    code, _, err = attune(*arguments)
    assert (2, True) == (code, f"“{arguments[-1]}”" in err)


def test_days_to_come_are_said_to_be(attune):
    assert "still to come" in attune("week", "--of", "2026-12-24")[1]
