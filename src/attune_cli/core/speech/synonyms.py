"""What people say for words as it is written, in data/synonyms.toml, and what is looked up of it.

Reading the TOML takes longer than logging a moment, so `synonyms.tsv` is made of it: one line for
each word, with the phrases that begin with it. A test holds the one against the other.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attune_cli.core.speech.lexicon import (
    ALONG,
    ANY,
    BY_LETTER,
    FAINT,
    LEXICON_FILE,
    MINE,
    NEAR,
    NOTHING,
    OPTIONAL,
    RATES,
    SAME,
    THEIRS,
    bases,
    options,
    plain,
)
from attune_cli.core.speech.table import compiled_table

SYNONYMS_FILE = LEXICON_FILE.with_suffix(".toml")
LEVELS = (SAME, MINE, THEIRS, ALONG, FAINT, NEAR)  # the first that a phrase stands at counts
_GROUPS = "groups"  # of nouns: “{food}” in a phrase is any of them
_RATINGS = frozenset({"yes", "partly", "no"})


def read_synonyms(file: Path = SYNONYMS_FILE) -> dict[str, dict[str, list[str]]]:
    """Read synonyms.toml: by word, by level, the phrases; “nothing” is a word here, too."""
    read = _written(file)
    del read[_GROUPS]
    return {NOTHING: {SAME: read.pop(NOTHING)}, **read}


def read_groups(file: Path = SYNONYMS_FILE) -> dict[str, list[str]]:
    """Read the groups of nouns in synonyms.toml."""
    groups: dict[str, list[str]] = _written(file)[_GROUPS]
    return groups


def _written(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def compiled(
    synonyms: Mapping[str, Mapping[str, list[str]]], groups: Mapping[str, Iterable[str]]
) -> str:
    """Return the text of synonyms.tsv.

    A line of it has a word, the words in phrases of which it is a form, its groups, and the phrases
    that begin with it.
    """
    found = _by_phrase(synonyms)
    said = {word for phrase in found for word in _words(phrase)}
    parts, of_groups, phrases = _Lines(), _Lines(), _Lines()
    for word in sorted(said):
        # “don’t cry” is said to a child, and “didn’t cry” of one.
        for form in (word, *(bases(word) if word != "dont" else ())):
            parts.add(form, word)
    for group, members in groups.items():
        for base in (base for member in members for base in bases(member)):
            of_groups.add(base, f"{{{group}}}")
    others = _Lines()
    for phrase, meanings in found.items():
        means = ",".join(f"{word}:{level}" for word, level in meanings.items())
        firsts = phrase.partition(" ")[0].split("|")
        for base in (base for one in firsts for base in bases(one)):
            phrases.add(base, f"{phrase}={means}")
            if not _RATINGS.isdisjoint(meanings):
                others.add(RATES, base)
    for word in sorted({word for word in said if word.isalpha()}.union(*groups.values())):
        others.add(BY_LETTER + word[0], word)
    entries = [
        (
            word,
            " ".join(parts.get(word, ())),
            " ".join(of_groups.get(word, ())),
            *phrases.get(word, ()),
        )
        for word in {*parts, *of_groups, *phrases}
    ]
    return compiled_table([*entries, *((key, *words) for key, words in others.items())])


class _Lines(dict[str, dict[str, None]]):
    """What stands behind each key, once each, in the order in which it was added."""

    def add(self, key: str, one: str) -> None:
        self.setdefault(key, {})[one] = None


def _words(phrase: str) -> set[str]:
    """Return the words of a phrase, with those that may stand for one."""
    parts = (part for part in phrase.split() if part != ANY)
    return {word for part in parts for word in options(part) if word[0] != "{"}


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


def _plain_options(part: str) -> str:
    several = "|".join(map(plain, options(part)))
    return several + OPTIONAL if part.endswith(OPTIONAL) else several
