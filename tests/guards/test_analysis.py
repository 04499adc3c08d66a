"""The page for those who analyse: its examples run on an export, and give attune's own figures."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "analysis.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```(python|r)\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture
def as_the_page_says(attune, tmp_path, monkeypatch):
    """Export the example journal to where one is, as the page says."""
    monkeypatch.chdir(tmp_path)
    assert attune("import", str(ROOT / "examples" / "eight-weeks.jsonl"), "--yes")[0] == 0
    command = re.search(r"`attune (export -o \S+)`", PAGE)[1]
    assert attune(*command.split())[0] == 0


@pytest.mark.usefixtures("as_the_page_says")
def test_the_example_with_pandas_gives_the_figures_of_attune(attune, capsys):
    pytest.importorskip("pandas")
    found = {}
    exec(compile(BLOCKS["python"], "analysis.md", "exec"), found)
    out = capsys.readouterr().out
    strict = json.loads(attune("look", "--json")[1])["distress"]["strict"]
    assert (strict["k"], strict["n"]) == (found["k"], found["n"])
    assert strict["deff"] == pytest.approx(found["deff"])
    middle, half = found["middle"], found["half"]
    assert strict["range95"] == pytest.approx([middle - half, middle + half])
    assert f"{strict['k']} of {strict['n']} rated yes; range" in out
    assert strict["n"] == found["weeks"]["n"].sum() == found["chosen"]["n"].sum()


def test_the_example_with_r_is_one_that_r_reads():
    assert "readLines(" in BLOCKS["r"]
    if program := shutil.which("Rscript"):
        done = subprocess.run(
            [program, "-e", "invisible(parse(file('stdin')))"],
            input=BLOCKS["r"], capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (0, "") == (done.returncode, done.stderr)


def test_both_examples_read_the_file_that_the_page_writes():
    name = re.search(r"`attune export -o (\S+)`", PAGE)[1]
    assert [True, True] == [f'"{name}"' in block for block in BLOCKS.values()]


def test_the_readme_leads_to_the_page():
    assert "(docs/analysis.md)" in (ROOT / "README.md").read_text("utf-8")
