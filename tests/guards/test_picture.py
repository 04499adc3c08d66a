"""The README's picture is what `attune week` shows: `pytest tests/guards --golden` draws it."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from picture import picture

PICTURE = Path(__file__).parents[2] / "docs" / "week.svg"
SUNDAY = datetime(2026, 10, 25, 21, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_picture_shows_what_the_program_prints(request, home, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PAGER", "")
    drawn = picture(home, SUNDAY)
    if request.config.getoption("--golden"):
        PICTURE.write_text(drawn, encoding="utf-8")
    assert PICTURE.read_text("utf-8") == drawn


def test_the_picture_asks_for_nothing_from_elsewhere():
    svg = PICTURE.read_text("utf-8")
    assert [] == re.findall(r"@font-face|@import|href=|url\((?!#)", svg)
