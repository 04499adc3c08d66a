"""Where a note comes from: standard input, or an editor on a private file that never stays."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from attune_cli.errors.moments import EditorFailed, EmptyNote
from attune_cli.store.home import FILE_MODE

STDIN = "-"  # behind -m
_END_OF_FILE = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"


def tidy(text: str) -> str | None:
    """Return a note as it is stored: valid text without the empty lines around it."""
    readable = text.encode("utf-8", "replace").decode("utf-8")
    return readable.strip("\r\n \t") or None


def joined(typed: Sequence[str], from_stdin: str = "") -> str | None:
    """Return the texts behind -m as one, with what came from standard input in its place."""
    came = iter((from_stdin,))
    return tidy("\n".join(next(came, "") if text == STDIN else text for text in typed))


def note_from_stdin(
    on_interrupt: Callable[[str | None], None], stream: TextIO | None = None
) -> str:
    """Read the note from standard input.

    Args:
        on_interrupt: gets what had come before Ctrl-C.
        stream: in place of standard input.

    Raises:
        EmptyNote: nothing came.
        KeyboardInterrupt: Ctrl-C.
    """
    stream = stream or sys.stdin
    if stream.isatty():
        print(f"Write your note; {_END_OF_FILE} on an empty line ends it.", file=sys.stderr)  # noqa: T201
    lines: list[bytes] = []
    try:
        for line in iter(stream.buffer.readline, b""):
            lines.append(line)  # noqa: PERF402 what has come by Ctrl-C is kept
    except KeyboardInterrupt:
        on_interrupt(tidy(b"".join(lines).decode("utf-8", "replace")))
        raise
    note = tidy(b"".join(lines).decode("utf-8", "replace"))
    if note is None:
        raise EmptyNote("standard input")
    return note


def note_from_editor(
    start: str,
    editor: str | None = None,
    environment: Mapping[str, str] = os.environ,
    on_interrupt: Callable[[str | None], None] = lambda _: None,
) -> str:
    """Let the person write the note in their editor.

    Args:
        start: what the file holds at first.
        editor: as it is set; None for the one that the environment names.
        environment: names the editor.
        on_interrupt: gets what was saved by the time the window or the session ended.

    Raises:
        EmptyNote: nothing was written.
        EditorFailed: the editor did not end well; what was written stands in the error.
        KeyboardInterrupt: the window or the session ended.
    """
    try:
        text = edited(start, ".md", editor, environment, lambda saved: on_interrupt(tidy(saved)))
    except EditorFailed as failed:
        failed.note = tidy(failed.note or "")
        raise
    note = tidy(text)
    if note is None:
        raise EmptyNote("the editor")
    return note


def edited(
    start: str,
    suffix: str,
    editor: str | None = None,
    environment: Mapping[str, str] = os.environ,
    on_interrupt: Callable[[str], None] = lambda _: None,
) -> str:
    """Let the person change a text in their editor, on a private file that never stays.

    Args:
        start: what the file holds at first.
        suffix: of the file, by which editors know what it is.
        editor: as it is set; None for the one that the environment names.
        environment: names the editor.
        on_interrupt: gets what was saved by the time the window or the session ended.

    Raises:
        EditorFailed: the editor did not end well; what was written stands in the error.
        KeyboardInterrupt: the window or the session ended.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 most notes are typed

    editor = editor or environment.get("VISUAL") or environment.get("EDITOR") or last_editor()
    # A folder of its own, 0700, goes with all that an editor leaves beside the file.
    with TemporaryDirectory(prefix="attune-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"attune{suffix}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(start)
        try:
            ended_well = _edit(editor, str(path))
        except KeyboardInterrupt:
            if (saved := _written(path)) != start:
                on_interrupt(saved)
            raise
        text = _written(path)
    if not ended_well:
        raise EditorFailed(editor, text if text.strip() and text != start else None)
    return text


def last_editor(system: str = os.name) -> str:
    """Return the editor that every such system has, where none is named."""
    return "notepad" if system == "nt" else "vi"


def _written(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n")  # as some editors end lines
    except FileNotFoundError:  # some editors write anew beside it
        return ""


def _edit(editor: str, name: str) -> bool:
    """Run the editor and return whether it ended well; Ctrl-C in it is the editor's own."""
    import subprocess  # noqa: PLC0415 most notes are typed

    from attune_cli.settings.command import parts_of  # noqa: PLC0415 likewise

    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run([*parts_of(editor), name], check=False).returncode == 0  # noqa: S603
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
