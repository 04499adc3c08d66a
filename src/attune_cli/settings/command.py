"""A command as a person sets it: the setting `editor`, $EDITOR, $PAGER."""

import os


def parts_of(command: str, system: str = os.name) -> list[str]:
    """Return a program and its arguments, as a shell of the system takes them apart.

    Raises:
        ValueError: a quotation mark is missing.
    """
    import shlex  # noqa: PLC0415 few runs need it

    if system != "nt":
        return shlex.split(command)
    return [part.strip('"') for part in shlex.split(command, posix=False)]  # \\ divides folders
