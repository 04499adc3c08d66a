"""The grammar of `log`: words, @names and #tags in any order in, one consistent entry out.

It decides which kind of moment a word belongs to, and which words contradict each other. When the
moment happened is read in time/when.py; the journal knows which people exist.
"""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import NamedTuple
from unicodedata import category

from attune_cli import errors
from attune_cli.core.crisis import concern_of
from attune_cli.core.folding import fold
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import composed, names_in
from attune_cli.core.vocabulary import Vocabulary, Word

TAG_SIGNS = ("#", "+")
LONGEST_TAG = 40
MOST_TAGS = 50  # of a moment: more than a person means, and few enough to read
_ALSO_IN_TAGS = "-_"
_NEAR_ENOUGH = 0.75
KIND_OF = {
    "cue": Kind.DISTRESS,
    "response": Kind.DISTRESS,
    "came_back": Kind.DISTRESS,
    "activity": Kind.CONNECTION,
    "step": Kind.REPAIR,
}
ONE_ONLY = {
    "kind": "A moment is of one kind. Keep one, or log two moments.",
    "cue": "Both say what happened, and a moment has one cue. Keep one, or log two moments.",
    "sensitivity": "Both rate the moment, and it has one rating. Keep one, or log two moments.",
    "came_back": "Both say whether you came back. Keep one, or log two moments.",
    "after": "Both say how they were afterwards. Keep one, or log two moments.",
}
NOTHING_SAID = (
    "Say what happened: a cue such as “hurt”, an activity such as “floor”, or a step of coming "
    "back such as “sorry”. “attune words” lists them all."
)
LAST = "last"
MOST_DIGITS = 18  # more than any journal needs
# What a child is upset about who is so; the same word says how the caregiver was.
CUE_OF_STATE = {
    "tired": "body", "unwell": "body", "angry": "frustrated", "anxious": "worry",
    "low": "letdown", "stressed": "worry", "alone": "apart",
}  # fmt: skip
ACTION_OF = {Kind.DISTRESS: "response", Kind.CONNECTION: "activity", Kind.REPAIR: "step"}
KIND_NAMES = {
    Kind.DISTRESS: "a moment when they were upset",
    Kind.CONNECTION: "a calm moment together",
    Kind.REPAIR: "a moment of coming back",
}


class Entry(NamedTuple):
    """The words typed so far for one moment; a draft keeps them too.

    Attributes:
        words: vocabulary words in the order typed, each once.
        children: nicknames as typed, each once.
        caregiver: nickname as typed; None for the default one.
        at: when, as typed; None for now.
        repairs: a number or "last".
        chosen: whether it stood out or was prompted.
        note: free text.
        tags: as they are stored, each once.
    """

    words: tuple[Word, ...] = ()
    children: tuple[str, ...] = ()
    caregiver: str | None = None
    at: str | None = None
    repairs: str | None = None
    chosen: Chosen = Chosen.STOOD_OUT
    note: str | None = None
    tags: tuple[str, ...] = ()

    def of(self, vocabulary: str) -> tuple[str, ...]:
        """Return the words of one vocabulary."""
        return tuple(word.word for word in self.words if word.vocabulary == vocabulary)

    def one(self, vocabulary: str) -> str | None:
        """Return the word of a vocabulary that allows one; None if it has none."""
        return next(iter(self.of(vocabulary)), None)

    @property
    def kind(self) -> Kind | None:
        """The kind that the words imply; None if they imply none."""
        return next((kind for word in self.words if (kind := kind_of(word))), None) or (
            Kind.REPAIR if self.repairs else None
        )

    def add(self, *words: Word) -> "Entry":
        """Return the entry with more words.

        Raises:
            WordsClash: two words contradict each other.
        """
        known = dict.fromkeys((*self.words, *words))
        entry = self._replace(words=tuple(known))
        check(entry)
        return entry

    def tag(self, *typed: str) -> "Entry":
        """Return the entry with more tags, typed with or without # or +.

        Raises:
            UnreadableTag: one cannot be a tag.
            TooManyTags: there are more than a moment takes.
        """
        return self._replace(tags=distinct_tags((*self.tags, *map(read_tag, typed))))


