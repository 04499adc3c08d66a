"""Editing, moving and removing people in a journal, and taking it back row by row."""

from datetime import UTC, datetime

import pytest

from attune_cli.core.people import Caregiver, Child
from attune_cli.errors.people import LastCaregiver, PersonExists, PersonHasMoments, UnknownPerson
from attune_cli.store.journal import journal
from attune_cli.store.people import Had
from core.factory import moment
from store.test_undo import rows

MANY = 500
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
ADA = Child("ada", "2024-08", None, 3)
WITH = [("ada",), ("ben", "ada", "cleo"), ("cleo", "ben"), ("ada", "ben"), ()]


@pytest.fixture
def full(begun):
    """A journal of three children and two caregivers, in every arrangement."""
    home = begun
    with journal(home) as opened:
        opened.add_child(ADA, NOW)
        opened.add_child(Child("ben", band="teen"), NOW)
        opened.add_person("child", "cleo", NOW)
        opened.add_person("caregiver", "pa", NOW)
        opened.add(
            moment(uid=f"u{place}", children=names, caregiver=("me", "pa")[place % 2], note="swing")
            for place, names in enumerate(WITH)
        )
    return home


CHANGES = {
    "child edit ada": lambda o: o.edit_child("ADA", Child("Lou", "2024-09", "toddler", 0), NOW),
    "child edit ben": lambda o: o.edit_child("ben", Child("BEN"), NOW),
    "caregiver edit me": lambda o: o.edit_caregiver("me", Caregiver("mama"), NOW),
    "child remove ada": lambda o: o.remove_person("child", "ada", NOW, "ben"),
    "child remove cleo": lambda o: o.remove_person("child", "cleo", NOW, "ada"),
    "caregiver remove me": lambda o: o.remove_person("caregiver", "me", NOW, "pa"),
    "caregiver remove pa": lambda o: o.remove_person("caregiver", "pa", NOW, "me"),
}


@pytest.mark.parametrize("what", ["child edit ada", "caregiver edit me", "child remove ada"])
def test_what_another_program_has_just_done_to_somebody_is_refused_in_a_sentence(full, what):
    with journal(full) as opened:
        CHANGES[what](opened)
    before = rows(full)
    with pytest.raises(UnknownPerson, match="I don’t know a c"), journal(full) as opened:
        CHANGES[what](opened)
    assert before == rows(full)


def test_a_nickname_that_is_equal_in_capitals_of_its_language_is_taken(full):
    for name, same in (("İpek", "ipek"), ("Strauß", "STRAUSS")):
        with journal(full) as opened:
            opened.add_child(Child(name), NOW)
        with pytest.raises(PersonExists), journal(full) as opened:
            opened.add_child(Child(same), NOW)


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_people_is_undone_and_done_again_row_by_row(full, what):
    before = rows(full)
    with journal(full) as opened:
        CHANGES[what](opened)
    after = rows(full)
    with journal(full) as opened:
        undone = opened.undo()
    back = rows(full)
    with journal(full) as opened:
        opened.redo()
    assert (what, before, after) == (undone and undone.what, back, rows(full))
    assert before != after


def test_all_of_them_after_another_are_undone(full):
    states = [rows(full)]
    steps = [name for name in CHANGES if name not in {"child remove cleo", "caregiver remove pa"}]
    steps.remove("child edit ada")
    for name in steps:
        with journal(full) as opened:
            if name == "caregiver remove me":
                opened.remove_person("caregiver", "mama", NOW, "pa")
            else:
                CHANGES[name](opened)
        states.append(rows(full))
    back = [rows(full)]
    for _ in steps:
        with journal(full) as opened:
            opened.undo()
        back.append(rows(full))
    assert states == back[::-1]


def test_ids_and_uids_stay_with_whoever_is_renamed(full):
    people = rows(full)["children"]
    with journal(full) as opened:
        opened.edit_child("ada", ADA._replace(name="Lou"), NOW)
    assert [row[:2] for row in people] == [row[:2] for row in rows(full)["children"]]


def test_moments_that_move_keep_the_order_of_the_others(full):
    with journal(full) as opened:
        moved = opened.remove_person("child", "ada", NOW, "ben")
        found = [one.children for one in opened.moments(range(1, 6))]
    assert (3, [("ben",), ("ben", "cleo"), ("cleo", "ben"), ("ben",), ()]) == (moved, found)


@pytest.mark.parametrize(
    ("asked", "had"),
    [(("child", "ada"), Had(3, 2)), (("child", "ada", "ben"), Had(3, 2)),
     (("child", "ada", "cleo"), Had(3, 1)), (("caregiver", "me"), Had(3)),
     (("caregiver", "pa", "me"), Had(2))],
    ids=str,
)  # fmt: skip
def test_moments_of_somebody_are_counted(full, asked, had):
    with journal(full) as opened:
        assert had == opened.had(*asked)


@pytest.mark.parametrize("role_and_name", [("child", "ada"), ("caregiver", "pa")])
def test_nobody_with_moments_is_removed_alone(full, role_and_name):
    before = rows(full)
    with pytest.raises(PersonHasMoments), journal(full) as opened:
        opened.remove_person(*role_and_name, NOW)
    assert before == rows(full)


def test_the_last_caregiver_is_not_removed(home):
    with pytest.raises(LastCaregiver), journal(home) as opened:
        opened.remove_person("caregiver", "me", NOW)


def test_a_nickname_that_is_taken_changes_nothing(full):
    before = rows(full)
    with pytest.raises(PersonExists), journal(full) as opened:
        opened.edit_child("ada", ADA._replace(name="BEN"), NOW)
    assert before == rows(full)


def test_an_edit_that_changes_nothing_is_not_remembered(full):
    with journal(full) as opened:
        many = len(opened.changes())
        assert (False, many) == (opened.edit_child("ada", ADA, NOW), len(opened.changes()))


def test_more_moments_than_one_statement_holds_move_and_come_back(full):
    with journal(full) as opened:
        opened.add(moment(uid=f"v{place}", children=("ada", "cleo")) for place in range(MANY + 1))
    before = rows(full)
    with journal(full) as opened:
        assert MANY + 4 == opened.remove_person("child", "ada", NOW, "cleo")
    with journal(full) as opened:
        opened.undo()
    assert before == rows(full)
