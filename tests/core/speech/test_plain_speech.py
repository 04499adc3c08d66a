"""Lines as tired people type them: most are understood at once, and none is taken for fear.

Twelve hundred by five writers, of whom two hundred were not looked at while the reading was built.
"""

from collections import Counter

import pytest

from plain_speech import lines, verdict

AT_ONCE = {"seen": 75, "held_out": 70, "held_out_2": 60}  # of a hundred
HUNDREDS = [
    (half, first) for half in AT_ONCE for first in range(0, len(lines(half)), 100)
]  # each a test of its own, which stays short


@pytest.mark.parametrize(("half", "first"), HUNDREDS)
def test_most_lines_are_understood_at_once(half: str, first: int) -> None:
    found = Counter(map(verdict, lines(half)[first : first + 100]))
    assert (found["right"] >= AT_ONCE[half], 0) == (True, found["wrong fear"])
