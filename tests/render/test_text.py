import io
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.output import show
from attune_cli.render.page import LONGEST_LINE, Line, clean, rows_of, unbroken
from attune_cli.render.text import showable, to_text
from attune_cli.render.words import words_page
from core.factory import SIGNS


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@given(st.text(SIGNS))
def test_nothing_that_a_terminal_obeys_is_left_of_a_text(text):
    kept = clean(text)
    assert [
        sign for sign in kept if sign != "\n" and (ord(sign) < 32 or sign in "\x7f\x9b\u202e")
    ] == []


@pytest.mark.parametrize("text", ["ada", "Zoë · 17:40 → ✓", "👩🏽‍👧", "שלום", "[bold]x[/]", "a\nb"])
def test_a_text_without_such_signs_stays_whole(text):
    assert clean(text) == text


def test_an_escape_sequence_loses_its_power():
    assert clean("\x1b[31mred\x1b[0m\x07 \u202eevil") == "[31mred[0m evil"


def test_a_command_is_never_broken():
    command = "attune log hurt comfort name yes -m 'fell off the swing and laughed again'"
    assert to_text([Line(command, "command", 2)], 50) == ["  " + command]


def test_a_command_inside_a_text_is_on_one_line():
    line = Line(f"To note it: {unbroken('attune back 24 later')}", label="Back", indent=7)
    assert ["Back   To note it:", "       attune back 24 later"] == to_text([line], 28)


def test_a_label_stands_before_the_first_row():
    assert ["Calm   a b", "       c"] == to_text([Line("a b c", label="Calm", indent=7)], 10)


def test_where_only_ascii_can_be_shown_the_dots_still_differ():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert showable("●◐○ · a → “b” – ö", stream) == '#+o - a -> "b" - ?'


@pytest.mark.parametrize(("plain", "escapes"), [(False, True), (True, False)])
def test_a_terminal_gets_emphasis_unless_plain_is_asked_for(plain, escapes, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    show([Line("A week", "title")], plain=plain, stream=stream)
    assert ("\x1b[" in stream.getvalue()) is escapes


def test_what_people_wrote_is_text_and_never_markup():
    stream = Terminal()
    show([Line("[red]x[/] [link=a]b[/link] :smile:")], stream=stream)
    assert stream.getvalue() == "[red]x[/] [link=a]b[/link] :smile:\n"


def test_words_read_as_they_were_looked_at(golden):
    page = words_page(vocabulary().words.values())
    golden("words_80", "\n".join(to_text(page, 80)) + "\n")


@pytest.mark.parametrize("sign", ["👨‍👩‍👧", "👩🏽", "❤️", "日"])
def test_what_is_seen_as_one_wide_sign_takes_two_columns_and_is_never_broken(sign):
    assert [f"{sign} {sign} {sign}", sign] == to_text([Line(" ".join([sign] * 4))], 9)
    assert [sign * 2, sign * 2] == to_text([Line(sign * 4)], 5)


def test_an_accent_takes_no_column():
    assert ["e\u0301" * 20, "e\u0301"] == to_text([Line("e\u0301" * 21)], 20)


@given(st.text(SIGNS | st.sampled_from("👨👩👧🏽❤\u200d\ufe0f\u0301 "), max_size=40))
def test_wrapping_loses_nothing_but_spaces(text):
    kept = "".join(to_text([Line(text)], 20))
    assert "".join(clean(text).split()) == "".join(kept.split())


@given(st.text("ab -", max_size=60), st.integers(20, 40), st.integers(0, 6), st.integers(0, 2))
def test_rows_end_where_textwrap_ends_them(text, width, indent, hang):
    rows = textwrap.wrap(
        f"x{text}",
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )
    line = Line(f"x{text}", indent=indent, hang=hang)
    assert [row.rstrip() for row in rows] == to_text([line], width)


def test_a_word_that_is_longer_than_a_row_is_broken_and_a_path_is_not():
    path = f"/home/{'a' * 30}"
    assert ["b " + "a" * 18, "aaa b"] == to_text([Line(f"b {'a' * 21} b")], 20)
    assert ["b", path, "b"] == to_text([Line(f"b {path} b")], 20)


@pytest.mark.parametrize("line", ["x" * 9_001, "ab " * 3_000, "short", ""])
def test_a_line_that_nobody_writes_is_wrapped_in_parts_and_none_of_it_is_lost(line):
    parts = list(rows_of(line))
    assert line == "".join(parts)
    assert max(map(len, parts), default=0) <= LONGEST_LINE
