"""Whether a text names a child: as a word, in any case and any Unicode encoding."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.erase import names_any, texts_in

NAMES = ("ada", "Zoé", "Little Bear", "花子", "Łucja")


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Ada’s bath", True),
        ("we saw ADA.", True),
        ("Adas Bad", True),
        ("ada_bites", True),
        ("words.cue.ada-bites", True),
        ("ada", True),
        ("adagio", False),
        ("Granada", False),
        (normalize("NFD", "zoé"), True),
        ("zoe", False),
        ("little bear slept", True),
        ("a little bearing", False),
        ("今日は花子が泣いた", True),
        ("łucja", True),
        ("", False),
    ],
)
def test_a_child_is_named_as_a_word_in_any_case(text, is_named):
    assert is_named == names_any(text, NAMES)


@given(st.sampled_from(NAMES), st.sampled_from(["", " ", ", ", "(", "_", "\n"]))
def test_whatever_stands_around_a_name_it_is_found(name, around):
    assert names_any(f"{around}{name.upper()}{around}", [name])
    assert not names_any(f"{around}{around}", [name])


def test_the_texts_of_a_value_are_its_keys_too():
    assert {"a", "b", "c", "d"} == set(texts_in({"a": ["b", {"c": 1}], "d": None}).split("\n"))
