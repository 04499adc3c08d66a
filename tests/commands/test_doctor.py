"""`doctor` and `where`: what they find, mend, and leave alone."""

import json
import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_IMODE

import pytest

import needs
from attune_cli.commands.doctor import examine
from attune_cli.context import Attune
from attune_cli.core.finding import Check, State
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.backup.daily import make
from attune_cli.store.backup.names import Why
from attune_cli.store.check.synced import check_folder, conflicts, network, syncing
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from conftest import NOW, without_privileges
from damage import past_the_triggers

LOG = ("log", "hurt", "comfort", "yes")


def states(attune, *options: str, at: datetime | None = None) -> dict[str, str]:
    """Return the state of all that is not well, by check."""
    found = json.loads(attune("doctor", "--json", *options, at=at)[1])["findings"]
    return {one["check"]: one["state"] for one in found if one["state"] != "ok"}


def test_all_is_well_with_a_journal_that_is(attune):
    attune(*LOG)
    code, said, talk = attune("doctor")
    assert (0, "All is well.", "", {}) == (code, said.splitlines()[-1], talk, states(attune))


@pytest.mark.parametrize("verb", [("doctor",), ("doctor", "--fix"), ("where",)], ids=" ".join)
@pytest.mark.usefixtures("no_journal")
def test_without_a_journal_all_is_well_and_nothing_is_made(home, attune, verb):
    assert (0, False) == (attune(*verb)[0], home.data.exists())


@needs.modes
def test_what_others_can_read_is_closed(home, attune):
    attune(*LOG)
    home.backups.chmod(0o755)
    home.journal.chmod(0o644)
    assert (1, {"permissions": "broken"}) == (attune("doctor")[0], states(attune))
    assert (0, {}) == (attune("doctor", "--fix")[0], states(attune))


@needs.modes
def test_of_what_others_can_read_one_is_named_and_the_rest_counted(home, attune):
    attune(*LOG)
    home.backups.chmod(0o755)
    home.journal.chmod(0o644)
    findings = json.loads(attune("doctor", "--json")[1])["findings"]
    (said,) = [one["text"] for one in findings if one["check"] == "permissions"]
    assert f"Others on this machine may read {home.journal} and 1 more." == said


def test_a_missing_backup_is_made(home, attune):
    attune(*LOG)
    (daily,) = find_backups(home)
    daily.path.unlink()
    assert ({"backups": "broken"}, {}) == (states(attune), states(attune, "--fix"))


@pytest.mark.parametrize(
    ("later", "state"), [(timedelta(days=2), {}), (timedelta(days=2, hours=1), {"backups": "look"})]
)
def test_a_backup_is_old_where_the_journal_was_written_long_after_it(home, attune, later, state):
    attune(*LOG)
    (taken,) = find_backups(home)
    attune(*LOG, at=NOW + later)
    for newer in find_backups(home)[:-1]:
        newer.path.unlink()
    assert ([taken], state) == (find_backups(home), states(attune, at=NOW + later))


@pytest.mark.parametrize("years", [-20, 20])
def test_the_time_of_the_journals_file_tells_nothing(home, attune, years):
    attune(*LOG)
    elsewhen = (NOW + timedelta(days=365 * years)).timestamp()
    os.utime(home.journal, (elsewhen, elsewhen))
    assert {} == states(attune)


def test_a_backup_dated_ahead_is_not_the_newest(home, attune):
    attune(*LOG)
    (today,) = find_backups(home)
    today.path.rename(home.backups / "journal-20370101T120000Z-daily.db")
    make(home, NOW)
    later = NOW + timedelta(days=9)
    attune(*LOG, at=later)
    find_backups(home)[1].path.unlink()  # that of the later day
    assert {"backups": "look", "clock": "look"} == states(attune, at=later)


def test_what_was_interrupted_is_removed(home, attune):
    attune(*LOG)
    left = home.backups / ".journal-20261122T170000Z-by-hand.db.99999999.new"
    left.touch(0o600)
    folder = home.data / "journal.db.restoring-a1" / "new"  # of a restore --anew
    folder.mkdir(parents=True)
    assert {"leftovers": "look"} == states(attune)
    assert ({}, False, False) == (states(attune, "--fix"), left.exists(), folder.exists())


def test_a_copy_that_another_process_is_making_is_left_alone(home, attune):
    attune(*LOG)
    name = f".journal-20261122T170000Z-by-hand.db.{os.getpid()}.new"
    (home.backups / name).touch(0o600)
    (home.data / f"journal.db.restoring-{os.getpid()}").touch(0o600)
    assert ({}, True) == (states(attune, "--fix"), (home.backups / name).exists())


