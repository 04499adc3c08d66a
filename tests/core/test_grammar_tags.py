"""Tags: what can be a tag, and which known tag a new one resembles."""

import pytest

from attune_cli.core.grammar import Entry, near_tag, parse, read_tag
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.usage import UnreadableTag


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("#park", "park"),
        ("+Park", "park"),
        ("bed-time_2", "bed-time_2"),
        ("#Straße", "strasse"),
        ("#cafe\u0301", "café"),
        ("#公園", "公園"),
        ("#हिन्दी", "हिन्दी"),
        (" #2nd ", "2nd"),
    ],
)
def test_a_tag_is_stored_in_one_way(typed, tag):
    assert tag == read_tag(typed)


@pytest.mark.parametrize(
    "typed", ["#", "", "##park", "#42", "#a b", "#a.b", "#-a", "#\u202ea", "#a\x1b", "#" + "a" * 41]
)
def test_what_can_be_no_tag_is_refused(typed):
    with pytest.raises(UnreadableTag, match="can’t be a tag"):
        read_tag(typed)


def test_tags_stand_among_the_words_each_once():
    entry = parse(["#Park", "hurt", "+zoo", "#park"], vocabulary(), Entry().tag("rain"))
    assert (("rain", "park", "zoo"), ("hurt",)) == (entry.tags, entry.of("cue"))


@pytest.mark.parametrize(
    ("tag", "near"), [("parks", "park"), ("park", None), ("bedtme", "bedtime")]
)
def test_a_new_tag_close_to_a_known_one_is_noticed(tag, near):
    assert near == near_tag(tag, ["park", "bedtime"])
