"""An excerpt of a text: its beginning, or what stands around the places that were looked for."""

from collections.abc import Sequence
from typing import NamedTuple

BEFORE, LENGTH = 60, 200  # signs before the first place, and in all
AT_MOST = 2  # excerpts of one text
GAP = " … "
_REACH = 24  # signs in which the space before a word is looked for


class Excerpt(NamedTuple):
    """Part of a text, on one line.

    Attributes:
        text: what it says; “…” stands where something is left out.
        places: what was looked for, from and to, in this text.
    """

    text: str
    places: tuple[tuple[int, int], ...]


def excerpt(text: str, places: Sequence[tuple[int, int]], length: int = LENGTH) -> Excerpt:
    """Return the beginning of a text, or some of what stands around the places in it.

    Args:
        text: any.
        places: in order, not overlapping.
        length: about how many signs of it.
    """
    spans = _spans(text, places, length)
    shown, kept = "", list[tuple[int, int]]()
    for start, end in spans:
        shown += GAP if shown else "… " if start else ""
        moved = len(shown) - start
        kept += [(a + moved, min(b, end) + moved) for a, b in places if start <= a < end]
        shown += "".join(" " if sign in "\r\n\t" else sign for sign in text[start:end])
    if spans[-1][1] < len(text):
        shown += " …"
    return Excerpt(shown, tuple(kept))


def _spans(text: str, places: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    if not places:
        return [(0, _end(text, length))]
    each, spans = length // min(len(places), AT_MOST), list[tuple[int, int]]()
    for first, last in places:
        if spans and first < spans[-1][1]:
            continue
        if len(spans) == AT_MOST:
            break
        start = _start(text, max(0, first - min(BEFORE, each // 3)), first)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, _end(text, max(last, start + each))))
    return spans


def _start(text: str, start: int, place: int) -> int:
    """Return the beginning of a word near a place."""
    space = text.find(" ", start, min(place, start + _REACH)) if start else -1
    return start if space < 0 else space + 1


def _end(text: str, end: int) -> int:
    """Return the end of a word near a place."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - _REACH), end + 1)
    return end if space < 0 else space
