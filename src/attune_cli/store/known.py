"""Which journals this machine knows: an empty mark for each path, outside of the home.

By it, the folder of a drive that is not mounted is not taken for that of a first run, and no
journal begins in the clear where there was a private one.
"""

import os
from binascii import crc32
from contextlib import suppress
from pathlib import Path

from attune_cli import errors
from attune_cli.store.home import FILE_MODE, FOLDER_MODE, Home

_MARKS = "journals"  # the folder of marks, in that of the machine's state


def remember(home: Home) -> None:
    """Note that there is a journal at this path; where that can't be noted, it is not."""
    mark = _mark(home)
    if mark is None or mark.exists():
        return
    with suppress(OSError):
        mark.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, FILE_MODE))


def is_known(home: Home) -> bool:
    """Whether this machine has known a journal at this path."""
    mark = _mark(home)
    return mark is not None and mark.exists()


def require_expected(home: Home) -> None:
    """Refuse to begin, unasked, a journal where there was another, or wherever one just is.

    Raises:
        JournalAway: this machine knows one there, and it is gone with its folder.
        JournalRelative: the folder depends on where one is, and is not there.
        FolderUnusable: nobody can look into it.
    """
    try:
        if {home.journal_link.name, home.backups.name} & {*os.listdir(home.data)}:  # noqa: PTH208
            return
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as problem:
        raise errors.journal.FolderUnusable(
            home.data, errors.journal.reason_of(problem)
        ) from problem
    if is_known(home):
        raise errors.journal.JournalAway(home.data)
    if home.relative and not home.data.is_dir():
        raise errors.journal.JournalRelative(home.relative, home.data)


def require_place(home: Home) -> None:
    """Refuse to write a file of the person's, beside the journal, where that is not expected.

    Raises:
        JournalAway, JournalRelative: as of `require_expected`.
    """
    if home.config == home.data:
        require_expected(home)


def _mark(home: Home) -> Path | None:
    """Return the mark of a path; its name says nothing of it."""
    if home.machine is None:
        return None
    path = os.fsencode(os.path.normpath(home.data))
    return home.machine.state / _MARKS / f"{crc32(path):08x}{crc32(path[::-1]):08x}-{len(path)}"
