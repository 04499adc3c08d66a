"""Undo: each change is taken back, and done again, row by row."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.moment import CameBack, Sensitivity
from attune_cli.core.tips.choice import Mark
from attune_cli.store.database import reading
from attune_cli.store.history import MOST_CHANGES
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people
from core.factory import moment
from tries import tries

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TABLES = (
    "moments", "moment_words", "moment_children", "children", "caregivers", "answers", "tip_marks",
    "identity",
)  # fmt: skip


def rows(home: Home) -> dict[str, list[tuple]]:
    """Return all rows of what a person keeps, table by table."""
    with closing(sqlite3.connect(home.journal)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT {columns} FROM {name}"), key=repr)
            for name, columns in {**dict.fromkeys(TABLES, "*"), "moment_texts": "rowid, *"}.items()
        }


def logged(home: Home, repairs: int | None = None, **fields) -> int:
    with journal(home) as opened, opened.change("log", NOW) as change:
        if repairs:
            opened.came_back_to(repairs)
        known = read_people(opened.connection)
        number = opened.insert(moment(children=(), **fields), known, repairs)
        change.what = f"log #{number}"
    return number


def test_undoing_every_kind_of_change_restores_each_earlier_journal_and_redo_each_later(home):
    with journal(home) as opened:
        opened.add_person("child", "ada", NOW)
    states = [rows(home)]

    def step(do) -> None:
        do()
        states.append(rows(home))

    step(
        lambda: logged(
            home, uid="a", sensitivity=Sensitivity.NO, responses=("comfort",), note="swing"
        )
    )
    step(lambda: logged(home, uid="b", kind="repair", repairs=1, steps=("sorry",)))

    def rate() -> None:
        with journal(home) as opened, opened.change("rate #1 yes", NOW):
            (found,) = opened.moments([1])
            opened.replace(
                found._replace(
                    sensitivity=Sensitivity.YES, tags=("park",), note=None, children=("ada",)
                )
            )

    step(rate)

    def remove() -> None:
        with journal(home) as opened, opened.change("delete #1", NOW):
            opened.delete([1])

    step(remove)

    def say(said: Mark | None) -> None:
        with journal(home) as opened:
            opened.mark_tip("any-like-a-friend", said, NOW)

    step(lambda: say(Mark.KEPT))
    step(lambda: say(Mark.HIDDEN))
    step(lambda: say(None))
    back = [rows(home)]
    for _ in states[1:]:
        with journal(home) as opened:
            assert opened.undo() is not None
        back.append(rows(home))
    assert states == back[::-1]
    forward = [rows(home)]
    for _ in states[1:]:
        with journal(home) as opened:
            assert opened.redo() is not None
        forward.append(rows(home))
    assert states == forward


def test_a_new_change_ends_what_could_be_done_again(home):
    logged(home, uid="a")
    with journal(home) as opened:
        opened.undo()
    logged(home, uid="b")
    with journal(home) as opened:
        assert (None, [("log #2", False)]) == (
            opened.redo(),
            [(change.what, change.is_undone) for change in opened.changes()],
        )


def test_the_last_fifty_changes_are_remembered(home):
    for number in range(MOST_CHANGES + 3):
        logged(home, uid=str(number))
    with journal(home) as opened:
        found = [change.what for change in opened.changes()]
    assert [f"log #{number}" for number in range(4, MOST_CHANGES + 4)] == found


def test_a_repair_that_is_undone_leaves_the_moment_as_it_was_rated(home):
    logged(home, uid="a", sensitivity=Sensitivity.NO, came_back=CameBack.NOT_YET)
    logged(home, uid="b", kind="repair", repairs=1)
    with journal(home) as opened:
        opened.undo()
        assert [CameBack.NOT_YET] == [found.came_back for found in opened.moments([1, 2])]


def test_the_index_of_texts_holds_notes_and_words(home):
    logged(home, uid="a", note="Fell off the swing", cue="hurt", responses=("comfort",))
    with reading(home) as connection:
        found = connection.execute("SELECT rowid, note, words FROM moment_texts").fetchall()
    assert [(1, "Fell off the swing", "hurt  comfort")] == found


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Attune:
    """Return a run whose journal all examples share: each begins with what the last one left."""
    run = Attune(Home.at(tmp_path_factory.mktemp("undo") / "attune"), clock=lambda: NOW)
    for typed in ("child add ada", "log hurt no @ada +park", "log sorry --repairs 1", "log floor"):
        main(typed.split(), run)
    return run


NUMBER = st.sampled_from(("last", *"123456789"))
COMMAND = st.one_of(
    st.sampled_from(("hurt no +bus", "floor follow yes", "sorry --repairs last")).map(
        "log {}".format
    ),
    st.tuples(NUMBER, st.sampled_from(("yes", "partly", "none"))).map(
        lambda t: "rate {} {}".format(*t)
    ),
    NUMBER.map("back {} later".format),
    st.tuples(
        NUMBER,
        st.sampled_from(
            (
                "hurt stay",
                "-m new",
                "--without note --without @ada",
                "--add @ada --add +park",
                "--at yesterday",
                "--repairs last",
                "--repairs none",
                "settled --add tired",
            )
        ),
    ).map(lambda t: "edit {} {}".format(*t)),
    st.tuples(NUMBER, NUMBER).map(lambda t: "delete {} {} --yes".format(*t)),
    st.sampled_from(("child add bo", "caregiver add sam", "tips keep any-like-a-friend")),
    st.just("tips unmark any-like-a-friend"),
)


@settings(max_examples=tries(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.lists(COMMAND, min_size=4, max_size=7))
def test_undoing_all_that_was_typed_restores_the_first_journal_row_by_row(shared, commands):
    states = [rows(shared.home)]
    for typed in commands:
        main(typed.split(), shared)
        if (now := rows(shared.home)) != states[-1]:
            states.append(now)
    back, forward = [], []
    for _ in states[1:]:
        back.append(rows(shared.home))
        main(["undo"], shared)
    back.append(rows(shared.home))
    for _ in states[1:]:
        forward.append(rows(shared.home))
        main(["redo"], shared)
    forward.append(rows(shared.home))
    assert (states[::-1], states) == (back, forward)
