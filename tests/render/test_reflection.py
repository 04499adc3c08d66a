"""Reflections of a week, month or other period, as golden files."""

from datetime import UTC, date, datetime, timedelta

import pytest

from attune_cli.core.answer import Answer
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.statistics.majority import NOTHING_EARLIER, DayTally, Earlier
from attune_cli.core.statistics.reflection import Reflection, reflect
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.explain import explanation
from attune_cli.render.page import Line
from attune_cli.render.reflection import reflection_page
from attune_cli.render.text import to_text
from core.factory import identity

WEEK = Period(date(2026, 11, 16), date(2026, 11, 23))
YES, PARTLY, NO = Sensitivity
DISTRESS, CONNECTION, REPAIR = Kind


def moment(number: int, kind: Kind, rating: Sensitivity | None = None, **changes) -> Moment:
    """Return the number-th of five moments a day, from Monday on."""
    who = changes.pop("caregiver", "me")
    day = changes.pop("day", None) or WEEK.start + timedelta(days=number // 5 % 7)
    at = datetime(day.year, day.month, day.day, changes.pop("hour", 10), tzinfo=UTC)
    fields = {"local_day": day, "occurred_at": at, "logged_at": at} | changes
    return Moment(identity(number), kind, who, number=number, sensitivity=rating, **fields)


def many(kind: Kind, *counts: int, **changes) -> list[Moment]:
    ratings = [r for r, n in zip(Sensitivity, counts, strict=True) for _ in range(n)]
    return [moment(n, kind, rating, **changes) for n, rating in enumerate(ratings)]


def spread(kind: Kind, *counts: int, **changes) -> list[Moment]:
    """As `many`, but every rating on every day."""
    moments = many(kind, *counts, **changes)
    return [
        moment(n, kind, m.sensitivity, day=WEEK.start + timedelta(days=n % 7), **changes)
        for n, m in enumerate(moments)
    ]


FULL = [
    *spread(DISTRESS, 8, 0, 0, cue="hurt", responses=("comfort", "name")),
    *(
        moment(n, DISTRESS, PARTLY, cue="told_no", responses=("limit_warm",), came_back=back)
        for n, back in enumerate([CameBack.SAME_MOMENT, CameBack.NOT_YET, None], 20)
    ),
    *(moment(n, DISTRESS, NO, cue="change", responses=("punish",)) for n in (23, 24)),
    moment(25, DISTRESS, NO, cue="quarrel", came_back=CameBack.NOT_NEEDED),
    moment(26, DISTRESS, cue="scared"),
    *spread(CONNECTION, 5, 1, 0, activities=("floor", "follow")),
    moment(30, REPAIR, steps=("sorry", "listen")),
]
WEEKS = {
    "full": FULL,
    "nothing": [],
    "one_good_moment": [moment(0, DISTRESS, YES, cue="hurt", responses=("comfort",))],
    "one_hard_moment": [moment(0, DISTRESS, NO, cue="told_no", responses=("frighten",))],
    "fear_rated_yes": [moment(0, DISTRESS, YES, cue="hurt", responses=("frighten",))],
    "one_day": many(DISTRESS, 4, 0, 1, day=WEEK.start),
    "unrated": [moment(n, DISTRESS, cue="body") for n in range(3)],
    "only_calm": spread(CONNECTION, 3, 2, 1, activities=("read",)),
    "only_repairs": [moment(n, REPAIR, steps=("sorry",)) for n in range(2)],
    "all_yes": spread(DISTRESS, 12, 0, 0, responses=("stay",)),
    "fewer": spread(DISTRESS, 1, 1, 14),
    "depends_on_partly": spread(DISTRESS, 3, 16, 2),
    "half": spread(DISTRESS, 7, 0, 7),
    "crowded": many(DISTRESS, 1500, 300, 200, cue="body", responses=("met",)),
    "prompted": spread(DISTRESS, 6, 2, 4, chosen=Chosen.PROMPTED),
    "two_patterns": [
        *spread(DISTRESS, 20, 0, 0, hour=9, cue="hurt"),
        *spread(DISTRESS, 0, 2, 12, hour=18, cue="told_no"),
    ],
    "chosen_and_prompted": [
        *spread(DISTRESS, 17, 0, 1),
        *spread(DISTRESS, 5, 0, 3, chosen=Chosen.PROMPTED, hour=12),
    ],
    "chosen_and_prompted_fewer": [
        *spread(DISTRESS, 2, 0, 16),
        *spread(DISTRESS, 4, 0, 4, chosen=Chosen.PROMPTED, hour=12),
    ],
    "evenings": [
        *spread(DISTRESS, 14, 0, 0, hour=9),
        *spread(DISTRESS, 0, 2, 7, hour=18),
    ],
    "more": spread(DISTRESS, 15, 2, 3),
    "fear_among_many": [
        *spread(DISTRESS, 9, 2, 1, cue="hurt", responses=("comfort",)),
        *(moment(n, DISTRESS, r, responses=("frighten",)) for n, r in ((20, YES), (21, NO))),
        moment(22, DISTRESS, responses=("frighten",)),
    ],
    "of_another": spread(DISTRESS, 2, 1, 11, caregiver="Grandpa", responses=("stay",)),
    "of_two_fewer": [
        *spread(DISTRESS, 1, 0, 7, caregiver="Grandpa"), *spread(DISTRESS, 1, 0, 7),
    ],
    "four_weeks": spread(DISTRESS, 3, 1, 1),
    "four_weeks_fewer": spread(DISTRESS, 1, 0, 3),
    "four_weeks_few": spread(DISTRESS, 3, 0, 0),
    "four_weeks_with_fear": spread(DISTRESS, 3, 1, 0),
    "four_weeks_unrated": [moment(0, DISTRESS, cue="body")],
    "four_weeks_only_calm": spread(CONNECTION, 2, 0, 0),
}  # fmt: skip


def before(*days: tuple[int, int, int]) -> list[DayTally]:
    return [DayTally(WEEK.start - timedelta(days=back), *day) for back, day in enumerate(days, 1)]


GOOD, HARD = [(1, 0, 0), (2, 0, 1), (1, 1, 0)] * 3, [(0, 0, 2), (1, 1, 0), (0, 0, 1)] * 5
EARLIER = {
    "four_weeks": Earlier(before(*GOOD), own=15),
    "four_weeks_fewer": Earlier(before(*HARD), own=25),
    "four_weeks_few": Earlier(before((1, 0, 0), (1, 0, 1)), own=3),
    "four_weeks_with_fear": Earlier(
        before(*GOOD, (0, 0, 0, 1)), own=16, frightened=1, own_frightened=1
    ),
    "four_weeks_unrated": Earlier(before(*GOOD), own=15),
    "four_weeks_only_calm": Earlier(before(*HARD), own=25),
    "more": Earlier(before(*GOOD * 5)),
}
WIDTHS = [*((name, 80) for name in WEEKS), ("full", 50), ("four_weeks", 50)]
DRAWN = [("full", 80), ("full", 50), ("fear_among_many", 80), ("crowded", 80), ("fewer", 80)]


def page_of(
    name: str, last_day_before: date | None = None, *, is_drawn: bool = False
) -> list[Line]:
    return reflection_page(
        reflected(name), vocabulary(), WEEK.last, last_day_before, is_drawn=is_drawn
    )


def reflected(name: str) -> Reflection:
    return reflect(WEEKS[name], WEEK, earlier=EARLIER.get(name, NOTHING_EARLIER))


@pytest.mark.parametrize(("name", "width"), WIDTHS)
def test_a_week_reads_as_it_was_looked_at(golden, name, width):
    golden(f"week_{name}_{width}", "\n".join(to_text(page_of(name), width)) + "\n")


@pytest.mark.parametrize(("name", "width"), DRAWN)
def test_in_a_terminal_a_week_has_dots(golden, name, width):
    page = page_of(name, is_drawn=True)
    golden(f"week_{name}_drawn_{width}", "\n".join(to_text(page, width)) + "\n")


SPANS = {
    "month": (Period(date(2026, 11, 1), date(2026, 12, 1)), FULL),
    "month_of_nothing": (Period(date(2026, 10, 1), date(2026, 11, 1)), []),
    "day": (Period(date(2026, 11, 16), date(2026, 11, 17)), many(DISTRESS, 900, 80, 20)),
    "span": (Period(date(2025, 12, 31), date(2026, 11, 23)), spread(DISTRESS, 1, 1, 14)),
    "span_of_nothing": (Period(date(2026, 1, 1), date(2026, 3, 1)), []),
}


def page_of_span(name: str) -> list[Line]:
    period, moments = SPANS[name]
    return reflection_page(reflect(moments, period), vocabulary(), WEEK.last, None, is_drawn=False)


@pytest.mark.parametrize("name", SPANS)
def test_any_span_reads_as_it_was_looked_at(golden, name):
    golden(f"look_{name}_80", "\n".join(to_text(page_of_span(name), 80)) + "\n")


@pytest.mark.parametrize(("name", "width"), WIDTHS)
def test_how_the_figures_came_about_reads_as_it_was_looked_at(golden, name, width):
    page = explanation(reflected(name), WEEK.last)
    golden(f"explain_{name}_{width}", "\n".join(to_text(page, width)) + "\n")


def test_after_a_gap_somebody_is_welcome(golden):
    page = page_of("one_good_moment", last_day_before=date(2026, 10, 1))
    golden("week_after_a_gap_80", "\n".join(to_text(page, 80)) + "\n")


ANSWER = Answer(
    identity(1),
    WEEK.start - timedelta(days=7),
    "Is there something about evenings? 2 of 9 were sensitive then, 9 of 20 over all.",
    "We eat too late.\n\n[bold]Tomorrow[/bold] soup at five.\x1b[31m",
    datetime(2026, 11, 15, 21, tzinfo=UTC),
)


def answered_page_of(name: str) -> list[Line]:
    return reflection_page(
        reflected(name), vocabulary(), WEEK.last, None, ANSWER, is_drawn=False, can_answer=True
    )


@pytest.mark.parametrize("name", ["one_good_moment", "nothing"])
def test_what_was_written_last_stands_in_the_week(golden, name):
    golden(f"week_{name}_answered_80", "\n".join(to_text(answered_page_of(name), 80)) + "\n")


def test_an_empty_week_after_others_points_to_the_last_one(golden):
    page = page_of("nothing", last_day_before=date(2026, 10, 1))
    golden("week_nothing_lately_80", "\n".join(to_text(page, 80)) + "\n")


NEVER = [
    "streak",
    "score",
    "grade",
    "badge",
    "fail",
    "average",
    "securely attached",
    "mother",
    "bad",
]


@pytest.mark.parametrize("name", WEEKS)
def test_a_week_never_says_what_a_clinician_would_refuse(name):
    text = "\n".join(to_text(page_of(name), 80)).casefold()
    assert [word for word in NEVER if word in text] == []


@pytest.mark.parametrize("name", WEEKS)
def test_no_percentage_stands_without_its_n(name):
    lines = [line.text for line in page_of(name) if "%" in line.text]
    assert [line for line in lines if " of " not in line] == []
