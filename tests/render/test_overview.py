"""A reflection on one screen: what fits, what is never shortened, and where the rest is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.low_mood import LowMood
from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.statistics.reflection import Reflection, reflect
from attune_cli.core.support import read_support
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.moment import support_in_short
from attune_cli.render.overview import more, overview
from attune_cli.render.page import Line
from attune_cli.render.reflection import SENSITIVE, UNMARKED, Row, feared, tally
from attune_cli.render.short import Next, hint_rows
from attune_cli.render.text import to_text
from core.factory import any_moment
from render.test_reflection import ANSWER, DISTRESS, FULL, WEEK, WEEKS, reflected, spread

PAGED = 23  # a page that is longer goes through the pager, in a terminal of 24 rows
DRAWN = [
    *((name, 80) for name in ("full", "fewer", "depends_on_partly", "crowded", "four_weeks_fewer")),
    *((name, 80) for name in ("nothing", "unrated", "only_calm", "of_another", "one_hard_moment")),
    *((name, 80) for name in ("four_weeks_with_fear", "chosen_and_prompted_fewer", "half")),
    ("full", 50),
    ("fear_among_many", 50),
]


def page_of(reflection: Reflection, width: int = 80, **more) -> list[Line]:
    page = {"is_drawn": True, "can_answer": True} | more
    return overview(reflection, vocabulary(), WEEK.last, width=width, **page)


def rows(name: str, width: int = 80, **more) -> list[str]:
    return to_text(page_of(reflected(name), width, **more), width)


@pytest.mark.parametrize(("name", "width"), DRAWN)
def test_one_screen_reads_as_it_was_looked_at(golden, name, width):
    golden(f"overview_{name}_{width}", "\n".join(rows(name, width)) + "\n")


def test_in_words_it_has_the_same_counts(golden):
    golden("overview_full_words_80", "\n".join(rows("full", is_drawn=False)) + "\n")


def test_what_was_written_last_stands_in_one_line(golden):
    page = overview(
        reflected("one_good_moment"), vocabulary(), WEEK.last, None, ANSWER, width=80, is_drawn=True
    )
    golden("overview_answered_80", "\n".join(to_text(page, 80)) + "\n")


FEAR = [name for name in WEEKS if reflected(name).distress.frightened]
NOW = ANSWER._replace(week=WEEK.start)
AUGUST = date(2026, 8, 1)


@pytest.mark.parametrize("name", WEEKS)
@pytest.mark.parametrize("width", [80, 50])
def test_a_week_fits_a_screen_of_24_rows(name, width):
    assert len(rows(name, width)) <= PAGED


@pytest.mark.parametrize("name", WEEKS)
@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize("answer", [ANSWER, NOW])
def test_a_week_with_an_answer_fits_it_too(name, width, answer):
    page = overview(
        reflected(name), vocabulary(), WEEK.last, None, answer, width=width, is_drawn=True
    )
    assert len(to_text(page, width)) <= PAGED


@pytest.mark.parametrize("name", WEEKS)
@pytest.mark.parametrize("width", [80, 50])
def test_a_week_after_a_gap_fits_it_too(name, width):
    page = overview(reflected(name), vocabulary(), WEEK.last, AUGUST, width=width, is_drawn=True)
    assert len(to_text(page, width)) <= PAGED


@settings(max_examples=200)
@given(st.lists(any_moment(WEEK.start, 7), max_size=40), st.sampled_from([None, ANSWER, NOW]))
def test_any_week_fits_a_screen_of_24_rows(moments, answer):
    page = page_of(reflect(moments, WEEK), answer=answer)
    assert len(to_text(page, 80)) <= PAGED


@settings(max_examples=200)
@given(st.lists(any_moment(WEEK.start, 7), max_size=40))
def test_a_narrow_page_leaves_its_question_out_only_to_fit_the_screen(moments):
    texts = to_text(page_of(reflect(moments, WEEK), 50), 50)
    is_asked = any("?" in text for text in texts if "Usual" not in text)
    is_helped = any("findahelpline" in text for text in texts)
    question_and_more = 6  # rows that may have given way
    is_full = PAGED - question_and_more < len(texts) <= PAGED
    assert is_asked or is_helped or is_full or not moments


def test_a_page_for_a_higher_screen_leaves_nothing_out():
    few, many = (rows("depends_on_partly", 50, answer=ANSWER, rows=n) for n in (22, 60))
    is_told = ["You wrote last:" in " ".join(page) for page in (few, many)]
    assert (True, [False, True]) == (len(few) <= PAGED, is_told)


@pytest.mark.parametrize("name", FEAR)
@pytest.mark.parametrize("width", [80, 50])
def test_what_helps_after_fear_stands_first_and_none_of_it_is_left_out(name, width):
    found, support = reflected(name), read_support()
    by = fear_by(found.distress.frightened_by)
    fact = f"{feared(found.distress.frightened)} That needs care first."
    care = [line for line in page_of(found, width) if line.text][1:]
    assert support_in_short(by, fact) == care[: 2 + len(support.after_fear.in_short)]


@pytest.mark.parametrize("by", FearBy)
def test_in_fewer_words_it_names_every_way_to_help(by):
    text = " ".join(line.text for line in support_in_short(by, ""))
    named = ["emergency number", "shaken", "seen now", "wrong", "plan with", "findahelpline.com"]
    named += ["nomoredirectory.org", "attune help-now", "It is good", "need not"]
    named += ["safe place"] if by is not FearBy.ANOTHER else ["near you"]
    assert [] == [words for words in named if words not in text]


def test_where_low_days_add_up_what_helps_stands_in_fewer_words():
    low = reflected("full")._replace(low=LowMood(4, WEEK.start))
    texts = ["can help, whoever you are", "attune tips --for low", "attune help-now"]
    for width in (80, 50):
        text = " ".join(" ".join(to_text(page_of(low, width), width)).split())
        assert [] == [words for words in texts if words not in text]


def test_a_page_with_low_days_keeps_to_the_screen_and_not_to_the_question():
    low = reflected("full")._replace(low=LowMood(4, WEEK.start))
    assert (22, 22) == tuple(len(to_text(page_of(low, width), width)) for width in (80, 50))


@pytest.mark.parametrize("name", FEAR)
@pytest.mark.parametrize("width", [80, 50])
def test_a_week_with_fear_and_low_days_keeps_to_the_screen_with_all_that_helps(name, width):
    page = page_of(reflected(name)._replace(low=LowMood(4, WEEK.start)), width)
    text = " ".join(" ".join(to_text(page, width)).split())
    helps = ["attune tips --for low", "more than you can bear", "step by step"]
    assert [] == [words for words in helps if words not in text]
    assert len(to_text(page, width)) <= PAGED + 3 * ((name, width) == ("fear_among_many", 50))


@pytest.mark.parametrize("name", WEEKS)
def test_who_chose_is_said_wherever_more_or_fewer_is(name):
    found = reflected(name).distress
    shares = [found.strict, found.inclusive]
    if weeks := found.last_four_weeks:
        shares += [weeks.strict, weeks.inclusive]
    text = " ".join(" ".join(rows(name)).split())
    is_claimed = any(share.verdict.side for share in shares)
    assert [is_claimed] * 2 == ["ikely" in text, "Logging is your choice" in text]


@pytest.mark.parametrize("name", WEEKS)
def test_no_percentage_of_a_short_page_stands_without_its_n(name):
    lines = [line.text for line in page_of(reflected(name)) if "%" in line.text]
    assert [line for line in lines if " of " not in line] == []


@pytest.mark.parametrize("width", [80, 60, 50, 24])
@pytest.mark.parametrize("name", WEEKS)
def test_no_row_is_wider_than_the_page_but_a_command(name, width):
    wide = [row for row in rows(name, width) if len(row) > width]
    assert [row for row in wide if not row.strip().startswith("attune ")] == []


MARCH = Period(date(2026, 3, 3), date(2026, 3, 10))  # seven days, and no week of the calendar


@pytest.mark.parametrize(
    ("period", "verb", "changes", "command"),
    [
        (WEEK, "week", {}, "attune week --more"),
        (WEEK, "week", {"child": "Bo B"}, "attune week --child 'Bo B' --more"),
        (WEEK, "look", {}, "attune look --from 2026-11-16 --more"),
        (MARCH, "look", {}, "attune look --from 2026-03-03 --to 2026-03-09 --more"),
        (Period(date(2026, 11, 9), WEEK.start), "week", {}, "attune week --last --more"),
        (Period(date(2026, 3, 2), date(2026, 3, 9)), "week", {},
         "attune week --of 2026-03-02 --more"),
        (Period(date(2026, 10, 1), date(2026, 11, 1)), "month", {"caregiver": "opa"},
         "attune month --last --caregiver opa --more"),
    ],
)  # fmt: skip
def test_the_command_for_all_of_it_names_the_same_days_and_people(period, verb, changes, command):
    assert command == more(reflect(FULL, period, **changes), verb, WEEK.last)


def test_a_command_inside_a_text_is_on_one_line():
    week = reflect(spread(DISTRESS, 0, 0, 9), WEEK)
    for width in range(24, 81):
        text = to_text(page_of(week, width), width)
        assert 1 == sum(
            "attune back 8 later" in row or "attune back 6 later" in row for row in text
        )


def test_after_fear_nobody_is_welcomed_back():
    page = overview(
        reflected("fear_among_many"), vocabulary(), WEEK.last, date(2026, 1, 5), width=80,
        is_drawn=True,
    )  # fmt: skip
    assert [] == [line.text for line in page if "Welcome" in line.text]


def test_hints_without_room_in_one_row_keep_their_labels_on_a_page_wide_enough():
    several = [
        Next("All of it", "attune week --of 2026-11-16 --more"),
        Next("Ideas", "attune tips"),
    ]
    rows = ["All of it: attune week --of 2026-11-16 --more", "Ideas: attune tips"]
    assert (rows, 1) == (
        [line.text for line in hint_rows(several, 60)],
        len(hint_rows(several, 52)),
    )


def test_a_week_that_is_still_to_come_has_nothing_to_log():
    page = overview(reflected("nothing"), vocabulary(), date(2026, 1, 5), width=80, is_drawn=True)
    assert ["These days are still to come."] == [line.text for line in page[1:] if line.text]


@pytest.mark.parametrize(
    ("unrated", "fear", "said"),
    [
        (0, 0, "1 of 1 sensitive."),
        (2, 0, "1 of 1 sensitive; 2 more not rated."),
        (2, 2, "1 of 1 sensitive; 2 more, not rated, scared or hurt them."),
        (2, 1, "1 of 1 sensitive; 2 more not rated (1 scared or hurt them)."),
    ],
)
def test_fear_that_is_not_rated_is_told_beside_the_counts(unrated, fear, said):
    assert said == tally(Row(1, 0, 0, 0, unrated, fear), SENSITIVE, UNMARKED)
