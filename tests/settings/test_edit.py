"""Edits of config.toml: what a person wrote there stays."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.settings.edit import edited
from attune_cli.settings.parse import parse, problem_in
from tries import tries

PATH = Path("config.toml")
WRITTEN = """\
# mine

first_weekday = "sunday"  # as at home
# no ideas, please
tip_after_log = false

# the words of our house
[words.cue]
dentist = "at the dentist"   # every spring

[parts_of_day] # late birds
evening = 18
"""
VALUES = {
    "first_weekday": st.sampled_from(["monday", "friday"]),
    "plain": st.booleans(),
    "child": st.sampled_from(["ada", "bo lou", "o’neill"]),
    "editor": st.sampled_from(["vi", 'emacs -nw "x"']),
    "parts_of_day.evening": st.integers(13, 21),
    "parts_of_day.night": st.sampled_from([0, 1, 22, 23]),
    "words.cue.dentist": st.sampled_from(["at “the” dentist’s", "a\\b"]),
    "words.cue.vet": st.just("at the vet"),
    "words.state.proud": st.just("proud"),
}
CHANGES = st.one_of(
    *(st.tuples(st.just(name), st.none() | value) for name, value in VALUES.items())
)


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


@settings(max_examples=tries(60))
@given(
    text=st.sampled_from(["", WRITTEN, WRITTEN.replace("\n", "\r\n")]),
    changes=st.lists(CHANGES, max_size=8),
)
def test_the_text_says_what_was_set_and_nothing_else_changes(text, changes):
    found = parse(text, PATH)
    for name, value in changes:
        wanted = {k: v for k, v in {**found, name: value}.items() if v is not None}
        if (value is None and name not in found) or problem_in(wanted):
            continue
        text, found = edited(text, {name: value}), wanted
    assert found == parse(text, PATH)


def test_comments_stay_with_what_they_are_about():
    changes = {
        "child": "ada",
        "first_weekday": "monday",
        "words.cue.vet": "at the vet",
        "plain": True,
    }
    assert WRITTEN.replace('"sunday"', '"monday"').replace(
        "tip_after_log = false\n", 'tip_after_log = false\nchild = "ada"\nplain = true\n'
    ).replace("# every spring\n", '# every spring\nvet = "at the vet"\n') == edited(
        WRITTEN, changes
    )


@pytest.mark.parametrize(
    "name", ["child", "plain", "words.cue.vet", "words.state.proud", "parts_of_day.night"]
)
def test_set_and_unset_again_leaves_every_comment_in_its_order(name):
    value = {"plain": True, "parts_of_day.night": 23}.get(name, "ada")
    after = edited(edited(WRITTEN, {name: value}), {name: None})
    assert (comments(WRITTEN), parse(WRITTEN, PATH)) == (comments(after), parse(after, PATH))


def test_a_table_with_nothing_left_in_it_goes_and_one_with_a_comment_stays():
    assert "# x\n" == edited('# x\n[words.cue]\na = "b"\n', {"words.cue.a": None})
    assert "# c" in edited('[words.cue]\na = "b"\n# c\n', {"words.cue.a": None})


def test_a_first_word_of_ones_own_makes_one_table():
    assert '[words.cue]\nqueue = "queued"\n' == edited("", {"words.cue.queue": "queued"})
