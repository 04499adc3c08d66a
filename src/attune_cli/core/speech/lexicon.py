"""What people say for the words of the vocabularies, as it is looked up.

It stands in synonyms.tsv, which synonyms.py makes; of that, a run reads the lines of its words.
"""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from attune_cli.core.speech.table import KeyedTable, table_in

LEXICON_FILE = Path(__file__).parents[2] / "data" / "synonyms.tsv"

SAME, NEAR, MINE, THEIRS, ALONG = "same", "near", "mine", "theirs", "along"
FAINT = "faint"
WEAK = frozenset({ALONG, FAINT})  # they hint at a cue or a kind
# The level at which a phrase is sure where it is known that it is a response, a cue and so on.
SAYS_WHOSE = {"response": MINE, "step": MINE, "state": MINE, "cue": THEIRS}
ANY = "~"  # in a phrase: up to three words of any kind
OPTIONAL = "?"  # behind a word of a phrase that may be left out
NOTHING = "nothing"  # a phrase that only sounds like a word
THEM = "them"
# Who a moment is with, as an object or an owner: all of them read as “them”.
OBJECTS = frozenset({"them", "her", "him", "his", "hers", "their", "theirs", "em"})
_NOT = {
    "couldnt": "couldnt", "cant": "couldnt", "cannot": "couldnt", "wouldnt": "wouldnt",
    "wont": "wouldnt", "didnt": "didnt", "dont": "didnt", "doesnt": "didnt", "wasnt": "wasnt",
    "isnt": "wasnt", "werent": "wasnt", "arent": "wasnt", "aint": "wasnt", "havent": "havent",
    "hasnt": "havent", "hadnt": "havent",
}  # fmt: skip
_BASES = (
    "fall:fell fallen|hold:held|bite:bit bitten|throw:threw thrown|take:took taken|give:gave given"
    "|get:got gotten|go:went gone goes|come:came|sit:sat|say:said|tell:told|sing:sang sung|run:ran"
    "|make:made|sleep:slept|wake:woke woken|lose:lost|keep:kept|stand:stood|swear:swore sworn"
    "|break:broke broken|feed:fed|feel:felt|fight:fought|catch:caught|buy:bought|bring:brought"
    "|ride:rode ridden|drive:drove driven|write:wrote written|draw:drew drawn|shake:shook shaken"
    "|hide:hid hidden|speak:spoke spoken|sting:stung|weep:wept|eat:ate eaten|drink:drank"
    "|build:built|wear:wore worn|spit:spat|hear:heard|die:died dying|child:children"
    "|toe:toes|foot:feet|tooth:teeth|swim:swam swum|steal:stole stolen|lie:lied lying"
    "|leave:left|mend:mended"
    "|cling:clung|fly:flew flown|fling:flung|teach:taught|show:shown|know:knew known|think:thought"
    "|melt:melted|tear:tore torn|kneel:knelt|lay:laid|ring:rang rung|freak:freaked|is:was were be"
)
_BASE = {
    form: base
    for one in _BASES.split("|")
    for base, forms in [one.split(":")]
    for form in forms.split()
}
BY_LETTER = "*"  # before a letter: the line of all words of phrases that begin with it
RATES = "!"  # the line of the words that begin a phrase for a rating
_SHORTEST_SLIP = 4  # letters of a text that may be a slip
_SHORTEST_MEANT = 6  # letters of a word that lacks one, or has a wrong vowel
_VOWELS = frozenset("aeiouy")
_SHORTEST = 3  # letters that a word has at least without its ending


class Phrase:
    """A phrase with all that it may mean.

    No NamedTuple: to make one takes longer than a line.

    Attributes:
        words: plain ones; a part may be “gave|got”.
        meanings: words of a vocabulary, or “nothing”, each with its level: see synonyms.toml.
    """

    __slots__ = ("meanings", "words")

    def __init__(self, words: tuple[str, ...], meanings: tuple[tuple[str, str], ...]) -> None:
        self.words, self.meanings = words, meanings


def plain(word: str) -> str:
    """Return one word as phrases have it: “him” is “them”."""
    return THEM if word in OBJECTS else word


