"""The library is read as tomllib reads it, also by the quick parser."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.tips.library import TIP_KINDS, TIPS_FOLDER, entries_of, parse_plain


@pytest.mark.parametrize("kind", TIP_KINDS)
def test_a_file_of_the_library_is_in_the_plain_form_and_read_as_tomllib_reads_it(kind):
    text = (TIPS_FOLDER / f"{kind}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["tip"] == parse_plain(text)


LINES = [
    "[[tip]]", "id = 'a'", "id = \"a'b\"", "for = ['a', 'b']", "for = ['a','b']", "for = []", "",
    "# x", "a b = 'c'", "x = 'a', 'b'", "[[tip]] # z", "[tip]",
    "support = true", "support = false", "title = 'it''s'", "do = '''a", "b'''", " id = 'b'",
    "why = ''", "x = '' # y", "for = ['a', \"b\"]", "title = 'a # b = [c]'", "for = ['a', 'b, c']",
    "do='a'", "n = ['a', ['b', 'c']]", "n = [ 'a' ]", "n = ['a', 'b'] # ['c']",
]  # fmt: skip


@settings(max_examples=200)
@given(lines=st.lists(st.sampled_from(LINES), max_size=6))
def test_what_is_read_plainly_is_what_tomllib_reads(lines):
    text = "\n".join(["[[tip]]", *lines])
    found = parse_plain(text)
    assert found is None or tomllib.loads(text)["tip"] == found


def test_another_form_is_left_to_tomllib():
    text = '[[tip]]\ntitle = "it\'s"\nfor = []\n'
    assert (None, [{"title": "it's", "for": []}]) == (parse_plain(text), entries_of(text))
