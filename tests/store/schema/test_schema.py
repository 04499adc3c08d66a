"""The schema, made in two ways: by Alembic step by step, and from the SQL in the package."""

from contextlib import closing
from multiprocessing import get_context

import pytest

from attune_cli.store.connection import HEAD, connect, version_of
from attune_cli.store.home import Home
from attune_cli.store.schema.beginning import SQL, begin, statements
from attune_cli.store.schema.migrate import migrate
from attune_cli.store.schema.tables import SQLModel
from attune_cli.store.schema.triggers import RECORDED, make_triggers

OF_THE_HISTORY = {"changes", "history_rows", "open_change"}


def schema(home: Home) -> list[tuple[str, str, str, str | None]]:
    with closing(connect(home)) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()


@pytest.fixture
def stepped(tmp_path) -> Home:
    """Return a journal that Alembic made."""
    home = Home.at(tmp_path / "stepped")
    migrate(home)
    return home


def test_the_packaged_sql_makes_what_the_steps_make(home, stepped, request):
    found = [
        sql
        for _, name, _, sql in schema(stepped)
        if sql and not name.startswith(("moment_texts_", "sqlite_"))
    ]
    if request.config.getoption("--golden"):
        SQL.write_text("".join(f"{sql};\n" for sql in found), encoding="utf-8")
    assert found == list(statements())
    assert begin(home)
    assert sorted(schema(stepped), key=repr) == sorted(schema(home), key=repr)


def test_a_journal_that_is_begun_is_of_the_newest_version_and_knows_me(home):
    assert (True, False) == (begin(home), begin(home))  # it is made once
    with closing(connect(home)) as connection:
        people = connection.execute("SELECT id, name, key FROM caregivers").fetchall()
        assert (HEAD, [(1, "me", "me")]) == (version_of(connection), people)


def test_of_many_first_runs_at_once_one_makes_the_journal(home):
    runs = [get_context("fork").Process(target=begin, args=(home,)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    with closing(connect(home)) as connection:
        (caregivers,) = connection.execute("SELECT count(*) FROM caregivers").fetchone()
    assert ([0] * 4, 1) == ([run.exitcode for run in runs], caregivers)


def test_every_table_that_a_persons_data_stands_in_has_triggers(stepped):
    tables = set(SQLModel.metadata.tables) - OF_THE_HISTORY
    triggers = {(name, table) for kind, name, table, _ in schema(stepped) if kind == "trigger"}
    assert tables == set(RECORDED)
    assert triggers == {
        (f"{table}_{how}", table) for table in tables for how in ("inserted", "deleted", "updated")
    }


def test_triggers_take_the_place_of_those_that_are_there(home):
    assert begin(home)
    before = schema(home)
    with closing(connect(home)) as connection:
        make_triggers(connection)
    assert sorted(before, key=repr) == sorted(schema(home), key=repr)


def test_the_triggers_record_every_column(stepped):
    by_name = {name: sql for kind, name, _, sql in schema(stepped) if kind == "trigger"}
    missing = [
        (name, column.name)
        for table in RECORDED
        for column in SQLModel.metadata.tables[table].columns
        for name in (f"{table}_inserted", f"{table}_deleted", f"{table}_updated")
        if f"'{column.name}', " not in by_name[name]
    ]
    assert [] == missing
