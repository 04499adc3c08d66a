"""A moment and what other moments have to do with it."""

from collections.abc import Sequence
from typing import NamedTuple

from attune_cli.core.moment import Moment


class Whole(NamedTuple):
    """A moment and what other moments have to do with it.

    Attributes:
        moment: as stored.
        repaired: the moment that it repairs.
        repairs: numbers of the repairs that point at it.
    """

    moment: Moment
    repaired: Moment | None = None
    repairs: Sequence[int] = ()
