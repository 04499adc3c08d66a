"""Plans: one in a sentence, the list, a tip as a calendar text, and their JSON."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.core.plan import SET_BESIDE, Plan, enough_a_week, weeks_to_tell
from attune_cli.core.statistics.majority import ENOUGH_RATED
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.tips.library import Tip
from attune_cli.render.moment import day_name
from attune_cli.render.page import Line, clean, several, times
from attune_cli.store.plans import Kept, Plans

_SHORT = 3


def planned(plan: Plan, now: datetime) -> str:
    """Return the line on a new plan."""
    first, last = plan.times[0], day_name(plan.times[-1].date(), now.date())
    begin = _moment(first, now) if plan.days else day_name(first.date(), now.date())
    rhythm, often = _rhythm(plan), times(len(plan.times))
    if len(plan.times) > 1:
        return clean(f"{plan.title}: {rhythm}, {often}, from {begin} until {last}.")
    return clean(f"{plan.title}: {rhythm}, {often}, from {begin}.")


def until_told(per_week: int, weeks: int) -> str:
    """Return how long a plan of prompts takes to tell something, by what is assumed of them.

    Args:
        per_week: prompts in a week.
        weeks: how long the plan is.
    """
    needed, more = weeks_to_tell(per_week), enough_a_week()
    text = (
        "A look back sets these moments beside the rest, once they were upset in "
        f"{ENOUGH_RATED} of them. Suppose that you answer half of the prompts, and that they were "
        f"upset in half of those moments. Then it takes about {several(needed, 'week', 'weeks')}."
    )
    if needed > SET_BESIDE:
        return (
            f"{text} It counts {SET_BESIDE} weeks, so that is too slow. With --times {more} it "
            f"takes about {weeks_to_tell(more)}."
        )
    return text if weeks >= needed else f"{text} For so long: --weeks {needed}."


def plans_page(plans: Sequence[Kept], folder: Path, now: datetime) -> list[Line]:
    """Return the list of plans, with the next time of each."""
    if not plans:
        how = 'attune plan "floor time" --days mon,wed,fri --at 17:30'
        return [Line("Nothing is planned. To begin:"), Line(how, "command", 2)]
    page: list[Line] = []
    for kept in plans:
        coming = kept.plan.after(now)
        last = day_name(kept.plan.times[-1].date(), now.date())
        about = f"next {_moment(coming, now)}, until {last}" if coming else f"over since {last}"
        page.append(Line(f"{kept.number} · {kept.plan.title}", "title", hang=4))
        page.append(Line(f"{_rhythm(kept.plan)} · {about}", indent=4))
    return [*page, Line(), Line("The files are in:", "quiet"), Line(str(folder), "row", 2)]


def unread(file: Path) -> str:
    """Return what is said of a file that can't be read as a plan."""
    return f"{file} is no plan that I can read, so it isn’t listed."


def _rhythm(plan: Plan) -> str:
    length = several(plan.minutes, "minute", "minutes")
    if not plan.days:
        return f"at random times, {length} each"
    every = len(plan.days) == len(WEEKDAYS)
    days = "every day" if every else ", ".join(WEEKDAYS[day][:_SHORT].title() for day in plan.days)
    return f"{days} {dates.clock(plan.times[0])} for {length}"


def _moment(moment: datetime, now: datetime) -> str:
    return f"{day_name(moment.date(), now.date())} {dates.clock(moment)}"


def tip_text(tip: Tip) -> str:
    """Return a tip as the text of a calendar entry."""
    source = "an idea" if tip.source == "idea" else f"source: {tip.source}"
    return f"{tip.title}\n\n{tip.do}\n\n{tip.example}\n\n{tip.why} ({source})\n\nMore: attune tips"


def plan_json(plan: Plan, file: Path | None, now: datetime) -> dict[str, Any]:
    """Return `attune.plan/1`."""
    return {"schema": "attune.plan/1", **_plain(plan, file, now)}


def plans_json(plans: Plans, now: datetime) -> dict[str, Any]:
    """Return `attune.plans/1`."""
    return {
        "schema": "attune.plans/1",
        "plans": [
            {"number": kept.number, **_plain(kept.plan, kept.path, now)} for kept in plans.kept
        ],
        "unreadable": [str(path) for path in plans.unreadable],
    }


def _plain(plan: Plan, file: Path | None, now: datetime) -> dict[str, Any]:
    """Return a plan as JSON values; its times have no UTC offset, as in the calendar."""
    coming = plan.after(now)
    return {
        "uid": plan.uid,
        "title": plan.title,
        "days": plan.day_names,
        "times": [moment.isoformat() for moment in plan.times],
        "next": coming.isoformat() if coming else None,
        "minutes": plan.minutes,
        "remind": plan.remind,
        "text": plan.text,
        "file": str(file) if file else None,
    }
