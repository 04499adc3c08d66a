"""The verbs of every day stay instant: what they import, seen in real processes."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from attune_cli.app import VERBS
from attune_cli.clock import system_clock
from attune_cli.store.home import Home

SLOW = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "prompt_toolkit"}
SLOW |= {"icalendar", "dateutil", "tomlkit"}
ALSO_NO_RICH = SLOW | {"rich", "platformdirs", "importlib.metadata", "asyncio"}
REFUSALS = {"arguments", "files", "journal", "moments", "people", "usage"}
AT_START = ALSO_NO_RICH | {"tomllib", "dataclasses"}  # each costs some hundredths of a run
AT_START |= {f"attune_cli.errors.{kind}" for kind in REFUSALS}
# What every run imports is imported once; each of several runs goes on from there, in a fork.
RUN = """
import os, sys
end, lines = os._exit, sys.stdin.read().splitlines()
from attune_cli.__main__ import run
import attune_cli.app

def report(code):
    said.write(" ".join(sys.modules) + "\\n")
    said.flush()
    end(0)

said = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
for line in lines:
    sys.argv = ["attune", *line.split("\\t")[1:]]
    os.environ["ATTUNE_HOME"] = line.split("\\t")[0]
    os._exit = report
    if len(lines) == 1:
        run()
    if (number := os.fork()) == 0:
        try:
            run()
        finally:
            end(70)
    os.waitpid(number, 0)
