"""What `attune forget` erases: the scope, the counts of what is erased, and who is named where."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

from attune_cli.core.folding import fold
from attune_cli.core.people import key_of


class ErasureScope(NamedTuple):
    """What to erase: the data of one child, all before a day, or without either everything.

    Attributes:
        child: nickname as stored; moments with other children keep those children.
        before: the first day to keep.
        unreadable: whether backups that can't be read are erased whole.
    """

    child: str | None = None
    before: date | None = None
    unreadable: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether the whole journal is erased."""
        return self.child is None and self.before is None


class ErasureCounts(NamedTuple):
    """How much is erased in one file, or would be.

    Attributes:
        moments: erased moments, with their notes and words.
        notes: erased moments that had a note.
        shared: moments that stay, with their other children only.
        answers: erased answers to the questions of weeks.
        children: erased children.
        marks: erased marks on tips (kept or hidden).
    """

    moments: int = 0
    notes: int = 0
    shared: int = 0
    answers: int = 0
    children: int = 0
    marks: int = 0


class Staying(NamedTuple):
    """What names a child and is meant to stay, or of everything, what is no part of the journal.

    Attributes:
        moments: numbers of the moments of others whose note or tag has the name.
        answers: how many answers to the questions of weeks have it.
        drafts: how many drafts of moments with others have it.
        files: files that a person edits.
    """

    moments: tuple[int, ...] = ()
    answers: int = 0
    drafts: int = 0
    files: tuple[Path, ...] = ()


class Erasure(NamedTuple):
    """What was erased in the journal, its backups and all else, or would be.

    Attributes:
        counts: what is erased from the journal.
        backups: how many backups held some of it.
        drafts: how many drafts held some of it.
        unreached: backups that cannot be read and may still hold it.
        plans: names of the calendar files that held some of it.
        entries: settings, own words, tips and contacts that did, by their names or titles.
        remains: files that hold it still, as something failed; to run it again finishes.
        linked: files that have other names, or were links: what those lead to is as it was.
        stays: what is meant to stay.
    """

    counts: ErasureCounts = ErasureCounts()
    backups: int = 0
    drafts: int = 0
    unreached: tuple[Path, ...] = ()
    plans: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    remains: tuple[Path, ...] = ()
    linked: tuple[Path, ...] = ()
    stays: Staying = Staying()

    @property
    def is_anything(self) -> bool:
        """Whether there was anything to erase."""
        return self.is_named or any((self.backups, self.unreached, self.remains))

    @property
    def is_named(self) -> bool:
        """Whether the journal or any file that a person wrote had some of it."""
        return any((*self.counts, self.drafts, self.plans, self.entries))


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of these nicknames as a word, in any case, “Ada’s” too."""
    folded = fold(text)
    return any(re.search(_pattern(key_of(name)), folded) for name in names)


def _pattern(key: str) -> str:
    """Return what finds a nickname; a script without spaces between its words has no ends."""
    if any(category(sign) == "Lo" for sign in key):
        return re.escape(key)
    return rf"(?<![^\W_]){re.escape(key)}s?(?![^\W_])"


def texts_in(value: Any) -> str:
    """Return all texts inside a value of JSON or TOML, keys too, each on a line of its own."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return "\n".join(found)
