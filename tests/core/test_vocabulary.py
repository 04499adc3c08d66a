"""The vocabularies: each word in one of them, with a definition, found as people type it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.vocabulary import (
    VOCABULARIES,
    WORDS_FILE,
    WORDS_FOLDER,
    Word,
    compiled_words,
    read_words,
    vocabulary,
    written_words,
)
from core.factory import SIGNS

WORDS = vocabulary()
EVERY_WORD = written_words()
DESIGN = {
    "kind": "distress connection repair",
    "cue": "body hurt scared apart frustrated told_no change left_out quarrel letdown worry"
    " lash_out resist unclear",
    "response": "comfort solve allow name stay limit_warm met space distract minimise punish missed"
    " takeover give_in frighten",
    "activity": "floor follow talk read cuddle routine laugh outing chore remember",
    "step": "calm return name_it own_it sorry listen feelings plan reconnect",
    "sensitivity": "yes partly no",
    "came_back": "same_moment later not_yet not_needed",
    "after": "settled settling still_upset unsure",
    "state": "steady tired rushed stressed flooded anxious angry low distracted unwell alone",
}


def test_the_words_that_are_read_are_those_that_are_written(request: pytest.FixtureRequest) -> None:
    text = compiled_words(EVERY_WORD)
    if request.config.getoption("--golden"):
        WORDS_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert (text, EVERY_WORD) == (WORDS_FILE.read_text("utf-8"), list(read_words()))


def test_each_word_stands_in_exactly_one_vocabulary() -> None:
    times = Counter(word.word for word in EVERY_WORD)
    assert [word for word, count in times.items() if count > 1] == []


def test_every_file_of_words_is_read() -> None:
    assert sorted(VOCABULARIES) == sorted(file.stem for file in WORDS_FOLDER.iterdir())


@pytest.mark.parametrize("name", DESIGN)
def test_a_vocabulary_has_the_words_of_the_design_in_their_order(name: str) -> None:
    assert DESIGN[name].split() == [word.word for word in WORDS.of(name)]


def test_a_word_has_a_label_a_definition_and_a_source() -> None:
    assert [] == [
        (word.word, part)
        for word in EVERY_WORD
        for part in ("label", "definition", "source")
        if not getattr(word, part)
    ]


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("distress", "Looking back, was your response sensitive and kind to what they needed?"),
        ("connection", "Were you fully there with them?"),
        ("repair", None),
    ],
)
def test_a_kind_that_is_rated_has_its_question(kind: str, question: str | None) -> None:
    assert question == WORDS.words[kind].question


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("supportive", "comfort solve allow name stay limit_warm met"),
        ("neutral", "space distract"),
        ("unsupportive", "minimise punish missed takeover give_in frighten"),
    ],
)
def test_a_response_has_the_stance_of_the_design(stance: str, words: str) -> None:
    assert words.split() == [word.word for word in EVERY_WORD if word.stance == stance]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("limit_warm", "limit_warm"),
        ("limit-warm", "limit_warm"),
        ("limit warm", "limit_warm"),
        ("LIMIT_WARM", "limit_warm"),
        ("Told No", "told_no"),
        (" told-NO ", "told_no"),
        ("Same-Moment", "same_moment"),
        ("No", "no"),
    ],
)
def test_a_word_is_found_in_any_case_with_hyphens_or_spaces(typed: str, word: str) -> None:
    assert WORDS.words[word] == WORDS.find(typed)


@given(st.sampled_from(EVERY_WORD), st.sampled_from("_- "), st.data())
def test_every_spelling_of_a_word_finds_it(word: Word, joint: str, data: st.DataObject) -> None:
    letters = [data.draw(st.sampled_from((char, char.upper()))) for char in word.word]
    assert word == WORDS.find("".join(letters).replace("_", joint))


@pytest.mark.parametrize("typed", ["", "banana", "hurtt", "told", "@ada"])
def test_what_is_no_word_finds_nothing(typed: str) -> None:
    assert WORDS.find(typed) is None


@pytest.mark.parametrize(
    ("typed", "within", "offer"),
    [
        ("hurtt", None, ("hurt", "cue")),
        ("comfrot", None, ("comfort", "response")),
        ("Limit-Warn", None, ("limit_warm", "response")),
        ("FLOR", "activity", ("floor", "activity")),
        ("sory", "step", ("sorry", "step")),
    ],
)
def test_a_typo_is_offered_the_nearest_word_and_its_vocabulary(
    typed: str, within: str | None, offer: tuple[str, str]
) -> None:
    assert offer == WORDS.near(typed, within)[0]


def test_a_typo_is_offered_words_of_the_named_vocabulary_only() -> None:
    assert {"activity"} == {vocabulary for _, vocabulary in WORDS.near("flow", "activity")}


def test_what_is_like_no_word_is_offered_nothing() -> None:
    assert WORDS.near("xyzzy") == []


@given(st.text(SIGNS, max_size=12))
def test_at_most_two_words_are_offered(typed: str) -> None:
    assert len(WORDS.near(typed)) <= 2


@pytest.mark.parametrize(
    ("word", "label"),
    [("no", "not this time"), ("limit_warm", "held the line kindly"), ("of_old", "of old")],
)
def test_a_stored_word_is_shown_by_its_label_also_when_no_longer_known(
    word: str, label: str
) -> None:
    assert label == WORDS.label(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("spanked", [("frighten", "response")]),
        ("hit", [("lash_out", "cue"), ("frighten", "response")]),
        ("apologised", [("sorry", "step")]),
        ("made up", [("reconnect", "step")]),
        ("not-this-time", [("no", "sensitivity")]),
    ],
)
def test_what_people_say_goes_before_what_looks_alike(
    typed: str, meant: list[tuple[str, str]]
) -> None:
    assert meant == WORDS.near(typed)


@pytest.mark.parametrize("typed", ["night", "frightful", "frightenn", "xyzzy"])
def test_no_word_is_guessed_that_makes_no_sense_and_never_fear(typed: str) -> None:
    assert WORDS.near(typed) == []
