"""Copying a journal with SQLite's backup API: whole, checked, on the disk, or not there at all."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from attune_cli.store.files import beside, discard, give_name
from attune_cli.store.home import FILE_MODE, sync
from attune_cli.store.integrity import Contents, contents_of, damage_in, is_of_content

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
ALL_PAGES = -1


class CopyDamaged(Exception):
    """What was copied is no whole journal; the copy is gone again."""


def copy_pages(
    source: sqlite3.Connection, target: sqlite3.Connection, pages: int = ALL_PAGES
) -> None:
    """Copy one database over another.

    Args:
        source: what is copied, as last committed.
        target: what becomes the same; nothing else has it open for writing.
        pages: how many at a time; between, others may write, and the copy takes it in.

    Raises:
        sqlite3.Error: it cannot be read or written, or another program holds one of them.
    """

    def watch(status: int, *_: int) -> None:  # Python would wait for ever
        if status & 0xFF in _BUSY:
            busy = sqlite3.OperationalError("database is locked")
            busy.sqlite_errorcode = status
            raise busy

    source.backup(target, pages=pages, progress=watch)


def copy_to(
    source: sqlite3.Connection,
    place: Path,
    pages: int = ALL_PAGES,
    check: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> Contents:
    """Copy a journal into a file beside others, under its name once it is whole.

    Args:
        source: a journal.
        place: where; nothing is there yet.
        pages: as of `copy_pages`.
        check: looks at the copy too, and may refuse it.

    Returns:
        What the copy holds.

    Raises:
        CopyDamaged: the journal is.
        FileExistsError: something is there.
        OSError, sqlite3.Error: it cannot be read or written.
    """
    with copied(source, place, pages, check) as (aside, held):
        give_name(aside, place)
    try:
        sync(place.parent)
    except OSError:  # nobody knows whether it will be there: then it is not
        discard(place)
        raise
    return held


@contextmanager
def copied(
    source: sqlite3.Connection,
    place: Path,
    pages: int = ALL_PAGES,
    check: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> Iterator[tuple[Path, Contents]]:
    """Copy a journal aside, whole and on the disk, for as long as the block lasts.

    Args, Raises: as of `copy_to`.

    Yields:
        Where the copy is, and what it holds.
    """
    aside = beside(place)
    discard(aside)  # of a process that had this number before
    try:
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
        with closing(sqlite3.connect(aside, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away
            target.execute("PRAGMA synchronous = OFF")  # once, below
            copy_pages(source, target, pages)
            target.execute("PRAGMA journal_mode = DELETE")  # of a source in WAL, a copy is, too
            held = _checked(target, aside.stat().st_size)
            check(target)
        sync(aside)
        yield aside, held
    finally:
        discard(aside)


def _checked(copy: sqlite3.Connection, size: int) -> Contents:
    if found := damage_in(copy, size):
        raise CopyDamaged(found[0])
    try:
        return contents_of(copy)
    except (sqlite3.DatabaseError, ValueError, TypeError) as problem:
        if isinstance(problem, sqlite3.Error) and not is_of_content(problem):
            raise
        raise CopyDamaged(str(problem)) from problem
