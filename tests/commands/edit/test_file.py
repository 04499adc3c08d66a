"""`attune edit N -e`: the whole moment in the editor; nothing written there is lost, none stays."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

import needs
from attune_cli.core.moment import Kind, Sensitivity
from attune_cli.store.drafts import read_drafts
from conftest import NOW
from journals import stored, typed
from terminal import PROGRAM, attune_in


def editor(folder: Path, script: str) -> dict[str, str]:
    """Return an environment whose editor, one that waits, notes the mode and path of $1."""
    notes = f"stat -c %a $1 >> {folder}/modes\necho $1 >> {folder}/paths"
    program = needs.script(folder / "nano", f"{notes}\n{script}")
    return {"EDITOR": str(program), "VISUAL": ""}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    note = 'said "no"\nand fell  \nthen'
    folder = tmp_path_factory.mktemp("whole") / "attune"
    return typed(folder, lambda: NOW, ["log", "hurt", "comfort", "no", "-m", note])


@pytest.fixture
def hurt(made, home):
    copytree(made, home.data)


@pytest.fixture
def edit(hurt, attune, tmp_path, monkeypatch):  # noqa: ARG001 the moment is there
    """Run `attune edit 1 -e` with a script as the editor; exit code, stdout, stderr."""

    def call(script: str, *arguments: str, number: str = "1"):
        for name, value in editor(tmp_path, script).items():
            monkeypatch.setenv(name, value)
        return attune("edit", number, "-e", *arguments)

    return call


def left(folder: Path) -> list[str]:
    """Return the editor's files, or the folders that they were in, which are still there."""
    paths = [Path(path) for path in (folder / "paths").read_text().split()]
    return [str(path) for path in paths if path.exists() or path.parent.exists()]


def changes(home) -> int:
    with closing(sqlite3.connect(home.journal)) as connection:
        return connection.execute("SELECT count(*) FROM changes").fetchone()[0]


def kept(home) -> list[str]:
    return [draft["file"] or draft["note"] for _, draft in read_drafts(home.edits)]


def test_a_repair_says_there_what_it_repairs_and_keeps_it(edit, attune, home):
    attune("log", "sorry", "--repairs", "1")
    script = "grep -q '^repairs = 1\\b' $1 && sed -i 's/^tags = .*/tags = [\"park\"]/' $1"
    code, _, err = edit(script, number="2")
    (hurt, sorry) = stored(home)
    assert (0, "", hurt.uid, ("park",)) == (code, err, sorry.repairs, sorry.tags)


def test_what_was_changed_in_the_editor_is_stored_and_nothing_else(edit, home):
    (before,) = stored(home)
    code, out, err = edit(
        'sed -i \'s/^cue = .*/cue = "told no"/; s/^sens.*/sensitivity = "yes"/\' $1'
    )
    assert [before._replace(cue="told_no", sensitivity=Sensitivity.YES)] == stored(home)
    said = "Changed: about bumped or in pain → told no · rating not this time → yes"
    assert (0, True, "") == (code, said in out, err)


@pytest.mark.parametrize(
    "script",
    ["true", "touch $1", ": > $1", "sed -i '/^[^#]/d' $1", "sed -i 's/$/\\r/' $1", "echo >> $1"],
    ids=["unchanged", "saved", "emptied", "only comments", "other ends of lines", "a line more"],
)
def test_a_file_that_says_nothing_else_changes_nothing(edit, home, script):
    before = stored(home)
    code, out, _ = edit(script)
    assert (0, "Nothing changed") == (code, out[:15])
    assert (before, 1, []) == (stored(home), changes(home), kept(home))


def test_a_moment_can_become_one_of_another_kind(edit, home):
    edit("printf 'kind = \"connection\"\\nat = \"2026-11-20 17:40\"\\nactivities = \"read\"\\n"
         "caregiver = \"me\"\\nchosen = \"stood_out\"\\n' > $1")  # fmt: skip
    (found,) = stored(home)
    assert (Kind.CONNECTION, ("read",), None, (), None, None) == (
        found.kind,
        found.activities,
        found.cue,
        found.responses,
        found.sensitivity,
        found.note,
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sed -i 's/^cue = .*/cue = hurt/' $1", "Line 12, “cue = hurt”: that is not TOML"),
        ("sed -i 's/^cue = .*/cue = \"hrt\"/' $1", 'Line 12, “cue = "hrt"”: I don’t know “hrt”'),
        ("sed -i 's/^at = .*/at = \"2999-01-01\"/' $1", "still to come"),
        ("sed -i 's/^kind = .*/kind = \"repair\"/' $1", "don’t go together"),
        ("sed -i 's/^kind = .*//' $1", "kind"),
        ("sed -i 's/^chosen = .*/chosen = \"x\"/' $1", "stood_out"),
        ("sed -i 's/^caregiver = .*/caregiver = \"eve\"/' $1", "I don’t know a caregiver"),
        ("sed -i 's/^cue = .*/cue = \"scared\"/' $1; exit 3", "did not end well"),
    ],
    ids=["no TOML", "no word", "to come", "clash", "no kind", "no choice", "nobody", "it failed"],
)
def test_a_broken_file_is_kept_explained_and_offered_again(edit, home, tmp_path, script, said):
    before = stored(home)
    code, out, err = edit(script)
    assert (1, "", True) == (code, out, said in err)
    assert "“attune edit 1 -e” offers it next time." in " ".join(err.split())
    (text,) = kept(home)
    edit(f"cp $1 {tmp_path}/seen")
    assert (before, 1, True) == (
        stored(home),
        changes(home),
        (tmp_path / "seen").read_text().endswith(text),
    )
    assert ([text], "600\n600\n") == (kept(home), (tmp_path / "modes").read_text())
    edit(": > $1")
    assert ([], []) == (kept(home), left(tmp_path))


