"""Which big backups were proved whole, so that each is looked through once.

They stand in a hidden file beside them, each with the size, time and inode of its file; a file that
is another by any of these is proved anew. Nothing hangs on it but time: what is about to be put in
place is proved always, and what a backup holds is read from the backup itself.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from attune_cli.store.files import replace_file
from attune_cli.store.integrity import Contents, contents_of_file, counted_in
from attune_cli.store.regular import read_regular

NAME = ".proved"
BIG = 2**20  # bytes; a smaller one is proved within milliseconds


class _Witness(NamedTuple):
    """What a file was when it was proved, as digits."""

    name: str
    size: str
    time: str
    inode: str


@contextmanager
def proving(
    folder: Path, *, anew: bool = False, big: int = BIG
) -> Iterator[Callable[[Path], Contents | None]]:
    """Yield what returns the contents of a backup in a folder, or None where it is damaged.

    Args:
        folder: of the backups.
        anew: whether all are looked through, whatever was proved before.
        big: from how many bytes on a proof is remembered.
    """
    known = _read(folder)
    now_known = {one.name: one for one in known if (folder / one.name).exists()}

    def contents(path: Path) -> Contents | None:
        witness = _witness(path, big)
        before = now_known.pop(path.name, None)
        is_known = witness is not None and witness == before and not anew
        held = (counted_in(path) if is_known else None) or contents_of_file(path)
        if held and witness and witness == _witness(path, big):  # nobody wrote it meanwhile
            now_known[path.name] = witness
        return held

    yield contents
    if set(now_known.values()) != known:
        _write(folder, now_known.values())


def remember(path: Path, *, big: int = BIG) -> None:
    """Note that a backup, which was looked through as it was made, is whole."""
    if witness := _witness(path, big):
        _write(path.parent, {*_read(path.parent), witness})


def forget_proofs(folder: Path) -> None:
    """Take away what says which backups there were."""
    (folder / NAME).unlink(missing_ok=True)


def _write(folder: Path, proved: Iterable[_Witness]) -> None:
    text = "".join("\t".join(witness) + "\n" for witness in sorted(proved))
    with suppress(OSError):  # a folder that can only be read
        replace_file(folder / NAME, os.fsencode(text))


def _witness(path: Path, big: int) -> _Witness | None:
    with suppress(OSError):
        found = path.stat()
        if found.st_size >= big and path.name.isprintable():
            return _Witness(path.name, *map(str, (found.st_size, found.st_mtime_ns, found.st_ino)))
    return None


def _read(folder: Path) -> set[_Witness]:
    try:
        lines = os.fsdecode(read_regular(folder / NAME)).splitlines()
        return {_Witness(*line.split("\t")) for line in lines}
    except (OSError, TypeError):  # there is none, or somebody changed it
        return set()
