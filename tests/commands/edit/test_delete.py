"""`attune delete`: what was shown goes, all of it or none, and nothing else ever does."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from attune_cli.core.moment import Moment
from conftest import NOW
from journals import stored, typed
from terminal import PROGRAM, attune_in


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return typed(
        tmp_path_factory.mktemp("delete") / "attune",
        lambda: NOW,
        ["log", "hurt", "comfort", "no", "-m", "fell off the swing, and then the rain came " * 3],
        ["log", "floor", "follow", "yes"],
        ["log", "sorry", "--repairs", "1"],
        ["log", "scared", "stay", "yes"],
    )


@pytest.fixture(autouse=True)
def logged(made, home):
    copytree(made, home.data)


def alone(moment: Moment) -> Moment:
    return moment._replace(repairs=None, repaired=False)


def indexed(home) -> list[int]:
    with closing(sqlite3.connect(home.journal)) as connection:
        return [row[0] for row in connection.execute("SELECT rowid FROM moment_texts ORDER BY 1")]


def numbers(home) -> list[int | None]:
    return [moment.number for moment in stored(home)]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["2"], [1, 3, 4]),
        (["#4", "2"], [1, 3]),
        (["last"], [1, 2, 3]),
        (["2", "2"], [1, 3, 4]),
        (["1-3"], [4]),
        (["2–2", "4-9"], [1, 3]),
        (["1", "2", "3", "4"], []),
    ],
    ids=str,
)
def test_what_is_named_goes_and_nothing_else(attune, home, words, left):
    kept = [alone(moment) for moment in stored(home) if moment.number in left]
    code, out, err = attune("delete", *words, "--yes")
    assert (0, "Deleted: #", "", left) == (code, out[:10], err, numbers(home))
    assert (kept, left) == ([alone(moment) for moment in stored(home)], indexed(home))


def test_the_answer_says_how_it_comes_back(attune):
    assert (0, "Deleted: #2, #4. “attune undo” brings them back.\n", "") == attune(
        "delete", "2", "4", "--yes"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["2"], 1, "To do it without being asked, add --yes"),
        (["2", "--json"], 1, "To do it without being asked, add --yes"),
        (["2", "9", "--yes"], 1, "There is no moment #9"),
        (["0", "--yes"], 1, "There is no moment #0"),
        (["-1", "--yes"], 2, "Moments are numbered from 1"),
        (["--yes", "--", "-1"], 2, "not the number of a moment"),
        (["4-1", "--yes"], 2, "ends before it begins"),
        (["hurt", "--yes"], 2, "not the number of a moment"),
        (["--yes"], 2, "Say which moment"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_refusal_deletes_nothing(attune, home, words, code, said):
    before = stored(home)
    ended, _, err = attune("delete", *words)
    assert (code, True, before) == (ended, said in err, stored(home))


def test_what_would_go_is_shown_first_with_the_beginning_of_its_note(attune):
    shown = attune("delete", "1", "2")[1].splitlines()
    assert ["#1 · upset · ", "  “fell off the ", "#2 · calm · t"] == [
        shown[0][:13],
        next(line for line in shown if "“" in line)[:16],
        shown[-1][:13],
    ]


@pytest.mark.parametrize(
    ("key", "left"), [("y", [1, 3, 4]), ("n", [1, 2, 3, 4]), ("\r", [1, 2, 3, 4])]
)
def test_in_a_terminal_it_asks_and_enter_is_no(home, key, left):
    terminal = attune_in(home.data, "delete", "2")
    terminal.wait_for("Delete this moment?")
    terminal.press(key)
    assert (0 if key == "y" else 1, left) == (terminal.end(), numbers(home))


def test_ctrl_c_at_the_question_deletes_nothing(home):
    terminal = attune_in(home.data, "delete", "1", "2")
    terminal.wait_for("Delete these 2 moments?")
    terminal.press("\x03")
    assert (130, [1, 2, 3, 4]) == (terminal.end(), numbers(home))


def test_a_repair_of_what_goes_stays_and_is_named(attune, home):
    code, _, err = attune("delete", "1", "--yes")
    assert (0, "What #3 came back to is deleted now.\n", None) == (
        code,
        err,
        stored(home)[1].repairs,
    )


def test_the_moment_that_a_deleted_repair_mended_says_how_to_change_it(attune, home):
    code, _, err = attune("delete", "3", "--yes")
    assert (0, True) == (code, "#1 still says that you came back" in err)
    assert "attune back 1 not_yet" in err
    assert "later" == stored(home)[0].came_back


def test_json_names_the_numbers(attune):
    found = json.loads(attune("delete", "2", "4", "--yes", "--json")[1])
    assert {"schema": "attune.deleted/1", "numbers": [2, 4]} == found


def test_a_deleted_number_is_never_given_again(attune, home):
    attune("delete", "last", "--yes")
    attune("log", "hurt")
    assert [1, 2, 3, 5] == numbers(home)


def test_another_moment_that_has_its_number_after_a_restore_stays(home, attune):
    terminal = attune_in(home.data, "delete", "1")
    terminal.wait_for("Delete this moment?")
    attune("restore", "--anew", "--yes")
    attune("log", "scared")
    terminal.press("y")
    assert (1, [1]) == (terminal.end(), numbers(home))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk")
@pytest.mark.parametrize("verb", [["delete", "4", "--yes"], ["undo"]], ids=lambda verb: verb[0])
def test_what_is_done_is_said_to_be_where_the_answer_cannot_be_shown(home, verb):
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [PROGRAM, *verb],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            env={**os.environ, "ATTUNE_HOME": str(home.data)},
        )
    assert (1, True, [1, 2, 3]) == (ended.returncode, "It is stored" in ended.stderr, numbers(home))
