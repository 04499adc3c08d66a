"""`attune show`: which moments, and what is known of them."""

import json
import re

import pytest

from commands.finding import caller, journal_of

LOGGED = [
    ["child", "add", "ada"],
    ["log", "hurt", "comfort", "no", "-m", "a\n\nb", "--at", "2026-11-20 10:00"],
    ["log", "sorry", "--repairs", "1"],
    ["log", "sorry", "--repairs", "1", "--last"],
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return journal_of(tmp_path_factory.mktemp("show"), LOGGED)


@pytest.fixture
def logged(filled, capsys):
    return caller(filled, capsys)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (["1"], [1]),
        (["#2"], [2]),
        (["last"], [3]),
        (["3", "1", "3", "last"], [3, 1]),
    ],
)
def test_the_moments_that_are_named_are_shown_in_that_order(logged, which, expected):
    _, out, _ = logged("show", *which, "--json")
    assert expected == [json.loads(line)["number"] for line in out.splitlines()]
    _, page, _ = logged("show", *which)
    assert expected == [int(row[1]) for row in page.splitlines() if row.startswith("#")]


def test_a_moment_says_what_repairs_it_and_a_repair_what_it_repairs(logged):
    assert "\n  Came back in  #2, #3\n" in logged("show", "1")[1]
    assert "\n  Came back to  #1 (Fri 20 Nov, bumped or in pain)\n" in logged("show", "2")[1]


def test_a_note_is_shown_with_its_line_breaks(logged):
    assert "\nNote\n  a\n\n  b\n\nTo change it:" in logged("show", "1")[1]


@pytest.mark.parametrize(
    ("which", "code", "sentence"),
    [
        (["9"], 1, "There is no moment #9."),
        (["1", "9"], 1, "There is no moment #9."),
        (["999999999999999999"], 1, "There is no moment #999999999999999999."),
        (["one"], 2, "“one” is not the number of a moment."),
        (["-1"], 2, "-1"),
    ],
)
def test_what_is_no_moment_is_refused(logged, which, code, sentence):
    ended, out, talk = logged("show", *which)
    assert (code, "", True) == (ended, out, sentence in talk)


def test_where_nothing_is_logged_there_is_no_last_one(attune):
    assert (
        1,
        "",
        "Nothing is logged yet, so there is no last moment. To begin: attune log\n",
    ) == attune("show", "last")
    assert "There is no moment #1." in attune("show", "1")[2]


def test_of_a_note_as_long_as_a_book_a_page_shows_the_beginning_and_json_all(attune):
    note = "ab " * 30_000 + "x" * 30_000
    attune("log", "hurt", "yes", "-m", note)
    _, said, _ = attune("show")
    assert "… So it begins, and has 120,000 characters. All of it: attune show 1 --json" in said
    assert 20_000 // 3 + 1 == len(re.findall(r"\bab\b", said))
    assert note == json.loads(attune("show", "--json")[1])["note"]