def test_a_journal_that_shrank_is_told_and_both_are_kept(home, attune):
    for _ in range(6):
        attune(*LOG)
    make(home, NOW + timedelta(days=1))
    attune("restore", "2", "--yes", at=NOW + timedelta(days=1))
    assert {"backups": "look"} == states(attune, at=NOW + timedelta(days=1))
    daily = [one for one in find_backups(home) if one.why is Why.DAILY]
    assert len(daily) == 2


def test_only_a_daily_backup_of_late_tells_that_the_journal_shrank(attune):
    attune(*LOG)
    for _ in range(6):
        attune(*LOG)
    attune("backup")
    attune("restore", "2", "--yes", at=NOW + timedelta(minutes=1))
    assert {} == states(attune)


def test_a_damaged_backup_and_broken_settings_are_told(home, attune):
    attune(*LOG)
    for path, text in (
        (home.backups / "journal-20261120T170000Z-daily.db", "eggs"),
        (home.settings, "first_weekday = 7"),
    ):
        path.touch(0o600)
        path.write_text(text)
    assert {"backups": "look", "settings": "broken"} == states(attune)


def test_a_lost_journal_is_broken_and_names_the_way_back(home, attune):
    attune(*LOG)
    home.journal.unlink()
    code, said, _ = attune("doctor")
    assert (1, True) == (code, "attune restore newest" in said)


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox/notes", "Dropbox"),
        ("Dropbox (Personal)/notes", "Dropbox"),
        ("OneDrive - Work/a", "OneDrive"),
        ("Library/Mobile Documents/a", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-a/b", "Google Drive"),
        ("Nextcloud/a", "Nextcloud"),
        ("dropboxes/a", None),
        ("notes/a", None),
    ],
)
def test_known_synced_folders_are_warned_of(tmp_path, folder, program):
    assert program == syncing(tmp_path / folder)


@needs.links
def test_a_folder_of_syncthing_is_known_by_its_mark_and_through_a_link(tmp_path):
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "shared")
    finding = check_folder(Home.at(tmp_path / "link" / "attune"))
    assert (State.LOOK, True) == (finding.state, "Syncthing" in finding.text)


def test_a_network_drive_is_known_by_its_mount(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\nserver:/x /net\\040drive nfs4 rw 0 0\n")
    found = [network(Path(folder), mounts) for folder in ("/net drive/a", "/network", "/a")]
    assert ["nfs4", None, None] == found


def test_a_second_copy_of_a_program_for_syncing_is_found(home, attune):
    attune(*LOG)
    copy = home.data / "journal (Sam's conflicted copy).db"
    copy.touch(0o600)
    copy.write_bytes(home.journal.read_bytes())
    assert ([copy.name], {"folder": "look"}) == (conflicts(home.data), states(attune))


def test_where_names_each_place_and_its_size(home, attune):
    attune(*LOG)
    face = json.loads(attune("where", "--json")[1])
    sizes = {one["name"]: one["bytes"] for one in face["places"]}
    assert (str(home.data), home.journal.stat().st_size) == (face["data"], sizes["journal"])
    assert (None, True) == (sizes["settings"], f"  {home.journal}\n" in attune("where")[1])


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_edits_that_were_begun_are_closed_to_others_too_and_where_tells_of_them(home, attune):
    attune("log", "hurt")
    attune("edit", "7", "-m", "kept")  # there is no #7
    (draft,) = home.edits.iterdir()
    draft.chmod(0o644)
    attune("doctor", "--fix")
    assert (0o600, True) == (S_IMODE(draft.stat().st_mode), str(home.edits) in attune("where")[1])


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM caregivers", "it knows no caregiver"),
        ("UPDATE caregivers SET key = 'x'", "nobody finds “me”"),
        ("UPDATE children SET key = 'x'", "nobody finds “ada”"),
        ("INSERT INTO open_change (id, change_id) VALUES (1, 7)", "a change never ended"),
    ],
)
def test_what_the_journal_lacks_so_that_a_moment_can_be_stored_is_found_and_made_anew(
    home, attune, statement, said
):
    attune("child", "add", "ada")
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute(statement)
    rows = json.loads(attune("doctor", "--json")[1])["findings"]
    (found,) = [one for one in rows if one["check"] == "writing"]
    assert ("broken", True, True) == (found["state"], found["can_mend"], said in found["text"])
    assert (0, 0) == (attune("doctor", "--fix")[0], attune(*LOG, "@ada")[0])
    assert {} == states(attune)


