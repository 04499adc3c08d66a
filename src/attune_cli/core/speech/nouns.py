"""Nouns by which people name their child: “the baby”, “my little girl”, “our two-year-old”.

They are objects as “him” and “her” are: whom somebody held, or hurt.
"""

from collections.abc import Iterator, Sequence

_HEADS = frozenset({
    "baby", "babies", "bub", "bubs", "babe", "infant", "newborn", "toddler", "toddlers", "kid",
    "kids", "kiddo", "kiddos", "child", "children", "boy", "boys", "girl", "girls", "son", "sons",
    "daughter", "daughters", "twins", "teen", "teens", "teenager", "teenagers", "lad", "lads",
    "lass", "lassie", "preschooler", "lo", "dd", "ds", "stepson", "stepdaughter", "grandson",
    "granddaughter", "grandchild", "godson", "goddaughter", "pupil", "pupils", "youngster",
    "grandkids", "grandchildren", "foster", "bairn", "bairns", "tot", "wean", "weans", "munchkin",
    "firstborn", "preemie", "tween",
})  # fmt: skip
# Behind an article these are somebody, too: “my eldest”, “the little one”.
_ORDERS = frozenset({"eldest", "oldest", "youngest"})
_SMALL = (
    frozenset({"little", "wee", "small", "tiny", "poor", "middle", "younger", "older"}) | _ORDERS
)
_ONE = frozenset({"one", "ones", "man", "lady", "lad", "lass", "fella", "mite", "guy"})
_AGES = frozenset({"old", "olds", "yo", "yr", "yrs"})
_SPANS = frozenset({"year", "years", "yr", "yrs", "month", "months", "week", "weeks"})
_MINE = frozenset({"my", "our"})
_DETERMINERS = _MINE | {"the", "both", "this", "that", "these", "those"}
_NUMBERS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
})  # fmt: skip
_PARTS = _NUMBERS | {"both", "all", "some", "each", "either"}  # “one of the twins”
_MANNERS = _NUMBERS | _SMALL | {
    "own", "new", "young", "dear", "sweet", "ill", "sick", "tired", "upset", "stupid", "naughty",
    "disabled", "autistic", "bloody", "fucking", "teenage", "step", "adopted", "only", "first",
    "second", "third", "twin", "half", "big", "hysterical", "lovely", "beautiful", "gorgeous",
}  # fmt: skip
# What stands behind “baby” and the like and names a thing, or somebody else.
_OTHERS = frozenset({
    "brother", "brothers", "sister", "sisters", "cousin", "sibling", "niece", "nephew", "friend",
    "friends", "bottle", "bottles", "monitor", "gate", "bag", "seat", "doll", "toy", "toys",
    "food", "powder", "rattle", "clothes", "book", "books", "chair", "swing", "bouncer", "bath",
    "wipes", "cream", "milk", "shoes", "room", "plate", "cup", "door", "bed", "cot", "table",
    "pram", "group", "class", "party", "show", "menu", "tablet", "phone", "shower", "carrier",
    "sling", "mat", "gym", "proof", "teeth", "blues", "scan", "formula", "photos", "pictures",
    "bike", "scooter", "game", "games", "tv", "channel", "songs", "song", "drawing", "homework",
})  # fmt: skip
_NAMING = _HEADS | _ORDERS | _ONE | _AGES
_BEHIND = frozenset({
    "and", "because", "when", "so", "hard", "again", "for", "on", "in", "at", "with", "he", "she",
    "who", "today", "tonight", "twice", "once", "then", "after", "before", "until", "till", "by",
    "across", "round", "over", "to", "down", "too", "but", "as", "out", "off", "away",
})  # fmt: skip
_MOST = 6  # words of a name such as “my poor little two year old boy”


def children_named(words: Sequence[str], said: Sequence[str]) -> dict[int, int]:
    """Return where children are named by a noun: its place, with where the name begins.

    Args:
        words: of one clause, in plain letters.
        said: the same words as typed.
    """
    return dict(_named(words, said))


def _named(words: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int]]:
    for n in range(len(words)):
        word = _owned(words[n], said[n])
        if not (word in _NAMING or word[:1].isdigit()):
            continue
        behind = words[n + 1] if n + 1 < len(words) else ""
        first = _beginning(words, n)
        if not (behind in _OTHERS or _goes_on(behind)) and _is_child(word, words[first:n], behind):
            yield n, first


def _beginning(words: Sequence[str], n: int) -> int:
    """Return where the words begin that describe the one at a place: an article is the first."""
    first = n
    while first > max(0, n - _MOST) and _describes(words, first - 1):
        first -= 1
    first -= first > 0 and words[first - 1] in _DETERMINERS
    is_part = first > 1 and words[first - 1] == "of" and words[first - 2] in _PARTS
    return first - 2 if is_part else first


def _describes(words: Sequence[str], n: int) -> bool:
    word, before = words[n], words[n - 1] if n else ""
    if word in _SPANS:
        return before in _NUMBERS or before.isdigit()
    if word in _AGES:
        return before in _SPANS or before.isdigit()
    if word.endswith("ing"):  # “the crying baby”, and not “holding baby”
        return before in _DETERMINERS or before in _MANNERS
    return word in _MANNERS or word in _HEADS or word.isdigit() or _is_age(word)


def _goes_on(behind: str) -> bool:
    """Whether the name goes on behind a word: “baby girl”, “two year old boy”."""
    return behind in _HEADS or behind in _AGES


def _is_child(word: str, before: Sequence[str], behind: str) -> bool:
    if word in _HEADS or _is_age(word):
        return True
    first = before[0] if before else ""
    if word in _ONE:
        return first in _DETERMINERS and not _SMALL.isdisjoint(before)
    if word in _AGES:
        return bool(before) and (before[-1] in _SPANS or before[-1].isdigit())
    is_whole = first in _DETERMINERS and (not behind or behind in _BEHIND)
    return word in _ORDERS and (first in _MINE or is_whole)


def _is_age(word: str) -> bool:
    """Whether a word is an age in short: “3yo”, “2yr”."""
    return word[:1].isdigit() and word.lstrip("0123456789") in {"yo", "yr", "yrold", "mo"}


def _owned(word: str, said: str) -> str:
    """Return the word without the sign of an owner: “baby’s” is “baby”."""
    is_owner = len(said) > len("’s") and said[-2] in "'’ʼ`" and word[-1:] == "s"
    return word[:-1] if is_owner else word
