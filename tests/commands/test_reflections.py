"""`attune reflections`: what was written, week by week."""

import json
from datetime import datetime

import pytest

from conftest import BERLIN, without_privileges

FIRST_STEP = "What was one small thing that you did, and were glad of?"


def listed(attune, *arguments) -> list[str]:
    code, out, err = attune("reflections", "--json", *arguments)
    assert (code, err) == (0, "")
    return [answer["answer"] for answer in json.loads(out)["answers"]]


def write_five_weeks(attune):
    for number, day in enumerate(["10-19", "10-26", "11-02", "11-09", "11-16"], 1):
        attune("reflect", "--of", f"2026-{day}", "-m", f"{number}")


@pytest.mark.usefixtures("no_journal")
def test_without_a_journal_it_says_how_to_begin_and_makes_none(attune, home):
    begin = "Nothing is written here. To begin, with one question about this week:"
    assert attune("reflections") == (0, f"{begin}\n  attune reflect\n", "")
    assert not home.data.exists()


@pytest.mark.usefixtures("no_journal")
def test_without_a_journal_the_json_is_empty(attune, home):
    assert ([], False) == (listed(attune), home.data.exists())


def test_they_are_listed_by_week_whenever_they_were_written(attune):
    attune("reflect", "-m", "this week\n\n  [b]two[/] lines")
    attune("reflect", "--last", "-m", "the last")
    _, out, _ = attune("reflections")
    assert out == (
        f"The week of 9 to 15 November 2026\n{FIRST_STEP}\n  the last\n\n"
        f"The week of 16 to 22 November 2026\n{FIRST_STEP}\n  this week\n\n    [b]two[/] lines\n"
    )


def test_json_has_every_answer(attune):
    attune("reflect", "-m", "one")
    written = json.loads(attune("reflect", "-m", "two", "--json")[1])
    assert written.pop("schema") == "attune.answer/1"
    found = json.loads(attune("reflections", "--json")[1])
    assert ("attune.answers/1", 2, written) == (
        found["schema"],
        len(found["answers"]),
        found["answers"][1],
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "12345"),
        (["--from", "2026-11-04"], "345"),
        (["--to", "2026-11-04"], "123"),
        (["--from", "2026-11-01", "--to", "2026-11-02"], "23"),
        (["--from", "2026-11-04", "--to", "2026-11-04"], "3"),
        (["--to", "october"], "12"),
        (["--from", "yesterday", "--to", "today"], "5"),
        (["--from", "1999-01-01", "--to", "1999-12-31"], ""),
    ],
    ids=str,
)
def test_days_stand_for_the_weeks_that_hold_them(attune, arguments, expected):
    write_five_weeks(attune)
    assert list(expected) == listed(attune, *arguments)


def test_a_week_that_begins_on_sunday_holds_its_answers(attune, home):
    home.data.mkdir()
    home.settings.write_text('first_weekday = "sunday"\n')
    attune("reflect", "-m", "a new week", at=datetime(2026, 11, 22, 9, tzinfo=BERLIN))
    assert ["a new week"] == listed(attune, "--from", "2026-11-22", "--to", "2026-11-28")
    assert "The week of 22 to 28 November 2026" in attune("reflections")[1]


def test_what_a_terminal_would_obey_is_left_out(attune):
    attune("reflect", "-m", "\x1b[31mred\x1b[0m \u202eevil")
    assert attune("reflections")[1].endswith("  [31mred[0m evil\n")


def test_a_read_only_journal_is_read(attune, installed, home):
    attune("reflect", "-m", "we sang")
    home.journal.chmod(0o400)
    ended = installed("reflections", preexec_fn=without_privileges)
    home.journal.chmod(0o600)
    assert (0, True) == (ended.returncode, "we sang" in ended.stdout)


def test_an_answer_is_found_by_any_day_of_its_week_whenever_weeks_begin(attune, home):
    attune("reflect", "-m", "so it was")
    home.settings.write_text('first_weekday = "friday"\n')
    found = [
        attune("reflections", "--from", day, "--to", day)[1] for day in ("2026-11-16", "2026-11-22")
    ]
    assert [True, True] == ["so it was" in page for page in found]


def test_days_without_an_answer_point_to_all_answers(attune):
    attune("reflect", "-m", "so it was")
    page = attune("reflections", "--from", "september", "--to", "september")[1]
    assert [
        "Nothing is written about September 2026. To see all that is:",
        "  attune reflections",
    ] == page.splitlines()
