"""`attune edit` with words: only what is named changes, and nothing typed is lost."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

import needs
from attune_cli.core.moment import CameBack, Chosen, Sensitivity
from attune_cli.store.drafts import read_drafts
from conftest import NOW
from journals import stored, typed
from terminal import PROGRAM


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    said = ["hurt", "comfort", "partly", "tired", "@ada", "#park", "-m", "fell off the swing"]
    return typed(
        tmp_path_factory.mktemp("edit") / "attune",
        lambda: NOW,
        ["child", "add", "ada"],
        ["child", "add", "bo"],
        ["caregiver", "add", "jo"],
        ["log", *said, "--at", "yesterday 10:00"],
        ["log", "floor", "follow", "yes", "@bo"],
    )


@pytest.fixture
def first(made, home):
    """Return the moment that is changed; a second one stays as it is."""
    copytree(made, home.data)
    return stored(home)[0]


def changes(home) -> int:
    with closing(sqlite3.connect(home.journal)) as connection:
        return connection.execute("SELECT count(*) FROM changes").fetchone()[0]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (["name", "stay"], {"responses": ("name", "stay")}),
        (["--add", "name"], {"responses": ("comfort", "name")}),
        (["--response", "name"], {"responses": ("name",)}),
        (["scared", "yes"], {"cue": "scared", "sensitivity": Sensitivity.YES}),
        (["later", "settled"], {"came_back": CameBack.LATER, "after": "settled"}),
        (["@bo"], {"children": ("bo",)}),
        (["@jo"], {"caregiver": "jo"}),
        (["@bo", "@jo"], {"children": ("bo",), "caregiver": "jo"}),
        (["--add", "@bo"], {"children": ("ada", "bo")}),
        (["--child", "bo", "--without", "note"], {"children": ("bo",), "note": None}),
        (["--without", "comfort", "--without", "@ada"], {"responses": (), "children": ()}),
        (["+bus"], {"tags": ("bus",)}),
        (["--add", "#bus"], {"tags": ("park", "bus")}),
        (["--tag", "bus", "--without", "rating"], {"tags": ("bus",), "sensitivity": None}),
        (["-m", "slid"], {"note": "slid"}),
        (["--last"], {"chosen": Chosen.PROMPTED}),
        (["stressed", "--add", "angry"], {"states": ("stressed", "angry")}),
    ],
    ids=" ".join,
)
def test_only_what_is_named_changes(attune, home, first, said, fields):
    before = stored(home)
    code, out, _ = attune("edit", "1", *said)
    assert [first._replace(**fields), before[1]] == stored(home)
    assert (0, True, 6) == (code, "Changed: " in out, changes(home))


def test_a_time_is_said_from_now(attune, home, first):
    attune("edit", "1", "--at", "20 min ago")
    (found, _) = stored(home)
    assert (NOW.date(), "17:40") == (found.local_day, f"{found.occurred_at:%H:%M}")
    assert first.logged_at == found.logged_at


@pytest.mark.parametrize(
    "said",
    [
        ["hurt", "comfort", "partly", "tired", "@ada", "+park", "-m", "fell off the swing"],
        ["--at", "2026-11-21 10:00", "--caregiver", "me", "--no-last"],
        ["--without", "name", "--without", "came_back", "--add", "comfort"],
    ],
    ids=["words", "options", "without"],
)
@pytest.mark.usefixtures("first")
def test_what_is_there_already_is_no_change(attune, home, said):
    before, count = stored(home), changes(home)
    code, out, err = attune("edit", "#1", *said)
    assert (0, True, "") == (code, out.startswith("Nothing changed: #1 · upset"), err)
    assert (before, count) == (stored(home), changes(home))


@pytest.mark.usefixtures("first")
def test_the_answer_says_what_stands_there_and_what_changed(attune):
    said = (
        "#1 · upset · Ada · yesterday 10:00 · bumped or in pain → soothed or held them · "
        "sensitive: yes · you: tired · #park · note kept\n"
        "Changed: rating partly → yes · note changed\n"
    )
    assert (0, said, "") == attune("edit", "1", "yes", "-m", "slid")


@pytest.mark.usefixtures("first")
def test_last_is_the_moment_that_was_logged_last(attune, home):
    attune("edit", "last", "read")
    assert ("read",) == stored(home)[1].activities


@pytest.mark.usefixtures("first")
def test_json_is_the_moment_as_it_is_now(attune):
    code, out, _ = attune("edit", "1", "yes", "--json")
    found = json.loads(out)
    assert (0, "attune.moment/1", 1, "yes") == (
        code,
        found["schema"],
        found["number"],
        found["sensitivity"],
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["9", "yes"], 1, "There is no moment #9"),
        (["-1", "yes"], 2, "Moments are numbered from 1"),
        (["--", "-1", "yes"], 2, "not the number of a moment"),
        (["1"], 2, "Say what to change"),
        (
            ["1", "floor"],
            2,
            "#1 is a moment when they were upset, and “floor” belongs to a calm moment",
        ),
        (["1", "yes", "later"], 2, "don’t go together"),
        (["1", "yes", "--add", "no"], 2, "it has one rating"),
        (["1", "partly", "--without", "rating"], 2, "“partly” and “--without rating”"),
        (["1", "comfort", "--without", "responses"], 2, "One sets it, the other takes it out"),
        (["1", "--add", "comfort", "--without", "comfort"], 2, "“--without comfort”"),
        (["1", "--at", "today", "--without", "time"], 2, "“--without time”"),
        (["1", "--tag", "park", "--without", "tags"], 2, "“--without tags”"),
        (["1", "hrt"], 2, "Did you mean"),
        (["1", "@eve"], 1, "I don’t know a child named “eve”"),
        (["1", "--caregiver", "eve"], 1, "I don’t know a caregiver"),
        (["1", "--at", "tomorrow"], 1, "still to come"),
        (["1", "--repairs", "2"], 1, "#2 is a calm moment together"),
        (["1", "--without", "sensitivty"], 2, "I don’t know"),
        (["1", "-m", ""], 1, "--without note"),
        (["1", "-e", "yes"], 2, "Keep one of them"),
        (["2", "later"], 1, "coming back is noted with a moment when"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("first")
def test_a_refused_edit_changes_nothing_and_says_what_to_do(attune, home, words, code, said):
    before, count = stored(home), changes(home)
    ended, out, err = attune("edit", *words)
    assert (code, "", True) == (ended, out, said in err)
    assert (before, count, False) == (stored(home), changes(home), home.edits.exists())


@pytest.mark.usefixtures("no_journal")
def test_a_refusal_makes_no_journal(attune, home):
    assert ("Nothing is logged yet, ", False) == (
        attune("edit", "last", "yes")[2][:23],
        home.journal.exists(),
    )


@pytest.mark.usefixtures("first")
def test_a_repair_can_point_elsewhere_and_nowhere(attune, home):
    attune("log", "told_no", "punish", "no", "not_yet")
    attune("log", "sorry", "--repairs", "1")
    attune("edit", "4", "--repairs", "3")
    found = stored(home)
    assert (found[2].uid, CameBack.LATER) == (found[3].repairs, found[2].came_back)
    assert "came back to is deleted" not in attune("edit", "4", "--repairs", "none")[1]
    assert stored(home)[3].repairs is None


@pytest.mark.usefixtures("first")
def test_a_repair_stays_after_what_it_repairs(attune):
    attune("log", "sorry", "--repairs", "1")
    code, _, err = attune("edit", "3", "--at", "last monday")
    assert (1, True) == (code, "#1 is of a later day than your coming back" in err)


@pytest.mark.usefixtures("first")
def test_fear_points_to_support_at_once(attune):
    assert "someone" in attune("edit", "1", "--add", "frighten")[2].lower()
    assert "" == attune("edit", "1", "settled")[2]


def test_a_note_of_a_refused_edit_is_kept_and_offered_in_the_editor(process, home, tmp_path):
    process("log", "hurt", "-m", "old")
    ended = process("edit", "1", "hrt", "-m", "-", stdin="a long story")
    assert (2, True) == (ended.returncode, "“attune edit N -e” offers it" in ended.stderr)
    editor = tmp_path / "editor"
    needs.script(editor, f"cp $1 {tmp_path}/seen\nsed -i 1,4d $1")
    process("edit", "1", "-e", environment={"EDITOR": str(editor), "VISUAL": ""})
    assert (["a long story"], []) == ([m.note for m in stored(home)], [*read_drafts(home.edits)])
    assert "Kept from before" in (tmp_path / "seen").read_text()


@needs.full
def test_a_stored_edit_is_no_draft_though_its_answer_could_not_be_shown(process, home):
    process("log", "hurt")
    command = f"ATTUNE_HOME={home.data} PYTHONUNBUFFERED=1 {PROGRAM} edit 1 -m new > /dev/full"
    ended = subprocess.run(command, shell=True, check=False, capture_output=True)
    assert (1, ["new"], False) == (
        ended.returncode,
        [moment.note for moment in stored(home)],
        home.edits.exists(),
    )


@pytest.mark.usefixtures("first")
def test_a_tag_that_looks_like_a_slip_is_named(attune):
    assert "Did you mean #park?" in attune("edit", "2", "#parck")[2]
    assert "" == attune("edit", "2", "#park")[2]


@pytest.mark.usefixtures("first")
def test_edits_of_one_moment_at_the_same_time_are_all_there(home):
    words = ("name", "stay")
    command = "; ".join(f"{PROGRAM} edit 1 --add {word} &" for word in words).replace("&;", "&")
    subprocess.run(
        f"{command} wait",
        shell=True,
        check=True,
        capture_output=True,
        env={**os.environ, "ATTUNE_HOME": str(home.data)},
    )
    assert {"comfort", *words} == set(stored(home)[0].responses)


@pytest.mark.parametrize(
    ("typed", "activities"),
    [("without laugh", ("routine",)), ("add floor", ("routine", "laugh", "floor"))],
)
def test_without_and_add_are_understood_without_their_dashes(attune, home, typed, activities):
    attune("log", "routine", "laugh")
    attune("edit", "1", *typed.split())
    assert [activities] == [moment.activities for moment in stored(home)]
