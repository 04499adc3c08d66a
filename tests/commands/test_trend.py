"""`attune trend` in a journal: figures, filters, and what is no trend."""

import json
from datetime import datetime

import pytest

from conftest import BERLIN


def trend(attune, *arguments, at=None):
    code, out, err = attune("trend", "--json", *arguments, at=at)
    assert (code, err) == (0, "")
    return json.loads(out)


def log_weeks(attune, *weeks):
    """Log rated moments on the Monday of each of some weeks, the last of them this week."""
    for back, ratings in enumerate(reversed(weeks)):
        for rating in ratings:
            attune("log", "hurt", "comfort", rating, "--at", f"{6 + 7 * back} days ago")


def test_a_step_is_known_in_capitals_too(attune):
    log_weeks(attune, ["yes"])
    assert trend(attune, "--by", "month") == trend(attune, "--by", "MONTH")


def test_json_has_the_weeks_as_they_were_logged(attune):
    log_weeks(attune, ["yes", "yes", "no"], [], ["partly"])
    attune("log", "hurt", "comfort")
    attune("log", "floor", "yes")
    found = trend(attune)
    assert [
        ("2026-11-02", "2026-11-08", 3, 2, 0, 1, 1, [3.0, 2.0]),
        ("2026-11-09", "2026-11-15", 0, 0, 0, 0, 0, [2.6, 1.8]),
        ("2026-11-16", "2026-11-22", 1, 0, 1, 0, 1, [2.28, 2.64]),
    ] == [
        (
            *(point[key] for key in ("from", "to", "rated", "yes", "partly", "no", "days")),
            pytest.approx(point["beta"]),
        )
        for point in found["points"]
    ]


def test_json_has_the_shares_and_the_change(attune):
    log_weeks(attune, ["yes", "no"], [], [])
    found = trend(attune)
    side = {"from": "2026-10-12", "to": "2026-11-08", "k": 1, "n": 2, "days": 1, "deff": 1.1875}
    empty = {"from": "2026-09-14", "to": "2026-10-11", "k": 0, "n": 0, "days": 0, "deff": None}
    nothing = dict.fromkeys(["difference", "newcombe95", "corrected95", "turn_range"])
    assert ("attune.trend/1", "week", 0.8, 0.5) == (
        found["schema"],
        found["by"],
        found["discount"],
        found["points"][0]["share"],
    )
    change = {"before": empty, "after": side, **nothing, "day_correlation": 0.1875, "z": 2.81}
    change["turn"] = "too_few"
    assert ({"strict": change, "inclusive": change}, "2026-12-07") == (
        found["change"],
        found["next_on"],
    )


def test_json_has_what_can_be_said_since_the_beginning(attune):
    log_weeks(attune, ["yes", "no"])
    attune("log", "hurt", "comfort", "yes")
    bet = {
        "k": 1,
        "n": 2,
        "log_e_more": pytest.approx(-0.6931, abs=1e-4),
        "log_e_fewer": pytest.approx(-0.6931, abs=1e-4),
        "verdict": "too_few",
    }
    assert {
        "from": "2026-11-16", "to": "2026-11-21", "days": 1, "strict": bet, "inclusive": bet,
    } == trend(attune)["since_the_beginning"]  # fmt: skip


def log_days(attune, many, *words):
    """Log a moment on each of so many days before today."""
    for back in range(1, many + 1):
        attune("log", "hurt", "comfort", "yes", *words, "--at", f"{back} days ago")


def test_a_look_at_all_days_says_it_too_and_no_other_look_does(attune):
    log_days(attune, 26)
    pages = [attune("look", *of)[1] for of in ([], ["--from", "2026-09-01"], ["--to", "today"])]
    given = [json.loads(attune("look", "--json", *of)[1]) for of in ([], ["--to", "today"])]
    assert [True, False, False] == ["Since the beginning" in page for page in pages]
    explained = [attune("look", "--explain", *of)[1] for of in ([], ["--to", "today"])]
    assert [True, False] == ["a test by betting" in page for page in explained]
    assert ("clearly_more", False) == (
        given[0]["since_the_beginning"]["strict"]["verdict"],
        "since_the_beginning" in given[1],
    )


def test_of_another_caregiver_only_counts_are_said_and_nobody_is_consoled(attune):
    attune("caregiver", "add", "grandpa")
    log_days(attune, 26, "--caregiver", "grandpa")
    found = trend(attune, "--caregiver", "grandpa")
    page = attune("trend", "--caregiver", "grandpa")[1]
    assert ("not_said", "not_said", "not_said") == (
        found["change"]["strict"]["turn"],
        found["since_the_beginning"]["strict"]["verdict"],
        trend(attune)["since_the_beginning"]["strict"]["verdict"],
    )
    assert [False, False, False, True] == [
        words in page
        for words in ("by then", "Since the beginning", "Be as kind", "the counts stand alone")
    ]


def test_the_reader_of_a_mixed_trend_is_whoever_is_the_usual_caregiver(attune):
    attune("caregiver", "add", "grandpa")
    log_days(attune, 14)
    log_days(attune, 14, "--caregiver", "grandpa")
    mixed = trend(attune)["since_the_beginning"]["strict"]
    assert ("clearly_more", 28) == (mixed["verdict"], mixed["n"])


def test_explain_says_how_it_came_about_in_json_too(attune):
    log_days(attune, 8)
    code, page, err = attune("trend", "--explain")
    explained = trend(attune, "--explain")["explanation"]
    assert (0, "", True, True) == (
        code,
        err,
        "Looking again and again" in page,
        "Looking again and again" in explained,
    )


