"""What people say for the words of the vocabularies: data/synonyms.toml, as it is looked up.

Reading the TOML takes longer than logging a moment, so `synonyms.tsv` is made of it: one line for
each first word, with the phrases that begin with it, sorted, so that a word is found by halving.
A test holds the one against the other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SYNONYMS_FILE = Path(__file__).parents[2] / "data" / "synonyms.toml"
LEXICON_FILE = SYNONYMS_FILE.with_suffix(".tsv")  # what is looked up; made of the other

SAME, NEAR, MINE, THEIRS, ALONG = "same", "near", "mine", "theirs", "along"
FAINT = "faint"
LEVELS = (SAME, MINE, THEIRS, ALONG, FAINT, NEAR)  # the first that a phrase stands at counts
# The level at which a phrase is sure where it is known that it is a response, a cue and so on.
SAYS_WHOSE = {"response": MINE, "step": MINE, "state": MINE, "cue": THEIRS}
GROUPS = "groups"  # of nouns: “{food}” in a phrase is any of them
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
_WORDS = "*"  # before a letter: the line of all words of phrases that begin with it
_STEMS = "+"  # likewise of their plain forms
_RATES = "!"  # the line of the words that begin a phrase for a rating
_RATINGS = frozenset({"yes", "partly", "no"})
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


class Lexicon:
    """The phrases by their first word; a line is read when its first word is met."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._lines: dict[str, list[str]] = {}
        self._read: dict[str, Phrase] = {}
        self._groups: dict[str, tuple[str, ...]] = {}

    def groups(self, word: str) -> tuple[str, ...]:
        """Return the groups that a word is of, in braces: “banana” is a {food}."""
        if word not in self._groups:
            entries = (one for base in bases(word) for one in self._line(base))
            self._groups[word] = tuple(dict.fromkeys(one for one in entries if one[0] == "{"))
        return self._groups[word]

    def forms(self, word: str) -> tuple[str, ...]:
        """Return what parts of phrases a word fits: itself, its plain forms and its groups."""
        return (word, *bases(word), *self.groups(word))

    def beginning(self, word: str, among: Collection[str] | None = None) -> Iterator[Phrase]:
        """Yield the phrases whose first word may be this one.

        Args:
            word: as phrases have it.
            among: the forms of all words of a line; without it, any phrase is yielded.
        """
        for first in (*bases(word), *self.groups(word)):
            for text in self._line(first):
                if text[0] == "{" and text[-1] == "}":
                    continue  # a group of its own
                if among is not None and not _may_be_in(text, among):
                    continue
                if text not in self._read:
                    self._read[text] = _phrase(text)
                yield self._read[text]

    def meaning(self, words: tuple[str, ...]) -> dict[str, str]:
        """Return what a whole phrase may mean, each word with its level; the exact form first."""
        found: dict[str, str] = {}
        if not words:
            return found
        among = {form for word in words[1:] for form in self.forms(word)}
        fitting = [
            (parts, phrase.meanings)
            for phrase in self.beginning(words[0], among)
            if len(parts := [part for part in phrase.words if part != ANY]) == len(words)
        ]
        for is_same in (_is_said, self.is_form):  # the very form goes first
            for parts, meanings in fitting:
                if all(map(is_same, words, parts)):
                    for word, level in meanings:
                        found.setdefault(word, level)
        return found

    def may_rate(self, word: str) -> bool:
        """Whether a phrase for a rating may begin with a word: few of them do."""
        return not set(bases(word)).isdisjoint(self._line(_RATES))

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
        firsts = before[:1] or [one for one in self._line(_WORDS + last[0]) if one.startswith(last)]
        for phrase in (phrase for first in firsts for phrase in self.beginning(first)):
            parts = phrase.words[: len(words)]
            if len(parts) == len(words) and all(map(self.is_form, before, parts)):
                said = parts[-1].split("|")
                if any(_may_become(last, one) for one in said):
                    meant = {word for word, _ in phrase.meanings} - but
                    found.setdefault(len(phrase.words), set()).update(meant)
        return frozenset(next((found[n] for n in sorted(found) if found[n]), ()))

    def is_form(self, said: str, part: str) -> bool:
        """Whether a word fits a part of a phrase."""
        return not options(part).isdisjoint(self.forms(said))

    def guess(self, word: str) -> str | None:
        """Return the known word that a slip of the pen is of: “sory” of “sorry”; None for none.

        A word of a phrase that is one sound or one letter away, and begins alike, is meant.
        """
        if len(word) < _SHORTEST_SLIP or not word.isalpha() or self.knows(word):
            return None
        near = self._line(_WORDS + word[0])
        return next((one for form in bases(word) for one in near if is_slip(form, one)), None)

    def knows(self, word: str) -> bool:
        """Whether a word is part of a phrase, in any form."""
        known = self._line(_STEMS + word[0])
        return any(form in known for form in bases(word))

    def _line(self, first: str) -> list[str]:
        """Return the phrases under a first word, and its groups."""
        if first not in self._lines:
            self._lines[first] = find_line(self._text, first)
        return self._lines[first]


