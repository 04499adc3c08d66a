"""What can be wrong with the journal's file: one sentence, nothing lost, nothing made."""

import errno
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress

import pytest

import needs
from attune_cli.errors.files import FileUnusable
from attune_cli.errors.journal import (
    DiskTrouble,
    FolderUnusable,
    JournalBusy,
    JournalDamaged,
    JournalReadOnly,
    NotAJournal,
    reason_of,
)
from attune_cli.store.backup.archive import back_up
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import connect
from attune_cli.store.database import reading, writing
from attune_cli.store.faults import explained
from attune_cli.store.history import no_change
from attune_cli.store.home import Home
from attune_cli.store.schema.beginning import begin
from conftest import NOW, without_privileges
from damage import past_the_triggers
from terminal import PROGRAM

LOG = ("log", "hurt", "comfort", "yes")
COUNT = "SELECT count(*) FROM moments"


def count(home: Home) -> int:
    with reading(home) as connection:
        return connection.execute(COUNT).fetchone()[0] if connection else 0


def test_reading_makes_no_journal(home):
    with reading(home) as connection:
        assert (connection, home.data.exists()) == (None, False)


def test_a_refusal_inside_a_transaction_leaves_no_trace(home):
    begin(home)
    with suppress(KeyboardInterrupt), writing(home) as connection, no_change(connection):
        connection.execute("INSERT INTO children (uid, name, key, weeks_early) VALUES (1, 1, 1, 0)")
        raise KeyboardInterrupt
    with reading(home) as connection:
        assert connection.execute("SELECT count(*) FROM children").fetchone() == (0,)


def test_a_journal_that_another_program_holds_is_busy(home):
    begin(home)
    with closing(connect(home)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalBusy), writing(home._replace(patience=0.05)):
            pass


def test_text_in_the_journals_place_is_no_journal(home):
    home.data.mkdir()
    home.journal.write_text("Dear diary, " * 1000)
    with pytest.raises(NotAJournal), reading(home):
        pass


def test_a_damaged_journal_is_said_to_be(home):
    begin(home)
    content = bytearray(home.journal.read_bytes())
    content[4096:8192] = b"\x55" * 4096
    content[200:4096] = b"\x55" * 3896
    home.journal.write_bytes(content)
    with pytest.raises(JournalDamaged), reading(home) as connection:
        connection.execute("SELECT * FROM moments").fetchall()


