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
    log_weeks(attune, ["yes", "no"])
    found = trend(attune)
    side = {"from": "2026-10-26", "to": "2026-11-22", "k": 1, "n": 2, "days": 1, "deff": 1.2}
    empty = {"from": "2026-09-28", "to": "2026-10-25", "k": 0, "n": 0, "days": 0, "deff": None}
    nothing = dict.fromkeys(["difference", "newcombe95", "corrected95"])
    assert ("attune.trend/1", "week", 0.8, 0.5) == (
        found["schema"],
        found["by"],
        found["discount"],
        found["points"][0]["share"],
    )
    change = {"before": empty, "after": side, **nothing, "turn": "too_few"}
    assert {"strict": change, "inclusive": change} == found["change"]


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
    attune("log", "told_no", "frighten", "yes", "--at", "2026-09-27")
    assert trend(attune)["frightened"] == 0


@pytest.mark.parametrize("at", [None, datetime(2027, 11, 22, tzinfo=BERLIN)])
def test_an_empty_journal_and_a_year_of_silence_have_a_kind_page(attune, at):
    if at:
        attune("log", "hurt", "comfort", "yes")
    code, page, err = attune("trend", at=at)
    assert (0, "", True) == (code, err, ("none rated" in page) if at else ("attune log" in page))


def test_reading_a_trend_makes_no_journal(attune, home):
    assert (0, False) == (attune("trend")[0], home.data.exists())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--by", "year"], 2, "'week', 'month'"),
        (["--child", "nobody"], 1, "I don’t know a child named “nobody”"),
    ],
    ids=str,
)
def test_what_is_no_trend_has_its_sentence(attune, arguments, code, said):
    ended, out, err = attune("trend", *arguments)
    assert (code, "", True) == (ended, out, said in " ".join(err.split()))
