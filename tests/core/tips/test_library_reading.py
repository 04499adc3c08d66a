"""The library is read as it is written."""

import pytest

from attune_cli.core.tips.library import TIPS_FILE, compiled_tips, read_tips, written_tips


def test_the_tips_that_are_read_are_those_that_are_written(request: pytest.FixtureRequest) -> None:
    text = compiled_tips(written_tips())
    if request.config.getoption("--golden"):
        TIPS_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert (text, written_tips()) == (TIPS_FILE.read_text("utf-8"), list(read_tips(TIPS_FILE)))
