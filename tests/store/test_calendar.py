"""The calendar file: what icalendar's own parser and dateutil's rules read in it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from attune_cli.core.plan import Hours, Plan, random_times, random_uid, weekly_times, weekly_uid
from attune_cli.store.calendar import from_calendar, to_calendar
from conftest import BERLIN, NOW

NEW_YORK = ZoneInfo("America/New_York")
HALF_PAST_FIVE = time(17, 30)
# What a calendar's text can hold; the ends of lines it tells apart are one.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def weekly(days=(0, 2, 4), weeks=26, remind=10, title="floor time", text="An idea") -> Plan:
    uid = weekly_uid(title, days, HALF_PAST_FIVE)
    times = weekly_times(days, HALF_PAST_FIVE, NOW, weeks)
    return Plan(uid, title, times, days, 15, remind, text)


def drawn(weeks=4, remind=0) -> Plan:
    hours, first = Hours(time(8), time(20)), date(2026, 11, 23)
    uid = random_uid(hours, 2, weeks, first)
    return Plan(uid, "The last", random_times(hours, 2, weeks, first, uid), (), 5, remind, "text")


def entries(plan: Plan) -> list:
    return Calendar.from_ical(to_calendar(plan, NOW)).walk("VEVENT")


def expanded(plan: Plan) -> list[datetime]:
    """Return the times that an entry's rule means, as dateutil reads it."""
    (entry,) = entries(plan)
    rule = entry["rrule"].to_ical().decode()
    return list(rrulestr(rule, dtstart=entry.start))


@pytest.mark.parametrize("plan", [weekly(), drawn(), weekly(remind=None), drawn(remind=None)])
def test_a_plan_comes_back_as_it_was(plan):
    assert plan == from_calendar(to_calendar(plan, NOW))


@given(TEXTS.filter(str.strip), TEXTS, st.sets(st.integers(0, 6), min_size=1))
def test_any_plan_comes_back(title, text, days):
    plan = weekly(tuple(sorted(days)), 3, 0, title, text)
    assert plan == from_calendar(to_calendar(plan, NOW))


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 60))
def test_the_rule_means_the_times_of_the_plan(days, weeks):
    plan = weekly(tuple(sorted(days)), weeks)
    assert list(plan.times) == expanded(plan)


def test_every_time_is_without_a_zone_and_ends_with_its_length():
    for entry in [*entries(weekly()), *entries(drawn())]:
        minutes = (entry.end - entry.start) / timedelta(minutes=1)
        assert (None, None, True) == (entry.start.tzinfo, entry.end.tzinfo, minutes in {5, 15})


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK], ids=str)
def test_half_past_five_stays_half_past_five_when_the_clocks_change(zone):
    shown = [moment.replace(tzinfo=zone) for moment in expanded(weekly())]
    offsets = {moment.utcoffset() for moment in shown}
    assert ({HALF_PAST_FIVE}, 2) == ({moment.time() for moment in shown}, len(offsets))


def test_an_entry_rings_ten_minutes_before_and_a_silent_one_never():
    (entry,) = entries(weekly())
    (alarm,) = entry.walk("VALARM")
    assert (timedelta(minutes=-10), "DISPLAY", "floor time") == (
        alarm["trigger"].dt, alarm["action"], alarm["description"]
    )  # fmt: skip
    assert [] == entries(weekly(remind=None))[0].walk("VALARM")


def test_an_entry_has_its_identity_its_stamp_and_is_nobody_elses_business():
    (entry,) = entries(weekly())
    assert (weekly().uid, NOW.astimezone(UTC), "PRIVATE") == (
        entry["uid"], entry["dtstamp"].dt, entry["class"]
    )  # fmt: skip


def test_of_random_times_each_is_an_entry_with_an_identity_of_its_own():
    found = entries(drawn())
    assert (list(drawn().times), 8) == ([e.start for e in found], len({e["uid"] for e in found}))


@pytest.mark.parametrize("plan", [weekly(), drawn()])
def test_the_same_plan_at_the_same_time_is_the_same_file(plan):
    assert to_calendar(plan, NOW) == to_calendar(plan, NOW)


def test_lines_are_folded_and_end_as_the_format_says():
    content = to_calendar(weekly(text="ä" * 300), NOW)
    lines = content.split(b"\r\n")
    assert [] == [line for line in lines if len(line) > 75 or b"\n" in line]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"],
)
def test_what_attune_did_not_write_is_no_plan(content):
    with pytest.raises(ValueError, match=r".*"):
        from_calendar(content)
