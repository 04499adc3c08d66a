"""Forgetting: nothing of it is left, in a row, an index, a page or a backup, and the rest stays."""

import shutil
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from attune_cli.core.answer import Answer
from attune_cli.core.erase import Erasure, ErasureCounts, ErasureScope
from attune_cli.core.moment import Kind
from attune_cli.core.people import Child
from attune_cli.core.tips.choice import Mark
from attune_cli.store.drafts import keep_draft, read_drafts
from attune_cli.store.erase import forget, names_in_backups, preview
from attune_cli.store.home import Home
from attune_cli.store.integrity import contents_of_file
from attune_cli.store.journal import journal
from core.factory import FRIDAY, moment
from damage import past_the_triggers
from journals import let_others_run, stored

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LATER = FRIDAY + timedelta(days=1)
ADA, BEFORE, ALL = ErasureScope(child="ada"), ErasureScope(before=LATER), ErasureScope()
SECRETS = {
    "of ada": ("zebrasecret", FRIDAY, ("ada",)),
    "of ada, later": ("yaksecret", LATER, ("ada",)),
    "of ben": ("okapisecret", FRIDAY, ("ben",)),
    "of both, later": ("koalasecret", LATER, ("ada", "ben")),
}


@pytest.fixture
def filled(begun: Home) -> Home:
    """Return a journal with a secret in every note, drafts, and two backups."""
    home = begun
    with journal(home) as opened:
        opened.add_child(Child("ada", born="2024-08"), NOW)
        opened.add_child(Child("ben"), NOW)
        hard = [
            moment(uid=name, number=None, note=f"{note} " * 400, local_day=day, children=children)
            for name, (note, day, children) in SECRETS.items()
        ]
        mending = moment(
            uid="mending", number=None, kind=Kind.REPAIR, repairs="of ada", children=("ben",)
        )
        with opened.change("import", NOW):
            opened.add([*hard, mending._replace(local_day=LATER)])
        opened.add_answer(Answer("a", date(2026, 11, 2), "When?", "gnusecret", NOW))
        opened.mark_tip("any-like-a-friend", Mark.KEPT, NOW)
    keep_draft(home.drafts, "one", {"children": ["Ada"], "note": "lynxsecret", "at": "2026-11-22"})
    keep_draft(home.drafts, "two", {"children": ["ben"], "note": "pumasecret", "at": "2026-11-01"})
    keep_draft(home.edits, "three", {"moment": "of ada", "note": "foxsecret", "file": None})
    home.backups.mkdir()
    for name in ("journal-1.db", "journal-2.db"):
        shutil.copy(home.journal, home.backups / name)
    return home


def do_forget(home: Home, what: ErasureScope) -> Erasure:
    return forget(home, what)


def left(home: Home) -> set[str]:
    """Return the secrets that stand in any file, in any page of it."""
    everything = b"".join(path.read_bytes() for path in home.data.rglob("*") if path.is_file())
    known = (
        *(note for note, _, _ in SECRETS.values()),
        "gnusecret",
        "lynxsecret",
        "pumasecret",
        "foxsecret",
    )
    return {secret for secret in known if secret.encode() in everything}


@pytest.mark.parametrize(
    ("what", "stays"),
    [
        (ADA, {"okapisecret", "koalasecret", "gnusecret", "pumasecret"}),
        (BEFORE, {"yaksecret", "koalasecret", "lynxsecret"}),
        (ALL, set()),
    ],
    ids=["a child", "before a day", "all"],
)
def test_no_byte_of_it_is_left_in_any_file_and_the_rest_is(filled, what, stays):
    do_forget(filled, what)
    assert stays == left(filled)


@pytest.mark.parametrize(
    ("what", "counts"),
    [
        (ADA, ErasureCounts(moments=2, notes=2, shared=1, children=1)),
        (BEFORE, ErasureCounts(moments=2, notes=2, answers=1)),
        (ALL, ErasureCounts(moments=5, notes=4, answers=1, children=2, marks=1)),
    ],
    ids=["a child", "before a day", "all"],
)
def test_the_preview_counts_what_goes_and_changes_nothing(filled, what, counts):
    before = filled.journal.read_bytes()
    seen = preview(filled, what)
    assert (counts, 2, before) == (seen.counts, seen.backups, filled.journal.read_bytes())
    done = do_forget(filled, what)
    assert (counts, 2, seen.drafts) == (done.counts, done.backups, done.drafts)


def test_moments_with_another_child_stay_theirs_and_a_repair_points_nowhere(filled):
    do_forget(filled, ADA)
    assert [
        ("of ben", ("ben",), None),
        ("of both, later", ("ben",), None),
        ("mending", ("ben",), None),
    ] == [(found.uid, found.children, found.repairs) for found in stored(filled)]


def test_a_backup_forgets_the_child_by_an_earlier_name_and_moments_that_were_theirs_later(filled):
    with (
        closing(sqlite3.connect(filled.backups / "journal-1.db")) as connection,
        past_the_triggers(connection),
    ):
        connection.execute("UPDATE children SET name = 'Adele', key = 'adele' WHERE name = 'ada'")
        connection.execute("DELETE FROM moment_children WHERE moment_id = 1")  # given later
        connection.commit()
    do_forget(filled, ADA)
    assert ({"okapisecret", "koalasecret", "gnusecret", "pumasecret"}, ["ben"]) == (
        left(filled),
        names_in_backups(filled),
    )


