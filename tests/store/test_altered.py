"""A journal whose schema somebody changed: one sentence, and what to do."""

import sqlite3
from contextlib import closing

import pytest

from attune_cli.store.connection import HEAD
from journals import stored

VERBS = ["log sad yes", "list", "edit 2 -m x", "search two"]


@pytest.fixture
def filled(typed_before, home):
    typed_before("log hurt yes -m one", "log hurt no -m two")
    return home


def altered(home, statement: str) -> None:
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.execute(statement)
        connection.commit()


def refusals(attune, verbs: list[str]) -> list[tuple[int, str]]:
    return [(code, " ".join(told.split())) for code, _, told in (attune(*v.split()) for v in verbs)]


def test_a_missing_index_of_days_is_said_and_made_anew(attune, filled):
    altered(filled, "DROP INDEX ix_moments_local_day")
    sentence = "the moments are not. To make it anew: attune doctor --fix"
    said = refusals(attune, VERBS)
    assert [] == [(code, told) for code, told in said if code != 1 or sentence not in told]
    attune("doctor", "--fix")
    assert [0, 0] == [attune("list")[0], attune("log", "sad", "yes")[0]]


def test_a_foreign_trigger_that_refuses_moments_is_named(attune, filled):
    altered(
        filled,
        "CREATE TRIGGER odd BEFORE INSERT ON moments BEGIN SELECT raise(ABORT, 'no'); END",
    )
    [(code, told)] = refusals(attune, VERBS[:1])
    sentence = "is what attune did not make (the trigger odd), and it is in the way."
    assert (1, True, 2) == (code, sentence in told, len(stored(filled)))


def test_a_journal_that_names_an_older_schema_than_it_has_is_left_as_it_is(attune, filled):
    attune("backup")
    altered(filled, "UPDATE alembic_version SET version_num = '0007'")
    before, copies = filled.journal.read_bytes(), sorted(filled.backups.iterdir())
    sentence = "what is in it does not fit the schema 0007 that it names. It is as it was."
    said = refusals(attune, VERBS)
    assert [] == [(code, told) for code, told in said if code != 1 or sentence not in told]
    assert (before, copies) == (filled.journal.read_bytes(), sorted(filled.backups.iterdir()))
    assert f"what is in it is of {HEAD}" in " ".join(attune("doctor")[1].split())
    assert [0, 0] == [attune("restore", "newest", "--yes")[0], attune("list")[0]]


def test_a_backup_that_names_an_older_schema_than_it_has_takes_no_place(attune, filled):
    attune("backup")
    copy = next(filled.backups.glob("*.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0007'")
        connection.commit()
    [(code, told)] = refusals(attune, [f"restore {copy.name} --yes"])
    assert (1, True) == (code, "it does not fit the schema that it names" in told)
    assert 2 == len(stored(filled))
