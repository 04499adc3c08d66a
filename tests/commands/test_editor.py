"""The editor that writes a text: one that returns at once, one that is open when attune ends."""

import json

import pytest

import needs
from attune_cli.store.drafts import opened_file, read_drafts
from attune_cli.store.regular import MOST_OF_NOTE
from conftest import NOW
from journals import stored

pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def code(tmp_path, monkeypatch):
    """Let the editor be one named “code” that returns at once; return its file, once it is open."""
    note = tmp_path / "opened"
    program = needs.script(tmp_path / "code", f'printf %s "$1" > {note}')
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", str(program))
    return lambda: type(note)(note.read_text())


def begun_notes(attune) -> list[str | None]:
    return [json.loads(line)["note"] for line in attune("list", "--open", "--json")[1].splitlines()]


@pytest.mark.parametrize(
    ("command", "verb"),
    [
        (["log", "hurt", "yes", "-e"], "attune log"),
        (["edit", "1", "-e"], "attune edit 1 -e"),
        (["reflect", "-e"], "attune reflect"),
    ],
    ids=" ".join,
)
def test_an_editor_that_returns_at_once_keeps_its_file_and_is_told_the_cure(
    attune, code, home, command, verb
):
    attune("log", "scared")
    status, _, said = attune(*command)
    assert (1, True, True) == (status, code().is_file(), home.data in code().parents)
    words = (f"run “{verb}”", str(code()), 'code --wait"', "returned at once")
    assert words == tuple(word for word in words if word in said)


def test_what_is_saved_then_is_the_note_of_the_same_moment_logged_again(attune, code, home):
    attune("log", "hurt", "comfort", "yes", "+park", "-e")
    code().write_bytes(b"fell off\r\nthe swing\n")
    assert ["fell off\nthe swing"] == begun_notes(attune)
    attune("log", "scared", "no", "-e")  # another one: its note is still to be written
    attune("log", "hurt", "comfort", "yes", "+park", "-e")
    assert [("hurt", "fell off\nthe swing")] == [(m.cue, m.note) for m in stored(home)]
    assert [None] == begun_notes(attune)


def test_what_is_saved_then_is_the_answer_and_the_change(attune, code, home):
    attune("log", "hurt", "yes")
    attune("reflect", "-e")
    code().write_text("we laughed")
    attune("reflect", "-e")
    attune("edit", "1", "-e")
    file = code()
    file.write_text(file.read_text().replace('"hurt"', '"scared"'))
    attune("edit", "1", "-e")
    answers = json.loads(attune("reflections", "--json")[1])["answers"]
    assert (["we laughed"], ["scared"]) == (
        [one["answer"] for one in answers],
        [moment.cue for moment in stored(home)],
    )
    assert [False, False] == [folder.exists() for folder in (home.edits, home.answers)]


@pytest.mark.parametrize("command", [["log", "hurt", "yes", "-e"], ["reflect", "-e"]], ids=" ".join)
def test_what_is_saved_then_and_is_no_utf8_is_said_and_its_bytes_are_kept(
    attune, code, home, command
):
    attune(*command)
    code().write_bytes(b"caf\xe9")
    assert "What the editor saved is no UTF-8 text, and is read as cp1252." in attune(*command)[2]
    folder = home.drafts if command[0] == "log" else home.answers
    texts = attune("search", "café")[1] + attune("reflections")[1]
    assert (True, [b"caf\xe9"]) == (
        "café" in texts.replace("«", "").replace("»", ""),
        [path.read_bytes() for path in folder.glob("*.bytes")],
    )


def test_a_file_that_was_saved_as_it_was_says_that_nothing_changes(attune, tmp_path, monkeypatch):
    monkeypatch.setenv("VISUAL", str(needs.script(tmp_path / "code", 'cp "$1" x; cat x > "$1"')))
    monkeypatch.chdir(tmp_path)
    attune("log", "hurt", "yes")
    assert (0, "Nothing changed") == (
        attune("edit", "1", "-e")[0],
        attune("edit", "1", "-e")[1][:15],
    )


@pytest.mark.parametrize("suffix", [".md", ".toml"])
def test_what_was_in_the_editor_when_attune_was_killed_is_offered_again(attune, home, suffix):
    attune("log", "hurt", "yes", "nonsense", "-m", "as it was")
    folder = home.drafts
    ((uid, _),) = read_drafts(folder)
    with opened_file(folder, uid, suffix, b"as it was") as file:
        assert [] == list(read_drafts(folder))  # it is open in that run
    assert ["as it was"] == begun_notes(attune)
    file.write_text("and more")
    ((_, kept),) = read_drafts(folder)
    assert "and more" == kept["note" if suffix == ".md" else "file"]
    assert "1 draft of what was begun" in attune("doctor", "--json")[1]


@pytest.mark.parametrize("what", [["--all"], ["--child", "ada"], ["--before", "2027"]])
def test_what_is_in_an_editor_or_kept_as_bytes_is_forgotten_too(attune, code, home, what):
    attune("child", "add", "ada")
    attune("log", "@ada", "hurt", "yes", "-m", "caf\udce9")
    attune("log", "@ada", "hurt", "no", "-e")
    code().write_text("secret")
    code().with_name(".attune.md.swp").write_text("secret")
    attune("edit", "1", "-e")
    code().write_text("secret")
    attune("forget", *what, "--yes")
    left = [
        p for p in home.data.rglob("*") if p.is_file() and p.parent not in {home.data, home.backups}
    ]
    assert [] == left


def test_an_editor_that_never_got_a_text_is_let_go_of_in_a_few_days(attune, code, home):
    attune("reflect", "-e")
    attune("reflect", "-m", "a", at=NOW.replace(day=25))
    assert (False, False) == (code().exists(), home.answers.exists())


@pytest.mark.parametrize("verb", ["log hurt -e", "edit 1 -e", "reflect -e"])
@needs.pipes
def test_an_editor_that_leaves_a_pipe_keeps_nobody_waiting(attune, tmp_path, monkeypatch, verb):
    attune("log", "scared")
    program = needs.script(tmp_path / "odd", 'rm "$1"; mkfifo "$1"')
    monkeypatch.setenv("VISUAL", str(program))
    code, _, said = attune(*verb.split())
    assert (1, True) == (code, "it is no file" in said)


@pytest.mark.parametrize("verb", ["log hurt -e", "edit 1 -e", "reflect -e"])
def test_a_text_longer_than_any_note_is_said_and_its_file_stays(
    attune, home, tmp_path, monkeypatch, verb
):
    attune("log", "scared")
    program = needs.script(tmp_path / "long", f'head -c {MOST_OF_NOTE + 1} /dev/zero > "$1"')
    monkeypatch.setenv("VISUAL", str(program))
    code, _, said = attune(*verb.split())
    attune("log", "hurt")
    (file,) = home.data.rglob("attune.*")
    assert (1, True, MOST_OF_NOTE + 1) == (
        code, f"{file} is longer than 10,000,000 bytes" in said, file.stat().st_size,
    )  # fmt: skip


def test_a_moment_of_the_same_words_leaves_what_is_open_in_an_editor(attune, code, home):
    attune("log", "hurt", "comfort", "yes", "-e")
    attune("log", "hurt", "comfort", "yes", "-m", "another one")
    code().write_text("fell off the swing")
    assert ["fell off the swing"] == begun_notes(attune)
    assert ["another one"] == [moment.note for moment in stored(home)]
