"""A file that is written anew in the place of another: whole or not at all, for its owner alone."""

import os
from contextlib import suppress
from pathlib import Path

from attune_cli.store.home import FILE_MODE


def replace_file(path: Path, content: bytes) -> None:
    """Write a file anew; where a link points at it, the link stays and what it points at changes.

    Raises:
        OSError, RuntimeError: it could not be written; what was there is there still.
    """
    from tempfile import mkstemp  # noqa: PLC0415 only a change needs it

    target = path.resolve()
    handle, name = mkstemp(dir=target.parent, prefix=f"{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(handle, FILE_MODE)
            stream.write(content)
            stream.flush()
            os.fsync(handle)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
