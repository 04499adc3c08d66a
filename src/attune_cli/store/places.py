"""Where each thing is kept, and how much of it there is; looking makes nothing."""

from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from attune_cli import errors
from attune_cli.store.home import Home


class Place(NamedTuple):
    """A file or folder of attune's.

    Attributes:
        name: what is kept there.
        path: the file or folder.
        size: in bytes, with all that is inside; None where it is not there or can't be looked at.
        problem: why it can't be looked at; empty where it can.
    """

    name: str
    path: Path
    size: int | None
    problem: str = ""


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
    return [_place(name, path) for name, path in named.items()]


def foreign_file(home: Home, path: Path) -> Path:
    """Return a file that a person named to be written, if it is none that attune keeps.

    Raises:
        FileUnusable: it is.
    """
    place = path.resolve()
    kept = (home.journal, home.settings, home.contacts, home.own_tips)
    folders = (home.backups, home.drafts, home.answers, home.edits, home.plans)
    if place in {one.resolve() for one in kept} or any(
        place.is_relative_to(folder.resolve()) for folder in folders
    ):
        raise errors.files.FileUnusable(path, "attune keeps its own things there")
    return path


def _place(name: str, path: Path) -> Place:
    try:
        found = path.stat()
        is_folder = S_ISDIR(found.st_mode)
        size = (
            sum(inside.lstat().st_size for inside in path.iterdir()) if is_folder else found.st_size
        )
    except FileNotFoundError:
        return Place(name, path, None)
    except OSError as problem:
        return Place(name, path, None, errors.journal.reason_of(problem))
    return Place(name, path, size)
