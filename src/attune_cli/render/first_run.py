"""What the first run says: a welcome, then where the journal is, and what comes next."""

from datetime import date
from pathlib import PurePath
from shlex import quote

from attune_cli.core.people import Child
from attune_cli.render.page import Line
from attune_cli.render.people import child_line
from attune_cli.render.tips import OF_AGE

WELCOME = "Welcome to attune, a journal of moments with a child."


def first_run_page(child: Child | None, today: date, journal: PurePath) -> list[Line]:
    """Return what was kept and where, and the two commands that help next.

    Args:
        child: the child that was added; None if that was skipped.
        today: the present day.
        journal: the file.
    """
    band = child.band_at(today) if child else None
    child_of_age = OF_AGE[band] if band else "a child"
    page = [Line()]
    if child:
        page.append(Line(f"Added: {child_line(child, today)}"))
    if child and not child.born:
        page.append(Line("With a month of birth, the age grows along:"))
        edit = f"attune child edit {quote(child.name)} --born 2024-08"
        no_longer_stated = " --no-band" if child.band else ""
        page.append(Line(edit + no_longer_stated, "command", 2))
    if not child:  # their age can't be kept without a name
        page.append(Line("To add your child later, with their age:"))
        page.append(Line("attune child add mia --born 2024-08", "command", 2))
    return [
        *page,
        Line(),
        Line("All that you log stays on this machine, in one file:"),
        Line(str(journal), "command", 2),
        Line(),
        Line("After a moment, hard or calm:"),
        Line("attune log", "command", 2),
        Line(f"Ideas for life with {child_of_age}:"),
        Line("attune tips", "command", 2),
    ]
