"""Nicknames as typed and as shown, and age bands."""

from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import (
    BANDS,
    Child,
    key_of,
    near_names,
    read_band,
    read_born,
    read_name,
    shown,
)
from attune_cli.errors.usage import UnreadableBand, UnreadableDate, UnreadableName
from core.factory import SIGNS

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "months", "band"),
    [
        (date(2024, 1, 15), 0, "infant"),
        (date(2024, 2, 14), 0, "infant"),
        (date(2024, 2, 15), 1, "infant"),
        (date(2025, 1, 14), 11, "infant"),
        (date(2025, 1, 15), 12, "toddler"),
        (date(2027, 1, 14), 35, "toddler"),
        (date(2027, 1, 15), 36, "preschooler"),
        (date(2030, 1, 14), 71, "preschooler"),
        (date(2030, 1, 15), 72, "school-age"),
        (date(2036, 1, 14), 143, "school-age"),
        (date(2036, 1, 15), 144, "teen"),
        (date(2042, 1, 14), 215, "teen"),
        (date(2042, 1, 15), 216, "teen"),
    ],
)
def test_a_band_begins_on_the_day_on_which_its_months_are_complete(
    day: date, months: int, band: str
) -> None:
    child = Child("ada", born="2024-01-15")
    assert (months, band) == (child.months_at(day), child.band_at(day))


@pytest.mark.parametrize(
    ("day", "months", "band"),
    [
        (date(2024, 1, 31), 0, "infant"),
        (date(2024, 12, 31), 11, "infant"),
        (date(2025, 1, 1), 12, "toddler"),
        (date(2026, 12, 31), 35, "toddler"),
        (date(2027, 1, 1), 36, "preschooler"),
    ],
)
def test_where_only_the_month_of_birth_is_known_months_of_the_calendar_count(
    day: date, months: int, band: str
) -> None:
    child = Child("ada", born="2024-01")
    assert (months, band) == (child.months_at(day), child.band_at(day))


@pytest.mark.parametrize(
    ("day", "months", "band"),
    [
        (date(2024, 1, 15), 0, "infant"),
        (date(2024, 3, 10), 0, "infant"),
        (date(2025, 1, 15), 10, "infant"),
        (date(2025, 3, 11), 11, "infant"),
        (date(2025, 3, 12), 12, "toddler"),
        (date(2026, 1, 14), 22, "toddler"),
        (date(2026, 1, 15), 24, "toddler"),
        (date(2027, 1, 15), 36, "preschooler"),
    ],
)
def test_prematurity_corrects_the_age_until_24_months(day: date, months: int, band: str) -> None:
    child = Child("ada", born="2024-01-15", weeks_early=8)
    assert (months, band) == (child.months_at(day), child.band_at(day))


@pytest.mark.parametrize("born", ["2024-01-15", "2010-06", None])
def test_a_stated_band_goes_before_what_the_birth_date_says(born: str | None) -> None:
    child = Child("ada", born=born, band="preschooler", weeks_early=3)
    assert child.band_at(TODAY) == "preschooler"


def test_where_nothing_tells_the_age_there_is_no_band() -> None:
    child = Child("ada", weeks_early=4)
    assert (None, None) == (child.months_at(TODAY), child.band_at(TODAY))


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 16),
    st.integers(0, 8000),
    st.integers(1, 500),
)
def test_a_child_never_grows_younger(born: date, weeks_early: int, age: int, later: int) -> None:
    child, day = Child("ada", born.isoformat(), None, weeks_early), born + timedelta(days=age)
    before, after = (child.months_at(then) for then in (day, day + timedelta(days=later)))
    assert 0 <= (before or 0) <= (after or 0)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("2024-08-17", "2024-08-17"),
        (" 2024-08-17 ", "2024-08-17"),
        ("2024-8-7", "2024-08-07"),
        ("2024-08", "2024-08"),
        ("8/2024", "2024-08"),
        ("08.2024", "2024-08"),
        ("2024-02-29", "2024-02-29"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11", "2026-11"),
        ("2001-11-20", "2001-11-20"),
        ("2001-11", "2001-11"),
        ("august 2024", "2024-08"),
        ("Aug 2024", "2024-08"),
        ("17 august 2024", "2024-08-17"),
        ("17.8.2024", "2024-08-17"),
        ("aug 17 2024", "2024-08-17"),
        ("august", "2026-08"),
        ("newborn", "2026-11"),
        ("2 weeks", "2026-11-06"),
        ("two weeks old", "2026-11-06"),
        ("10 days old", "2026-11-10"),
        ("6 months", "2026-05"),
        ("18-months-old", "2025-05"),
        ("eighteen months", "2025-05"),
        ("5 months ago", "2026-06"),
        ("yesterday", "2026-11-19"),
    ],
)
def test_a_birth_is_a_past_day_or_month(text: str, born: str) -> None:
    assert born == read_born(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "2026-12",
        "2027-01-01",
        "",
        "2024",
        "2024-13",
        "2023-02-29",
        "2 years",
        "3",
        "tomorrow",
        "soon",
        "2026-W40",
        "1.5 months",
        "december 2026",
    ],
)
def test_a_birth_still_to_come_or_unreadable_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate, match=f"I can’t read “{text}” as a birth date"):
        read_born(text, TODAY)


