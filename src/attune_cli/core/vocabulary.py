"""The words of the domain, read from data/words: one TOML file a vocabulary, one loader.

Every word stands in exactly one vocabulary, so that words can be typed in any order.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

WORDS_FOLDER = Path(__file__).parent.parent / "data" / "words"
# The order in which a moment is told: what happened, what was done, how it went.
VOCABULARIES = (
    "kind", "cue", "response", "activity", "step", "sensitivity", "came_back", "after", "state",
)  # fmt: skip
NEAR_ENOUGH = 0.6
OFFERS = 2


class Word(NamedTuple):
    """One word of a vocabulary.

    Attributes:
        word: what is typed and stored.
        vocabulary: the one it stands in.
        label: what a person reads; the head of its file says which sentence it completes.
        definition: one sentence.
        source: author, year, where; or "idea".
        stance: of a response: supportive, neutral or unsupportive. It never decides a rating.
        question: of a kind: what is asked to rate it.
    """

    word: str
    vocabulary: str
    label: str
    definition: str
    source: str
    stance: str | None = None
    question: str | None = None


class Vocabulary(NamedTuple):
    """All words, in the order in which they are shown."""

    words: Mapping[str, Word]

    def of(self, vocabulary: str) -> tuple[Word, ...]:
        """Return the words of one vocabulary, in order."""
        return tuple(word for word in self.words.values() if word.vocabulary == vocabulary)

    def find(self, typed: str) -> Word | None:
        """Return the word as typed: in any case, with - or a space for _."""
        return self.words.get(typed.strip().casefold().replace("-", "_").replace(" ", "_"))

    def label(self, word: str) -> str:
        """Return what a person reads for a stored word, also for one no longer known."""
        known = self.words.get(word)
        return known.label if known else word.replace("_", " ")

    def near(self, typed: str, vocabulary: str | None = None) -> list[tuple[str, str]]:
        """Return up to two words that look like the typed one, each with its vocabulary."""
        from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

        known = [w.word for w in self.words.values() if vocabulary in {None, w.vocabulary}]
        close = get_close_matches(typed.casefold(), known, OFFERS, NEAR_ENOUGH)
        return [(word, self.words[word].vocabulary) for word in close]


def read_words(vocabulary: str, folder: Path = WORDS_FOLDER) -> Iterable[Word]:
    """Read one vocabulary's file."""
    text = (folder / f"{vocabulary}.toml").read_text(encoding="utf-8")
    for word, entry in tomllib.loads(text).items():
        yield Word(word, vocabulary, **entry)


@cache
def vocabulary() -> Vocabulary:
    """Return all words, read once a run."""
    return Vocabulary({word.word: word for name in VOCABULARIES for word in read_words(name)})
