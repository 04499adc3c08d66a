import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel, create_engine

import needs
from attune_cli.core.people import Child
from attune_cli.core.time.period import week_of
from attune_cli.errors.journal import JournalDamaged, JournalNewer, NotAJournal
from attune_cli.store.connection import HEAD, connect, version_of
from attune_cli.store.database import reading
from attune_cli.store.full_text import MAKE_INDEX
from attune_cli.store.home import Home, private_file
from attune_cli.store.journal import Journal, journal
from attune_cli.store.moments import window
from attune_cli.store.people import read_people
from attune_cli.store.schema.migrate import MIGRATIONS, bring_up_to_date, locked, migrate
from core.factory import FRIDAY, moment

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op
revision = "later"
down_revision = "{head}"
def upgrade():
    op.add_column("children", sa.Column("shoe_size", sa.Integer()))
    {then}
"""

# The index of texts is SQLite's own affair; all else is what the tables say.
SCHEMA = {
    "compare_type": True,
    "include_name": lambda name, kind, _: kind != "table" or not name.startswith("moment_texts"),
}


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Return the steps of a later attune, with one more."""
    return later_steps(tmp_path, "pass")


def later_steps(folder: Path, then: str) -> Path:
    steps = folder / "steps"
    shutil.copytree(MIGRATIONS, steps)
    (steps / "versions" / "later.py").write_text(NEXT_STEP.format(head=HEAD, then=then))
    return steps


def first_steps(folder: Path) -> Path:
    """Return the steps of the first attune."""
    steps = folder / "first"
    shutil.copytree(MIGRATIONS, steps)
    for path in (steps / "versions").glob("*.py"):
        if not path.name.startswith("0001"):
            path.unlink()
    return steps


def dump(home: Home) -> list[str]:
    with closing(connect(home)) as connection:
        return list(connection.iterdump())


def shape(connection: sqlite3.Connection, table: str) -> tuple:
    """Return what the comparison of Alembic leaves out: keys, defaults, numbers used once."""

    def rows(statement: str, name: str = table) -> list[tuple]:
        return sorted(connection.execute(statement, (name,)), key=repr)

    indexes = rows('SELECT "unique", origin, partial, name FROM pragma_index_list(?)')
    return (
        rows('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)'),
        rows('SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(?)'),
        sorted(
            [how, rows("SELECT name FROM pragma_index_info(?)", name)] for *how, name in indexes
        ),
        rows("SELECT instr(sql, 'AUTOINCREMENT') > 0 FROM sqlite_master WHERE name = ?"),
    )


def test_the_head_that_quick_looks_for_is_the_newest_step():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_the_steps_make_the_schema_of_the_tables(home):
    migrate(home)
    with locked(home) as connection:
        context = MigrationContext.configure(connection, opts=SCHEMA)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_steps_make_the_keys_and_defaults_of_the_tables(home, tmp_path):
    migrate(home)
    at_once = create_engine(f"sqlite:///{tmp_path / 'at-once.db'}")
    SQLModel.metadata.create_all(at_once)
    at_once.dispose()
    with (
        closing(connect(home)) as stepped,
        closing(sqlite3.connect(tmp_path / "at-once.db")) as new,
    ):
        for table in SQLModel.metadata.tables:
            assert shape(new, table) == shape(stepped, table)


def test_a_new_journal_knows_me_and_has_no_backup(home):
    assert migrate(home) is None
    with reading(home) as connection:
        known = read_people(connection)
    assert ["me"] == [person.name for person in known.caregivers.values()]


@needs.modes
def test_the_journal_is_for_its_owner_alone(home):
    migrate(home)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (home.data, home.journal)]
    assert modes == [0o700, 0o600]


def test_a_journal_that_is_up_to_date_stays_as_it_is(home):
    migrate(home)
    before = dump(home)
    assert (migrate(home), dump(home)) == (None, before)


@needs.modes
def test_an_upgrade_is_preceded_by_a_backup_of_all_there_was(home, later):
    with journal(home) as opened:
        opened.add_child(Child("ada"), datetime(2026, 11, 22, tzinfo=UTC))
    before = dump(home)
    backup = migrate(home, later)
    with closing(sqlite3.connect(backup)) as connection:
        assert list(connection.iterdump()) == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_upgrade_says_on_stderr_where_the_backup_is(home, later, capsys):
    migrate(home)
    bring_up_to_date(home, later)
    (backup,) = home.backups.iterdir()
    said = f"The journal was brought up to date. A backup is in {backup}\n"
    assert ("", said) == capsys.readouterr()


def test_what_is_shown_while_a_journal_is_brought_up_to_date_ends_before_that_is_said(home, later):
    migrate(home)
    said: list[str] = []

    @contextmanager
    def upgrading() -> Iterator[None]:
        said.append("begun")
        yield
        said.append("ended")

    bring_up_to_date(home._replace(upgrading=upgrading), later, said.append)
    assert ["begun", "ended"] == said[:-1]


def test_where_nothing_was_backed_up_nothing_is_said(home, later):
    said: list[str] = []
    bring_up_to_date(home, later, said.append)
    bring_up_to_date(home, later, said.append)
    assert said == []


def test_a_backup_before_an_upgrade_is_named_after_the_last_writing(home, later):
    migrate(home)
    os.utime(home.journal, (0, 1_795_338_000))
    migrate(home, later)
    names = [path.name for path in home.backups.iterdir()]
    assert [f"journal-20261122T090000Z-before-upgrade-from-{HEAD}.db"] == names


