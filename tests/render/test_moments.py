"""Lists and pages of moments, as golden files."""

import io
from datetime import UTC, date, datetime, time

import pytest

from attune_cli.core.moment import CameBack, Chosen, Kind, LinkedMoment, Sensitivity
from attune_cli.core.search import read_terms
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.console import show_rich
from attune_cli.render.moment import linked_moments_page
from attune_cli.render.moments import Extent, moments_page, nothing_found
from attune_cli.render.output import show
from attune_cli.render.page import Line, marked
from attune_cli.render.text import to_text, width_of, with_marks
from core.factory import CET, moment

NOW = datetime(2026, 11, 22, 18, tzinfo=CET)
SUNDAY, SATURDAY, LAST_YEAR = date(2026, 11, 22), date(2026, 11, 21), date(2025, 3, 1)
LONG = "The mornings are ours, and by the evening there is nothing left of me. " * 8
HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 [bold]not bold[/] \u202eevil\u2066 שלום "
    "👩🏽‍👧 \ufdd0x\ufdd1"
)
MOMENTS = [
    moment(
        number=7, local_day=LAST_YEAR, kind=Kind.CONNECTION, activities=("floor", "follow"),
        children=("ada", "Zoë"), note="snails", sensitivity=Sensitivity.YES,
    ),
    moment(
        number=38, local_day=SATURDAY, cue="told_no", responses=("punish", "give_in"),
        sensitivity=Sensitivity.NO, came_back=CameBack.NOT_YET, states=("tired", "alone"),
        note=f"Shoes.\n\n{LONG}\nThen the swing, and a second swing.", tags=("late", "公園"),
        caregiver="grandpa", children=(), chosen=Chosen.PROMPTED,
    ),
    moment(number=39, local_day=SATURDAY, cue="hurt", responses=("comfort",))._replace(
        occurred_at=None, logged_at=datetime(2026, 11, 24, 9, tzinfo=CET), note=HOSTILE
    ),
    moment(
        number=40, local_day=SUNDAY, kind=Kind.REPAIR, steps=("sorry", "listen"), after="settled",
        occurred_at=datetime.combine(SUNDAY, time(9, 5), UTC), repairs="uid-38",
        note="公園でブランコから落ちて、ひざをすりむいた。" * 6,
    ),
]  # fmt: skip
SWING = read_terms(["swing", "pain", "シ", "公園"], vocabulary())
WHOLES = [
    LinkedMoment(MOMENTS[0]),
    LinkedMoment(MOMENTS[1], None, (40, 44)),
    LinkedMoment(MOMENTS[2]),
    LinkedMoment(MOMENTS[3], MOMENTS[1]),
]


def columns(width, terms=()):
    return moments_page(MOMENTS, terms, vocabulary(), NOW, Extent(4, 10_000), (), width)


PAGES = {
    "list": list(moments_page(MOMENTS, (), vocabulary(), NOW, Extent(4, 10_000, is_more=True))),
    "search": list(moments_page(MOMENTS, SWING, vocabulary(), NOW, Extent(4, 5))),
    "list_in_columns": list(columns(80)),
    "list_beside_numbers": list(columns(50)),
    "list_below_numbers": list(columns(36)),
    "search_in_columns": list(columns(80, SWING)),
    "show": list(linked_moments_page(WHOLES, vocabulary(), NOW)),
    "list_none": nothing_found(is_narrow=False, is_search=False, near={}),
    "list_none_such": nothing_found(is_narrow=True, is_search=False, near={}),
    "search_none": nothing_found(is_narrow=True, is_search=True, near={}),
}
NARROW = {"list_beside_numbers": 50, "list_below_numbers": 36}


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *((name, 80) for name in PAGES if name not in NARROW),
        *NARROW.items(),
        ("list", 50),
        ("show", 50),
    ],
)
def test_a_page_of_moments_reads_as_it_was_looked_at(golden, name, width):
    golden(f"{name}_{width}", with_marks("\n".join(to_text(PAGES[name], width)) + "\n"))


@pytest.mark.parametrize("width", range(24, 81, 8))
def test_no_row_of_a_list_is_wider_than_its_page(width):
    rows = to_text(columns(width), width)
    assert [row for row in rows if width_of(row) > width and "attune" not in row] == []


class Stream(io.StringIO):
    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._named = encoding

    encoding = property(lambda self: self._named)


MARKED = [Line(marked("off the swing, and a swing", [(8, 13), (21, 26)]), indent=2)]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "  off the «swing», and a «swing»\n"),
        ("ascii", "  off the *swing*, and a *swing*\n"),
    ],
)
def test_what_is_marked_shows_without_any_style(encoding, text):
    stream = Stream(encoding)
    show(MARKED, stream=stream)
    assert text == stream.getvalue()


def test_in_a_terminal_what_is_marked_is_bold_and_underlined(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Stream("utf-8")
    show_rich(MARKED, stream, is_terminal=True)
    once = "\x1b[1;4mswing\x1b[0m"
    assert f"  off the {once}, and a {once}\n" == stream.getvalue()


def test_a_mark_goes_on_where_a_line_is_broken(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "20")
    stream = Stream("utf-8")
    show_rich(
        [Line(marked("a phrase that is longer than a row", [(2, 34)]))], stream, is_terminal=True
    )
    rows = ["a \x1b[1;4mphrase that is\x1b[0m", "\x1b[1;4mlonger than a row\x1b[0m"]
    assert rows == stream.getvalue().splitlines()


def test_a_terminal_without_styles_gets_marks_that_are_signs(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    stream = Stream("utf-8")
    show_rich(MARKED, stream, is_terminal=True)
    assert "  off the «swing», and a «swing»\n" == stream.getvalue()
