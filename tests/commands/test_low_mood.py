"""Low days are answered once a week, as a fact about help: in week, month and tips."""

import json
from datetime import timedelta

import pytest

from attune_cli.core.people import BANDS
from conftest import NOW

SAID = "Two grey weeks are worth a call"


@pytest.fixture
def low(attune):
    """Return what logs moments with `low` so many days ago, and then runs attune."""

    def call(*days: int, words: tuple[str, ...] = ()):
        for ago in days:
            attune("log", "floor", "low", *words, "--at", str((NOW - timedelta(days=ago)).date()))
        return attune

    return call


@pytest.mark.parametrize(
    ("days", "is_said"),
    [((0, 1, 2, 3), True), ((0, 4, 8, 13), True), ((0, 4, 8, 14), False), ((0, 1, 2), False),
     ((8, 9, 10, 11), False), ((0, 0, 0, 0), False)],
)  # fmt: skip
def test_a_week_says_it_from_four_low_days_of_fourteen_on(low, days, is_said):
    attune = low(*days)
    assert is_said is (SAID in attune("week")[1])


def test_the_page_is_as_it_was_looked_at(low, golden):
    golden("week_low", low(0, 1, 5, 9)("week", "--plain")[1])


def test_a_month_says_it_once_and_a_span_does_not(low):
    attune = low(*range(12))
    assert (1, 0) == (
        attune("month")[1].count(SAID),
        attune("look", "--from", "2026-11-10", "--to", "2026-11-22")[1].count(SAID),
    )


def test_a_week_of_long_ago_does_not_say_it_any_more(low):
    attune = low(10, 11, 12, 13, 24, 25, 26, 27)
    assert (True, False) == tuple(
        SAID in attune("week", "--of", day)[1] for day in ("2026-11-12", "2026-10-28")
    )


def test_it_is_about_the_reader_alone(low):
    low()("caregiver", "add", "grandpa")
    attune = low(0, 1, 2, 3, words=("--caregiver", "grandpa"))
    assert (False, False) == tuple(
        SAID in attune("week", *whose)[1] for whose in ([], ["--caregiver", "grandpa"])
    )
    attune = low(0, 1, 2, 3)
    assert (True, False) == tuple(
        SAID in attune("week", *whose)[1] for whose in ([], ["--caregiver", "grandpa"])
    )


def test_whichever_child_it_was_with(low):
    low()("child", "add", "ada")
    attune = low(0, 1, 2, 3, words=("@ada",))
    attune("child", "add", "bo")
    attune("log", "hurt", "comfort", "yes", "@bo")
    assert SAID in attune("week", "--child", "bo")[1]


@pytest.mark.parametrize("band", BANDS)
def test_the_fitting_tip_comes_first_at_every_age(low, band):
    page = low(0, 1, 5, 9)("tips", "--age", band, "--json")[1]
    first, *others = json.loads(page)["tips"]
    assert ("any-two-grey-weeks", "because help is there for low days", 2) == (
        first["id"],
        first["because"],
        len(others),
    )


def test_it_comes_first_where_low_is_asked_for(attune):
    page = json.loads(attune("tips", "--for", "low", "--json")[1])
    assert ("any-two-grey-weeks", []) == (page["tips"][0]["id"], page["help_now"])


def test_it_comes_first_on_one_day_of_a_week(low):
    attune = low(*range(7))
    days = [NOW - timedelta(days=ago) for ago in range(7)]
    pages = [
        json.loads(attune("tips", "--age", "teen", "--json", at=day)[1])["tips"] for day in days
    ]
    assert [False] * 3 + [True] + [False] * 3 == [
        page[0]["id"] == "any-two-grey-weeks" for page in pages
    ]


def test_where_it_is_hidden_it_stays_hidden(low):
    attune = low(0, 1, 5, 9)
    attune("tips", "hide", "any-two-grey-weeks")
    assert "any-two-grey-weeks" not in attune("tips", "--age", "teen", "--json")[1]


def test_the_rule_is_told_with_its_numbers(low):
    attune = low(0, 1, 5, 9)
    told = " ".join(attune("week", "--explain")[1].split())
    assert "on 4 of 14 days at most. From 4 on, a week and a month say where help is" in told


def test_without_a_low_day_nothing_is_told(attune):
    attune("log", "hurt", "comfort", "yes")
    assert "“low”" not in attune("week", "--explain")[1]
