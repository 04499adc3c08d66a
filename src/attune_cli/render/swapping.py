"""A change that is remembered, named in few words; what undo and redo answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from attune_cli.core.moment import Moment
from attune_cli.core.remembered import Change
from attune_cli.render.moment import day_name
from attune_cli.render.page import clean

MOST_NAMED = 3  # moments that are told in brackets


def in_brief(moment: Moment, today: date) -> str:
    """Name a moment by day and what it was, as it stands behind its number."""
    deeds = (*moment.responses, *moment.activities, *moment.steps)
    what = " → ".join(part for part in (moment.cue, ", ".join(deeds)) if part)
    return f"{day_name(moment.local_day, today)}, {clean(what) or moment.kind.value}"


def named(change: Change, moments: Mapping[int, Moment], today: date) -> str:
    """Name a change, with what its moments were: “delete #3 (Fri 20 Nov, hurt → comfort)”."""
    numbers = [int(number) for number in re.findall(r"#(\d+)", change.what)]
    told = [in_brief(moments[number], today) for number in numbers if number in moments]
    more = "; …" if len(told) > MOST_NAMED else ""
    about = f" ({'; '.join(told[:MOST_NAMED])}{more})" if told else ""
    return f"{clean(change.what)}{about}"


def would_be(name: str, *, again: bool) -> str:
    """Say what would be undone, or done again."""
    return f"Would be {'done again' if again else 'undone'}: {name}. Nothing was changed."


def swapped(name: str, following: Change | None, *, again: bool) -> list[str]:
    """Say what was undone, or done again, and what would be next."""
    did, other = ("Done again", "undo") if again else ("Undone", "redo")
    takes = "takes it back" if again else "does it again"
    lines = [f"{did}: {name}. “attune {other}” {takes}."]
    if following:
        this = "redo" if again else "undo"
        lines.append(f"The next “attune {this}”: {clean(following.what)}.")
    return lines


def change_line(change: Change, now: datetime) -> str:
    """Return a change as it stands in a list of them."""
    at = f"{day_name(change.changed_at.date(), now.date())} {change.changed_at:%H:%M}"
    state = " · undone" if change.is_undone else ""
    return f"{at} · {clean(change.what)}{state}"
