"""The entry on its way to the journal, kept as a draft by every refusal and every Ctrl-C."""

import sys
from types import TracebackType
from typing import Any, Self

from attune_cli.context import Attune
from attune_cli.core.grammar import Entry
from attune_cli.core.instant import when_said
from attune_cli.core.moment import Chosen
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors import AttuneError, EditorFailed, EmptyNote
from attune_cli.render.page import clean
from attune_cli.render.plain import tell, tell_wrapped
from attune_cli.store.draft import drop_draft, keep_draft, read_drafts
from attune_cli.store.uid import new_uid


class Drafting:
    """An entry on its way; leaving the block without having stored it keeps a draft.

    Attributes:
        run: the run.
        entry: what has been said so far.
        now: the present, read once.
        uid: the identity that the moment will have; a draft keeps it, so that no moment is stored
            twice.
        is_kept: whether a draft of it is on disk.
        is_stored: whether it is in the journal.
    """

    def __init__(self, run: Attune, entry: Entry) -> None:
        self.run = run
        self.entry = entry
        self.now = run.clock()
        self.uid = new_uid(self.now)
        self.is_kept = False
        self.is_stored = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is None or self.is_stored:
            return
        if isinstance(error, EditorFailed) and error.note:
            self.entry = self.entry._replace(note=error.note)
        was_asked = isinstance(error, KeyboardInterrupt | EmptyNote | EditorFailed)
        if self.entry.note or self.is_kept or (was_asked and self.entry.words):
            self.keep()
            self._tell()

    def keep(self) -> None:
        """Keep what has been said so far."""
        self.is_kept = keep_draft(self.run.home, self.uid, self._draft())

    def resume(self, uid: str, entry: Entry) -> None:
        """Go on with an entry that a draft kept."""
        self.uid, self.entry, self.is_kept = uid, entry, True

    def done(self) -> None:
        """Note that the moment is stored; drop its draft, and one whose note was typed anew."""
        self.is_stored = True
        for uid, draft in read_drafts(self.run.home):
            note = draft.get("note")
            if uid == self.uid or (note and note == self.entry.note):
                drop_draft(self.run.home, uid)

    def _tell(self) -> None:
        if self.is_kept:
            tell_wrapped("What you said is kept; “attune log” offers it next time.", sys.stderr)
        elif self.entry.note:
            note = clean(self.entry.note)
            tell(f"It could not be kept; here is your note:\n{note}", sys.stderr)

    def _draft(self) -> dict[str, Any]:
        """Return the entry in plain values, its time made exact where it can be read."""
        try:
            when = when_said(self.entry.at, self.now)
            at = (when.occurred_at or when.local_day).isoformat()
        except AttuneError:
            at = self.now.date().isoformat()  # the day; no hour is invented
        return {
            "words": [word.word for word in self.entry.words],
            "children": list(self.entry.children),
            "caregiver": self.entry.caregiver,
            "at": at,
            "repairs": self.entry.repairs,
            "chosen": self.entry.chosen,
            "note": self.entry.note,
        }


def entry_of(draft: dict[str, Any]) -> Entry | None:
    """Return the entry that a draft kept; None where it makes no sense any more."""
    try:
        words = [word for typed in draft["words"] if (word := vocabulary().find(typed))]
        return Entry(
            children=tuple(draft["children"]),
            caregiver=draft["caregiver"],
            at=draft["at"],
            repairs=draft["repairs"],
            chosen=Chosen(draft["chosen"]),
            note=draft["note"],
        ).add(*words)
    except (KeyError, TypeError, ValueError, AttuneError):
        return None
