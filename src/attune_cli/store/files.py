"""A file that is written where a person names it, for them alone, and never over another."""

import os
from contextlib import suppress
from pathlib import Path

from attune_cli.errors.files import FileTaken, FileUnusable
from attune_cli.store.home import FILE_MODE
from attune_cli.store.troubles import reason_of


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
