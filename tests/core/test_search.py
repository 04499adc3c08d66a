"""Search terms, and their places in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.search import (
    MOST_SEARCHED,
    PART_SEARCHED,
    Term,
    excerpt,
    first_places,
    places,
    read_terms,
)
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.usage import NothingToFind
from core.factory import SIGNS


def found(text: str, *typed: str) -> list[str]:
    return [text[start:end] for start, end in places(text, read_terms(typed, vocabulary()))]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        (["fell off"], [("fell", False), ("off", False)]),
        (['"fell  off" swing'], [("fell off", True), ("swing", False)]),
        (["“big dog”"], [("big dog", True)]),
        (['"unclosed'], [('"unclosed', False)]),
        (["a", "a", '""'], [("a", False)]),
        (["x\udcff"], [("x?", False)]),
    ],
)
def test_words_and_phrases_are_read_as_typed(typed, terms):
    assert terms == [(t.text, t.is_phrase) for t in read_terms(typed, vocabulary())]


@pytest.mark.parametrize("typed", [[], [""], ["  ", '""']])
def test_nothing_to_look_for_is_refused(typed):
    with pytest.raises(NothingToFind):
        read_terms(typed, vocabulary())


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Swings and a swing.", ["swing"], ["Swings", "swing"]),
        ("Swings and a swing.", ['"swing"'], ["swing"]),
        ("fell off; fell over", ['"fell off"'], ["fell off"]),
        ("It’s Zoë’s CAFÉ", ["zoe", "cafe\u0301"], ["Zoë", "CAFÉ"]),
        ("cafe\u0301 au lait", ["café"], ["cafe\u0301"]),
        ("In der Straße", ["strasse"], ["Straße"]),
        ("In der STRASSE", ["straße"], ["STRASSE"]),
        ("the ﬁsh of İzmir", ["fish", "izmir"], ["ﬁsh", "İzmir"]),
        ("ΟΔΟΣ", ["οδος"], ["ΟΔΟΣ"]),
        ("公園でブランコ", ["ブランコ"], ["ブランコ"]),
        ("公園でﾌﾞﾗﾝｺ", ["ブランコ"], ["ﾌﾞﾗﾝｺ"]),
        ("so 😀😀 so", ["😀"], ["😀", "😀"]),
        ("told_no again", ["no"], ["no"]),
        ("well, don't", ["don't"], ["don't"]),
        ("nothing", ["hing"], []),
        ("", ["a"], []),
        ("a [b](c) AND OR *", ["*", "and"], ["AND", "*"]),
    ],
)
def test_a_text_is_marked_where_it_has_what_is_looked_for(text, typed, marked):
    assert marked == found(text, *typed)


def test_a_word_is_found_by_its_label():
    assert {"hurt", "frighten"} >= set(read_terms(["pain"], vocabulary())[0].words) == {"hurt"}


@pytest.mark.parametrize("typed", ["or", "in", "!!!"])
def test_small_words_of_labels_find_nothing(typed):
    assert () == read_terms([typed], vocabulary())[0].words


@given(st.text(SIGNS, max_size=300), st.lists(st.text(SIGNS, min_size=1).map(Term), max_size=3))
def test_places_are_in_order_and_an_excerpt_has_what_the_text_has(text, terms):
    spans = places(text, terms)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert edges == [edge for edge in edges if 0 <= edge <= len(text)]
    shown, kept = excerpt(text, spans, 40)
    original = {text[a:b].translate(dict.fromkeys(map(ord, "\r\n\t"), " ")) for a, b in spans}
    assert [bool(spans), True] == [bool(kept), {shown[a:b] for a, b in kept} <= original]


def test_an_excerpt_stands_around_the_first_places():
    text = "before " * 50 + "swing " + "between " * 50 + "swing " + "after " * 50
    shown, kept = excerpt(text, [(350, 355), (756, 761)])
    assert ["swing", "swing"] == [shown[a:b] for a, b in kept]
    assert ("… before", "after …", True) == (shown[:8], shown[-7:], " … " in shown[2:-2])
    assert len(shown) < 230


def test_a_short_text_is_its_own_excerpt():
    assert ("a b", ()) == excerpt("a\nb", ())


def test_of_a_long_text_an_excerpt_shows_the_first_part_that_has_it():
    text = f"{'wörd ' * 20_000}the needle in the hay {'wörd ' * 500_000}needle"
    found = excerpt(text, first_places(text, [Term("needle")]))
    assert ["needle"] == [found.text[start:end] for start, end in found.places]


@pytest.mark.parametrize("typed", ["needle in", "neédle"])
@pytest.mark.parametrize("before", range(PART_SEARCHED - 12, PART_SEARCHED + 2))
def test_nothing_is_missed_where_two_parts_meet(before, typed):
    text = f"{'x' * before} needle in the hay {'x ' * PART_SEARCHED}"
    ((start, end),) = first_places(text, [Term(typed, is_phrase=True)])
    assert text[start:end] in {"needle in", "needle"}


def test_beyond_what_anybody_writes_nothing_is_looked_for():
    assert [] == first_places(f"{'x ' * MOST_SEARCHED}needle", [Term("needle")])


@given(st.text(SIGNS), st.lists(st.text(SIGNS, min_size=1), min_size=1))
def test_in_a_text_of_usual_length_all_places_are_found(text, typed):
    terms = [Term(one) for one in typed]
    assert places(text, terms) == first_places(text, terms)
