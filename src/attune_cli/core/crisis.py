"""What people type in need, such as “I can’t cope”, and the help that fits it.

data/crisis.toml has the phrases, and `crisis.tsv` is made of it, which is read in a tenth of the
time. They decide what is shown first, and nothing is stored of it.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

CRISIS_FILE = Path(__file__).parent.parent / "data" / "crisis.toml"
LOOKED_UP_FILE = CRISIS_FILE.with_suffix(".tsv")  # what is looked up; made of the other
OF_HURTING = "hurting"  # the concern of somebody who hurt or scared a child, or fears to
OF_ANOTHER = "another"  # of somebody whom another one hurts or scares
OWN_NEED = {"suicide", "thoughts", "coping"}  # of the one who types
_WORDS = "words"
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
@cache
def concern_of(text: str) -> Concern | None:
    """Return the concern that a text speaks of; the first in the file, or None."""
    found, words = _read(), _spaced(_in_order(text))
    groups = found[_WORDS]
    for name, entry in found.items():
        if name != _WORDS and any(_is_said(phrase, groups, words) for phrase in entry["said"]):
            return _concern(name, entry)
    return None


def is_in_need(text: str, names: Iterable[str]) -> bool:
    """Whether a line speaks of the caregiver's own need, or of what somebody else does.

    Most words of need are also those of an ordinary moment, such as a child who pushes. Where the
    line doesn't say that a child did it, somebody else may have.

    Args:
        text: as typed.
        names: nicknames of children.
    """
    concern = concern_of(text)
    name = concern.name if concern else None
    return name in OWN_NEED or (name == OF_ANOTHER and not is_act_of_child(text, names))


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
    acts = [n for n, word in enumerate(words) if _is_there("{violence}", groups, _spaced([word]))]
    return bool(acts) and all(
        n and (words[n - 1] in known or _is_there("{child}", groups, _spaced([words[n - 1]])))
        for n in acts
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
    """Return the text of crisis.tsv: a name, a part and its values in a line."""
    import tomllib  # noqa: PLC0415 only where it is made

    read = tomllib.loads(CRISIS_FILE.read_text(encoding="utf-8"))
    for entry in read.values():
        if "said" in entry:
            entry["said"] = [" ".join(sorted(one.split(), key=_cost)) for one in entry["said"]]
    return "".join(
        "\t".join((name, part, *values)) + "\n"
        for name, parts in read.items()
        for part, values in parts.items()
    )


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


def _spaced(words: Iterable[str]) -> str:
    """Return words as one text in which each stands between spaces: it is searched as a whole."""
    return f" {' '.join(words)} "


def _is_said(phrase: str, groups: dict[str, list[str]], words: str) -> bool:
    """Whether each part of a phrase is among the words; one with ! may not be."""
    for part in phrase.split():
        if part.isalpha():
            if f" {part} " not in words:
                return False
        elif part[0] == "!":
            if _is_there(part[1:], groups, words):
                return False
        elif not _is_there(part, groups, words):
            return False
    return True


def _is_there(part: str, groups: dict[str, list[str]], words: str) -> bool:
    for one in part.split("|"):
        if one[0] == "{":
            if any(_is_there(other, {}, words) for other in groups[one[1:-1]]):
                return True
        elif f" {one[:-1]}" in words if one[-1] == "*" else f" {one} " in words:
            return True
    return False
