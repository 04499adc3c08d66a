"""Moments for tests: one ordinary moment, and whatever a test says is different about it."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity

CET = timezone(timedelta(hours=1))
FRIDAY = date(2026, 11, 20)
TEATIME = time(17, 40)
_OFFSETS = st.sampled_from((UTC, CET, timezone(timedelta(hours=5, minutes=45))))
_INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=_OFFSETS)  # noqa: DTZ001


def moment(**changes: Any) -> Moment:
    """Return a moment of distress on a Friday, logged twelve minutes later, with changes."""
    day = changes.get("local_day", FRIDAY)
    happened = changes.get("occurred_at") or datetime.combine(day, TEATIME, CET)
    ordinary: dict[str, Any] = {
        "uid": f"uid-{changes.get('number', 42)}",
        "kind": Kind.DISTRESS,
        "caregiver": "me",
        "local_day": happened.date(),
        "occurred_at": happened,
        "logged_at": happened + timedelta(minutes=12),
        "number": 42,
        "children": ("ada",),
    }
    return Moment(**{**ordinary, **changes})


def words(*choices: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Return a strategy for some of the words, each at most once."""
    return st.lists(st.sampled_from(choices), max_size=3, unique=True).map(tuple)


@st.composite
def any_moment(draw: st.DrawFn, first: date = FRIDAY, days: int = 30) -> Moment:
    """Draw a moment of any kind, in any state, on one of some days."""
    day = first + timedelta(days=draw(st.integers(0, days - 1)))
    clock = time(draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    happened = datetime.combine(day, clock, draw(_OFFSETS))
    return Moment(
        uid=draw(st.uuids().map(str)),
        kind=draw(st.sampled_from(Kind)),
        caregiver=draw(st.sampled_from(("me", "Sam"))),
        local_day=day,
        occurred_at=draw(st.sampled_from((happened, None))),
        logged_at=happened + timedelta(hours=draw(st.integers(0, 60))),
        number=draw(st.integers(1, 10**9)),
        children=draw(words("ada", "ben")),
        cue=draw(st.sampled_from((None, "hurt", "scared", "told_no"))),
        responses=draw(words("comfort", "name", "stay", "missed")),
        activities=draw(words("floor", "read")),
        steps=draw(words("sorry", "listen", "plan")),
        states=draw(words("tired", "rushed")),
        sensitivity=draw(st.sampled_from((None, *Sensitivity))),
        came_back=draw(st.sampled_from((None, *CameBack))),
        after=draw(st.sampled_from((None, "settled", "unsure"))),
        chosen=draw(st.sampled_from(Chosen)),
        repairs=draw(st.none() | st.uuids().map(str)),
        repaired=draw(st.booleans()),
        tags=draw(words("park", "bedtime")),
        note=draw(st.none() | st.text(max_size=40)),
    )


def many_moments(first: date = FRIDAY, days: int = 30) -> st.SearchStrategy[list[Moment]]:
    """Return a strategy for a journal's moments, each with a number of its own."""
    return st.lists(any_moment(first, days), max_size=25, unique_by=lambda m: m.number)
