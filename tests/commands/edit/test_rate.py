"""`attune rate` and `attune back`: one word, for one moment or several, all of them or none."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from attune_cli.core.moment import CameBack, Sensitivity
from conftest import NOW
from journals import stored, typed
from terminal import attune_in


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return typed(
        tmp_path_factory.mktemp("rate") / "attune",
        lambda: NOW,
        ["log", "hurt", "comfort", "partly", "later"],
        ["log", "told_no", "punish", "no"],
        ["log", "floor", "follow"],
        ["log", "sorry", "--repairs", "2"],
    )


@pytest.fixture(autouse=True)
def logged(made, home):
    copytree(made, home.data)


def ratings(home) -> list[str | None]:
    return [moment.sensitivity for moment in stored(home)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1", "yes"], ["yes", "no", None, None]),
        (["yes", "#1"], ["yes", "no", None, None]),
        (["1", "3", "NO"], ["no", "no", "no", None]),
        (["1-3", "yes"], ["yes", "yes", "yes", None]),
        (["1", "none", "2"], [None, None, None, None]),
    ],
    ids=str,
)
def test_numbers_and_a_rating_come_in_any_order(attune, home, words, expected):
    code, _, err = attune("rate", *words)
    assert (0, "", expected) == (code, err, ratings(home))


def test_the_answer_says_what_stands_there_and_what_changed(attune):
    said = (
        "#1 · upset · today 18:00 · bumped or in pain → soothed or held them · sensitive: yes\n"
        "Changed: rating partly → yes · came back later → none\n"
    )
    assert (0, said, "") == attune("rate", "1", "yes")


def test_a_rating_that_stays_within_partly_and_no_leaves_coming_back(attune, home):
    attune("rate", "1", "no")
    found = stored(home)[0]
    assert (Sensitivity.NO, CameBack.LATER) == (found.sensitivity, found.came_back)


def test_several_ratings_are_undone_together(attune, home):
    before = stored(home)
    attune("rate", "1", "2", "3", "yes")
    assert "rate #1 #2 #3 yes" in attune("undo")[1]
    assert before == stored(home)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["1", "4", "yes"], 1, "#4 is a moment of coming back, which is not rated"),
        (["1", "9", "yes"], 1, "There is no moment #9"),
        (["1"], 2, "Say how you see it now"),
        (["yes"], 2, "Say which moment"),
        (["1", "yes", "no"], 2, "Keep one"),
        (["1", "yse"], 2, "I don’t know “yse”"),
        (["1", "comfort"], 2, "I don’t know “comfort”"),
        (["-1", "yes"], 2, "Moments are numbered from 1"),
        (["--", "-1", "yes"], 2, "not the number of a moment"),
        (["1.5", "yes"], 2, "not the number of a moment"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_rating_that_does_not_fit_changes_nothing(attune, home, words, code, said):
    before = stored(home)
    ended, out, err = attune("rate", *words)
    assert (code, "", True, before) == (ended, out, said in err, stored(home))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1", "not", "yet"], "not_yet"),
        (["1", "not-needed"], "not_needed"),
        (["1", "same_moment"], "same_moment"),
        (["1"], "later"),
    ],
    ids=str,
)
def test_coming_back_is_later_where_nothing_else_is_said(attune, home, words, expected):
    code, _, err = attune("back", *words)
    assert (0, "", expected) == (code, err, stored(home)[0].came_back)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["3"], 1, "#3 is a calm moment together; coming back is noted with a moment"),
        (["4", "later"], 1, "#4 is a moment of coming back; coming back is noted"),
        (["9"], 1, "There is no moment #9"),
        (["later"], 2, "Say which moment"),
        (["1", "latr"], 2, "Did you mean"),
        (["1", "yes"], 2, "I don’t know “yes”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_coming_back_that_does_not_fit_changes_nothing(attune, home, words, code, said):
    before = stored(home)
    ended, out, err = attune("back", *words)
    assert (code, "", True, before) == (ended, out, said in err, stored(home))


def test_a_moment_rated_yes_says_what_to_do_first(attune):
    attune("rate", "1", "yes")
    code, _, err = attune("back", "1")
    assert (1, True) == (code, "#1 is rated yes; " in err and "attune rate 1 partly" in err)


def test_json_is_a_moment_a_line(attune):
    found = [json.loads(line) for line in attune("rate", "1", "2", "yes", "--json")[1].splitlines()]
    assert [("attune.moment/1", 1, "yes"), ("attune.moment/1", 2, "yes")] == [
        (one["schema"], one["number"], one["sensitivity"]) for one in found
    ]


def test_a_range_of_numbers_is_come_back_to(attune, home):
    code, _, err = attune("back", "1-2", "later")
    backs = [moment.came_back for moment in stored(home)]
    assert (0, "", ["later", "later", None, None]) == (code, err, backs)


@pytest.mark.parametrize("verb", ["rate", "back", "delete", "show"])
@pytest.mark.parametrize(
    ("words", "said"),
    [(["3-1"], "ends before it begins"), (["1-"], "has one end"), (["8-9"], "8")],
    ids=str,
)
def test_a_range_without_a_moment_changes_nothing(attune, home, verb, words, said):
    before = stored(home)
    more = {"rate": ["yes"], "back": ["later"], "delete": ["--yes"], "show": []}[verb]
    code, out, err = attune(verb, *words, *more)
    assert (True, "", True, before) == (code != 0, out, said in err, stored(home))


def test_one_moment_at_a_time_is_edited(attune, home):
    before = stored(home)
    code, out, err = attune("edit", "1-2", "partly")
    expected = "“1-2” is not the number of a moment. Use a number, or “last”.\n"
    assert (True, "", expected, before) == (code != 0, out, err, stored(home))


def test_without_a_rating_it_is_asked_in_a_terminal(attune, home):
    attune("log", "hurt", "comfort")
    terminal = attune_in(home.data, "rate", "last")
    terminal.wait_for("sensitive and kind")
    terminal.press("p")
    terminal.end()
    assert "partly" == stored(home)[-1].sensitivity


def test_a_rating_that_is_not_given_stays_as_it_is(attune, home):
    attune("log", "hurt", "comfort", "yes")
    terminal = attune_in(home.data, "rate", "last")
    terminal.wait_for("leave it as it is")
    terminal.press("\r")
    terminal.end()
    assert "yes" == stored(home)[-1].sensitivity


def test_of_several_moments_no_rating_is_asked(home):
    terminal = attune_in(home.data, "rate", "1-2")
    terminal.wait_for("Say how you see it now")
    assert 2 == terminal.end()


def test_a_rating_can_be_taken_out_where_it_is_asked(home):
    terminal = attune_in(home.data, "rate", "1")
    terminal.wait_for("take the rating out")
    terminal.press("t")
    terminal.end()
    assert None is ratings(home)[0]
