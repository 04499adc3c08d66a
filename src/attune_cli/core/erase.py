"""What `attune forget` erases: the scope, and the counts of what is erased."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class ErasureScope(NamedTuple):
    """What to erase: the data of one child, all before a day, or without either everything.

    Attributes:
        child: nickname as stored; moments with other children keep those children.
        before: the first day to keep.
    """

    child: str | None = None
    before: date | None = None

    @property
    def is_everything(self) -> bool:
        """Whether the whole journal is erased."""
        return self.child is None and self.before is None


class ErasureCounts(NamedTuple):
    """How much is erased in one file, or would be.

    Attributes:
        moments: erased moments, with their notes and words.
        notes: erased moments that had a note.
        shared: moments that stay, with their other children only.
        answers: erased answers to the questions of weeks.
        children: erased children.
        marks: erased marks on tips (kept or hidden).
    """

    moments: int = 0
    notes: int = 0
    shared: int = 0
    answers: int = 0
    children: int = 0
    marks: int = 0


class Erasure(NamedTuple):
    """What was erased in the journal, its backups and drafts, or would be.

    Attributes:
        counts: what is erased from the journal.
        backups: how many backups held some of it.
        drafts: how many drafts held some of it.
        unreached: backups that cannot be read and may still hold it.
    """

    counts: ErasureCounts = ErasureCounts()
    backups: int = 0
    drafts: int = 0
    unreached: tuple[Path, ...] = ()

    @property
    def is_anything(self) -> bool:
        """Whether there was anything to erase."""
        return any((*self.counts, self.backups, self.drafts, self.unreached))
