"""Damaged journals: a sentence and a way back, never a traceback, never a silent empty journal."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.backup.archive import back_up
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import connect
from attune_cli.store.faults import examined
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from conftest import NOW
from core.factory import moment
from damage import past_the_triggers, plain_cases, random_cases
from tries import tries

MANY = 40
LOOK = ("look", "--from", "2026-10-01", "--json")
VERBS = (
    LOOK,
    ("week",),
    ("log", "hurt", "comfort", "yes", "-m", "kept"),
    ("child", "add", "bo"),
    ("reflections",),
    ("tips", "keep", "any-like-a-friend"),
)
WAYS_BACK = ("attune restore", "attune doctor --fix")


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Attune, bytes]:
    """Return a run with a journal of some moments and its backup, and the file's bytes."""
    home = Home.at(tmp_path_factory.mktemp("damage") / "attune")
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
        opened.add(
            moment(
                uid=f"{n}",
                number=n + 1,
                local_day=(NOW - timedelta(days=n % 20)).date(),
                children=("ada",),
                responses=("comfort", "stay"),
                note="it was fine " * (n % 7),
            )
            for n in range(MANY)
        )
    back_up(home, Why.DAILY, NOW)
    return Attune(home, lambda: NOW), home.journal.read_bytes()


def faults(kept, content: bytes, capsys) -> list[str]:
    """Return what is wrong with how the verbs answer, a sentence each."""
    run, _ = kept
    found = []
    for verb in VERBS:
        run.home.journal.write_bytes(content)
        code = main(list(verb), run)
        said, talk = capsys.readouterr()
        if "Something in attune broke" in talk or "Traceback" in talk:
            found.append(f"{verb[0]}: {talk}")
        elif code and not any(way in talk for way in WAYS_BACK):
            found.append(f"{verb[0]} names no way back: {talk}")
        elif not code and verb == LOOK and not json.loads(said)["distress"]["logged"]:
            found.append("the journal is silently empty")
    return found


def test_the_damages_that_happen_most_are_a_sentence_with_a_way_back(kept, capsys):
    found = {case.how: faults(kept, case.content, capsys) for case in plain_cases(kept[1])}
    assert {} == {how: several for how, several in found.items() if several}


def test_drawn_damages_are_too(kept, capsys):
    found = {
        case.how: faults(kept, case.content, capsys) for case in random_cases(kept[1], tries(40), 1)
    }
    assert {} == {how: several for how, several in found.items() if several}


@pytest.mark.parametrize("verb", [("doctor",), ("restore",), ("where",), ("help-now",)], ids=str)
def test_what_helps_works_on_every_damage(kept, capsys, verb):
    run, whole = kept
    for case in plain_cases(whole):
        run.home.journal.write_bytes(case.content)
        main(list(verb), run)
        said, talk = capsys.readouterr()
        assert (case.how, True, "") == (case.how, bool(said), talk)


def test_a_note_that_could_not_be_stored_is_kept(attune, home):
    attune("log", "hurt")
    home.journal.write_bytes(bytes(9000))
    _, _, talk = attune("log", "hurt", "-m", "she laughed again")
    assert ("is damaged" in talk, "What you said is kept" in talk) == (True, True)


def test_what_only_a_page_trips_over_is_damage_too(attune, home):
    attune("log", "hurt", "comfort", "yes")
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute("UPDATE moments SET cue = x'00ff'")
    code, _, talk = attune("week")
    assert (1, True) == (code, "is damaged" in talk)


GARBLED = "UPDATE sqlite_master SET sql = replace(sql, 'table_name', 'tablg_name')"


@pytest.mark.parametrize("statement", [GARBLED, "INSERT INTO open_change (id) VALUES (1)"])
def test_what_only_a_change_trips_over_is_damage_too(attune, home, statement):
    attune("log", "hurt", "comfort", "yes")
    with closing(connect(home)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
    code, _, talk = attune("log", "scared", "stay", "yes")
    assert (1, True) == (code, "is damaged" in talk)
    assert (1, True) == ((told := attune("doctor"))[0], "attune restore newest" in told[1])


def test_a_broken_index_is_mended_and_costs_no_moment(attune, home):
    attune("log", "hurt", "comfort", "yes", "-m", "a")
    with closing(connect(home)) as connection:
        connection.execute("UPDATE moment_texts_data SET block = x'00'")
    assert (1, True) == ((told := attune("doctor"))[0], "attune doctor --fix" in told[1])
    code, page, _ = attune("doctor", "--fix")
    assert (0, True) == (code, "mended" in page)
    with closing(sqlite3.connect(home.journal)) as connection:
        found = connection.execute("SELECT rowid FROM moment_texts('a')").fetchall()
    assert [(1,)] == found


def test_a_folder_that_cannot_be_looked_into_is_no_damage(home):
    home.data.write_text("a file in its place")
    assert None is examined(home)
