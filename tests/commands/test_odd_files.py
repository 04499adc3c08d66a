"""What is no file in a file's place, and files that nobody meant: one sentence, and no waiting."""

import os
import shutil
from pathlib import Path

import pytest

from attune_cli.store.connection import BESIDE
from attune_cli.store.home import Home
from attune_cli.store.settings import read_settings
from journals import stored
from needs import links, pipes

DEEP = f"a = {'[' * 1000}{']' * 1000}"
DIGITS = f"a = {'9' * 5000}"
KEYS = "\n".join(f"k{number} = 1" for number in range(100_000))
VERBS = [
    "log hurt yes @ada", "list", "week", "today", "tips", "config", "help-now", "doctor",
    "restore", "backup", "plan list", "undo", "help-now add Sam 123", "where",
    "reflect -m calm", "child list",
]  # fmt: skip
PLACES = [
    "journal.db", "backups/journal-20261121T184500Z-daily.db", "drafts/one.json", "plans/p.ics",
    "backups/.journal-20261121T184500Z-daily.db.5.new", "draft-edits/one.json",
    "draft-answers/one.json", "config.toml", "contacts.toml", "tips.toml",
]  # fmt: skip


@pytest.fixture
def filled(typed_before, home) -> Home:
    typed_before("child add ada --born 2024-08", "log hurt yes @ada -m 'fell off the swing'")
    return home


def put(home: Home, place: str) -> Path:
    path = home.data / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    return path


@pipes
@pytest.mark.parametrize("place", PLACES)
def test_a_pipe_in_a_files_place_keeps_nobody_waiting(attune, filled, place):
    os.mkfifo(put(filled, place))
    said = [attune(*verb.split()) for verb in VERBS]
    assert [] == [
        (verb, code, told)
        for verb, (code, _, told) in zip(VERBS, said, strict=True)
        if code not in {0, 1} or "broke" in told
    ]


@pipes
@pytest.mark.parametrize("make", [os.mkfifo if hasattr(os, "mkfifo") else os.mkdir, os.mkdir])
@pytest.mark.parametrize("ending", BESIDE)
def test_what_is_no_file_beside_the_journal_is_named_and_keeps_nobody_waiting(
    attune, filled, make, ending
):
    odd = Path(f"{filled.journal}{ending}")
    attune("backup")
    make(odd)
    verbs = ["log hurt yes", "list", "undo", "restore newest --yes", "forget --all --yes"]
    said = [(code, " ".join(told.split())) for code, _, told in (attune(*v.split()) for v in verbs)]
    sentence = f"{odd} is no file, and the journal needs a file of that name. Move it away, then"
    assert [] == [(code, told) for code, told in said if code != 1 or sentence not in told]
    told = " ".join(attune("doctor")[1].split())
    assert f"{odd.name} is no file, and the journal needs a file of that name." in told
    odd.rmdir() if odd.is_dir() else odd.unlink()
    assert 0 == attune("list")[0]


@pipes
@pytest.mark.parametrize("ending", BESIDE)
def test_a_pipe_beside_a_backup_keeps_nobody_waiting(attune, filled, ending):
    attune("backup")
    copy = next(filled.backups.glob("*.db"))
    os.mkfifo(f"{copy}{ending}")
    verbs = ["restore", "doctor", "log hurt yes", f"restore {copy.name} --yes"]
    said = [attune(*verb.split()) for verb in verbs]
    assert [(0, False), (0, False), (0, False), (1, False)] == [
        (code, "broke" in told) for code, _, told in said
    ]
    assert f"{copy} can’t take the journal’s place" in " ".join(said[-1][2].split())
    assert 0 == attune("forget", "--all", "--yes")[0]


@links
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.symlink_to("/dev/zero"), "is no file, so it can’t be the journal."),
        (lambda path: path.mkdir(), "is no file, so it can’t be the journal."),
        (lambda path: path.symlink_to("nowhere/journal.db"), "which is not there. Mount or sync"),
    ],
    ids=["a device", "a folder", "a link that leads nowhere"],
)
@pytest.mark.usefixtures("no_journal")
def test_what_is_in_the_journals_place_is_said_and_nothing_is_made(attune, home, make, sentence):
    home.data.mkdir()
    make(home.journal_link)
    for verb in ("log hurt yes", "list", "restore"):
        code, said, complained = attune(*verb.split())
        assert (1, "", True) == (code, said, sentence in " ".join(complained.split()))
    assert [home.journal_link] == list(home.data.iterdir())


@links
def test_a_journal_that_is_a_link_is_found_and_looked_at_where_it_is(attune, filled, tmp_path):
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    filled.journal.rename(synced / "diary.db")
    filled.journal_link.symlink_to(synced / "diary.db")
    assert 0 == attune("log", "scared", "no")[0]
    assert (2, synced / "diary.db") == (len(stored(filled)), filled.journal)
    assert "is kept in step by Dropbox" in " ".join(attune("doctor")[1].split())


