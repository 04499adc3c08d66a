"""How the journal is opened: nothing is left open, a read is one picture, the latest is found."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from attune_cli.errors.journal import JournalMissing
from attune_cli.store.backup.archive import back_up
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import connect, is_begun
from attune_cli.store.database import reading, writing
from attune_cli.store.history import no_change
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.repaired import LATEST
from attune_cli.store.schema.beginning import begin
from conftest import NOW
from journals import let_others_run

DESCRIPTORS = Path("/proc/self/fd")
COUNT = "SELECT count(*) FROM children"
ADD = "INSERT INTO children (uid, name, key, weeks_early) VALUES ('a', 'ada', 'ada', 0)"


def opened(path: Path) -> int:
    links = [descriptor for descriptor in DESCRIPTORS.iterdir() if descriptor.is_symlink()]
    return [os.path.realpath(link) for link in links].count(str(path))


@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="open files are listed in /proc")
def test_a_file_that_cannot_be_opened_as_a_journal_is_closed_again(home):
    home.data.mkdir()
    home.journal.write_text("Dear diary, " * 1000)
    with pytest.raises(sqlite3.DatabaseError) as kept:  # and with it, the frame that connected
        connect(home)
    assert (opened(home.journal), kept.value.sqlite_errorcode) == (0, sqlite3.SQLITE_NOTADB)


@pytest.mark.parametrize(
    ("setting", "value"), [("synchronous", 3), ("fullfsync", 1), ("foreign_keys", 1)]
)
def test_a_connection_is_as_safe_as_sqlite_can_make_it(home, setting, value):
    begin(home)
    with closing(connect(home)) as connection:
        assert (value,) == connection.execute(f"PRAGMA {setting}").fetchone()


def add_a_child(home: Home) -> None:
    with writing(home) as connection, no_change(connection):
        connection.execute(ADD)


def test_what_is_read_is_one_picture_whatever_others_write_meanwhile(home):
    begin(home)
    other = Thread(target=add_a_child, args=(home,))
    with reading(home) as connection:
        counts = [connection.execute(COUNT).fetchone()[0]]
        other.start()
        let_others_run()
        counts.append(connection.execute(COUNT).fetchone()[0])
    other.join()
    with reading(home) as connection:
        counts.append(connection.execute(COUNT).fetchone()[0])
    assert [0, 0, 1] == counts


def test_the_latest_of_a_kind_is_one_step_in_an_index(home):
    begin(home)
    with reading(home) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {LATEST}", ("distress", 1)).fetchall()
    assert ["SEARCH moments USING INDEX ix_moments_kind (kind=?)"] == [row[-1] for row in plan]


@pytest.mark.parametrize("is_there", [True, False], ids=["empty", "gone"])
@pytest.mark.parametrize("how", [reading, writing, journal], ids=lambda how: how.__name__)
def test_a_journal_that_was_there_before_is_never_silently_begun_anew(home, is_there, how):
    begin(home)
    back_up(home, Why.DAILY, NOW)
    home.journal.unlink()
    if is_there:
        home.journal.touch()
    how_it_is = "empty" if is_there else "not there"
    said = rf"journal\.db is {how_it_is}, though .* restore newest” puts it in place\. To begin"
    with pytest.raises(JournalMissing, match=said), how(home):
        pass
    assert (is_there, False) == (home.journal.exists(), is_begun(home))


def test_what_sqlite_keeps_beside_a_journal_says_that_there_was_one(home):
    home.data.mkdir()
    beside = home.data / "journal.db-journal"
    beside.write_bytes(b"pages")
    with pytest.raises(JournalMissing, match="attune restore --anew"), writing(home):
        pass
    assert (False, b"pages") == (home.journal.exists(), beside.read_bytes())
