"""Search: the terms that a person types, their places in a text, and excerpts around them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import category

from attune_cli import errors
from attune_cli.core.folding import plain, plain_with_places
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import FRIGHTEN, Vocabulary, Word, as_stored

# The vocabularies in the full-text index, beside notes and tags.
INDEXED = ("cue", "response", "activity", "step", "state", "after")
MOST = 500  # terms that the index cannot answer; each is a condition of the query
SHORTEST_OF_LABEL = 3  # so that “in” and “or” match no label
_TYPED = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_WORD = re.compile(r"[^\W_]+")
# Scripts without spaces between words: the index cannot separate their words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]")  # fmt: skip  # noqa: E501
PART_SEARCHED, MOST_SEARCHED = 20_000, 200_000  # characters of a text
_OVERLAP = 200  # so that no place is cut in two
BEFORE, LENGTH = 60, 200  # characters before the first place, and in total
AT_MOST = 2  # excerpts of one text
GAP = " … "
_REACH = 24  # how many characters away a space is looked for


class Term(NamedTuple):
    """One search term.

    Attributes:
        text: the words, as typed.
        is_phrase: whether it was in quotes: complete words in this order.
        words: stored words whose labels contain it, or that people say it for.
        said_for: those of them whose labels don't contain it.
    """

    text: str
    is_phrase: bool = False
    words: tuple[str, ...] = ()
    said_for: tuple[str, ...] = ()

    @property
    def is_anywhere(self) -> bool:
        """Whether it matches inside words too, because it has no words or no spaces."""
        return bool(_UNSPACED.search(self.text)) or not self.has_words

    @property
    def has_words(self) -> bool:
        """Whether it has a letter or a digit."""
        return any(category(sign)[0] in "LN" for sign in self.text)


class MomentFilter(NamedTuple):
    """A filter for moments; a moment has to match each part.

    Attributes:
        words: by vocabulary, or by `tag`: a moment has at least one of these words.
        period: the days on which they happened.
        child: nickname of a child.
        caregiver: nickname of who responded.
        is_prompted: logged because it was the last one.
        is_unrated: without a rating, though its kind has one.
        is_open: rated partly or no, and not come back to; see Moment.to_come_back_to.
        terms: search terms in the note, the words or the tags.
        either: groups of words of several vocabularies: a moment has at least one of each group.
        numbers: ranges of numbers, as (first, last); a moment is in one of them.
    """

    words: Mapping[str, tuple[str, ...]] = {}
    period: Period | None = None
    child: str | None = None
    caregiver: str | None = None
    is_prompted: bool = False
    is_unrated: bool = False
    is_open: bool = False
    terms: tuple[Term, ...] = ()
    either: tuple[tuple[Word, ...], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether it excludes any moment."""
        return any(self.words.values()) or self._replace(words={}) != MomentFilter()


