"""Lines as tired people type them: nearly all are understood at once.

Seven hundred by four writers, of whom two hundred were not looked at while the reading was built.
"""

import pytest

from plain_speech import lines, table, verdict

AT_ONCE = {"seen": 0.85, "held_out": 0.7, "held_out_2": 0.6}
HALVES = list(AT_ONCE)


@pytest.mark.parametrize("half", HALVES)
def test_most_lines_are_understood_at_once(half: str) -> None:
    assert table(half)["right"] >= AT_ONCE[half] * table(half).total()


def test_no_line_is_taken_for_fear_that_tells_of_none() -> None:
    every = (line for half in HALVES for line in lines(half))
    assert [] == [line["text"] for line in every if verdict(line) == "wrong fear"]
