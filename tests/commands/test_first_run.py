"""The first run: `attune` alone in a terminal asks once for a child, and never again."""

import sqlite3
from contextlib import closing

import pytest

from terminal import attune_in

pytestmark = pytest.mark.usefixtures("no_journal")

NAME, AGE = "A nickname for your child?", "How old is Mia?"
DONE, NOTHING = "attune tips\n", "Nothing is logged yet."


def begun(home, *answers: str, columns: int = 80):
    """Answer what the first run asks, and return its exit code and what was seen."""
    terminal = attune_in(home.data, columns=columns)
    for question, answer in zip((NAME, AGE), answers, strict=False):
        terminal.wait_for(question)
        terminal.type(f"{answer}\r")
    return terminal.end(), terminal.seen


def stored(home):
    with closing(sqlite3.connect(home.journal)) as connection:
        return connection.execute("SELECT name, born, band FROM children").fetchall()


@pytest.mark.parametrize(
    ("age", "kept"),
    [
        ("2", [("mia", None, "toddler")]),
        ("school age", [("mia", None, "school-age")]),
        ("august 2024", [("mia", "2024-08", None)]),
        ("", [("mia", None, None)]),
    ],
)
def test_a_nickname_and_an_age_are_kept_and_what_comes_next_is_shown(home, age, kept):
    code, seen = begun(home, "mia", age)
    assert (0, kept) == (code, stored(home))
    end = seen[seen.index("Added: Mia") :]
    assert (True, True) == (f"\n  {home.journal}\n" in end, "\n  attune log\n" in end)
    assert seen.endswith(DONE)


def test_what_lets_the_age_grow_along_does_so(home, attune):
    seen = begun(home, "mia", "2")[1]
    edit = next(row for row in seen.split("\n") if "attune child edit" in row).split()[1:]
    assert (0, "Changed: Mia · 2 years · toddler\n", "") == attune(*edit)


def test_enter_skips_and_nobody_is_asked_again(home):
    code, seen = begun(home, "")
    assert (0, [], True, False) == (code, stored(home), seen.endswith(DONE), AGE in seen)
    terminal = attune_in(home.data)
    assert (0, False, True) == (terminal.end(), NAME in terminal.seen, NOTHING in terminal.seen)


def test_who_skips_the_nickname_is_told_how_to_add_a_child_with_an_age(home):
    _, seen = begun(home, "")
    assert "attune child add mia --born 2024-08" in seen


def test_what_cannot_be_read_is_said_in_a_sentence_and_asked_again(home):
    terminal = attune_in(home.data)
    for question, answer, said in (
        (NAME, "👶", "can’t be a name here"),
        (NAME, "mia", AGE),
        (None, "old", "I don’t know the age “old”"),
        (AGE, "3 weeks ahead", "I don’t know the age “3 weeks ahead”"),
        (AGE, "", DONE),
    ):
        if question:
            terminal.wait_for(question)
        terminal.type(f"{answer}\r")
        terminal.wait_for(said)
    assert (0, [("mia", None, None)]) == (terminal.end(), stored(home))


@pytest.mark.parametrize("answers", [[], ["mia\r"]], ids=["at once", "after the nickname"])
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_leaves_has_begun_nothing(home, answers, key):
    terminal = attune_in(home.data)
    terminal.wait_for(NAME)
    for answer in answers:
        terminal.type(answer)
        terminal.wait_for(AGE)
    terminal.press(key)
    assert (130, False, False) == (terminal.end(), home.data.exists(), "Error" in terminal.seen)


def test_where_nothing_can_be_kept_what_was_typed_is_said_again(home):
    terminal = attune_in(home.data)
    terminal.wait_for(NAME)
    home.data.write_text("no folder")
    terminal.type("mia\r")
    terminal.wait_for(AGE)
    terminal.type("2\r")
    assert (1, "no folder") == (terminal.end(), home.data.read_text())
    assert "Nothing was kept. To try it again: attune child add mia --band toddler" in terminal.seen


def test_where_there_is_no_folder_to_be_nobody_is_asked(home):
    home.data.write_text("no folder")
    terminal = attune_in(home.data)
    assert (1, False) == (terminal.end(), NAME in terminal.seen)


@pytest.mark.parametrize("arguments", [[], ["today"], ["today", "--json"]], ids=str)
def test_in_a_pipe_nothing_is_asked_and_nothing_is_made(attune, home, arguments):
    code, out, err = attune(*arguments)
    assert (0, "", False, False) == (code, err, home.data.exists(), NAME in out)


@pytest.mark.parametrize("arguments", [["today"], ["today", "--json"], ["week"]], ids=str)
def test_other_verbs_ask_nothing_in_a_terminal_either(home, arguments):
    terminal = attune_in(home.data, *arguments)
    assert (0, False, False) == (terminal.end(), NAME in terminal.seen, home.data.exists())


def test_a_journal_that_is_gone_is_not_begun_anew(typed_before, home):
    typed_before("log hurt yes", "backup")
    home.journal.unlink()
    terminal = attune_in(home.data)
    terminal.wait_for("backup")
    terminal.press("n")
    assert (1, False, False) == (terminal.end(), NAME in terminal.seen, home.journal.exists())


def test_undo_takes_the_child_back(home, attune):
    begun(home, "mia", "2")
    assert (0, []) == (attune("undo")[0], stored(home))


def test_it_fits_fifty_columns(home):
    _, seen = begun(home, "mia", "2", columns=50)
    page = seen[seen.index("Added: Mia") :].split("\n")
    assert [] == [row for row in page if len(row) > 50 and str(home.data) not in row]
