"""Verbs of a moment, without its number: one sentence that shows how."""

import pytest


@pytest.mark.parametrize("verb", ["show", "edit", "rate", "back", "delete"])
def test_without_a_number_it_says_how_to_name_a_moment(attune, verb):
    code, said, complained = attune(verb)
    start = f"Say which moment, by its number or “last”: attune {verb} last"
    assert (2, "", True) == (code, said, complained.startswith(start))
