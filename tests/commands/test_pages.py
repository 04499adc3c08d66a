"""Pages of random journals of many kinds, checked by program; `bench.pages` draws thousands."""

import pytest

from bench.drawn import RECIPES, Drawn, draw
from bench.page_rules import Page
from bench.pages import drawn_pages, offences, views

ALL = {"week", "month", "look", "calendar", "explain", "trend", "patterns", "today", "tips", "log"}


def test_pages_of_every_kind_of_journal_keep_the_rules():
    said = {
        (rule, page.drawn.recipe, page.arguments): line
        for page in drawn_pages(len(RECIPES), views_each=3)
        for rule, line in offences(page)
    }
    assert {} == said


def test_every_kind_of_page_is_drawn():
    assert {view.name for view in views(draw("usual", 1))} == ALL


FEAR = next(
    page for seed in range(99) for page in [draw("fear rated yes", seed)] if len(page.moments) > 99
)
WEEKS = views(FEAR)
LOOK = next(view.window for view in WEEKS if view.name == "look")


def page(text: str, drawn: Drawn = FEAR, name: str = "look", *arguments: str) -> Page:
    return Page(drawn, name, ["look", *arguments], text, 50, LOOK)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("forbidden", "You should have come back."),
        ("forbidden", "Harder times come."),
        ("forbidden", "A good mother."),
        ("unlabelled", "told_no → comfort"),
        ("unlabelled", "#4 · upset · today · bumped or in pain → comfort"),
        ("unlabelled", "3 of distress, 2 calm."),
        ("contradiction", "4 of 9: more than half of what you logged."),
        ("contradiction", "5 of 9 sensitive. Fewer than half of what you logged."),
        ("verdict_with_fear", "Leaning towards more than half."),
        ("percent_without_n", "A share from 39 % to 84 %."),
        ("long_sentence", f"So {'very ' * 30}long."),
        ("wide_line", "wide " * 11),
        ("none_of", "Upset and calm together: 0 of 29."),
        ("fear_counted", "999 of 999 sensitive (●)."),
        ("fear_went_well", "What went well\n  · You scared or hurt them, once."),
        ("fear_without_help", "A page."),
    ],
)
def test_a_rule_sees_what_it_is_for(rule, text):
    assert [rule] == [name for name, _ in offences(page(text), [rule])]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("verdict_on_another", "Clearly more than half."),
        ("consoles_another", "Be as kind to yourself as you would be to a friend."),
        ("you_for_another", "You soothed or held them, twice."),
    ],
)
def test_a_rule_sees_what_is_said_of_another(rule, text):
    assert [rule] == [
        name for name, _ in offences(page(text, FEAR, "look", "--caregiver", "grandpa"), [rule])
    ]


def test_a_kind_page_breaks_no_rule():
    kind = (
        "What went well\n  · You stayed close, twice.\n\nWhen they were upset\n"
        "  2 of 9 sensitive, 3 not this time.\n\nWhere to turn: attune help-now\n"
    )
    assert [] == offences(page(kind))


def test_low_days_without_a_word_on_where_to_call_are_seen():
    drawn = draw("low for weeks", 1)
    week = next(view for view in views(drawn) if view.name == "week")
    said = Page(drawn, "week", week.arguments, "The week\n", 80, week.window)
    assert ["low_without_a_word"] == [name for name, _ in offences(said, ["low_without_a_word"])]
