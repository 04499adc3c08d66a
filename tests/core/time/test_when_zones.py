"""Times in words around changes of the clocks: none is refused, none is in the future."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from attune_cli.core.time.when import When, parse_when
from attune_cli.errors.moments import FutureMoment
from attune_cli.errors.usage import UnreadableTime, YearOrTime
from core.factory import SIGNS

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
KATHMANDU, SAO_PAULO = ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/Sao_Paulo")
ZONES = st.sampled_from((BERLIN, NEW_YORK, KATHMANDU, ZoneInfo("Australia/Lord_Howe"), UTC))
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).flatmap(  # noqa: DTZ001
    lambda naive: ZONES.map(lambda zone: naive.replace(microsecond=0, tzinfo=UTC).astimezone(zone))
)
FORMS = st.one_of(
    st.builds("{}{} ago".format, st.integers(0, 999), st.sampled_from((" min", "h30", " days"))),
    st.builds("{}:{:02}".format, st.integers(0, 23), st.integers(0, 59)),
    st.builds(
        "{} {}:{:02}".format,
        st.sampled_from(("today", "yesterday", "last night", "tonight", "monday", "last sun")),
        st.integers(0, 23),
        st.integers(0, 59),
    ),
    st.builds("{} {}".format, st.integers(1, 31), st.sampled_from(("jan", "feb", "nov", "oct"))),
    st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)).map(str),  # noqa: DTZ001
    st.sampled_from(("now", "last night", "tonight", "monday", "friday 2:30", "noon", "29 feb")),
    st.sampled_from(("2h", "21h", "night", "early morning", "this evening", "a few hours ago")),
)
TOKENS = st.sampled_from([
    "monday", "last", "on", "at", "in", "the", "a", "half an", "h", "min", "ago", "20", "1h30",
    "8am", "18:30", "noon", "night", "evening", "today", "tonight", "yesterday", "14", "29", "nov",
    "feb", "2025", "2026-11-20", "9999-12-31", "0001-01-01", "00:30", "pm", "@", "99999",
    "2026-w47", "weeks", "months", "years", "+05:45", "z", ",", ".", ":", "-", "around", "half",
    "past", "quarter", "to", "7", "ish", "before", "after", "bed", "school", "this", "11.", "3/11",
    "the 28th", "last night", "small hours", "middle of the", "lunch", "1645", "and a half", "12",
])  # fmt: skip
SOUP = st.builds(str.join, st.sampled_from((" ", "")), st.lists(TOKENS, max_size=5))


def read(text: str, now: datetime) -> str:
    """Return the instant as ISO; the day alone where no more is known."""
    day, instant, _ = parse_when(text, now)
    return instant.isoformat() if instant else day.isoformat()


def understood(text: str, now: datetime) -> When | None:
    """Return what is read, or None for one of the refusals; nothing else may be raised."""
    try:
        return parse_when(text, now)
    except (UnreadableTime, YearOrTime, FutureMoment):
        return None


def local(text: str, zone: ZoneInfo, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("text", "now", "instant"),
    [
        ("2026-03-29 02:30", local("2026-03-29 10:00", BERLIN), "2026-03-29T03:30:00+02:00"),
        ("today 2:30", local("2026-03-29 10:00", BERLIN), "2026-03-29T03:30:00+02:00"),
        ("2:30", local("2026-03-29 10:00", BERLIN), "2026-03-29T03:30:00+02:00"),
        ("2:00", local("2026-03-29 03:00", BERLIN), "2026-03-29T03:00:00+02:00"),
        ("sunday 02:59", local("2026-04-02 10:00", BERLIN), "2026-03-29T03:59:00+02:00"),
        ("2026-03-08 02:30", local("2026-03-08 10:00", NEW_YORK), "2026-03-08T03:30:00-04:00"),
        ("yesterday 2am", local("2026-03-09 10:00", NEW_YORK), "2026-03-08T03:00:00-04:00"),
        ("4 nov 2018 midnight", local("2018-11-05 09:00", SAO_PAULO), "2018-11-04T01:00:00-02:00"),
    ],
)
def test_a_time_that_the_clock_skipped_moves_forward(
    text: str, now: datetime, instant: str
) -> None:
    assert read(text, now) == instant


@given(st.integers(0, 59), st.sampled_from(((BERLIN, 2, 29), (NEW_YORK, 2, 8))))
def test_every_skipped_minute_moves_forward_by_the_hour_that_is_missing(
    minute: int, change: tuple[ZoneInfo, int, int]
) -> None:
    zone, hour, day = change
    text, now = f"2026-03-{day:02} {hour:02}:{minute:02}", datetime(2026, 4, 1, tzinfo=zone)
    assert read(text.replace(" 02:", " 03:"), now) == read(text, now)


@pytest.mark.parametrize(
    ("text", "now", "instant"),
    [
        ("2:30", local("2026-10-25 10:00", BERLIN), "2026-10-25T02:30:00+01:00"),
        ("2:30", local("2026-10-25 02:40", BERLIN, fold=1), "2026-10-25T02:30:00+01:00"),
        ("2:30", local("2026-10-25 02:30", BERLIN, fold=1), "2026-10-25T02:30:00+01:00"),
        ("2:30", local("2026-10-25 02:10", BERLIN, fold=1), "2026-10-25T02:30:00+02:00"),
        ("2:30", local("2026-10-25 02:40", BERLIN), "2026-10-25T02:30:00+02:00"),
        ("02:30", local("2026-10-25 02:10", BERLIN), "2026-10-24T02:30:00+02:00"),
        ("yesterday 02:30", local("2026-10-26 09:00", BERLIN), "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30+02:00", local("2026-10-26 09:00", BERLIN), "2026-10-25T02:30:00+02:00"),
        ("1:06", local("2026-11-01 10:00", NEW_YORK), "2026-11-01T01:06:00-05:00"),
        ("1:06", local("2026-11-01 01:05", NEW_YORK, fold=1), "2026-11-01T01:06:00-04:00"),
        ("sunday 01:06", local("2026-11-03 10:00", NEW_YORK), "2026-11-01T01:06:00-05:00"),
    ],
)
def test_a_time_that_the_clock_showed_twice_is_the_latest_that_is_past(
    text: str, now: datetime, instant: str
) -> None:
    assert read(text, now) == instant


@pytest.mark.parametrize(
    ("text", "now", "instant"),
    [
        ("20 min ago", local("2026-03-29 03:10", BERLIN), "2026-03-29T01:50:00+01:00"),
        ("20 min ago", local("2026-10-25 02:10", BERLIN, fold=1), "2026-10-25T02:50:00+02:00"),
        ("1h30 ago", local("2026-10-25 03:00", BERLIN), "2026-10-25T02:30:00+02:00"),
        ("half an hour ago", local("2026-10-25 03:00", BERLIN), "2026-10-25T02:30:00+01:00"),
        ("20 min ago", local("2026-03-08 03:10", NEW_YORK), "2026-03-08T01:50:00-05:00"),
        ("20 min ago", local("2026-11-01 01:10", NEW_YORK, fold=1), "2026-11-01T01:50:00-04:00"),
        ("24 hours ago", local("2026-03-30 01:30", BERLIN), "2026-03-29T00:30:00+01:00"),
        ("1 day ago", local("2026-03-30 01:30", BERLIN), "2026-03-29"),
    ],
)
def test_a_time_ago_is_counted_in_real_minutes_across_a_change(
    text: str, now: datetime, instant: str
) -> None:
    assert read(text, now) == instant


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("now", local("2026-11-20 14:00", KATHMANDU), "2026-11-20T14:00:00+05:45"),
        ("yesterday 18:30", local("2026-11-20 14:00", KATHMANDU), "2026-11-19T18:30:00+05:45"),
        ("20 min ago", local("2026-11-20 00:10", KATHMANDU), "2026-11-19T23:50:00+05:45"),
        ("today", local("2026-11-20 00:10", KATHMANDU), "2026-11-20"),
        ("yesterday 12:00", local("2026-10-26 09:00", BERLIN), "2026-10-25T12:00:00+01:00"),
        ("saturday 12:00", local("2026-10-26 09:00", BERLIN), "2026-10-24T12:00:00+02:00"),
        (
            "2026-11-21 00:30+05:45",
            local("2026-11-20 20:00", NEW_YORK),
            "2026-11-21T00:30:00+05:45",
        ),
    ],
)
def test_the_offset_is_the_one_of_that_place_on_that_day(
    text: str, now: datetime, expected: str
) -> None:
    assert read(text, now) == expected


@given(FORMS | SOUP, NOWS)
@example("2:30", local("2026-10-25 02:10", BERLIN))
@example("0001-01-01 00:30", local("2026-11-20 09:00", BERLIN))
@example("9999-12-31 23:30", local("2026-11-20 09:00", NEW_YORK))
def test_no_result_is_in_the_future(text: str, now: datetime) -> None:
    when = understood(text, now)
    assume(when is not None)
    day, instant, _ = when or When(now.date(), None)
    assert instant.astimezone(UTC) <= now.astimezone(UTC) if instant else day <= now.date()


@given(FORMS | SOUP, NOWS)
def test_the_local_day_is_the_date_on_the_clock_of_the_place(text: str, now: datetime) -> None:
    when = understood(text, now)
    instant = when and when.occurred_at
    assert instant is None or (when and when.local_day) == instant.date()


@example("-", local("2026-11-20 09:00", BERLIN))
@given(st.text(SIGNS, max_size=20), NOWS)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    assert isinstance(understood(text, now), When | None)


@given(st.integers(0, 10_000), NOWS)
def test_minutes_ago_are_minutes_on_every_clock(minutes: int, now: datetime) -> None:
    instant = parse_when(f"{minutes} min ago", now).occurred_at
    assert instant is not None
    assert timedelta(minutes=minutes) == now.astimezone(UTC) - instant.astimezone(UTC)
