"""Whoever looks for help gets it: where to turn comes first, then the tips that fit."""

import json

import pytest

from attune_cli.core.crisis import concern_named, concern_of
from attune_cli.core.people import BANDS
from terminal import attune_in

TURN = "attune help-now"
FIRST = {
    "kill myself": dict.fromkeys(BANDS, "any-two-grey-weeks"),
    "he hits me": dict.fromkeys(BANDS, "any-somebody-else-scared-them"),
    "I can’t cope": dict.fromkeys(BANDS, "any-five-blue-things")
    | {"infant": "infant-cot-step-out"},
    "hitting": dict.fromkeys(BANDS, "any-fear-of-hurting")
    | {"infant": "infant-cot-step-out", "teen": "any-after-a-scare"},
    "hopeless": dict.fromkeys(BANDS, "any-two-grey-weeks"),
}


def found(attune, *arguments):
    code, out, err = attune("tips", "--json", *arguments)
    assert (0, "") == (code, err)
    return json.loads(out)


def opening(page: str) -> str:
    """Return what stands above the first tip."""
    return page[: page.index("For example: ")]


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("text", FIRST)
def test_the_first_tip_fits_what_is_said_and_the_age(attune, text, band):
    seen = found(attune, "--search", text, "--age", band)
    assert (FIRST[text][band], True) == (seen["tips"][0]["id"], TURN in seen["help_now"][-1])
    assert [] == [tip["id"] for tip in seen["tips"] if band not in tip["bands"]]


@pytest.mark.parametrize("text", FIRST)
def test_with_no_age_known_where_to_turn_stands_above_all_tips(attune, text):
    code, page, err = attune("tips", "--search", text)
    assert (0, "", True) == (code, err, TURN in opening(page))
    assert (True, False) == ("local emergency number" in opening(page), "nothing of that" in page)


@pytest.mark.parametrize(
    "more", [[], ["--kind", "connection"], ["--for", "told_no"], ["--all"], ["--why"]], ids=str
)
def test_no_other_filter_stands_between(attune, more):
    page = attune("tips", "--search", "I can't cope", *more)[1]
    assert (True, True) == (TURN in opening(page), "Find five blue things" in page)


def test_tips_that_say_it_too_come_after_those_that_fit(attune):
    ids = [
        tip["id"] for tip in found(attune, "--search", "hit", "--age", "toddler", "--all")["tips"]
    ]
    assert ids.index("any-fear-of-hurting") < ids.index("toddler-feeling-and-limit")


@pytest.mark.parametrize("band", [None, *BANDS])
def test_for_frighten_there_is_help_at_every_age(attune, band):
    age = ["--age", band] if band else []
    seen = found(attune, "--for", "frighten", *age)
    firsts = {"infant-cot-step-out", "any-fear-of-hurting", "any-after-a-scare"}
    assert (True, True) == (seen["tips"][0]["id"] in firsts, TURN in seen["help_now"][-1])
    assert TURN in opening(attune("tips", "--for", "frighten", *age)[1])


def test_where_all_that_fits_is_hidden_where_to_turn_stands_there_still(attune):
    for tip in concern_of("violence").tips:
        attune("tips", "hide", tip)
    page = attune("tips", "--search", "violence")[1]
    assert (True, True, False) == (TURN in page, "are hidden" in page, "nothing of that" in page)


def test_it_stands_there_whatever_is_broken(attune, home):
    home.data.mkdir()
    home.own_tips.write_text("[[tip")
    code, page, err = attune("tips", "--search", "overdose")
    assert (1, True, True) == (code, TURN in page, "tips.toml" in err)


def test_everybody_else_is_pointed_nowhere(attune):
    assert [] == found(attune, "--search", "banana")["help_now"]
    assert TURN not in attune("tips", "--for", "hurt")[1]


@pytest.mark.parametrize(
    "typed",
    ["log hit", "log hurt hit no", "log smack told_no", "log shake",
     "tips --for hit", "hit", "suicide", "log --response hit"],
)  # fmt: skip
def test_a_word_that_is_not_known_is_refused_with_where_to_turn(attune, typed):
    code, out, err = attune(*typed.split())
    assert (2, "", True) == (code, out, f"or you can’t go on: {TURN}\n" in err)


