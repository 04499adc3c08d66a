"""Removing children and caregivers: moments are moved, or nothing is removed."""

import json

import pytest

from attune_cli.store.journal import journal
from journals import stored
from terminal import attune_in


@pytest.fixture
def twins(typed_before) -> None:
    typed_before(
        "child add ada",
        "child add ben",
        "log hurt comfort yes @ada @ben",
        "log scared stay partly @ada",
        "log told_no allow yes @ben",
    )


def test_a_child_without_moments_is_removed_at_once(attune):
    attune("child", "add", "ada")
    removed = (0, "Removed: Ada.\n", "To bring it back: attune undo\n")
    assert removed == attune("child", "remove", "ada")
    assert "No child is known yet" in attune("child", "list")[1]


@pytest.mark.usefixtures("twins")
def test_a_child_with_moments_is_not_removed_and_both_ways_are_said(attune, home):
    before = stored(home)
    code, out, err = attune("child", "remove", "ada", "--yes")
    assert (1, "") == (code, out)
    assert (
        "2 moments are with “ada” (1 with somebody else too), so nothing was removed. To let "
        "them be with somebody else: attune child remove ada --to NAME. To forget them for good: "
        "attune forget --child ada\n"
    ) == err
    assert before == stored(home)


@pytest.mark.usefixtures("twins")
def test_moments_move_and_one_with_both_has_the_other_once(attune, home):
    code, out, _ = attune("child", "remove", "ada", "--to", "Ben", "--yes")
    assert (0, "Removed: Ada. 2 moments are with Ben now.\n") == (code, out)
    assert [("ben",)] * 3 == [moment.children for moment in stored(home)]
    assert "Ben\n" == attune("child", "list")[1]


@pytest.mark.usefixtures("twins")
def test_without_a_terminal_moving_moments_takes_a_yes(attune, home):
    before = stored(home)
    code, out, err = attune("child", "remove", "ada", "--to", "ben", "--json")
    said = "2 moments with Ada (1 with both) would be with Ben from then on.\n"
    refusal = "Nothing was removed. To do it without being asked, add --yes.\n"
    assert (1, "", said + refusal) == (code, out, err)
    assert before == stored(home)


@pytest.mark.usefixtures("twins")
def test_a_removal_as_json(attune):
    _, out, err = attune("child", "remove", "ada", "--to", "ben", "--yes", "--json")
    said = {"role": "child", "name": "ada", "to": "ben", "moments": 2, "with_both": 1}
    assert ({"schema": "attune.removed/1", **said}, "") == (json.loads(out), err)


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize(("to", "code"), [("ADA", 2), ("", 2), ("carl", 1)])
def test_moments_move_to_somebody_else_who_is_known(attune, home, to, code):
    assert code == attune("child", "remove", "ada", "--to", to, "--yes")[0]
    assert ("ada", "ben") == stored(home)[0].children


def test_a_caregivers_moments_move(attune, home):
    attune("caregiver", "add", "pa")
    attune("log", "hurt", "comfort", "yes", "--caregiver", "pa")
    code, _, err = attune("caregiver", "remove", "pa")
    assert (1, True, False) == (code, "1 moment is by “pa”" in err, "forget" in err)
    _, out, _ = attune("caregiver", "remove", "pa", "--to", "me", "--yes")
    assert ("Removed: Pa. 1 moment is by Me now.\n", "me") == (out, stored(home)[0].caregiver)


@pytest.mark.usefixtures("no_journal")
def test_the_only_caregiver_stays(attune, home):
    code, _, err = attune("caregiver", "remove", "me")
    assert (1, True, False) == (code, "attune caregiver edit me --name" in err, home.data.exists())


@pytest.mark.usefixtures("twins")
def test_a_removal_is_undone_through_the_journal(attune, run):
    before = stored(run.home)
    attune("child", "remove", "ada", "--to", "ben", "--yes")
    with journal(run.home) as opened:
        undone = opened.undo()
    assert ("child remove ada", before) == (undone and undone.what, stored(run.home))


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize(("key", "code", "left"), [("y", 0, 1), ("\r", 1, 2)])
def test_in_a_terminal_moving_moments_is_asked_about(attune, home, key, code, left):
    screen = attune_in(home.data, "child", "remove", "ada", "--to", "ben", columns=50)
    screen.wait_for("Go on?")
    screen.press(key)
    assert code == screen.end()
    assert left == len(json.loads(attune("child", "list", "--json")[1])["children"])


@pytest.mark.usefixtures("twins")
def test_who_was_removed_while_a_question_stood_open_is_unknown_and_what_was_said_is_kept(
    attune, home
):
    attune("child", "add", "cleo")
    screen = attune_in(home.data, "log", "hurt", "@cleo")
    screen.wait_for("What did you do?")
    attune("child", "remove", "cleo")
    screen.press("c", "\r")
    assert 1 == screen.end()
    assert (True, 3, 1) == (
        "named “cleo”" in screen.seen,
        len(stored(home)),
        len(list(home.drafts.iterdir())),
    )
