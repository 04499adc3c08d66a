"""What people say for words: each phrase is of a word that there is, and found as written."""

import pytest

from attune_cli.core.speech.lexicon import (
    LEVELS,
    LEXICON_FILE,
    NOTHING,
    Lexicon,
    bases,
    compiled,
    fits,
    read_groups,
    read_synonyms,
)
from attune_cli.core.vocabulary import vocabulary

SYNONYMS = read_synonyms()
TEXT = compiled(SYNONYMS, read_groups())
LEXICON = Lexicon(TEXT.encode())


def test_what_is_looked_up_is_what_is_written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        LEXICON_FILE.write_text(TEXT, encoding="utf-8")
    assert TEXT == LEXICON_FILE.read_text(encoding="utf-8")


def test_every_phrase_is_said_for_a_word_that_there_is() -> None:
    assert set() == set(SYNONYMS) - {NOTHING} - set(vocabulary().words)


def test_every_word_has_phrases() -> None:
    assert [] == [word for word in vocabulary().words if not SYNONYMS.get(word)]


def test_every_level_is_one_of_those_that_are_explained() -> None:
    assert {level for levels in SYNONYMS.values() for level in levels} <= set(LEVELS)


def test_a_phrase_is_plain_letters() -> None:
    phrases = [
        said for levels in SYNONYMS.values() for several in levels.values() for said in several
    ]
    signs = {sign for said in phrases for sign in said if not sign.isalnum()}
    assert signs <= set(" -|?~{}")


def test_no_phrase_is_sure_for_two_words_of_a_vocabulary_of_one() -> None:
    words = vocabulary().words
    sure: dict[tuple[str, str], list[str]] = {}
    for word, levels in SYNONYMS.items():
        place = words[word].vocabulary if word in words else NOTHING
        if place in {"cue", "sensitivity", "came_back", "after", "kind"}:
            for said in set(levels.get("same", [])):
                sure.setdefault((place, said), []).append(word)
    assert [] == [(said, several) for said, several in sure.items() if len(several) > 1]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("hugging", "hug"),
        ("cries", "cry"),
        ("cried", "cry"),
        ("yelled", "yell"),
        ("hiding", "hide"),
        ("bitten", "bite"),
        ("threw", "throw"),
        ("wont", "wouldnt"),
        ("pushes", "push"),
    ],
)
def test_an_inflection_fits_its_word(said: str, word: str) -> None:
    assert fits(said, word)


@pytest.mark.parametrize(("said", "word"), [("hit", "hide"), ("cross", "cros")])
def test_other_words_do_not_fit(said: str, word: str) -> None:
    assert not fits(said, word)


def test_a_word_has_itself_among_its_plain_forms() -> None:
    assert "hugging" in bases("hugging")


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("calmed down", "settled"),
        ("calming down", "settling"),
        ("spanked", "frighten"),
        ("apologised", "sorry"),
    ],
)
def test_a_whole_phrase_is_found(said: str, meaning: str) -> None:
    assert meaning in LEXICON.meaning(tuple(said.split()))