def test_a_full_disk_as_sqlite_reports_it_is_explained(home):
    begin(home)
    many = [(number, "x" * 1000, number) for number in range(1000)]
    insert = "INSERT INTO children (uid, name, key, weeks_early) VALUES (?, ?, ?, 0)"
    with closing(connect(home)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(DiskTrouble), explained(home), past_the_triggers(connection):
            connection.executemany(insert, many)


def refusal(ended: subprocess.CompletedProcess[str]) -> tuple[int, str, bool]:
    return ended.returncode, ended.stdout, "Traceback" in ended.stderr


@pytest.mark.usefixtures("begun")
@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
@pytest.mark.parametrize("part", ["the file", "the folder", "both"])
def test_a_read_only_journal_refuses_a_log_and_shows_the_week(home, process, installed, part):
    process(*LOG)
    try:
        if part != "the folder":
            home.journal.chmod(0o400)
        if part != "the file":
            home.data.chmod(0o500)
        ended = installed(*LOG, "-m", "kept", preexec_fn=without_privileges)
        week = installed("week", preexec_fn=without_privileges)
    finally:
        home.data.chmod(0o700)
    assert (1, "", False) == refusal(ended)
    assert (0, 1) == (week.returncode, count(home))


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
@pytest.mark.parametrize("verb", [LOG, ("week",), ("child", "add", "ada")], ids=lambda v: v[0])
def test_an_unreadable_folder_is_one_sentence_about_its_permissions(home, installed, verb):
    home.data.mkdir()
    home.data.chmod(0o000)
    try:
        ended = installed(*verb, preexec_fn=without_privileges)
    finally:
        home.data.chmod(0o700)
    assert (1, "", False) == refusal(ended)
    assert f"The journal folder {home.data} can’t be used" in ended.stderr
    assert ("ermission denied" in ended.stderr, "heck its permissions" in ended.stderr) == (
        True,
        True,
    )


def test_where_no_draft_can_be_kept_the_note_is_given_back(home, installed):
    home.data.mkdir()
    home.data.chmod(0o500)
    try:
        ended = installed(*LOG, "-m", "she laughed again", preexec_fn=without_privileges)
    finally:
        home.data.chmod(0o700)
    assert (1, True) == (ended.returncode, "she laughed again" in ended.stderr)


def limit_files() -> None:
    import resource  # noqa: PLC0415 which some systems have not

    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@pytest.mark.usefixtures("begun")
def test_a_disk_that_takes_no_more_refuses_and_loses_nothing(home, process, installed):
    process(*LOG)
    ended = installed(*LOG, "-m", "x" * 20_000, preexec_fn=limit_files)
    assert (1, "", False) == refusal(ended)
    assert ("Free some space" in ended.stderr, "x" * 20_000 in ended.stderr) == (True, True)
    assert count(home) == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="mounting takes root",
)
def test_a_really_full_disk_refuses_and_loses_nothing(tmp_path, process):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        environment = {"ATTUNE_HOME": str(small / "home")}
        assert process(*LOG, environment=environment).returncode == 0
        with suppress(OSError), (small / "filler").open("wb") as filler:
            while True:
                filler.write(b"\0" * 512)
                filler.flush()
        ended = process(*LOG, "-m", "y" * 9000, environment=environment)
        kept = count(Home.at(small / "home"))
    finally:
        subprocess.run(["umount", small], check=True)
    assert (1, "", False) == refusal(ended)
    assert ("Free some space" in ended.stderr, "y" * 9000 in ended.stderr) == (True, True)
    assert kept == 1


def test_the_original_of_a_wrapped_error_is_explained(home):
    class Wrapped(Exception):
        orig = sqlite3.DatabaseError("file is not a database")

    Wrapped.orig.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    with pytest.raises(NotAJournal), explained(home):
        raise Wrapped


def test_what_is_no_trouble_of_the_journal_passes_through(home):
    with pytest.raises(ZeroDivisionError), explained(home):
        _ = 1 / 0


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        (
            "INSERT INTO caregivers (uid, name, key) VALUES ('1', 'me', 'me')",
            sqlite3.IntegrityError,
        ),
        ("SELECT ? FROM caregivers", sqlite3.ProgrammingError),
        ("SELEKT 1", sqlite3.OperationalError),
    ],
)
def test_a_mistake_of_attune_itself_passes_through(home, statement, error):
    begin(home)
    with pytest.raises(error), reading(home) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("statement", ["SELECT * FROM gone", "SELECT gone FROM moments"])
def test_a_journal_without_its_tables_or_columns_is_damaged(home, statement):
    begin(home)
    with pytest.raises(JournalDamaged), reading(home) as connection:
        connection.execute(statement)


def test_a_damaged_journal_without_a_good_backup_says_so(home):
    begin(home)
    home.backups.mkdir()
    (home.backups / "journal-1.db").touch()
    with pytest.raises(JournalDamaged, match="no good backup"), reading(home) as connection:
        connection.execute("SELECT * FROM gone")


def test_a_damaged_journal_names_its_newest_good_backup(home):
    begin(home)
    back_up(home, Why.DAILY, NOW)
    (home.backups / "journal-20301122T170000Z-daily.db").write_text("Dear diary, " * 1000)
    with pytest.raises(JournalDamaged) as refused, reading(home) as connection:
        connection.execute("SELECT * FROM gone")
    assert "22 Nov 2026" in str(refused.value)
    assert str(refused.value).endswith("with 0 moments. “attune restore newest” puts it in place.")


def test_a_read_only_error_names_the_file(home):
    problem = sqlite3.OperationalError("attempt to write a readonly database")
    problem.sqlite_errorcode = sqlite3.SQLITE_READONLY
    with pytest.raises(JournalReadOnly, match=str(home.journal)), explained(home):
        raise problem


