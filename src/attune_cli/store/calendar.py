"""A plan as a calendar file (RFC 5545), written and read with the icalendar library.

All times are floating: they have no zone and no offset. A calendar shows 17:30 as 17:30 wherever
it is, before and after the clocks change, because the evening of a family moves along with both.
"""

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from attune_cli.core.plan import Plan, occurrences

MAKER = "-//attune//attune-cli//EN"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def to_calendar(plan: Plan, now: datetime) -> bytes:
    """Return a plan as the content of a file.

    Args:
        plan: what is set aside.
        now: the present; it becomes the stamp that every entry has.
    """
    from icalendar import Calendar  # noqa: PLC0415 `plan --help` needs no calendar

    if plan.days:  # a COUNT and no UNTIL: of an end without a zone calendars think differently
        count = {"freq": "weekly", "count": len(plan.times)}
        rule = {**count, "byday": [_DAYS[day] for day in plan.days]}
        entries = [_entry(plan, plan.uid, plan.times[0], now, rule)]
    else:  # one entry a time: fewer calendars import RDATE, which would say it in one
        entries = [
            _entry(plan, f"{plan.uid}-{number}", moment, now)
            for number, moment in enumerate(plan.times, 1)
        ]
    content: bytes = Calendar.new(prodid=MAKER, uid=plan.uid, subcomponents=entries).to_ical()
    return content


def _entry(
    plan: Plan, uid: str, begin: datetime, now: datetime, rule: dict[str, Any] | None = None
) -> Any:
    from icalendar import Alarm, Event  # noqa: PLC0415 as above
    from icalendar.enums import CLASS  # noqa: PLC0415 likewise

    entry = Event.new(
        uid=uid,
        summary=plan.title,
        description=plan.text,
        start=begin,
        end=begin + timedelta(minutes=plan.minutes),
        stamp=now.astimezone(UTC),
        classification=CLASS.PRIVATE,  # in a calendar that is shared, others see a busy time
    )
    if rule:
        entry.add("rrule", rule)
    if plan.remind is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", plan.title)
        alarm.add("trigger", -timedelta(minutes=plan.remind))
        entry.add_component(alarm)
    return entry


def from_calendar(content: bytes) -> Plan:
    """Read a plan from the content of a file that attune wrote.

    Raises:
        ValueError: it is something else, or was changed into something else.
    """
    from icalendar import Calendar  # noqa: PLC0415 as above

    found: Any = Calendar.from_ical(content)
    entries = found.walk("VEVENT")
    if not entries or found.get("prodid") != MAKER:
        raise ValueError(MAKER)
    first, rule = entries[0], entries[0].get("rrule")
    times = [entry.start for entry in entries]
    days: tuple[int, ...] = ()
    if rule:
        days = tuple(_DAYS.index(day) for day in rule["BYDAY"])
        times = list(islice(occurrences(first.start, days), rule["COUNT"][0]))
    alarm = next(iter(first.walk("VALARM")), None)
    return Plan(
        uid=str(found["uid"]),
        title=str(first["summary"]),
        times=tuple(times),
        days=days,
        minutes=round((first.end - first.start) / timedelta(minutes=1)),
        remind=None if alarm is None else round(-alarm["trigger"].dt / timedelta(minutes=1)),
        text=str(first.get("description", "")),
    )
