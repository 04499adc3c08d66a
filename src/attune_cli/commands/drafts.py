"""Texts on their way to the journal; every refusal and every Ctrl-C keeps them as a draft.

Here is also what reads a text behind -m and from standard input.
"""

import os
import signal
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from attune_cli.context import Attune
from attune_cli.errors import AttuneError
from attune_cli.errors.journal import JournalTrouble
from attune_cli.errors.moments import EditorFailed, EmptyNote
from attune_cli.render.output import tell
from attune_cli.render.page import clean
from attune_cli.store.drafts import drop_draft, keep_draft, read_drafts
from attune_cli.store.uid import new_uid

STDIN = "-"  # behind -m
_END_OF_FILE = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
# The window is closed, or the session ends, as each system says it.
ENDINGS = [one for one in signal.Signals if one.name in {"SIGHUP", "SIGTERM", "SIGBREAK"}]


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
    """

    def __init__(self, run: Attune, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.now = run.clock()
        self.uid = new_uid(self.now)
        self.is_kept = False
        self.is_stored = False
        self._handlers: dict[signal.Signals, Any] = {}

    @property
    @abstractmethod
    def text(self) -> str | None:
        """The free text so far."""

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

    def __enter__(self) -> Self:
        self._handlers = {number: signal.signal(number, _interrupt) for number in ENDINGS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if error is None or self.is_stored:
            return
        if isinstance(error, EditorFailed) and error.note:
            self.take(error.note)
        keeps_answers = isinstance(error, KeyboardInterrupt) or (
            isinstance(error, AttuneError) and error.keeps_answers
        )
        if self.text or self.is_kept or (keeps_answers and self.has_answers):
            self.keep()
            self._tell(error)

    def keep(self) -> None:
        """Keep the draft as it is now; not where its journal is away, with a drive perhaps."""
        from attune_cli.store.known import require_expected  # noqa: PLC0415 where one is kept

        try:
            require_expected(self.run.home)
        except JournalTrouble:
            self.is_kept = False
        else:
            self.is_kept = keep_draft(self.folder, self.uid, self.to_plain())

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
        came = note_from_stdin(lambda text: self.take(joined(typed, text or "")))
        self.take(joined(typed, came))

    def done(self) -> None:
        """Note that it is stored; drop its draft, and any draft of the same text."""
        self.is_stored = True
        for uid, draft in read_drafts(self.folder):
            note = draft.get("note")
            if uid == self.uid or (note and note == self.text):
                drop_draft(self.folder, uid)

    def _tell(self, error: BaseException) -> None:
        """Say what became of the text, after the refusal where there is one."""
        if self.is_kept:
            text = f"What you said is kept; “{self.verb}” offers it next time."
        elif self.text:
            text = f"It could not be kept; here is what you wrote:\n{clean(self.text)}"
        else:
            return
        if isinstance(error, AttuneError):
            error.add_note(text)
        else:
            tell(text, sys.stderr)
