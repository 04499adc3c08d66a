"""CONTRIBUTING is walked: its examples are applied to a copy of the program, which is then run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from attune_cli.core.speech.lexicon import lexicon

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
RECIPES = dict(re.findall(r"^(\w+):.*\n((?:\t.*\n?)+)", MAKEFILE, re.MULTILINE))
STEPS = (ROOT / ".ci" / "run").read_text("utf-8")
SECTIONS = dict(
    re.findall(r"^### To add (.+?)\n(.*?)(?=^##|\Z)", CONTRIBUTING, re.MULTILINE | re.DOTALL)
)
STEP = re.compile(r"^\d\. `([^`]+)`(.*?)(?=^\d\. |\Z)", re.MULTILINE | re.DOTALL)
PACKAGE = "src/attune_cli/"
# Files that a contributor names for the first time.
NEW = {"src/attune_cli/commands/count.py", "src/attune_cli/store/schema/versions/0010_place.py"}
AT = {"TZ": "UTC", "COLUMNS": "80"}


def steps(section: str) -> dict[str, str]:
    """Return the files of a section, in their order, each with its block of changes."""
    blocks = {}
    for name, text in STEP.findall(SECTIONS[section]):
        block = re.search(r"```diff\n(.*?)```", text, re.DOTALL)
        blocks[name] = re.sub(r"^   ", "", block[1], flags=re.MULTILINE) if block else ""
    return blocks


def apply(changes: str, path: Path) -> None:
    """Change a file as a block says: lines that stay, - that go, + that come."""
    text = path.read_text("utf-8") if path.exists() else ""
    for change in changes.split(" …\n"):
        lines = [(line[:1], line[1:]) for line in change.splitlines(keepends=True)]
        before = "".join(line for sign, line in lines if sign in {" ", "-"})
        after = "".join(line for sign, line in lines if sign in {" ", "+"})
        if before:
            assert (path.name, before, 1) == (path.name, before, text.count(before))
            text = text.replace(before, after)
        else:
            text += after
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copied(section: str, folder: Path) -> Path:
    """Copy the package into a folder, and apply the example of a section to it."""
    shutil.copytree(ROOT / "src" / "attune_cli", folder / "attune_cli")  # compiled as it is
    for name, changes in steps(section).items():
        if name.startswith(PACKAGE) and changes:
            apply(changes, folder / "attune_cli" / name.removeprefix(PACKAGE))
    return folder


def python(package: Path, *arguments: str) -> str:
    """Run Python with the copy of the package, and return what it prints."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=package,
        env={
            **os.environ, **AT, "PYTHONPATH": str(package), "ATTUNE_HOME": str(package / "home"),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    told = ended.stderr.startswith("A journal begins here:") or not ended.stderr
    assert (0, True) == (ended.returncode, told)
    return ended.stdout


def attune_in(package: Path, *arguments: str) -> str:
    return python(package, "-m", "attune_cli", *arguments)


def test_four_things_are_shown_to_be_added():
    assert ["a word", "a setting", "a verb", "a column"] == list(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_file_that_is_to_be_touched_is_there_or_is_made(section):
    named = set(steps(section))
    assert set() == {name for name in named - NEW if not (ROOT / name).exists()}
    assert all(steps(section)[name] for name in named & NEW)


def test_every_path_that_is_named_is_there():
    rooms = [ROOT / PACKAGE / room for room in ("", "commands", "core", "data", "store")]
    named = set(re.findall(r"`([\w./-]+/[\w./-]*)`", CONTRIBUTING)) - NEW
    there = {name for name in named if any((base / name).exists() for base in (ROOT, *rooms))}
    assert (set(), True) == (named - there, bool(there))


WORDS_MADE = """
from attune_cli.core.vocabulary import WORDS_FILE, compiled_words, written_words
WORDS_FILE.write_text(compiled_words(written_words()), encoding="utf-8")
"""


def test_the_word_of_the_example_is_logged_and_shown(tmp_path):
    assert lexicon().meaning(("hum",)) == {"comfort": "same"}  # and the new word wins
    package = copied("a word", tmp_path)
    python(package, "-c", WORDS_MADE)  # as `make golden` does
    assert "→ hummed to them" in attune_in(package, "log", "hurt", "hum", "yes")
    assert "hummed to them" in attune_in(package, "words", "response")


def test_the_setting_of_the_example_is_set_and_obeyed(tmp_path):
    package = copied("a setting", tmp_path)
    with_hint = attune_in(package).splitlines()
    attune_in(package, "config", "set", "glance_hint", "no")
    assert with_hint[:-1] == attune_in(package).splitlines()
    assert "glance_hint" in attune_in(package, "config")


def test_the_verb_of_the_example_is_listed_and_runs(tmp_path):
    package = copied("a verb", tmp_path)
    attune_in(package, "log", "floor", "yes")
    assert "1 moment in your journal.\n" == attune_in(package, "count")
    assert "count" in attune_in(package, "help")


COMPILED = """
from contextlib import closing
from pathlib import Path
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.schema.beginning import SQL
from attune_cli.store.schema.migrate import migrate
home = Home.at(Path("new").absolute())
migrate(home)
with closing(connect(home)) as connection:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    kept = [sql for name, sql in rows if not name.startswith(("moment_texts_", "sqlite_"))]
SQL.write_text("".join(f"{sql};\\n" for sql in kept), encoding="utf-8")
"""
STORED = """
from datetime import UTC, datetime
from pathlib import Path
from attune_cli.core.moment import Kind, Moment
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.schema.migrate import migrate
now = datetime(2026, 11, 22, 18, tzinfo=UTC)
moment = Moment("a", Kind.CONNECTION, "me", now.date(), now, now, place="park")
homes = [Home.at(Path(name).absolute()) for name in ("home", "first")]
migrate(homes[0])
for home in homes:
    with journal(home) as opened:
        opened.add([moment])
    with journal(home) as opened, opened.change("edit", now):
        (found,) = opened.moments([opened._number("a")])
        opened.replace(found._replace(place="zoo"))
    with journal(home) as opened:
        opened.undo()
    with journal(home) as opened:
        print(opened.of_uid("a").place, opened.moments([1])[0].place)
"""


def test_the_column_of_the_example_is_stored_and_undone_in_an_old_and_a_new_journal(
    tmp_path, attune, home
):
    attune("log", "floor", "yes")
    package = copied("a column", tmp_path / "copy")
    shutil.copytree(home.data, package / "home")
    assert "park None\npark park\n" == python(package, "-c", COMPILED + STORED)


def test_every_make_target_is_named_and_has_commands_that_exist():
    assert set(RECIPES) == set(re.search(r"\.PHONY: (.*)", MAKEFILE)[1].split())
    assert [] == [target for target in RECIPES if f"`make {target}`" not in CONTRIBUTING]
    run = [line.split()[1:] for lines in RECIPES.values() for line in lines.splitlines()
           if ".ci/run" in line]  # fmt: skip
    assert {"setup", "check", "suite", "later", "docs", "browser"} == {
        step for line in run for step in line
    }
    assert [] == [step for line in run for step in line if f"\n{step}() {{" not in STEPS]
    programs = set(re.findall(r"\$\(?bin\)?/([\w-]+)", MAKEFILE + STEPS))
    folder = Path(sys.executable).parent
    assert set() == {name for name in programs if not shutil.which(name, path=str(folder))}


def test_each_hook_runs_a_command_of_ci_and_nothing_from_elsewhere():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    entries = re.findall(r"entry: \.venv/bin/(.+)", hooks)
    assert ["ruff format --check", "ruff check", "mypy"] == entries
    assert [] == [entry for entry in entries if f"$bin/{entry}\n" not in STEPS]
    assert (["local"], len(entries)) == (
        re.findall(r"repo: (.+)", hooks), hooks.count("language: system")
    )  # fmt: skip


def test_what_runs_later_is_found_by_what_a_test_says():
    program = "from later import chosen; print(*(path.name for path in chosen()))"
    names = python(ROOT / "tests", "-B", "-c", program).split()
    assert {"test_clock.py", "test_daily.py", "test_doctor.py"} <= set(names)
