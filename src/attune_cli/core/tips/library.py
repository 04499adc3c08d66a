"""The library of tips: read from data/tips, and filtered by age, kind, word or text."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from attune_cli.core.crisis import concern_of
from attune_cli.core.folding import plain
from attune_cli.core.vocabulary import Vocabulary, as_stored
from attune_cli.errors.usage import EmptySearch, KindNotWord, UnknownTipKind, UnknownWord

TIPS_FOLDER = Path(__file__).parents[2] / "data" / "tips"
TIP_KINDS = ("distress", "connection", "repair", "self")
# The vocabularies whose words a tip can fit.
TIP_VOCABULARIES = ("cue", "response", "activity", "step", "state")
QUOTES = 2  # quotation marks of a text
OWN = "own"  # the source of the person's own tip
_QUOTES = str.maketrans("’‘“”", "''\"\"")


class Tip(NamedTuple):
    """One idea.

    Attributes:
        id: its stable name.
        bands: the ages it fits.
        kind: distress, connection, repair or self.
        fits: words of the vocabularies that it fits.
        title: at most seven words.
        do: what to do, in two or three sentences.
        example: one line of speech or action.
        why: one sentence.
        source: author, year, where; or "idea".
        support: whether the page shows where to turn below it.
        say: one sentence to say or do, which may stand alone; "" where none may.
        say_for: the words that the sentence is for; empty where it is for all that the tip fits.
        say_if: phrases of which a note needs one before the tip is offered unasked; may be empty.
    """

    id: str
    bands: tuple[str, ...]
    kind: str
    fits: tuple[str, ...]
    title: str
    do: str
    example: str
    why: str
    source: str
    support: bool = False
    say: str = ""
    say_for: tuple[str, ...] = ()
    say_if: tuple[str, ...] = ()


@cache
def read_tips(folder: Path = TIPS_FOLDER) -> tuple[Tip, ...]:
    """Read the library, in the order of its kinds and files; once a run."""
    return tuple(
        Tip(
            bands=tuple(tip.pop("bands")),
            fits=tuple(tip.pop("for")),
            say_for=tuple(tip.pop("say_for", ())),
            say_if=tuple(tip.pop("say_if", ())),
            **tip,
        )
        for kind in TIP_KINDS
        for tip in entries_of((folder / f"{kind}.toml").read_text(encoding="utf-8"))
    )


def entries_of(text: str) -> list[dict[str, Any]]:
    """Return the entries of a file of the library."""
    return parse_plain(text) or tomllib.loads(text)["tip"]


def parse_plain(text: str) -> list[dict[str, Any]] | None:
    """Return the entries as tomllib would, for the plain form of the library, ten times as fast.

    The plain form has one part a line, with its text or list in single quotes. None if a line
    has another form.
    """
    entries: list[dict[str, Any]] = []
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if line == "[[tip]]":
            entries.append({})
            continue
        name, _, written = line.partition(" = ")
        part = _plain_part(written)
        if part is None or not entries or name in entries[-1] or not name.isidentifier():
            return None
        entries[-1][name] = part
    return entries


def _plain_part(written: str) -> str | list[str] | bool | None:
    """Return a text, a list of words or true; None for anything else."""
    quotes = written.count("'")
    if written[:1] == written[-1:] == "'" and quotes == QUOTES:
        return written[1:-1]
    if written[:2] == "['" and written[-2:] == "']":
        words = written[2:-2].split("', '")
        return words if quotes == QUOTES * len(words) else None
    return True if written == "true" else None


def for_band(tips: Iterable[Tip], band: str) -> tuple[Tip, ...]:
    """Return the tips that fit an age."""
    return tuple(tip for tip in tips if band in tip.bands)


class TipFilter(NamedTuple):
    """A filter for tips; None excludes nothing.

    Attributes:
        band: the age that they fit.
        kind: their kind.
        word: a word of the vocabularies that they fit.
        text: a text in their title, `do`, `example` or `why`.
    """

    band: str | None = None
    kind: str | None = None
    word: str | None = None
    text: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it filters by more than the age."""
        return self._replace(band=None) != TipFilter()

    def matches(self, tip: Tip) -> bool:
        """Whether a tip passes the filter."""
        return (
            (self.band is None or self.band in tip.bands)
            and self.kind in {None, tip.kind}
            and (self.word is None or self.word in tip.fits)
            and (self.text is None or _is_in(self.text, tip))
        )


def _is_in(text: str, tip: Tip) -> bool:
    read = (tip.title, tip.do, tip.example, tip.why)
    return any(_compared(text) in _compared(part) for part in read)


def _compared(text: str) -> str:
    """Return a text for comparison: folded, with single spaces and straight quotation marks."""
    return " ".join(plain(text).translate(_QUOTES).split())


def read_kind(typed: str) -> str:
    """Read a kind of tip.

    Raises:
        UnknownTipKind: it is none of the four.
    """
    kind = typed.strip().casefold()
    if kind not in TIP_KINDS:
        raise UnknownTipKind(typed, TIP_KINDS)
    return kind


def read_tip_word(typed: str, known: Vocabulary) -> str:
    """Read a word that tips can fit.

    Raises:
        KindNotWord: it is a kind.
        UnknownWord: it is unknown, or no tip can fit it.
    """
    if as_stored(typed) in TIP_KINDS:
        raise KindNotWord(as_stored(typed))
    found = known.find(typed)
    if found is None or found.vocabulary not in TIP_VOCABULARIES:
        near = [(word, place) for word, place in known.near(typed) if place in TIP_VOCABULARIES]
        raise UnknownWord(typed, near, "ideas", in_need=concern_of(typed) is not None)
    return found.word


def read_text(typed: str) -> str:
    """Read a text to search for.

    Raises:
        EmptySearch: there is none.
    """
    if not typed.strip():
        raise EmptySearch
    return " ".join(typed.split())
