"""The shape of the house, as far as a program can see it."""

import ast
import os
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src").rglob("*.py"))


def test_every_module_says_what_belongs_there():
    undocumented = [
        path.name for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert undocumented == []


def test_no_modules_import_each_other_in_a_circle():
    house = grimp.build_graph("attune_cli", cache_dir=None)
    imports = {name: house.find_modules_directly_imported_by(name) for name in house.modules}
    try:
        tuple(TopologicalSorter(imports).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_nothing_imports_click():
    assert [path.name for path in FILES if "import click" in path.read_text("utf-8")] == []


def test_the_import_contract_holds():
    program = Path(sys.executable).with_name("lint-imports")
    # Its threads end now and then where a preloaded library moves the clock.
    alone = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    ended = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=alone,
    )
    assert (0, True) == (ended.returncode, "0 broken" in ended.stdout)


@pytest.mark.parametrize("word", ["datetime.now", "time.time", "date.today", "utcnow"])
def test_only_the_clock_asks_for_the_time(word):
    found = {path.name for path in FILES if word in path.read_text("utf-8")}
    assert found <= {"clock.py"}


def test_only_one_place_writes_days_and_times_for_people():
    form = re.compile(r"%[aAbBp]\b|:%H:%M\}")
    found = {path.name for path in FILES if form.search(path.read_text("utf-8"))}
    # A file of Markdown, and the identity of a plan, are the same for everybody.
    assert {"dates.py", "markdown.py", "plan.py"} == found


def test_sqlites_engine_is_named_in_one_place():
    found = [path.name for path in FILES if "sqlite://" in path.read_text("utf-8")]
    assert found == ["migrate.py"]


def test_no_statement_has_numbered_places_which_newer_pythons_refuse():
    numbered = re.compile(r"\?\d")
    assert [] == [path.name for path in FILES if numbered.search(path.read_text("utf-8"))]
