"""What people say for the words of the vocabularies: data/synonyms.toml, as it is looked up.

Reading the TOML takes longer than logging a moment, so `synonyms.tsv` is made of it: one line for
each first word, with the phrases that begin with it. A test holds the one against the other.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

SYNONYMS_FILE = Path(__file__).parents[2] / "data" / "synonyms.toml"
LEXICON_FILE = SYNONYMS_FILE.with_suffix(".tsv")  # what is looked up; made of the other

SAME, NEAR, MINE, THEIRS, ALONG = "same", "near", "mine", "theirs", "along"
LEVELS = (SAME, MINE, THEIRS, ALONG, NEAR)  # the first that a phrase stands at counts
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
    "|foot:feet|tooth:teeth|swim:swam swum|steal:stole stolen|lie:lied lying|leave:left|mend:mended"
    "|cling:clung|fly:flew flown|fling:flung|teach:taught|show:shown|know:knew known|think:thought"
    "|melt:melted|tear:tore torn|kneel:knelt|lay:laid|ring:rang rung|freak:freaked|is:was were be"
)
_BASE = {
    form: base
    for one in _BASES.split("|")
    for base, forms in [one.split(":")]
    for form in forms.split()
}
_SHORTEST = 3  # letters that a word has at least without its ending


class Meaning(NamedTuple):
    """A word that a phrase stands for, and how surely.

    Attributes:
        word: of a vocabulary, or “nothing”.
        level: `same`, `near`, `mine`, `theirs` or `along`: see the head of synonyms.toml.
    """

    word: str
    level: str


class Phrase(NamedTuple):
    """A phrase in plain words, with all that it may mean."""

    words: tuple[str, ...]
    meanings: tuple[Meaning, ...]


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

    def __init__(self, text: str) -> None:
        self._lines: dict[str, str] = {}
        for line in text.splitlines():
            first, _, rest = line.partition("\t")
            self._lines[first] = rest
        self._read: dict[str, tuple[Phrase, ...]] = {}

    def beginning(self, word: str) -> Iterator[Phrase]:
        """Yield the phrases whose first word may be this one."""
        for base in bases(word):
            if base not in self._read:
                line = self._lines.get(base)
                self._read[base] = tuple(map(_phrase, line.split("\t"))) if line else ()
            yield from self._read[base]

    def begun(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the words that a phrase may mean which is still being typed, or is whole."""
        found = set(self.meaning(words))
        *before, last = words
        if before:
            phrases = self.beginning(before[0])
        else:
            firsts = (first for first in self._lines if _may_become(last, first))
            phrases = (phrase for first in firsts for phrase in self.beginning(first))
        for phrase in phrases:
            said = phrase.words[: len(words)]
            if (
                len(said) == len(words)
                and all(map(fits, said, before))
                and _may_become(last, said[-1])
            ):
                found |= {meaning.word for meaning in phrase.meanings}
        return frozenset(found)

    def meaning(self, words: tuple[str, ...]) -> dict[str, str]:
        """Return what a whole phrase may mean, each word with its level; the exact form first."""
        found: dict[str, str] = {}
        if not words:
            return found
        fitting = [p for p in self.beginning(words[0]) if len(p.words) == len(words)]
        for same in (lambda p: p.words == words, lambda p: all(map(fits, p.words, words))):
            for phrase in filter(same, fitting):
                for word, level in phrase.meanings:
                    found.setdefault(word, level)
        return found


def fits(said: str, word: str) -> bool:
    """Whether two words are forms of one."""
    return said == word or not set(bases(said)).isdisjoint(bases(word))


def _may_become(typed: str, word: str) -> bool:
    """Whether what is typed is the beginning of a word, or of an inflection of it."""
    if word.startswith(typed) or (word == THEM and any(o.startswith(typed) for o in OBJECTS)):
        return True
    ending = typed.removeprefix(word)
    if len(word) < _SHORTEST or ending == typed:
        return False
    return any(form.startswith(ending.removeprefix(word[-1])) for form in ("ing", "ed", "es"))


def _phrase(text: str) -> Phrase:
    words, _, meanings = text.partition("=")
    read = (one.partition(":") for one in meanings.split(","))
    return Phrase(tuple(words.split(" ")), tuple(Meaning(word, level) for word, _, level in read))


@cache
def lexicon() -> Lexicon:
    """Return what synonyms.tsv holds, read once a run."""
    return Lexicon(LEXICON_FILE.read_text(encoding="utf-8"))


def read_synonyms(file: Path = SYNONYMS_FILE) -> dict[str, dict[str, list[str]]]:
    """Read synonyms.toml: by word, by level, the phrases; “nothing” is a word here, too."""
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {NOTHING: {SAME: read.pop(NOTHING)}, **read}


def compiled(synonyms: Mapping[str, Mapping[str, list[str]]]) -> str:
    """Return the text of synonyms.tsv."""
    phrases: dict[tuple[str, ...], dict[str, str]] = {}
    for word, levels in synonyms.items():
        for level in LEVELS:
            for said in levels.get(level, ()):
                words = tuple(map(plain, said.replace("-", " ").split()))
                phrases.setdefault(words, {}).setdefault(word, level)
    lines: dict[str, list[str]] = {}
    for words, meanings in phrases.items():
        text = (
            f"{' '.join(words)}={','.join(f'{word}:{level}' for word, level in meanings.items())}"
        )
        for base in bases(words[0]):
            lines.setdefault(base, []).append(text)
    return "".join("\t".join((first, *lines[first])) + "\n" for first in sorted(lines))
