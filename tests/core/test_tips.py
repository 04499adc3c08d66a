"""The library of tips: its form, its reach, its words, and the handful of a day."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import BANDS
from attune_cli.core.tips import A_HANDFUL, TIP_KINDS, Tip, for_band, of_the_day, read_tips
from attune_cli.core.vocabulary import vocabulary

TIPS = read_tips()
EACH_TIP = pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.id)
EACH_BAND = pytest.mark.parametrize("band", BANDS)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
VOCABULARIES_OF = {
    "distress": {"cue", "response"},
    "connection": {"activity"},
    "repair": {"step"},
    "self": {"state"},
}
# Orders, a default caregiver, diagnoses, and guilt as blame.
NEVER_SAID = re.compile(
    r"\b(?:should(?:n['’]t)?|must(?:n['’]t)?|mothers?|mom(?:s|my|mies)?|mum(?:s|my|mies)?|mamas?"
    r"|dad(?:s|dy|dies)?|fathers?|(?:in)?securely attached|fail(?:ed|ing|ure|ures|s)?"
    r"|bad (?:parent|caregiver)s?|your (?:own )?fault|guilty?|ashamed of you)\b",
    re.IGNORECASE,
)
END_OF_SENTENCE = re.compile(r"[.!?…]+[”’)]*(?=\s|$)")


def spoken(tip: Tip) -> str:
    return f"{tip.title} {tip.do} {tip.example} {tip.why}"


def test_ids_are_unique() -> None:
    assert [] == [tip for tip, times in Counter(tip.id for tip in TIPS).items() if times > 1]


@EACH_TIP
def test_every_part_of_a_tip_is_there(tip: Tip) -> None:
    assert {name for name, part in tip._asdict().items() if not part} <= {"support"}


@EACH_TIP
def test_a_title_has_at_most_seven_words(tip: Tip) -> None:
    assert len(tip.title.split()) <= 7


@EACH_TIP
def test_what_to_do_is_said_in_two_or_three_sentences(tip: Tip) -> None:
    assert len(END_OF_SENTENCE.findall(tip.do)) in {2, 3}


@EACH_TIP
def test_why_is_said_in_one_sentence_and_everything_fits_on_a_line_of_its_own(tip: Tip) -> None:
    assert (1, 1) == (len(END_OF_SENTENCE.findall(tip.why)), len(spoken(tip).splitlines()))


@EACH_TIP
def test_a_tip_goes_with_words_of_the_vocabularies_of_its_kind(tip: Tip) -> None:
    known = vocabulary().words
    places = {known[word].vocabulary if word in known else word for word in tip.fits}
    assert set() == places - VOCABULARIES_OF[tip.kind]


@EACH_TIP
def test_a_tip_fits_ages_that_are_known_in_their_order(tip: Tip) -> None:
    assert tuple(band for band in BANDS if band in tip.bands) == tip.bands


@EACH_TIP
def test_a_tip_gives_no_orders_and_no_blame_and_takes_no_caregiver_for_granted(tip: Tip) -> None:
    assert [] == NEVER_SAID.findall(spoken(tip))


def test_tips_are_read_in_the_order_of_their_kinds() -> None:
    assert sorted((tip.kind for tip in TIPS), key=TIP_KINDS.index) == [tip.kind for tip in TIPS]


@EACH_BAND
def test_an_age_has_at_least_five_tips_and_one_of_each_kind(band: str) -> None:
    kinds = Counter(tip.kind for tip in for_band(TIPS, band))
    assert (set(TIP_KINDS), True) == (set(kinds), kinds.total() >= 5)


@EACH_BAND
def test_an_age_is_offered_tips_that_fit_it_only(band: str) -> None:
    assert tuple(tip for tip in TIPS if band in tip.bands) == for_band(TIPS, band)


def test_an_age_without_tips_is_offered_none() -> None:
    assert for_band(TIPS, "grown-up") == ()


@EACH_BAND
@given(day=DAYS)
def test_the_handful_of_a_day_is_the_same_all_day_and_another_tomorrow(
    band: str, day: date
) -> None:
    tips = for_band(TIPS, band)
    today, tomorrow = of_the_day(tips, day), of_the_day(tips, day + timedelta(days=1))
    assert (True, True) == (today == of_the_day(tips, day), set(today) != set(tomorrow))


@EACH_BAND
@given(day=DAYS)
def test_the_handful_of_a_day_has_two_for_distress_and_one_of_each_other_kind(
    band: str, day: date
) -> None:
    today = of_the_day(for_band(TIPS, band), day)
    assert A_HANDFUL == Counter(tip.kind for tip in today)
    assert len(today) == len(set(today))


@EACH_BAND
@given(first=DAYS)
def test_every_tip_has_its_turn(band: str, first: date) -> None:
    tips = for_band(TIPS, band)
    days = [first + timedelta(days=number) for number in range(len(tips))]
    assert set(tips) == {tip for day in days for tip in of_the_day(tips, day)}


def test_of_no_tips_there_is_no_handful() -> None:
    assert of_the_day((), date(2026, 11, 20)) == ()