def test_moments_whose_caregiver_is_gone_have_one_again(home, attune):
    attune(*LOG)
    with closing(connect(home)) as connection, past_the_triggers(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM caregivers")
    attune("doctor", "--fix")
    assert ((0, {}), 0) == ((attune(*LOG)[0], states(attune)), attune("show", "1")[0])


@needs.modes
@pytest.mark.parametrize(
    ("name", "mode"),
    [("journal.db", 0o400), ("", 0o500), ("backups", 0o500), ("drafts", 0o500)],
)
def test_doctor_says_where_nothing_can_be_written(home, attune, installed, name, mode):
    attune(*LOG)
    home.drafts.mkdir()
    path = home.data / name
    path.chmod(mode)
    ended = installed("doctor", "--json", preexec_fn=without_privileges)
    path.chmod(0o700)
    (found,) = [one for one in json.loads(ended.stdout)["findings"] if one["check"] == "writing"]
    assert (1, "broken", True) == (ended.returncode, found["state"], str(path) in found["text"])


def test_doctor_says_when_the_disk_is_full(home, attune, tmp_path):
    pytest.importorskip("resource", exc_type=ImportError)
    from bench.traced import confined  # noqa: PLC0415 not where nothing can be limited

    attune(*LOG)
    found = confined(Attune(home, lambda: NOW), ["doctor", "--plain"], tmp_path, 20_000)
    assert (1, True) == (found.code, "broken  The disk could not take it" in found.said)
    assert {} == states(attune)


def test_doctor_waits_for_nobody_for_ever(home, attune):
    attune(*LOG)
    with closing(connect(home)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = Attune(home._replace(patience=0.01), lambda: NOW)
        found = {one.check: one.state for one in examine(impatient)}
    assert State.LOOK is found[Check.WRITING]


def test_trying_leaves_nothing_behind(home, attune):
    attune(*LOG)
    before = {path: path.stat().st_mtime_ns for path in home.data.rglob("*") if path.is_file()}
    attune("doctor")
    after = {path: path.stat().st_mtime_ns for path in home.data.rglob("*") if path.is_file()}
    assert before == after


def test_what_two_checks_find_alike_is_said_once(attune, home):
    home.data.mkdir(parents=True)
    home.journal.mkdir()
    assert 1 == " ".join(attune("doctor")[1].split()).count("is no file, so it can’t be the")
    home.journal.rmdir()
    attune(*LOG)
    home.journal.chmod(0o644)
    with closing(connect(home)) as connection:
        connection.execute("DELETE FROM moment_texts")
    assert 1 == " ".join(attune("doctor")[1].split()).count("To mend it: attune doctor --fix")


@needs.modes
@pytest.mark.parametrize("place", ["plans", ".backups.lock", ".config.toml.lock"])
def test_whatever_cannot_be_written_is_named(home, attune, installed, place):
    for words in (
        (*LOG,),
        ("plan", "look-back", "--at", "17:00"),
        ("config", "set", "plain", "yes"),
    ):
        attune(*words)
    attune("backup")
    path = home.data / place
    path.chmod(0o500 if path.is_dir() else 0o000)
    ended = installed("doctor", "--json", preexec_fn=without_privileges)
    path.chmod(0o700)
    (found,) = [one for one in json.loads(ended.stdout)["findings"] if one["check"] == "writing"]
    assert ("broken", True) == (
        found["state"],
        f"Nothing can be written in {path}" in found["text"],
    )


@needs.modes
@pytest.mark.parametrize("place", ["backups", "plans"])
def test_a_folder_that_cannot_be_looked_into_is_named_by_whatever_needs_it(
    home, attune, installed, place
):
    attune(*LOG)
    attune("plan", "look-back", "--at", "17:00")
    path = home.data / place
    path.chmod(0o000)
    verbs = {
        "backups": ("backup", "restore", "doctor --json"),
        "plans": ("plan list", "doctor --json"),
    }[place]
    ended = [installed(*verb.split(), preexec_fn=without_privileges) for verb in verbs]
    path.chmod(0o700)
    assert [(1, True)] * len(verbs) == [
        (one.returncode, str(path) in one.stdout + one.stderr) for one in ended
    ]


@needs.modes
def test_a_home_that_nobody_may_enter_is_named_and_where_does_not_say_that_nothing_is_there(
    home, attune, installed
):
    attune(*LOG)
    home.data.chmod(0o000)
    verbs = ("doctor", "where", "plan look-back --at 17:00", "help-now add Sam 12")
    ended = [installed(*verb.split(), preexec_fn=without_privileges) for verb in verbs]
    home.data.chmod(0o700)
    said = [" ".join((one.stdout + one.stderr).split()) for one in ended]
    assert [True, False, True, True] == [f"{home.data} can’t be used" in one for one in said]
    assert ("not there" in said[1], "journal · permission denied" in said[1]) == (False, True)


def test_a_plan_that_cannot_be_read_is_named(home, attune):
    attune(*LOG)
    home.plans.mkdir()
    (home.plans / "torn.ics").write_text("BEGIN:VCALENDAR")
    attune("doctor", "--fix")
    assert {"settings": "look"} == states(attune)
    assert str(home.plans / "torn.ics") in attune("doctor", "--json")[1]
