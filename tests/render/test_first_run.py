"""What the first run says, as golden files."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from attune_cli.core.people import Child
from attune_cli.render.first_run import WELCOME, first_run_page
from attune_cli.render.page import Line
from attune_cli.render.text import to_text

TODAY = date(2026, 11, 22)
FILE = PurePosixPath("/home/someone/.local/share/attune/journal.db")
CHILDREN = {
    "skipped": None,
    "nickname": Child("mia"),
    "stated": Child("Little Bear", band="preschooler"),
    "born": Child("mia", born="2026-03"),
}


@pytest.mark.parametrize("columns", [80, 50])
def test_what_is_said_is_as_in_the_golden_file(golden, columns):
    text = "\n".join(to_text([Line(WELCOME)], columns)) + "\n"
    for name, child in CHILDREN.items():
        page = to_text(first_run_page(child, TODAY, FILE), columns)
        text += "\n".join(["", f"== {name}", *page, ""])
    golden(f"first_run_{columns}", text)
