"""The log of the history: complete, no larger than it must be, and written by every change."""

import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.connection import connect
from attune_cli.store.database import writing
from attune_cli.store.history import MOST_CHANGES, no_change
from attune_cli.store.home import Home
from attune_cli.store.journal import journal, looking
from attune_cli.store.schema.beginning import begin
from attune_cli.store.schema.triggers import RECORDED, record_all
from core.factory import moment
from store.test_undo import COMMAND, rows
from tries import tries

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LOG = "SELECT seq, change_id, table_name, row_id, row_key, before, after FROM history_rows"


def log(home: Home) -> list[tuple]:
    with closing(connect(home)) as connection:
        return connection.execute(f"{LOG} ORDER BY seq").fetchall()


def made_from(entries: list[tuple], home: Home) -> Home:
    """Make a journal from nothing but the log of another: what each row was last."""
    begin(home)
    last = {(table, number, key): after for _, _, table, number, key, _, after in entries}
    images = [(table, json.loads(after)) for (table, *_), after in last.items() if after]
    with writing(home) as connection, no_change(connection):
        for table in ("caregivers", "identity"):  # of the new journal
            connection.execute(f"DELETE FROM {table}")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, row in images:
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", [*row.values()])
        connection.execute("DELETE FROM moment_texts")
        connection.execute(
            "INSERT INTO moment_texts (rowid, note, words) SELECT id, note, "
            "coalesce(cue, '') || ' ' || coalesce(\"after\", '') || ' ' || coalesce((SELECT "
            "group_concat(word, ' ') FROM moment_words WHERE moment_id = moments.id), '') "
            "FROM moments"
        )
    return home


def change_often(home: Home, number: int, times: int) -> None:
    """Edit a moment so many times."""
    with journal(home) as opened:
        for turn in range(times):
            with opened.change("edit", NOW):
                (found,) = opened.moments([number])
                opened.replace(found._replace(note=f"{turn}", tags=(f"t{turn}",)))


@pytest.fixture(scope="module")
def begun_once(tmp_path_factory) -> Path:
    run = Attune(Home.at(tmp_path_factory.mktemp("history") / "attune"), clock=lambda: NOW)
    for typed in ("child add ada", "log hurt no @ada +park -m swing", "log sorry --repairs 1"):
        main(typed.split(), run)
    return run.home.data


STEP = st.one_of(
    COMMAND,
    st.sampled_from(("undo", "redo", "undo", "child edit ada --name lou", "child remove bo")),
    st.just("forget --before 2026-11-22 --yes"),
)


