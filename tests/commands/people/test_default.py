"""The usual child and caregiver: who is meant where nobody is named, whatever their nickname."""

import json

import pytest

from attune_cli.commands.people.default import follow_changes
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people
from journals import stored


def default_of(attune, role: str) -> list[str]:
    people = json.loads(attune(role, "list", "--json")[1])
    rows = people["children" if role == "child" else "caregivers"]
    return [row["name"] for row in rows if row["is_default"]]


@pytest.fixture
def people(typed_before, attune):
    typed_before("child add ada", "child add ben", "caregiver add pa")
    return attune


def test_the_usual_child_is_with_a_moment_where_none_is_named(people, home):
    assert [] == default_of(people, "child")
    assert (0, "Changed: Ben · default\n", "") == people("child", "edit", "ben", "--default")
    people("log", "hurt", "comfort", "yes")
    assert (("ben",), "Ada\nBen · default\n") == (
        stored(home)[0].children,
        people("child", "list")[1],
    )


def test_a_child_is_added_as_the_usual_one(people):
    assert "Added: Cleo · default\n" == people("child", "add", "cleo", "--default")[1]
    assert ["cleo"] == default_of(people, "child")


def test_the_usual_child_is_so_no_more(people):
    people("child", "edit", "ben", "--default")
    assert "As before: Ada\n" == people("child", "edit", "ada", "--no-default")[1]
    assert ["ben"] == default_of(people, "child")
    assert "Changed: Ben\n" == people("child", "edit", "ben", "--no-default")[1]
    assert [] == default_of(people, "child")


@pytest.mark.parametrize(("role", "name"), [("child", "ben"), ("caregiver", "pa")])
def test_the_settings_follow_another_nickname(people, home, role, name):
    people(role, "edit", name, "--default")
    assert "Changed: Lou · default\n" == people(role, "edit", name, "--name", "lou")[1]
    assert 0 == people("log", "hurt", "comfort", "yes", "@ada")[0]
    assert f'{role} = "lou"' in home.settings.read_text("utf-8")


def test_the_usual_child_who_is_removed_leaves_the_settings(people):
    people("child", "edit", "ben", "--default")
    _, _, err = people("child", "remove", "ben")
    assert (True, []) == ("No child is the default any more." in err, default_of(people, "child"))


def test_whoever_gets_the_moments_is_the_usual_one_then(people):
    people("child", "edit", "ben", "--default")
    people("log", "hurt", "comfort", "yes")
    _, _, err = people("child", "remove", "ben", "--to", "ada", "--yes")
    assert (True, ["ada"]) == ("it is Ada from now on" in err, default_of(people, "child"))


@pytest.mark.parametrize("name", ["mama", "Me", "ME"])
def test_me_by_another_name_is_still_you(attune, home, name):
    attune("caregiver", "edit", "me", "--name", name)
    _, echo, _ = attune("log", "hurt", "comfort", "yes", "--at", "8:00")
    _, repair, _ = attune("log", "sorry", "--repairs", "last", "--at", "9:00")
    pages = [echo, repair, attune()[1], attune("week")[1]]
    assert [name, name] == [moment.caregiver for moment in stored(home)]
    assert [False] * 4 == [f"by {name[0].upper()}" in page for page in pages]
    assert ("You soothed" in pages[3], "when you soothed" in pages[3]) == (True, True)
    assert "when you soothed" in attune("reflect")[2]
    assert name == json.loads(attune("today", "--json")[1])["last"]["caregiver"]
    assert not home.settings.exists()


def test_me_by_another_name_logs_with_a_child_named(attune, home):
    attune("child", "add", "ada")
    attune("caregiver", "edit", "me", "--name", "mama")
    assert 0 == attune("log", "hurt", "comfort", "yes", "@ada")[0]
    assert "mama" == stored(home)[0].caregiver


def test_of_others_the_page_says_by_whom(people):
    people("caregiver", "edit", "pa", "--default")
    _, mine, _ = people("log", "hurt", "comfort", "yes", "@ada")
    _, others, _ = people("log", "hurt", "comfort", "yes", "@ada", "--caregiver", "me")
    assert (False, True) == ("by " in mine, "by Me" in others)
    assert "by Me" in people()[1]


@pytest.mark.parametrize(("to", "other"), [("mama", "mama"), ("pa", "pa")])
def test_when_me_is_removed_whoever_gets_the_moments_is_the_usual_one(people, home, to, other):
    people("caregiver", "add", "mama")
    people("log", "hurt", "comfort", "yes")
    _, _, err = people("caregiver", "remove", "me", "--to", to, "--yes")
    people("log", "scared", "stay", "yes")
    assert [other, other] == [moment.caregiver for moment in stored(home)]
    assert ([other], True) == (
        default_of(people, "caregiver"),
        f"it is {other.title()}" in err,
    )


def test_of_several_caregivers_the_list_marks_the_usual_one(people):
    assert "Me · default\nPa\n" == people("caregiver", "list")[1]


@pytest.mark.parametrize(
    "verb", [["add", "cleo"], ["edit", "ada", "--name", "x"], ["remove", "ada"]]
)
def test_broken_settings_are_named_before_anybody_changes(people, home, verb):
    home.settings.write_text("child = 3\n")
    before = home.journal.read_bytes()
    code, _, err = people("child", *verb)
    assert (1, True, before) == (code, "can’t be read" in err, home.journal.read_bytes())


@pytest.mark.parametrize(
    ("role", "first", "then", "usual"),
    [
        ("child", ["edit", "ada", "--default"], ["edit", "ada", "--name", "lou"], ["ada"]),
        ("child", ["edit", "ben", "--default"], ["edit", "ada", "--name", "lou"], ["ben"]),
        ("child", ["list"], ["add", "cleo", "--default"], []),
        ("caregiver", ["edit", "pa", "--default"], ["edit", "pa", "--name", "papa"], ["pa"]),
    ],
    ids=str,
)
def test_the_settings_can_follow_what_is_undone(people, run, role, first, then, usual):
    people(role, *first)
    people(role, *then)
    with reading(run.home) as connection:
        before = read_people(connection)
    with journal(run.home) as opened:
        opened.undo()
    with reading(run.home) as connection:
        follow_changes(run, before, read_people(connection))
    assert usual == default_of(people, role)


def test_undo_says_who_is_meant_where_somebody_is_there_again(people):
    people("child", "edit", "ada", "--default")
    people("child", "remove", "ada", "--to", "ben", "--yes")
    code, _, err = people("undo")
    assert (0, "Where no child is named, it is Ben from now on.\n") == (code, err)


def test_undo_says_what_it_did_before_it_finds_the_settings_broken(people, home):
    people("child", "edit", "ada", "--name", "lou")
    home.settings.write_text("plain = perhaps", encoding="utf-8")
    code, out, err = people("undo")
    assert (0, "Undone: child edit ada.", True) == (code, out[:23], str(home.settings) in err)
