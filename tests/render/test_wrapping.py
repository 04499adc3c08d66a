"""Wrapping as a law: at each width, no line is wider than the page and no word is lost."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from attune_cli.core.erase import Erasure, ErasureCounts, ErasureScope
from attune_cli.core.finding import Check, Finding, State
from attune_cli.core.people import Caregiver, Child
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.backups import Backup, Checked, Contents, Why, backups_page
from attune_cli.render.doctor import Place, findings_page, places_page
from attune_cli.render.edit import delete_preview
from attune_cli.render.erase import forgotten_page, preview_page
from attune_cli.render.explain import explanation
from attune_cli.render.page import KEPT_SPACE, Line, clean, commands_unbroken
from attune_cli.render.people import caregivers_page, children_page
from attune_cli.render.text import to_text, with_marks
from attune_cli.render.trend import trend_page
from attune_cli.render.words import words_page
from core.factory import CET
from render import (
    test_answers,
    test_config,
    test_glance,
    test_moments,
    test_patterns,
    test_plan,
    test_reflection,
    test_support,
    test_tips,
    test_trend,
)

NARROWEST, WIDEST = 20, 120
BESIDE = 24  # columns that a text has beside its name, or it goes on below it
WHOLE = {"command", "hint", "row"}  # roles that are never wrapped
NOW = datetime(2026, 11, 22, 18, tzinfo=CET)
BACKUP = Path("/home/sam/.local/share/attune/backups/2026-11-21.db")
CONTENTS = Contents(1204, 3, date(2026, 3, 1), date(2026, 11, 21))
SCOPE = ErasureScope("ada")
ERASURE = Erasure(ErasureCounts(214, 120, 12, 3, 1, 4), 9, 1, (BACKUP,))
FINDINGS = [
    Finding(Check.JOURNAL, State.OK, "The journal is whole: 1204 moments, 3 answers."),
    Finding(Check.FOLDER, State.LOOK, f"{BACKUP.parent} is synced.", "Move it: see attune where."),
    Finding(Check.INDEX, State.BROKEN, "The index is behind.", "attune doctor --mend", True),
]
VIEWS: dict[str, list[Iterable[Line]]] = {
    "answers": list(test_answers.PAGES.values()),
    "backups": [
        backups_page([], None, NOW, is_there=False),
        backups_page(
            [Checked(Backup(BACKUP, NOW, why), held) for why in Why for held in (CONTENTS, None)],
            CONTENTS._replace(moments=1210, answers=4),
            NOW,
            is_there=True,
        ),
    ],
    "config": list(test_config.PAGES.values()),
    "delete": [delete_preview(test_moments.MOMENTS, vocabulary(), NOW)],
    "doctor": [findings_page(FINDINGS), findings_page(FINDINGS[:2]), findings_page(FINDINGS[:1])],
    "explain": [
        explanation(test_reflection.reflected(name), NOW.date()) for name in test_reflection.WEEKS
    ],
    "forget": [preview_page(SCOPE, ERASURE), forgotten_page(SCOPE, ERASURE)],
    "glance": list(test_glance.PAGES.values()),
    "help-now": list(test_support.PAGES.values()),
    # Those that are made for a width have a law of their own in test_moments.
    "moments": [
        page
        for name, page in test_moments.PAGES.items()
        if "_columns" not in name and name not in test_moments.NARROW
    ],
    "patterns": list(test_patterns.PAGES.values()),
    "people": [
        children_page([], NOW.date()),
        children_page(
            [Child("zoë", "2026-08", None, 5), Child("ada", "2024-08", "teen")], NOW.date(), "ada"
        ),
        caregivers_page([Caregiver("me"), Caregiver("grandpa")], "me"),
    ],
    "plans": list(test_plan.PAGES.values()),
    "reflection": [
        *map(test_reflection.page_of, test_reflection.WEEKS),
        *(test_reflection.page_of(name, is_drawn=True) for name in test_reflection.WEEKS),
        *map(test_reflection.page_of_span, test_reflection.SPANS),
        *map(test_reflection.answered_page_of, ["one_good_moment", "nothing"]),
        test_reflection.page_of("one_good_moment", date(2026, 10, 1)),
        test_reflection.page_of("nothing", date(2026, 10, 1)),
    ],
    "tips": [*test_tips.PAGES.values(), test_tips.IDEA_OF_WEEK],
    "trend": [
        trend_page(trend, 20, is_drawn=False, everything=True)
        for trend in test_trend.TRENDS.values()
    ],
    "where": [places_page([Place("own tips", BACKUP, None), Place("journal", BACKUP, 8192)])],
    "words": [words_page(vocabulary().words.values())],
}
# Words of all lengths, wide signs, emoji of several parts, accents that are signs of their own.
SIGNS = "a bcd  efg\n-—…·\te\u0301é公園ブ、👍👩🏽‍👧❤️שלום[]\x1b\u202e"
TEXTS = st.text(SIGNS, max_size=200) | st.lists(st.text("ab公👍", max_size=30)).map(" ".join)
LINES = st.builds(
    Line,
    TEXTS,
    st.sampled_from(["text", "title", "command"]),
    st.integers(0, 6),
    st.integers(0, 16),
    st.just(""),
)


def rejoined(pieces: list[str], expected: list[str], width: int) -> list[str]:
    """Return pieces as words: one that takes more than half the page may have been broken.

    Its bytes are never fewer than its columns.
    """
    found, left = [], list(reversed(pieces))
    for word in expected:
        piece = left.pop() if left else ""
        while len(word.encode()) > width / 2 and len(piece) < len(word) and left:
            piece += left.pop()
        found.append(piece)
    return found + left


def hold_the_law(page: Iterable[Line], width: int) -> None:
    """Fail if a row of the page is too wide or too far right, or a word is not as it was."""
    for line in page:
        rows, text = to_text([line], width), clean(line.text).replace(KEPT_SPACE, " ")
        if line.role in WHOLE:
            assert [" " * line.indent + text] == rows
            continue
        assert [] == [row for row in rows if cell_len(with_marks(row)) > width]
        has_room = width - line.indent - line.hang >= BESIDE
        start = " " * (line.indent + (line.hang if has_room else min(line.hang, 2)))
        assert [] == [row for row in rows[1:] if row != start + row.lstrip(" ")]
        expected = [*line.label.split(), *text.split()]
        assert expected == rejoined(" ".join(rows).split(), expected, width)


WIDTHS = st.integers(NARROWEST, WIDEST)


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=20)
@given(data=st.data())
def test_no_page_has_a_line_too_wide_or_loses_a_word(view, data):
    pages = VIEWS[view]
    page = data.draw(st.integers(0, len(pages) - 1), label="page")
    hold_the_law(pages[page], data.draw(WIDTHS, label="width"))


@given(LINES, WIDTHS)
@example(Line("公園でブランコから落ちて、 a few plain words 👍👍👍 " * 9, indent=2), 50)
@example(Line("公" * 40, indent=2, hang=14), NARROWEST)
@example(Line("x" * 200, indent=6, hang=16), NARROWEST)
def test_whatever_is_written_is_wrapped_between_its_words(line, width):
    hold_the_law([line], width)


def test_a_page_is_wrapped_line_by_line():
    page = test_moments.PAGES["show"]
    assert [row for line in page for row in to_text([line], 40)] == to_text(page, 40)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Nothing yet. To begin: attune log. All it does: attune -h", "attune -h"),
        ("Still to be described: “left owt”. To go on with it: attune log", "attune log"),
        ("What you said is kept; “attune log” offers it next time.", "“attune log”"),
        ("Once you have: attune back 12 later", "attune back 12 later"),
    ],
)
def test_a_command_inside_a_sentence_is_on_one_row(text, command):
    def rows(width: int) -> list[str]:
        return to_text([Line(commands_unbroken(text, width - 2), hang=2)], width)

    widths = range(len(command) + 2, 80)
    assert [] == [width for width in widths if not any(command in row for row in rows(width))]
    assert {text} == {" ".join(" ".join(rows(width)).split()) for width in widths}
