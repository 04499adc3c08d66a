"""The door: exit codes and sentences, in real processes where they leave the program."""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import needs
from attune_cli import __version__
from attune_cli.app import PIPE_CLOSED, VERBS, main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from conftest import NOW
from journals import stored
from terminal import attune_in


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--version"], 0, ""),
        (["-h"], 0, ""),
        ([], 0, ""),
        (["child"], 0, ""),
        (["log", "-h"], 0, ""),
        (["week"], 0, ""),
        (["log", "hurt", "comfort", "yes"], 0, ""),
        (["log", "hrt"], 2, "Did you mean “hurt” (cue)?"),
        (["log", "hurt", "scared"], 2, "“hurt” and “scared” don’t go together"),
        (["log", "hurt", "floor"], 2, "“hurt” and “floor” don’t go together"),
        (["log", "sorry", "yes"], 2, "“sorry” and “yes” don’t go together"),
        (["log"], 2, "Say what happened"),
        (["log", "yes"], 2, "Say what happened"),
        (["log", "hurt", "--at", "soonish"], 2, "can’t read “soonish” as a time"),
        (["log", "hurt", "--at", "tomorrow"], 1, "still to come"),
        (["log", "hurt", "--at", "2999-01-01"], 1, "still to come"),
        (["log", "hurt", "@ada"], 1, "attune child add ada"),
        (["log", "hurt", "--caregiver", "zoe"], 1, "attune caregiver add zoe"),
        (["log", "sorry", "--repairs", "7"], 1, "no moment #7"),
        (["log", "sorry", "--repairs", "that"], 2, "“that” is not the number"),
        (["log", "hurt", "-m", "a", "-e"], 2, "“-m” and “-e” don’t go together"),
        (["log", "--cue", "comfort"], 2, "as a word for cue"),
        (["week", "--child", "ada"], 1, "leave the name out"),
        (["week", "--last", "--of", "monday"], 2, "don’t go together"),
        (["week", "--of", "someday"], 2, "as a day"),
        (["week", "--nonsense"], 2, "--nonsense"),
        (["reflect"], 2, "attune reflect -m"),
        (["reflect", "-m", "a"], 0, ""),
        (["reflect", "-m", ""], 1, "No text came from -m"),
        (["reflect", "-m", "a", "-e"], 2, "“-m” and “-e” don’t go together"),
        (["reflect", "--last", "--of", "monday"], 2, "don’t go together"),
        (["reflect", "--of", "someday"], 2, "as a day"),
        (["reflect", "--of", "2999-01-01"], 1, "still to come"),
        (["reflections"], 0, ""),
        (["reflections", "--from", "today", "--to", "3 weeks ago"], 2, "Swap them"),
        (["reflections", "--from", "someday"], 2, "as a day"),
        (["tips"], 1, "--age"),
        (["tips", "--age", "adult"], 2, "infant, toddler"),
        (["words", "weather"], 2, "weather"),
        (["child", "add", "7"], 2, "nickname"),
        (["child", "add", "ada", "--born", "2999-01"], 2, "birth date"),
        (["plan"], 2, ""),
        (["plan", "list"], 0, ""),
        (["plan", "x"], 2, "on which days, and when"),
        (["plan", "x", "--at", "8"], 2, "on which days, and when"),
        (["plan", " ", "--days", "mon", "--at", "8"], 2, "Say what the time is for"),
        (["plan", "x", "--days", "funday", "--at", "8"], 2, "as days of the week"),
        (["plan", "x", "--days", "mon", "--at", "25:00"], 2, "as a time of day"),
        (["plan", "x", "--days", "mon", "--at", "8", "--for", "0"], 2, "Give it 1 to 1440"),
        (["plan", "x", "--days", "mon", "--at", "8", "--remind", "-1"], 2, "Give it 0 to 10080"),
        (["plan", "x", "--days", "mon", "--at", "8", "--weeks", "0"], 2, "Give it 1 to 260"),
        (["plan", "x", "--days", "mon", "--at", "8", "--until", "yesterday"], 2, "a day to come"),
        (["plan", "x", "--days", "mon", "--at", "8", "--until", "2020-01-01"], 1, "a later day"),
        (["plan", "look-back", "--weeks", "1", "--until", "monday"], 2, "don’t go together"),
        (["plan", "look-back", "--to", "-", "--json"], 2, "don’t go together"),
        (["plan", "look-back", "--to", "/nowhere/x.ics"], 1, "can’t be written"),
        (["plan", "look-back", "--to", "~nosuch/x.ics"], 1, "nobody’s folder"),
        (["plan", "x", "--days", "mon", "--at", "8", "--child", "zoe"], 1, "attune child add zoe"),
        (["plan", "x", "--days", "mon", "--at", "8", "--age", "old"], 2, "infant, toddler"),
        (["plan", "log-last", "--between", "20-8"], 2, "doesn’t end after it begins"),
        (["plan", "log-last", "--times", "8"], 2, "Give it 1 to 7"),
        (["plan", "log-last", "--weeks", "0"], 2, "Give it 1 to 260"),
        (["plan", "remove", "7"], 1, "no plan “7”"),
        (["help-now"], 0, ""),
        (["help-now", "add", "Sam", ""], 2, "how to reach them"),
        (["help"], 0, ""),
        (["help", "lgo"], 2, "Did you mean “log”?"),
        (["help", "child", "ad"], 2, "Did you mean “add”?"),
        (["help", "log", "hurt"], 2, "attune help log"),
        (["--hlp"], 2, "“attune help” lists what it has."),
        (["helpnow"], 2, "“help-now”"),
        (["wek"], 2, "Did you mean “week”?"),
        (["hurt"], 2, "attune log hurt"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_run_ends_with_its_code_and_one_sentence(attune, arguments, code, sentence):
    ended, _, talk = attune(*arguments)
    assert (code, True, False) == (ended, sentence in talk, "Traceback" in talk)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["-h"], 0, ""),
        (["week"], 0, ""),
        (["help-now"], 0, ""),
        (["log", "hurt", "@ada"], 1, "attune child add ada"),
        (["log", "hurt", "-m", "-"], 1, "No text came"),
        (["reflect", "-m", "-"], 1, "No text came from standard input"),
        (["log", "hrt"], 2, "Did you mean “hurt” (cue)?"),
        (["log"], 2, "Say what happened"),
        (["week", "--nonsense"], 2, "--nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_program_ends_with_the_code_of_its_run(process, arguments, code, sentence):
    ended = process(*arguments)
    assert (code, True) == (ended.returncode, sentence in ended.stderr)
    assert "Traceback" not in ended.stderr


def in_shell(home: Home, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        f"ATTUNE_HOME={home.data} {sys.executable} -m attune_cli {line}",
        shell=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
        # A preloaded library, such as one that moves the clock, may open a file in the place of a
        # stream that is closed.
        env={name: value for name, value in os.environ.items() if name != "LD_PRELOAD"},
    )


def test_a_refusal_leaves_stdout_to_data(installed):
    assert installed("log", "hrt").stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [["-h"], ["week"], ["lgo", "hurt"], ["tips", "--age", "teen"],
     ["child", "list"], ["caregiver", "list"], ["week", "--json"],
     ["reflect"], ["reflect", "-m", ""], ["reflections"], ["reflections", "--json"],
     ["plan", "list"], ["plan", "look-back", "--to", "-"], ["help-now"]],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.usefixtures("no_journal")
def test_reading_and_refusing_make_no_files(home, attune, arguments):
    attune(*arguments)
    assert not home.data.exists()


@pytest.mark.parametrize("arguments", [["-h"], ["week"], ["lgo", "hurt"]], ids=" ".join)
def test_the_program_makes_no_files_where_nothing_is_stored(home, process, arguments):
    process(*arguments)
    assert not home.data.exists()


def test_it_runs_as_a_module_too():
    ended = subprocess.run(
        [sys.executable, "-m", "attune_cli", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout == f"attune {__version__}\n"


def test_a_short_help_has_twenty_lines_and_says_where_the_rest_is(attune):
    page = attune("-h")[1]
    assert (20, True, True, page) == (
        len(page.splitlines()), "attune help" in page, "help-now" in page, attune("--help")[1]
    )  # fmt: skip


def test_a_short_help_fits_a_small_screen(home):
    terminal = attune_in(home.data, "-h", columns=50)
    terminal.end()
    assert len(terminal.seen.splitlines()) < 24


@pytest.mark.parametrize("verb", [["log"], ["ls"], ["child", "add"]], ids=" ".join)
def test_help_for_a_verb_is_its_own_help(attune, verb):
    assert attune(*verb, "--help") == attune("help", *verb)


def test_help_lists_every_verb_with_its_sentence(attune):
    _, page, _ = attune("help")
    assert [name for name, verb in VERBS.items() if f"{name}" in page and verb.help in page] == (
        list(VERBS)
    )


def test_every_verb_explains_itself(attune):
    found = {verb: attune(verb, "--help") for verb in VERBS}
    assert [] == [
        verb
        for verb, (code, page, _) in found.items()
        if code or f"Usage: attune {verb}" not in page
    ]


@pytest.mark.usefixtures("begun")
@needs.shell
def test_a_reader_that_leaves_early_ends_it_quietly(home, process):
    process("log", "hurt", "comfort")
    assert in_shell(home, "tips --age teen --all | head -1").stderr == ""


@pytest.mark.one_in(3)
@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("buffering", ["", "1"], ids=["at_once", "line_by_line"])
@pytest.mark.parametrize(
    "verb", ["list --limit 0", "week --json", "words", "--help", "where", "log hurt yes"]
)
@needs.shell
def test_a_pipe_that_nobody_reads_any_more_is_no_refusal(process, verb, buffering):
    reader, writer = os.pipe()
    os.close(reader)
    ended = process(*verb.split(), environment={"PYTHONUNBUFFERED": buffering}, stdout=writer)
    os.close(writer)
    assert ended.returncode in {0, PIPE_CLOSED}


@needs.shell
def test_a_shell_that_wants_no_more_completions_sees_no_traceback(home):
    asked = {"_ATTUNE_COMPLETE": "complete_bash", "COMP_WORDS": "attune log h", "COMP_CWORD": "2"}
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-u", "-m", "attune_cli"],
        check=False,
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "ATTUNE_HOME": str(home.data), **asked},
    )
    os.close(writer)
    assert (0, b"") == (ended.returncode, ended.stderr)


@needs.shell
def test_ctrl_c_while_it_starts_ends_it_quietly(home, installed):
    home.data.mkdir()
    interrupt = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
    (home.data / "typer.py").write_text(interrupt)
    ended = installed("week", environment={"PYTHONPATH": str(home.data)})
    assert (130, "", "") == (ended.returncode, ended.stdout, ended.stderr)


@needs.names
@pytest.mark.parametrize(
    "verb", ["where", "doctor", "backup", "restore", "plan list", "config", "forget --all --yes"]
)
def test_in_a_home_whose_name_is_no_text_json_is_valid_and_the_path_is_true(
    tmp_path, new_journal, capsysbinary, verb
):
    home = Home.at(tmp_path / os.fsdecode(b"caf\xe9"))
    shutil.copytree(new_journal, home.data)
    run = Attune(home, lambda: NOW)
    main(["log", "hurt", "yes"], run)
    capsysbinary.readouterr()
    code = main([*verb.split(), "--json"], run)
    out, _ = capsysbinary.readouterr()
    found = json.dumps(json.loads(out.decode()))
    assert (True, True) == (code in {0, 1}, "broke" not in found)
    assert ("/caf" in found) == ("caf\\udce9" in found)
    main(verb.split(), run)
    said = "".join(b"".join(capsysbinary.readouterr()).decode().split())  # a path may be wrapped
    assert ("/caf" in said) == (r"/caf\xe9" in said)


CLOSED = (">&-", "<&-", "2>&-", "<&- >&- 2>&-")


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("verb", "closed"),
    [
        ("log hurt comfort yes", CLOSED),
        ("week", CLOSED),
        ("child add ada", CLOSED[3:]),
        ("demo", CLOSED[3:]),
    ],
    ids=["log", "week", "child", "demo"],
)
@needs.shell
def test_with_a_closed_stream_it_works_as_with_one_that_nobody_reads(
    tmp_path, new_journal, verb, closed
):
    homes = [Home.at(shutil.copytree(new_journal, tmp_path / str(n))) for n, _ in enumerate(closed)]
    with ThreadPoolExecutor(2) as pool:
        ended = pool.map(in_shell, homes, [f"{verb} {which}" for which in closed])
    found = {
        which: (one.returncode, len(stored(home)))
        for which, home, one in zip(closed, homes, ended, strict=True)
    }
    assert dict.fromkeys(closed, (0, int(verb.startswith("log")))) == found


