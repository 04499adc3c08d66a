"""What is to be forgotten, and what it comes to."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class ErasureScope(NamedTuple):
    """What is to be forgotten: of one child, what is before a day, or with neither all of it.

    Attributes:
        child: nickname as stored; moments with other children too stay theirs.
        before: the first day that stays.
    """

    child: str | None = None
    before: date | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is to stay."""
        return self.child is None and self.before is None


class ErasureCounts(NamedTuple):
    """How much is forgotten in one file, or would be.

    Attributes:
        moments: how many moments are gone, their notes and words with them.
        notes: how many of these had a note.
        shared: how many stay, with other children only.
        answers: how many answers to the questions of weeks are gone.
        children: how many children are.
        marks: how many tips are no longer kept or hidden.
    """

    moments: int = 0
    notes: int = 0
    shared: int = 0
    answers: int = 0
    children: int = 0
    marks: int = 0


class Erasure(NamedTuple):
    """What came of it, in all that attune keeps.

    Attributes:
        counts: what is gone from the journal, or would be.
        backups: how many backups held some of it.
        drafts: how many of the things that were begun did.
        unreached: backups that could not be read, and may hold it still.
    """

    counts: ErasureCounts = ErasureCounts()
    backups: int = 0
    drafts: int = 0
    unreached: tuple[Path, ...] = ()

    @property
    def is_anything(self) -> bool:
        """Whether there is any of it."""
        return any((*self.counts, self.backups, self.drafts, self.unreached))
