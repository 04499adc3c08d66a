"""The names of periods, and of the people a page is limited to."""

from datetime import date

from attune_cli import dates
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.time.period import Period, Unit


def title_of(period: Period) -> str:
    """Return the title of a period: The week of 16 to 22 November 2026."""
    return f"The week of {span(period)}" if period.unit is Unit.WEEK else span(period)


def span(period: Period) -> str:
    """Return the days of a period: 16 to 22 November 2026; November 2026; 20 November 2026."""
    first, last = period.start, period.last
    if period.unit is Unit.MONTH:
        return dates.month(first)
    return day(first) if period.unit is Unit.DAY else dates.span_in_full(first, last)


def day(day: date) -> str:
    """Return a day in full: 20 November 2026."""
    return dates.in_full(day)


def whose(child: str | None, caregiver: str | None) -> list[str]:
    """Return the people that a page is limited to, for its title: with Ada; by Grandpa."""
    names = []
    if child:
        names.append(f"with {shown(child)}")
    if caregiver == DEFAULT_CAREGIVER:
        names.append("by you")
    elif caregiver:
        names.append(f"by {shown(caregiver)}")
    return names


def is_unfinished(period: Period, today: date) -> bool:
    """Whether some of its days are in the future."""
    return today in period and today != period.last
