"""The page of a week for eyes and for ears, after fear, and of several caregivers."""

import pytest

import needs
from terminal import attune_in

DOTS = "●◐○◇"


@pytest.mark.parametrize(
    ("arguments", "environment", "drawn"),
    [
        ([], {}, True),
        (["--plain"], {}, False),
        ([], {"TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_only_a_terminal_for_eyes_gets_dots(begun, arguments, environment, drawn):
    for words in ("log hurt comfort yes", "log told_no frighten no", "log floor yes"):
        assert attune_in(begun.data, *words.split()).end() == 0
    week = attune_in(begun.data, "week", *arguments, **environment)
    assert 0 == week.end()
    assert (drawn, True) == (any(dot in week.seen for dot in DOTS), "1 of 2 sensitive" in week.seen)


ALL_OF_IT = "In calm times"  # a heading of the whole page alone


@pytest.mark.one_in(4)
@pytest.mark.parametrize("verb", ["week", "month", "look"])
@pytest.mark.parametrize(
    ("arguments", "pages", "is_whole"),
    [([], "auto", False), (["--more"], "auto", True), (["--plain"], "auto", True),
     ([], "whole", True), (["--plain"], "short", False), (["--plain", "--more"], "short", True)],
)  # fmt: skip
def test_a_terminal_gets_one_screen_and_all_of_it_where_that_is_wanted(
    begun, verb, arguments, pages, is_whole
):
    begun.settings.parent.mkdir(parents=True, exist_ok=True)
    begun.settings.write_text(f'pages = "{pages}"\n')
    assert 0 == attune_in(begun.data, "log", "hurt", "comfort", "yes").end()
    terminal = attune_in(begun.data, verb, *arguments)
    assert (0, is_whole) == (terminal.end(), ALL_OF_IT in terminal.seen)


@pytest.mark.parametrize(("pages", "is_whole"), [("auto", True), ("whole", True), ("short", False)])
def test_a_pipe_gets_all_of_it_but_where_the_settings_want_one_screen(attune, pages, is_whole):
    attune("config", "set", "pages", pages)
    attune("log", "hurt", "comfort", "yes")
    code, text, _ = attune("week")
    assert (0, is_whole, not is_whole) == (code, ALL_OF_IT in text, "week --more" in text)


def test_what_is_longer_than_the_screen_begins_at_its_top_in_a_pager(begun, tmp_path):
    needs.script(pager := tmp_path / "mine", "echo begins; cat")
    for words in ["told_no frighten no"] * 3 + ["told_no missed no"] * 3:
        assert 0 == attune_in(begun.data, "log", *words.split()).end()
    terminal = attune_in(begun.data, "week", columns=40, PAGER=str(pager))
    assert (0, True) == (terminal.end(), terminal.seen.startswith("begins\nThe week of"))


def page(attune, *arguments):
    code, out, err = attune("week", *arguments)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def log_week(attune, ratings, *words):
    """Log moments on the days of this week in turn."""
    for turn, rating in enumerate(ratings):
        day = f"2026-11-{16 + turn % 6}"
        attune("log", "hurt", {"y": "yes", "p": "partly", "n": "no"}[rating], *words, "--at", day)


def test_in_a_pipe_the_counts_are_words(attune):
    log_week(attune, "yyyyppnn", "comfort")
    attune("log", "floor", "yes")
    text = page(attune)
    assert "4 of 8 sensitive, 2 partly, 2 not this time." in text
    assert [] == [dot for dot in DOTS if dot in text]


def test_both_statements_and_the_ratio_stand_below_the_counts(attune):
    log_week(attune, "yyyyyyyyyypnnn", "comfort")
    text = page(attune)
    assert [True] * 3 == [
        said in text
        for said in (
            "10 of 14: more than half of what you logged. Whether that is usual in days like these",
            "With the partly ones, 11 of 14: more than half. Whether that is usual: ",
            "Logging is your choice. If moments rated yes are 1.",
        )
    ]


@pytest.mark.parametrize("rating", ["y", "p", "n"])
def test_after_fear_the_page_has_counts_and_what_helps_alone(attune, rating):
    log_week(attune, "y" * 12, "comfort")
    log_week(attune, rating, "frighten")
    text = page(attune)
    assert "12 of 13 sensitive, 1 scared or hurt them." in text
    assert "What helps: tell them that it was wrong and not their fault" in text
    said = ("more than half", "usual", "%", "likely", "probably", "make up for", "in the end")
    assert [] == [words for words in said if words in text]


@pytest.mark.parametrize("whose", [[], ["--caregiver", "grandpa"]], ids=str)
def test_nobody_else_is_judged_or_consoled(attune, whose):
    attune("caregiver", "add", "grandpa")
    log_week(attune, "n" * 12, "missed", "--caregiver", "grandpa")
    text = page(attune, *whose)
    assert "12 not this time. These moments are not yours, so the counts stand alone." in text
    consoling = ("half", "A hard week", "likely", "What went well", "wrote", "written down")
    assert [] == [words for words in consoling if words in text]


def test_a_week_of_several_has_its_verdict_and_consoles_nobody(attune):
    attune("caregiver", "add", "grandpa")
    log_week(attune, "n" * 12, "missed")
    assert "A hard week. Be as kind to yourself" in page(attune)
    log_week(attune, "n", "missed", "--caregiver", "grandpa")
    assert (True, False) == (
        "13 moments, none rated yes: fewer than half" in page(attune),
        "A hard" in page(attune),
    )


def test_coming_back_is_noted_by_a_command_that_works(attune):
    log_week(attune, "n", "missed")
    assert "this notes it: attune back 1 later" in page(attune)
    attune("back", "1", "later")
    assert "You came back to the one moment rated partly or not this time." in page(attune)


def test_where_all_are_come_back_to_the_page_says_so(attune):
    log_week(attune, "nn", "missed")
    attune("back", "1", "2", "later")
    assert "You came back to both moments rated partly or not this time." in page(attune)


@pytest.mark.parametrize(
    ("words", "is_asked"), [(["missed"], True), (["frighten"], False)], ids=["missed", "fear"]
)
def test_nobody_is_sent_back_for_somebody_else_least_of_all_after_fear(attune, words, is_asked):
    attune("caregiver", "add", "grandpa")
    attune("log", "told_no", *words, "no", "--caregiver", "grandpa")
    found = page(attune)
    assert (is_asked, False) == (
        "It is not too late for Grandpa to come back to #1" in found,
        "What might coming back" in found,
    )


@pytest.mark.parametrize(
    ("by", "words", "said"),
    [
        ("me", "hurt comfort yes", [True, False, False]),
        ("grandpa", "floor yes", [False, True, False]),
        ("grandpa", "hurt comfort yes", [False, True, False]),
    ],
)
def test_fear_in_four_weeks_speaks_to_the_right_person(attune, by, words, said):
    attune("caregiver", "add", "grandpa")
    attune("log", "told_no", "frighten", "no", "--at", "10 days ago", "--caregiver", by)
    attune("log", *words.split())
    found = page(attune)
    texts = ("make a plan with somebody", "stay with them, tell them", "Where somebody else did it")
    assert said == [text in found for text in texts]


def test_upset_and_calm_are_not_added_up(attune):
    log_week(attune, "n" * 9, "missed")
    attune("log", "floor", "yes")
    assert "together:" not in page(attune)


def test_a_short_week_tells_of_the_four_weeks_up_to_its_end(attune):
    for back in (0, 3, 8, 9, 10, 15, 16, 22, 23, 24):
        attune("log", "hurt", "comfort", "yes", "--at", f"{back} days ago")
    few = "Too few to tell yet: it takes 8 rated moments on 4 days. "
    of_four = (
        "In four weeks, 26 October to 22 November 2026, 10 of 10: more than half of what you rated."
    )
    assert few + of_four in page(attune)


@pytest.mark.parametrize(("verb", "days"), [("week", "one week"), ("month", "one month")])
def test_what_cannot_be_told_is_said_of_the_days_looked_at(attune, verb, days):
    log_week(attune, "ynynynynynyn", "comfort")
    _, text, _ = attune(verb)
    assert f"usual can’t be told from {days}" in " ".join(text.split())
