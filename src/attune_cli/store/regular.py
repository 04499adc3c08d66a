"""Reading files that anybody may have put there: only regular ones, up to a size.

A pipe would keep a person waiting for ever, and a device would never end.
"""

import errno
import os
from pathlib import Path
from stat import S_ISREG

MOST_BYTES = 2 * 10**6  # of a file that a person edits
MOST_OF_NOTE = 10**7  # bytes; nobody writes a longer one
MOST_WRITTEN = 256 * 10**6  # of a file that attune, or another program, wrote
_WAITS_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0)  # Windows has no such pipes
_AS_BYTES = getattr(os, "O_BINARY", 0)


def read_regular(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what is in a file, or in the file that a link leads to.

    Args:
        path: the file.
        most: how many bytes it may have.

    Raises:
        FileNotFoundError, NotADirectoryError: there is nothing.
        OSError: it is no file, or a longer one, or can't be read; `reason_of` says which.
    """
    require_regular(path)
    handle = os.open(path, os.O_RDONLY | _WAITS_FOR_NOBODY | _AS_BYTES)
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not S_ISREG(found.st_mode):  # it was put there just now
            raise no_file(path)
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EINVAL, f"it is longer than {most:,} bytes", str(path))
    return content


def require_regular(path: Path) -> None:
    """Refuse to open what is there and is no file, nor a link that leads to one.

    Raises:
        FileNotFoundError, NotADirectoryError: there is nothing.
        OSError: it is no file.
    """
    if not S_ISREG(path.stat().st_mode):
        raise no_file(path)


def no_file(path: Path) -> OSError:
    """Return the error that says of what is there that it is no file."""
    return OSError(errno.EINVAL, "it is no file", str(path))
