"""Ages as people say them, and what they tell: a band, and sometimes a month of birth."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import BANDS, read_age, read_band, read_born
from attune_cli.core.time.age import age_said
from attune_cli.errors import WrongUsage
from attune_cli.errors.usage import UnreadableBand
from core.factory import SIGNS

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "born", "band"),
    [
        ("2", None, "toddler"),
        ("two", None, "toddler"),
        ("2 years", None, "toddler"),
        ("2-year-old", None, "toddler"),
        ("2yo", None, "toddler"),
        ("2 y/o", None, "toddler"),
        ("she’s 2", None, "toddler"),
        ("just turned 3", None, "preschooler"),
        ("almost 3", None, "toddler"),
        ("nearly 1", None, "infant"),
        ("two and a half", None, "toddler"),
        ("2½", None, "toddler"),
        ("2.5", None, "toddler"),
        ("a year and a half", None, "toddler"),
        ("half a year", None, "infant"),
        ("0", None, "infant"),
        ("1", None, "toddler"),
        ("5", None, "preschooler"),
        ("6", None, "school-age"),
        ("11", None, "school-age"),
        ("12", None, "teen"),
        ("thirteen", None, "teen"),
        ("17", None, "teen"),
        ("8 months", "2026-03", "infant"),
        ("8-month-old", "2026-03", "infant"),
        ("almost 12 months", "2025-12", "infant"),
        ("18m", "2025-05", "toddler"),
        ("18 mo", "2025-05", "toddler"),
        ("36 months", "2023-11", "preschooler"),
        ("1 year 3 months", "2025-08", "toddler"),
        ("1 year and 3 months", "2025-08", "toddler"),
        ("1y3m", "2025-08", "toddler"),
        ("3 wks", "2026-11-01", "infant"),
        ("8 weeks old", "2026-09-27", "infant"),
        ("10 days", "2026-11-12", "infant"),
        ("newborn", "2026-11", "infant"),
        ("august 2024", "2024-08", "toddler"),
        ("born in august 2024", "2024-08", "toddler"),
        ("2024-08-17", "2024-08-17", "toddler"),
        ("17.8.2010", "2010-08-17", "teen"),
        ("Toddlers", None, "toddler"),
        ("babies", None, "infant"),
        ("school age", None, "school-age"),
        ("preschool", None, "preschooler"),
    ],
)
def test_an_age_is_read_as_people_say_it(text, born, band):
    assert (born, band) == read_age(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["", " ", "old", "18", "99", "-1", "2024", "1999", "a few months", "2 hours", "soon",
     "august 2027", "2 or 3", "1e5", "9" * 400, "\x00", "mia", "0 0"],
)  # fmt: skip
def test_what_is_no_age_of_a_child_is_refused_in_a_sentence(text):
    with pytest.raises(UnreadableBand, match="Say it as “2” or “18 months”, or choose one of"):
        read_age(text, TODAY)


@given(st.text(SIGNS, max_size=20))
def test_whatever_is_typed_is_an_age_or_refused(text):
    for read in (lambda: read_age(text, TODAY).band, lambda: read_band(text)):
        with suppress(WrongUsage):
            assert read() in BANDS


@given(st.integers(0, 17), st.integers(0, 11))
def test_an_age_in_years_and_months_is_that_in_months(years, months):
    in_both = age_said(f"{years} years {months} months")
    assert (years * 12 + months, "month") == (in_both and in_both.months, in_both and in_both.unit)
    assert read_band(f"{years * 12 + months} months") == read_band(f"{years} years {months} months")
    assert read_band(f"{years}") == read_band(f"{years * 12} months")


@pytest.mark.parametrize(("text", "born"), [("18m", "2025-05"), ("1 yr 3 mo", "2025-08")])
def test_a_birth_is_read_from_a_short_age_too(text, born):
    assert born == read_born(text, TODAY)
