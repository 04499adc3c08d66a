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
        "from 33 % to 79 %",
        "1 + 0.2 × (2.43 − 1) = 1.29: the 14 say as much as 10.9",
        "the 8 of them as 6.2",
        "6.2 of 10.9 make it 0.67 probable",
        "around half, or too close to tell",
        "8.6 of 10.9 make it 0.97 probable",
        "if good moments were 1.3 times likelier to be logged than hard ones (8 ÷ 6)",
        "Rated partly or no: 6. Come back to, of these: 0.",
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
    assert f"Left out of it: {left_out}; 1 repair, since repairs are never rated." in explained(
        attune
    )


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


def test_half_of_half_is_explained_without_a_ratio(attune):
    for day in range(8):
        attune("log", "hurt", "yes", "--at", f"2026-11-{16 + day % 4}")
        attune("log", "hurt", "no", "--at", f"2026-11-{16 + day % 4}")
    assert "8 of 16 is about half as long as good and hard moments are equally likely" in explained(
        attune
    )
