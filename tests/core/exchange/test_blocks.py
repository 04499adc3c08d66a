"""A block inside a file that is somebody's own."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attune_cli.core.exchange.blocks import BEGIN, END, BlockBroken, has_block, with_block
from core.factory import SIGNS

OWN = st.text(SIGNS, max_size=40).map(lambda text: text.replace("<!--", ""))
LINES = st.lists(st.text(st.characters(categories=["L", "N", "P"]), max_size=10), max_size=3)


@given(OWN, OWN, LINES, LINES)
@example("\r", "", [], [])
def test_what_a_person_wrote_around_the_block_stays_byte_by_byte(above, below, first, second):
    text = with_block(above, first) + below
    changed = with_block(text, second)
    assert changed.startswith(above)
    assert changed.endswith(below)
    assert changed == with_block(changed, second)
    assert text == with_block(changed, first)


@given(LINES)
def test_a_block_alone_leaves_nothing_behind(lines):
    assert "" == with_block(with_block("", lines), None)


def test_the_block_ends_its_lines_as_the_file_does():
    text = with_block("My day\r\n", ["## Friday"])
    assert f"My day\r\n\r\n{BEGIN}\r\n## Friday\r\n{END}\r\n" == text


@pytest.mark.parametrize(
    "text", [BEGIN, END, f"{END}\n{BEGIN}\n", f"{BEGIN}\n{BEGIN}\n{END}\n", f"{BEGIN}\n{END}\n" * 2]
)
def test_marks_that_are_no_pair_are_left_alone(text):
    assert has_block(text)
    with pytest.raises(BlockBroken):
        with_block(text, ["x"])


def test_a_mark_is_known_by_its_beginning():
    assert "a\n<!-- attune ends -->x" == with_block("a\n<!-- attune ends -->x", None)
    old = "a\n<!-- attune begins: as in a later version -->\nold\n  <!-- attune ends here -->\nb"
    assert f"a\n{BEGIN}\nnew\n{END}\nb" == with_block(old, ["new"])
