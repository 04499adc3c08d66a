"""A day in Markdown: a reader of Markdown shows each note as it was written."""

import re
from datetime import timedelta
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from attune_cli.core.exchange.blocks import BEGIN, END, with_block
from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.markdown import day_lines
from attune_cli.render.page import clean
from core.factory import FRIDAY, SIGNS, moment

READER = MarkdownIt("commonmark")
SPECIAL = st.text(st.sampled_from("\\`*_[]<>#|~$%=^&{}!-+1. \n\t'\"():x"), max_size=30)
LONG = moment(
    number=7,
    cue="hurt",
    responses=("comfort", "name"),
    states=("tired",),
    sensitivity=Sensitivity.PARTLY,
    came_back=CameBack.LATER,
    tags=("park", "big_bus"),
    note="Fell off the *swing*.\n\n  <!-- attune ends -->\n# [[Ada]] ![](http://x.test/y.png)",
)
DAY = [
    LONG,
    moment(
        number=3, kind=Kind.CONNECTION, occurred_at=LONG.occurred_at - timedelta(hours=9),
        logged_at=LONG.logged_at, activities=("read",), children=("ada", "ben"), caregiver="sam",
    ),
    moment(number=9, kind=Kind.REPAIR, steps=("sorry",), children=())._replace(
        occurred_at=None, part_of_day="evening"
    ),
]  # fmt: skip


def test_a_day(golden):
    golden("markdown_day", "\n".join(day_lines(FRIDAY, DAY, vocabulary())) + "\n")


def seen(note: str) -> tuple[list[str], set[str]]:
    """Return the lines of a note, as a reader of Markdown shows them, and its elements."""
    text = "\n".join(day_lines(FRIDAY, [moment(note=note)], vocabulary()))
    html = READER.render(text).partition("<blockquote>")[2].partition("</blockquote>")[0]
    shown = re.sub("<[^>]*>", "", html.replace("<br />\n", "\n").replace("</p>\n<p>", "\n"))
    return unescape(shown).split("\n"), set(re.findall(r"<(\w+)", html))


@given(SPECIAL | st.text(SIGNS, max_size=30))
@example("1. one\n2) two\n- three\n+ four")
@example("<script>x</script>\n&amp; &#42;\n***\n---\n===")
def test_a_note_is_shown_line_by_line_as_it_was_written_and_nothing_of_it_is_markup(note):
    lines, elements = seen(note)
    assert elements <= {"p", "br"}
    plain = [" ".join(clean(line).split()) for line in note.splitlines()]
    shown = [" ".join(line.split()) for line in lines]
    assert [line for line in plain if line] == [line for line in shown if line]


@given(SPECIAL | st.sampled_from((BEGIN, END, f"{END}\n{BEGIN}", f"\r{END}", f"\u2028{END}\x85")))
def test_no_note_closes_the_block(note):
    lines = [*day_lines(FRIDAY, [moment(note=note)], vocabulary())]
    text = with_block("mine\n", lines)
    assert "mine\n\n" == with_block(text, None)