"""


def imported(*runs: tuple[Path, list[str]]) -> list[set[str]]:
    """Return what each run imported: its folder and its arguments."""
    if len(runs) > 1 and not hasattr(os, "fork"):
        return [found for run in runs for found in imported(run)]
    ended = subprocess.run(
        [sys.executable, "-c", RUN],
        input="".join("\t".join([str(folder), *arguments]) + "\n" for folder, arguments in runs),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=True,
    )
    return [set(line.split()) for line in ended.stdout.splitlines()]


def imported_by_each(home: Home, commands: list[list[str]]) -> list[set[str]]:
    """Run each in its own copy of a journal, and return what it imported."""
    copies = [home.data.with_name(f"copy-{turn}") for turn, _ in enumerate(commands)]
    for copy in copies:
        shutil.copytree(home.data, copy)
    return imported(*zip(copies, commands, strict=True))


EVERY_DAY = [
    (["log", "hurt", "comfort", "name", "yes", "-m", "fell off the swing"], AT_START),
    (["log", "sorry", "--repairs", "last", "--at", "20 min ago"], AT_START),
    (["week"], AT_START),
    (["week", "--json"], ALSO_NO_RICH),
    (["month"], AT_START),
    (["look", "--json"], ALSO_NO_RICH),
    (["calendar"], ALSO_NO_RICH),
    (["trend"], ALSO_NO_RICH),
    ([], AT_START),
    (["today", "--json"], ALSO_NO_RICH),
    (["tips", "--age", "toddler"], ALSO_NO_RICH),
    (["tips", "--for", "told_no", "--json"], ALSO_NO_RICH),
    (["tips", "keep", "any-like-a-friend"], ALSO_NO_RICH),
    (["tips", "add", "--title", "a", "--do", "b", "--kind", "self"], ALSO_NO_RICH),
    (["list", "--cue", "hurt", "--from", "yesterday"], ALSO_NO_RICH),
    (["list", "--json"], ALSO_NO_RICH),
    (["search", "hurt"], ALSO_NO_RICH),
    (["show", "last"], ALSO_NO_RICH),
    (["rate", "1", "yes"], ALSO_NO_RICH),
    (["child", "list"], ALSO_NO_RICH),
    (["caregiver", "list", "--json"], ALSO_NO_RICH),
    (["child", "edit", "--help"], ALSO_NO_RICH),
    (["help-now"], ALSO_NO_RICH | {"sqlite3"}),
    (["help-now", "add", "Sam", "0123 456789"], ALSO_NO_RICH | {"sqlite3"}),
    (["plan", "--help"], ALSO_NO_RICH),
    (["config"], ALSO_NO_RICH),
    (["--help"], ALSO_NO_RICH | {"sqlite3", "tomllib"}),
    (["help"], ALSO_NO_RICH | {"sqlite3"}),
]


def test_verbs_of_every_day_import_nothing_slow(home, attune):
    attune("log", "told_no", "punish", "no", at=system_clock())
    modules = imported_by_each(home, [arguments for arguments, _ in EVERY_DAY])
    assert [] == [
        (" ".join(arguments), found & forbidden)
        for (arguments, forbidden), found in zip(EVERY_DAY, modules, strict=True)
        if found & forbidden
    ]


def test_help_imports_no_verb(home):
    (found,) = imported((home.data, ["--help"]))
    assert [name for name in found if name.startswith("attune_cli.commands")] == []


COMMANDS = Path(__file__).parents[2] / "src" / "attune_cli" / "commands"
# The modules that a verb may import where it needs them. All others stand at the top of the file.
DEFERRED = {
    "attune_cli.commands.edit.whole",  # after a restore
    "attune_cli.commands.browser",  # Textual, which is an extra
    "attune_cli.commands.prompts",  # prompt_toolkit: only where somebody is asked
    "attune_cli.commands.log.questions",  # likewise
    "attune_cli.commands.first_run",  # likewise, once
    "attune_cli.commands.log.said",  # a line that isn't only words
    "attune_cli.render.json",  # log and week: few want JSON
    "attune_cli.render.overview",  # week: a page of one screen
    "attune_cli.render.pager",  # week: a page in a terminal
    "attune_cli.render.explain",  # week --explain
    "attune_cli.render.trend_explain",  # trend --explain
    "attune_cli.core.statistics.since",  # look, at all days
    "attune_cli.render.since",  # likewise
    "attune_cli.store.counting",  # look: a week is counted as it is read
    "attune_cli.store.tip_marks",  # an idea at the end of a week
    "attune_cli.commands.tips.ideas",  # likewise, and after a hard moment
    "attune_cli.commands.words",  # ? at the rating
    "attune_cli.commands.tags",  # a moment with tags
    "attune_cli.store.known",  # a draft
    "attune_cli.commands.editor",  # log -e
    "attune_cli.commands.edit.file",  # edit -e
    "difflib",  # a typo
    "attune_cli.store.database",  # completion of names and tags; help-now needs no journal
    "attune_cli.store.people",  # likewise
    "attune_cli.store.search",  # likewise
    "attune_cli.core.speech.harm",  # a note beside words
    "attune_cli.core.search",  # a word behind a view that is none
    "attune_cli.render.moment",  # completion of numbers
    "attune_cli.store.moments",  # likewise
    "attune_cli.settings.settings",  # completion of what a setting may be
    "attune_cli.render.progress",  # undo of a large change
    "zoneinfo",  # completion of a zone
}


def test_verbs_import_at_the_top_of_their_file_but_for_what_is_slow():
    functions = [
        node
        for path in COMMANDS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    inside = [node for function in functions for node in ast.walk(function)]
    assert {node.module for node in inside if isinstance(node, ast.ImportFrom)} == DEFERRED


ONLY_WHERE_A_JOURNAL_IS_UPGRADED = {"sqlmodel", "sqlalchemy", "pydantic", "alembic"}
OTHERS = [
    ["patterns"], ["reflect", "-m", "well"], ["reflections"], ["edit", "1", "scared"],
    ["back", "1", "later"], ["delete", "1", "--yes"], ["undo"], ["undo", "--list"], ["redo"],
    ["plan", "list"], ["words"], ["child", "add", "bo"], ["child", "edit", "ada", "--name", "lou"],
    ["child", "remove", "ada", "--yes"], ["caregiver", "add", "pa"], ["backup"], ["restore"],
    ["restore", "newest", "--yes"], ["forget", "--child", "ada", "--yes"], ["doctor"], ["where"],
    ["demo"], ["report", "-o", str(Path(os.devnull, "report.html"))], ["export"],
    ["import", "elsewhere.jsonl"], ["schema"], ["browse"],
]  # fmt: skip


def test_no_verb_imports_what_only_an_upgrade_needs(home, attune):
    every_day = [
        said for said, forbidden in EVERY_DAY if forbidden >= ONLY_WHERE_A_JOURNAL_IS_UPGRADED
    ]
    assert {said[0] for said in [*every_day, *OTHERS] if said} >= set(VERBS)
    attune("child", "add", "ada")
    attune("log", "told_no", "punish", "no", at=system_clock())
    attune("log", "floor")
    attune("undo")
    attune("backup")
    modules = imported_by_each(home, OTHERS)
    assert [] == [
        (" ".join(said), found & ONLY_WHERE_A_JOURNAL_IS_UPGRADED)
        for said, found in zip(OTHERS, modules, strict=True)
        if found & ONLY_WHERE_A_JOURNAL_IS_UPGRADED
    ]


def test_the_first_run_of_all_imports_nothing_slow(home):
    (found,) = imported((home.data, ["log", "hurt", "comfort"]))
    assert set() == found & ALSO_NO_RICH


SETTINGS = {"attune_cli.settings.parse", "attune_cli.store.settings"}


@pytest.mark.parametrize("is_set", [True, False])
def test_the_settings_are_read_only_where_there_are_some(home, attune, is_set):
    attune("log", "hurt", "comfort")
    if is_set:
        home.settings.write_text("plain = true\n")
    (modules,) = imported((home.data, ["log", "hurt", "comfort"]))
    read = {"attune_cli.settings.parse", "attune_cli.store.settings"} if is_set else set()
    assert (read, set()) == (modules & SETTINGS, modules & ALSO_NO_RICH)


SYNONYMS = "attune_cli.core.speech.lexicon"


def test_the_synonyms_are_read_only_for_what_is_no_word_no_name_and_no_day(home, attune):
    attune("child", "add", "mia")
    attune("log", "hurt", "comfort", "@mia", at=system_clock())
    views = ["list", "list hurt @mia 5", "list told no today", "month", "trend mia"]
    modules = imported_by_each(home, [view.split() for view in [*views, "list fell"]])
    assert [False] * len(views) + [True] == [SYNONYMS in found for found in modules]


TIPS = {"attune_cli.core.tips.library", "attune_cli.core.tips.choice", "attune_cli.store.own_tips"}


READING = [
    (["log", "told_no", "limit_warm", "yes"], False),
    (["log", "told_no", "frighten", "no"], False),
    (["log", "told_no", "punish", "no", "--json"], False),
    (["log", "told_no", "punish", "no"], True),
    (["month"], False),
    (["week", "--json"], False),
    (["week"], True),
]


def test_the_tips_are_read_only_where_one_may_be_shown(home, attune):
    attune("child", "add", "ada", "--band", "toddler")
    attune("log", "told_no", "punish", "no", at=system_clock())
    modules = imported_by_each(home, [arguments for arguments, _ in READING])
    assert [
        (" ".join(arguments), TIPS if reads else set(), set()) for arguments, reads in READING
    ] == [
        (" ".join(arguments), found & TIPS, found & ALSO_NO_RICH)
        for (arguments, _), found in zip(READING, modules, strict=True)
    ]


def test_completion_opens_no_database(home):
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "attune_cli"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={
            **os.environ,
            "ATTUNE_HOME": str(home.data),
            "_ATTUNE_COMPLETE": "complete_bash",
            "COMP_WORDS": "attune log hu",
            "COMP_CWORD": "2",
        },
    )
    assert ("hurt" in ended.stdout.split(), home.data.exists()) == (True, False)
    assert "sqlmodel" not in ended.stderr


def test_whatever_is_imported_is_declared():
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["browse"]]
    declared = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in lines}
    used = {
        name.partition(".")[0]
        for path in (root / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _names(node)
    }
    assert set() == used - declared - sys.stdlib_module_names - {"attune_cli"}


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