def test_history_and_index_hold_nothing_of_it(filled):
    do_forget(filled, ADA)
    for path in (filled.journal, *filled.backups.iterdir()):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("INSERT INTO moment_texts (moment_texts) VALUES ('integrity-check')")
            texts = connection.execute("SELECT rowid FROM moment_texts ORDER BY rowid").fetchall()
            (changes,) = connection.execute("SELECT count(*) FROM changes").fetchone()
        assert ([(3,), (4,), (5,)], 0) == (texts, changes)


def test_the_drafts_of_others_stay(filled):
    do_forget(filled, ADA)
    assert ["two"] == [uid for uid, _ in read_drafts(filled.drafts)]


def test_where_there_is_nothing_to_forget_nothing_is_made(home):
    assert (Erasure(), False) == (do_forget(home, ALL), home.data.exists())


def test_after_all_is_forgotten_the_journal_begins_anew(filled):
    do_forget(filled, ALL)
    assert ([], []) == (stored(filled), list(filled.backups.glob("*")))
    with journal(filled) as opened:
        opened.add([moment(number=None, children=())])
    assert [1] == [found.number for found in stored(filled)]


def test_a_backup_that_cannot_be_read_is_named(filled):
    bad = filled.backups / "journal-2.db"
    bad.write_bytes(b"zebrasecret" * 999)
    assert ((bad,), (bad,)) == (preview(filled, ADA).unreached, do_forget(filled, ADA).unreached)


def test_a_copy_that_was_cut_short_at_its_end_takes_no_backup_with_it(filled):
    backup = filled.backups / "journal-1.db"
    (filled.backups / ".journal-1.db.99999999.new").hardlink_to(backup)
    do_forget(filled, ADA)
    assert (3, [backup, filled.backups / "journal-2.db"]) == (
        contents_of_file(backup).moments,
        sorted(filled.backups.glob("*.db")),
    )


@pytest.mark.parametrize("what", [ADA, ALL], ids=["a child", "all"])
def test_it_waits_for_a_moment_that_is_being_logged_and_forgets_it_too(filled, what):
    other = Thread(target=do_forget, args=(filled, what))
    with journal(filled) as opened:
        opened.add([moment(uid="late", number=None, note="emusecret", children=("ada",))])
        other.start()
        let_others_run()
    other.join()
    assert "late" not in [found.uid for found in stored(filled)]


def test_a_file_is_overwritten_before_its_name_goes(filled):
    paths = (filled.backups / "journal-1.db", filled.drafts / "one.json")
    with ExitStack() as opened:
        same = [opened.enter_context(path.open("rb")) for path in paths]
        do_forget(filled, ALL)
        assert [b"", b""] == [stream.read().strip(b"\0") for stream in same]


def test_what_sqlite_would_roll_back_with_is_overwritten_before_its_name_goes(filled):
    rollback = filled.data / "journal.db-journal"
    rollback.write_bytes(bytes(512))  # there already, and nothing to roll back with
    with rollback.open("rb") as same:
        do_forget(filled, ADA)
        content = same.read()
    assert (True, b"", False) == (len(content) > 512, content.strip(b"\0"), rollback.exists())


def test_what_an_interrupted_copy_left_goes_too(filled):
    cut_short = filled.backups / ".journal-9-daily.db.123.new"
    cut_short.write_bytes(b"zebrasecret")
    assert ((), False) == (do_forget(filled, ADA).unreached, cut_short.exists())


def test_what_a_run_that_was_cut_short_left_beside_a_backup_goes_too(filled):
    do_forget(filled, ADA)
    with journal(filled) as opened:
        opened.add_person("child", "ada", NOW)
    beside = filled.backups / "journal-1.db-journal"
    beside.write_bytes(bytes(512) + b"zebrasecret")  # its header says that it was played back
    assert ((), False) == (do_forget(filled, ADA).unreached, beside.exists())


def test_no_file_is_left_beside_the_journal_but_an_empty_lock(filled):
    do_forget(filled, ADA)
    names = sorted(path.name for path in filled.data.rglob("*") if path.is_file())
    assert [".backups.lock", "journal-1.db", "journal-2.db", "journal.db", "two.json"] == names


@pytest.mark.parametrize("what", [ADA, ALL])
def test_nothing_stays_in_what_an_interrupted_copy_left(filled, what):
    left_over = filled.data / "journal.db.restoring-99999999"
    shutil.copy(filled.journal, left_over)
    do_forget(filled, what)
    assert ("zebrasecret" in left(filled), left_over.exists()) == (False, False)


def test_of_all_no_draft_stays_that_cannot_be_read(filled):
    (filled.drafts / "torn.json").write_text('{"note": "lynxsecret', encoding="utf-8")
    (filled.edits / "four.new").write_text('{"note": "foxsecret', encoding="utf-8")
    assert (5, set()) == (do_forget(filled, ALL).drafts, left(filled))
