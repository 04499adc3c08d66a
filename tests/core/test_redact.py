"""What would tell who somebody is, in a text that goes out with a redacted report."""

import pytest

from attune_cli.core.redact import telling

NAMES = ["ada", "mary ann", "me", "花子", "Jo", "Zoé", "ipek"]
WORDS = ["dentist", "at the dentist", "big_park"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is Ada too young?", ["ada"]),
        ("ADA’s sleep", ["ada’s"]),
        ("Adas Schlaf", ["adas"]),
        ("What does A\u200bda need?", ["ada"]),
        ("Mary  Ann hits", ["mary ann"]),
        ("花子は泣く", ["花子"]),
        ("with Jo.", ["jo"]),
        ("What does Zoe need?", ["zoe"]),
        ("IPEK and ｍａｒｙ ａｎｎ", ["mary ann", "ipek"]),
        ("my job", []),
        ("What helps me?", []),
        ("Canada", []),
        ("the dentist again", ["dentist"]),
        ("at the big park", ["big park"]),
        ("on 2026-11-20", ["2026-11-20"]),
        ("at 17:40", ["17:40"]),
        ("at 5 pm", ["5 pm"]),
        ("on 20 November", ["20 november"]),
        ("on the 3rd of May", ["3rd of may"]),
        ("on November 20", ["november 20"]),
        ("on 20.11.", ["20.11."]),
        ("3 marbles, 2 of 5, 1.5 hours, 10 minutes a day", []),
        ("Is it usual that she hits when she is told no?", []),
    ],
)
def test_names_words_days_and_hours_are_found_and_others_not(text, found):
    assert found == list(telling(text, NAMES, WORDS))