def find_line(text: bytes, first: str) -> list[str]:
    """Return what stands behind a first word in a sorted text; nothing where it has no such line.

    It is found by halving, as a table of a few thousand lines takes longer to parse than a line
    to read.
    """
    wanted = first.encode()
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.index(b"\n", start)
        found = text[start : text.index(b"\t", start)]
        if found == wanted:
            return text[start + len(found) + 1 : end].decode().split("\t")
        if found < wanted:
            low = end + 1
        else:
            high = start
    return []


def fits(said: str, word: str) -> bool:
    """Whether two words are forms of one."""
    return said == word or not set(bases(said)).isdisjoint(bases(word))


def _is_said(said: str, part: str) -> bool:
    return said in part.removesuffix(OPTIONAL).split("|")


def _may_become(typed: str, word: str) -> bool:
    """Whether what is typed is the beginning of a word."""
    return word.startswith(typed) or (word == THEM and any(o.startswith(typed) for o in OBJECTS))


@cache
def options(part: str) -> frozenset[str]:
    """Return the forms that fit one part of a phrase, “gave|got” or “{food}”."""
    several = part.removesuffix(OPTIONAL).split("|")
    # “don’t cry” is said to a child, and “didn’t cry” of one.
    plain_forms = (form for one in several if one != "dont" for form in bases(one))
    return frozenset((*several, *plain_forms))


def _words(phrase: str) -> list[str]:
    parts = phrase.replace("|", " ").replace(OPTIONAL, " ").split()
    return [word for word in parts if word.isalpha()]


def _plain_options(part: str) -> str:
    several = "|".join(map(plain, part.removesuffix(OPTIONAL).split("|")))
    return several + OPTIONAL if part.endswith(OPTIONAL) else several


def _may_be_in(text: str, among: Collection[str]) -> bool:
    """Whether the second part of a phrase is in a line, as far as it must be."""
    _, space, rest = text.partition(" ")
    if not space:
        return True
    second = rest[: rest.index("=")].partition(" ")[0]
    return second == ANY or second[-1] == OPTIONAL or not options(second).isdisjoint(among)


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
    """Return what synonyms.tsv holds, read once a run."""
    return Lexicon(LEXICON_FILE.read_bytes())


def read_synonyms(file: Path = SYNONYMS_FILE) -> dict[str, dict[str, list[str]]]:
    """Read synonyms.toml: by word, by level, the phrases; “nothing” is a word here, too."""
    read = _written(file)
    del read[GROUPS]
    return {NOTHING: {SAME: read.pop(NOTHING)}, **read}


def read_groups(file: Path = SYNONYMS_FILE) -> dict[str, list[str]]:
    """Read the groups of nouns in synonyms.toml."""
    groups: dict[str, list[str]] = _written(file)[GROUPS]
    return groups


def _written(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 only where synonyms.tsv is made

    return tomllib.loads(file.read_text(encoding="utf-8"))


def compiled(
    synonyms: Mapping[str, Mapping[str, list[str]]], groups: Mapping[str, Iterable[str]]
) -> str:
    """Return the text of synonyms.tsv."""
    found = _by_phrase(synonyms)
    lines: dict[str, list[str]] = {}
    for group, members in groups.items():
        for base in (base for member in members for base in bases(member)):
            lines.setdefault(base, []).append(f"{{{group}}}")
    for phrase, meanings in found.items():
        means = ",".join(f"{word}:{level}" for word, level in meanings.items())
        firsts = phrase.partition(" ")[0].split("|")
        for base in dict.fromkeys(base for one in firsts for base in bases(one)):
            lines.setdefault(base, []).append(f"{phrase}={means}")
            if not _RATINGS.isdisjoint(meanings):
                lines.setdefault(_RATES, []).append(base)
    words = {word for phrase in found for word in _words(phrase)}
    words |= {member for members in groups.values() for member in members}
    for sign, forms in ((_WORDS, words), (_STEMS, {form for w in words for form in bases(w)})):
        for word in sorted(forms):
            lines.setdefault(sign + word[0], []).append(word)
    return "".join(
        "\t".join((first, *dict.fromkeys(lines[first]))) + "\n" for first in sorted(lines)
    )


def _by_phrase(synonyms: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
    """Return the phrases, each with its meanings at the first level that it stands at."""
    entries = (
        (word, level, said)
        for word, levels in synonyms.items()
        for level in LEVELS
        for said in levels.get(level, ())
    )
    found: dict[str, dict[str, str]] = {}
    for word, level, said in entries:
        parts = said.replace("-", " ").removesuffix(ANY).split()
        phrase = " ".join(map(_plain_options, parts))
        found.setdefault(phrase, {}).setdefault(word, level)
    return found
