"""The vocabularies: the words of a moment, written in data/words (TOML, one file each).

Each word is in one vocabulary only, so that words can be typed in any order. Reading the TOML takes
longer than storing a moment, so `words.tsv` is made of it: one line for each word. A test holds the
one against the other.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

WORDS_FOLDER = Path(__file__).parent.parent / "data" / "words"
WORDS_FILE = WORDS_FOLDER.with_suffix(".tsv")  # what is read; made of the others
# In the order of display: what happened, what was done, how it went.
VOCABULARIES = (
    "kind", "cue", "response", "activity", "step", "sensitivity", "came_back", "after", "state",
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
    """All words: attune's and the person's own.

    Attributes:
        words: all of them by name, in the order of display.
    """

    def __init__(self, own: Iterable[Word] = (), synonyms: Mapping[str, str] | None = None) -> None:
        self._own = tuple(own)
        self._synonyms = synonyms or {}  # the person's own, each with the word that it stands for
        self._found: dict[str, Word | None] = {}
        every = [*read_words(), *self._own]
        if self._own:  # behind the others of their vocabulary
            every.sort(key=lambda word: VOCABULARIES.index(word.vocabulary))
        self.words: Mapping[str, Word] = {word.word: word for word in every} | {
            word.word: self._with_synonyms(word)
            for word in every
            if word.word in self._synonyms.values()
        }

    def with_own(
        self, words: Iterable[Word], synonyms: Mapping[str, str] | None = None
    ) -> "Vocabulary":
        """Return the vocabulary with the person's own words after the others, and own synonyms."""
        return Vocabulary(words, synonyms)

    def with_more(self, words: Iterable[Word]) -> "Vocabulary":
        """Return the vocabulary with other own words beside those that it has."""
        return Vocabulary((*self._own, *words))

    def of(self, vocabulary: str) -> tuple[Word, ...]:
        """Return the words of one vocabulary, in order."""
        return tuple(word for word in self.words.values() if word.vocabulary == vocabulary)

    def find(self, typed: str) -> Word | None:
        """Return the word for what was typed: in any case, with - or a space for _."""
        if typed not in self._found:  # a line of plain speech asks for each word several times
            stored = as_stored(typed)
            self._found[typed] = self.words.get(self._synonyms.get(stored, stored))
        return self._found[typed]

    @property
    def has_own_synonyms(self) -> bool:
        """Whether the person says something for a word."""
        return bool(self._synonyms)

    def is_own_synonym(self, typed: str) -> bool:
        """Whether the person says so for a word: it is always meant."""
        return bool(self._synonyms) and as_stored(typed) in self._synonyms

    def _with_synonyms(self, word: Word) -> Word:
        said = [f"“{one}”" for one, meant in self._synonyms.items() if meant == word.word]
        return word._replace(definition=f"{word.definition} You also say {', '.join(said)}.")

    def stance(self, word: str) -> str | None:
        """Return the stance of a response; None for any other word, also an unknown one."""
        known = self.find(word)
        return known.stance if known else None

    def label(self, word: str) -> str:
        """Return the label of a stored word; an unknown one is shown as it is stored."""
        known = self.find(word)
        return known.label if known else word.replace("_", " ")

    def said(self, typed: str) -> list[str]:
        """Return the words for which people say what was typed, the surest first."""
        from attune_cli.core.speech.lexicon import lexicon  # noqa: PLC0415 only some runs need it

        return list(lexicon().meaning(tuple(as_stored(typed).split("_"))))

    def meant(self, typed: str, vocabulary: str | None = None) -> list[Word]:
        """Return the words for which people surely say what was typed.

        Args:
            typed: one word or several.
            vocabulary: where it is known which; it says whose act or state it is, too. Fear is
                only what is said as that, and no act that may be a child's.
        """
        from attune_cli.core.speech.lexicon import SAME, SAYS_WHOSE, lexicon  # noqa: PLC0415

        levels = {SAME, SAYS_WHOSE.get(vocabulary or "")}
        said = lexicon().meaning(tuple(as_stored(typed).split("_"))).items()
        words = [self.find(word) for word, level in said if level in levels]
        fear = [word for word, level in said if word == FRIGHTEN and level != SAME]
        return [
            word
            for word in words
            if word and vocabulary in {None, word.vocabulary} and word.word not in fear
        ]

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
            same_letters = [word for word in guessed if sorted(word) == sorted(stored)]
            near = same_letters[:OFFERS] or get_close_matches(stored, guessed, OFFERS, NEAR_ENOUGH)
        return [(word, self.words[word].vocabulary) for word in near]


@cache
def read_words(file: Path = WORDS_FILE) -> tuple[Word, ...]:
    """Read all words, in the order of display."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Word(word, vocabulary, label, definition, source, stance or None, question or None)
        for word, vocabulary, label, definition, source, stance, question in lines
    )


def written_words(folder: Path = WORDS_FOLDER) -> list[Word]:
    """Return the words as they are written, in TOML."""
    import tomllib  # noqa: PLC0415 only where the words are made

    files = {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in VOCABULARIES}
    return [
        Word(word, vocabulary, **entry)
        for vocabulary, text in files.items()
        for word, entry in tomllib.loads(text).items()
    ]


def compiled_words(words: Iterable[Word]) -> str:
    """Return the text that words are read from: their parts in order, with a tab between them."""
    return "".join("\t".join(part or "" for part in word) + "\n" for word in words)


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
