"""`attune forget` is as good as its word: no byte stays, whatever held it, whatever failed."""

import json
import os
import re
import shutil
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.erase import ErasureScope
from attune_cli.store.connection import connect
from attune_cli.store.erase import forget
from attune_cli.store.files import locked
from attune_cli.store.home import Home, Machine
from attune_cli.store.people import read_people
from attune_cli.store.settings import read_values
from conftest import NOW, without_privileges
from journals import let_others_run, stored
from needs import links, modes

TYPED = (
    "child add ada --born 2024-08",
    "child add ben --band preschooler",
    "log hurt yes @ada +zoo -m zebrasecret",
    "log scared no @ada @ben --at 2026-11-01 -m koala",
    "log floor yes @ben --at 2025-12-31 -m okapi",
    "config set child ada",
    "config set words.cue.ada_bites 'bitten by Ada'",
    "config set words.cue.dentist 'at the dentist'",
    "tips add --title 'Ada likes trains' --do 'Build a track' --kind connection",
    "tips add --title 'All like water' --do 'Fill a bowl' --kind connection",
    "help-now add 'Ada’s doctor' '0123 456'",
    "help-now add Sam '0123 789'",
    "plan 'Time with Ada' --days mon --at 17:30",
    "plan 'floor time' --days tue --at 17:30",
)
IDENTITY = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRETS = ("zebrasecret", "zoo", "ada", "yaksecret")


@pytest.fixture
def filled(typed_before, home) -> Home:
    typed_before(*TYPED)
    return home


def left(home: Home, *words: str) -> set[tuple[str, str]]:
    """Return which of the words stand in which file, in any page of it, in any case.

    Identities are drawn, and may have “ada” among their digits.
    """
    files = (path for path in home.data.rglob("*") if path.is_file())
    held = [(path.name, IDENTITY.sub(b"~", path.read_bytes().lower())) for path in files]
    return {
        (word, name)
        for name, content in held
        for word in words
        if word.encode() in content  # which is looked for faster
        and re.search(rf"(?<![a-z]){word}(s|’s)?(?![a-z])".encode(), content)
    }


def keep_draft(home: Home, name: str, folder: str = "drafts", **draft: object) -> Path:
    path = home.data / folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"note": "yaksecret", **draft}), encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    "draft",
    [
        {"children": ["ada"]},
        {"children": ["adda"]},
        {"children": [], "note": "yaksecret: Ada’s bath"},
        {"children": ["ben", "Ada"]},
        {"moment": None, "file": 'children = ["ada"]\nnote = "yaksecret"'},
        {"moment": None, "shown": {"children": ["ada"]}, "file": "yaksecret"},
    ],
    ids=["named", "a slip", "in the note", "with another", "edited", "shown"],
)
@pytest.mark.parametrize("folder", ["drafts", "draft-edits"])
def test_a_draft_that_names_the_child_in_any_way_goes(attune, filled, draft, folder):
    keep_draft(filled, "one.json", folder, **draft)
    assert 0 == attune("forget", "--child", "ada", "--yes")[0]
    assert set() == left(filled, *SECRETS)


def test_the_drafts_of_others_stay_and_are_listed_where_they_say_the_name(attune, filled):
    keep_draft(filled, "one.json", children=["ben"], note="ada’s toy")
    keep_draft(filled, "two.json", children=[], note="the bus was late")
    said = attune("forget", "--child", "ada", "--yes")[1]
    assert ["one.json", "two.json"] == names(filled.drafts)
    assert "“Ada” in 1 draft with others" in " ".join(said.split())


