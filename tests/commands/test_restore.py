"""`backup` and `restore`, as a person uses them, and the question after damage."""

import json
import os
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from threading import Event, Thread

import pytest

from attune_cli.errors.journal import JournalBusy
from attune_cli.store.backup.archive import back_up, find_backups
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.restore import put_in_place
from attune_cli.store.connection import HEAD, connect, version_of
from attune_cli.store.history import MOST_CHANGES
from attune_cli.store.integrity import contents_of_file
from attune_cli.store.schema.migrate import MIGRATIONS
from commands.finding import add
from conftest import NOW
from journals import stored
from terminal import attune_in

pytestmark = pytest.mark.usefixtures("no_journal")

LOG = ("log", "hurt", "comfort", "yes")
LATER = NOW + timedelta(hours=1)

TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def held(home) -> list[tuple[Why, int | None]]:
    """Return why each backup was made and how many moments it holds, the newest first."""
    found = [(one.why, contents_of_file(one.path)) for one in find_backups(home)]
    return [(why, contents and contents.moments) for why, contents in found]


def test_a_backup_says_where_it_is_and_what_it_holds(home, attune):
    attune(*LOG)
    _, said, _ = attune("backup", at=LATER)
    path = home.backups / "journal-20261122T180000Z-by-hand.db"
    assert said == f"{path} · 1 moment · {path.stat().st_size / 1000:.0f} KB\n"


def test_a_backup_goes_to_a_file_and_over_none(attune, tmp_path):
    attune(*LOG)
    path = tmp_path / "mine.db"
    told = json.loads(attune("backup", str(path), "--json")[1])
    before = path.read_bytes()
    code, _, talk = attune("backup", str(path))
    assert (str(path), 1, before) == (told["path"], told["moments"], path.read_bytes())
    assert (1, True) == (code, "is there already" in talk)


@pytest.mark.parametrize("verb", [("backup",), ("restore",), ("restore", "newest"), ("where",)])
def test_without_a_journal_nothing_is_made(home, attune, verb):
    attune(*verb)
    assert not home.data.exists()


def test_the_list_says_when_why_and_what_differs(attune, golden):
    attune(*LOG, "--at", "3 days ago")
    attune("backup", at=NOW + timedelta(minutes=30))
    attune("reflect", "-m", "a")
    attune(*LOG)
    golden("backups", attune("restore", at=LATER)[1])
    golden("backups_json", "\n".join(sorted(json.loads(attune("restore", "--json")[1]))) + "\n")


def test_a_restore_asks_first_and_without_a_terminal_refuses(home, attune):
    attune(*LOG)
    attune(*LOG)
    code, said, talk = attune("restore", "1")
    assert (1, "", 2) == (code, said, len(stored(home)))
    assert ("1 moment fewer than now" in talk, "without being asked, add --yes" in talk) == (
        True,
        True,
    )


@pytest.mark.parametrize("which", ["1", "newest", "journal-20261122T170000Z-daily", "FILE"])
def test_a_restore_puts_a_backup_in_place_and_keeps_what_it_replaces(home, attune, which):
    attune(*LOG)
    attune(*LOG)
    (daily,) = find_backups(home)
    which = str(daily.path) if which == "FILE" else which
    code, said, _ = attune("restore", which, "--yes", at=LATER)
    assert (0, True, 1) == (code, said.startswith("In place: the backup from"), len(stored(home)))
    assert [(Why.RESTORE, 2), (Why.DAILY, 1)] == held(home)


@pytest.mark.parametrize("which", ["7", "0", "nothing.db", "~nosuch/x.db"])
def test_what_is_no_backup_is_refused(attune, which):
    attune(*LOG)
    assert attune("restore", which, "--yes")[0] == 1


