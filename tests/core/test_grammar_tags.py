"""Tags: what can be a tag, and which known tag a new one resembles."""

import pytest

from attune_cli.core.grammar import Entry, near_tag, parse, read_tag
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.usage import TooManyTags, UnreadableTag


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("#park", "park"),
        ("+Park", "Park"),
        ("bed-time_2", "bed-time_2"),
        ("#Straße", "Straße"),
        ("#cafe\u0301", "café"),
        ("#公園", "公園"),
        ("#हिन्दी", "हिन्दी"),
        (" #2nd ", "2nd"),
    ],
)
def test_a_tag_is_stored_as_it_is_typed(typed, tag):
    assert tag == read_tag(typed)


@pytest.mark.parametrize(
    "typed", ["#", "", "##park", "#42", "#a b", "#a.b", "#-a", "#\u202ea", "#a\x1b", "#" + "a" * 41]
)
def test_what_can_be_no_tag_is_refused(typed):
    with pytest.raises(UnreadableTag, match="can’t be a tag"):
        read_tag(typed)


def test_tags_stand_among_the_words_each_once():
    entry = parse(["#Park", "hurt", "+zoo", "#park"], vocabulary(), Entry().tag("rain"))
    assert (("rain", "Park", "zoo"), ("hurt",)) == (entry.tags, entry.of("cue"))


def test_more_tags_than_a_person_means_are_refused():
    with pytest.raises(TooManyTags, match="That is 51 tags, and a moment takes 50"):
        Entry().tag(*(f"t{n}" for n in range(51)))


@pytest.mark.parametrize(
    ("tag", "near"), [("parks", "park"), ("park", None), ("Park", None), ("bedtme", "bedtime")]
)
def test_a_new_tag_close_to_a_known_one_is_noticed(tag, near):
    assert near == near_tag(tag, ["park", "bedtime"])
