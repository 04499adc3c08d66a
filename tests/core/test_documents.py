"""TOML and JSON that nobody meant: one problem, and its line, instead of a program that breaks."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.documents import MOST_ENTRIES, BrokenDocument, parse_json, parse_toml

DEEP = 1000


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("a = " + "[" * DEEP + "]" * DEEP, "it is nested too deeply", None),
        ("a = " + "{b = " * DEEP + "1" + "}" * DEEP, "it is nested too deeply", None),
        (f"a = 1\nb = {'9' * 5000}", "a number in it is too long", 2),
        ("\n".join(f"k{n} = {n}" for n in range(100_000)), "it has more than 10,000 values", None),
        (f"a = [{'1,' * (MOST_ENTRIES + 1)}]", "it has more than 10,000 values", None),
        ("a = 1\n\na = 2\n", "Cannot overwrite a value", 3),
        ("a = [\n1,\n\n", "Invalid value", 2),
    ],
    ids=["brackets", "tables", "digits", "keys", "a list", "twice", "no end"],
)
def test_toml_that_nobody_meant_has_one_problem_and_its_line(text, problem, line):
    with pytest.raises(BrokenDocument) as refused:
        parse_toml(text)
    assert (problem, line) == (str(refused.value), refused.value.line)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5000 + "1" + "}" * 5000, "9" * 5000, '{"a": "', "", "nought"]
)
def test_json_that_nobody_meant_is_refused(text):
    with pytest.raises(BrokenDocument):
        parse_json(text)


@given(st.text("[]{}=\"'\n0a_.,-#: ", max_size=60))
def test_no_text_breaks_the_readers(text):
    for parse in (parse_toml, parse_json):
        with suppress(BrokenDocument):
            parse(text)


def test_keys_that_are_nested_without_end_are_refused():
    with pytest.raises(BrokenDocument, match="nested too deeply"):
        parse_toml(".".join("a" * 5000) + " = 1")
