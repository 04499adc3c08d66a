"""What tips are looked for: an age, a kind, a word, a text; and how each is read as typed."""

from typing import NamedTuple

from attune_cli.core.tips import FITTED, TIP_KINDS, Tip
from attune_cli.core.vocabulary import Vocabulary, as_stored
from attune_cli.errors.tips import EmptySearch, KindNotWord, UnknownTipKind
from attune_cli.errors.usage import UnknownWord

_QUOTES = str.maketrans("’‘“”", "''\"\"")


class Sought(NamedTuple):
    """What tips are looked for; None is anything.

    Attributes:
        band: for which age.
        kind: of which kind.
        word: that go with a word of the vocabularies.
        text: with a text in what is read of them.
    """

    band: str | None = None
    kind: str | None = None
    word: str | None = None
    text: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether more than the age is asked for."""
        return self._replace(band=None) != Sought()

    def finds(self, tip: Tip) -> bool:
        """Whether a tip is among those looked for."""
        return (
            (self.band is None or self.band in tip.bands)
            and self.kind in {None, tip.kind}
            and (self.word is None or self.word in tip.fits)
            and (self.text is None or _is_in(self.text, tip))
        )


def read_kind(typed: str) -> str:
    """Read a kind of tip.

    Raises:
        UnknownTipKind: it is none of the four.
    """
    said = typed.strip().casefold()
    if said not in TIP_KINDS:
        raise UnknownTipKind(typed, TIP_KINDS)
    return said


def read_fitted(typed: str, known: Vocabulary) -> str:
    """Read a word that tips can go with, out of all that are known.

    Raises:
        KindNotWord: it is a kind.
        UnknownWord: it is none, with those that are perhaps meant.
    """
    if as_stored(typed) in TIP_KINDS:
        raise KindNotWord(as_stored(typed))
    found = known.find(typed)
    if found is None or found.vocabulary not in FITTED:
        near = [(word, place) for word, place in known.near(typed) if place in FITTED]
        raise UnknownWord(typed, near, "ideas")
    return found.word


def read_text(typed: str) -> str:
    """Read a text to look for.

    Raises:
        EmptySearch: there is none.
    """
    if not typed.strip():
        raise EmptySearch
    return " ".join(typed.split())


def _is_in(text: str, tip: Tip) -> bool:
    read = (tip.title, tip.do, tip.example, tip.why)
    return any(_compared(text) in _compared(part) for part in read)


def _compared(text: str) -> str:
    """Return a text as texts are compared: in any case, with any spaces and any quotes."""
    return " ".join(text.casefold().translate(_QUOTES).split())
