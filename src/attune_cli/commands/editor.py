"""Texts written in the person's editor, on a private file that never stays."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from attune_cli.commands.drafts import tidy
from attune_cli.errors.moments import EditorFailed, EmptyNote
from attune_cli.settings.command import parts_of
from attune_cli.store.home import FILE_MODE


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
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run([*parts_of(editor), name], check=False).returncode == 0  # noqa: S603
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
