"""What people say for words: each phrase is of a word that there is, and found as written."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.speech.lexicon import LEXICON_FILE, NOTHING, Lexicon, bases, fits, plain
from attune_cli.core.speech.synonyms import LEVELS, compiled, read_groups, read_synonyms
from attune_cli.core.speech.table import KeyedTable
from attune_cli.core.vocabulary import vocabulary
from core.factory import SIGNS

LONGEST_ENDING = 4  # letters by which a guess may differ: “cryed” is of “cry”

SYNONYMS = read_synonyms()
TEXT = compiled(SYNONYMS, read_groups())
LEXICON = Lexicon(KeyedTable(lambda: BytesIO(TEXT.encode())))


def test_what_is_looked_up_is_what_is_written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        LEXICON_FILE.write_text(TEXT, encoding="utf-8", newline="\n")
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


@pytest.mark.parametrize(
    ("said", "meaning"), [("gave toast", "met"), ("gave pasta", "met"), ("dad left", "apart")]
)
def test_a_noun_stands_for_its_group(said: str, meaning: str) -> None:
    assert meaning in LEXICON.meaning(tuple(map(plain, said.split())))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("tantrm", "tantrum"), ("tierd", "tired"), ("sorrry", "sorry"), ("giggeld", "giggled"),
        ("spidder", "spider"), ("funral", "funeral"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_known(said: str, word: str) -> None:
    assert word == LEXICON.guess(said)


@pytest.mark.parametrize(
    "said", ["carry", "store", "thirst", "sook", "kindy", "birth", "1234", "ö"]
)
def test_another_word_is_no_slip(said: str) -> None:
    assert LEXICON.guess(said) is None


@given(st.text(SIGNS, max_size=12))
def test_no_known_word_is_a_slip_and_no_guess_is_far(said: str) -> None:
    guess = LEXICON.guess(said) if said else None
    assert guess is None or (guess[0] == said[0] and abs(len(guess) - len(said)) <= LONGEST_ENDING)


@pytest.mark.parametrize(("typed", "word"), [("hugg", "comfort"), ("told n", "told_no")])
def test_a_phrase_is_found_while_it_is_typed(typed: str, word: str) -> None:
    assert word in LEXICON.begun(tuple(typed.split()))


@pytest.mark.parametrize(
    ("said", "part", "expected"),
    [
        ("hugged", "hug", True),
        ("fell", "trip|fall", True),
        ("felling", "fell?", True),
        ("toast", "{food}", True),
        ("toast", "{drink}", False),
        ("didnt", "dont", False),
        ("dont", "didnt", True),
    ],
)
def test_a_word_fits_a_part_of_a_phrase_that_has_a_form_with_it(
    said: str, part: str, expected: bool
) -> None:
    assert expected == LEXICON.is_form(said, part)


def test_every_group_of_a_phrase_has_nouns() -> None:
    named = {one[1:-1] for one in re.findall(r"\{\w+\}", TEXT)}
    assert named == set(read_groups())
