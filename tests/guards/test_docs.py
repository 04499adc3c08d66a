"""The documentation is held against the program."""

import configparser
import plistlib
import re
import shlex
import subprocess
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from attune_cli import __version__
from attune_cli.render.explain import WHY

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
DOCS = ROOT / "docs"
PAGES = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
README_BYTES = 8_000

# What is said beside the data, on stderr.
TALK = (
    r"An idea for another time: .*\n|More: attune tips --for .*\n"
    r"|.*Open that file with your calendar\.\n"
    r"|They stand in .*; edit it as you like\.\n"
    r"|It counts \d+ moments? of .*\n"
    r"|\d+ moments?(?:, .*)?\.\n"  # of an export
)


def commands_in(page: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture
def ran(attune, monkeypatch):
    """Run a command, which may read a note from a file, and return its code and its talk, too."""

    def run(command: str) -> tuple[str, int, str]:
        typed, _, file = command.partition(" < ")
        text = b"a longer story" if file else b""
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text)))
        code, _, talk = attune(*shlex.split(typed, comments=True)[1:])
        return command, code, re.sub(TALK, "", talk)

    return run


def test_the_readme_is_short_and_shows_a_picture_and_commands():
    assert len(README.encode()) < README_BYTES
    assert "](docs/week.svg)" in README
    assert len(commands_in(README)) >= 6


@pytest.mark.one_in(3)
@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if commands_in(text)])
def test_the_commands_of_a_page_run_in_the_order_shown_after_those_of_the_readme(
    ran, typed_before, tmp_path, monkeypatch, page
):
    typed_before(*(line.removeprefix("attune ") for line in commands_in(README)))
    monkeypatch.chdir(tmp_path)  # a report is written to where one is
    commands = commands_in(PAGES[page])
    assert [(command, 0, "") for command in commands] == [ran(line) for line in commands]


def test_the_readmes_commands_run_in_the_order_shown(ran):
    commands = commands_in(README)
    assert [(command, 0, "") for command in commands] == [ran(line) for line in commands]


def test_every_link_of_a_page_leads_somewhere():
    broken = []
    for name, text in {"README.md": README, **PAGES}.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            path, _, anchor = target.partition("#")
            if path.startswith("https://"):
                continue
            found = (ROOT / name).parent / path if path else ROOT / name
            if not found.exists() or (anchor and anchor not in anchors(found)):
                broken.append(f"{name}: {target}")
    assert [] == broken


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


def test_the_site_shows_every_page():
    site = (ROOT / "zensical.toml").read_text("utf-8")
    assert [] == [name for name in PAGES if f'"{name.removeprefix("docs/")}"' not in site]


def test_the_reminders_of_the_docs_are_ones_that_the_systems_read():
    blocks = re.findall(r"```(ini|xml|crontab)\n(.*?)```", PAGES["docs/scripting.md"], re.DOTALL)
    units = [configparser.ConfigParser() for kind, _ in blocks if kind == "ini"]
    for unit, text in zip(units, (text for kind, text in blocks if kind == "ini"), strict=True):
        unit.optionxform = str
        unit.read_string(text)
    assert ["oneshot", "timers.target"] == [
        units[0]["Service"]["Type"], units[1]["Install"]["WantedBy"]
    ]  # fmt: skip
    (agent,) = (plistlib.loads(text.encode()) for kind, text in blocks if kind == "xml")
    assert {"Weekday": 0, "Hour": 20, "Minute": 30} == agent["StartCalendarInterval"]
    rows = [text.split(maxsplit=5) for kind, text in blocks if kind == "crontab"]
    assert [] == [row for row in rows if not all(re.fullmatch(r"[\d*]+", at) for at in row[:5])]
    assert len(rows) == 3


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


def test_why_it_may_matter_stands_in_the_readme_as_the_explanation_has_it():
    assert WHY.replace("’", "'") in " ".join(README.split()).replace("’", "'")
    assert len(re.findall(r"[.)] (?=[A-Z])|\.$", WHY)) == 4