@pytest.mark.parametrize("text", [DEEP, DIGITS, KEYS], ids=["deep", "digits", "keys"])
@pytest.mark.parametrize("name", ["config.toml", "tips.toml", "contacts.toml"])
def test_a_file_that_nobody_meant_is_named_in_a_sentence(attune, filled, name, text):
    (filled.data / name).write_text(text, encoding="utf-8")
    for verb in ("doctor", "tips", "help-now", "config"):
        code, _, complained = attune(*verb.split())
        assert (True, False) == (code in {0, 1}, "broke" in complained)
    assert f"{name} can" in " ".join(attune("doctor")[1].split())


@pytest.mark.parametrize("text", [DEEP, DIGITS, KEYS], ids=["deep", "digits", "keys"])
def test_what_was_stored_is_said_to_be_stored_whatever_the_tips_say(attune, filled, text):
    filled.own_tips.write_text(text, encoding="utf-8")
    code, said, _ = attune("log", "lash_out", "punish", "no", "@ada")
    assert (0, True, 2) == (code, said.startswith("#2 ·"), len(stored(filled)))


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, f'{{"note": {"9" * 5000}}}', '{"note": "torn'],
    ids=["deep", "9", "torn"],
)
@pytest.mark.parametrize("folder", ["drafts", "draft-answers", "draft-edits"])
def test_a_draft_that_cannot_be_read_hinders_nothing_and_doctor_names_it(
    attune, filled, folder, text
):
    put(filled, f"{folder}/torn.json").write_text(text, encoding="utf-8")
    for verb in ("log hurt yes", "reflect -m calm", "edit 1 partly -m changed"):
        assert (0, "") == (attune(*verb.split())[0], attune(*verb.split())[2])
    assert "torn.json" in "".join(attune("doctor")[1].split())  # a long path is wrapped


def test_settings_of_a_link_are_changed_where_they_are(attune, filled, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("plain = true\n", encoding="utf-8")
    filled.settings.symlink_to(kept)
    attune("config", "set", "child", "ada")
    assert (True, True, "ada") == (
        filled.settings.is_symlink(),
        read_settings(filled.settings).plain,
        read_settings(kept).child,
    )


@pipes
@pytest.mark.parametrize(
    ("place", "command", "code"),
    [
        ("datapackage.json", "export -o t.csv", 1),
        ("days/2026-11-22.md", "export --format markdown -o days", 1),
        ("p.jsonl", "import p.jsonl", 1),
        ("t.map.toml", "import t.csv", 1),
        ("t.left.csv", "import t.csv", 0),
    ],
)
def test_a_pipe_beside_what_is_written_or_read_keeps_nobody_waiting(
    attune, filled, tmp_path, monkeypatch, place, command, code
):
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("date,mood\n2026-11-01,good\n", encoding="utf-8")
    Path(place).parent.mkdir(exist_ok=True)
    os.mkfifo(place)
    ended, _, said = attune(*command.split())
    assert (code, False, 1) == (ended, "broke" in said, len(stored(filled)))


@pipes
@pytest.mark.parametrize("options", [[], ["--skip-bad"]])
@pytest.mark.usefixtures("filled")
def test_a_device_without_an_end_is_no_file_to_import(attune, options):
    code, _, said = attune("import", "/dev/zero", *options)
    assert (1, True) == (code, said.startswith("/dev/zero can’t be read: it is no file."))


@pipes
def test_what_the_shell_makes_of_an_output_is_imported(attune, filled):
    line = attune("export")[1]
    attune("delete", "1", "--yes")
    read, write = os.pipe()
    os.write(write, line.replace("fell off", "fell from").encode())
    os.close(write)
    assert 0 == attune("import", f"/dev/fd/{read}", "--yes")[0]
    os.close(read)
    assert ["fell from the swing"] == [moment.note for moment in stored(filled)]


@links
def test_a_link_that_leads_nowhere_is_named_as_one(attune, filled):
    for name, verb in (("backups", "backup"), ("plans", "plan look-back --at 17:00")):
        shutil.rmtree(filled.data / name, ignore_errors=True)
        (filled.data / name).symlink_to("nowhere")
        code, _, said = attune(*verb.split())
        told = " ".join(attune("doctor")[1].split())
        assert (1, True) == (code, f"{filled.data / name} can’t be used (it is a link" in said)
        assert f"Nothing can be written in {filled.data / name}" in told
        (filled.data / name).unlink()


@links
def test_settings_that_are_links_in_a_circle_are_named(attune, filled):
    filled.settings.symlink_to("config.toml")
    code, _, said = attune("week")
    assert (1, True) == (code, f"The settings in {filled.settings} can’t be read" in said)


@pytest.mark.parametrize(
    "verb", ["backup", "plan look-back --at 17:00 --to", "export -o", "report -o"]
)
@pytest.mark.parametrize("name", ["config.toml", "contacts.toml", "tips.toml", "drafts"])
def test_nothing_is_written_in_the_place_of_what_attune_keeps(attune, filled, verb, name):
    code, _, said = attune(*verb.split(), str(filled.data / name))
    assert (1, True, False) == (
        code, "attune keeps its own things there" in said, (filled.data / name).exists(),
    )  # fmt: skip
