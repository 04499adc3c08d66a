"""Where a note comes from: standard input, or an editor on a private file that never stays."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from attune_cli.errors import EditorFailed, EmptyNote


def tidy(text: str) -> str | None:
    """Return a note as it is stored: valid text without the empty lines around it."""
    readable = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return readable.strip("\r\n \t") or None


def note_from_stdin() -> str:
    """Read the note from standard input.

    Raises:
        EmptyNote: nothing came.
    """
    if sys.stdin.isatty():
        print("Write your note; Ctrl-D on an empty line ends it.", file=sys.stderr)  # noqa: T201
    note = tidy(sys.stdin.buffer.read().decode("utf-8", "replace"))
    if note is None:
        raise EmptyNote("standard input")
    return note


def note_from_editor(environment: Mapping[str, str] = os.environ) -> str:
    """Let the person write the note in their editor.

    Raises:
        EmptyNote: nothing was written.
        EditorFailed: the editor did not end well; what was written stands in the error.
    """
    import shlex  # noqa: PLC0415 most notes are typed
    import subprocess  # noqa: PLC0415 likewise
    import tempfile  # noqa: PLC0415 likewise

    editor = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    handle, name = tempfile.mkstemp(prefix="attune-", suffix=".md")  # made private, 0600
    os.close(handle)
    path = Path(name)
    try:
        try:
            ended = subprocess.run([*shlex.split(editor), name], check=False).returncode  # noqa: S603
        except (OSError, ValueError):
            ended = 1
        note = tidy(path.read_bytes().decode("utf-8", "replace"))
    finally:
        path.unlink(missing_ok=True)
    if ended:
        raise EditorFailed(editor, note)
    if note is None:
        raise EmptyNote("the editor")
    return note