def test_a_file_without_tables_is_no_journal_that_was_never_begun(home):
    home.data.mkdir()
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.executescript("CREATE TABLE recipes (name); DROP TABLE recipes")
    with pytest.raises(NotAJournal), reading(home):
        pass


@pytest.mark.parametrize("version", ["0000", ""])
def test_a_version_that_never_was_is_damage(home, version):
    migrate(home)
    with closing(connect(home)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    with pytest.raises(JournalDamaged), reading(home):
        pass


def test_the_identity_of_me_begins_with_the_instant_at_which_the_file_was_made(home):
    private_file(home.journal)
    os.utime(home.journal, (0, 1_795_338_000))
    migrate(home)
    with closing(connect(home)) as connection:
        (uid,) = connection.execute("SELECT uid FROM caregivers").fetchone()
    assert 1_795_338_000_000 == UUID(uid).int >> 80


def test_an_upgrade_keeps_what_was_there(home, later):
    with journal(home) as opened:
        opened.add_child(Child("ada"), datetime(2026, 11, 22, tzinfo=UTC))
    migrate(home, later)
    with closing(connect(home)) as connection:
        rows = connection.execute("SELECT name, shoe_size FROM children").fetchall()
        assert (rows, version_of(connection)) == ([("ada", None)], "later")


def test_a_journal_of_the_first_attune_comes_through_whole_with_a_backup(home, tmp_path, capsys):
    migrate(home, first_steps(tmp_path))
    moments = [moment(local_day=FRIDAY, uid=f"{n}", number=n, children=()) for n in (1, 2)]
    moments[1] = moments[1]._replace(cue="hurt", responses=("comfort", "stay"), note="[b] שלום")
    with closing(connect(home)) as connection:
        before = version_of(connection)
        connection.execute(MAKE_INDEX)  # which a moment of today needs, as it does the column
        connection.execute("ALTER TABLE moments ADD COLUMN part_of_day VARCHAR")
        for one in moments:
            Journal(connection).insert(one, read_people(connection))
        connection.execute("DROP TABLE moment_texts")
        connection.execute("ALTER TABLE moments DROP COLUMN part_of_day")
        rows = list(connection.iterdump())
    with reading(home) as connection:
        found = window(connection, week_of(FRIDAY)).moments
        assert (before, HEAD, moments) == ("0001", version_of(connection), found)
        texts = connection.execute("SELECT rowid, note, trim(words) FROM moment_texts").fetchall()
    assert [(1, None, ""), (2, "[b] שלום", "hurt  comfort stay")] == texts
    (backup,) = home.backups.iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert rows == list(connection.iterdump())
    assert ("before-upgrade-from-0001" in backup.name, str(backup) in capsys.readouterr().err) == (
        True,
        True,
    )


def test_a_step_that_fails_leaves_the_journal_as_it_was(home, tmp_path):
    migrate(home)
    before = dump(home)
    with pytest.raises(RuntimeError, match="halfway"):
        migrate(home, later_steps(tmp_path, "raise RuntimeError('halfway')"))
    assert dump(home) == before


def test_a_newer_journal_is_refused_and_left_alone(home, later):
    migrate(home, later)
    before = home.journal.read_bytes()
    with pytest.raises(JournalNewer, match="newer attune"), reading(home):
        pass
    assert home.journal.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(home):
    home.data.mkdir()
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    before = home.journal.read_bytes()
    with pytest.raises(NotAJournal), reading(home):
        pass
    assert home.journal.read_bytes() == before


def test_an_empty_file_is_a_journal_not_begun(home):
    home.data.mkdir()
    home.journal.touch()
    migrate(home)
    with closing(connect(home)) as connection:
        assert version_of(connection) == HEAD


@needs.forks
def test_of_many_first_runs_at_once_one_makes_the_journal(home):
    context = get_context("fork")  # four that have imported all collide more
    runs = [context.Process(target=migrate, args=(home,)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    with reading(home) as connection:
        caregivers = read_people(connection).caregivers
    assert ([0] * 4, 1) == ([run.exitcode for run in runs], len(caregivers))


def test_a_journal_without_the_indexes_to_count_gets_them(attune, home):
    attune("log", "hurt", "frighten", "partly")
    newest = _indexes(home)
    with closing(connect(home)) as connection:
        connection.execute("DROP INDEX ix_moments_counted")
        connection.execute("DROP INDEX ix_moment_words_fear")
        connection.execute("UPDATE alembic_version SET version_num = '0008'")
    code, said, told = attune("list", "--json")
    assert (0, 1, True) == (code, len(said.splitlines()), "A backup is in" in told)
    assert newest == _indexes(home)


def _indexes(home: Home) -> list[tuple[str, str | None]]:
    with closing(connect(home)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
        return sorted(found, key=repr)


def test_an_older_index_is_made_anew_as_it_folds_otherwise(attune, home):
    attune("log", "hurt", "yes", "+grüsse", "-m", "In der Straße")
    with closing(connect(home)) as connection:
        connection.execute("DROP TABLE moment_texts")
        connection.execute(MAKE_INDEX.replace(", folded", ""))
        connection.execute(
            "INSERT INTO moment_texts (rowid, note, words) VALUES (1, 'In der Straße', 'grüsse')"
        )
        connection.execute("DROP TABLE identity")
        connection.execute("DROP INDEX ix_moments_counted")
        connection.execute("DROP INDEX ix_moment_words_fear")
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
    found = [attune("search", typed, "--json")[1] for typed in ("strasse", "grüße")]
    assert ([True, True], 0) == (
        ['"number": 1' in one for one in found],
        attune("doctor", "--json")[1].count("not in step"),
    )
