"""What would tell who somebody is, in a text that goes out with a redacted report."""

import pytest

from attune_cli.core.redact import telling

NAMES = ["ada", "mary ann", "me", "花子", "Jo", "Zoé", "ipek", "Anna-Lena", "O'Neil", "the boss"]
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
        ("Mary-Ann’s sleep", ["mary-ann’s"]),
        ("What about Annalena?", ["annalena"]),
        ("What about anna lena?", ["anna lena"]),
        ("How does Lena cope?", ["lena"]),
        ("Marys sleep", ["marys"]),
        ("Is it ONeil or Neil?", ["oneil"]),
        ("Is the end near, bossy?", []),
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


WHEN = (
    "since 3 May|3May|May 3rd, 2026|May the 3rd|the third of May|3. Mai|am 3. März|le 1er mai|"
    "3 de mayo de 2026|il 3 maggio|3 maja|3 février|27/11|11/27|3/5|on 1/2|27.11|03.05|27-11-2026|"
    "27-11|2026/11/27|2026.11.27|20. 11. 2026|20261127|2026-W48|KW 48|Tuesday 24|Tue 24th|"
    "Tuesday the 24th|Dienstag, 24.|24 Tuesday|Monday at 5|since the 24th|17.40|17h40|17 Uhr|"
    "fünf Uhr|5 p.m.|five o’clock|half past five|quarter to 6|halb sechs|5 in the morning|"
    "0730 hours|à 17 h|5月3日|17時|5월 3일|born in 2024|May '26|٣/٥/٢٠٢٦|３ Ｍａｙ|20-Nov|"
    "20_nov_26"
)
NO_WHEN = (
    "Is it usual at 2?|2/3 of the time|1/2 of the nights|Why was week 3 hard?|2-3 times|"
    "10 to 20 times a day|last Monday|in May|she may help|24 h a day|the 2nd time|1.50 m|100 %|"
    "for 3 weeks|after 2 weeks|moments 3 and 7|11 hours of sleep|every 3 days|report v2"
)


def test_a_day_or_an_hour_is_found_however_it_is_written_and_no_other_number():
    assert [] == [text for text in WHEN.split("|") if not [*telling(text, (), ())]]
    assert [] == [text for text in NO_WHEN.split("|") if [*telling(text, (), ())]]
