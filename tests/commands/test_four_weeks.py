"""A week with too few moments, and the four weeks up to its end, in a journal."""

import json
from datetime import timedelta

import pytest

from conftest import NOW

SUNDAY = NOW.date()


def four_weeks(attune, *arguments):
    code, out, err = attune("week", "--json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)["distress"]["last_four_weeks"]


def log_back(attune, days, *words, rating="yes"):
    """Log a moment on each of some days before today, which is a Sunday."""
    for back in days:
        attune("log", "hurt", rating, *words, "--at", f"{SUNDAY - timedelta(days=back)}")


def test_they_are_the_28_days_up_to_the_end_of_the_week(attune):
    log_back(attune, [0, 6, 7, 14, 20, 27], "comfort")
    log_back(attune, [3, 13, 21, 22], "comfort", rating="no")
    log_back(attune, [28, 40], "missed", rating="no")
    found = four_weeks(attune)
    strict = found["strict"]
    assert ("2026-10-26", "2026-11-22", 6, 10) == (
        found["from"],
        found["to"],
        strict["k"],
        strict["n"],
    )
    assert found["inclusive"]["verdict"] == strict["verdict"] == "unclear"


def test_of_an_earlier_week_they_end_with_that_week(attune):
    log_back(attune, [0, 8, 9, 20, 36, 35, 34])
    found = four_weeks(attune, "--last")
    assert ("2026-10-19", "2026-11-15", 4) == (found["from"], found["to"], found["strict"]["n"])


def test_a_week_with_enough_has_none(attune):
    log_back(attune, [0, 1, 2, 3] * 2)
    assert four_weeks(attune) is None


def test_fear_in_them_leaves_their_verdict_unsaid_rated_or_not(attune):
    log_back(attune, range(7, 20))
    assert four_weeks(attune)["strict"]["verdict"] == "clearly_more"
    attune("log", "told_no", "frighten", "--at", f"{SUNDAY - timedelta(days=12)}")
    assert four_weeks(attune)["strict"]["verdict"] == "not_said"


@pytest.fixture
def of_two(after):
    """Log with Ada by oneself and with Bo by Grandpa, three weeks long."""
    return after(log_of_two)


def log_of_two(attune):
    for role, name in [("child", "ada"), ("child", "bo"), ("caregiver", "grandpa")]:
        attune(role, "add", name)
    log_back(attune, range(7, 17), "@ada")
    log_back(attune, range(7, 19), "@bo", "--caregiver", "grandpa", rating="no")


@pytest.mark.parametrize(
    ("only", "n", "verdict"),
    [
        ([], 22, "unclear"),
        (["--child", "ada"], 10, "clearly_more"),
        (["--child", "bo"], 12, "not_said"),
        (["--caregiver", "me"], 10, "clearly_more"),
        (["--caregiver", "grandpa"], 12, "not_said"),
    ],
    ids=str,
)
def test_they_are_those_of_the_people_asked_for(of_two, only, n, verdict):
    strict = four_weeks(of_two, *only)["strict"]
    assert (n, verdict) == (strict["n"], strict["verdict"])


def test_whose_it_is_follows_the_settings(of_two):
    of_two("config", "set", "caregiver", "grandpa")
    assert four_weeks(of_two, "--caregiver", "grandpa")["strict"]["verdict"] == "clearly_less"
    assert four_weeks(of_two, "--caregiver", "me")["strict"]["verdict"] == "not_said"