def test_a_fault_of_attune_itself_is_a_sentence_too(home, installed):
    broken = {"PYTHONPATH": str(home.data), "ATTUNE_HOME": str(home.data)}
    home.data.mkdir()
    (home.data / "sqlite3.py").write_text("raise RuntimeError('not here')")
    ended = installed("week", environment=broken)
    assert (1, True, False) == (
        ended.returncode,
        "Something in attune broke (RuntimeError)" in ended.stderr,
        "Traceback" in ended.stderr,
    )


def test_a_fault_of_a_file_is_no_fault_of_the_output(home, installed):
    home.data.mkdir()
    (home.data / "sqlite3.py").write_text("open('/nowhere')")
    ended = installed("week", environment={"PYTHONPATH": str(home.data)})
    assert (1, "/nowhere can’t be used (no such file or directory).") == (
        ended.returncode,
        ended.stderr.split(" Check")[0],
    )


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_terminal_encoding_can_show_the_week(process, installed, encoding):
    environment = {"PYTHONIOENCODING": encoding}
    process("log", "hurt", "comfort", "yes", "-m", "“naïve” ☃")
    ended = installed("week", environment=environment, encoding=encoding)
    assert (0, "") == (ended.returncode, ended.stderr)


@pytest.mark.usefixtures("begun")
@needs.full
def test_a_full_output_is_said_and_counts_as_a_refusal(home, process):
    process("log", "hurt", "comfort", "yes")
    ended = in_shell(home, "week > /dev/full")
    assert (1, True) == (ended.returncode, "could not be written" in ended.stderr)


