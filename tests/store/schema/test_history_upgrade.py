"""A journal written before history was kept by triggers: its changes can still be undone."""

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import needs
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.schema.migrate import HISTORY_ENDED, NOT_UPGRADED, bring_up_to_date, migrate
from attune_cli.store.schema.triggers import RECORDED
from conftest import without_privileges

DATA = Path(__file__).parents[2] / "data"
# Of the journal as it was written, of each journal that undo led to, and of each that redo did.
STATES = json.loads((DATA / "journal-0004.json").read_text(encoding="utf-8"))
TABLES = (
    "moments", "moment_words", "moment_children", "children", "caregivers", "answers", "tip_marks",
)  # fmt: skip


@pytest.fixture
def old(home: Home) -> Home:
    home.data.mkdir()
    shutil.copy(DATA / "journal-0004.db", home.journal)
    return home


def state(home: Home) -> str:
    """Return what stands in the columns that the journal had then."""
    with closing(sqlite3.connect(DATA / "journal-0004.db")) as then:
        names = {table: then.execute(f"SELECT * FROM {table}").description for table in TABLES}
    with closing(sqlite3.connect(home.journal)) as connection:
        rows = []
        for table, columns in names.items():
            some = ", ".join(f'"{column[0]}"' for column in columns)
            found = connection.execute(f"SELECT {some} FROM {table}")
            rows.append(sorted(found, key=repr))
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def states(home: Home, way: str) -> list[str]:
    """Return the state of the journal after each step back, or forward."""
    found = []
    while True:
        with journal(home) as opened:
            if (opened.undo() if way == "back" else opened.redo()) is None:
                return found
        found.append(state(home))


def listed(home: Home) -> list[tuple[str, str, int]]:
    query = "SELECT what, changed_at, is_undone FROM changes ORDER BY id"
    with closing(sqlite3.connect(home.journal)) as connection:
        return connection.execute(query).fetchall()


def test_no_row_changes_and_every_change_is_still_listed(old, capsys):
    before = listed(old)
    bring_up_to_date(old)
    said = capsys.readouterr().err
    assert (STATES["now"], before, False) == (state(old), listed(old), HISTORY_ENDED in said)


@pytest.mark.parametrize("way", ["back", "forward"])
def test_undo_and_redo_lead_to_the_same_journals_as_before(old, way):
    migrate(old)
    assert STATES[way] == states(old, way)


def test_after_all_is_undone_redo_leads_to_the_last_of_all(old):
    migrate(old)
    forward = states(old, "forward")[-1]
    states(old, "back")
    assert forward == states(old, "forward")[-1]


BROKEN = {
    "no JSON": "UPDATE changes SET images = '[{' WHERE id = 30",
    "a row that another one needs": "DELETE FROM changes WHERE what LIKE 'child remove%'",
    "a moment that a repair it doesn't know of points at": (
        "UPDATE moments SET repairs_id = 9 WHERE id = 10; "
        """UPDATE changes SET images = '[{"table": "moments", "id": 9, "row": null}]' """
        "WHERE id = (SELECT max(id) FROM changes WHERE NOT is_undone)"
    ),
    "a table of its own": (
        """UPDATE changes SET images = '[{"table": "changes", "id": 1, "row": null}]'"""
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_history_that_does_not_fit_ends_and_no_row_changes(old, capsys, how):
    with closing(connect(old)) as connection:
        connection.executescript(BROKEN[how])
    before = state(old)
    bring_up_to_date(old)
    said = capsys.readouterr().err
    assert (before, [], True) == (state(old), listed(old), HISTORY_ENDED in said)
    with closing(connect(old)) as connection:
        (entries,) = connection.execute(
            "SELECT count(*) FROM history_rows WHERE after IS NOT NULL AND change_id IS NULL"
        ).fetchone()
        rows = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in RECORDED]
    assert sum(rows) == entries


@needs.modes
def test_where_it_cannot_be_upgraded_it_is_said_that_it_must_be(old, installed):
    old.data.chmod(0o500)
    try:
        ended = installed("list", preexec_fn=without_privileges)
    finally:
        old.data.chmod(0o700)
    assert (1, True) == (ended.returncode, NOT_UPGRADED in " ".join(ended.stderr.split()))
