"""Children and caregivers: the lists, and the removal of one; its JSON."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from attune_cli.core.people import Caregiver, Child, key_of, shown
from attune_cli.render.page import Line, several


def children_page(children: Iterable[Child], today: date, usual: str | None = None) -> list[Line]:
    """Return a line for each child, or how to add one."""
    lines = [Line(child_line(child, today, usual)) for child in children]
    return lines or [
        Line("No child is known yet. To add one, by nickname:"),
        Line("attune child add ada --born 2024-08", "command", 2),
    ]


def child_line(child: Child, today: date, usual: str | None = None) -> str:
    """Return a child's nickname and age, as far as known.

    Args:
        child: the child.
        today: the present day.
        usual: nickname of the default child; None if none is set.
    """
    months, band = child.months_at(today), child.band_at(today)
    by_birth = child._replace(band=None).band_at(today)
    if child.band and by_birth:  # a stated band stays the same while the child grows
        band = f"{band} (stated)" if band == by_birth else f"{band} (stated; by birth {by_birth})"
    years = "" if months is None else _age(max(months, 0))
    early = f"{several(child.weeks_early, 'week', 'weeks')} early" if child.weeks_early else ""
    default = "default" if usual and key_of(usual) == key_of(child.name) else ""
    parts = (shown(child.name), years, early, band, default)
    return " · ".join(part for part in parts if part)


def _age(months: int) -> str:
    if months < 24:  # noqa: PLR2004 people count months until two
        return several(months, "month", "months")
    return f"{months // 12} years"


def caregivers_page(caregivers: Sequence[Caregiver], usual: str) -> list[Line]:
    """Return a line for each caregiver; an only one is not marked as default."""
    if len(caregivers) == 1:
        usual = ""
    return [Line(caregiver_line(caregiver, usual)) for caregiver in caregivers]


def caregiver_line(caregiver: Caregiver, usual: str) -> str:
    """Return a caregiver's nickname, and whether it is the default."""
    name = shown(caregiver.name)
    return f"{name} · default" if caregiver.name == usual else name


class Removal(NamedTuple):
    """The removal of a child or caregiver, done or planned.

    Attributes:
        role: "child" or "caregiver".
        name: nickname.
        to: nickname of the person who gets the moments; None if there are none.
        moments: how many moments move.
        with_both: how many of them have the other person already.
    """

    role: str
    name: str
    to: str | None
    moments: int
    with_both: int = 0


def removal_preview(removal: Removal) -> str:
    """Return the sentence on what would happen to the moments."""
    many, both = several(removal.moments, "moment", "moments"), removal.with_both
    name, to = shown(removal.name), shown(removal.to or "")
    if removal.role == "child":
        if both:
            return f"{many} with {name} ({both} with both) would be with {to} from then on."
        return f"{many} with {name} would be with {to} from then on."
    return f"{many} by {name} would be by {to} from then on."


def removal_line(removal: Removal) -> str:
    """Return the sentences on who is removed, and what happened to the moments."""
    name, to = shown(removal.name), shown(removal.to or "")
    if not removal.moments:
        return f"Removed: {name}."
    many = several(removal.moments, "moment is", "moments are")
    if removal.role == "child":
        return f"Removed: {name}. {many} with {to} now."
    return f"Removed: {name}. {many} by {to} now."


def removed_json(removal: Removal) -> dict[str, Any]:
    """Return `attune.removed/1`."""
    return {"schema": "attune.removed/1", **removal._asdict()}
