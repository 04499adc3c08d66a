"""`attune reflect` in words: the question of the week, the answer kept with it, nothing lost."""

import json
import os
import signal
import subprocess
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

import needs
from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.connection import connect
from attune_cli.store.drafts import read_drafts
from conftest import BERLIN, without_privileges
from journals import answer_drafts, answers, draft_notes
from terminal import PROGRAM

FIRST_STEP = "What was one small thing that you did, and were glad of?"
SUPPORT = "local emergency number"


def written(home) -> list[tuple]:
    return [(answer.week, answer.text) for answer in answers(home)]


def test_an_answer_is_kept_with_its_week_and_echoed_in_a_line(attune, home):
    assert attune("reflect", "-m", "I sang") == (0, "Kept with the week of 16 November.\n", "")
    assert [(date(2026, 11, 16), "I sang")] == written(home)


def test_the_history_names_the_week_as_the_person_writes_it(attune, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    attune("reflect", "-m", "I sang")
    assert "reflect on the week of November 16, 2026\n" in attune("undo", "--list")[1]


def test_the_week_of_another_year_is_echoed_with_it(attune):
    _, out, _ = attune("reflect", "--of", "2025-11-20", "-m", "I sang")
    assert out == "Kept with the week of 17 November 2025.\n"


def test_json_has_the_answer_and_nothing_else(attune, home):
    code, out, err = attune("reflect", "-m", "I [b]sang[/]", "--json")
    assert (0, "") == (code, err)
    assert json.loads(out) == {
        "schema": "attune.answer/1",
        "uid": answers(home)[0].uid,
        "number": 1,
        "week": "2026-11-16",
        "question": FIRST_STEP,
        "answer": "I [b]sang[/]",
        "written_at": "2026-11-22T18:00:00+01:00",
    }


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["floor", "yes"], "Which of the calm moments would you like again soon?"),
        (["hurt", "comfort", "yes"], "Think of a time when you "),
        (["told_no", "punish", "no"], "What might coming back to #1 (Sun 22 Nov, told no) look"),
        (["hurt", "frighten", "yes"], "Who is somebody you could talk to"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_question_is_drawn_from_what_was_logged(attune, home, words, question):
    attune("log", *words)
    attune("reflect", "-m", "so it was")
    assert answers(home)[0].question.startswith(question)


def test_a_kept_question_never_says_yesterday(attune, home):
    attune("log", "told_no", "punish", "no", "--at", "yesterday 18:30")
    attune("reflect", "-m", "a hug")
    assert answers(home)[0].question == (
        "What might coming back to #1 (Sat 21 Nov, told no) look like?"
    )


def test_a_pattern_is_kept_as_a_question(attune, home):
    for day in range(16, 22):
        for hour in (8, 9, 10):
            attune("log", "hurt", "comfort", "yes", "--at", f"2026-11-{day} {hour:02}:00")
        attune("log", "hurt", "missed", "no", "--at", f"2026-11-{day} 19:00")
    attune("reflect", "-m", "tired by then")
    assert answers(home)[0].question == (
        "Is there something about evenings? Of what was logged, none of 6 were sensitive then, "
        "18 of 24 over all."
    )


def test_it_asks_what_the_week_asks_whoever_the_usual_caregiver_is(attune, home):
    attune("caregiver", "add", "papa")
    attune("config", "set", "caregiver", "papa")
    for day in (*range(2, 8), *range(16, 22)):
        for hour, words in ((8, "yes"), (9, "yes"), (10, "yes"), (19, "no")):
            attune("log", "hurt", words, "--at", f"2026-11-{day:02} {hour:02}:00")
    attune("reflect", "-m", "tired by then")
    question, page = answers(home)[0].question, " ".join(attune("week")[1].split())
    assert (True, True) == ("evenings" in question, question in page)


@pytest.mark.parametrize(
    ("arguments", "week"),
    [
        ([], "2026-11-16"),
        (["--last"], "2026-11-09"),
        (["--of", "2026-11-15"], "2026-11-09"),
        (["--of", "3 weeks ago"], "2026-10-26"),
        (["--of", "1999-12-31"], "1999-12-27"),
    ],
    ids=str,
)
def test_a_week_can_be_named(attune, home, arguments, week):
    attune("log", "hurt", "comfort", "yes")
    attune("reflect", *arguments, "-m", "so it was")
    assert [(date.fromisoformat(week), "so it was")] == written(home)


def test_a_week_before_anything_was_logged_asks_too(attune, home):
    attune("log", "hurt", "comfort", "yes")
    attune("reflect", "--of", "1999-12-31", "-m", "so it was")
    assert [FIRST_STEP] == [answer.question for answer in answers(home)]


def test_the_config_can_begin_the_week_on_sunday(attune, home):
    home.data.mkdir()
    home.settings.write_text('first_weekday = "sunday"\n')
    attune("reflect", "-m", "so it was")
    assert [(date(2026, 11, 22), "so it was")] == written(home)


def test_the_present_week_may_have_days_to_come(attune, home):
    wednesday = datetime(2026, 11, 18, 9, tzinfo=BERLIN)
    attune("reflect", "--of", "2026-11-22", "-m", "so far", at=wednesday)
    assert [(date(2026, 11, 16), "so far")] == written(home)


def test_a_week_to_come_is_refused_and_what_was_written_waits_in_this_one(attune, home):
    code, out, err = attune("reflect", "--of", "2026-11-23", "-m", "so it will be")
    assert (1, "", ["so it will be"]) == (code, out, answer_drafts(home))
    assert "“2026-11-23” is in a later week, which is still to come." in err
    assert ["2026-11-22"] == [draft["day"] for _, draft in read_drafts(home.answers)]


def test_a_second_answer_is_added(attune, home):
    attune("reflect", "-m", "one")
    attune("reflect", "-m", "two")
    assert [(1, "one"), (2, "two")] == [(answer.number, answer.text) for answer in answers(home)]


@pytest.mark.usefixtures("begun")
def test_several_texts_are_one_answer_with_what_was_piped_in_its_place(process, home):
    process("reflect", "-m", "one", "-m", "-", "-m", "three", stdin="two\n\nand more")
    assert ["one\ntwo\n\nand more\nthree"] == [answer.text for answer in answers(home)]


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred\x1b[0m \x07", "[red]markup[/]", "שלום \u202eevil", "👩🏽‍👧 " * 10, "x" * 100_000],
    ids=["escape", "markup", "right to left", "emoji", "long"],
)
def test_an_answer_is_stored_whole(attune, home, text):
    attune("reflect", "-m", text)
    assert [text.strip()] == [answer.text for answer in answers(home)]


@pytest.mark.usefixtures("begun")
def test_an_answer_that_is_no_utf8_is_read_as_it_was_meant_and_its_bytes_are_kept(attune, home):
    attune("reflect", "-m", b"caf\xe9".decode("utf-8", "surrogateescape"))
    (answer,) = answers(home)
    kept = [(path.stem, path.read_bytes()) for path in home.answers.glob("*.bytes")]
    assert ("café", [(answer.uid, b"caf\xe9")]) == (answer.text, kept)


def test_after_fear_it_points_to_support_and_keeps_the_answer(attune, home):
    attune("log", "hurt", "frighten", "no")
    code, out, err = attune("reflect", "-m", "my sister")
    assert (0, True, True) == (code, SUPPORT in err, out.startswith("Kept with"))
    assert ["my sister"] == [answer.text for answer in answers(home)]


def test_without_fear_it_points_nowhere(attune):
    attune("log", "hurt", "comfort", "no")
    assert attune("reflect", "-m", "so it was")[2] == ""


def test_without_a_terminal_it_asks_nothing_and_says_the_question(attune):
    asks = f"The week of 9 to 15 November 2026 asks: {FIRST_STEP}"
    how = 'To answer: attune reflect --of 2026-11-09 -m "…", or -m - for what a pipe brings.'
    assert attune("reflect", "--last") == (2, "", f"{asks} {how}\n")


def editor(tmp_path, script: str) -> dict[str, str]:
    program = needs.script(tmp_path / "editor", script)
    return {"EDITOR": str(program), "VISUAL": "", "TMPDIR": str(tmp_path)}


@pytest.mark.usefixtures("begun")
def test_an_answer_is_written_in_the_editor_under_the_question(process, home, tmp_path):
    environment = editor(tmp_path, 'cat "$1" > seen; printf "a\\n\\nb" > "$1"')
    ended = process("reflect", "-e", environment=environment, cwd=tmp_path)
    assert (0, ["a\n\nb"]) == (ended.returncode, [answer.text for answer in answers(home)])
    assert ("", True) == ((tmp_path / "seen").read_text(), FIRST_STEP in ended.stderr)


@pytest.mark.usefixtures("begun")
def test_what_a_failing_editor_left_is_begun_with_next_time(process, home, tmp_path):
    ended = process("reflect", "-e", environment=editor(tmp_path, 'echo so far > "$1"; exit 3'))
    assert (1, ["so far"]) == (ended.returncode, answer_drafts(home))
    assert "nothing was stored" in ended.stderr
    process("reflect", "-e", environment=editor(tmp_path, r'printf "\nand more" >> "$1"'))
    assert (["so far\nand more"], []) == ([a.text for a in answers(home)], answer_drafts(home))


def test_an_emptied_file_keeps_what_was_begun(process, home, tmp_path):
    process("reflect", "-e", environment=editor(tmp_path, 'echo so far > "$1"; exit 3'))
    ended = process("reflect", "-e", environment=editor(tmp_path, 'echo > "$1"'))
    assert (1, ["so far"], []) == (ended.returncode, answer_drafts(home), answers(home))


@pytest.mark.parametrize(
    "arguments", [["-e"], ["--last", "--of", "monday"], ["--of", "someday"]], ids=" ".join
)
@pytest.mark.parametrize("way", ["-m", "a pipe"])
def test_a_refused_answer_is_kept_as_a_draft_and_is_no_moment(process, home, arguments, way):
    text = "-" if way == "a pipe" else "a long story"
    ended = process("reflect", *arguments, "-m", text, stdin="a long story\n")
    assert (2, ["a long story"], []) == (ended.returncode, answer_drafts(home), draft_notes(home))
    assert "“attune reflect” offers it next time" in ended.stderr


def test_broken_settings_keep_a_draft(attune, home):
    home.data.mkdir()
    home.settings.write_text("first_weekday = \n")
    code, _, err = attune("reflect", "--last", "-m", "a long story")
    assert (1, ["a long story"]) == (code, answer_drafts(home))
    assert "“attune reflect --of 2026-11-09” offers it next time" in err


def test_answering_with_the_same_words_after_all_ends_the_draft(attune, home):
    attune("reflect", "--of", "someday", "-m", "a long story")
    attune("reflect", "--of", "someday", "-m", "another")
    attune("reflect", "--last", "-m", "a long story")
    assert (["another"], 1) == (answer_drafts(home), len(answers(home)))


def test_a_journal_that_another_program_holds_keeps_a_draft(run, begun, capsys):
    with closing(connect(begun)) as other:
        other.execute("BEGIN EXCLUSIVE")
        code = main(
            ["reflect", "-m", "a long story"], Attune(begun._replace(patience=0), run.clock)
        )
    out, err = capsys.readouterr()
    assert (1, "", ["a long story"]) == (code, out, answer_drafts(begun))
    assert "Another program is writing" in err


@pytest.mark.usefixtures("begun")
def test_a_read_only_journal_keeps_a_draft_with_its_question(process, installed, home):
    process("log", "floor")
    home.journal.chmod(0o400)
    ended = installed("reflect", "-m", "a long story", preexec_fn=without_privileges)
    home.journal.chmod(0o600)
    assert (1, "", ["a long story"]) == (ended.returncode, ended.stdout, answer_drafts(home))
    assert ["Which of the calm moments would you like again soon?"] == [
        draft["question"] for _, draft in read_drafts(home.answers)
    ]


def test_a_damaged_journal_keeps_a_draft(attune, home):
    home.data.mkdir()
    home.journal.write_text("Dear diary, " * 1000)
    code, _, _ = attune("reflect", "-m", "a long story")
    assert (1, ["a long story"]) == (code, answer_drafts(home))


def test_where_no_draft_can_be_kept_the_answer_is_given_back(installed, home):
    home.data.mkdir()
    home.data.chmod(0o500)
    ended = installed("reflect", "-m", "a long story", preexec_fn=without_privileges)
    home.data.chmod(0o700)
    assert (1, True) == (ended.returncode, "a long story" in ended.stderr)


@needs.full
def test_a_stored_answer_is_no_draft_though_its_line_could_not_be_written(home):
    command = f"ATTUNE_HOME={home.data} PYTHONUNBUFFERED=1 {PROGRAM} reflect -m a > /dev/full"
    ended = subprocess.run(command, shell=True, check=False, capture_output=True)
    assert (1, [], 1) == (ended.returncode, answer_drafts(home), len(answers(home)))
    assert b"Your answer is stored" in ended.stderr


@needs.shell
def test_ctrl_c_in_a_pipe_keeps_the_lines_that_had_come(home):
    environment = {**os.environ, "ATTUNE_HOME": str(home.data)}
    command = [PROGRAM, "reflect", "-m", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as running:
        # More than a pipe holds: once it is written, the first line has been read.
        running.stdin.write(b"one\n" + b"more\n" * 40_000)
        running.send_signal(signal.SIGINT)
        code = running.wait(20)
    (draft,) = answer_drafts(home)
    assert (130, "one\nmore\n") == (code, draft[:9])


def test_the_instant_of_writing_keeps_its_offset(attune, home):
    attune("reflect", "-m", "so it was")
    assert [timedelta(hours=1)] == [answer.written_at.utcoffset() for answer in answers(home)]