def read_terms(typed: Iterable[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Read search terms: beginnings of words, and phrases in quotes.

    Raises:
        NothingToFind: there is no term.
        TooMuchToFind: there are more terms than SQLite takes in one statement.
    """
    text = " ".join(typed).encode("utf-8", "replace").decode()
    found = [
        Term(" ".join((match[1] or match[2] or match[3]).split()), is_phrase=match[3] is None)
        for match in _TYPED.finditer(text)
        if (match[1] or match[2] or match[3] or "").strip()
    ]
    if not found:
        raise errors.usage.NothingToFind
    terms = list(dict.fromkeys(found))
    if (many := sum(term.is_anywhere for term in terms)) > MOST:
        raise errors.usage.TooMuchToFind(many, MOST)
    return tuple(_with_words(term, vocabulary) for term in terms)


def _with_words(term: Term, vocabulary: Vocabulary) -> Term:
    """Return a term with the words whose labels contain it, and those that people say it for."""
    if len(term.text) < SHORTEST_OF_LABEL or not term.has_words:
        return term
    every = [word for name in INDEXED for word in vocabulary.of(name)]
    labelled = [word.word for word in every if any(places(word.label, [term]))]
    said = _said_for(term.text, vocabulary)
    also = [w.word for w in every if w.word in said and w.word not in labelled]
    also = [word for word in also if not any(places(word, [term]))]
    words = [w.word for w in every if w.word in labelled or w.word in said]
    return term._replace(words=tuple(words), said_for=tuple(also))


def _said_for(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the words that people say something for; whose act it was, a moment tells itself.

    The person's own synonym stands for its word alone. Else fear is found by its own word: a hit
    may be the child's.
    """
    own = vocabulary.find(text) if vocabulary.is_own_synonym(text) else None
    if own:
        return [own.word]
    from attune_cli.core.speech.lexicon import (  # noqa: PLC0415 only a search needs it
        MINE,
        SAME,
        THEIRS,
        lexicon,
    )

    meaning = lexicon().meaning(tuple(as_stored(text).split("_")))
    return [w for w, level in meaning.items() if level in {SAME, MINE, THEIRS} and w != FRIGHTEN]


def places(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Return the places of the terms in a text, as (start, end), in order, without overlap."""
    searched, origin = plain_with_places(text)
    words = list(_WORD.finditer(searched))
    found = sorted(
        (origin[start], max(origin[end - 1] + 1, origin[end]))
        for term in terms
        for start, end in (_signs(searched, term) if term.is_anywhere else _words(words, term))
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def first_places(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the places for an excerpt of a text: of a long one, those of the first part with any.

    To fold a text sign by sign takes time with its length, and a page has many of them.
    """
    if len(text) <= PART_SEARCHED:
        return places(text, terms)
    begins = [(_WORD.findall(plain(term.text)) or [plain(term.text)])[0] for term in terms]
    for start in range(0, min(len(text), MOST_SEARCHED), PART_SEARCHED):
        part = text[start : start + PART_SEARCHED + _OVERLAP]
        folded = plain(part)
        if any(word in folded for word in begins) and (found := places(part, terms)):
            return [(first + start, last + start) for first, last in found]
    return []


def _signs(text: str, term: Term) -> Iterator[tuple[int, int]]:
    sought = plain(term.text)
    start = text.find(sought)
    while start >= 0 and sought:
        yield start, start + len(sought)
        start = text.find(sought, start + len(sought))


def _words(words: Sequence[re.Match[str]], term: Term) -> Iterator[tuple[int, int]]:
    *first, last = _WORD.findall(plain(term.text)) or [""]
    for place in range(len(words) - len(first)):
        if not words[place][0].startswith(first[0] if first else last):
            continue
        found = [word[0] for word in words[place : place + len(first) + 1]]
        is_last = found[-1] == last if term.is_phrase else found[-1].startswith(last)
        if last and is_last and found[:-1] == first:
            yield words[place].start(), words[place + len(first)].end()


class Excerpt(NamedTuple):
    """A part of a text, on one line.

    Attributes:
        text: the excerpt, with “…” for what is left out.
        places: the places of the terms in it, as (start, end).
    """

    text: str
    places: tuple[tuple[int, int], ...]


def excerpt(text: str, places: Sequence[tuple[int, int]], length: int = LENGTH) -> Excerpt:
    """Return the beginning of a text, or the parts around its first places.

    Args:
        text: any.
        places: in order, not overlapping.
        length: about how many characters to return.
    """
    spans = _spans(text, places, length)
    shown, kept = "", list[tuple[int, int]]()
    for start, end in spans:
        shown += GAP if shown else "… " if start else ""
        moved = len(shown) - start
        kept += [(a + moved, min(b, end) + moved) for a, b in places if start <= a < end]
        shown += text[start:end].replace("\r", " ").replace("\n", " ").replace("\t", " ")
    if spans[-1][1] < len(text):
        shown += " …"
    return Excerpt(shown, tuple(kept))


def _spans(text: str, places: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    if not places:
        return [(0, _end(text, length))]
    each, spans = length // min(len(places), AT_MOST), list[tuple[int, int]]()
    for first, last in places:
        if spans and first < spans[-1][1]:
            continue
        if len(spans) == AT_MOST:
            break
        start = _start(text, max(0, first - min(BEFORE, each // 3)), first)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, _end(text, max(last, start + each))))
    return spans


def _start(text: str, start: int, place: int) -> int:
    """Return the beginning of a word near a place."""
    space = text.find(" ", start, min(place, start + _REACH)) if start else -1
    return start if space < 0 else space + 1


def _end(text: str, end: int) -> int:
    """Return the end of a word near a place."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - _REACH), end + 1)
    return end if space < 0 else space
