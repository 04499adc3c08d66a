"""Fear caused by somebody else: the page speaks to the person who reads it."""

import json

import pytest

YOURS = "put the child in a safe place, step away"
ANOTHERS = "Keep your child near you"
BOTH = "Where somebody else did it"


def told(text: str) -> tuple[bool, bool]:
    text = " ".join(text.split())
    return YOURS in text, ANOTHERS in text


@pytest.fixture
def family(typed_before, attune):
    typed_before("child add ada --band toddler", "caregiver add grandpa")
    return attune


@pytest.mark.parametrize(
    ("whose", "expected"),
    [((), (True, False)), (("--caregiver", "me"), (True, False)),
     (("--caregiver", "grandpa"), (False, True))],
)  # fmt: skip
def test_a_log_says_what_fits_the_caregiver_of_the_moment(family, whose, expected):
    assert expected == told(family("log", "hurt", "frighten", "no", *whose)[2])


def test_whoever_is_the_usual_caregiver_is_the_reader(family):
    family("config", "set", "caregiver", "grandpa")
    assert (True, False) == told(family("log", "hurt", "frighten", "no")[2])
    assert (True, False) == told(family("log", "hurt", "frighten", "--caregiver", "grandpa")[2])
    assert (False, True) == told(family("log", "hurt", "frighten", "--caregiver", "me")[2])


def test_so_does_an_edit(family):
    family("log", "hurt", "comfort", "no", "--caregiver", "grandpa")
    assert (False, True) == told(family("edit", "1", "--add", "frighten")[2])


@pytest.mark.parametrize("verb", [["week"], ["month"], ["tips"]], ids=str)
def test_so_do_the_pages(family, verb):
    family("log", "hurt", "frighten", "no", "--caregiver", "grandpa")
    assert (False, True) == told(family(*verb)[1])
    family("log", "hurt", "frighten", "no")
    page = " ".join(family(*verb)[1].split())
    assert ((True, False), True) == (told(page), BOTH in page)


def test_so_does_an_answer(family):
    family("log", "hurt", "frighten", "no", "--caregiver", "grandpa")
    assert (False, True) == told(family("reflect", "-m", "we left")[2])


def test_the_tip_for_it_comes_first(family):
    family("log", "hurt", "frighten", "no", "flooded", "--caregiver", "grandpa")
    first = json.loads(family("tips", "--json")[1])["tips"][0]
    assert ("any-somebody-else-scared-them", "because somebody scared or hurt them lately") == (
        first["id"],
        first["because"],
    )
