"""Tags: words of a person's own on a moment, typed as #word, or +word where a shell eats the #."""

from collections.abc import Collection

from attune_cli.core.people import composed
from attune_cli.errors.usage import UnreadableTag

TAG_SIGNS = ("#", "+")
LONGEST_TAG = 40
_ALSO_IN_TAGS = "-_"
_NEAR_ENOUGH = 0.8


def read_tag(text: str) -> str:
    """Read a tag, with or without its sign, as it is stored: in small letters (NFC).

    Raises:
        UnreadableTag: it holds something else than letters, digits, - and _, or no letter.
    """
    said = text.strip()
    bare = said[1:] if said.startswith(TAG_SIGNS) else said
    tag = composed(composed(bare).casefold())
    has_letter = any(sign.isalpha() for sign in tag)
    if not has_letter or not _fits(tag) or tag[0] in _ALSO_IN_TAGS or len(tag) > LONGEST_TAG:
        raise UnreadableTag(text)
    return tag


def _fits(tag: str) -> bool:
    """Whether it is of letters with their marks, digits, - and _, in any script."""
    if tag.isascii():
        return all(sign.isalnum() or sign in _ALSO_IN_TAGS for sign in tag)
    from unicodedata import category  # noqa: PLC0415 most tags are plain

    return all(sign in _ALSO_IN_TAGS or category(sign)[0] in "LMN" for sign in tag)


def near_tag(tag: str, known: Collection[str]) -> str | None:
    """Return the known tag that a new one looks like; None where it is known, or like none."""
    if tag in known:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 only a new tag needs it

    return next(iter(get_close_matches(tag, known, 1, _NEAR_ENOUGH)), None)
