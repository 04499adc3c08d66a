"""The views of children and caregivers."""

from collections.abc import Iterable, Sequence
from datetime import date

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