def test_a_writable_journal_that_says_it_is_read_only_is_damaged(home):
    begin(home)
    content = bytearray(home.journal.read_bytes())
    content[18] = 3  # a version of the file format that SQLite only reads
    home.journal.write_bytes(content)
    with pytest.raises(JournalDamaged), writing(home) as connection:
        connection.execute("DELETE FROM children")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE moments SET local_day = '2026-11-4x'",
        "UPDATE moments SET kind = 'distresz'",
        "UPDATE moments SET note = CAST(x'ff41' AS TEXT)",
    ],
)
@pytest.mark.parametrize("verb", ["week", "month", "today"])
def test_what_means_nothing_is_damage(home, attune, change, verb):
    attune(*LOG, "-m", "a")
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute(change)
    code, said, talk = attune(verb)
    assert (1, "", True) == (code, said, "is damaged" in talk)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM moments",  # and its indexes are as they were
        "UPDATE caregivers SET id = 9",
    ],
)
def test_moments_that_are_not_all_there_are_no_empty_week(home, attune, harm):
    attune(*LOG)
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        rows = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'index'")
        roots = dict(rows.fetchall())
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_moments_local_day'")
        connection.commit()
        connection.execute("PRAGMA schema_version = 99")
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        with past_the_triggers(connection):
            connection.execute(harm)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "INSERT INTO sqlite_master VALUES ('index', 'ix_moments_local_day', 'moments', ?, "
            "'CREATE INDEX ix_moments_local_day ON moments (local_day)')",
            (roots["ix_moments_local_day"],),
        )
        connection.commit()
    for verb in ("week", "today", "list"):
        code, said, complained = attune(verb)
        assert (1, "", True) == (code, said, "is damaged" in complained)


def test_an_index_without_the_moments_is_no_empty_journal(home, attune):
    attune(*LOG)
    with closing(sqlite3.connect(home.journal)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
            "WHERE name = 'ix_answers_week') WHERE name = 'ix_moments_local_day'"
        )
        connection.commit()
    for verb in ("week", "today", "list"):
        code, said, complained = attune(verb)
        assert (1, "", True) == (code, said, "is damaged" in complained)


@needs.mounts
def test_a_disk_with_no_room_for_one_more_file_is_full_and_no_matter_of_permissions(tmp_path):
    mount = f"mount -t tmpfs -o nr_inodes=2 tmpfs {tmp_path} && mkdir {tmp_path}/home && "
    attune = f"ATTUNE_HOME={tmp_path}/home {PROGRAM} log hurt -m fell"
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount + attune],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (1, "", True, False, True) == (
        ended.returncode,
        ended.stdout,
        "it is full" in ended.stderr,
        "permissions" in ended.stderr,
        ended.stderr.endswith("here is what you wrote:\nhurt\nfell\n"),
    )


@needs.mounts
def test_a_whole_journal_is_forgotten_on_a_disk_without_room_for_a_page_more(tmp_path):
    home = f"{tmp_path}/home"
    run = f"ATTUNE_HOME={home} {PROGRAM}"
    steps = (
        f"mount -t tmpfs -o size=1m tmpfs {tmp_path}",
        f"{run} log hurt yes -m zebrasecret >&2",
        f"(cat /dev/zero > {tmp_path}/filler || true) 2>&-",
        f"{run} forget --all --yes",
        f"(grep -rl zebrasecret {home} || true)",
    )
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", " && ".join(steps)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (0, "Forgotten: the whole journal.", True, False) == (
        ended.returncode,
        ended.stdout.split("\n")[0],
        "the same in 1 backup" in ended.stdout,
        home in ended.stdout,
    )


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_in_a_folder_or_a_file_is_told_as_a_full_disk(tmp_path, number):
    reason = reason_of(OSError(number, "no space left on device"))
    for refusal in (FolderUnusable, FileUnusable):
        said = str(refusal(tmp_path, reason))
        assert (True, False) == ("the disk is full" in said, "ermission" in said)