@cache
def bases(word: str) -> tuple[str, ...]:
    """Return the plain forms that a word may be an inflection of, itself among them.

    “hugged” is of “hug”, “cries” of “cry”, “bit” of “bite”; which of them is a word, is not asked.
    """
    if word in _NOT:
        return (_NOT[word],)
    if word in _BASE:
        return (_BASE[word],)
    found = [word]
    if len(word) > _SHORTEST and word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("es"):
            found.append(word[:-2])
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST - 1:
            found += [stem, stem + "e"]
            if len(stem) > _SHORTEST - 1 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    found += [word.removesuffix(end) + "y" for end in ("ies", "ied") if word.endswith(end)]
    return tuple(found)


class _Entry:
    """What stands behind a word, or a group.

    Attributes:
        parts: the words in phrases of which it is a form: “fall” of “fall”, “fell” and “fallen”.
        groups: those that it is of, in braces.
        phrases: those that begin with it, as written.
    """

    __slots__ = ("groups", "parts", "phrases")

    def __init__(self, parts: str = "", groups: str = "", *phrases: str) -> None:
        self.parts, self.groups, self.phrases = parts.split(), groups.split(), phrases


class Lexicon:
    """The phrases by their first word, read where that is met."""

    def __init__(self, table: KeyedTable) -> None:
        self._table = table
        self._entries: dict[str, _Entry] = {}
        self._read: dict[str, Phrase] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, frozenset[str]] = {}

    def groups(self, word: str) -> tuple[str, ...]:
        """Return the groups that a word is of, in braces: “banana” is a {food}."""
        if word not in self._groups:
            several = (one for base in bases(word) for one in self._entry(base).groups)
            self._groups[word] = tuple(dict.fromkeys(several))
        return self._groups[word]

    def parts(self, word: str) -> frozenset[str]:
        """Return what a word fits in phrases: words that have a form with it, and its groups."""
        if word not in self._parts:
            several = (self._entry(form).parts for form in (word, *bases(word)))
            self._parts[word] = frozenset(self.groups(word)).union(*several)
        return self._parts[word]

    def beginning(
        self, word: str, among: set[str] | None = None, many: int = 0
    ) -> Iterator[Phrase]:
        """Yield the phrases whose first word may be this one.

        Args:
            word: as phrases have it.
            among: what the words of a line fit; without it, any phrase is yielded.
            many: of how many words they are; 0 for any number.
        """
        for first in (*bases(word), *self.groups(word)):
            for text in self._entry(first).phrases:
                if many and many != 1 + text.count(" ") - text.count(ANY):
                    continue
                if among is None or _may_be_in(text, among):
                    if text not in self._read:
                        self._read[text] = _phrase(text)
                    yield self._read[text]

    def meaning(self, words: tuple[str, ...]) -> dict[str, str]:
        """Return what a whole phrase may mean, each word with its level; the exact form first."""
        found: dict[str, str] = {}
        if not words:
            return found
        among = {part for word in words[1:] for part in self.parts(word)}
        fitting = [
            ([part for part in phrase.words if part != ANY], phrase.meanings)
            for phrase in self.beginning(words[0], among, len(words))
        ]
        for is_same in (_is_said, self.is_form):  # the very form goes first
            for parts, meanings in fitting:
                if all(map(is_same, words, parts)):
                    for word, level in meanings:
                        found.setdefault(word, level)
        return found

    def may_rate(self, word: str) -> bool:
        """Whether a phrase for a rating may begin with a word: few of them do."""
        return not self._rating.isdisjoint(bases(word))

    def begun(self, words: tuple[str, ...], but: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return the words that a phrase means, or the shortest ones that are still being typed.

        Args:
            words: as phrases have them.
            but: what only a whole phrase is taken for.
        """
        if whole := self.meaning(words):
            return frozenset(whole)
        found: dict[int, set[str]] = {}
        *before, last = words
        firsts = before[:1] or [one for one in self._words(last[0]) if one.startswith(last)]
        for phrase in (phrase for first in firsts for phrase in self.beginning(first)):
            parts = phrase.words[: len(words)]
            if len(parts) == len(words) and all(map(self.is_form, before, parts)):
                said = parts[-1].split("|")
                if any(_may_become(last, one) for one in said):
                    meant = {word for word, _ in phrase.meanings} - but
                    found.setdefault(len(phrase.words), set()).update(meant)
        return frozenset(next((found[n] for n in sorted(found) if found[n]), ()))

    def is_form(self, said: str, part: str) -> bool:
        """Whether a word fits a part of a phrase, “gave|got” or “{food}”."""
        return not self.parts(said).isdisjoint(options(part))

    def guess(self, word: str) -> str | None:
        """Return the known word that a slip of the pen is of: “sory” of “sorry”; None for none.

        A word of a phrase that is one sound or one letter away, and begins alike, is meant.
        """
        if len(word) < _SHORTEST_SLIP or not word.isalpha() or self.knows(word):
            return None
        near = self._words(word[0])
        return next((one for form in bases(word) for one in near if is_slip(form, one)), None)

    def knows(self, word: str) -> bool:
        """Whether a word is part of a phrase, in any form."""
        entries = [(form, self._entry(form)) for form in bases(word)]
        return any(
            one.groups or any(form in bases(part) for part in one.parts) for form, one in entries
        )

    def look_up(self, words: Iterable[str]) -> None:
        """Read what is known of words and of their groups, all of it at once."""
        self._read_entries(form for word in words for form in (word, *bases(word)))
        self._read_entries(group for one in [*self._entries.values()] for group in one.groups)

    def _read_entries(self, firsts: Iterable[str]) -> None:
        new = dict.fromkeys(first for first in firsts if first not in self._entries)
        for first, fields in zip(new, self._table.find_each(new), strict=True):
            self._entries[first] = _Entry(*fields)

    def _entry(self, first: str) -> _Entry:
        if first not in self._entries:
            self._read_entries([first])
        return self._entries[first]

    @cached_property
    def _rating(self) -> frozenset[str]:
        return frozenset(self._table.find(RATES))

    def _words(self, letter: str) -> list[str]:
        """Return all words of phrases that begin with a letter."""
        return self._table.find(BY_LETTER + letter)


def fits(said: str, word: str) -> bool:
    """Whether two words are forms of one."""
    return said == word or not set(bases(said)).isdisjoint(bases(word))


def _is_said(said: str, part: str) -> bool:
    return said in options(part)


def options(part: str) -> list[str]:
    """Return what may stand in a part of a phrase, “gave|got” or “{food}”."""
    return part.removesuffix(OPTIONAL).split("|")


def _may_become(typed: str, word: str) -> bool:
    """Whether what is typed is the beginning of a word."""
    return word.startswith(typed) or (word == THEM and any(o.startswith(typed) for o in OBJECTS))


def _may_be_in(text: str, among: set[str]) -> bool:
    """Whether the second part of a phrase is in a line, as far as it must be."""
    _, *rest = text.split(" ", 2)
    if not rest:
        return True
    second = rest[0].partition("=")[0]
    return second == ANY or second[-1] == OPTIONAL or not among.isdisjoint(second.split("|"))


def is_slip(said: str, word: str) -> bool:
    """Whether a text is a word with a letter left out, doubled or turned, or with a wrong vowel.

    Short words are near to too many others, so only a doubled or turned letter counts there.
    """
    short, long = sorted((said, word), key=len)
    if len(word) <= _SHORTEST_SLIP or short == long or len(long) - len(short) > 1:
        return False
    pairs = enumerate(zip(short, long, strict=False))
    n = next((n for n, (one, other) in pairs if one != other), len(short))
    if n == 0:
        return False
    is_long = len(word) >= _SHORTEST_MEANT
    if len(short) < len(long):
        is_double = long[n] == long[n - 1]
        return short[n:] == long[n + 1 :] and (is_double or (long == word and is_long))
    if short[n + 1 :] == long[n + 1 :]:
        return is_long and {short[n], long[n]} <= _VOWELS
    return short[n : n + 2] == long[n : n + 2][::-1] and short[n + 2 :] == long[n + 2 :]


def _phrase(text: str) -> Phrase:
    words, _, meanings = text.partition("=")
    read = (one.partition(":") for one in meanings.split(","))
    return Phrase(tuple(words.split(" ")), tuple((word, level) for word, _, level in read))


@cache
def lexicon() -> Lexicon:
    """Return what synonyms.tsv holds; of it, a run reads what is looked up."""
    return Lexicon(table_in(LEXICON_FILE))