def parse(
    typed: Iterable[str],
    vocabulary: Vocabulary,
    entry: Entry | None = None,
    kind: Kind | None = None,
) -> Entry:
    """Read words, @names and #tags in any order, and add them to an entry.

    Args:
        typed: words of the vocabularies, or what people say for one of them.
        vocabulary: all words.
        entry: what they are added to.
        kind: of the moment, where it is known; it decides between words that people say alike.

    Raises:
        UnknownWord: a word is in no vocabulary, and surely said for none.
        UnreadableTag: the text after # or + cannot be a tag.
        WordsClash: two words cannot stand in one moment.
    """
    entry = entry or Entry()
    words, children, tags = [], list(entry.children), []
    typed = list(typed)
    exact = (*entry.words, *(word for token in typed if (word := vocabulary.find(token))))
    kind = kind or next((found for word in exact if (found := kind_of(word))), None)
    for token in typed:
        if token.startswith("@"):
            children += names_in([token])
        elif token.startswith(TAG_SIGNS):
            tags.append(token)
        else:
            words.append(take(token, vocabulary, among=typed, kind=kind))
    return entry._replace(children=tuple(dict.fromkeys(children))).tag(*tags).add(*words)


def take(
    typed: str,
    vocabulary: Vocabulary,
    expected: str | None = None,
    among: Iterable[str] = (),
    kind: Kind | None = None,
) -> Word:
    """Return the word that is typed, or for which people surely say it.

    Args:
        typed: one word, or what is said for it.
        vocabulary: all words.
        expected: the vocabulary that it has to be of.
        among: what was typed beside it.
        kind: of the moment; it decides between words that people say alike.

    Raises:
        UnknownWord: it is neither, or surely said for several; with the nearest words.
    """
    word = vocabulary.find(typed)
    if word is None or expected not in {None, word.vocabulary}:
        meant = vocabulary.meant(typed, expected)
        meant = [one for one in meant if kind is None or kind_of(one) in {kind, None}]
        if len(meant) == 1:
            return meant[0]
    return look_up(typed, vocabulary, expected, among)


def look_up(
    typed: str,
    vocabulary: Vocabulary,
    expected: str | None = None,
    among: Iterable[str] = (),
) -> Word:
    """Return the known word for what was typed, of any vocabulary or of the expected one.

    Args:
        typed: the word.
        vocabulary: all words.
        expected: the vocabulary that it has to be of.
        among: what was typed beside it: together they may speak of need.

    Raises:
        UnknownWord: with the nearest words and their vocabulary.
    """
    word = vocabulary.find(typed)
    if word is None or expected not in {None, word.vocabulary}:
        near = [(word.word, word.vocabulary)] if word else vocabulary.near(typed, expected)
        listed_by = f"attune words {expected or ''}".rstrip()
        in_need = concern_of(" ".join((typed, *among))) is not None
        raise errors.usage.UnknownWord(typed, near, expected, listed_by, in_need=in_need)
    return word


def kind_of(word: Word) -> Kind | None:
    """Return the kind of moment that a word belongs to; None if it fits any kind."""
    return Kind(word.word) if word.vocabulary == "kind" else KIND_OF.get(word.vocabulary)


def check(entry: Entry) -> None:
    """Refuse words that contradict each other.

    Raises:
        WordsClash: two words do; it names both.
    """
    for vocabulary, why in ONE_ONLY.items():
        words = entry.of(vocabulary)
        if len(words) > 1:
            raise errors.usage.WordsClash(words[0], words[1], why)
    _check_kinds(entry)
    _check_rating(entry)


def _check_kinds(entry: Entry) -> None:
    first: tuple[str, Kind] | None = ("--repairs", Kind.REPAIR) if entry.repairs else None
    for word in entry.words:
        kind = kind_of(word)
        if kind is None:
            continue
        if first and first[1] is not kind:
            why = (
                f"“{first[0]}” belongs to {KIND_NAMES[first[1]]}, “{word.word}” to "
                f"{KIND_NAMES[kind]}. Log them as two moments."
            )
            raise errors.usage.WordsClash(first[0], word.word, why)
        first = first or (word.word, kind)


def _check_rating(entry: Entry) -> None:
    rating, came_back = entry.one("sensitivity"), entry.one("came_back")
    if rating and entry.kind is Kind.REPAIR:
        mark = next((w.word for w in entry.words if kind_of(w) is Kind.REPAIR), "--repairs")
        raise errors.usage.WordsClash(
            mark, rating, f"Coming back is not rated. Leave “{rating}” out."
        )
    if came_back and rating == Sensitivity.YES:
        why = f"Coming back belongs to a moment rated “partly” or “no”. Leave “{came_back}” out."
        raise errors.usage.WordsClash(rating, came_back, why)


