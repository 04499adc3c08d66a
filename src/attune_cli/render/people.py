"""The views of children and caregivers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from attune_cli.core.people import Caregiver, Child, key_of, shown
from attune_cli.render.page import Line, several


def children_page(children: Iterable[Child], today: date, usual: str | None = None) -> list[Line]:
    """Return a line a child, or how to add one."""
    lines = [Line(child_line(child, today, usual)) for child in children]
    return lines or [
        Line("No child is known yet. To add one, by nickname:"),
        Line("attune child add ada --born 2024-08", "command", 2),
    ]


def child_line(child: Child, today: date, usual: str | None = None) -> str:
    """Return a child's nickname and age, as far as it is known.

    Args:
        child: the child.
        today: the present day.
        usual: nickname of the child that is meant where none is named, if one is set.
    """
    months, band = child.months_at(today), child.band_at(today)
    by_birth = child._replace(band=None).band_at(today)
    if child.band and by_birth:  # what is stated stays as it is while a child grows
        band = f"{band} (stated" + ("" if band == by_birth else f"; by birth {by_birth}") + ")"
    years = "" if months is None else _age(max(months, 0))
    early = f"{several(child.weeks_early, 'week')} early" if child.weeks_early else ""
    default = "default" if usual and key_of(usual) == key_of(child.name) else ""
    parts = (shown(child.name), years, early, band, default)
    return " · ".join(part for part in parts if part)


def _age(months: int) -> str:
    if months < 24:  # noqa: PLR2004 people count months until two
        return several(months, "month")
    return f"{months // 12} years"


def caregivers_page(caregivers: Sequence[Caregiver], usual: str) -> list[Line]:
    """Return a line a caregiver; of one alone nothing more is to be said."""
    if len(caregivers) == 1:
        usual = ""
    return [Line(caregiver_line(caregiver, usual)) for caregiver in caregivers]


def caregiver_line(caregiver: Caregiver, usual: str) -> str:
    """Return a caregiver's nickname, and whether they are meant where nobody is named."""
    return shown(caregiver.name) + (" · default" if caregiver.name == usual else "")


class Removal(NamedTuple):
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


def removal_preview(removal: Removal) -> str:
    """Say what would become of the moments."""
    both = f" ({removal.with_both} with both)" if removal.with_both else ""
    many = several(removal.moments, "moment")
    now, then = _of(removal, removal.name), _of(removal, removal.to)
    return f"{many} {now}{both} would be {then} from then on."


def removal_line(removal: Removal) -> str:
    """Say who is removed, and what became of the moments."""
    many = several(removal.moments, "moment is", "moments are")
    moved = f" {many} {_of(removal, removal.to)} now." if removal.moments else ""
    return f"Removed: {shown(removal.name)}.{moved}"


def _of(removal: Removal, name: str | None) -> str:
    return f"{'with' if removal.role == 'child' else 'by'} {shown(name or '')}"


def removed_json(removal: Removal) -> dict[str, Any]:
    """Return `attune.removed/1`."""
    return {"schema": "attune.removed/1", **removal._asdict()}
