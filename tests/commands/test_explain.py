"""`--explain`: the figures of a page, said with their numbers."""

import json
import shlex

import pytest

from commands.test_week import log_the_example


@pytest.fixture
def example(typed_before):
    commands: list[str] = []
    log_the_example(lambda *words: commands.append(shlex.join(words)))
    typed_before(*commands)


def explained(attune, *arguments):
    code, out, err = attune("week", "--explain", *arguments)
    assert (code, err) == (0, "")
    return " ".join(out.split())


@pytest.mark.parametrize(
    "said",
    [
        "8 yes, 3 partly, 3 not this time",
        "8 of 14 counts those rated yes, 11 of 14 those rated yes or partly",
        "8 of 14 is 57 %",
        "from 27 % to 83 % would make 8 of 14 no surprise",
        "of 4.8 of 8.3 instead of 8 of 14",
        "The raw one, 33 % to 79 % for 8 of 14",
        "Those rated yes correlate by 0.48 within a day",
        "15 parts of 23 are an assumed 0.2. Learnt are 8",
        "1 + 0.48 × (2.43 − 1) = 1.68: 8 of 14 say as much as 4.8 of 8.3",
        "Those rated yes or partly correlate by 0.35: 11 of 14 say as much as 7.3 of 9.3.",
        "4.8 of 8.3 make it 0.65 probable that the usual share is more than half",
        "In words: that can’t be told.",
        "7.3 of 9.3 make it 0.95 probable",
        "In words: more than half, very likely.",
        "If moments rated yes or partly are 1.1 times as likely to be logged as others, “very",
        "Rated partly or not this time: 6. Come back to, of these: 0.",
        "14 moments were logged more than 24 hours later",
    ],
)
@pytest.mark.usefixtures("example")
def test_the_example_is_explained_with_the_figures_counted_by_hand(attune, said):
    assert said in explained(attune)


def test_what_is_left_out_is_named_with_the_reason(attune):
    for words in (["hurt"], ["hurt", "yes"], ["floor"], ["sorry"]):
        attune("log", *words)
    left_out = "1 without a rating, which is no answer either way; 1 calm moment, counted apart"
    assert f"Left out of it: {left_out}; 1 of coming back, which is not rated." in explained(attune)


def test_whose_moments_they_are_is_said(attune):
    attune("child", "add", "ada")
    attune("log", "hurt", "@ada")
    assert "only those with Ada and by you" in explained(
        attune, "--child", "ada", "--caregiver", "me"
    )


def test_json_has_the_explanation_beside_the_figures(attune):
    log_the_example(attune)
    reflection = json.loads(attune("week", "--explain", "--json")[1])
    plain = json.loads(attune("week", "--json")[1])
    explanation = reflection.pop("explanation")
    assert (plain, "How they were rated" in explanation) == (reflection, True)


@pytest.mark.parametrize("verb", ["week", "month", "look"])
def test_nothing_logged_is_explained_too(attune, verb):
    code, out, _ = attune(verb, "--explain")
    assert (0, True) == (code, "there is nothing to count" in out)


@pytest.mark.parametrize(
    ("yes", "no", "said"),
    [(7, 2, "make it 0.945 probable"), (13, 9, "make it 0.798 probable")],
)
def test_no_probability_is_rounded_to_a_threshold_that_it_does_not_reach(attune, yes, no, said):
    for day, rating in enumerate(["yes"] * yes + ["no"] * no):
        attune("log", "hurt", rating, "--at", f"2026-10-{day + 1:02}")
    _, page, _ = attune("month", "--of", "october", "--explain")
    assert said in " ".join(page.split())


def test_after_fear_the_explanation_says_where_to_turn(attune):
    attune("log", "hurt", "frighten", "yes")
    assert "findahelpline.com" in explained(attune)


def test_where_no_day_has_two_moments_the_correlation_is_all_assumed(attune):
    for day in range(1, 9):
        attune("log", "hurt", "yes", "--at", f"2026-11-{day:02}")
    _, page, _ = attune("month", "--explain")
    assert "All of that is assumed" in " ".join(page.split())


def test_days_before_are_learnt_from(attune):
    log_the_example(attune)
    for day in (2, 2, 2, 9, 9):
        attune("log", "hurt", "comfort", "yes", "--at", f"2026-11-{day:02}")
    assert "15 parts of 26 are an assumed 0.2. Learnt are 11" in explained(attune)


def test_a_week_with_too_few_explains_the_four_weeks_that_it_is_looked_at_with(attune):
    for day in range(2, 17):
        attune("log", "hurt", "comfort", "yes", "--at", f"2026-11-{day:02}")
    said = explained(attune)
    whose = "26 October to 22 November 2026: 15 of 15 rated yes, 15 yes or partly."
    assert [True] * 3 == [
        text in said for text in ("It takes 8 rated moments", whose, "15 of 15 is 100 %")
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["frighten"], "is not averaged away"),
        (["--caregiver", "grandpa"], "These moments are somebody else’s"),
    ],
    ids=str,
)
def test_why_only_counts_are_said_is_explained(attune, words, why):
    attune("caregiver", "add", "grandpa")
    for day in range(16, 22):
        attune("log", "hurt", "yes", *words, "--at", f"2026-11-{day}")
    said = explained(attune)
    assert (True, False) == (why in said, "%" in said)
