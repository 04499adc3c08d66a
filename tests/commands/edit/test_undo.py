"""`attune undo` and `attune redo`: each says what it does, in any later run."""

import json

import pytest

from attune_cli.store.history import no_change
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people
from journals import stored


def test_undo_names_what_it_takes_back_and_redo_what_it_does_again(attune, home):
    attune("log", "scared", "stay", "no", "--at", "friday")
    attune("delete", "1", "--yes")
    undone = (
        "Undone: delete #1 (Fri 20 Nov, scared → stayed close). “attune redo” does it again.\n"
        "The next “attune undo”: log #1.\n"
    )
    assert (0, undone, "") == attune("undo")
    assert (
        0,
        "Done again: delete #1 (Fri 20 Nov, scared → stayed close). “attune undo” takes it back.\n",
        "",
    ) == attune("redo")
    assert [] == stored(home)


@pytest.mark.parametrize("verb", ["undo", "redo"])
@pytest.mark.usefixtures("no_journal")
def test_nothing_to_undo_is_a_sentence_and_makes_no_journal(attune, home, verb):
    code, out, err = attune(verb)
    assert (1, "", "There is nothing", False) == (code, out, err[:16], home.journal.exists())


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_the_end_of_what_is_remembered_is_a_sentence(attune, home, verb):
    attune("log", "hurt")
    attune("undo")
    attune(*(["redo"] if verb == "redo" else []), *([] if verb == "redo" else ["undo"]))
    before = stored(home)
    code, out, err = attune(verb)
    assert (1, "", "There is nothing", before) == (code, out, err[:16], stored(home))


@pytest.mark.parametrize(("verb", "said"), [("undo", "log #2"), ("redo", "rate #2 yes")])
def test_show_says_what_would_be_done_and_does_nothing(attune, home, verb, said):
    attune("log", "hurt")
    attune("log", "hurt", "no")
    attune("rate", "2", "yes")
    attune("undo")
    before = stored(home)
    code, out, _ = attune(verb, "--show")
    assert (0, True, True, before) == (
        code, said in out, "Nothing was changed" in out, stored(home)
    )  # fmt: skip


def test_the_list_has_all_changes_the_newest_first(attune):
    attune("log", "hurt", "no")
    attune("rate", "1", "yes")
    attune("undo")
    assert (0, "today 18:00 · rate #1 yes · undone\ntoday 18:00 · log #1\n", "") == attune(
        "undo", "--list"
    )


@pytest.mark.usefixtures("no_journal")
def test_an_empty_list_makes_no_journal(attune, home):
    assert (0, "Nothing to undo yet.\n", False) == (
        *attune("undo", "--list")[:2],
        home.journal.exists(),
    )


def test_a_number_whose_log_was_undone_is_given_to_no_other_moment(attune, home):
    attune("log", "hurt")
    attune("log", "scared")
    uid = stored(home)[1].uid
    attune("undo")
    attune("redo")
    assert [(1, "hurt"), (2, "scared")] == [(m.number, m.cue) for m in stored(home)]
    assert uid == stored(home)[1].uid
    attune("undo")
    attune("log", "worry")
    assert [(1, "hurt"), (3, "worry")] == [(m.number, m.cue) for m in stored(home)]


def test_people_are_changes_too(attune):
    attune("child", "add", "ada")
    assert "Undone: child add ada." in attune("undo")[1]
    assert [] == json.loads(attune("child", "list", "--json")[1])["children"]


def test_json_is_the_change(attune):
    attune("log", "hurt")
    found = json.loads(attune("undo", "--json")[1])
    assert {
        "schema": "attune.change/1",
        "what": "log #1",
        "changed_at": "2026-11-22T18:00:00+01:00",
        "is_undone": True,
        "moments": [1],
    } == found
    assert [found] == [
        json.loads(line) for line in attune("undo", "--list", "--json")[1].splitlines()
    ]


def test_what_others_depend_on_by_now_is_a_sentence_and_nothing_changes(attune, home):
    attune("child", "add", "ada")
    attune("log", "hurt")
    (found,) = stored(home)
    attune("undo")
    with journal(home) as opened, no_change(opened.connection):  # as what is no change comes in
        opened.insert(found, read_people(opened.connection))
    code, out, err = attune("undo")
    assert (1, "", True, ["ada"]) == (
        code, out, "“child add ada” can’t be taken back" in err, [*stored(home)[0].children]
    )  # fmt: skip


@pytest.mark.parametrize(
    "verb", [("undo",), ("redo",), ("undo", "--list"), ("restore", "--anew", "--yes")]
)
def test_a_home_that_is_a_file_is_named(attune, home, verb):
    home.data.write_text("mine", encoding="utf-8")
    code, out, err = attune(*verb)
    assert (1, "", f"The journal folder {home.data} can’t be used") == (
        code,
        out,
        err[: err.find(" (")],
    )
    assert home.data.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("verb", [("undo",), ("undo", "--list")])
def test_a_journal_that_is_gone_is_not_one_without_changes(attune, home, verb):
    attune("log", "hurt")
    home.journal.unlink()
    code, out, err = attune(*verb)
    assert (1, "", True) == (code, out, "attune restore" in err)


@pytest.mark.parametrize(("moments", "is_more"), [(3, False), (4, True)])
def test_of_many_moments_three_stand_in_the_name_of_a_change(attune, moments, is_more):
    for _ in range(moments):
        attune("log", "hurt")
    numbers = [str(number) for number in range(1, moments + 1)]
    attune("rate", *numbers, "yes")
    said = " ".join(attune("undo", "--show")[1].split())
    assert (3, is_more) == (said.count("today, "), "; …)" in said)