def test_the_drafts_of_an_only_child_need_no_name(attune, typed_before, home):
    typed_before("child add ada", "log hurt yes -m zebrasecret")
    keep_draft(home, "one.json", children=[])
    assert 0 == attune("forget", "--child", "ada", "--yes")[0]
    assert (set(), []) == (left(home, *SECRETS), names(home.drafts))


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "name",
    ["torn.json", "one.json.a1b2c3d4", ".one.json.1.new", "note.md", "in/attune.md"],
)
@pytest.mark.parametrize("folder", ["drafts", "draft-answers", "draft-edits"])
def test_torn_drafts_and_what_an_editor_left_go(attune, filled, folder, name):
    path = filled.data / folder / name
    path.parent.mkdir(parents=True)
    path.write_text('{"note": "yaksecret of ada', encoding="utf-8")
    assert 0 == attune("forget", "--child", "ada", "--yes")[0]
    assert set() == left(filled, *SECRETS)


def test_what_is_beside_a_draft_or_a_moment_goes_and_stays_with_it(attune, filled):
    gone = next(moment.uid for moment in stored(filled) if moment.children == ("ada",))
    kept = next(moment.uid for moment in stored(filled) if moment.children == ("ben",))
    keep_draft(filled, "one.json", children=["ada"])
    keep_draft(filled, "two.json", children=["ben"], note="slept")
    beside = (
        *(f"one.editing/{name}" for name in ("attune.md", ".known", ".attune.md.lock")),
        *("one.bytes", f"{gone}.bytes", "two.editing/attune.md", "two.bytes", f"{kept}.bytes"),
        "lost.bytes",
    )
    for name in beside:
        path = filled.drafts / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\xff yaksecret of ada" if name == "lost.bytes" else b"\xff a day")
    code, said, _ = attune("forget", "--child", "ada", "--yes", "--json")
    assert (0, 2) == (code, json.loads(said)["drafts"])
    stays = sorted(["two.json", "two.editing", "two.bytes", f"{kept}.bytes"])
    assert (set(), stays) == (left(filled, "yaksecret"), names(filled.drafts))


@pytest.mark.parametrize("pid", [os.getpid(), 1, 99999999], ids=["mine", "first", "nobody’s"])
def test_half_made_copies_go_whoever_has_the_number_of_their_process_now(attune, filled, pid):
    copies = [
        filled.backups / f".journal-9-daily.db.{pid}.new",
        filled.data / f"journal.db.restoring-{pid}",
        filled.data / f".journal.db.{pid}.new",
        filled.data / f".config.toml.{pid}.new",
    ]
    for path in copies:
        path.write_bytes(b"zebrasecret of ada")
    folder = filled.data / "journal.db.restoring-a1b2c3d4" / "new"
    folder.mkdir(parents=True)
    shutil.copy(filled.journal, folder)
    assert 0 == attune("forget", "--child", "ada", "--yes")[0]
    assert (set(), False) == (left(filled, *SECRETS), folder.exists())


def test_plans_words_tips_contacts_and_settings_that_name_the_child_go(attune, filled):
    said = json.loads(attune("forget", "--child", "ada", "--yes", "--json")[1])
    gone = ["child", "words.cue.ada_bites", "Ada likes trains", "Ada’s doctor"]
    assert (["time-with-ada"], gone, {"moments": [], "answers": 0, "drafts": 0, "files": []}) == (
        said["plans"], said["entries"], said["stays"],
    )  # fmt: skip
    assert {"words.cue.dentist": "at the dentist"} == read_values(filled.settings)
    assert (["floor-time.ics"], set()) == (names(filled.plans), left(filled, *SECRETS))
    assert ("All like water" in attune("tips", "--all")[1], "Sam" in attune("help-now")[1]) == (
        True, True,
    )  # fmt: skip


def test_a_copy_that_a_person_made_of_a_file_stays_and_is_listed(attune, filled):
    copy = filled.data / "tips.toml.original"
    shutil.copy(filled.own_tips, copy)
    said = json.loads(attune("forget", "--child", "ada", "--yes", "--json")[1])
    assert (True, [str(copy)]) == (copy.exists(), said["stays"]["files"])


def test_what_they_were_is_overwritten(attune, filled):
    with filled.settings.open("rb") as before, next(filled.plans.glob("time*")).open("rb") as plan:
        attune("forget", "--child", "ada", "--yes")
        assert (b"", b"") == (before.read().strip(b"\0"), plan.read().strip(b"\0"))


