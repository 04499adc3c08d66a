"""The documentation is held against the program."""

import re
import shlex
import subprocess
from pathlib import Path

from attune_cli import __version__
from attune_cli.app import VERBS
from attune_cli.render.explain import WHY

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ attune")
]

# What is said beside the data, on stderr.
TALK = (
    r"An idea for another time: .*\n|More: attune tips --for .*\n"
    r"|.*Open that file with your calendar\.\n"
    r"|It counts \d+ moments? of .*\n"
    r"|\d+ moments?(?:, .*)?\.\n"  # of an export
)


def test_the_readme_shows_every_verb():
    assert [] == [verb for verb in VERBS if f"attune {verb}" not in README]


def test_the_readme_shows_commands():
    assert len(COMMANDS) >= 8


def test_the_readmes_commands_run_in_the_order_shown(attune, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a report is written to where one is
    ended = [attune(*shlex.split(command, comments=True)[1:]) for command in COMMANDS]
    assert [(command, 0, "") for command in COMMANDS] == [
        (command, code, re.sub(TALK, "", talk))
        for command, (code, _, talk) in zip(COMMANDS, ended, strict=True)
    ]


def test_both_first_commands_begin_with_a_plain_virtual_environment():
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2


def test_what_ci_runs_is_what_the_readme_says():
    command = next(line for line in README.splitlines() if "pip install -e" in line)
    checks = [part.strip() for part in command.split("&&")[2:]]
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert [check for check in checks if check.split("/")[-1] not in script] == []


def test_the_changelog_knows_this_version():
    assert f"## [{__version__}]" in CHANGELOG


def test_the_project_keeps_no_lock_file():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ).stdout.split()
    assert [name for name in tracked if name.endswith((".lock", "requirements.txt"))] == []


def test_why_it_may_matter_stands_at_the_head_of_the_readme_as_the_explanation_has_it():
    assert WHY.replace("’", "'") in " ".join(README.split()).replace("’", "'")
    assert len(re.findall(r"[.)] (?=[A-Z])|\.$", WHY)) == 3
