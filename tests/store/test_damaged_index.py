"""A damaged index of texts refuses no change, says so, and can always be made anew."""

import json
import sqlite3
from contextlib import closing

import pytest

from attune_cli.store.connection import connect
from damage import past_the_triggers
from journals import stored
from terminal import attune_in

SHADOWS = ("data", "idx", "content", "docsize", "config")
WRITABLE = "PRAGMA writable_schema = ON"
DAMAGE = {
    **{f"no {part}": [f"DROP TABLE moment_texts_{part}"] for part in SHADOWS},
    **{
        f"{part} out of the schema": [
            WRITABLE,
            f"DELETE FROM sqlite_master WHERE name = 'moment_texts_{part}'",
        ]
        for part in SHADOWS
    },
    "cut blocks": ["UPDATE moment_texts_data SET block = x'00'"],
    "blocks of garbage": ["UPDATE moment_texts_data SET block = x'ffffffffffffffffffff'"],
    "a newer index": ["UPDATE moment_texts_config SET v = 99"],
    "no index": ["DROP TABLE moment_texts"],
    "an index of another kind": [
        WRITABLE,
        "UPDATE sqlite_master SET sql = replace(sql, 'fts5', 'fts9') WHERE name = 'moment_texts'",
    ],
}
BEHIND = "The search index is damaged. What you said is stored"


@pytest.fixture
def filled(typed_before, home):
    typed_before("log hurt yes -m swing", "log hurt no -m slide", "log floor yes -m tree")
    return home


def changed_by_every_kind_of_verb(home, attune) -> None:
    for typed in ("log scared no -m dog", "edit 1 -m swings", "delete 2 --yes", "undo"):
        code, _, talk = attune(*typed.split())
        assert (0, True) == (code, BEHIND in " ".join(talk.split())), typed
    assert ["swings", "slide", "tree", "dog"] == [moment.note for moment in stored(home)]


def mended(home, attune) -> None:
    assert 0 == attune("doctor", "--fix")[0]
    assert (0, True) == ((found := attune("search", "dog"))[0], "dog" in found[1])
    with closing(sqlite3.connect(home.journal)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


@pytest.mark.one_in(4)
@pytest.mark.parametrize("how", DAMAGE)
def test_with_a_damaged_index_all_is_stored_and_it_can_be_made_anew(filled, attune, how):
    with closing(sqlite3.connect(filled.journal, isolation_level=None)) as connection:
        for statement in DAMAGE[how]:
            connection.execute(statement)
    changed_by_every_kind_of_verb(filled, attune)
    mended(filled, attune)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("part", SHADOWS)
def test_with_a_page_of_the_index_overwritten_all_is_stored(filled, attune, part):
    with closing(sqlite3.connect(filled.journal)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (f"moment_texts_{part}",)
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with filled.journal.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xaa" * size)
    changed_by_every_kind_of_verb(filled, attune)
    mended(filled, attune)


def test_a_change_that_began_with_the_index_goes_on_without_it_whole(filled, attune):
    # This is seen only where FTS5 writes, and SQLite takes the whole transaction back then.
    for number in range(12):
        attune("log", "hurt", "yes", "-m", f"swing {number} again")
    with closing(sqlite3.connect(filled.journal, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE moment_texts_data SET block = x'00000000' WHERE id > 10 AND id < "
            "(SELECT max(id) FROM moment_texts_data)"
        )
    before = [moment.note for moment in stored(filled)]
    for number in range(8):
        assert 0 == attune("log", "scared", "no", "+park", "-m", f"slide {number}")[0]
    assert before + [f"slide {n}" for n in range(8)] == [one.note for one in stored(filled)]
    assert [()] * 15 + [("park",)] * 8 == [one.tags for one in stored(filled)]
    assert 8 == len([c for c in attune("undo", "--list")[1].splitlines() if "log #" in c]) - 15


def test_what_attune_did_not_make_in_the_journal_is_named(filled, attune):
    with closing(connect(filled)) as connection:
        connection.execute("CREATE VIEW mine AS SELECT 1")
        connection.execute("CREATE TRIGGER theirs AFTER INSERT ON moments BEGIN SELECT 1; END")
        connection.execute("ALTER TABLE moments ADD COLUMN weather VARCHAR")
        connection.execute("DROP INDEX ix_moments_kind")
    rows = json.loads(attune("doctor", "--fix", "--json")[1])["findings"]
    (found,) = [one for one in rows if one["check"] == "schema"]
    assert "look" == found["state"]
    for named in ("the view mine", "the trigger theirs", "the column weather of moments"):
        assert named in found["text"]


def test_what_finds_moments_quickly_is_made_anew_where_it_is_missing(filled, attune):
    with closing(connect(filled)) as connection:
        connection.execute("DROP INDEX ix_moments_kind")
    assert (1, True) == ((told := attune("doctor"))[0], "ix_moments_kind" in told[1])
    assert (0, 0) == (attune("doctor", "--fix")[0], attune("doctor")[0])


def one_letter_changed(home, statement="UPDATE moments SET note = 'slime' WHERE id = 2") -> None:
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute(statement)


def test_fix_leaves_the_intact_copy_of_a_damaged_note_where_nobody_can_choose(filled, attune):
    one_letter_changed(filled)
    assert (1, True) == ((told := attune("doctor"))[0], "another note of #2" in told[1])
    code, _, talk = attune("doctor", "--fix")
    with closing(connect(filled)) as connection:
        (left,) = connection.execute("SELECT note FROM moment_texts WHERE rowid = 2").fetchone()
    assert (1, "slide", True) == (code, left, "choose, run it in a terminal" in talk)


@pytest.mark.parametrize(("key", "note", "code"), [("i", "slide", 0), ("j", "slime", 0)])
def test_fix_shows_both_notes_and_asks_which_stays(filled, attune, key, note, code):
    attune("backup")
    one_letter_changed(filled)
    terminal = attune_in(filled.data, "doctor", "--fix")
    terminal.wait_for("in the journal: “slime”")
    terminal.wait_for("in the index: “slide”")
    terminal.wait_for("The history of changes says the same as the index.")
    terminal.wait_for("says the same as the index.")
    terminal.wait_for("Which note of #2 stays?")
    terminal.press(key)
    assert (code, note) == (terminal.end(), stored(filled)[1].note)
    for _ in range(2 if note == "slide" else 1):
        attune("undo")
    assert "slide" == stored(filled)[1].note  # what was chosen can be taken back


def test_an_index_that_is_only_behind_is_made_anew_without_a_question(filled, attune):
    with closing(connect(filled)) as connection:
        connection.execute("UPDATE moment_texts SET note = 'older' WHERE rowid = 2")
    assert (0, ["swing", "slide", "tree"]) == (
        attune("doctor", "--fix")[0],
        [moment.note for moment in stored(filled)],
    )