def test_a_name_that_the_child_had_before_goes_too(attune, filled):
    attune("child", "edit", "ada", "--name", "lotte")
    assert 0 == attune("forget", "--child", "lotte", "--yes")[0]
    assert set() == left(filled, *SECRETS, "lotte")


def test_what_stays_though_it_says_the_name_is_listed(attune, filled, golden):
    attune("log", "floor", "yes", "@ben", "-m", "ada slept")
    attune("reflect", "-m", "Ada and the bath")
    filled.own_tips.write_text("[[tip]]\ntitle = 'For Ada'\nbroken\n", encoding="utf-8")
    _, said, _ = attune("forget", "--child", "ada", "--yes")
    golden("forget_stays", said.replace(str(filled.data), "/home/attune"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--all"], (*SECRETS, "ben", "okapi")), (["--before", "2027"], ("zebrasecret", "zoo"))],
    ids=lambda value: value[0],
)
def test_of_all_and_of_what_is_before_a_day_no_byte_is_left(attune, filled, arguments, words):
    keep_draft(filled, "one.json", children=["ada"], at="2026-11-20")
    keep_draft(filled, "two.json", "draft-answers", day="2026-11-20", note="zebrasecret")
    assert 0 == attune("forget", *arguments, "--yes")[0]
    assert set() == left(filled, *words)


def test_of_all_the_files_that_stay_are_listed(attune, filled):
    said = json.loads(attune("forget", "--all", "--yes", "--json")[1])
    files = [str(path) for path in (filled.settings, filled.contacts, filled.own_tips)]
    assert (files, 2) == (said["stays"]["files"], len(said["plans"]))


def test_after_all_is_forgotten_by_a_caregiver_with_a_nickname_the_journal_goes_on(attune, home):
    attune("log", "hurt", "yes")
    attune("caregiver", "edit", "me", "--name", "papa")
    attune("caregiver", "add", "grandpa")
    assert 0 == attune("forget", "--all", "--yes")[0]
    assert 0 == attune("log", "hurt", "yes")[0]
    with closing(connect(home)) as connection:
        assert ["me"] == read_people(connection).names_of_caregivers
    assert set() == left(home, "papa", "grandpa")


def test_what_lies_in_an_editors_temporary_folder_goes(filled, tmp_path):
    open_there = tmp_path / "attune-a1b2c3d4"
    other = tmp_path / "attune-e5f6a7b8"
    for folder, text in ((open_there, "yaksecret of Ada"), (other, "the bus was late")):
        folder.mkdir()
        (folder / "attune.md").write_text(text, encoding="utf-8")
        (folder / ".attune.md.swp").write_bytes(b"\xff" + text.encode())
    machine = Machine({"TMPDIR": str(tmp_path)})
    forget(filled._replace(machine=machine), ErasureScope(child="ada"))
    assert (False, 2) == (open_there.exists(), len(names(other)))


@links
def test_a_link_is_taken_away_and_what_it_leads_to_is_as_it_was(attune, filled, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("a letter of ada", encoding="utf-8")
    filled.drafts.mkdir()
    for place in (
        filled.backups / ".journal-9-daily.db.5.new",
        filled.drafts / "one.json",
        filled.plans / "ada.ics",
        filled.data / "journal.db.restoring-5",
    ):
        place.symlink_to(mine)
    code, said, _ = attune("forget", "--child", "ada", "--yes", "--json")
    assert (0, "a letter of ada", 4) == (
        code, mine.read_text(encoding="utf-8"), len(json.loads(said)["linked"]),
    )  # fmt: skip
    assert set() == left(filled, *SECRETS)


@links
def test_a_backup_that_is_a_link_is_named_and_its_file_is_as_it_was(attune, filled, tmp_path):
    elsewhere = tmp_path / "elsewhere.db"
    shutil.copy(filled.journal, elsewhere)
    before = elsewhere.read_bytes()
    link = filled.backups / "journal-20261101T000000Z-daily.db"
    link.symlink_to(elsewhere)
    code, said, _ = attune("forget", "--child", "ada", "--yes", "--json")
    assert (1, [str(link)]) == (code, json.loads(said)["unreached"])
    attune("forget", "--all", "--yes")
    assert (before, False) == (elsewhere.read_bytes(), link.is_symlink())


@links
@pytest.mark.parametrize("arguments", [["--child", "ada"], ["--all"], ["--before", "2027"]])
def test_a_snapshot_by_hard_links_is_as_it_was_and_the_other_names_are_said(
    attune, filled, tmp_path, arguments
):
    keep_draft(filled, "one.json", children=["ada"], at="2026-11-20")
    snapshot = tmp_path / "snapshot"
    shutil.copytree(filled.data, snapshot, copy_function=os.link)
    before = {path: path.read_bytes() for path in snapshot.rglob("*") if path.is_file()}
    code, said, _ = attune("forget", *arguments, "--yes", "--json")
    assert (0, before) == (code, {path: path.read_bytes() for path in before})
    linked = json.loads(said)["linked"]
    assert {str(filled.journal), str(filled.drafts / "one.json")} <= set(linked)
    assert set() == left(filled, "zebrasecret", "yaksecret")
    assert 0 == attune("log", "hurt", "yes")[0]


@modes
def test_what_one_failing_step_leaves_is_said_and_the_next_run_finishes(attune, installed, filled):
    keep_draft(filled, "one.json", children=["ada"])
    filled.drafts.chmod(0o500)
    try:
        first = installed("forget", "--child", "ada", "--yes", preexec_fn=without_privileges)
    finally:
        filled.drafts.chmod(0o700)
    told = " ".join(first.stdout.split())
    assert (1, True, True) == (
        first.returncode,
        "Something failed, so these still hold some of it" in told,
        "run it again: that finishes it" in told,
    )
    assert [("ben",), ("ben",)] == [moment.children for moment in stored(filled)]
    assert "journal-going" in attune("doctor")[1]
    assert 0 == attune("forget", "--child", "ada", "--yes")[0]
    assert (set(), []) == (
        left(filled, *SECRETS),
        [n for n in names(filled.backups) if n[0] == "."],
    )


@modes
def test_where_the_journal_cannot_be_written_nothing_is_gone_and_no_copy_is_left(installed, filled):
    before = names(filled.backups)
    filled.journal.chmod(0o400)
    try:
        ended = installed("forget", "--all", "--yes", preexec_fn=without_privileges)
    finally:
        filled.journal.chmod(0o600)
    assert (1, 3, before) == (ended.returncode, len(stored(filled)), names(filled.backups))


def test_a_backup_that_cannot_be_read_is_said_and_a_later_run_finishes(attune, filled):
    good = next(filled.backups.iterdir())
    bad = filled.backups / "journal-20261101T000000Z-daily.db"
    content = good.read_bytes()
    bad.write_bytes(b"?" * 999 + b"zebrasecret")
    code, said, _ = attune("forget", "--child", "ada", "--yes")
    assert (1, True, True) == (code, bad.name in said, "Run it again" in said)
    assert {("zebrasecret", bad.name)} == left(filled, "zebrasecret")
    bad.write_bytes(content)  # it can be read again
    assert (0, set()) == (attune("forget", "--child", "ada", "--yes")[0], left(filled, *SECRETS))


def test_a_damaged_backup_goes_whole_where_that_is_asked_for(attune, filled):
    bad = filled.backups / "journal-20261101T000000Z-daily.db"
    bad.write_bytes(b"?" * 999 + b"zebrasecret")
    code, *_ = attune("forget", "--child", "ada", "--yes", "--unreadable")
    assert (0, set(), False) == (code, left(filled, *SECRETS), bad.exists())


def test_a_name_near_to_another_goes_with_the_backups_that_may_know_it(attune, filled):
    bad = filled.backups / "journal-20261101T000000Z-daily.db"
    bad.write_bytes(b"?" * 999 + b"adam")
    moments = len(stored(filled))
    slip = attune("forget", "--child", "adam", "--yes")
    assert (1, True, True) == (slip[0], "Did you mean “ada”?" in slip[2], bad.exists())
    code, *_ = attune("forget", "--child", "adam", "--yes", "--unreadable")
    assert (0, False, moments) == (code, bad.exists(), len(stored(filled)))


def test_a_copy_that_is_being_made_is_waited_for_and_gone_through(filled):
    other = Thread(target=forget, args=(filled, ErasureScope(child="ada")))
    with locked(filled.backups):
        other.start()
        let_others_run()
        shutil.copy(filled.journal, filled.backups / "journal-20261122T000000Z-by-hand.db")
    other.join()
    assert set() == left(filled, *SECRETS)


def test_a_backup_by_hand_waits_for_a_forgetting(attune, filled):
    other = Thread(target=attune, args=("backup",))
    with locked(filled.backups):
        other.start()
        let_others_run()
        before = len(names(filled.backups))
    other.join()
    assert before + 1 == len(names(filled.backups))


def test_a_name_that_two_had_is_not_taken_for_the_one_who_stays(attune, filled):
    attune("child", "edit", "ada", "--name", "lotte")
    attune("child", "edit", "ben", "--name", "ada")
    keep_draft(filled, "one.json", children=["ada"])
    attune("forget", "--child", "lotte", "--yes")
    assert (["one.json"], "ada") == (names(filled.drafts), stored(filled)[-1].children[0])


def test_no_page_lies_in_the_systems_temporary_folder(begun):
    with closing(connect(begun)) as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("secure_delete",
                 "temp_store")]  # fmt: skip
    assert [(1,), (2,)] == found


def test_a_home_whose_name_is_no_utf_8_is_forgotten_in_like_any_other(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xe9"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this system has no such names")
    run = Attune(Home.at(folder), clock=lambda: NOW)
    for line in (["child", "add", "ada"], ["log", "hurt", "yes", "@ada", "-m", "zebrasecret"]):
        main(line, run)
    code = main(["forget", "--child", "ada", "--yes"], run)
    assert (0, set()) == (code, left(run.home, *SECRETS))


def test_what_was_cut_short_between_two_steps_is_finished_by_the_next_run(attune, filled):
    mark = filled.backups / ".journal-going-on.new"
    mark.touch()
    (filled.backups / "journal-20261101T000000Z-daily.db").write_bytes(b"?" * 999)
    with closing(connect(filled)) as connection:  # as pages are freed where nothing overwrites them
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE kept (text)")
        connection.execute("INSERT INTO kept VALUES ('nowhere of ever')")
        connection.execute("DROP TABLE kept")
    assert 1 == len(left(filled, "nowhere"))
    attune("forget", "--child", "nobody", "--yes")
    assert (set(), False) == (left(filled, "nowhere"), mark.exists())
    assert "journal-going" not in attune("doctor")[1]


def test_what_you_say_for_a_word_goes_where_it_names_the_child(attune, filled):
    attune("config", "set", "synonyms.ada-bit", "lash_out")
    attune("config", "set", "synonyms.wailed", "frustrated")
    said = json.loads(attune("forget", "--child", "ada", "--yes", "--json")[1])
    assert ("synonyms.ada_bit" in said["entries"], set()) == (True, left(filled, *SECRETS))
    assert "frustrated" == read_values(filled.settings)["synonyms.wailed"]


@pytest.mark.parametrize(
    ("name", "written"), [("İpek", "IPEK"), ("ada", "ＡＤＡ"), ("ﬁona", "Fiona")]
)
def test_a_name_that_is_written_otherwise_in_a_plan_goes_and_in_a_note_is_named(
    attune, home, name, written
):
    attune("child", "add", name)
    attune("child", "add", "ben")
    attune("log", "hurt", "yes", "@ben", "-m", f"with {written}")
    attune("plan", f"time with {written}", "--days", "mon", "--at", "17:30")
    said = json.loads(attune("forget", "--child", name, "--yes", "--json")[1])
    assert (1, [1], False) == (len(said["plans"]), said["stays"]["moments"], home.plans.exists())
