"""Files written whole, for their owner alone, and the lock that keeps two from doing it at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import BinaryIO

from attune_cli import errors
from attune_cli.store.home import FILE_MODE, LOCK, UNFINISHED, sync
from attune_cli.store.regular import require_regular

OR_FORCE = "Name another file, or add --force."  # what replaces a file
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ENDS_OF_FOLDERS = (os.sep, os.altsep or os.sep)  # which a person types behind one
_LONGEST = 48  # characters of a name that are kept aside, which may be four bytes each
_TRIAL = 16 * 1024  # bytes, more than a draft or the settings have
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none
_POLL_SECONDS = 0.01  # between two looks whether a lock is free


def named_file(typed: str, usual: str | None = None) -> Path:
    """Return the file that a person named.

    Args:
        typed: its name; a folder’s where `usual` is given.
        usual: how a file is called inside a folder; None where a folder means nothing.

    Raises:
        FileUnusable: it begins with the ~ of somebody who isn't there, or no file can be named so.
    """
    if "\0" in typed:
        raise errors.files.FileUnusable(Path(typed), "no file can be named so")
    try:
        path = Path(typed).expanduser()
    except RuntimeError as problem:
        raise errors.files.FileUnusable(Path(typed), "its ~ is nobody’s folder") from problem
    if usual and typed and (typed.endswith(_ENDS_OF_FOLDERS) or os.path.isdir(path)):  # noqa: PTH112 fails never
        return path / usual
    if not path.name:
        raise errors.files.FileUnusable(path, "it is a folder")
    return path


def beside(path: Path) -> Path:
    """Return where a file is made before it has its name; `doctor` knows one that was left there.

    Only one process writes it, and no other file begins with a dot and ends so.
    """
    return path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}{UNFINISHED}")


def write_new(path: Path, content: bytes) -> None:
    """Write a file where there is none, whole and on the disk, or not at all.

    Raises:
        FileTaken: something is there.
        FileUnusable: it cannot be written.
    """
    try:
        _write(path, content, give_name)
    except FileExistsError as problem:
        raise errors.files.FileTaken(path) from problem
    except OSError as problem:
        raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem


def replace_file(path: Path, content: bytes, *, keeps_mode: bool = False) -> None:
    """Write a file anew, whole and on the disk, or not at all; a link to it stays.

    Args:
        path: the file.
        content: what stands in it then.
        keeps_mode: whether whoever could read it still can; else its owner alone.

    Raises:
        OSError: it could not be written; what was there is there still.
    """
    target = Path(os.path.realpath(path))
    mode = S_IMODE(target.stat().st_mode) if keeps_mode and target.exists() else FILE_MODE
    _write(target, content, Path.replace, mode)


def _write(
    target: Path, content: bytes, name: Callable[[Path, Path], object], mode: int = FILE_MODE
) -> None:
    """Write a file aside, wait for the disk, name it, and wait for the disk again.

    Raises:
        FileExistsError: as of `name`.
        OSError: it could not be written; what was there is there still.
    """
    new = beside(target)
    discard(new)  # of a process that had this number before
    try:
        with os.fdopen(os.open(new, _NEW, FILE_MODE), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode != FILE_MODE:
            new.chmod(mode)
        before = target.read_bytes() if target.is_file() else None
        name(new, target)
    except BaseException:
        discard(new)
        raise
    discard(new)
    try:
        sync(target.parent)
    except OSError:  # nobody knows whether it will be there: then it is not
        _put_back(target, before)
        raise


def _put_back(target: Path, before: bytes | None) -> None:
    if before is None:
        discard(target)
        return
    old = beside(target)
    with suppress(OSError):
        with os.fdopen(os.open(old, _NEW, FILE_MODE), "wb") as stream:
            stream.write(before)
        old.replace(target)


def give_name(new: Path, place: Path) -> None:
    """Give a file its name, which no other has.

    Raises:
        FileExistsError: another has.
        OSError: it can't be named.
    """
    try:
        place.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError(place) from None
        new.replace(place)
    else:
        discard(new)


def discard(path: Path) -> None:
    """Remove a file that was made here and is wanted no more, where it is there.

    Once more where the first time fails: nobody else would. What stays all the same, doctor finds.
    """
    for _ in range(2):
        with suppress(OSError):
            path.unlink(missing_ok=True)
            return


def try_to_write(folder: Path) -> None:
    """Write a file in a folder, wait for the disk, and remove it.

    Raises:
        OSError: that can't be done.
    """
    new = beside(folder / "journal.db-trial")
    discard(new)
    try:
        with os.fdopen(os.open(new, _NEW, FILE_MODE), "wb") as stream:
            stream.write(bytes(_TRIAL))
            stream.flush()
            os.fsync(stream.fileno())
    finally:
        discard(new)


def require_ordinary(path: Path) -> None:
    """Refuse a place that no file is to take: a link, a folder, a device.

    Raises:
        FileUnusable: it is one.
    """
    if os.path.islink(path):  # noqa: PTH114 a Path fails where a name is too long
        raise errors.files.FileUnusable(path, "it is a link to another file")
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 likewise
        raise errors.files.FileUnusable(path, "it is no ordinary file")


def require_room(path: Path, *, replaces: bool = False) -> None:
    """Refuse a place that is taken, before something is made for it.

    Args:
        path: where a file belongs.
        replaces: whether it may take the place of another.

    Raises:
        FileTaken: something is there, and may not be replaced.
        FileUnusable: it is a folder or a device, which a file never replaces.
    """
    require_ordinary(path)
    if not replaces and os.path.lexists(path):
        raise errors.files.FileTaken(path, OR_FORCE)


def put_file(path: Path, content: bytes, *, replaces: bool = False) -> None:
    """Write a file beside its place and put it there whole, for its owner alone.

    Args:
        path: where it belongs.
        content: what stands in it.
        replaces: whether it may take the place of another.

    Raises:
        FileTaken: something is there, and may not be replaced.
        FileUnusable: it cannot be written; what was there is there still.
    """
    require_room(path, replaces=replaces)
    try:
        replace_file(path, content)
    except OSError as problem:
        raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem


def _put(new: Path, target: Path, *, replaces: bool) -> None:
    """Give a file that is written its name, and wait for the disk.

    Raises:
        FileExistsError: another has that name.
        OSError: nobody knows whether it will be there; then it is not.
    """
    if replaces:
        new.replace(target)
        with suppress(OSError):  # what is there is whole, be it the old one or the new one
            sync(target.parent)
        return
    give_name(new, target)
    try:
        sync(target.parent)
    except OSError:
        discard(target)
        raise


@contextmanager
def written_aside(path: Path, *, replaces: bool) -> Iterator[BinaryIO]:
    """Write a file of any size aside; it has its name once the block ends and it is on the disk.

    Args:
        path: the file that a person named.
        replaces: whether it may take the place of one that is there.

    Raises:
        FileTaken: one is there, and stays.
        FileUnusable: it cannot be written; nothing of it is left.
    """
    require_room(path, replaces=replaces)
    target = Path(os.path.realpath(path))
    new = beside(target)
    discard(new)  # of a process that had this number before
    try:
        with os.fdopen(os.open(new, _NEW, FILE_MODE), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _put(new, target, replaces=replaces)
    except FileExistsError as problem:
        raise errors.files.FileTaken(path, OR_FORCE) from problem
    except OSError as problem:
        raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem
    finally:
        discard(new)


def change_file(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Replace a file by what becomes of it, of nothing where it is not there; one at a time.

    Raises:
        OSError: it could not be read or written; what was there is there still.
    """
    with locked(path):
        try:
            require_regular(path)
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

    # A folder that takes no file, as one that is gone by now, would be tried for ever.
    os.close(os.open(lock_of(path), os.O_RDWR | os.O_CREAT | _NO_LINK, FILE_MODE))
    lock = FileLock(lock_of(path), mode=FILE_MODE)
    try:
        lock.acquire(timeout=-1 if waits else 0, poll_interval=_POLL_SECONDS)
    except Timeout:
        is_held = False
    except NotImplementedError:  # a file system without such locks: nobody can be kept out
        is_held = True
    else:
        is_held = True
    try:
        yield is_held
    finally:
        with suppress(OSError):  # the system frees it when this process ends
            lock.release()
