"""The entry on its way to the journal, kept as a draft by every refusal and every Ctrl-C."""

import sys
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from attune_cli.context import Attune
from attune_cli.core.grammar import Entry
from attune_cli.core.moment import Chosen
from attune_cli.core.vocabulary import vocabulary
from attune_cli.core.when import parse_when
from attune_cli.errors import AttuneError, EditorFailed
from attune_cli.render.plain import tell
from attune_cli.store.draft import keep_draft


class Drafting:
    """An entry on its way; leaving the block without having stored it keeps a draft.

    Attributes:
        run: the run.
        entry: what has been said so far.
        now: the present, read once.
        resumed: whether the entry came from a draft, or is one already.
    """

    def __init__(self, run: Attune, entry: Entry) -> None:
        self.run = run
        self.entry = entry
        self.now = run.clock()
        self.resumed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if isinstance(error, EditorFailed):
            self.entry = self.entry._replace(note=error.note)
        asked = kind is not None and issubclass(kind, KeyboardInterrupt) and self.entry.words
        if error is not None and (self.entry.note or asked):
            self.keep(tell_person=True)

    def keep(self, *, tell_person: bool = False) -> None:
        """Keep what has been said so far; where the disk refuses, give the note back instead."""
        kept = keep_draft(self.run.home, draft_of(self.entry, self.now))
        self.resumed = True
        if not tell_person:
            return
        if kept:
            tell("What you said is kept; “attune log” offers it next time.", sys.stderr)
        elif self.entry.note:
            tell(f"It could not be kept; here is your note:\n{self.entry.note}", sys.stderr)


def draft_of(entry: Entry, now: datetime) -> dict[str, Any]:
    """Return an entry as a draft keeps it, with its time made exact."""
    try:
        when = parse_when(entry.at, now)
    except AttuneError:
        when = parse_when(None, now)
    return {
        "words": [word.word for word in entry.words],
        "children": list(entry.children),
        "caregiver": entry.caregiver,
        "at": (when.occurred_at or when.local_day).isoformat(),
        "repairs": entry.repairs,
        "chosen": entry.chosen,
        "note": entry.note,
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
