"""The arguments as text: in a terminal of another encoding they come as bytes that are no UTF-8."""

import os
import sys
from collections.abc import Sequence

from attune_cli.commands.drafts import tell_guess
from attune_cli.context import Attune
from attune_cli.core.decoding import decoded

_TAKE_FILES = {"backup", "restore", "import"}  # a name of a file is those bytes, whatever they mean
_FILE_BEHIND = {"plan": ("--to",), "export": ("-o", "--output"), "report": ("-o", "--output")}


def as_text(
    typed: Sequence[str], run: Attune | None, system: str = os.name
) -> tuple[list[str], Attune | None]:
    """Return the arguments as text, and the run, which has their bytes where they are no UTF-8.

    Args:
        typed: as Python decoded them.
        run: None where the door makes it.
        system: Windows hands over text.

    Raises:
        FolderUnusable: the environment names no home.
    """
    if system == "nt":
        return [*map(_whole, typed)], run
    if _is_utf8() and "".join(typed).isprintable():
        return list(typed), run
    verb = next((one for one in typed if not one.startswith("-")), "")
    texts, guessed, encoding = [], list[bytes](), ""
    for before, argument in zip(("", *typed), typed, strict=False):
        if _names_file(verb, before, argument):
            texts.append(argument if _can_be_a_name(argument) else _whole(argument))
            continue
        raw = _bytes_of(argument)
        found = decoded(raw) if raw is not None else None
        texts.append(_whole(argument) if found is None else found.text)
        if raw is not None and found and found.is_guessed:
            guessed.append(raw)
            encoding = found.encoding
    if guessed:
        tell_guess("What you typed", encoding)
        run = run or Attune.from_environment()
        run.typed_bytes = b" ".join(guessed)
    return texts, run


def _whole(text: str) -> str:
    """Return a text without halves of signs, as Windows may hand them over."""
    return text.encode("utf-8", "replace").decode()


def _is_utf8() -> bool:
    return sys.getfilesystemencoding().casefold().replace("-", "") == "utf8"


def _bytes_of(argument: str) -> bytes | None:
    """Return an argument as it came; None where it is text already, or never came as bytes."""
    if argument.isascii():
        return None
    try:
        return os.fsencode(argument)
    except UnicodeEncodeError:
        return None


def _can_be_a_name(argument: str) -> bool:
    return argument.isascii() or _bytes_of(argument) is not None


def _names_file(verb: str, before: str, argument: str) -> bool:
    options = _FILE_BEHIND.get(verb, ())
    return verb in _TAKE_FILES or before in options or argument.partition("=")[0] in options
