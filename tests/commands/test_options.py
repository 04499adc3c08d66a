"""A verb that was called without what it needs says what that is, with an example that works."""

import shlex

import pytest

from attune_cli.errors.usage import _NEEDED

EXAMPLES = {verb: sentence.split(": attune ")[1] for verb, sentence in _NEEDED.items()}


@pytest.mark.parametrize("verb", _NEEDED)
def test_what_is_missing_is_said_in_one_sentence(attune, verb):
    assert (2, "", f"{_NEEDED[verb]}\n") == attune(*verb.split())


def test_each_example_works(attune):
    attune("child", "add", "ada")
    attune("log", "hurt", "punish", "partly")
    tried = sorted(EXAMPLES, key=lambda verb: verb.split()[-1] in {"remove", "delete"})
    ended = {verb: attune(*shlex.split(EXAMPLES[verb]))[0] for verb in tried if "add" not in verb}
    assert {verb: ended[verb] for verb in ended if ended[verb]} == {
        "back": 1,  # rated yes by then
        "delete": 1,  # nobody can be asked here
        "import": 1,  # there is no such file
        "child remove": 1,  # a moment is with her
        "caregiver remove": 1,  # nobody of that name
    }


@pytest.mark.parametrize("number", ["30", "-1", "x"])
def test_a_number_out_of_range_is_refused_with_the_range(attune, number):
    refusal = "--early takes a whole number from 0 to 20.\n"
    assert (2, "", refusal) == attune("child", "add", "bo", "--early", number)


@pytest.mark.parametrize("verb", ["remove", "edit"])
@pytest.mark.parametrize("role", ["child", "caregiver"])
def test_nobody_is_to_be_added_who_was_to_be_changed(attune, role, verb):
    attune(role, "add", "ada")
    attune(role, "add", "ben")
    options = ["--name", "cleo"] if verb == "edit" else []
    code, _, err = attune(role, verb, "zoe", *options)
    assert (1, True, False) == (code, err.startswith(f"I don’t know a {role} named"), "add" in err)


@pytest.mark.parametrize("role", ["child", "caregiver"])
def test_people_alone_are_listed(attune, role):
    attune(role, "add", "ada")
    assert attune(role, "list") == attune(role)
    assert attune(role, "list", "--json") == attune(role, "--json")