@needs.full
def test_where_no_refusal_can_be_written_the_code_says_it(home):
    assert in_shell(home, "log hrt 2> /dev/full").returncode == 2


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is read otherwise on this system")
def test_in_a_zone_that_nobody_knows_slips_are_answered_and_tab_offers_moments(attune, installed):
    attune("log", "hurt", "yes")
    zone = {"TZ": "UTC+25"}
    slip = installed("yesterday", environment=zone)
    tab = {"_ATTUNE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "attune edit "}
    offers = installed(environment=zone | tab).stdout
    too_many = installed("config", "unset", "café", "0.5", environment=zone)
    assert (2, True, True, 2) == (
        slip.returncode, "attune list yesterday" in slip.stderr, "1:upset" in offers,
        too_many.returncode,
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is read otherwise on this system")
@pytest.mark.parametrize(
    ("zone", "is_named"), [("UTC+25", True), ("Europe/Nowhere", True), ("CET-1CEST", False)]
)
def test_a_zone_that_nobody_knows_is_said_and_the_moment_stored(home, installed, zone, is_named):
    ended = installed("log", "hurt", "yes", environment={"TZ": zone})
    assert (0, is_named, 1) == (
        ended.returncode,
        f"I don’t know the time zone “{zone}”" in ended.stderr,
        len(stored(home)),
    )
