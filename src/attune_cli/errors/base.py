"""What all refusals have in common, and how they quote what was typed."""

from collections.abc import Iterable
from unicodedata import category

# Control signs, halves of signs, and those that only direct others; a joiner is part of an emoji.
_UNSEEN, _JOINERS = {"Cc", "Cs", "Cf"}, "\u200c\u200d"
LONGEST_QUOTED = 60  # signs of what was typed, in a sentence about it


class AttuneError(Exception):
    """A refusal; `str()` of it is the sentence for the person.

    Attributes:
        exit_code: the exit code of the program.
        keeps_answers: whether a draft keeps what was typed; not where no file is to be written.
    """

    exit_code = 1
    keeps_answers = True


class WrongUsage(AttuneError):
    """What was typed does not fit the grammar."""

    exit_code = 2


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"


def in_short(text: str) -> str:
    """Return what was typed as a sentence quotes it: on one line, of a long text the beginning.

    Signs that nobody would see stand as “�”, so that a word with one is not quoted as another word.
    """
    short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
    if short.isprintable():
        return short
    shown = (
        " "
        if sign.isspace()
        else "�"
        if category(sign) in _UNSEEN and sign not in _JOINERS
        else sign
        for sign in short
    )
    return "".join(shown)
