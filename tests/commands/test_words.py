import json

import pytest

from conftest import NOW


def age(attune, *arguments):
    code, out, err = attune("words", "sensitive", "--json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)["age"]


@pytest.mark.parametrize("which", ["sensitive", "fully_there", "fully-there"])
def test_what_a_rating_may_look_like_reads_as_it_was_looked_at(attune, golden, which):
    code, out, err = attune("words", which, "--age", "toddler")
    assert (code, err) == (0, "")
    golden(f"words_{which.replace('-', '_')}", out)


def test_without_an_age_it_is_that_of_the_only_child(attune):
    before = age(attune)
    attune("child", "add", "ada", "--born", f"{NOW.year - 2}-08")
    assert (None, "toddler") == (before, age(attune))


def test_of_several_children_the_usual_one_or_the_one_named_decides(attune):
    attune("child", "add", "ada", "--band", "infant")
    attune("child", "add", "bo", "--band", "teen")
    several = age(attune), age(attune, "--child", "ada")
    attune("config", "set", "child", "bo")
    assert ((None, "infant"), "teen") == (several, age(attune))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sensitive", "--child", "zoe"], 1, "I don’t know a child named “zoe”"),
        (["sensitive", "--age", "old"], 2, "I don’t know the age “old”"),
        (["cue", "--age", "teen"], 2, "“cue” and “--age” don’t go together"),
        (["sensitiv"], 2, "Choose one of: sensitive, fully_there, kind"),
    ],
    ids=str,
)
def test_what_is_not_known_is_refused_in_a_sentence(attune, arguments, code, said):
    ended, _, err = attune("words", *arguments)
    assert (code, True) == (ended, said in err)


@pytest.mark.parametrize("said", ["hug", "yelled"])
def test_what_people_say_for_a_word_reads_as_it_was_looked_at(attune, golden, said):
    code, out, err = attune("words", said)
    assert (0, "") == (code, err)
    golden(f"words_{said}", out)


def test_the_json_of_what_people_say_is_that_of_words(attune):
    words = [json.loads(attune("words", said, "--json")[1]) for said in ("hug", "comfort")]
    assert words[1]["words"][0] in words[0]["words"]


def test_a_slip_in_a_word_is_answered_with_the_word_that_may_be_meant(attune):
    code, out, err = attune("words", "comfrt")
    assert (2, "", True) == (code, out, "Did you mean “comfort”?" in err)
