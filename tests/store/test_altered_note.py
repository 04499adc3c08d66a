"""A note that something other than attune altered: whatever is written then, both notes stay."""

from contextlib import closing

import pytest

from attune_cli.store.connection import connect
from attune_cli.store.journal import journal
from conftest import NOW
from damage import past_the_triggers
from journals import stored

SAID = "Something other than attune altered the note of #2. Both notes are kept"
BEFORE = ["log hurt yes -m swing", "log hurt no -m slide", "log floor yes -m tree"]


@pytest.fixture
def filled(typed_before, home):
    typed_before(*BEFORE)
    return home


def altered(home, statement="UPDATE moments SET note = 'slime' WHERE id = 2") -> None:
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute(statement)


def notes_back(home, attune, *verbs: str) -> list[str | None]:
    """Return the note of #2 as it is, and after each verb."""
    found = [note_of_2(home)]
    for verb in verbs:
        assert 0 == attune(verb)[0]
        found.append(note_of_2(home))
    return found


def note_of_2(home) -> str | None:
    return next((one.note for one in stored(home) if one.number == 2), None)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("edit 2 -m slope", "slope"),
        ("edit 2 +park", "slime"),
        ("rate 2 yes", "slime"),
        ("back 2 later", "slime"),
        ("delete 2 --yes", None),
        ("log sorry --repairs 2", "slime"),
    ],
)
def test_undo_leads_back_to_an_altered_note_and_to_the_one_before(filled, attune, typed, note):
    altered(filled)
    code, _, talk = attune(*typed.split())
    assert (0, True) == (code, SAID in talk)
    assert [note, "slime", "slide"] == notes_back(filled, attune, "undo", "undo")
    assert ["slide", "slime", note] == notes_back(filled, attune, "redo", "redo")
    assert 0 == attune("doctor")[0]


def test_undo_of_what_was_altered_takes_the_altering_back_first(filled, attune):
    attune("edit", "2", "-m", "slope")
    altered(filled)
    code, said, talk = attune("undo")
    assert (0, "slope", True) == (code, note_of_2(filled), SAID in talk)
    assert "altered #2 outside attune" in " ".join(said.split())
    assert ["slope", "slide"] == notes_back(filled, attune, "undo")


def test_redo_over_an_altered_note_keeps_it(filled, attune):
    attune("edit", "2", "-m", "slope")
    attune("undo")
    altered(filled)
    code, _, talk = attune("redo")
    assert (0, "slope", True) == (code, note_of_2(filled), SAID in talk)
    assert ["slope", "slime", "slide"] == notes_back(filled, attune, "undo", "undo")


@pytest.mark.parametrize("note", ["a\0b", "a\n\t\x01\x7f\u2028", '"\\', "\ufffe\U0010ffff"])
def test_no_note_is_taken_for_altered_whatever_signs_are_in_it(filled, attune, note):
    with journal(filled) as opened, opened.change("edit #2", NOW):
        (moment,) = opened.moments([2])
        opened.replace(moment._replace(note=note))
    for typed in ("edit 2 +park", "rate 2 yes", "undo", "undo", "undo", "redo"):
        assert (0, "") == attune(*typed.split())[::2]
    assert (note, 0) == (note_of_2(filled), attune("doctor")[0])
    altered(filled)
    assert SAID in attune("edit", "2", "-m", "slope")[2]
    assert ["slope", "slime", note] == notes_back(filled, attune, "undo", "undo")
