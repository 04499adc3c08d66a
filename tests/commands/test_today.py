"""`attune` alone and `attune today`: three lines."""

import json

import pytest

from conftest import NOW

ONCE = "came back once"
COME_BACK = (
    "It is not too late to come back to #2 (today, told no). Once you have: attune back 2 later"
)


@pytest.fixture
def lived_in(typed_before, attune):
    """Log a week with a bit of everything."""
    typed_before(
        "log hurt comfort yes",
        "log told_no punish no",
        "log scared stay",
        "log floor follow yes",
        "log sorry --at today",
    )
    return attune


def test_attune_alone_is_a_glance_of_three_lines(lived_in):
    code, out, err = lived_in()
    assert (0, "", [
        "Logged last: #5 · came back · today · said sorry",
        f"This week so far: upset 3 times (1 of 2 sensitive, 1 not rated), 1 calm moment, {ONCE}.",
        COME_BACK,
    ]) == (code, err, out.splitlines())  # fmt: skip


def test_today_is_the_same_glance(lived_in):
    assert lived_in() == lived_in("today")


def test_json_is_another_face_of_the_glance(lived_in):
    _, out, _ = lived_in("today", "--json")
    found = json.loads(out)
    last = found.pop("last")
    assert (5, "attune.moment/1") == (last["number"], last["schema"])
    assert found == {
        "schema": "attune.today/1",
        "week": {
            "from": "2026-11-16", "to": "2026-11-22",
            "distress": {"logged": 3, "rated": 2, "yes": 1},
            "connection": {"logged": 1}, "repair": {"logged": 1},
        },
        "hint": "come_back", "still_open": 2,
    }  # fmt: skip


@pytest.mark.usefixtures("no_journal")
def test_an_empty_journal_says_how_to_begin_and_makes_nothing(attune, home):
    code, out, err = attune()
    assert (0, "", 3, "Nothing is logged yet.", False) == (
        code,
        err,
        len(out.splitlines()),
        out.splitlines()[0],
        home.data.exists(),
    )


def test_the_last_moment_is_the_one_logged_last_whenever_it_was(attune):
    attune("log", "hurt", "comfort", "yes")
    attune("log", "floor", "--at", "3 weeks ago")
    last = attune()[1].splitlines()[0]
    assert last == "Logged last: #2 · calm · Sun 1 Nov · floor time · fully there: not rated"


def test_a_moment_of_fear_is_no_sensitive_one_whatever_its_rating(attune):
    attune("log", "told_no", "frighten", "yes")
    attune("log", "hurt", "comfort", "yes")
    assert "upset twice (1 of 2 sensitive)" in attune()[1]
    assert json.loads(attune("today", "--json")[1])["week"]["distress"]["yes"] == 2


def test_after_fear_it_says_where_to_turn(attune):
    attune("log", "told_no", "frighten", "no")
    assert "You need not carry it alone." in attune()[1]


@pytest.mark.parametrize(("first", "logged"), [("monday", 1), ("sunday", 0)])
def test_this_week_begins_on_the_day_that_is_set(attune, home, first, logged):
    attune("log", "hurt", "--at", "2026-11-21 10:00")
    home.settings.write_text(f'first_weekday = "{first}"\n')
    found = json.loads(attune("today", "--json", at=NOW)[1])
    assert logged == found["week"]["distress"]["logged"]


def test_a_broken_journal_has_its_sentence(attune, home):
    home.data.mkdir()
    home.journal.write_text("no journal, but long enough to be taken for one" * 9)
    code, out, err = attune()
    assert (1, "", 1) == (code, out, len(err.splitlines()))
