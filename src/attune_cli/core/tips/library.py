"""The library of tips: written in data/tips, and filtered by age, kind, word or text.

Reading the TOML takes longer than a week takes to show, so `tips.tsv` is made of it: one line for
each tip. A test holds the one against the other.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.crisis import concern_of
from attune_cli.core.folding import plain
from attune_cli.core.vocabulary import Vocabulary, as_stored

TIPS_FOLDER = Path(__file__).parents[2] / "data" / "tips"
TIPS_FILE = TIPS_FOLDER.with_suffix(".tsv")  # what is read; made of the others
TIP_KINDS = ("distress", "connection", "repair", "self")
# The vocabularies whose words a tip can fit.
TIP_VOCABULARIES = ("cue", "response", "activity", "step", "state")
OWN = "own"  # the source of the person's own tip
_BETWEEN, _YES = "|", "yes"  # in a line of tips.tsv
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
def read_tips(file: Path = TIPS_FILE) -> tuple[Tip, ...]:
    """Read the library, in the order of its kinds and files; once a run."""
    return tuple(_tip(*line.split("\t")) for line in file.read_text("utf-8").splitlines())


def _tip(
    id_: str, bands: str, kind: str, fits: str, title: str, do: str, example: str, why: str,
    source: str, support: str, say: str, say_for: str, say_if: str,
) -> Tip:  # fmt: skip
    return Tip(
        id_, _several(bands), kind, _several(fits), title, do, example, why, source,
        support == _YES, say, _several(say_for), _several(say_if),
    )  # fmt: skip


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN)) if text else ()


def written_tips(folder: Path = TIPS_FOLDER) -> list[Tip]:
    """Return the tips as they are written, in TOML."""
    import tomllib  # noqa: PLC0415 only where the library is made

    files = ((folder / f"{kind}.toml").read_text(encoding="utf-8") for kind in TIP_KINDS)
    return [
        Tip(
            bands=tuple(tip.pop("bands")),
            fits=tuple(tip.pop("for")),
            say_for=tuple(tip.pop("say_for", ())),
            say_if=tuple(tip.pop("say_if", ())),
            **tip,
        )
        for text in files
        for tip in tomllib.loads(text)["tip"]
    ]


def compiled_tips(tips: Iterable[Tip]) -> str:
    """Return the text that tips are read from: their parts in order, with a tab between them."""
    return "".join("\t".join(_written(part) for part in tip) + "\n" for tip in tips)


def _written(part: str | tuple[str, ...] | bool) -> str:
    if isinstance(part, bool):
        return _YES if part else ""
    return part if isinstance(part, str) else _BETWEEN.join(part)


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
        raise errors.usage.UnknownTipKind(typed, TIP_KINDS)
    return kind


def read_tip_word(typed: str, known: Vocabulary) -> str:
    """Read a word that tips can fit.

    Raises:
        KindNotWord: it is a kind.
        UnknownWord: it is unknown, or no tip can fit it.
    """
    if as_stored(typed) in TIP_KINDS:
        raise errors.usage.KindNotWord(as_stored(typed))
    found = known.find(typed)
    if found is None or found.vocabulary not in TIP_VOCABULARIES:
        near = [(word, place) for word, place in known.near(typed) if place in TIP_VOCABULARIES]
        raise errors.usage.UnknownWord(typed, near, "ideas", in_need=concern_of(typed) is not None)
    return found.word


def read_text(typed: str) -> str:
    """Read a text to search for.

    Raises:
        EmptySearch: there is none.
    """
    if not typed.strip():
        raise errors.usage.EmptySearch
    return " ".join(typed.split())
