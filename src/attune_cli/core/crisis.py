"""What people type in need, such as “I can’t cope”, and the help that fits it.

data/crisis.toml has the phrases, and `crisis.tsv` is made of it, which is read in a tenth of the
time: there, each phrase has a part apart that is looked for first. They decide what is shown first,
and nothing is stored of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

CRISIS_FILE = Path(__file__).parent.parent / "data" / "crisis.toml"
LOOKED_UP_FILE = CRISIS_FILE.with_suffix(".tsv")  # what is looked up; made of the other
OF_HURTING = "hurting"  # the concern of somebody who hurt or scared a child, or fears to
OF_ANOTHER = "another"  # of somebody whom another one hurts or scares
_OWN_NEED = {"suicide", "thoughts", "coping"}  # of the one who types
_WORDS, _SAID = "words", "said"
_LONGEST_BEGINNING = 12  # letters of a part such as “suicid*”
_NO_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


class Concern(NamedTuple):
    """A concern: what it leads to.

    Attributes:
        name: its name in the file.
        tips: ids of the tips that come first, in this order.
        also: names of the lines of support that belong to it.
        contacts: names of the contacts of support that belong to it.
    """

    name: str
    tips: tuple[str, ...]
    also: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@lru_cache(maxsize=4)  # a line asks more than once
def concern_of(text: str) -> Concern | None:
    """Return the concern that a text speaks of; the first in the file, or None."""
    found, order = _read(), _in_order(text)
    words = _with_beginnings(order) | {f"{one}_{other}" for one, other in pairwise(order)}
    groups = found[_WORDS]
    for name, entry in found.items():
        said = entry.get(_SAID, ())
        if words.isdisjoint(said[::2]):  # as of nearly every line: one look instead of hundreds
            continue
        for first, rest in zip(said[::2], said[1::2], strict=True):
            if first in words and _is_said(rest, groups, words):
                return _concern(name, entry)
    return None


def is_of_own_need(text: str) -> bool:
    """Whether a text speaks of the need of the one who types it."""
    concern = concern_of(text)
    return concern is not None and concern.name in _OWN_NEED


def is_in_need(text: str, names: Iterable[str]) -> bool:
    """Whether a line speaks of the caregiver's own need, or of what somebody else does.

    Most words of need are also those of an ordinary moment, such as a child who pushes. Where the
    line doesn't say that a child did it, somebody else may have.

    Args:
        text: as typed.
        names: nicknames of children.
    """
    concern = concern_of(text)
    is_of_another = concern is not None and concern.name == OF_ANOTHER
    return is_of_own_need(text) or (is_of_another and not is_act_of_child(text, names))


def concern_named(name: str) -> Concern:
    """Return a concern by its name."""
    return _concern(name, _read()[name])


def is_act_of_child(text: str, names: Iterable[str]) -> bool:
    """Whether each word of violence in a text stands right after a child: “ada hit”, “my son hit”.

    Args:
        text: as typed.
        names: nicknames of children.
    """
    groups, words = _read()[_WORDS], _in_order(text)
    known = {word for name in names for word in _in_order(name)[-1:]}
    is_of = [_with_beginnings([word]).isdisjoint for word in words]
    acts = [n for n, is_none in enumerate(is_of) if not is_none(groups["violence"])]
    return bool(acts) and all(
        n and (words[n - 1] in known or not is_of[n - 1](groups["child"])) for n in acts
    )


@cache
def _read() -> dict[str, dict[str, list[str]]]:
    """Return what crisis.tsv holds, read once a run."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in LOOKED_UP_FILE.read_text(encoding="utf-8").splitlines():
        name, part, *values = line.split("\t")
        found.setdefault(name, {})[part] = values
    return found


def compiled_crisis() -> str:
    """Return the text of crisis.tsv: a name, a part and its values in a line.

    What is said stands in pairs: a word, or the beginning of one, and what else must be there.
    """
    import tomllib  # noqa: PLC0415 only where it is made

    read = tomllib.loads(CRISIS_FILE.read_text(encoding="utf-8"))
    for entry in read.values():
        if _SAID in entry:
            pairs = [pair for phrase in entry[_SAID] for pair in _pairs(phrase, read[_WORDS])]
            entry[_SAID] = [part for pair in pairs for part in pair]
    return "".join(
        "\t".join((name, part, *values)) + "\n"
        for name, parts in read.items()
        for part, values in parts.items()
    )


def _pairs(phrase: str, groups: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    first, *rest = sorted(phrase.split(), key=_cost)
    for one in first.split("|"):
        for word in groups[one[1:-1]] if one[0] == "{" else [one]:
            yield word, " ".join(rest)


def _cost(part: str) -> tuple[bool, bool, int, int]:
    """Return how soon a part of a phrase is looked for: a long plain word decides at once."""
    return (part.startswith("!"), "{" in part, part.count("|"), -len(part))


def _in_order(text: str) -> list[str]:
    """Return the words of a text: lower case, without apostrophes."""
    plain = normalize("NFKC", text).casefold().translate(_NO_APOSTROPHES)
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def _concern(name: str, entry: dict[str, list[str]]) -> Concern:
    parts = (tuple(entry.get(part, ())) for part in ("tips", "also", "contacts"))
    return Concern(name, *parts)


def _with_beginnings(words: Iterable[str]) -> set[str]:
    """Return words with the beginnings of each, as parts of phrases have them: “suicid*”."""
    return {
        part
        for word in words
        for part in (
            word,
            *(f"{word[:n]}*" for n in range(1, min(len(word), _LONGEST_BEGINNING) + 1)),
        )
    }


def _is_said(phrase: str, groups: Mapping[str, list[str]], words: set[str]) -> bool:
    """Whether each part of a phrase is among the words; one with ! may not be."""
    return all(
        _is_there(part.removeprefix("!"), groups, words) is (part[0] != "!")
        for part in phrase.split()
    )


def _is_there(part: str, groups: Mapping[str, list[str]], words: set[str]) -> bool:
    return any(
        one in words or (one[0] == "{" and not words.isdisjoint(groups[one[1:-1]]))
        for one in part.split("|")
    )
