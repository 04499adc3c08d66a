"""The vocabularies: the words of a moment, read from data/words (TOML, one file each).

Each word is in one vocabulary only, so that words can be typed in any order.
"""

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

WORDS_FOLDER = Path(__file__).parent.parent / "data" / "words"
# In the order of display: what happened, what was done, how it went.
VOCABULARIES = (
    "kind", "cue", "response", "activity", "step", "sensitivity", "came_back", "after", "state",
)  # fmt: skip
# In the order of lookup: the likeliest first, so that a log reads few files.
LIKELIEST = (
    "cue", "response", "sensitivity", "activity", "step", "state", "after", "came_back", "kind",
)  # fmt: skip
FRIGHTEN = "frighten"  # the one word that points to support
UNSUPPORTIVE = "unsupportive"
NEUTRAL = "neutral"
# The vocabularies that people may add words to; none of them decides a rating.
OWN_IN = ("cue", "response", "activity", "step", "state", "after")
OWN = "own"  # the source of such a word
NEAR_ENOUGH = 0.75
OFFERS = 2


class Word(NamedTuple):
    """One word of a vocabulary.

    Attributes:
        word: what is typed and stored.
        vocabulary: its vocabulary.
        label: what a person reads; the head of its file shows the sentence that it completes.
        definition: one sentence.
        source: author, year, place; or "idea"; or "own" for the person's own word.
        stance: supportive, neutral or unsupportive, for a response; it never decides a rating.
        question: the question that rates it, for a kind.
    """

    word: str
    vocabulary: str
    label: str
    definition: str
    source: str
    stance: str | None = None
    question: str | None = None


class Vocabulary:
    """All words. Each file is read when it is first needed, because a log needs only some."""

    def __init__(self, folder: Path = WORDS_FOLDER, own: Iterable[Word] = ()) -> None:
        self._folder = folder
        self._own = tuple(own)
        self._read: dict[str, dict[str, Word]] = {}
        self._labels: dict[str, str] = {}

    def with_own(self, words: Iterable[Word]) -> "Vocabulary":
        """Return the vocabulary with the person's own words after the others."""
        return Vocabulary(self._folder, words)

    def with_more(self, words: Iterable[Word]) -> "Vocabulary":
        """Return the vocabulary with other own words beside those that it has."""
        return Vocabulary(self._folder, (*self._own, *words))

    @property
    def words(self) -> Mapping[str, Word]:
        """All words by name, in the order of display."""
        return {word: entry for name in VOCABULARIES for word, entry in self._of(name).items()}

    def of(self, vocabulary: str) -> tuple[Word, ...]:
        """Return the words of one vocabulary, in order."""
        return tuple(self._of(vocabulary).values())

    def find(self, typed: str) -> Word | None:
        """Return the word for what was typed: in any case, with - or a space for _."""
        word = as_stored(typed)
        return next((self._of(name)[word] for name in LIKELIEST if word in self._of(name)), None)

    def _of(self, vocabulary: str) -> dict[str, Word]:
        if vocabulary not in self._read:
            own = (word for word in self._own if word.vocabulary == vocabulary)
            words = (*read_words(vocabulary, self._folder), *own)
            self._read[vocabulary] = {word.word: word for word in words}
        return self._read[vocabulary]

    def stance(self, word: str) -> str | None:
        """Return the stance of a response; None for any other word, also an unknown one."""
        known = self.find(word)
        return known.stance if known else None

    def label(self, word: str) -> str:
        """Return the label of a stored word; an unknown one is shown as it is stored."""
        if word not in self._labels:  # a long list asks for the same ones
            known = self.find(word)
            self._labels[word] = known.label if known else word.replace("_", " ")
        return self._labels[word]

    def said(self, typed: str) -> list[str]:
        """Return the words for which people say what was typed, the surest first."""
        from attune_cli.core.speech.lexicon import lexicon  # noqa: PLC0415 only some runs need it

        return list(lexicon().meaning(tuple(as_stored(typed).split("_"))))

    def near(self, typed: str, vocabulary: str | None = None) -> list[tuple[str, str]]:
        """Return up to two known words that may be meant, each with its vocabulary.

        What people say for a word wins over similar spelling: “spanked” does not mean “space”. Fear
        is never guessed from letters.
        """
        stored = as_stored(typed)
        meant = [w.word for w in self.words.values() if vocabulary in {None, w.vocabulary}]
        near = [word for word in self.said(typed) if word in meant][:OFFERS]
        if not near:
            guessed = [word for word in meant if word != FRIGHTEN and word[0] == stored[:1]]
            near = get_close_matches(stored, guessed, OFFERS, NEAR_ENOUGH)
        return [(word, self.words[word].vocabulary) for word in near]


def read_words(vocabulary: str, folder: Path = WORDS_FOLDER) -> Iterable[Word]:
    """Read one vocabulary's file."""
    text = (folder / f"{vocabulary}.toml").read_text(encoding="utf-8")
    for word, entry in tomllib.loads(text).items():
        yield Word(word, vocabulary, **entry)


def own_word(vocabulary: str, word: str, label: str) -> Word:
    """Return the person's own word; the stance of a response is neutral."""
    stance = NEUTRAL if vocabulary == "response" else None
    return Word(word, vocabulary, label, "A word of your own.", OWN, stance)


def as_stored(typed: str) -> str:
    """Return a typed word in its stored form."""
    word = typed.strip().casefold().replace("-", "_").replace(" ", "_")
    return normalize("NFC", word)


@cache
def vocabulary() -> Vocabulary:
    """Return attune's own words, read once a run."""
    return Vocabulary()
