"""The page of a report: what it says and never says, and how it is made."""

import re
from base64 import b64encode
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

import pytest

from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.report import Choice
from attune_cli.core.time.period import Period
from bench.drawn import OTHER, RECIPES, draw
from bench.page_rules import RULES, Page
from bench.pages import offences
from core.factory import FRIDAY, moment
from reports import page_of, read, text_of

FOUR_WEEKS = Period(date(2026, 10, 26), date(2026, 11, 23))
TODAY = date(2026, 11, 22)
# Whoever reads a report is not told where to turn, nor asked how they are.
FOR_THE_WRITER = {"fear_without_help", "low_without_a_word"}
SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself|I|my|we|our)\b", re.IGNORECASE)


def said(*moments, choice=Choice(), **how) -> str:  # noqa: B008 it never changes
    return text_of(page_of(moments, FOUR_WEEKS, TODAY, choice, **how))


def days(many: int, **changes) -> list:
    return [
        moment(number=n, uid=f"u{n}", local_day=FRIDAY - timedelta(days=n), **changes)
        for n in range(1, many + 1)
    ]


@cache
def drawn_reports() -> list[Page]:
    """Draw a report on each kind of journal, and another that is redacted or of one caregiver."""
    pages = []
    for turn, recipe in enumerate(RECIPES):
        drawn = draw(recipe, 1)
        today = drawn.now.date()
        period = Period(today - timedelta(days=27), today + timedelta(days=1))
        for arguments in ((), ("--redact",) if turn % 2 else ("--caregiver", OTHER)):
            choice = Choice(caregiver=OTHER if OTHER in arguments else None)
            is_redacted = "--redact" in arguments
            html = page_of(drawn.moments, period, today, choice, is_redacted=is_redacted)
            pages.append(Page(drawn, "report", arguments, text_of(html), None, period))
    return pages


def test_reports_on_every_kind_of_journal_keep_the_rules_of_all_pages():
    rules = {name: rule for name, rule in RULES.items() if name not in FOR_THE_WRITER}
    found = {
        (rule, page.drawn.recipe, page.arguments): line
        for page in drawn_reports()
        for rule, line in offences(page, rules)
    }
    assert {} == found


def test_a_report_speaks_to_nobody_and_of_nobody_as_you():
    found = {
        (page.drawn.recipe, page.arguments): some
        for page in drawn_reports()
        if (some := SECOND_PERSON.findall(page.text))
    }
    assert {} == found


def test_it_says_on_how_many_days_and_that_it_is_no_assessment():
    text = said(*days(3, sensitivity=Sensitivity.YES, responses=("comfort",)))
    assert "Moments on 3 of 28 days" in text
    assert "not an assessment of a child, a caregiver or what is between them" in text


def test_days_that_are_still_to_come_are_not_counted():
    page = page_of(days(3), FOUR_WEEKS, FRIDAY)
    assert "3 of 26 days" in text_of(page)


def test_the_three_counts_each_have_their_n_and_both_statements_follow():
    many = [
        *days(9, sensitivity=Sensitivity.YES),
        *days(14, sensitivity=Sensitivity.PARTLY, came_back=CameBack.LATER)[9:],
    ]
    text = said(*many)
    for count in ("yes: sensitive and kind    9 of 14", "yes or partly    14 of 14"):
        assert count in text
    assert "yes, or come back to in the end    14 of 14" in text
    assert "9 of 14: more than half of what was rated. Whether that is usual" in text


def test_too_few_moments_are_counted_and_not_judged():
    text = said(*days(3, sensitivity=Sensitivity.YES))
    assert "3 of 3" in text
    assert "Too few to tell yet" in text
    assert "more than half" not in text


def test_an_empty_period_says_that_no_entries_are_no_data():
    text = said()
    assert "Days without entries are no data; they say nothing about anybody." in text
    assert "The counts" not in text
    assert "How to read it" in text


def test_calm_moments_alone_make_an_honest_page():
    text = said(moment(kind=Kind.CONNECTION, activities=("floor",), sensitivity=None))
    assert "No moment when a child was upset is rated." in text
    assert "and rated. 1 was calm." in text


def test_moments_of_fear_are_counted_apart_and_nothing_is_weighed_beside_them():
    fear = moment(number=99, uid="u99", responses=("frighten",), sensitivity=Sensitivity.YES)
    text = said(*days(12, sensitivity=Sensitivity.YES), fear)
    assert "In 1 moment a response scared or hurt a child (the caregiver)." in text
    assert "12 of 13" in text
    assert "more than half" not in text


def test_what_is_left_out_is_counted_and_nothing_is_weighed_then():
    text = said(*days(12, sensitivity=Sensitivity.YES), choice=Choice(left_out=(3, 4)))
    assert "2 moments were left out of it by choice." in text
    assert "10 of 10" in text
    assert "nothing is said of whether that is usual" in text
    assert "more than half" not in text


def test_moments_of_another_caregiver_have_their_counts_alone():
    text = said(*days(12, sensitivity=Sensitivity.NO, caregiver="grandpa"))
    assert "not of whoever made this report" in text
    assert "fewer than half" not in text


