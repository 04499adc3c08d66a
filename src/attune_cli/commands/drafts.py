"""Texts on their way to the journal; every refusal and every Ctrl-C keeps them as a draft.

Here is also what reads a text behind -m and from standard input.
"""

import os
import signal
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from attune_cli import errors
from attune_cli.context import Attune
from attune_cli.core.decoding import decoded, tidy
from attune_cli.errors import AttuneError
from attune_cli.render.output import tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.store.drafts import (
    drop_draft,
    edited_file,
    keep_bytes,
    keep_draft,
    move_bytes,
    read_drafts,
)
from attune_cli.store.regular import MOST_OF_NOTE, read_regular
from attune_cli.store.uid import day_of, new_uid

STDIN = "-"  # behind -m
_END_OF_FILE = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
# What a draft may hold of a person.
_SAID = ("words", "children", "tags", "note", "file", "unread_time")
# The window is closed, or the session ends, as each system says it.
ENDINGS = [one for one in signal.Signals if one.name in {"SIGHUP", "SIGTERM", "SIGBREAK"}]


def joined(typed: Sequence[str], from_stdin: str = "") -> str | None:
    """Return the texts behind -m as one, with what came from standard input in its place."""
    came = iter((from_stdin,))
    return tidy("\n".join(next(came, "") if text == STDIN else text for text in typed))


def _text_of(raw: bytes) -> str:
    return decoded(raw).text


def note_from_stdin(
    on_interrupt: Callable[[str | None], None],
    stream: TextIO | None = None,
    read: Callable[[bytes], str] = _text_of,
) -> str:
    """Read the note from standard input.

    Args:
        on_interrupt: gets what had come before Ctrl-C.
        stream: in place of standard input.
        read: makes text of bytes.

    Raises:
        EmptyNote: nothing came.
        NoteTooLong: so much came.
        KeyboardInterrupt: Ctrl-C.
    """
    stream = stream or sys.stdin
    if stream.isatty():
        print(f"Write your note; {_END_OF_FILE} on an empty line ends it.", file=sys.stderr)  # noqa: T201
    lines, room = list[bytes](), MOST_OF_NOTE + 1
    try:
        while room and (line := stream.buffer.readline(room)):
            lines.append(line)
            room -= len(line)
    except KeyboardInterrupt:
        on_interrupt(tidy(read(b"".join(lines))))
        raise
    if not room:
        raise errors.moments.NoteTooLong("What came on standard input", MOST_OF_NOTE)
    note = tidy(read(b"".join(lines)))
    if note is None:
        raise errors.moments.EmptyNote("standard input")
    return note


def tell_guess(what: str, encoding: str) -> None:
    """Say that a text is no UTF-8, and what it was taken for."""
    tell_wrapped(f"{what} is no UTF-8 text, and is read as {encoding}.", sys.stderr)


def _interrupt(*_: object) -> None:
    """Take the end of the window or of the session as Ctrl-C: what was typed is kept."""
    raise KeyboardInterrupt