def test_months_are_those_of_the_calendar(attune):
    log_weeks(attune, *[["yes"]] * 9)
    assert [("2026-09-01", 2), ("2026-10-01", 4), ("2026-11-01", 3)] == [
        (point["from"], point["rated"]) for point in trend(attune, "--by", "month")["points"]
    ]


def test_child_and_caregiver_narrow_the_trend_and_twins_count_once(attune):
    for role, name in [("child", "ada"), ("child", "bo"), ("caregiver", "grandpa")]:
        attune(role, "add", name)
    attune("log", "hurt", "comfort", "yes", "@ada", "@bo")
    attune("log", "hurt", "comfort", "no", "@bo", "--caregiver", "grandpa")
    narrowed = [[], ["--child", "ADA"], ["--child", "bo"], ["--caregiver", "Grandpa"]]
    seen = [trend(attune, *arguments) for arguments in narrowed]
    assert [(2, None, None), (1, "ada", None), (2, "bo", None), (1, None, "grandpa")] == [
        (one["points"][0]["rated"], one["child"], one["caregiver"]) for one in seen
    ]


def test_the_weeks_begin_on_the_day_that_is_set(attune, home):
    home.data.mkdir()
    home.settings.write_text('first_weekday = "sunday"\n')
    attune("log", "hurt", "comfort", "yes")
    assert trend(attune)["points"][0]["from"] == "2026-11-22"


def test_fear_is_told_of_and_where_to_turn(attune):
    attune("log", "told_no", "frighten", "yes")
    _, page, _ = attune("trend")
    assert (1, True, True) == (
        trend(attune)["frightened"],
        "a response scared or hurt them" in page,
        "findahelpline.com" in page,
    )


def test_fear_with_another_child_or_caregiver_stays_out_of_a_narrowed_trend(attune):
    for role, name in [("child", "ada"), ("child", "bo"), ("caregiver", "grandpa")]:
        attune(role, "add", name)
    attune("log", "told_no", "frighten", "no", "@ada", "--caregiver", "grandpa")
    narrowed = [
        ["--child", "ada"],
        ["--child", "bo"],
        ["--caregiver", "grandpa"],
        ["--caregiver", "me"],
    ]
    assert [1, 0, 1, 0] == [trend(attune, *of)["frightened"] for of in narrowed]


@pytest.mark.parametrize("verb", ["trend", "patterns"])
def test_fear_that_is_not_rated_is_told_of_too(attune, verb):
    attune("log", "hurt", "frighten")
    page = " ".join(attune(verb)[1].split())
    assert (True, True) == ("a response scared or hurt them" in page, "findahelpline.com" in page)


def test_after_long_silence_nothing_is_said_of_a_share_that_has_faded(attune):
    for day in range(1, 10):
        attune("log", "hurt", "comfort", "yes", "--at", f"2026-01-0{day}")
    now, later = attune("trend", at=datetime(2026, 1, 10, tzinfo=BERLIN)), attune("trend")
    assert (True, False) == ("by then" in now[1], "by then" in later[1])


def test_fear_of_long_ago_is_not_told_again_and_again(attune):
    attune("log", "told_no", "frighten", "yes", "--at", "2026-09-13")
    assert trend(attune)["frightened"] == 0


def test_fear_silences_the_line_on_all_days_for_good(attune):
    log_days(attune, 26)
    before = trend(attune)["since_the_beginning"]["strict"]["verdict"]
    attune("log", "told_no", "frighten", "--at", "2025-01-01")
    attune("log", "hurt", "yes", "--at", "2024-12-31")
    found = trend(attune)["since_the_beginning"]["strict"]
    assert ("clearly_more", "not_said", 27) == (before, found["verdict"], found["k"])


@pytest.mark.parametrize("at", [None, datetime(2027, 11, 22, tzinfo=BERLIN)])
@pytest.mark.usefixtures("no_journal")
def test_an_empty_journal_and_a_year_of_silence_have_a_kind_page(attune, at):
    if at:
        attune("log", "hurt", "comfort", "yes")
    code, page, err = attune("trend", at=at)
    assert (0, "", True) == (code, err, ("none rated" in page) if at else ("attune log" in page))


@pytest.mark.usefixtures("no_journal")
def test_reading_a_trend_makes_no_journal(attune, home):
    assert (0, False) == (attune("trend")[0], home.data.exists())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--by", "year"], 2, "--by takes “week” or “month”, not “year”."),
        (["--child", "nobody"], 1, "I don’t know a child named “nobody”"),
    ],
    ids=str,
)
def test_what_is_no_trend_has_its_sentence(attune, arguments, code, said):
    ended, out, err = attune("trend", *arguments)
    assert (code, "", True) == (ended, out, said in " ".join(err.split()))


@pytest.mark.parametrize("verb", ["week", "trend"])
def test_fear_by_another_is_not_told_as_the_readers_own_though_it_is_unrated(attune, verb):
    attune("caregiver", "add", "grandpa")
    attune("log", "hurt", "frighten", "--caregiver", "grandpa", "--at", "2 weeks ago")
    for days in range(4):
        attune("log", "hurt", "comfort", "yes", "--at", f"{14 + days} days ago")
    attune("log", "hurt", "comfort", "yes")
    page = attune(verb)[1]
    assert (True, False) == ("stay with them" in page, "make a plan" in page)
