"""Notes and drafts of `log`: stored whole, and nothing typed is lost."""

import subprocess

import pytest

import needs
from attune_cli.store.drafts import read_drafts
from journals import draft_notes, stored
from terminal import PROGRAM


def test_a_note_comes_from_standard_input(process, home):
    process("log", "hurt", "-m", "-", stdin="  it’s a 'quoted' [bold]note[/]\n\nwith a line\n")
    assert [m.note for m in stored(home)] == ["it’s a 'quoted' [bold]note[/]\n\nwith a line"]


@pytest.mark.parametrize(
    "note",
    [
        "\x1b[31mred\x1b[0m \x07",
        "[red]markup[/]",
        "שלום \u202eevil",
        "👩🏽‍👧 " * 10,
        "x" * 100_000,
        "a\tb",
    ],
    ids=["escape", "markup", "right to left", "emoji", "long", "tab"],
)
def test_a_note_is_stored_whole(attune, home, note):
    attune("log", "hurt", "-m", note)
    assert [moment.note for moment in stored(home)] == [note.strip()]


@pytest.mark.usefixtures("begun")
def test_the_same_bytes_are_the_same_note_whichever_way_they_come(process, home, tmp_path):
    came = b"caf\xe9 \x93so\x94 \x81"
    ways = {
        "typed": {"arguments": ["-m", came.decode("utf-8", "surrogateescape")]},
        "piped": {"arguments": ["-m", "-"], "stdin": came, "encoding": None},
        "saved": {
            "arguments": ["-e"],
            "environment": editor(tmp_path, "printf 'caf\\351 \\223so\\224 \\201' > \"$2\""),
        },
    }
    said = []
    for how in ways.values():
        ended = process("log", "hurt", *how.pop("arguments"), **how)
        said.append(ended.stderr if isinstance(ended.stderr, str) else ended.stderr.decode())
    notes = [moment.note for moment in stored(home)]
    kept = [path.read_bytes() for path in home.drafts.glob("*.bytes")]
    assert (["café “so” \x81"] * 3, [came] * 3) == (notes, kept)
    assert all("is no UTF-8 text, and is read as cp1252." in one for one in said)


def editor(tmp_path, script: str) -> dict[str, str]:
    program = needs.script(tmp_path / "editor", script)
    return {"EDITOR": f"{program} --wait", "VISUAL": "", "TMPDIR": str(tmp_path)}


@pytest.mark.usefixtures("begun")
def test_a_note_is_written_in_the_editor(process, home, tmp_path):
    ended = process("log", "hurt", "-e", environment=editor(tmp_path, 'echo "in vi" > "$2"'))
    assert (0, ["in vi"]) == (ended.returncode, [moment.note for moment in stored(home)])


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("arguments", [["hurt"], ["fell off the swing, hugged her"]])
def test_a_moment_is_in_the_journal_that_is_there_once_its_note_is_written(
    process, home, tmp_path, arguments
):
    aside = tmp_path / "aside.db"
    script = f'mv "{home.journal}" "{aside}"; cp "{aside}" "{home.journal}"; echo "in vi" > "$2"'
    ended = process("log", *arguments, "-e", environment=editor(tmp_path, script))
    assert (0, ["in vi"]) == (ended.returncode, [moment.note for moment in stored(home)])


@pytest.mark.usefixtures("begun")
def test_a_moment_deleted_while_the_note_of_its_repair_is_written_is_a_sentence(
    process, home, tmp_path
):
    process("log", "hurt", "no")
    script = f'{PROGRAM} delete 1 --yes; echo "in vi" > "$2"'
    ended = process("log", "sorry", "--repairs", "1", "-e", environment=editor(tmp_path, script))
    drafts = [draft["note"] for _, draft in read_drafts(home.drafts)]
    assert (1, True, ["in vi"]) == (ended.returncode, "no moment #1" in ended.stderr, drafts)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("script", ["true", 'echo kept > "$2"; exit 3', 'echo x > "$2"'])
def test_the_editors_file_is_private_and_never_stays(process, tmp_path, script):
    modes = tmp_path / "modes"
    script = f'stat -c %a "$2" >> {modes}; {script}'
    process("log", "hurt", "-e", environment=editor(tmp_path, script))
    assert ("600\n", []) == (modes.read_text(), list(tmp_path.glob("attune-*")))


def test_an_empty_editor_logs_nothing(process, home, tmp_path):
    ended = process("log", "hurt", "-e", environment=editor(tmp_path, "true"))
    assert (1, False) == (ended.returncode, home.journal.exists())


def test_what_a_failing_editor_left_is_kept_as_a_draft(process, home, tmp_path):
    script = 'echo "so far" > "$2"; exit 3'
    ended = process("log", "hurt", "-e", environment=editor(tmp_path, script))
    assert (1, ["so far"]) == (ended.returncode, draft_notes(home))


def test_a_missing_editor_is_one_sentence(process):
    ended = process("log", "hurt", "-e", environment={"EDITOR": "no-such-editor", "VISUAL": ""})
    assert (1, True) == (ended.returncode, "EDITOR" in ended.stderr)