@settings(max_examples=tries(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.lists(STEP, min_size=3, max_size=12))
def test_the_log_suffices_to_make_the_journal_anew(begun_once, commands):
    with tempfile.TemporaryDirectory() as folder:
        home = Home.at(Path(folder) / "attune")
        shutil.copytree(begun_once, home.data)
        run = Attune(home, clock=lambda: NOW)
        for typed in commands:
            main(typed.split(), run)
        assert rows(home) == rows(made_from(log(home), Home.at(Path(folder) / "new")))


def test_a_log_that_is_written_anew_holds_every_row_once_however_many_are_written_at_once(home):
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
        given = [moment(number=None, uid=uid, children=("ada",), note=uid) for uid in "abc"]
        opened.add(given)
    written = []
    for at_once in (1, 2, 10_000):
        with writing(home) as connection:
            connection.execute("DELETE FROM history_rows")
            record_all(connection, at_once=at_once)
        written.append([entry[1:] for entry in log(home)])
    assert [written[0]] * 3 == written
    with looking(home) as opened:
        many = sum(
            opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in RECORDED
        )
    assert many == len(written[0]) == len(set(written[0]))


def test_after_fifty_later_changes_nothing_is_left_of_what_was_deleted(attune, home):
    attune("log", "hurt", "comfort", "+zebra", "-m", "zebrasecret")
    attune("edit", "1", "-m", "yaksecret", "--without", "zebra")
    attune("delete", "1", "--yes")
    with journal(home) as opened:
        for turn in range(MOST_CHANGES):
            opened.add([moment(number=None, uid=f"later {turn}", children=())])
    begun = {"caregivers", "identity"}
    entries = [entry[1:] for entry in log(home) if entry[3] == 1 and entry[2] not in begun]
    assert [(None, "moments", 1, "", None, None)] == entries


@pytest.mark.parametrize(
    "gone",
    [("delete", "1", "--yes"), ("edit", "1", "-m", "another"), ("undo",)],
    ids=" ".join,
)
def test_after_fifty_other_changes_no_byte_of_a_note_that_is_gone_is_in_the_file(
    attune, home, gone
):
    attune("log", "scared", "-m", "koalasecret")
    attune("edit", "1", "-m", "zebrasecret")
    attune(*gone)
    attune("log", "hurt")
    change_often(home, 2, MOST_CHANGES + 1)
    assert b"zebrasecret" not in home.journal.read_bytes()


def test_a_log_whose_changes_are_all_too_old_holds_each_row_once(home):
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
        opened.add([moment(number=None, uid="a", children=("ada",), note="swing")])
    change_often(home, 1, MOST_CHANGES)
    with journal(home) as opened:
        opened.add_person("child", "bo", NOW)
    entries = log(home)
    old = [tuple(entry[2:5]) for entry in entries if entry[1] is None]
    assert (max(Counter(old).values()), [None]) == (
        1, list({entry[5] for entry in entries if entry[1] is None})
    )  # fmt: skip


def test_what_was_undone_leaves_no_image_once_it_cannot_be_done_again(attune, home):
    attune("log", "hurt", "-m", "zebrasecret")
    attune("undo")
    attune("log", "hurt")
    assert "zebrasecret" not in str(log(home))


IN_EACH_TABLE = (
    "child add ada", "log hurt comfort @ada", "reflect -m well", "tips keep any-like-a-friend",
)  # fmt: skip


def refusal(connection: sqlite3.Connection, statement: str) -> str:
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError as problem:
        return str(problem)
    return "done"


def test_a_row_that_is_written_outside_of_a_change_is_refused(home, typed_before):
    typed_before(*IN_EACH_TABLE)
    with closing(connect(home)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        said = {table: refusal(connection, f"DELETE FROM {table}") for table in RECORDED}
    assert dict.fromkeys(RECORDED, "no change is open") == said


def test_a_key_never_changes(home, typed_before):
    typed_before(*IN_EACH_TABLE)
    keys = {name: "moment_id" if name.startswith("moment_") else "id" for name in RECORDED}
    with closing(connect(home)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO open_change (id) VALUES (1)")
        said = {
            table: refusal(connection, f"UPDATE {table} SET {key} = 99")
            for table, key in keys.items()
        }
    assert dict.fromkeys(RECORDED, "a key stays") == said


def test_an_update_that_changes_nothing_is_no_entry(home):
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
    before = log(home)
    with closing(connect(home)) as connection:
        connection.execute("UPDATE children SET name = name")
    assert before == log(home)


def test_what_a_foreign_key_does_is_recorded_too(home):
    with journal(home) as opened:
        opened.add([moment(number=None, uid="a", children=(), responses=("comfort",))])
        opened.add([moment(number=None, uid="b", kind="repair", children=(), repairs="a")])
    first = log(home)[-1][0]
    with journal(home) as opened, opened.change("delete", NOW):
        opened.delete([1])
    found = sorted(
        (table, number, after is None)
        for seq, _, table, number, _, _, after in log(home)
        if seq > first
    )
    assert [
        ("moment_words", 1, True), ("moments", 1, True), ("moments", 2, False),
    ] == found  # fmt: skip


def test_a_change_that_fails_leaves_nothing_open(home):
    with journal(home) as opened:
        with suppress(ZeroDivisionError), opened.change("half", NOW):
            opened.add_person("child", "ada", NOW)
            _ = 1 / 0
        opened.add_person("child", "bo", NOW)
        assert ["child add bo"] == [change.what for change in opened.changes()]
    with closing(connect(home)) as connection:
        names = connection.execute("SELECT name FROM children").fetchall()
        assert ([("bo",)], []) == (
            names,
            connection.execute("SELECT * FROM open_change").fetchall(),
        )
