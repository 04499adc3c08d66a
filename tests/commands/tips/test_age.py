"""For whom tips are, where nothing tells it: asked in a terminal, one sentence in a pipe."""

import json
import sqlite3
from contextlib import closing

import pytest

from terminal import attune_in

WHICH, OLD, WHOM, KEEP = "For which age?", "How old is Mia?", "For whom?", "Keep that age for Mia?"
CTRL_C, ENTER = "\x03", "\r"


def bands(home):
    with closing(sqlite3.connect(home.journal)) as connection:
        return dict(connection.execute("SELECT name, band FROM children"))


def title(attune, *arguments):
    code, page, err = attune("tips", *arguments)
    assert (0, "") == (code, err)
    return page.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        (["toddler"], "a toddler"),
        (["2"], "a toddler"),
        (["18", "months"], "a toddler"),
        (["babies"], "an infant"),
        (["school", "age"], "a school-age child"),
        (["--why", "teen"], "a teen"),
        (["teen", "--why"], "a teen"),
        (["--", "teen"], "a teen"),
        (["teen", "sad"], "a teen · for “sad or let down”"),
        (["toddler", "tantrum"], "a toddler · for “frustrated”"),
        (["--age", "2"], "a toddler"),
        (["--age=18 months"], "a toddler"),
        (["--age", "august 2024"], "a toddler"),
        (["--age", "newborn"], "an infant"),
        (["--kind", "self", "teen"], "a teen · for yourself"),
        (["teen", "--kind", "self"], "a teen · for yourself"),
    ],
)
def test_an_age_is_said_with_or_without_its_option(attune, typed, age):
    assert f"Ideas for life with {age}" == title(attune, *typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["99"], "I don’t know the age “99”"),
        (["--age", "99"], "I don’t know the age “99”"),
        (["--age", ""], "I don’t know the age “”"),
        (["--age", "old"], "I don’t know the age “old”"),
        (["todler"], "Did you mean “toddler” (age)?"),
        (["toddler", "--age", "teen"], "“teen” and “toddler” don’t go together"),
        (["toddler", "hidden"], "“hidden” is a verb of its own: attune tips hidden"),
        (["toddler", "sad", "meh"], "“attune tips” can’t be narrowed by “meh”"),
        (["toddler", "--age=teen"], "“teen” and “toddler” don’t go together"),
    ],
)
def test_an_age_that_means_nothing_is_refused_in_a_line(attune, typed, said):
    code, out, err = attune("tips", *typed)
    assert (2, "", True, 1) == (code, out, said in err, err.count("\n"))


def test_what_tips_does_is_not_taken_for_an_age(attune):
    assert 0 == attune("tips", "--json", "keep", "any-noon")[0]


@pytest.mark.parametrize(
    ("children", "said"),
    [
        ([], "for which age: say it with --age (infant, toddler"),
        (["mia"], "how old “mia” is: note it with “attune child edit mia --born 2024-08”, or"),
        (["mia", "bo"], "for which age: say it with --age (infant, toddler"),
        (["mia", "ada --band teen", "bo --band teen"], "I know “ada” and “bo”: say for whom"),
    ],
)
@pytest.mark.parametrize("face", [[], ["--json"]], ids=str)
def test_in_a_pipe_one_sentence_says_what_to_type(attune, children, said, face):
    for child in children:
        attune("child", "add", *child.split())
    code, out, err = attune("tips", *face)
    assert (1, "", True, 1) == (code, out, said in err, err.count("\n"))


def test_whatever_is_said_to_type_works(typed_before, attune):
    typed_before("child add mia")
    attune("child", "edit", "mia", "--born", "2024-08")
    assert "Ideas for life with a toddler" == title(attune)


@pytest.mark.parametrize(
    ("key", "age"),
    [("i", "an infant"), ("t", "a toddler"), ("p", "a preschooler"),
     ("s", "a school-age child"), ("e", "a teen")],
)  # fmt: skip
def test_in_a_terminal_five_letters_ask_for_the_age_and_nothing_is_kept(home, key, age):
    terminal = attune_in(home.data, "tips")
    terminal.wait_for(WHICH)
    terminal.press(key)
    terminal.wait_for(f"Ideas for life with {age}")
    assert (0, False) == (terminal.end(), home.data.exists())


@pytest.mark.parametrize(
    ("answer", "band"), [(ENTER, "toddler"), ("y", "toddler"), ("n", None), (CTRL_C, None)]
)
def test_the_age_of_an_only_child_is_kept_if_the_person_likes(home, typed_before, answer, band):
    typed_before("child add mia")
    terminal = attune_in(home.data, "tips")
    terminal.wait_for(OLD)
    terminal.press("t")
    terminal.wait_for("Ideas for life with a toddler")
    terminal.wait_for(KEEP)
    terminal.press(answer)
    assert (0, {"mia": band}) == (terminal.end(), bands(home))
    assert (band is not None) is ("Kept: Mia · toddler" in terminal.seen)


def test_of_several_children_one_key_says_for_whom(home, typed_before):
    typed_before("child add ada --band toddler", "child add bo --band teen")
    terminal = attune_in(home.data, "tips", columns=50)
    terminal.wait_for(WHOM)
    terminal.press("b")
    terminal.wait_for("Ideas for life with Bo, a teen")
    terminal.wait_for("attune tips --child bo --all")
    assert 0 == terminal.end()


def test_of_several_children_one_may_be_of_unknown_age(home, typed_before):
    typed_before("child add mia", "child add bo --band teen", "child add lu --band teen")
    terminal = attune_in(home.data, "tips")
    for question, key in ((WHOM, "m"), (OLD, "t"), (KEEP, ENTER)):
        terminal.wait_for(question)
        terminal.press(key)
    assert (0, "toddler") == (terminal.end(), bands(home)["mia"])
    assert "attune tips --age toddler --all" in terminal.seen


def test_another_age_than_that_of_the_children_can_be_asked_for(home, typed_before):
    typed_before("child add ada --band toddler", "child add bo --band teen")
    terminal = attune_in(home.data, "tips")
    terminal.wait_for(WHOM)
    terminal.press("n")
    terminal.wait_for(WHICH)
    terminal.press("s")
    terminal.wait_for("Ideas for life with a school-age child")
    assert (0, {"ada": "toddler", "bo": "teen"}) == (terminal.end(), bands(home))


def test_who_leaves_the_question_has_changed_nothing(home):
    terminal = attune_in(home.data, "tips")
    terminal.wait_for(WHICH)
    terminal.press(CTRL_C)
    assert (130, False) == (terminal.end(), home.data.exists())


@pytest.mark.parametrize(
    "arguments", [["--json"], ["--all"], ["--for", "hurt"], ["toddler"]], ids=str
)
def test_where_the_age_is_said_or_needs_not_be_nothing_is_asked(home, arguments):
    terminal = attune_in(home.data, "tips", *arguments, PAGER="")
    code = terminal.end()
    assert (code == 0, False) == (arguments != ["--json"], WHICH in terminal.seen)


def test_other_verbs_take_an_age_in_years_too(attune):
    toddler = attune("words", "sensitive", "--age", "toddler")
    assert toddler == attune("words", "sensitive", "--age", "2")
    attune("tips", "add", "--title", "A", "--do", "B.", "--kind", "self", "--age", "2")
    own = json.loads(attune("tips", "--search", "B.", "2", "--json")[1])["tips"]
    assert [["toddler"]] == [tip["bands"] for tip in own if tip["id"] == "own-a"]
    attune("child", "add", "mia", "--band", "2")
    assert "Mia · toddler\n" == attune("child")[1]
