"""Files written whole, for their owner alone, and the lock that keeps two from doing it at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO

from attune_cli.errors.files import ExportExists, FileTaken, FileUnusable
from attune_cli.errors.journal import reason_of
from attune_cli.store.home import FILE_MODE, LOCK

_POLL_SECONDS = 0.01  # between two looks whether a lock is free


def named_file(typed: str) -> Path:
    """Return the file that a person named.

    Raises:
        FileUnusable: it begins with the ~ of somebody who isn't there.
    """
    try:
        return Path(typed).expanduser()
    except RuntimeError as problem:
        raise FileUnusable(Path(typed), "its ~ is nobody’s folder") from problem


def write_new(path: Path, content: bytes) -> None:
    """Write a file where there is none; whole or not at all.

    Raises:
        FileTaken: something is there.
        FileUnusable: it cannot be written.
    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError as problem:
        raise FileTaken(path) from problem
    except OSError as problem:
        raise FileUnusable(path, reason_of(problem)) from problem
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
    except OSError as problem:
        with suppress(OSError):
            path.unlink()
        raise FileUnusable(path, reason_of(problem)) from problem


def replace_file(path: Path, content: bytes) -> None:
    """Write a file anew, whole or not at all; where a link points at it, the link stays.

    Raises:
        OSError: it could not be written; what was there is there still.
    """
    from tempfile import mkstemp  # noqa: PLC0415 only a change needs it

    target = Path(os.path.realpath(path))
    handle, name = mkstemp(dir=target.parent, prefix=f"{path.name}.")  # private from the start
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(handle)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


@contextmanager
def written_aside(path: Path, *, replaces: bool) -> Iterator[BinaryIO]:
    """Write a file of any size aside; it has its name once the block ends and it is on the disk.

    Args:
        path: the file that a person named.
        replaces: whether it may take the place of one that is there.

    Raises:
        ExportExists: one is there, and stays.
        FileUnusable: it cannot be written; nothing of it is left.
    """
    from tempfile import mkstemp  # noqa: PLC0415 only an export needs it

    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if target.exists() and not replaces:
            raise ExportExists(path)
        handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as problem:
        raise FileUnusable(path, reason_of(problem)) from problem
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(handle)
        if replaces:
            beside.replace(target)
        else:
            _name_new(beside, target, path)
        _sync_folder(target.parent)
    except OSError as problem:
        raise FileUnusable(path, reason_of(problem)) from problem
    finally:
        with suppress(OSError):
            beside.unlink()


def _name_new(beside: Path, target: Path, path: Path) -> None:
    """Give a file its name, which no other has."""
    try:
        target.hardlink_to(beside)
    except FileExistsError:
        raise ExportExists(path) from None
    except OSError:  # a file system without links
        if target.exists():
            raise ExportExists(path) from None
        beside.replace(target)


def _sync_folder(folder: Path) -> None:
    """Wait until what a folder lists is on the disk; Windows sees to that itself."""
    with suppress(PermissionError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def change_file(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Replace a file by what becomes of it, of nothing where it is not there; one at a time.

    Raises:
        OSError: it could not be read or written; what was there is there still.
    """
    with locked(path):
        try:
            with path.open("r+b") as stream:  # one that is read-only is meant to stay as it is
                before = stream.read()
        except FileNotFoundError:
            before = b""
        replace_file(path, change(before))


def lock_of(path: Path) -> Path:
    """Return the file by which a file or folder is locked."""
    return path.with_name(f".{path.name}{LOCK}")


@contextmanager
def locked(path: Path, *, waits: bool = True) -> Iterator[bool]:
    """Hold the lock of a file or folder, and say whether it is held.

    The system lets go of it when the process ends, however it ends. An empty file may stay.

    Args:
        path: what is to be changed; the folder around it is there.
        waits: for another process that holds it; else the lock may not be held.

    Raises:
        OSError: it can't be locked.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 a fifth of a run, only where needed

    lock = FileLock(lock_of(path), mode=FILE_MODE)
    try:
        lock.acquire(timeout=-1 if waits else 0, poll_interval=_POLL_SECONDS)
    except Timeout:
        is_held = False
    else:
        is_held = True
    try:
        yield is_held
    finally:
        lock.release()
