"""A change that is remembered, to be undone or done again."""

from datetime import datetime
from typing import NamedTuple


class Change(NamedTuple):
    """A change of the journal that is remembered.

    Attributes:
        what: in a few words, such as “log #42”.
        changed_at: when it was made, with its place's offset.
        is_undone: whether it can be done again, or else undone.
        moments: the numbers of the moments that it touches.
    """

    what: str
    changed_at: datetime
    is_undone: bool
    moments: tuple[int, ...]
