"""The answer when somebody is removed, and the question before."""

from typing import Any, NamedTuple

from attune_cli.core.people import shown
from attune_cli.render.page import several


class Parted(NamedTuple):
    """Somebody who was removed, or is about to be.

    Attributes:
        role: "child" or "caregiver".
        name: nickname.
        to: whose the moments are then, if there are some.
        moments: how many there are.
        with_both: in how many of them the other one was already.
    """

    role: str
    name: str
    to: str | None
    moments: int
    with_both: int = 0


def would_move(parted: Parted) -> str:
    """Say what would become of the moments."""
    both = f" ({parted.with_both} with both)" if parted.with_both else ""
    many = several(parted.moments, "moment")
    return (
        f"{many} {_of(parted, parted.name)}{both} would be {_of(parted, parted.to)} from then on."
    )


def parted_line(parted: Parted) -> str:
    """Say who is removed, and what became of the moments."""
    many = several(parted.moments, "moment is", "moments are")
    moved = f" {many} {_of(parted, parted.to)} now." if parted.moments else ""
    return f"Removed: {shown(parted.name)}.{moved}"


def parted_face(parted: Parted) -> dict[str, Any]:
    """Return `attune.removed/1`."""
    return {"schema": "attune.removed/1", **parted._asdict()}


def _of(parted: Parted, name: str | None) -> str:
    return f"{'with' if parted.role == 'child' else 'by'} {shown(name or '')}"
