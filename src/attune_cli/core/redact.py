"""What would tell who somebody is, in a text that goes out with a redacted report."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, east_asian_width

from attune_cli.core.folding import plain
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.days import MONTHS

_MONTH = f"(?:{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)})"
# A day or an hour with a number in it; others, such as “last Monday”, tell less.
_WHEN = re.compile(
    r"\b\d{4}-\d{1,2}(?:-\d{1,2})?\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{2,4}\b)?"
    r"|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}\b|\b{_MONTH} \d{{1,4}}\b"
)
_OF_SOMEBODY = "(?:’s|'s|s)?"


def telling(text: str, names: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """Yield what in a text would tell who somebody is, as it stands there.

    Args:
        text: any text.
        names: nicknames; “me” is none, for everybody is that to themselves.
        words: tags and words of the person's own, and what they are called.
    """
    letters = _letters(text)
    people = [name for name in names if key_of(name) != DEFAULT_CAREGIVER]
    for said in (*people, *words):
        sought = _letters(said)
        if sought and (found := re.search(_whole(sought), letters)):
            yield found[0]
    yield from _WHEN.findall(letters)


def _letters(text: str) -> str:
    """Return a text as it is compared, with single spaces and without signs that nobody sees."""
    seen = "".join(sign for sign in text if category(sign) != "Cf")
    return " ".join(plain(seen.replace("_", " ")).split())


def _whole(sought: str) -> str:
    """Return the pattern of a whole word; where a script has no spaces, of its signs anywhere."""
    pattern = re.escape(sought)
    if any(east_asian_width(sign) in "WF" for sign in sought):
        return pattern
    return rf"(?<!\w){pattern}{_OF_SOMEBODY}(?!\w)"
