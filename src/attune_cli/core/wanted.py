"""Which moments are wanted, of all that there are."""

from collections.abc import Mapping
from typing import NamedTuple

from attune_cli.core.period import Period
from attune_cli.core.terms import Term


class Wanted(NamedTuple):
    """What moments have to be like; all of it holds for those that are wanted.

    Attributes:
        words: by vocabulary, with tag as one: words of which a moment has at least one.
        period: the days on which they happened.
        child: nickname of one that they were with.
        caregiver: nickname of who responded.
        is_prompted: logged because it was the last one.
        is_unrated: could be rated, and is not.
        is_open: rated partly or no, and not come back to: see Moment.to_come_back_to.
        terms: what the note or the words have.
    """

    words: Mapping[str, tuple[str, ...]] = {}
    period: Period | None = None
    child: str | None = None
    caregiver: str | None = None
    is_prompted: bool = False
    is_unrated: bool = False
    is_open: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether anything at all is asked of them."""
        return any(self.words.values()) or self._replace(words={}) != Wanted()