def test_a_kept_file_goes_on_where_it_was(edit, home):
    edit("sed -i 's/^cue = .*/cue = \"hrt\"/' $1")
    edit("sed -i 's/hrt/scared/' $1")
    assert (["scared"], []) == ([moment.cue for moment in stored(home)], kept(home))


@pytest.mark.parametrize(
    "script", ["true", "sed -i s/hurt/scared/ $1", ": > $1", "exit 3", "cp $1 $1~", "rm $1"]
)
def test_the_editors_file_is_private_and_never_stays(edit, tmp_path, script):
    edit(script)
    assert ("600\n", []) == ((tmp_path / "modes").read_text(), left(tmp_path))


def test_what_was_changed_elsewhere_meanwhile_stays(edit, home):
    attune = f"ATTUNE_HOME={home.data} {PROGRAM}"
    edit(f"{attune} rate 1 yes >/dev/null; sed -i 's/^cue = .*/cue = \"scared\"/' $1")
    assert [("scared", "yes")] == [(moment.cue, moment.sensitivity) for moment in stored(home)]


def test_what_was_changed_in_both_places_is_refused_and_kept(edit, home):
    attune = f"ATTUNE_HOME={home.data} {PROGRAM}"
    code, _, err = edit(
        f"{attune} edit 1 scared >/dev/null; sed -i 's/^cue = .*/cue = \"worry\"/' $1"
    )
    assert (1, True) == (code, "#1 was changed meanwhile" in err)
    assert ["scared"] == [moment.cue for moment in stored(home)]
    edit("sed -i 1,4d $1")
    assert (["worry"], []) == ([moment.cue for moment in stored(home)], kept(home))


def test_another_moment_that_has_its_number_after_a_restore_is_left_alone(edit, home):
    attune = f"ATTUNE_HOME={home.data} {PROGRAM}"
    anew = f"{attune} restore --anew --yes >/dev/null; {attune} log scared >/dev/null"
    code, _, err = edit(f"{anew}; sed -i 's/^states = .*/states = [\"tired\"]/' $1")
    assert (1, True) == (code, "#1 was changed meanwhile" in err)
    assert [("scared", ())] == [(moment.cue, moment.states) for moment in stored(home)]


def test_a_moment_deleted_meanwhile_is_a_sentence_and_the_text_is_kept(edit, home):
    attune = f"ATTUNE_HOME={home.data} {PROGRAM}"
    code, _, err = edit(f"{attune} delete 1 --yes >/dev/null; sed -i s/hurt/scared/ $1")
    assert (1, True, 1) == (code, "There is no moment #1" in err, len(kept(home)))


def test_json_is_the_moment_as_it_is_now(edit):
    _, out, _ = edit('sed -i \'s/"hurt"/"scared"/\' $1', "--json")
    assert "scared" == json.loads(out)["cue"]


@pytest.mark.usefixtures("hurt")
@pytest.mark.parametrize("number", needs.ENDINGS)
def test_what_was_saved_when_the_window_closes_is_kept(home, tmp_path, number):
    environment = editor(tmp_path, 'sed -i \'s/"hurt"/"scared"/\' $1; echo open; sleep 20')
    terminal = attune_in(home.data, "edit", "1", **environment)
    terminal.wait_for("open")
    terminal.signal(number)
    (text,) = kept(home)
    assert (True, []) == ('cue = "scared"' in text, left(tmp_path))
    assert ["hurt"] == [moment.cue for moment in stored(home)]


@pytest.mark.usefixtures("hurt")
def test_ctrl_c_in_the_editor_is_the_editors_own(home, tmp_path):
    script = "trap 'sed -i s/hurt/scared/ $1; exit 0' INT; echo open; while :; do sleep 0.05; done"
    terminal = attune_in(home.data, "edit", "1", **editor(tmp_path, script))
    terminal.wait_for("open")
    terminal.press("\x03")
    assert (0, ["scared"]) == (terminal.end(), [moment.cue for moment in stored(home)])
