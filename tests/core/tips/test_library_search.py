"""Filters for tips, and how they are read."""

from itertools import product

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import (
    TIP_KINDS,
    TIP_VOCABULARIES,
    TipFilter,
    read_kind,
    read_text,
    read_tip_word,
    read_tips,
)
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.usage import EmptySearch, KindNotWord, UnknownTipKind, UnknownWord

TIPS = read_tips()


def test_what_is_found_is_all_that_was_asked_for():
    every = [TipFilter(*one) for one in product(
        (None, *BANDS), (None, *TIP_KINDS), (None, "hurt", "tired"),
    )]  # fmt: skip
    assert [] == [
        (asked, tip.id)
        for asked in every
        for tip in TIPS
        if asked.matches(tip)
        is not (
            asked.band in {None, *tip.bands}
            and asked.kind in {None, tip.kind}
            and asked.word in {None, *tip.fits}
        )
    ]


@pytest.mark.parametrize(
    "typed",
    ["use few words", "USE  few\twords", "COME down to their height", "“what a fright! i’m here.”",
     "\"What a fright! I'm here", "needs a safe place first"],
)  # fmt: skip
def test_a_text_is_found_in_any_part_in_any_case_spaces_and_quotes(typed):
    found = [tip.id for tip in TIPS if TipFilter(text=read_text(typed)).matches(tip)]
    assert "toddler-get-low" in found


def test_a_text_is_not_found_across_parts_or_in_sources():
    assert [] == [tip for tip in TIPS if TipFilter(text="words come down").matches(tip)]
    assert [] == [tip for tip in TIPS if TipFilter(text="Intervention").matches(tip)]


@pytest.mark.parametrize("typed", ["", "  ", "\t\n"])
def test_nothing_is_no_text_to_look_for(typed):
    with pytest.raises(EmptySearch, match="--search"):
        read_text(typed)


def test_every_word_of_the_five_vocabularies_can_be_looked_for():
    words = [
        word.word for word in vocabulary().words.values() if word.vocabulary in TIP_VOCABULARIES
    ]
    assert words == [read_tip_word(word.upper().replace("_", "-"), vocabulary()) for word in words]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("told_n", "Did you mean “told_no”"), ("yelled", "“punish” (response)"),
     ("yes", "attune words"), ("", "attune words"), ("xyzzy", "attune words")],
)  # fmt: skip
def test_another_word_is_refused_with_what_is_perhaps_meant(typed, sentence):
    with pytest.raises(UnknownWord) as refusal:
        read_tip_word(typed, vocabulary())
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("kind", TIP_KINDS)
def test_a_kind_in_the_place_of_a_word_is_told_apart(kind):
    with pytest.raises(KindNotWord, match=f"--kind {kind}"):
        read_tip_word(kind.upper(), vocabulary())


def test_a_kind_is_read_in_any_case():
    assert "self" == read_kind(" Self ")


@pytest.mark.parametrize("typed", ["", "calm", "selfs"])
def test_another_kind_is_refused(typed):
    with pytest.raises(UnknownTipKind, match="distress, connection, repair, self"):
        read_kind(typed)
