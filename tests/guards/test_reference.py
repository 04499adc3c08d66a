"""The reference of every verb is what `--help` says: `pytest tests/guards --golden` writes it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from attune_cli.app import VERBS
from every_verb import manual_page, site_page

ROOT = Path(__file__).parents[2]
SITE = ROOT / "docs" / "reference" / "verbs.md"
MANUAL = ROOT / "docs" / "attune.1"


@pytest.mark.parametrize(("file", "made"), [(SITE, site_page), (MANUAL, manual_page)])
def test_it_says_what_help_says(request, file, made):
    if request.config.getoption("--golden"):
        file.write_text(made(), encoding="utf-8")
    assert file.read_text("utf-8") == made()


def test_it_has_every_verb_in_the_order_of_help():
    shown = re.findall(r"^### attune (\S+)$", SITE.read_text("utf-8"), re.MULTILINE)
    assert list(VERBS) == shown


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_man_reads_the_manual_page_without_a_complaint():
    ended = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(MANUAL)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (0, "") == (ended.returncode, ended.stderr)
    assert "attune log" in ended.stdout
