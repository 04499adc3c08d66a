"""`attune tips`: three for a day by age and by what was logged, and those that are looked for."""

import json
from datetime import timedelta

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TipFilter, read_tips
from conftest import NOW

TIPS = read_tips()
KEYS = {
    "id", "bands", "kind", "for", "title", "do", "example", "why", "source", "because", "support",
    "mark", "say",
}  # fmt: skip


def found(attune, *arguments, at=None):
    code, out, err = attune("tips", "--json", *arguments, at=at)
    assert (0, "") == (code, err)
    return json.loads(out)["tips"]


def ids(attune, *arguments, at=None):
    return [tip["id"] for tip in found(attune, *arguments, at=at)]


@pytest.fixture
def ada(typed_before, attune):
    """Add a toddler, and return how to run attune."""
    typed_before("child add ada --born 2024-08")
    return attune


@pytest.mark.parametrize("band", BANDS)
def test_an_age_has_three_ideas_a_day(attune, band):
    tips = found(attune, "--age", band)
    assert (3, True) == (len(tips), all(band in tip["bands"] for tip in tips))


@pytest.mark.parametrize("band", BANDS)
def test_all_of_an_age_are_shown_with_their_sources(attune, band):
    _, page, _ = attune("tips", "--age", band, "--all", "--why")
    fitting = [tip for tip in TIPS if band in tip.bands]
    text = " ".join(page.split())
    missing = [tip.id for tip in fitting if not (tip.title in text and tip.do in text)]
    sources = text.count("Source: ") + text.count("An idea, with no study")
    assert (missing, len(fitting)) == ([], sources)


def test_where_all_are_shown_no_more_are_offered(attune):
    _, page, _ = attune("tips", "--age", "teen", "--all")
    assert "--all" not in page


def test_without_why_there_is_no_evidence_but_a_reason(attune):
    _, page, _ = attune("tips", "--age", "teen")
    assert (0, 0, 3) == tuple(
        page.count(said) for said in ("Why: ", "Source: ", "an idea for a teen")
    )


def test_json_has_the_documented_keys(attune):
    _, out, _ = attune("tips", "--age", "teen", "--json")
    listing = json.loads(out)
    assert ("attune.tips/1", [KEYS] * 3) == (listing["schema"], [set(t) for t in listing["tips"]])


@pytest.mark.parametrize("typed", ["school-age", "School_Age", "school age", "schoolage"])
def test_an_age_can_be_typed_in_any_way(attune, typed):
    assert "school-age child" in attune("tips", "--age", typed)[1]


def test_the_only_childs_age_is_taken(ada):
    assert "a toddler" in ada("tips")[1]


def test_a_child_can_be_named(ada):
    ada("child", "add", "bo", "--band", "teen")
    assert "Ideas for life with Bo, a teen" in ada("tips", "--child", "Bo")[1]


def test_of_two_children_it_is_the_one_of_the_moment_logged_last(ada):
    ada("child", "add", "bo", "--band", "teen")
    ada("log", "hurt", "comfort", "yes", "@ada")
    ada("log", "hurt", "comfort", "yes", "@bo", "--at", "yesterday")
    assert "Ideas for life with Bo, a teen" in ada("tips")[1]


def test_with_two_children_and_nothing_logged_one_has_to_be_named(ada):
    ada("child", "add", "bo", "--band", "teen")
    code, _, err = ada("tips")
    assert (1, True) == (code, "--age" in err)


@pytest.mark.parametrize("arguments", [[], ["--child", "ada"]])
def test_a_child_of_unknown_age_is_said(attune, arguments):
    attune("child", "add", "ada")
    attune("log", "hurt", "comfort", "no")
    code, _, err = attune("tips", *arguments)
    assert (1, True) == (code, "how old “ada” is" in err)


def test_an_age_goes_before_that_of_the_named_child(ada):
    assert {"infant"} == set.intersection(
        *(set(tip["bands"]) for tip in found(ada, "--child", "ada", "--age", "infant"))
    ) & {"infant"}


def test_what_was_logged_is_answered_and_what_went_well_comes_first(ada):
    ada("log", "told_no", "punish", "no", "not_yet", "tired")
    ada("log", "told_no", "minimise", "partly", "not_needed", "tired")
    ada("log", "hurt", "comfort", "yes")
    reasons = [tip["because"] for tip in found(ada)]
    assert any(("went well once" in reasons[0], "when they were bumped" in reasons[0]))
    hard = ("hard twice lately when they were told no", "noted in 2 hard moments", "back to #1")
    assert any(said in " ".join(reasons[1:]) for said in hard)