@pytest.mark.parametrize("typed", ["I can’t cope", "he hits me", "hungry, fed her, I can’t go on"])
def test_a_line_in_need_that_is_kept_says_where_to_turn(attune, typed):
    code, _, err = attune("log", typed)
    assert (0, True) == (code, err.endswith(f"or you can’t go on: {TURN}\n"))


@pytest.mark.parametrize("typed", ["threw food, said no calmly", "bit his sister, stayed close"])
def test_what_a_child_does_in_a_temper_says_nothing_of_help(attune, typed):
    code, _, err = attune("log", typed)
    assert (0, False) == (code, TURN in err)


@pytest.mark.parametrize(
    "typed", ["log hurrt", "log told_n", "log zzz", "tips --for told_n", "lgo"]
)
def test_a_slip_is_refused_without_it(attune, typed):
    code, _, err = attune(*typed.split())
    assert (2, False) == (code, TURN in err)


@pytest.mark.parametrize("typed", ["brighten", "frigthen", "frightn", "frighted", "tighten"])
def test_nobody_is_asked_for_the_sake_of_letters_whether_they_hurt_a_child(attune, typed):
    assert "“frighten”" not in attune("log", typed)[2]


@pytest.mark.parametrize("columns", [80, 50])
def test_in_a_small_terminal_where_to_turn_stays_on_the_first_screen(home, columns):
    search = ["tips", "--search", "hit my child", "--age", "toddler"]
    terminal = attune_in(home.data, *search, columns=columns, LINES="24")
    terminal.wait_for("space goes on")
    first = terminal.seen
    terminal.type("q\r")
    assert (0, True, True) == (
        terminal.end(),
        "call your local emergency" in " ".join(first.split()),
        first.count("\n") < 24,
    )


OF_ANOTHER = set(concern_named("another").tips)


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("word", ["hurt", "scared", "worry", "unclear", "stay"])
def test_a_grazed_knee_is_not_answered_with_violence(attune, word, band):
    ids = [tip["id"] for tip in found(attune, "--age", band, "--for", word)["tips"]]
    assert [] == [id_ for id_ in ids if id_ in OF_ANOTHER]


@pytest.mark.parametrize("words", ["toddler hurt", "preschooler hurt", "baby scared"])
def test_nor_where_it_is_said_in_words(attune, words):
    shown = " ".join(attune("tips", *words.split())[1].split())
    assert (True, False) == ("For example: " in shown, "If somebody else scared" in shown)


@pytest.mark.parametrize("kind", ["--kind", "--search"])
def test_nor_by_its_kind_or_by_a_text_without_need(attune, kind):
    value = {"--kind": "distress", "--search": "tell"}[kind]
    tips = found(attune, "--age", "preschooler", kind, value)["tips"]
    assert [] == [tip["id"] for tip in tips if tip["id"] in OF_ANOTHER]


def test_all_of_a_word_has_it(attune):
    tips = found(attune, "--age", "toddler", "--for", "hurt", "--all")["tips"]
    assert "any-somebody-else-scared-them" in [tip["id"] for tip in tips]


@pytest.mark.parametrize("word", ["hurt", "scared"])
def test_after_fear_that_was_logged_it_is_there_behind_another_one(attune, word):
    attune("caregiver", "add", "grandpa")
    attune("log", "hurt", "frighten", "no", "--caregiver", "grandpa")
    ids = [tip["id"] for tip in found(attune, "--age", "toddler", "--for", word)["tips"]]
    assert "any-somebody-else-scared-them" == ids[1]


def test_what_was_kept_is_there(attune):
    attune("tips", "keep", "any-somebody-else-scared-them")
    ids = [tip["id"] for tip in found(attune, "--age", "toddler", "--for", "hurt")["tips"]]
    assert "any-somebody-else-scared-them" == ids[1]