@pytest.mark.parametrize("content", [b"", b"Dear diary, " * 1000], ids=["empty", "text"])
def test_a_file_that_is_no_journal_is_refused_and_nothing_changes(home, attune, tmp_path, content):
    attune(*LOG)
    (tmp_path / "x.db").write_bytes(content)
    before = home.journal.read_bytes()
    code, _, talk = attune("restore", str(tmp_path / "x.db"), "--yes")
    assert (1, True, before) == (code, "Nothing was changed" in talk, home.journal.read_bytes())


def test_a_backup_of_a_newer_attune_is_refused(home, attune):
    attune(*LOG)
    (daily,) = find_backups(home)
    with closing(sqlite3.connect(daily.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    code, _, talk = attune("restore", "1", "--yes")
    assert (1, True) == (code, "a newer attune" in talk)


def test_an_older_backup_is_brought_up_to_date(home, attune):
    attune(*LOG)
    (daily,) = find_backups(home)
    with closing(sqlite3.connect(daily.path)) as connection, connection:
        for (name,) in connection.execute(TRIGGERS).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for table in ("moment_texts", "changes", "history_rows", "open_change", "identity"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE moments DROP COLUMN part_of_day")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    attune("restore", "1", "--yes")
    with closing(connect(home)) as connection:
        assert (HEAD, True) == (version_of(connection), MIGRATIONS.exists())


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_damaged_journal_is_kept_and_nothing_beside_it_is_played_into_the_next(
    home, attune, ending
):
    attune(*LOG)
    damaged = b"Dear diary, " * 1000
    home.journal.write_bytes(damaged)
    beside = home.journal.with_name(f"journal.db{ending}")
    beside.write_bytes(b"stale")
    attune("restore", "newest", "--yes", at=LATER)
    kept = home.backups / "journal-20261122T180000Z-replaced-damaged.db"
    assert (1, damaged, False) == (len(stored(home)), kept.read_bytes(), beside.exists())


def test_a_restore_refuses_while_somebody_writes_and_leaves_nothing(home, attune):
    attune(*LOG)
    (daily,) = find_backups(home)
    with closing(connect(home)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusy):
            put_in_place(home._replace(patience=0.05), daily.path, LATER)
    assert [".backups.lock", "backups", "journal.db"] == sorted(
        path.name for path in home.data.iterdir()
    )
    assert [(Why.DAILY, 1)] == held(home)


def test_a_damaged_journal_names_the_newest_good_backup(home, attune):
    attune(*LOG)
    home.journal.write_bytes(b"Dear diary, " * 1000)
    code, said, complaint = attune("week")
    best = "from Sun 22 Nov 2026 17:00, with 1 moment. “attune restore newest” puts it in place."
    assert (1, "", True) == (code, said, best in " ".join(complaint.split()))


def test_what_another_writes_during_a_restore_is_in_the_copy_that_it_keeps(home, attune, run):
    attune("child", "add", "ada")
    add(run, 3000)  # so that there is time to write, while the copy is checked
    backup = back_up(home, Why.BY_HAND, NOW)
    with closing(connect(home)) as other:
        other.execute("CREATE TABLE written (number)")  # which the restored journal has not
    ready, ended = Event(), Event()
    before = len([*home.backups.iterdir()])
    written = []

    def write_on():
        with closing(connect(home._replace(patience=0))) as other:
            other.execute("PRAGMA synchronous = OFF")  # as fast as it can be
            ready.set()
            while not ended.is_set():
                if len([*home.backups.iterdir()]) > before:  # the copy is begun
                    with suppress(sqlite3.OperationalError):
                        other.execute("INSERT INTO written VALUES (?)", (len(written),))
                        written.append(len(written))

    writer = Thread(target=write_on)
    writer.start()
    ready.wait(20)
    try:
        kept = put_in_place(home, backup, LATER)
    finally:
        ended.set()
        writer.join()
    with closing(sqlite3.connect(kept)) as copy:
        assert written == [number for (number,) in copy.execute("SELECT number FROM written")]


def test_a_new_journal_begins_where_one_was_lost_if_a_person_says_so(home, attune):
    attune(*LOG)
    home.journal.unlink()
    assert attune("week")[0] == 1
    code, said, _ = attune("restore", "--anew", "--yes")
    assert (0, "A new journal has begun.\n", [], True) == (
        code, said, stored(home), bool(find_backups(home)),
    )  # fmt: skip


def test_json_of_a_new_journal_says_that_it_holds_nothing(home, attune):
    attune(*LOG)
    restored = json.loads(attune("restore", "--anew", "--yes", "--json", at=LATER)[1])
    (kept, _) = find_backups(home)
    assert {
        "schema": "attune.restored/1", "from": None, "kept": str(kept.path), "moments": 0,
        "answers": 0, "first_day": None, "last_day": None,
    } == restored  # fmt: skip


def test_a_new_journal_keeps_the_old_one(home, attune):
    attune(*LOG)
    attune("restore", "--anew", "--yes", at=LATER)
    assert ([], (Why.RESTORE, 1)) == (stored(home), held(home)[0])


def test_in_a_terminal_damage_asks_and_the_backup_is_in_place(home, attune):
    attune(*LOG)
    home.journal.write_bytes(b"Dear diary, " * 1000)
    terminal = attune_in(home.data, *LOG)
    terminal.wait_for("The newest good backup is from")
    terminal.wait_for("in its place?")
    terminal.press("y")
    terminal.wait_for("In place: the backup from")
    terminal.wait_for("Now run it again.")
    assert (1, 1) == (terminal.end(), len(stored(home)))


def test_in_a_terminal_no_leaves_all_as_it_is(home, attune):
    attune(*LOG)
    whole = bytearray(home.journal.read_bytes())
    whole[-9000:] = os.urandom(9000)
    home.journal.write_bytes(whole)
    terminal = attune_in(home.data, "restore", "newest")
    terminal.wait_for("Do it?")
    terminal.press("\r")
    assert (1, bytes(whole)) == (terminal.end(), home.journal.read_bytes())


def test_a_backup_before_something_else_is_made_on_request(home, attune):
    attune(*LOG)
    assert back_up(home, Why.FORGET, LATER).name == "journal-20261122T180000Z-before-forget.db"


def test_no_backup_is_asked_for_where_none_can_be_made(home, attune):
    assert "attune backup" not in attune("restore")[1]
    attune(*LOG)
    for one in find_backups(home):
        one.path.unlink()
    assert "attune backup" in attune("restore")[1]
    home.journal.write_bytes(home.journal.read_bytes()[:5000])
    assert "attune backup" not in attune("restore")[1]
    assert "attune doctor --fix" not in attune("doctor")[1]


def notes(home) -> list[str | None]:
    return [moment.note for moment in stored(home)]


@pytest.fixture
def restored(home, after):
    """Log, back up, log twice more, restore."""
    after(log_and_restore)
    return home


def log_and_restore(attune):
    attune(*LOG, "-m", "one")
    attune("backup", at=LATER)
    for note in ("two", "three"):
        attune(*LOG, "-m", note, at=LATER)
    attune("restore", "newest", "--yes", at=LATER)


def test_undo_after_a_restore_leads_back_to_what_was_before_it_and_then_further(restored, attune):
    assert ["one"] == notes(restored)
    said = [" ".join(attune("undo", at=LATER)[1].split())]
    there = [notes(restored)]
    for _ in range(2):
        said.append(attune("undo", at=LATER)[1])
        there.append(notes(restored))
    assert [["one", "two", "three"], ["one", "two"], ["one"]] == there
    assert "Undone: restore the backup of 2026-11-22" in said[0]
    assert "The journal from before it is back, with 3 moments." in said[0]
    assert "The next “attune undo”: log #3." in said[0]


def test_what_undo_would_take_back_is_said_after_a_restore_and_nothing_changes(restored, attune):
    before = restored.journal.read_bytes()
    said = " ".join(attune("undo", "--show", at=LATER)[1].split())
    assert "The journal from before it, with 3 moments, would be back" in said
    assert before == restored.journal.read_bytes()
    (newest, *_) = [json.loads(line) for line in attune("undo", "--list", "--json")[1].splitlines()]
    assert (True, False) == (newest["what"].startswith("restore"), newest["is_undone"])


def test_a_restore_that_was_undone_can_be_done_again_with_all_that_came_after(restored, attune):
    attune(*LOG, "-m", "after", at=LATER)
    for verb in ("undo", "undo", "undo"):
        assert 0 == attune(verb, at=LATER)[0]
    there = [notes(restored)]
    for _ in range(3):
        assert 0 == attune("redo", at=LATER)[0]
        there.append(notes(restored))
    assert [["one", "two"], ["one", "two", "three"], ["one"], ["one", "after"]] == there


def test_what_is_logged_after_a_restore_was_undone_ends_its_redo(restored, attune):
    attune("undo", at=LATER)
    attune(*LOG, "-m", "four", at=LATER)
    assert (1, 0) == (attune("redo", at=LATER)[0], attune("undo", at=LATER)[0])
    assert ["one", "two", "three"] == notes(restored)


def test_a_new_journal_that_was_begun_can_be_undone(home, attune):
    attune(*LOG, "-m", "one")
    attune("restore", "--anew", "--yes", at=LATER)
    assert ([], 0) == (notes(home), attune("undo", at=LATER)[0])
    assert ["one"] == notes(home)


@pytest.mark.parametrize("is_gone", [True, False])
def test_undo_of_a_restore_whose_copy_cannot_be_read_says_so_and_changes_nothing(
    restored, attune, is_gone
):
    (kept,) = restored.backups.glob("*before-restore*")
    kept.unlink() if is_gone else kept.write_bytes(b"Dear diary, " * 1000)
    before = restored.journal.read_bytes()
    code, said, talk = attune("undo", at=LATER)
    assert (1, "", True) == (code, said, str(kept) in talk.replace("\n", ""))
    assert before == restored.journal.read_bytes()


def test_after_a_damaged_journal_was_replaced_undo_does_not_eat_the_restored_one(home, attune):
    attune(*LOG)
    home.journal.write_bytes(b"Dear diary, " * 1000)
    attune("restore", "newest", "--yes", at=LATER)
    code, _, talk = attune("undo", at=LATER)
    assert (1, True, 1) == (code, "can’t be read" in talk, len(stored(home)))


def test_a_restore_that_is_too_old_to_be_undone_leaves_nothing_in_the_log(restored, attune):
    for turn in range(MOST_CHANGES + 1):
        attune("rate", "1", "yes" if turn % 2 else "no", at=LATER)
    with closing(connect(restored)) as connection:
        rows = connection.execute("SELECT * FROM history_rows WHERE table_name = 'journal'")
        assert [] == rows.fetchall()


@pytest.mark.usefixtures("restored")
def test_forgetting_ends_what_a_restore_could_be_undone_to(attune):
    attune("forget", "--before", "2020", "--yes", at=LATER)
    assert 1 == attune("undo", at=LATER)[0]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "nowhere.db"])
def test_a_name_that_no_backup_has_is_refused_in_a_line_however_long(attune, name):
    attune("log", "hurt")
    code, out, err = attune("restore", name, "--yes")
    assert (1, "", 1, True) == (code, out, err.count("\n"), err.startswith("There is no backup “"))


def test_a_list_of_backups_is_not_taken_for_a_file(attune):
    attune("log", "told_no", "yes")
    code, _, err = attune("backup", "list")
    said = "To list the backups: attune restore. For a file of that name: attune backup ./list\n"
    assert (2, said) == (code, err)


def test_the_newest_backup_is_the_last_one_too(attune):
    attune("log", "told_no", "yes")
    attune("backup")
    said = [attune("restore", which, "--json")[2] for which in ("newest", "last")]
    assert said[0] == said[1]
    assert "There is no backup" not in said[1]