class Draft(ABC):
    """A text on its way to the journal; where the block ends before it is stored, a draft is kept.

    A draft on disk has its free text under “note”, whatever else it has.

    Attributes:
        run: the run.
        folder: where its drafts are.
        now: the present, read once.
        uid: the identity that it will have; a draft keeps it, so that nothing is stored twice.
        is_kept: whether a draft of it is on disk.
        is_stored: whether it is in the journal.
        has_editor_open: whether its text may still be open in an editor that did not wait, or is
            in the editor's file alone.
    """

    def __init__(self, run: Attune, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.now = run.clock()
        self.uid = new_uid(self.now)
        self.is_kept = False
        self.is_stored = False
        self.has_editor_open = False
        self._saved: str | None = None
        self._bytes: list[bytes] = []
        self._handlers: dict[signal.Signals, Any] = {}

    @property
    @abstractmethod
    def text(self) -> str | None:
        """The free text so far."""

    @property
    def said(self) -> str:
        """All that was said, to be shown where it can’t be kept."""
        return self.text or ""

    @property
    @abstractmethod
    def has_answers(self) -> bool:
        """Whether there are answers to questions that are worth a draft."""

    @property
    @abstractmethod
    def verb(self) -> str:
        """The command that offers the draft."""

    @abstractmethod
    def take(self, text: str | None) -> None:
        """Take this as the free text."""

    @abstractmethod
    def to_plain(self) -> dict[str, Any]:
        """Return the draft in plain values."""

    @property
    def owner(self) -> str:
        """The identity of the row that the text belongs to."""
        return self.uid

    def __enter__(self) -> Self:
        self._handlers = {number: signal.signal(number, _interrupt) for number in ENDINGS}
        if self.run.typed_bytes:
            self._keep_bytes(self.run.typed_bytes)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if error is None or self.is_stored:
            return
        if self.text or self.is_kept or self.has_answers:
            if getattr(error, "keeps_answers", True):
                self.keep()
            self._tell(error)

    def keep(self) -> None:
        """Keep the draft as it is now; not where its journal is away, with a drive perhaps."""
        from attune_cli.store.known import require_expected  # noqa: PLC0415 where one is kept

        try:
            require_expected(self.run.home)
        except errors.journal.JournalTrouble:
            self.is_kept = False
            return
        plain = self.to_plain()
        if self.has_editor_open:
            plain["has_editor_open"] = True
        self.is_kept = keep_draft(self.folder, self.uid, plain)

    def read(self, raw: bytes, what: str) -> str:
        """Return bytes as text; say so where they are no UTF-8, and keep those that are a guess.

        Args:
            raw: the bytes.
            what: where they come from, as a sentence begins with it.
        """
        found = decoded(raw)
        if found.is_converted:
            tell_guess(what, found.encoding)
        if found.is_guessed:
            self._keep_bytes(raw)
        return found.text

    def _keep_bytes(self, raw: bytes) -> None:
        if raw not in self._bytes:
            self._bytes.append(raw)
        if keep_bytes(self.folder, self.uid, b"\n".join(self._bytes)):
            tell_wrapped(f"Its bytes are kept as they came, in {self.folder}", sys.stderr)

    def go_on(self, uid: str, plain: dict[str, Any], part: str = "note") -> None:
        """Go on with a draft that was kept.

        Args:
            uid: its identity.
            plain: what it holds.
            part: of it that is written in an editor.
        """
        self.uid, self.is_kept = uid, True
        self.heed_bytes(uid)
        if plain.get("has_editor_open") and plain.get("saved"):
            self._saved = str(plain[part])

    def heed_bytes(self, uid: str) -> None:
        """Say where what an editor saved of a draft is no UTF-8, and keep its bytes."""
        if file := edited_file(self.folder, uid):
            with suppress(OSError):
                self.read(read_regular(file, MOST_OF_NOTE), "What the editor saved")

    def saved_since(self) -> str | None:
        """Return what was saved in an editor that had not waited, where this goes on with it."""
        if self._saved is not None:
            tell_wrapped("Taken as you saved it in the editor.", sys.stderr)
        return self._saved

    def take_piped(self, typed: Sequence[str]) -> None:
        """Take the text that another program sends, where -m asks for it.

        Call it first of all: a refusal would lose that text.

        Raises:
            EmptyNote: nothing came.
        """
        if STDIN in typed and not sys.stdin.isatty():
            self.take_stdin(typed)

    def take_stdin(self, typed: Sequence[str]) -> None:
        """Take the text from standard input, among the texts behind -m.

        Raises:
            EmptyNote: nothing came.
            KeyboardInterrupt: Ctrl-C; what had come by then is taken.
        """
        came = note_from_stdin(
            lambda text: self.take(joined(typed, text or "")),
            read=lambda raw: self.read(raw, "What came on standard input"),
        )
        self.take(joined(typed, came))

    def done(self) -> None:
        """Note that it is stored; drop its draft, and any draft of the same text."""
        self.is_stored = True
        if self._bytes:
            move_bytes(self.folder, self.uid, self.owner)
        for uid, draft in read_drafts(self.folder):
            note = draft.get("note")
            is_empty = not any(draft.get(part) for part in _SAID)  # an editor was open, long ago
            is_old = day_of(uid) < self.now.date() - timedelta(days=1)
            if uid == self.uid or (note and note == self.text) or (is_empty and is_old):
                drop_draft(self.folder, uid)

    def _tell(self, error: BaseException) -> None:
        """Say what became of the text, after the refusal where there is one."""
        if isinstance(error, errors.moments.EditorReturned) or not (self.text or self.has_answers):
            return  # it has said so; or an editor was open, and nothing is saved yet
        if self.is_kept:
            text = f"What you said is kept; “{self.verb}” offers it next time."
        else:
            text = f"It could not be kept; here is what you wrote:\n{clean(self.said)}"
        if isinstance(error, AttuneError):
            error.add_note(text)
        else:
            tell(text, sys.stderr)