@pytest.mark.parametrize("text", ["2001-11-19", "2001-10", "1924-08-17", "0204-08", "1024-08-17"])
def test_a_birth_more_than_25_years_back_is_asked_about(text: str) -> None:
    with pytest.raises(UnreadableDate, match=f"“{text}” as a birth date. Is the year right?"):
        read_born(text, TODAY)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        *((band, band) for band in BANDS),
        ("School Age", "school-age"),
        ("school_age", "school-age"),
        ("schoolage", "school-age"),
        (" TEEN ", "teen"),
        ("teenager", "teen"),
        ("baby", "infant"),
        ("7", "school-age"),
        ("18 months", "toddler"),
    ],
)
def test_a_band_is_read_in_the_ways_people_write_it(text: str, band: str) -> None:
    assert band == read_band(text)


@pytest.mark.parametrize("text", ["", "grown-up", "18", "teens today"])
def test_what_is_no_band_is_refused_with_all_of_them(text: str) -> None:
    with pytest.raises(UnreadableBand) as refused:
        read_band(text)
    assert ", ".join(BANDS) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ada", "ada"),
        ("@ada", "ada"),
        ("  Ada   Lou ", "Ada Lou"),
        ("Zoë", "Zoë"),
        ("O'Neill", "O'Neill"),
        ("d’Arc", "d’Arc"),
        ("Anna-Lena2", "Anna-Lena2"),
        ("小雨", "小雨"),
        ("अदिति", "अदिति"),
        ("நிலா", "நிலா"),
        ("Rene\u0301e", "Renée"),
        ("a" * 40, "a" * 40),
        ("e\u0301" * 40, "é" * 40),
    ],
)
def test_a_nickname_is_read_with_or_without_its_at(text: str, name: str) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "@", " ", "7up", "-ada", "_ada", "ada_", "ada!", "[red]", "a" * 41, "ad\x1ba", "@@ada",
     "\u0301ada", "ada½", "ada\u202e", "ada☃"],
)  # fmt: skip
def test_what_cannot_be_typed_behind_an_at_is_no_nickname(text: str) -> None:
    with pytest.raises(UnreadableName):
        read_name(text)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("İpek", "ipek"), ("Strauß", "STRAUSS"), ("Νίκος", "ΝΊΚΟΣ"), ("Ada", "ａｄａ")],
)
def test_nicknames_are_the_same_in_capitals_of_any_language(name: str, typed: str) -> None:
    assert key_of(name) == key_of(typed)


@pytest.mark.parametrize("typed", ["Ada Lou", "ada lou", "@ADA LOU", "  ada   Lou "])
def test_nicknames_are_the_same_in_any_case_and_spacing(typed: str) -> None:
    assert key_of("Ada Lou") == key_of(typed)


@given(st.text(SIGNS))
def test_nicknames_are_the_same_in_any_unicode_form(text: str) -> None:
    forms = {key_of(normalize(form, text)) for form in ("NFC", "NFD")}
    assert {key_of(text)} == forms


@given(st.text(st.characters(categories=["L", "M", "Nd"]), max_size=50))
def test_a_nickname_that_was_read_is_read_again_as_it_is(text: str) -> None:
    try:
        name = read_name(text)
    except UnreadableName:
        return
    assert (name, key_of(text)) == (read_name(name), key_of(name))


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("ada", "Ada"),
        ("ada lou", "Ada lou"),
        ("McKay", "McKay"),
        ("zoë", "Zoë"),
        ("élodie", "Élodie"),
        ("νίκος", "Νίκος"),
        ("weiß", "Weiß"),
        ("ßoni", "ßoni"),
        ("ǆemo", "ǅemo"),
        ("გიო", "გიო"),
        ("小雨", "小雨"),
    ],
)
def test_a_nickname_in_small_letters_is_shown_with_a_capital(name: str, face: str) -> None:
    assert face == shown(name)


@pytest.mark.parametrize(
    ("typed", "near"),
    [("adda", ["Ada"]), ("@BENN", ["ben"]), ("xyzzy", []), ("", [])],
)
def test_a_mistyped_nickname_is_offered_the_known_ones_that_look_like_it(
    typed: str, near: list[str]
) -> None:
    assert near == near_names(typed, ["Ada", "ben", "Charlotte"])
