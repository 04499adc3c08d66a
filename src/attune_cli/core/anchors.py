"""What a rating may look like: lines of speech for each rating and age, from data/anchors.toml."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from attune_cli.core.moment import Kind, Sensitivity

ANCHORS_FILE = Path(__file__).parent.parent / "data" / "anchors.toml"
ANY = "any"
# What a person types, and the kind whose rating it is about.
ASKED = {"sensitive": Kind.DISTRESS, "fully_there": Kind.CONNECTION}


class Anchor(NamedTuple):
    """What one rating may look like.

    Attributes:
        rating: the rating.
        means: a sentence.
        says: two lines of speech.
    """

    rating: Sensitivity
    means: str
    says: tuple[str, ...]


class Anchors(NamedTuple):
    """What the ratings of a kind may look like at an age.

    Attributes:
        kind: the kind of moment.
        band: the age; None for any age.
        about: what a rating is about.
        late: what to do about comfort that came late; None for calm moments.
        anchors: one for each rating.
        sources: what the lines go back to.
    """

    kind: Kind
    band: str | None
    about: str
    late: str | None
    anchors: tuple[Anchor, ...]
    sources: tuple[str, ...]


def read_anchors(kind: Kind, band: str | None) -> Anchors:
    """Read what the ratings of a kind may look like at an age, or at any age."""
    of_kind = tomllib.loads(ANCHORS_FILE.read_text(encoding="utf-8"))[kind]
    own: dict[str, Any] = of_kind.get(band) or {}
    general = of_kind[ANY]
    anchors = tuple(_anchor(rating, own.get(rating) or general[rating]) for rating in Sensitivity)
    is_own = all(rating in own for rating in Sensitivity)
    sources = (*of_kind["sources"], *own.get("sources", ()))
    return Anchors(
        kind, band if is_own else None, of_kind["about"], of_kind.get("late"), anchors, sources
    )


def _anchor(rating: Sensitivity, plain: dict[str, Any]) -> Anchor:
    return Anchor(rating, plain["means"], tuple(plain["says"]))
