"""The page of a calendar, as golden files: in a terminal, in a narrow one, and in words."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.calendar import calendar
from attune_cli.core.plan import Plan
from attune_cli.core.time.period import month_of
from attune_cli.render.calendar import DOTS, NARROWEST, calendar_page
from attune_cli.render.text import to_text

TODAY = date(2026, 11, 22)
COUNTS = {date(2026, 11, day): many for day, many in zip(range(3, 25, 2), range(11), strict=True)}
WEEKLY = ("2026-11-23T17:30", "2026-11-30T17:30", "2026-12-07T17:30")


def plan(title: str, *times: str) -> Plan:
    return Plan("u", title, tuple(map(datetime.fromisoformat, times)), (), 15, None, "")


TEA = plan("floor [/b] time\x1b[31m", *WEEKLY)
ASK = plan("log the last one", "2026-11-24T09:12", "2026-11-27T19:03")
MANY = [plan(f"plan {letter}", *WEEKLY) for letter in "abcde"]
MONTHS = {
    "usual": calendar(month_of(TODAY), COUNTS, [TEA, ASK], TODAY),
    "of_somebody_from_sunday": calendar(
        month_of(TODAY), COUNTS, (), TODAY, 6, child="ada", caregiver="grandpa"
    ),
    "six_weeks_many_plans": calendar(month_of(date(2026, 8, 1)), {}, MANY, TODAY, 0)._replace(
        today=date(2026, 8, 31)
    ),
    "to_come": calendar(month_of(date(2026, 12, 1)), {}, [TEA], TODAY),
    "years_ago": calendar(month_of(date(2009, 2, 1)), {date(2009, 2, 28): 400}, (), TODAY),
    "empty": calendar(month_of(TODAY), {}, (), TODAY),
}


@pytest.mark.parametrize("width", [80, 50, 30])
@pytest.mark.parametrize("is_drawn", [True, False], ids=["drawn", "words"])
@pytest.mark.parametrize("name", MONTHS)
def test_a_page_is_as_it_was_looked_at(golden, name, is_drawn, width):
    if name in {"usual", "of_somebody_from_sunday"} or (is_drawn, width) == (True, 80):
        text = to_text(calendar_page(MONTHS[name], width, is_drawn=is_drawn), width)
        kind = "drawn" if is_drawn else "words"
        golden(f"calendar_{name}_{kind}_{width}", "\n".join(text) + "\n")


@given(
    first=st.dates(date(1900, 1, 1), date(2999, 11, 30)),
    many=st.lists(st.integers(0, 10_000), min_size=31, max_size=31),
    plans=st.integers(0, 6),
    first_weekday=st.integers(0, 6),
    width=st.sampled_from([80, 50, 49, 30, NARROWEST]),
)
def test_a_grid_fits_a_screen_and_has_as_many_dots_as_moments(
    first, many, plans, first_weekday, width
):
    period = month_of(first)
    counts = {period.start + timedelta(days=place): number for place, number in enumerate(many)}
    planned = [plan(f"p{n}", f"{first:%Y-%m}-{10 + n}T09:00") for n in range(plans)]
    month = calendar(period, counts, planned, first, first_weekday)
    lines = calendar_page(month, width, is_drawn=True)
    text = to_text(lines, width)
    assert max(map(len, text)) <= width
    assert text == [row.rstrip() for row in text]
    assert len(text) < (24 if width >= 49 else 25)  # a narrow one wraps what is above it
    rows = "".join(line.text for line in lines if line.role == "row")
    length = (period.end - period.start).days
    signs = sorted(DOTS[min(number, 8) - 1] for number in many[:length] if number)
    assert signs == sorted(sign for sign in rows if sign in DOTS)
    assert [(ord(sign) - 0x2800).bit_count() for sign in DOTS] == [*range(1, 9)]
