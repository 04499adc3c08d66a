"""What the program says stands in whole sentences, shames nobody, and is read with ease."""

import re
from functools import cache

import pytest

from bench.page_rules import FORBIDDEN
from bench.sentences import GAP, grade_of, modules, texts_in, texts_of

HARDEST = 7.0  # the grade of a module; pages of statistics are the hardest, at 5 to 6
LONGEST = 30  # words up to a full stop or a semicolon; only statistics come near
# Of what else than a moment or a person a forbidden word is said, so that it may stand there.
OF_FILES = {"damaged", "failed", "failing"}
ABOUT_FILES = (
    "render/backups.py", "render/erase.py", "errors/journal.py", "commands/backup.py",
    "store/check/journal.py", "store/database.py", "store/faults.py",
)  # fmt: skip


@cache
def all_texts() -> dict:
    """Return the texts of each module; read by the process that runs these tests alone."""
    return {path: texts_of(path) for path in modules()}


def said() -> list:
    return [text for texts in all_texts().values() for text in texts]


def forbidden_in(said: str) -> set[str]:
    said = GAP.sub("it", said)
    return {found[0] for rule in FORBIDDEN for found in re.finditer(rule, said, re.IGNORECASE)}


def words_of(sentence: str) -> list[str]:
    return [word for word in sentence.split() if re.search(r"[^\W_]", word)]


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        ("say(f\"{n} day{'' if n == 1 else 's'} are left.\")", "has a gap inside a word"),
        ('say(f"You {n} moments, {mood}s.")', "has a gap inside a word"),
        ('say("and so it went on.")', "begins in the middle"),
        ('more = f", and {n} more" if n else ""', "begins in the middle"),
        ('said = "There is nothing to see, "', "ends in the middle"),
        ('said = "You came back and"', "ends in the middle"),
        ('say("You came back " + how)', "is joined to another"),
        ('said += "You came back."', "is joined to another"),
        ('say("You came back %s." % how)', "is joined to another"),
        ("say(f\"You came back {'in the end' if late else 'at once'}.\")", "stands inside another"),
        ('say(f"You came back{late}{where}.")', "has two gaps side by side"),
        (
            'def f():\n    begin = f"You came back to {k}"\n    say(f"{begin}, in the end.")',
            "is half of another sentence",
        ),
    ],
)
def test_a_piece_is_seen(source, flaw):
    assert flaw in {flaw for text in texts_in(source) for flaw in text.flaws}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("say(f\"{several(n, 'day', 'days')} are left.\")", ["{days} are left."]),
        ('say(f"With {shown(child)} on {moment.day:%B}.")', ["With {child} on {day}."]),
        (
            '"""Of a module."""\nrun("SELECT id FROM moments")\nre.compile("no (word|name) here")',
            [],
        ),
        ('say(" and ".join(names))\nname.startswith("so it begins")', []),
    ],
)
def test_what_is_said_is_told_from_the_rest(source, said):
    assert said == [text.said for text in texts_in(source) if not text.flaws]


def test_every_room_says_something():
    rooms = {text.module.partition("/")[0] for text in said() if text.is_sentence}
    ways_in = {"__main__.py", "app.py"}
    assert ways_in | {"commands", "core", "errors", "render", "settings", "store"} == rooms


def test_no_text_is_a_piece_of_a_sentence():
    assert [] == [text for text in said() if text.flaws]


@pytest.mark.parametrize("said", ["You must try.", "A good mother!", "You got worse."])
def test_a_forbidden_word_is_seen(said):
    assert forbidden_in(said)


def test_nothing_that_is_said_shames_orders_or_diagnoses():
    found = [
        (text, words)
        for text in said()
        if (words := forbidden_in(text.said))
        and not (text.module in ABOUT_FILES and words <= OF_FILES)
    ]
    assert [] == found


def test_hard_sentences_have_a_high_grade():
    hard = "The aforementioned irregularities necessitate considerable organisational deliberation."
    assert (grade_of(texts_in(f"say('{hard}')\n" * 5)) or 0) > HARDEST


def test_every_module_is_read_with_ease():
    grades = {str(path): grade_of(texts) for path, texts in all_texts().items()}
    assert len([grade for grade in grades.values() if grade is not None]) > 50
    assert {} == {name: grade for name, grade in grades.items() if grade and grade > HARDEST}


def test_no_sentence_is_too_long():
    sentences = [
        (len(words_of(sentence)), text.module, sentence)
        for text in said()
        if text.is_sentence
        for sentence in re.split(r"(?<=[.?!:;])\s", text.read_aloud)
    ]
    assert [] == [one for one in sentences if one[0] > LONGEST]
