"""Moments for tests: an ordinary one, with the changes that a test names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import permutations
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from attune_cli.core.edit import EMPTY
from attune_cli.core.exchange.gate import NOT_OF
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.statistics.correlation import ASSUMED_ALONE, DayCorrelation
from attune_cli.core.statistics.patterns import Cell, known_ratings, outcome_of
from attune_cli.core.time.when import USUAL_PARTS, WORDS_FOR_PARTS, PartsOfDay

CET = timezone(timedelta(hours=1))
FRIDAY = date(2026, 11, 20)
TEATIME = time(17, 40)
MOST_WORDS = 3


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
    """Return a strategy for some of the words, each at most once, in any order."""
    most = min(MOST_WORDS, len(choices))
    return st.sampled_from([some for n in range(most + 1) for some in permutations(choices, n)])


# As of st.text(), which takes seconds to find out which of a million signs UTF-8 has.
SIGNS = st.characters(exclude_categories=["Cs"])
# What a moment is drawn from. Strategies that are made anew in every draw cost most of its time.
_OFFSETS = st.sampled_from((UTC, CET, timezone(timedelta(hours=5, minutes=45))))
_HOURS_LATER = st.integers(0, 60)
_PARTS = st.sampled_from((None, *WORDS_FOR_PARTS))
_NUMBERS, _IS = st.integers(1, 10**9), st.booleans()
_DRAWN: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(Kind),
    "caregiver": st.sampled_from(("me", "Sam")),
    "children": words("ada", "ben"),
    "cue": st.sampled_from((None, "hurt", "scared", "told_no")),
    "responses": words("comfort", "name", "stay", "missed"),
    "activities": words("floor", "read"),
    "steps": words("sorry", "listen", "plan"),
    "states": words("tired", "rushed"),
    "sensitivity": st.sampled_from((None, *Sensitivity)),
    "came_back": st.sampled_from((None, *CameBack)),
    "after": st.sampled_from((None, "settled", "unsure")),
    "chosen": st.sampled_from(Chosen),
    "repairs": st.sampled_from((None, "uid-7", "uid-8")),
    "repaired": _IS,
    "tags": words("park", "bedtime"),
    "note": st.sampled_from((None, "", "she “laughed”\nagain")),
}


@st.composite
def any_moment(draw: st.DrawFn, first: date = FRIDAY, days: int = 30) -> Moment:
    """Draw a moment of any kind, in any state, on one of some days."""
    minutes = draw(st.integers(0, days * 24 * 60 - 1))
    happened = datetime.combine(first, time(), draw(_OFFSETS)) + timedelta(minutes=minutes)
    number = draw(_NUMBERS)
    is_known = draw(_IS)
    return Moment(
        uid=f"uid-{number}",
        local_day=happened.date(),
        occurred_at=happened if is_known else None,
        part_of_day=None if is_known else draw(_PARTS),
        logged_at=happened + timedelta(hours=draw(_HOURS_LATER)),
        number=number,
        **{name: draw(strategy) for name, strategy in _DRAWN.items()},
    )


def many_moments(
    first: date = FRIDAY, days: int = 30, most: int = 25
) -> st.SearchStrategy[list[Moment]]:
    """Return a strategy for a journal's moments, each with a number of its own."""
    return st.lists(any_moment(first, days), max_size=most, unique_by=lambda m: m.number)


def identity(number: int) -> str:
    """Return a UUID for tests, which sorts by a number."""
    return str(UUID(int=number << 80 | 7 << 76 | 2 << 62))


def fitting(drawn: Moment) -> Moment:
    """Return a drawn moment with what its kind has, and nothing else, as `log` would store it."""
    nothing = {field: EMPTY[field] for field in NOT_OF[drawn.kind]}
    is_hard = drawn.kind is Kind.DISTRESS and drawn.was_hard
    return drawn._replace(
        uid=identity(drawn.number or 0),
        **{"came_back": drawn.came_back if is_hard else None, "repairs": None, **nothing},
    )


def notices(
    moments: Sequence[Moment],
    parts: PartsOfDay = USUAL_PARTS,
    correlation: DayCorrelation = ASSUMED_ALONE,
) -> tuple[Cell, ...]:
    """Return the cells of some moments of distress that are worth a question."""
    return outcome_of(known_ratings(moments, parts), correlation).asked
