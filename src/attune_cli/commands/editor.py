"""Texts written in the person's editor, on a private file among the drafts.

What is saved there outlives attune: where the editor returns at once, or the run is killed, the
next one finds it.
"""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from attune_cli import errors
from attune_cli.commands.drafts import Draft
from attune_cli.core.decoding import tidy
from attune_cli.errors import AttuneError
from attune_cli.settings.command import has_window, is_sure_to_wait, parts_of, waiting
from attune_cli.store.drafts import close_file, drop_draft, opened_file
from attune_cli.store.home import FILE_MODE
from attune_cli.store.regular import MOST_OF_NOTE, read_regular

_SECOND = 10**9  # nanoseconds
AT_ONCE = timedelta(seconds=10)  # an editor with windows may take as long to be handed the file


def note_from_editor(draft: Draft, environment: Mapping[str, str] = os.environ) -> None:
    """Let the person write the note of a draft in their editor.

    Args:
        draft: takes it; what it has by now stands there at first.
        environment: names the editor, where the settings don't.

    Raises:
        EmptyNote: nothing was written.
        EditorFailed: the editor did not end well; what was written is in the draft.
        EditorReturned: it may still be open.
        NoteTooLong: what was saved is no note; its file stays.
        KeyboardInterrupt: the window or the session ended.
    """
    saved = draft.saved_since()
    if saved is None:
        start = draft.text or ""
        saved = edited(draft, start, ".md", lambda text: draft.take(tidy(text)), environment)
    note = tidy(saved)
    if note is None:
        raise errors.moments.EmptyNote("the editor")
    draft.take(note)


def edited(
    draft: Draft,
    start: str,
    suffix: str,
    take: Callable[[str], None],
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Let the person change a text in their editor; what they save is in the draft from then on.

    Args:
        draft: that the text belongs to. It is kept first, so that nothing of it is lost.
        start: what the file holds at first.
        suffix: of the file, by which editors know what it is.
        take: gives the draft what was saved.
        environment: names the editor, where the settings don't.

    Raises:
        EditorFailed: the editor did not end well; what was written is in the draft.
        EditorReturned: it returned at once, and may still be open; the file stays.
        NoteTooLong: what was saved is no note; its file stays, too.
        KeyboardInterrupt: the window or the session ended; what was saved by then is in the draft.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR")
    editor = draft.run.settings.editor or named or last_editor()
    was_kept = draft.is_kept
    draft.keep()
    try:
        with ExitStack() as opened:
            text, ended_well = _written(draft, start, suffix, editor, take, opened)
    except KeyboardInterrupt:
        if not has_window(editor):  # else what is saved in it from here on is found, too
            close_file(draft.folder, draft.uid)
        raise
    is_written = bool(text.strip()) and text != start
    if is_written:
        take(text)
        draft.keep()
    close_file(draft.folder, draft.uid)
    if draft.is_kept and not (is_written or was_kept):
        drop_draft(draft.folder, draft.uid)
        draft.is_kept = False
    if not ended_well:
        raise errors.moments.EditorFailed(editor, is_there=_is_there(editor))
    return text


def _is_there(editor: str) -> bool:
    try:
        return which(next(iter(parts_of(editor)), "")) is not None
    except ValueError:  # a quotation mark is missing
        return False


def _written(
    draft: Draft,
    start: str,
    suffix: str,
    editor: str,
    take: Callable[[str], None],
    opened: ExitStack,
) -> tuple[str, bool]:
    """Open the file in the editor, and return what it saved, and whether it ended well."""
    path = _made(draft, suffix, start, opened)
    made = path.stat()
    # What is saved in the same instant is told from what was made: file systems tick slowly.
    os.utime(path, ns=(made.st_atime_ns, made.st_mtime_ns - _SECOND))
    begun, before = draft.run.clock(), _state(path)
    try:
        ended_well = _edit(editor, str(path))
    except KeyboardInterrupt:
        saved = _saved(path, draft)
        if saved.strip() and saved != start:
            take(saved)
            draft.keep()
        raise
    is_at_once = draft.run.clock() - begun < AT_ONCE or has_window(editor)
    may_be_open = ended_well and is_at_once and not is_sure_to_wait(editor)
    is_beside_draft = path.parent.parent == draft.folder
    if may_be_open and is_beside_draft and _state(path) == before:
        draft.has_editor_open = True
        raise errors.moments.EditorReturned(editor, path, draft.verb, waiting(editor))
    try:
        return _saved(path, draft), ended_well
    except (errors.moments.NoteTooLong, OSError):
        draft.has_editor_open = True  # so that its file stays
        raise


def _made(draft: Draft, suffix: str, start: str, opened: ExitStack) -> Path:
    """Make the file beside the draft; where nothing can be kept there, in a folder that goes."""
    if draft.is_kept:
        with suppress(OSError, AttuneError):
            file = opened_file(draft.folder, draft.uid, suffix, start.encode())
            return opened.enter_context(file)
    folder = TemporaryDirectory(prefix="attune-", ignore_cleanup_errors=True)
    path = Path(opened.enter_context(folder)) / f"attune{suffix}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(handle, "wb") as stream:
        stream.write(start.encode())
    return path


def last_editor(system: str = os.name) -> str:
    """Return the editor that every such system has, where none is named."""
    return "notepad" if system == "nt" else "vi"


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return what tells whether a file was written, even with the same text; None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _saved(path: Path, draft: Draft) -> str:
    try:
        if path.stat().st_size > MOST_OF_NOTE:
            raise errors.moments.NoteTooLong(str(path), MOST_OF_NOTE)
        raw = read_regular(path, MOST_OF_NOTE)
    except FileNotFoundError:  # some editors write anew beside it
        return ""
    return draft.read(raw, "What the editor saved").replace("\r\n", "\n")  # as some end lines


def _edit(editor: str, name: str) -> bool:
    """Run the editor and return whether it ended well; Ctrl-C in it is the editor's own."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run([*parts_of(editor), name], check=False).returncode == 0  # noqa: S603
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
