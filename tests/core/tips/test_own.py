"""Own tips: errors are named, and valid entries are read in full."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import Tip
from attune_cli.core.tips.own import free_id, own_id, own_tip, problem_in
from attune_cli.core.vocabulary import vocabulary
from core.factory import SIGNS

LEAST = {"title": "Sing it", "do": "Sing\nwhat you want  to say.", "kind": "distress"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"why": ""}, None),
        ({"support": True, "source": "Grandma", "id": "sing-it", "example": "la"}, None),
        ({"bands": ["teen", "infant"], "for": ["hurt", "told_no"]}, None),
        ({"bands": [], "for": []}, None),
        ({"titel": "x"}, "has “titel”, which is no part of a tip"),
        ({"title": ""}, "has a “title” that is no text"),
        ({"do": 7}, "has a “do” that is no text"),
        ({"kind": "calm"}, "has the kind “calm”, which is none of distress, connection"),
        ({"kind": ["self"]}, "has a “kind” that is no text"),
        ({"bands": "teen"}, "has “bands” as something else than a list of words in quotes"),
        ({"for": [1]}, "has “for” as something else than a list of words in quotes"),
        ({"bands": ["baby"]}, "has the age “baby”, which is none of infant"),
        ({"for": ["told_n"]}, "goes with “told_n”, which is no word of attune; perhaps “told_no”"),
        ({"for": ["yes"]}, "goes with “yes”, which is no word of attune"),
        ({"for": ["Hurt"]}, "goes with “Hurt”, which is no word of attune; perhaps “hurt”"),
        ({"support": "yes"}, "has a “support” that is neither true nor false"),
        ({"id": "Sing it"}, "has the id “Sing it”; use small letters, digits and -"),
        ({"id": "taken"}, "has the id “taken”, which is taken"),
        ({"title": "Taken!"}, "has the id “own-taken”, which is taken"),
    ],
)
def test_an_error_in_an_entry_is_named(changes, problem):
    found = problem_in(LEAST | changes, {"taken", "own-taken"}, vocabulary())
    assert (found or "").startswith(problem or "")
    assert (problem is None) is (found is None)


@pytest.mark.parametrize("missing", LEAST)
def test_a_title_what_to_do_and_a_kind_are_needed(missing):
    entry = {name: part for name, part in LEAST.items() if name != missing}
    assert f"has no “{missing}”" == problem_in(entry, (), vocabulary())


def test_what_is_left_out_is_filled_in():
    texts = ("Sing it", "Sing what you want to say.", "", "", "own", False)
    say = "Sing what you want to say."
    assert own_tip(LEAST) == Tip("own-sing-it", tuple(BANDS), "distress", (), *texts, say)


@pytest.mark.parametrize(
    ("entry", "say"),
    [
        ({"do": "Sing it. Then dance."}, "Sing it."),
        ({"do": "Say “Hey you!” to them. Wait."}, "Say “Hey you!” to them."),
        ({"do": "Sit on e.g. the stairs"}, "Sit on e.g. the stairs"),
        ({"do": "Sing it.", "say": "La la."}, "La la."),
        ({"do": "Sing it.", "support": True}, ""),
    ],
)
def test_a_tip_of_ones_own_stands_alone_by_its_first_sentence_or_by_another(entry, say):
    assert say == own_tip(LEAST | entry).say


def test_ages_are_read_in_their_order_and_words_once():
    tip = own_tip({**LEAST, "bands": ["teen", "infant", "teen"], "for": ["told_no", "told_no"]})
    assert (("infant", "teen"), ("told_no",)) == (tip.bands, tip.fits)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Sing it!", "own-sing-it"),
        ("שיר ערב", "own-שיר-ערב"),
        ("“…”", "own"),
        ("Ä_b c", "own-ä-b-c"),
    ],
)
def test_an_id_is_made_of_the_title(title, id_):
    assert id_ == own_id({"title": title})


def test_an_id_of_a_long_title_ends_at_48_characters():
    assert f"own-{'a' * 44}" == own_id({"title": "a" * 99})


@given(st.text(SIGNS, min_size=1), st.sets(st.sampled_from(["own-a", "own-a-2", "own"])))
@example(title="a b " * 40, taken=set())
def test_an_id_that_is_made_is_free_and_can_stand_in_the_file(title, taken):
    id_ = free_id(own_id({"title": title}), taken)
    assert (False, None) == (id_ in taken, problem_in({**LEAST, "id": id_}, taken, vocabulary()))