def test_moments_of_another_caregiver_are_not_headed_as_their_own_look():
    for choice in (Choice(), Choice(caregiver="jo", question="What helps?", shown=(1,))):
        text = said(*days(3, caregiver="jo"), choice=choice)
        assert "Moments of one caregiver, from the journal of another, the author" in text
        assert [] == [own for own in ("own look", "own answer", "The caregiver") if own in text]


def test_a_week_without_entries_has_no_numbers():
    assert "2 to 8 Nov    no entries, no data" in said(*days(3))


def test_a_long_time_has_a_row_a_month():
    page = page_of(days(3), Period(date(2025, 11, 10), date(2026, 11, 23)), TODAY)
    text = text_of(page)
    assert "Month by month" in text
    assert "10 to 30 November 2025    no entries, no data" in text


def test_only_cells_with_enough_moments_are_compared():
    text = said(*days(7, sensitivity=Sensitivity.NO, cue="hurt"), *days(9, cue="change")[7:])
    assert "bumped or in pain    none of 7" in text
    assert "facing a change" not in text.partition("When it was hard")[2].partition("How to")[0]


def test_a_picked_moment_stands_whole_and_its_note_only_where_it_is_asked_for():
    one = moment(
        cue="hurt", responses=("comfort",), sensitivity=Sensitivity.YES, tags=("park",),
        note="the swing", states=("tired",),
    )  # fmt: skip
    text = said(one, choice=Choice(shown=(42,)))
    assert (
        "#42, Friday 20 November 2026, 17:40: a child was upset · with Ada · by the caregiver · "
        "bumped or in pain → soothed or held them · sensitive: yes · The caregiver: tired · #park."
    ) in text
    assert "the swing" not in text
    assert "the swing" in said(one, choice=Choice(shown=(42,), has_notes=True))


HOSTILE = "</style></p><script>alert(1)</script>\u202e<img src=x onerror='x'>&amp; \ufdd0\ufdd1"


def test_what_people_wrote_is_text_and_nothing_else():
    one = moment(cue=HOSTILE, note=HOSTILE, tags=(HOSTILE,), responses=(HOSTILE,))
    page = page_of([one], FOUR_WEEKS, TODAY, Choice(shown=(42,), has_notes=True, question=HOSTILE))
    tags = {tag for tag, _ in read(page).tags}
    assert {"script", "img"} & tags == set()
    assert "alert(1)" in text_of(page)
    assert "\u202e" not in page
    assert page.count("<bdi>") == page.count("</bdi>") > 0


def test_names_and_words_of_ones_own_keep_their_direction_to_themselves():
    one = moment(children=("שרה",), caregiver="סבא", cue="עברית")
    page = page_of([one], FOUR_WEEKS, TODAY, Choice(shown=(42,), child="שרה", caregiver="סבא"))
    for name in ("שרה", "סבא", "עברית"):
        inside = page.partition("</title>")[2]
        assert inside.count(name) == inside.count(f"<bdi>{name}</bdi>") > 0


@pytest.mark.parametrize("is_redacted", [True, False])
def test_the_page_needs_and_asks_for_nothing_else(is_redacted):
    page = page_of(days(9, sensitivity=Sensitivity.YES), FOUR_WEEKS, TODAY, is_redacted=is_redacted)
    seen = read(page).tags
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for tag, a in seen if a.get("http-equiv"))
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert {"script", "link", "img", "iframe"} & {tag for tag, _ in seen} == set()
    assert [a for _, a in seen if {"src", "href", "style"} & set(a)] == []
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_has_a_language_one_title_and_tables_that_can_be_read_aloud():
    page = page_of(days(9, sensitivity=Sensitivity.YES, after="settled"), FOUR_WEEKS, TODAY)
    seen = read(page).tags
    assert [a["lang"] for tag, a in seen if tag == "html"] == ["en"]
    assert sum(tag == "h1" for tag, _ in seen) == 1
    assert sum(tag == "table" for tag, _ in seen) == sum(tag == "caption" for tag, _ in seen) > 2
    assert [a for tag, a in seen if tag == "th" and "scope" not in a] == []
    assert {a["aria-hidden"] for tag, a in seen if tag == "svg"} == {"true"}


def test_bars_have_their_colours_in_attributes():
    page = page_of(days(9, sensitivity=Sensitivity.PARTLY), FOUR_WEEKS, TODAY)
    shapes = [a for tag, a in read(page).tags if tag in {"rect", "path"}]
    assert shapes
    assert [a for a in shapes if not re.fullmatch(r"#[0-9a-f]{6}|none", a["fill"] or "")] == []


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("behind", ["#ffffff", "#14181c"])
def test_bars_stand_out_on_a_light_and_on_a_dark_page(behind):
    page = page_of(days(1, sensitivity=Sensitivity.YES), FOUR_WEEKS, TODAY)
    (colour,) = {a["stroke"] for tag, a in read(page).tags if tag == "rect"}
    assert behind in page
    bright, dark = sorted((luminance(colour), luminance(behind)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 3