def test_a_refused_log_keeps_its_note_as_a_draft(attune, home):
    attune("log", "hrt", "-m", "a long story")
    assert draft_notes(home) == ["a long story"]


def test_logging_the_kept_note_after_all_ends_the_draft(attune, home):
    attune("log", "hurt", "@ada", "-m", "a long story")
    attune("child", "add", "ada")
    attune("log", "hurt", "@ada", "-m", "a long story")
    assert (draft_notes(home), home.drafts.exists()) == ([], False)


def test_another_log_leaves_the_draft_alone(attune, home):
    attune("log", "hrt", "-m", "a long story")
    attune("log", "hurt")
    assert draft_notes(home) == ["a long story"]


def test_two_notes_are_both_kept(attune, home):
    attune("log", "hurt", "-m", "one", "-m", "two")
    assert [moment.note for moment in stored(home)] == ["one\ntwo"]


def test_two_refused_logs_keep_two_drafts(attune, home):
    attune("log", "hrt", "-m", "first")
    attune("log", "hrt", "-m", "second")
    assert sorted(draft_notes(home)) == ["first", "second"]


def test_a_time_that_cannot_be_read_is_not_invented_in_the_draft(attune, home):
    attune("log", "hurt", "-m", "story", "--at", "yesterdy")
    assert ["2026-11-22"] == [draft["at"] for _, draft in read_drafts(home.drafts)]


@pytest.mark.usefixtures("begun")
@needs.full
def test_a_stored_moment_is_no_draft_though_its_answer_could_not_be_written(home):
    command = f"ATTUNE_HOME={home.data} PYTHONUNBUFFERED=1 {PROGRAM} log hurt -m story > /dev/full"
    ended = subprocess.run(command, shell=True, check=False, capture_output=True)
    assert (1, [], 1) == (ended.returncode, draft_notes(home), len(stored(home)))
    assert b"#1 is stored" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["hurt", "nonsense", "-m", "-"],
        ["hurt", "-e", "-m", "-"],
        ["sorry", "--repairs", "nothing", "-m", "-"],
        ["hurt", "--at", "tomorrow", "-m", "-"],
        ["hurt", "@nobody", "-m", "-"],
    ],
    ids=" ".join,
)
def test_a_piped_note_survives_a_refusal(process, home, arguments):
    ended = process("log", *arguments, stdin="a long story")
    assert (True, ["a long story"]) == (ended.returncode in {1, 2}, draft_notes(home))


@pytest.mark.usefixtures("begun")
def test_texts_typed_and_piped_make_one_note_in_their_order(process, home):
    process("log", "hurt", "-m", "before", "-m", "-", "-m", "after", stdin="between")
    assert ["before\nbetween\nafter"] == [moment.note for moment in stored(home)]


def test_a_typed_note_survives_a_second_place_for_it(process, home):
    ended = process("log", "hurt", "-m", "a long story", "-e")
    assert (2, ["a long story"]) == (ended.returncode, draft_notes(home))


def test_an_editor_that_is_not_there_is_said_and_the_moment_kept_as_a_draft(home, attune):
    attune("config", "set", "editor", "no-such-editor")
    code, out, err = attune("log", "hurt", "-e")
    assert (1, "", True, 1) == (
        code,
        out,
        err.startswith("There is no program “no-such-editor” to write in, so nothing was stored."),
        len(list(home.drafts.glob("*.json"))),
    )


def test_a_text_in_utf_16_is_said_to_be_read_so_whichever_way_it_comes(process, begun, tmp_path):
    came = "grüße".encode("utf-16")
    file = tmp_path / "saved"
    file.write_bytes(came)
    ways = (
        {"arguments": ["log", "hurt", "-m", "-"], "stdin": came, "encoding": None},
        {
            "arguments": ["log", "hurt", "-e"],
            "environment": editor(tmp_path, f'cat {file} > "$2"'),
        },
    )
    for way in ways:
        ended = process(*way.pop("arguments"), **way)
        said = ended.stderr if isinstance(ended.stderr, str) else ended.stderr.decode()
        assert (0, True) == (ended.returncode, "is no UTF-8 text, and is read as utf-16." in said)
    assert ["grüße"] * 2 == [moment.note for moment in stored(begun)]
    assert [] == list(begun.drafts.glob("*.bytes"))  # as nothing is guessed


@pytest.mark.parametrize(
    ("note", "is_pointed"),
    [
        ("I slapped her so hard my hand stung", True),
        ("I want to die", True),
        ("off the swing at the park, we went home and had cake", False),
        ("We baked all morning. Then the park. I put my hands round his neck. " * 9, True),
    ],
)
@pytest.mark.parametrize(
    "words", [["told_no", "punish", "no"], [], ["fell off the swing, hugged her"]]
)
def test_a_note_of_need_or_harm_is_answered_with_where_to_turn(attune, words, note, is_pointed):
    assert is_pointed == ("attune help-now" in attune("log", *words, "-m", note)[2])