def missing(entry: Entry) -> str | None:
    """Return the vocabulary that is still needed: "kind", "cue", what was done, or None."""
    kind = entry.kind
    if kind is None:
        return "kind"
    if kind is Kind.DISTRESS and not entry.of("cue"):
        return "cue"
    return None if entry.of(ACTION_OF[kind]) else ACTION_OF[kind]


def open_state(entry: Entry) -> str | None:
    """Return a state that may be the child's, where no cue says what they were upset about."""
    if entry.kind is not Kind.DISTRESS or entry.of("cue"):
        return None
    return next((state for state in entry.of("state") if state in CUE_OF_STATE), None)


def require_kind(entry: Entry) -> Kind:
    """Return the kind of moment.

    Raises:
        WordsMissing: the words imply no kind, or `came_back` has no rating.
    """
    if entry.kind is None:
        raise errors.usage.WordsMissing(NOTHING_SAID)
    if entry.of("came_back") and entry.one("sensitivity") is None:
        word = entry.of("came_back")[0]
        raise errors.usage.WordsMissing(
            f"“{word}” belongs to a moment that is rated. Add “partly” or “no”."
        )
    return entry.kind


def to_moment(entry: Entry, blank: Moment) -> Moment:
    """Return `blank`, which says who and when, with the words of the entry."""
    rating, came_back = entry.one("sensitivity"), entry.one("came_back")
    return blank._replace(
        kind=require_kind(entry),
        cue=entry.one("cue"),
        responses=entry.of("response"),
        activities=entry.of("activity"),
        steps=entry.of("step"),
        states=entry.of("state"),
        sensitivity=Sensitivity(rating) if rating else None,
        came_back=CameBack(came_back) if came_back else None,
        after=entry.one("after"),
        chosen=entry.chosen,
        tags=entry.tags,
        note=entry.note,
    )


def read_target(text: str | None) -> str | None:
    """Read the moment that a repair points at: the digits of a number, or "last".

    Raises:
        UnreadableNumber: it is neither.
    """
    if text is None:
        return None
    target = text.strip().casefold().removeprefix("#")
    if target != LAST and not _is_number(target):
        raise errors.usage.UnreadableNumber(text)
    return target


def is_target(text: str) -> bool:
    """Whether a text stands for a moment and not for a word; a text without letters does."""
    target = text.strip().casefold().removeprefix("#")
    return target == LAST or not any(sign.isalpha() for sign in target)


def _is_number(target: str) -> bool:
    return target.isascii() and target.isdigit() and len(target) <= MOST_DIGITS


def read_tag(text: str) -> str:
    """Read a tag, typed with or without # or +, and return it as stored: as typed, in NFC.

    Raises:
        UnreadableTag: it has no letter, or other signs than letters, digits, - and _.
    """
    typed = text.strip()
    bare = typed[1:] if typed.startswith(TAG_SIGNS) else typed
    tag = composed(bare)
    has_letter = any(sign.isalpha() for sign in tag)
    if not has_letter or not _fits(tag) or tag[0] in _ALSO_IN_TAGS or len(tag) > LONGEST_TAG:
        raise errors.usage.UnreadableTag(text)
    return tag


def _fits(tag: str) -> bool:
    """Whether it has only letters with their marks, digits, - and _, in any script."""
    return all(sign in _ALSO_IN_TAGS or category(sign)[0] in "LMN" for sign in tag)


def distinct_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags, each once, as it was typed first.

    Raises:
        TooManyTags: there are more than a moment takes.
    """
    distinct: dict[str, str] = {}
    for tag in tags:
        distinct.setdefault(fold(tag), tag)
    if len(distinct) > MOST_TAGS:
        raise errors.usage.TooManyTags(len(distinct), MOST_TAGS)
    return tuple(distinct.values())


def near_tag(tag: str, known: Collection[str]) -> str | None:
    """Return the known tag that a new one resembles; None if it is known or resembles none."""
    by_fold = {fold(other): other for other in known}
    if fold(tag) in by_fold:
        return None
    near = get_close_matches(fold(tag), by_fold, 1, _NEAR_ENOUGH)
    return by_fold[near[0]] if near else None
