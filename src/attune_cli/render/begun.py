"""What is begun and no moment yet: drafts, in a line each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import shortened
from attune_cli.render.page import Line, bullet, clean

GO_ON = "To go on with it, or to drop it: attune log"
GO_ON_NEWEST = "To go on with it, or to drop it: attune log (the newest first)"


def still_begun(draft: Mapping[str, Any], known: Vocabulary) -> str:
    """Return that something is begun, in a line."""
    return f"Still to be described: {_about(draft, known)}. {GO_ON}"


def begun_page(
    drafts: Iterable[Mapping[str, Any]], known: Vocabulary, unknown: Sequence[Path] = ()
) -> list[Line]:
    """Return a line for each draft, and how to go on.

    Args:
        drafts: what is begun.
        known: words and their labels.
        unknown: files that bear the name of a draft, and can’t be read as one.
    """
    lines = [bullet(f"{_day(draft)}{_about(draft, known)}") for draft in drafts]
    page = [*lines, Line(), Line(GO_ON_NEWEST, "quiet")]
    if not lines:
        page = [Line("Nothing is begun.")]
    if unknown:
        page.append(Line(unreadable_draft(unknown), "quiet"))
    return page


def unreadable_draft(paths: Sequence[Path]) -> str:
    """Return that files, one at least, can’t be read as a draft: the first, and how many more."""
    first = clean(str(paths[0]))
    if len(paths) > 1:
        return f"This is no draft that this attune can read: {first}, and {len(paths) - 1} more."
    return f"This is no draft that this attune can read: {first}."


def _day(draft: Mapping[str, Any]) -> str:
    """Return when a draft was begun, for the beginning of its line; nothing if it doesn’t say."""
    try:
        return f"{dates.in_short_with_year(date.fromisoformat(draft['at'][:10]))}: "
    except (KeyError, TypeError, ValueError):
        return ""


def _about(draft: Mapping[str, Any], known: Vocabulary) -> str:
    """Return what a draft holds: its words in labels, its children, its note.

    Where one of the words is not known, all of them stand as typed.
    """
    words = list(map(str, draft.get("words") or ()))
    parts = [known.label(word) for word in words]
    if not all(map(known.find, words)):
        parts = [f"“{shortened(' '.join(words))}”"]
    parts += [f"@{name}" for name in draft.get("children") or ()]
    parts += [f"“{shortened(str(note))}”"] if (note := draft.get("note")) else []
    return clean(", ".join(parts)) or "nothing yet"
