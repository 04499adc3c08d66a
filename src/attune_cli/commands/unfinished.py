"""Something on its way to the journal, kept as a draft by every refusal and every Ctrl-C."""

import signal
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from attune_cli.commands.note import STDIN, joined, note_from_stdin
from attune_cli.context import Attune
from attune_cli.errors import AttuneError
from attune_cli.errors.moments import EditorFailed
from attune_cli.render.page import clean
from attune_cli.render.plain import tell
from attune_cli.store.drafts import drop_draft, keep_draft, read_drafts
from attune_cli.store.uid import new_uid


def _interrupt(*_: object) -> None:
    """Take the end of the window or of the session as Ctrl-C: what was typed is kept."""
    raise KeyboardInterrupt


class Unfinished(ABC):
    """What is on its way; leaving the block without having stored it keeps a draft.

    A draft holds its free text under “note”, whatever else it holds.

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
        """What was written freely so far."""

    @property
    @abstractmethod
    def has_answers(self) -> bool:
        """Whether something else was said that is worth a draft once somebody was asked."""

    @property
    @abstractmethod
    def verb(self) -> str:
        """The command that offers the draft."""

    @abstractmethod
    def take(self, text: str | None) -> None:
        """Let this be what was written freely."""

    @abstractmethod
    def draft(self) -> dict[str, Any]:
        """Return it in plain values."""

    def __enter__(self) -> Self:
        self._handlers = {
            number: signal.signal(number, _interrupt) for number in (signal.SIGHUP, signal.SIGTERM)
        }
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
        """Keep what has been said so far."""
        self.is_kept = keep_draft(self.folder, self.uid, self.draft())

    def take_piped(self, typed: Sequence[str]) -> None:
        """Take what other programs send, if -m says so: first of all, as a refusal would lose it.

        Raises:
            EmptyNote: nothing came.
        """
        if STDIN in typed and not sys.stdin.isatty():
            self.take_stdin(typed)

    def take_stdin(self, typed: Sequence[str]) -> None:
        """Take what is written to standard input, among the texts behind -m.

        Raises:
            EmptyNote: nothing came.
            KeyboardInterrupt: Ctrl-C; what had come by then is taken.
        """
        came = note_from_stdin(lambda text: self.take(joined(typed, text or "")))
        self.take(joined(typed, came))

    def done(self) -> None:
        """Note that it is stored; drop its draft, and one whose text was typed anew."""
        self.is_stored = True
        for uid, draft in read_drafts(self.folder):
            note = draft.get("note")
            if uid == self.uid or (note and note == self.text):
                drop_draft(self.folder, uid)

    def _tell(self, error: BaseException) -> None:
        """Say what became of it: after the refusal, where there is one."""
        if self.is_kept:
            said = f"What you said is kept; “{self.verb}” offers it next time."
        elif self.text:
            said = f"It could not be kept; here is what you wrote:\n{clean(self.text)}"
        else:
            return
        if isinstance(error, AttuneError):
            error.add_note(said)
        else:
            tell(said, sys.stderr)
