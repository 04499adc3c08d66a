"""What shells are offered, by the protocol in which they ask; and that nothing is written then."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import needs
from attune_cli.app import VERBS, LazyGroup, main
from attune_cli.commands import complete
from attune_cli.commands.reflection import month_named, week_named
from attune_cli.commands.shells import FORMS, Asked, script
from attune_cli.context import Attune
from attune_cli.core.people import read_born
from attune_cli.core.plan import read_clock, read_hours
from attune_cli.core.time.days import WEEKDAYS, parse_coming_day
from attune_cli.core.time.period import parse_span
from attune_cli.core.time.when import parse_when
from attune_cli.settings.settings import SETTINGS
from conftest import NOW
from terminal import PROGRAM

DATA = Path(__file__).parents[1] / "data"
LIVED = (
    "child add mia", "child add 'Anna Lena'", "caregiver add jo",
    "log hurt comfort @mia +park --at '2026-11-20 08:00'", "log floor yes @mia",
    "log sorry --repairs 1", "config set words.cue.dentist \"at [/the] dentist: $(x) it's\"",
    "plan tea --days mon --at 17:30", "backup", "tips keep toddler-get-low",
)  # fmt: skip


@pytest.fixture
def ask(run, monkeypatch, capsys):
    """Return what asks as a shell does, and returns the exit code and the lines of the answer."""

    def asked(shell, line, **more):
        variables = {"_ATTUNE_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
        if shell == "bash":
            part = more.pop("part", re.split(r"[ =:]", line)[-1])
            variables |= {"_ATTUNE_LINE": line, "_ATTUNE_PART": part, "_ATTUNE_TYPE": "0"}
        for name, value in (variables | more).items():
            monkeypatch.setenv(name, value)
        code = main([], Attune(run.home, run.clock))
        out, err = capsys.readouterr()
        assert err == ""
        return code, out.splitlines()

    return asked


@pytest.fixture
def offered(ask, typed_before):
    """Return what a line is offered in a journal that was lived in: values and their labels."""
    typed_before(*LIVED)

    def offers(line):
        code, rows = ask("fish", line)
        assert code in {0, 3}
        return {value: label for value, _, label in (row.partition("\t") for row in rows)}

    return offers


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("log dent", {"dentist": "at [/the] dentist: $(x) it's"}),
        ("log --at 20", {"20 min ago": ""}),
        ("log --repairs 2", {"2": "calm · Mia · today 18:00 · floor time · fully there: yes"}),
        ("edit #2", {"#2": "calm · Mia · today 18:00 · floor time · fully there: yes"}),
        ("show las", {"last": "the moment that was logged last"}),
        ("rate 1 n", {"no": "not this time", "none": "take the rating out"}),
        ("back 1 la", {"last": "the moment that was logged last", "later": "later"}),
        ("list @m", {"@mia": "child", "@me": "caregiver"}),
        ("log @ANN", {"@ANNa Lena": "child"}),
        ("tips --age=to", {"--age=toddler": "1 to 2 years"}),
        ("child add bo --born new", {"newborn": ""}),
        ("config set plain ", {"true": "", "false": ""}),
        ("config set first_weekday su", {"sunday": ""}),
        ("config set pages ", {"auto": "", "short": "", "whole": ""}),
        ("--show-completion p", {"powershell": "", "pwsh": ""}),
        ("help child l", {"list": "List the children."}),
        ("help log ", {}),
        ("caregiver add ", {}),
        ("config set child ", {"mia": "", "Anna Lena": ""}),
        ("config set synonyms.tantrum frus", {"frustrated": "frustrated"}),
        ("config set nothing ", {}),
        ("config get words.cue.", {"words.cue.dentist": ""}),
        ("config get plai", {"plain": "Pages without colour and chart, in a terminal too."}),
        ("plan x --days mon,tu", {"mon,tue": ""}),
        ("plan x --at 17", {"17:30": ""}),
        ("plan remove ", {"tea": ""}),
        ("restore 1", {"1": "2026-11-22 17:00, by-hand"}),
        ("report --show 2,3", {"2,3": "came back · Mia · today 18:00 · said sorry"}),
        ("export --format j", {"jsonl": "", "journal": ""}),
        ("import x --from day", {"daylio": "", "dayone": ""}),
        ("import x --zone Europe/Berl", {"Europe/Berlin": ""}),
        ("calendar --of next", {"next month": ""}),
        ("week --of last", {"last week": ""}),
        ("list --limit 0", {"0": "all"}),
        ("week zz", {}),
        ("nonsense ", {}), ("nonsense --", {}),
        ("log -m ", {}),
    ],
)  # fmt: skip
def test_a_line_is_offered_what_fits_with_its_label(offered, line, expected):
    assert expected == offered(f"attune {line}")


def test_the_last_ten_moments_are_offered_the_newest_first(offered, attune):
    for _ in range(9):
        attune("log", "floor")
    assert ["last", *map(str, range(12, 2, -1))] == [*offered("attune delete ")]


def parameters(command, name):
    """Yield each option and argument that takes a value, with its verb."""
    for part, one in getattr(command, "commands", {}).items():
        yield from parameters(one, f"{name} {part}")
    for param in command.params:
        if not getattr(param, "is_flag", False) and not getattr(param, "count", False):
            yield name, param


# What a person writes freely: nothing is offered, and no file either.
FREE = {
    "--note", "--ask", "--title", "--do", "--example", "--name", "--search", "--as", "--early",
    "caregiver add NAME", "child add NAME", "plan aside WORDS", "help-now add NAME",
    "help-now add REACH",
}  # fmt: skip


def test_whatever_takes_a_value_offers_some_or_is_written_freely():
    group = LazyGroup()
    silent = [
        param.opts[-1] if param.opts[-1].startswith("-") else f"{verb} {param.name.upper()}"
        for name in VERBS
        for verb, param in parameters(group.get_command(None, name), name)
        if param._custom_shell_complete is None  # noqa: SLF001 nothing else tells it
        and not hasattr(param.type, "choices")
    ]
    assert FREE == set(silent)


def test_each_example_is_read_by_what_it_is_offered_for():
    for text, _ in complete.TIMES:
        assert parse_when(text, NOW)
    for text, _ in complete.SPANS:
        assert parse_span(text, NOW)
    for text, _ in complete.IN_WEEKS:
        assert week_named(False, text, NOW, 0)
    for text, _ in complete.IN_MONTHS:
        assert month_named(False, text, NOW)
    for text, _ in complete.BIRTHS:
        assert read_born(text, NOW.date())
    for read, texts in (
        (read_clock, complete.CLOCKS),
        (read_hours, complete.HOURS),
        (lambda text: parse_coming_day(text, NOW), complete.TO_COME),
    ):
        assert all(map(read, texts))
    for setting in SETTINGS:
        assert [] == [t for t in setting.kind.offers if not setting.kind.fits(setting.kind.read(t))]


PATHS = ["export -o ", "export --output=a", "import ", "import x --map ", "backup ", "restore ./",
         "report -o ", "plan x --to "]  # fmt: skip


@pytest.mark.parametrize("line", PATHS)
@pytest.mark.parametrize(
    ("shell", "expected"),
    [("bash", (3, [])), ("fish", (3, [])), ("powershell", (3, [])), ("zsh", (0, ["_files"]))],
)
def test_only_a_path_is_left_to_the_shell(ask, line, shell, expected):
    code, lines = ask(shell, f"attune {line}")
    assert expected == (code, [line.removeprefix("compset -P '*='; ") for line in lines])


@pytest.mark.parametrize(
    ("line", "part", "more", "expected"),
    [
        ("attune list @m", "@m", {}, ["@mia", "@me"]),
        ("attune list @", "@", {}, ["@mia", "@Anna\\ Lena", "@me", "@jo"]),
        ("attune log @Anna\\ L", "@Anna\\ L", {}, ["@Anna\\ Lena"]),
        ('attune log "@An', "@An", {}, ["@Anna Lena"]),
        ("attune log 'hurt' @mi", "@mi", {}, ["@mia"]),
        ("attune tips --age=tod", "tod", {}, ["toddler"]),
        ("attune log --at 17:3", "3", {}, ["30"]),
        ("attune log --at ya", "ya", {}, []),
        ("attune list \\#pa", "\\#pa", {}, ["\\#park"]),
        ("attune plan x --days mon,", "mon,", {}, [f"mon,{day[:3]}" for day in WEEKDAYS[1:]]),
        ("attune child list --", "--", {"_ATTUNE_TYPE": "63", "COLUMNS": "50"},
         ["--json   (Print one JSON object and nothing els…)",
          "--plain  (No colour and no chart, in a terminal…)",
          "--help   (Show this message and exit.)"]),
        ("attune list @mi", "@mi", {"_ATTUNE_TYPE": "9", "COLUMNS": "80"}, ["@mia"]),
        ("attune list @m", "@m", {"_ATTUNE_TYPE": "9", "COLUMNS": "80"},
         ["@mia  (child)", "@me   (caregiver)"]),
        ("attune list @m", "@m", {"_ATTUNE_TYPE": "37", "COLUMNS": "80"}, ["@mia", "@me"]),
    ],
)  # fmt: skip
def test_bash_gets_the_ends_of_words_quoted_as_it_reads_them(
    ask, typed_before, line, part, more, expected
):
    typed_before(*LIVED)
    assert (0, expected) == ask("bash", line, part=part, **more)


SHOWN = st.text(st.characters(exclude_categories=("C", "Z"))).map(str.strip)


@given(offers=st.lists(st.tuples(SHOWN.filter(bool), SHOWN), min_size=1))
def test_nothing_of_a_label_is_run_and_none_is_torn_apart(offers):
    begun = Asked([], "", "")
    text = FORMS["zsh"](begun, offers)
    assert "\n" not in text
    inside = text.partition("=(")[2].rpartition("); _describe")[0]
    plain = [re.sub(r"\\([:\\])", r"\1", row) for row in shlex.split(inside)]
    assert [f"{value}:{label}" if label else value for value, label in offers] == plain
    assert [value for value, _ in offers] == [
        shlex.split(value)[0] for value in FORMS["bash"](begun, offers).split("\n")
    ]
    rows = [row.partition(":::") for row in FORMS["powershell"](begun, offers).split("\n")]
    assert len(rows) == len(offers)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


LOOKED = ("log @", "list +", "edit ", "week --child ", "tips keep any", "config get ",
          "tips unmark ", "config set child ", "restore ", "plan remove ",
          "words ", "log hu")  # fmt: skip


def older(home):
    home.data.mkdir()
    shutil.copy(DATA / "journal-0004.db", home.journal)


def damaged(home):
    home.data.mkdir()
    home.journal.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def no_file(home):
    home.journal.mkdir(parents=True)


@pytest.mark.parametrize(
    "make", [None, older, damaged, no_file], ids=lambda make: getattr(make, "__name__", "none")
)
def test_whatever_the_journal_is_the_words_are_offered_and_nothing_is_written(
    ask, home, tmp_path, make
):
    if make:
        make(home)
    before = state(tmp_path)
    answers = {line: ask("fish", f"attune {line}") for line in LOOKED}
    assert before == state(tmp_path)
    assert (0, ["hurt\tbumped or in pain"]) == answers["log hu"]
    assert (0, []) == answers["log @"]
    assert make is not None or not home.data.exists()


def test_a_journal_that_is_being_written_is_left_alone_at_once(ask, home, typed_before):
    typed_before(*LIVED)
    with closing(sqlite3.connect(home.journal, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert (0, []) == ask("fish", "attune list @mi")
        assert (0, ["hurt\tbumped or in pain"]) == ask("fish", "attune list hur")
    assert (0, ["@mia\tchild"]) == ask("fish", "attune list @mi")


def test_settings_that_are_broken_leave_the_words(ask, home):
    home.data.mkdir()
    home.settings.write_text("plain = [")
    assert (0, ["hurt\tbumped or in pain"]) == ask("fish", "attune log hu")
    assert (0, ["plain\tPages without colour and chart, in a terminal too."]) == ask(
        "fish", "attune config set pla"
    )


@pytest.mark.parametrize(("line", "code"), [("log hu", 0), ("week zz", 0), ("export -o ", 3)])
def test_a_script_of_typer_for_fish_that_asks_first_gets_files_only_for_a_path(ask, line, code):
    more = {"_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert (code, []) == ask("fish", f"attune {line}", **more)


def test_powershell_gets_names_in_quotes_that_it_would_read_as_its_own_signs(ask, typed_before):
    typed_before(*LIVED)
    found = ask("powershell", "attune list @")[1]
    assert ["'@mia':::child", "'@Anna Lena':::child"] == found[:2]
    assert ["hurt:::bumped or in pain"] == ask("pwsh", "attune list hur")[1]
    text = script("pwsh")
    assert "Register-ArgumentCompleter -Native -CommandName attune" in text
    assert {"_ATTUNE_COMPLETE", "_TYPER_COMPLETE_ARGS"} == set(re.findall(r"\$Env:(\w+)", text))
    assert text.count("{") == text.count("}")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_real_bash_completes_a_word(begun):
    line = 'COMP_LINE="attune log hu"; COMP_POINT=13; COMP_TYPE=9; _attune_completion attune hu log'
    told = f'attune() {{ "{PROGRAM}"; }}; {script("bash")}\n{line}; printf "%s" "${{COMPREPLY[@]}}"'
    ended = subprocess.run(
        ["bash", "--norc", "-c", told],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"ATTUNE_HOME": str(begun.data), "PATH": "/usr/bin:/bin"},
    )
    assert (0, "hurt", "") == (ended.returncode, ended.stdout, ended.stderr)


@needs.full
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_listens_no_more_is_told_nothing(shell):
    line = {"COMP_WORDS": "attune ca", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "attune ca"}
    asked = {"_ATTUNE_COMPLETE": f"complete_{shell}", **line}
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [PROGRAM], env=os.environ | asked, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert b"Traceback" not in ended.stderr
