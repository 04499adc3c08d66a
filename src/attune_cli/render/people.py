"""The views of children and caregivers."""

from collections.abc import Iterable
from datetime import date

from attune_cli.core.people import Caregiver, Child, shown
from attune_cli.render.page import Line, several


def children_page(children: Iterable[Child], today: date) -> list[Line]:
    """Return a line a child, or how to add one."""
    lines = [Line(child_line(child, today)) for child in children]
    return lines or [
        Line("No child is known yet. To add one, by nickname:"),
        Line("attune child add ada --born 2024-08", "command", 2),
    ]


def child_line(child: Child, today: date) -> str:
    """Return a child's nickname and age, as far as it is known."""
    months, band = child.months_at(today), child.band_at(today)
    by_birth = child._replace(band=None).band_at(today)
    if child.band and by_birth:  # what is stated stays as it is while a child grows
        band = f"{band} (stated" + ("" if band == by_birth else f"; by birth {by_birth}") + ")"
    years = "" if months is None else _age(max(months, 0))
    early = f"{several(child.weeks_early, 'week')} early" if child.weeks_early else ""
    return " · ".join(part for part in (shown(child.name), years, early, band) if part)


def _age(months: int) -> str:
    if months < 24:  # noqa: PLR2004 people count months until two
        return several(months, "month")
    return f"{months // 12} years"


def caregivers_page(caregivers: Iterable[Caregiver]) -> list[Line]:
    """Return a line a caregiver."""
    return [Line(shown(caregiver.name)) for caregiver in caregivers]
