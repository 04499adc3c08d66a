"""Times in words: each form, seen from a Friday at 14:00 in Berlin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.time.when import parse_when, with_fixed_offset
from attune_cli.errors.moments import FutureMoment
from attune_cli.errors.usage import UnreadableTime, YearOrTime

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=BERLIN)
TODAY = NOW.date().isoformat()


def read(text: str | None, now: datetime = NOW) -> str:
    """Return the instant as ISO; the day alone where no more is known."""
    day, instant, _ = parse_when(text, now)
    return instant.isoformat() if instant else day.isoformat()


def at(clock: str, day: int = 20) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=BERLIN)


@pytest.mark.parametrize("text", [None, "now", "just now", "Just  NOW", "0 min ago"])
def test_now_is_this_instant_with_the_offset_of_its_place(text: str | None) -> None:
    assert read(text) == "2026-11-20T14:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("20 min ago", "13:40:00"), ("20min ago", "13:40:00"), ("20 minutes ago", "13:40:00"),
        ("about 20 min ago", "13:40:00"), ("a few minutes ago", "13:57:00"),
        ("half an hour ago", "13:30:00"), ("an hour ago", "13:00:00"), ("3 hrs ago", "11:00:00"),
        ("1h30 ago", "12:30:00"), ("1h 30m ago", "12:30:00"), ("1h20 ago", "12:40:00"),
        ("1 hour and 30 minutes ago", "12:30:00"), ("90 min ago", "12:30:00"),
        ("30 s ago", "13:59:30"), ("one hour ago", "13:00:00"), ("two hours ago", "12:00:00"),
        ("twelve hours ago", "02:00:00"), ("1.5 hours ago", "12:30:00"), ("0.5h ago", "13:30:00"),
        ("0.333 hours ago", "13:40:01"), ("13h ago", "01:00:00"), ("8.25h ago", "05:45:00"),
        ("a couple of hours ago", "12:00:00"), ("2 and a half hours ago", "11:30:00"),
        ("an hour and a half ago", "12:30:00"), ("1 1/2 hours ago", "12:30:00"),
        ("half hour ago", "13:30:00"), ("three quarters of an hour ago", "13:15:00"),
        ("twenty minutes ago", "13:40:00"), ("an hour or so ago", "13:00:00"),
    ],
)  # fmt: skip
def test_a_time_ago_is_counted_back_from_now(text: str, clock: str) -> None:
    assert read(text) == f"{TODAY}T{clock}+01:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h", "2026-11-20T12:00:00+01:00"), ("12h", "2026-11-20T02:00:00+01:00"),
        ("2 hours", "2026-11-20T12:00:00+01:00"), ("21 hours", "2026-11-19T17:00:00+01:00"),
        ("1.5h", "2026-11-20T12:30:00+01:00"), ("1h 30m", "2026-11-20T12:30:00+01:00"),
        ("20 min", "2026-11-20T13:40:00+01:00"), ("20m", "2026-11-20T13:40:00+01:00"),
        ("half an hour", "2026-11-20T13:30:00+01:00"), ("2 days", "2026-11-18"),
        ("13h", "2026-11-20T13:00:00+01:00"), ("21h", "2026-11-19T21:00:00+01:00"),
        ("21h30", "2026-11-19T21:30:00+01:00"), ("2h30", "2026-11-20T02:30:00+01:00"),
        ("08h", "2026-11-20T08:00:00+01:00"), ("0h", "2026-11-20T00:00:00+01:00"),
        ("at 8h", "2026-11-20T08:00:00+01:00"), ("yesterday 8h", "2026-11-19T08:00:00+01:00"),
    ],
)  # fmt: skip
def test_a_bare_duration_is_ago_up_to_12h_and_the_clock_from_13h(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "hour", "day"),
    [
        ("a few hours ago", 14, 20), ("a few hours", 14, 20), ("a few hours ago", 2, 19),
    ],
)  # fmt: skip
def test_of_a_few_hours_ago_only_the_day_is_known(text: str, hour: int, day: int) -> None:
    assert read(text, at(f"{hour:02}:00")) == f"2026-11-{day}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 days ago", "2026-11-17"), ("two days ago", "2026-11-18"), ("a week ago", "2026-11-13"),
        ("a week ago today", "2026-11-13"),
        ("2 weeks ago", "2026-11-06"), ("2 months ago", "2026-09-20"),
        ("a year ago", "2025-11-20"),
        ("today", "2026-11-20"),
        ("this morning", "2026-11-20"), ("earlier today", "2026-11-20"),
        ("early this morning", "2026-11-20"), ("this lunchtime", "2026-11-20"),
        ("yesterday", "2026-11-19"), ("yesterday evening", "2026-11-19"),
        ("yesterday in the morning", "2026-11-19"), ("late last night", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"), ("day before yesterday", "2026-11-18"),
        ("monday", "2026-11-16"), ("on Monday", "2026-11-16"), ("mon", "2026-11-16"),
        ("thurs", "2026-11-19"), ("last monday", "2026-11-16"), ("friday", "2026-11-20"),
        ("last friday", "2026-11-13"), ("14 nov", "2026-11-14"), ("nov 14", "2026-11-14"),
        ("14th of november", "2026-11-14"), ("14 November 2025", "2025-11-14"),
        ("20 nov", "2026-11-20"), ("21 nov", "2025-11-21"), ("29 feb", "2024-02-29"),
        ("2026-11-20", "2026-11-20"), ("2026-11-03", "2026-11-03"),
        ("2026-W47-4", "2026-11-19"),
    ],
)  # fmt: skip
def test_if_only_the_day_is_typed_no_hour_is_invented(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20 08:15", "2026-11-20T08:15:00+01:00"),
        ("2026-11-20T08:15", "2026-11-20T08:15:00+01:00"),
        ("2026-11-20T08:15:30", "2026-11-20T08:15:30+01:00"),
        ("2026-07-01 08:15", "2026-07-01T08:15:00+02:00"),
        ("2026-11-20T08:15+01:00", "2026-11-20T08:15:00+01:00"),
        ("2026-11-20T07:15Z", "2026-11-20T07:15:00+00:00"),
        ("2026-11-19 23:30-05:00", "2026-11-19T23:30:00-05:00"),
        ("2026-11-20 18:40+05:45", "2026-11-20T18:40:00+05:45"),
    ],
)
def test_iso_is_read_in_this_zone_unless_it_brings_its_own_offset(text: str, instant: str) -> None:
    assert read(text) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("yesterday 18:30", "19T18:30"), ("yesterday at 6:30 pm", "19T18:30"),
        ("18:30 yesterday", "19T18:30"), ("today 8", "20T08:00"), ("this morning 8:30", "20T08:30"),
        ("last night 22:15", "19T22:15"), ("monday 8am", "16T08:00"),
        ("Monday, at 8 AM", "16T08:00"), ("8am monday", "16T08:00"), ("friday 14:00", "20T14:00"),
        ("friday 14:01", "13T14:01"), ("last friday 8am", "13T08:00"), ("14 nov 18:30", "14T18:30"),
        ("2026-11-14 6pm", "14T18:00"), ("yesterday midnight", "19T00:00"),
        ("yesterday noon", "19T12:00"),
    ],
)  # fmt: skip
def test_a_day_and_a_time_stand_in_either_order(text: str, instant: str) -> None:
    assert read(text) == f"2026-11-{instant}:00+01:00"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("13:59", "20T13:59"), ("14:00", "20T14:00"), ("14:01", "19T14:01"), ("18:30", "19T18:30"),
        ("8.15", "20T08:15"), ("8h15", "20T08:15"), ("at 8", "20T08:00"), ("8:15pm", "19T20:15"),
        ("noon", "20T12:00"), ("12pm", "20T12:00"), ("midnight", "20T00:00"), ("12am", "20T00:00"),
        ("12:30am", "20T00:30"),
    ],
)  # fmt: skip
def test_a_bare_time_is_the_last_one_that_the_clock_showed(text: str, instant: str) -> None:
    assert read(text) == f"2026-11-{instant}:00+01:00"


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("last night", at("23:00"), "2026-11-19"), ("last night", at("01:00"), "2026-11-19"),
        ("last night", at("09:00"), "2026-11-19"), ("tonight", at("23:00"), "2026-11-20"),
        ("tonight", at("01:00"), "2026-11-19"), ("this evening", at("04:59"), "2026-11-19"),
        ("this evening", at("22:00"), "2026-11-20"),
        ("last night 2am", at("09:00"), "2026-11-20T02:00:00+01:00"),
        ("last night 2am", at("02:00"), "2026-11-20T02:00:00+01:00"),
        ("last night 2am", at("01:00"), "2026-11-19T02:00:00+01:00"),
        ("tonight 00:30", at("01:00"), "2026-11-20T00:30:00+01:00"),
    ],
)  # fmt: skip
def test_a_night_belongs_to_the_day_it_began_on_but_its_small_hours_to_the_next(
    text: str, now: datetime, expected: str
) -> None:
    assert read(text, now) == expected


@pytest.mark.parametrize(
    ("text", "clock", "day"),
    [
        ("morning", "05:00", 20), ("morning", "04:59", 19), ("early morning", "03:00", 20),
        ("lunchtime", "12:00", 20), ("at lunchtime", "11:59", 19), ("afternoon", "09:00", 19),
        ("evening", "17:00", 20), ("evening", "16:59", 19), ("late evening", "02:00", 19),
        ("night", "20:00", 20), ("night", "09:00", 19),
    ],
)  # fmt: skip
def test_a_part_of_the_day_alone_is_todays_once_it_has_begun(
    text: str, clock: str, day: int
) -> None:
    assert read(text, at(clock)) == f"2026-11-{day}"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("this lunchtime", 12), ("this afternoon", 12), ("this evening", 17),
        ("tonight", 17), ("today at lunchtime", 12), ("today evening", 17), ("20 nov evening", 17),
    ],
)  # fmt: skip
def test_a_part_of_today_is_refused_until_it_begins(text: str, begins: int) -> None:
    assert read(text, at(f"{begins:02}:00")) == TODAY
    with pytest.raises(FutureMoment, match=f"“{text}” is Friday .* {begins:02}:00, which is still"):
        read(text, at(f"{max(begins - 1, 4):02}:59"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monday", "2026-11-16"), ("last monday", "2026-11-09"), ("sunday", "2026-11-15"),
        ("tuesday", "2026-11-10"), ("monday evening", "2026-11-09"),
        ("monday 6am", "2026-11-16T06:00:00+01:00"),
        ("monday 8am", "2026-11-09T08:00:00+01:00"),
        ("8am on monday", "2026-11-09T08:00:00+01:00"),
        ("last monday 6am", "2026-11-09T06:00:00+01:00"),
        ("noon", "2026-11-15T12:00:00+01:00"),
    ],
)  # fmt: skip
def test_the_past_is_preferred_on_a_monday_at_seven(text: str, expected: str) -> None:
    assert read(text, at("07:00", day=16)) == expected


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("00:30", "2026-11-19"),
        ("02:59", "2026-11-19"),
        ("03:00", "2026-11-20"),
        ("04:59", "2026-11-20"),
    ],
)
def test_who_is_still_up_means_the_morning_before_and_who_is_up_again_this_one(
    hour: str, expected: str
) -> None:
    assert (expected, "morning") == (
        read("this morning", at(hour)),
        parse_when("this morning", at(hour)).part_of_day,
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "banana", "monday banana", "ago", "20 ago", "min ago", "25:00", "18:60", "13pm",
        "0am", "42", "31 feb", "30 feb 2025", "2026-13-01", "2026-11-31", "last week", "noon noon",
        "9999 years ago", "999999999999 h ago", "0001-01-01 00:30", "20 min 30 ago",
        "a few hours 30 ago", "2h 30", "a few weeks ago", "1.5 days ago", "am ago", "8.15h", "24h",
        "1899-12-31", "200 years ago", "14 nov 1026", "monday this morning",
        "this banana evening", "2026-W47", "2026w47",
    ],
)  # fmt: skip
def test_words_that_mean_no_time_are_refused_as_typed(text: str) -> None:
    with pytest.raises(UnreadableTime, match=f"I can’t read “{text}” as a time"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21", "2026-11-20 14:01", "2026-11-20T14:00:01+01:00", "today 18:30",
        "14 nov 2027", "tomorrow", "tomorrow 8am", "tonight 2am", "next monday",
        "in 2 hours", "9999-12-31 12:00",
    ],
)  # fmt: skip
def test_a_moment_that_has_not_happened_yet_is_refused(text: str) -> None:
    with pytest.raises(FutureMoment, match=f"“{text.replace('+', '.')}” is .*still to come"):
        read(text)


def test_a_refused_time_says_how_it_was_read() -> None:
    with pytest.raises(FutureMoment, match="is Friday 20 November 2026 18:30, which is still"):
        read("today 18:30")


@given(st.datetimes(datetime(1950, 1, 1), NOW.replace(tzinfo=None), timezones=st.just(BERLIN)))  # noqa: DTZ001
def test_an_instant_written_with_its_offset_is_read_back_as_it_was(instant: datetime) -> None:
    assert read(instant.isoformat()) == with_fixed_offset(instant).isoformat()


@pytest.mark.parametrize("text", ["2026", "2025", "2027", "2008", "in 2024", "the year 2026"])
def test_four_digits_that_may_be_a_year_are_no_time_of_day(text):
    with pytest.raises(YearOrTime, match=f"“{text}” may be a year or a time of day"):
        parse_when(text, NOW)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("1930", "19:30"), ("2000", "20:00"), ("at 2026", "20:26"), ("0815", "08:15")],
)
def test_four_digits_that_can_be_no_year_of_a_moment_are_a_time_of_day(text, clock):
    assert clock == f"{parse_when(text, NOW).occurred_at:%H:%M}"
