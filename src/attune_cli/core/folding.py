"""Folding: by what texts are equal, whatever their case, their width or how Unicode encodes them.

Names and tags are equal by `fold`. Search looks without accents too, by `plain`: in what people
typed then and in what they type now. What is stored stays as it was typed.
"""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

# Accents and points, which people leave out where they type fast. Signs that make another letter,
# as in kana, Thai or the scripts of India, stay.
_ACCENTS = (
    "[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe0e\ufe0f\ufe20-\ufe2f]"
)  # compiled when first used
# Signs that Unicode joins to the one before them, though they are letters: parts of a syllable of
# Hangul, and the marks of kana of half a width.
_JOINING = "[\u1160-\u11ff\uff9e\uff9f]"


def fold(text: str) -> str:
    """Return a text as it is compared: as toNFKC_Casefold of Unicode, with one i for Turkish.

    “Grüße” is “GRÜSSE”, “ΟΔΟΣ” is “οδος”, “İpek” and “IPEK” are “ipek”; “zoé” is not “zoe”.
    See The Unicode Standard, section 3.13, “Default Caseless Matching”.
    """
    if text.isascii():
        return text.lower()
    once = normalize("NFKC", normalize("NFD", text).casefold()).casefold()
    return normalize("NFKC", once.replace("i\u0307", "i").replace("ı", "i"))


def plain(text: str) -> str:
    """Return a text as it is searched: folded, without accents."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", re.sub(_ACCENTS, "", normalize("NFD", fold(text))))


def capitalised(text: str) -> str:
    """Return a text that begins with a capital, where that is one sign: that of “ß” is two."""
    first = text[:1].title()
    return first + text[1:] if len(first) == 1 else text


def plain_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return a text as it is searched, and the original place of each of its signs and its end."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    signs: list[str] = []
    origin: list[int] = []
    known: dict[str, str] = {}
    start = 0
    for end in (*_joints(text), len(text)):
        cluster = text[start:end]
        if cluster not in known:
            known[cluster] = plain(cluster)
        signs.append(known[cluster])
        origin += [start] * len(known[cluster])
        start = end
    return "".join(signs), [*origin, len(text)]


def _joints(text: str) -> list[int]:
    """Return the places between letters, each with the marks that belong to it."""
    return [
        place
        for place, sign in enumerate(text)
        if place
        and not (sign > "\u02ff" and (category(sign)[0] == "M" or re.match(_JOINING, sign)))
    ]
