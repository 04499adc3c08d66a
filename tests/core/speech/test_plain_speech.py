"""A hundred lines as tired people type them: nearly all are understood at once."""

from plain_speech import lines, table, verdict

AT_ONCE = 92


def test_nine_lines_of_ten_are_understood_at_once() -> None:
    assert table("seen")["right"] >= AT_ONCE


def test_no_line_is_taken_for_fear_that_tells_of_none() -> None:
    assert [] == [line["text"] for line in lines("seen") if verdict(line) == "wrong fear"]
