"""One change in the journal's history, which can be undone or redone."""

from datetime import datetime
from typing import NamedTuple


class Change(NamedTuple):
    """A change of the journal that the history keeps.

    Attributes:
        what: in a few words, such as “log #42”.
        changed_at: when it was made, with the UTC offset of the place.
        is_undone: whether it is undone, so that it can be redone.
        moments: numbers of the moments that it changes.
        replaced: where it put another journal in the place of the whole: the name of the backup
            of the one before, or, where it is undone, of the one after it; empty where there is
            none. None for any other change.
    """

    what: str
    changed_at: datetime
    is_undone: bool
    moments: tuple[int, ...]
    replaced: str | None = None
