"""Where each thing is kept, and how much of it there is; looking makes nothing."""

from pathlib import Path
from typing import NamedTuple

from attune_cli.store.home import Home


class Place(NamedTuple):
    """A file or folder of attune's.

    Attributes:
        name: what is kept there.
        path: the file or folder.
        size: in bytes, with all that is inside; None where it is not there or can't be looked at.
    """

    name: str
    path: Path
    size: int | None


def places(home: Home) -> list[Place]:
    """Return every place, the journal first."""
    named = {
        "journal": home.journal,
        "backups": home.backups,
        "drafts": home.drafts,
        "answers begun": home.answers,
        "edits begun": home.edits,
        "plans": home.plans,
        "settings": home.settings,
        "contacts": home.contacts,
        "own tips": home.own_tips,
    }
    return [Place(name, path, _size(path)) for name, path in named.items()]


def _size(path: Path) -> int | None:
    try:
        if path.is_dir():
            return sum(inside.stat().st_size for inside in path.iterdir())
        return path.stat().st_size
    except OSError:
        return None