def test_another_childs_moments_are_no_reason(ada):
    ada("child", "add", "bo", "--band", "teen")
    ada("log", "told_no", "punish", "no", "@bo")
    assert {"an idea for a toddler"} == {tip["because"] for tip in found(ada, "--child", "ada")}
    assert {"an idea for an infant"} == {tip["because"] for tip in found(ada, "--age", "infant")}
    assert {"an idea for a teen"} != {tip["because"] for tip in found(ada, "--age", "teen")}


def test_what_was_logged_more_than_four_weeks_ago_is_no_reason(ada):
    ada("log", "told_no", "punish", "no", "--at", "2026-10-25 10:00")
    assert {"an idea for a toddler"} == {tip["because"] for tip in found(ada)}


def test_it_is_the_same_all_day_and_another_tomorrow(ada):
    ada("log", "told_no", "punish", "no")
    days = [NOW, NOW + timedelta(hours=5), NOW + timedelta(days=1)]
    today, later, tomorrow = (ids(ada, at=at) for at in days)
    assert (True, True) == (today == later, set(today) != set(tomorrow))


def test_after_fear_one_that_fits_comes_first_and_where_to_turn_is_shown(attune):
    attune("child", "add", "bo", "--band", "infant")
    attune("log", "told_no", "frighten", "no", "flooded", "--at", "5 days ago")
    assert "infant-cot-step-out" == ids(attune)[0]
    assert "local emergency number" in attune("tips")[1]


def test_after_fear_where_to_turn_is_shown_though_all_is_hidden(ada):
    for tip in TIPS:
        if "toddler" in tip.bands and tip.support:
            ada("tips", "hide", tip.id)
    ada("log", "told_no", "frighten", "no")
    assert "local emergency number" in ada("tips")[1]


@pytest.mark.parametrize("typed", ["told_no", "Told-No", "told no"])
def test_those_that_go_with_a_word_are_found(ada, typed):
    expected = {tip.id for tip in TIPS if TipFilter("toddler", word="told_no").matches(tip)}
    assert expected == set(ids(ada, "--for", typed, "--all"))


def test_what_is_looked_for_needs_no_age(attune):
    tips = found(attune, "--for", "told_no", "--all")
    assert {tip.id for tip in TIPS if "told_no" in tip.fits} == {tip["id"] for tip in tips}
    assert "for a teen" in attune("tips", "--for", "told_no", "--all")[1]


def test_of_what_is_looked_for_five_are_shown_and_how_many_more_there_are(attune):
    count = len([tip for tip in TIPS if tip.kind == "self"])
    _, page, _ = attune("tips", "--kind", "self")
    assert (5, True) == (
        page.count("For example: "),
        f"{count - 5} more:\n  attune tips --kind self --all" in page,
    )


def test_a_kind_a_word_an_age_and_a_text_go_together(attune):
    looked_for = ("--kind", "self", "--for", "tired", "--age", "infant", "--search", "YELLOW sock")
    assert ["infant-swap-early"] == ids(attune, *looked_for)


def test_what_is_looked_for_and_not_there_is_said_kindly(attune):
    code, page, err = attune("tips", "--search", "xyzzy", "--age", "teen")
    assert (0, "", []) == (code, err, found(attune, "--search", "xyzzy"))
    assert "says nothing about you" in " ".join(page.split())


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--age", "adult"], 2, "infant, toddler"),
        (["--for", "told_n"], 2, "Did you mean “told_no” (cue)?"),
        (["--for", "yes"], 2, "as a word for ideas"),
        (["--for", "repair"], 2, "attune tips --kind repair"),
        (["--kind", "calm"], 2, "distress, connection, repair, self"),
        (["--search", " "], 2, "Say what to look for"),
        (["--child", "zoe"], 1, "don’t know a child named “zoe”"),
        (["keeep"], 2, "Did you mean “keep” (what it does)"),
        (["xyzzy"], 2, "In their texts: attune tips --search xyzzy"),
        (["keep"], 2, "NAME"),
    ],
    ids=str,
)
def test_what_was_typed_wrong_is_answered(attune, arguments, code, sentence):
    ended, out, err = attune("tips", *arguments)
    assert (code, "", True) == (ended, out, sentence in err)


def test_its_help_reads_well(attune):
    _, page, _ = attune("tips", "--help")
    assert all(said in page for said in ("Without options: three for today", "keep", "unmark"))
    assert "..." not in page.replace("[WORDS]...", "")
