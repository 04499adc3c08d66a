import json
from datetime import datetime, timedelta

import pytest

from conftest import BERLIN, NOW

RATINGS = ["yes"] * 8 + ["partly"] * 3 + ["no"] * 3
PER_DAY = {"16": 3, "17": 2, "18": 3, "19": 2, "20": 2, "21": 2}


def log_the_example(attune):
    """Log 14 rated moments of distress on six days, as design has them: 3, 2, 3, 2, 2, 2."""
    days = [day for day, count in PER_DAY.items() for _ in range(count)]
    for day, rating in zip(days, RATINGS, strict=True):
        attune("log", "hurt", "comfort", rating, "--at", f"2026-11-{day} 10:00")


def week(attune, *arguments, at=None):
    code, out, err = attune("week", "--json", *arguments, at=at)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_json_has_the_figures_of_a_journal_counted_by_hand(attune):
    attune("log", "hurt", "--at", "2026-11-16 11:00")
    log_the_example(attune)
    attune("log", "floor", "yes", "--at", "2026-11-16 12:00")
    attune("log", "floor", "read", "partly", "--at", "2026-11-17 12:00")
    attune("log", "sorry", "listen", "--repairs", "last")
    reflection = week(attune)
    strict, inclusive = (reflection["distress"].pop(way) for way in ("strict", "inclusive"))
    assert reflection == {
        "schema": "attune.reflection/1", "from": "2026-11-16", "to": "2026-11-22",
        "child": None, "caregiver": None, "days": 7,
        "distress": {
            "logged": 15, "rated": 14, "yes": 8, "partly": 3, "no": 3, "came_back": 1,
            "to_come_back_to": 6, "in_the_end": {"k": 9, "n": 14},
            "tipping_ratio": pytest.approx(8 / 6), "frightened": 0, "last_four_weeks": None,
            "selection": {
                "prompted": {"k": 0, "n": 0}, "rest": {"k": 8, "n": 14}, "ratio": None,
                "range95": None,
            },
        },
        "connection": {
            "logged": 2, "rated": 2, "yes": 1, "partly": 1, "no": 0, "days": 2,
            "activities": {"floor": 2, "read": 1},
        },
        "repair": {"logged": 1, "steps": {"listen": 1, "sorry": 1}},
        "together": {"k": 9, "n": 16}, "prompted": {"k": 0, "n": 0}, "from_memory": 17,
        "notices": [], "last_answer": None,
    }  # fmt: skip
    assert strict == {
        "k": 8, "n": 14, "share": pytest.approx(8 / 14),
        "wilson95": [pytest.approx(0.325906, abs=1e-6), pytest.approx(0.786192, abs=1e-6)],
        "day_correlation": pytest.approx(11 / 23), "deff": pytest.approx(271 / 161),
        "range95": [pytest.approx(0.269787, abs=1e-6), pytest.approx(0.827936, abs=1e-6)],
        "probability": pytest.approx(0.6501731371815374, abs=1e-12), "verdict": "unclear",
        "claim_tipping_ratio": None,
    }  # fmt: skip
    assert inclusive == {
        "k": 11, "n": 14, "share": pytest.approx(11 / 14),
        "wilson95": [pytest.approx(0.524108, abs=1e-6), pytest.approx(0.924286, abs=1e-6)],
        "day_correlation": pytest.approx(265 / 759), "deff": pytest.approx(7963 / 5313),
        "range95": [pytest.approx(0.465821, abs=1e-6), pytest.approx(0.939089, abs=1e-6)],
        "probability": pytest.approx(0.9539134559777143, abs=1e-12), "verdict": "clearly_more",
        "claim_tipping_ratio": pytest.approx(1.037919, abs=1e-6),
    }  # fmt: skip


@pytest.mark.usefixtures("no_journal")
def test_an_empty_journal_has_figures_of_nothing(attune):
    figures = "share wilson95 range95 day_correlation deff probability claim_tipping_ratio"
    share = {"k": 0, "n": 0, **dict.fromkeys(figures.split()), "verdict": "too_few"}
    distress = week(attune)["distress"]
    assert [share, share, None] == [
        distress[key] for key in ("strict", "inclusive", "tipping_ratio")
    ]


def test_the_week_begins_on_monday(attune):
    reflection = week(attune, at=datetime(2026, 11, 18, 9, tzinfo=BERLIN))
    assert ("2026-11-16", "2026-11-22") == (reflection["from"], reflection["to"])


def test_the_config_can_begin_it_on_sunday(attune, home):
    home.data.mkdir()
    home.settings.write_text('first_weekday = "sunday"\n')
    attune("log", "hurt", "--at", "2026-11-15 23:59")
    attune("log", "hurt", "--at", "2026-11-21 23:59")
    attune("log", "hurt", "--at", "2026-11-22 00:00")
    spans = [week(attune, "--of", f"2026-11-{day}") for day in (15, 21, 22)]
    assert [("2026-11-15", 2), ("2026-11-15", 2), ("2026-11-22", 1)] == [
        (span["from"], span["distress"]["logged"]) for span in spans
    ]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--last"], "2026-11-09"),
        (["--of", "2026-11-15"], "2026-11-09"),
        (["--of", "2026-W47"], "2026-11-16"),
        (["--of", "yesterday"], "2026-11-16"),
        (["--of", "3 weeks ago"], "2026-10-26"),
        (["--of", "29 feb"], "2024-02-26"),
    ],
    ids=str,
)
def test_a_week_can_be_named(attune, arguments, first):
    assert week(attune, *arguments)["from"] == first


def test_the_week_of_a_clock_change_has_all_its_moments(attune):
    for at in ["2026-10-25 00:10", "2026-10-25 02:30", "2026-10-25 23:50", "2026-10-26 00:00"]:
        attune("log", "hurt", "--at", at)
    logged = [
        week(attune, "--of", day)["distress"]["logged"] for day in ("2026-10-25", "2026-10-26")
    ]
    assert logged == [3, 1]


def test_the_day_is_the_one_of_the_place_where_it_happened(attune):
    attune("log", "hurt", "--at", "2026-11-15T23:30-08:00")
    assert [1, 0] == [week(attune, *args)["distress"]["logged"] for args in (["--last"], [])]


def test_child_and_caregiver_narrow_the_week(attune):
    for role, name in [("child", "ada"), ("child", "bo"), ("caregiver", "grandpa")]:
        attune(role, "add", name)
    attune("log", "hurt", "@ada")
    attune("log", "quarrel", "@ada", "@bo")
    attune("log", "hurt", "@bo", "--caregiver", "grandpa")
    narrowed = [[], ["--child", "ADA"], ["--child", "bo"], ["--caregiver", "Grandpa"]]
    seen = [week(attune, *arguments) for arguments in narrowed]
    assert [(3, None, None), (2, "ada", None), (2, "bo", None), (1, None, "grandpa")] == [
        (one["distress"]["logged"], one["child"], one["caregiver"]) for one in seen
    ]


def test_too_few_moments_have_no_figures_in_words(attune):
    attune("log", "hurt", "comfort", "yes")
    _, page, _ = attune("week")
    assert ("Too few to tell yet" in page, "%" in page) == (True, False)


@pytest.mark.parametrize(("days", "welcomed"), [(15, True), (13, False)])
def test_after_a_gap_it_says_welcome_back(attune, days, welcomed):
    attune("log", "hurt", "--at", f"{days} days ago")
    attune("log", "hurt", "comfort")
    _, page, _ = attune("week")
    assert ("Welcome back" in page) is welcomed


def test_an_empty_week_is_kind_and_points_to_the_last_one(attune):
    attune("log", "hurt", "--at", "3 weeks ago")
    _, page, _ = attune("week")
    assert (
        "says nothing about you" in " ".join(page.split()),
        "attune week --of 2026-11-01" in page,
    ) == (True, True)


def test_what_a_broken_config_says_is_one_sentence(attune, home):
    home.data.mkdir()
    home.settings.write_text("first_weekday = \n")
    code, _, err = attune("week")
    assert (1, True) == (code, "line 1" in err)


@pytest.mark.parametrize(
    "line", ['first_weekday = "someday"', "first_weekday = 3", 'colour = "no"']
)
def test_a_setting_that_means_nothing_is_refused(attune, home, line):
    home.data.mkdir()
    home.settings.write_text(line)
    assert attune("week")[0] == 1


def answer(attune, text, *arguments):
    assert attune("reflect", "-m", text, *arguments)[0] == 0


@pytest.fixture
def answered(after):
    """Log in two weeks, and answer the question of each."""
    return after(log_and_answer)


def log_and_answer(attune):
    attune("log", "hurt", "comfort", "yes", "--at", "2026-11-10")
    attune("log", "hurt", "comfort", "yes", "--at", "2026-11-17")
    answer(attune, "the first week", "--last")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["week"], "What you wrote, about the week of 9 November 2026"),
        (["week", "--last"], "What you wrote\n"),
        (["month"], "What you wrote\n"),
        (["look", "--from", "2026-11-09", "--to", "2026-11-20"], "What you wrote\n"),
    ],
    ids=str,
)
def test_a_page_shows_the_last_answer(answered, arguments, shown):
    _, page, _ = answered(*arguments)
    assert (True, True) == (shown in page, "the first week" in page)


@pytest.mark.parametrize(
    "arguments", [["week", "--of", "2026-11-03"], ["look", "--from", "2026-11-14"]], ids=str
)
def test_a_later_answer_is_not_shown_with_earlier_days_nor_an_old_one_with_a_span(
    answered, arguments
):
    assert "the first week" not in answered(*arguments)[1]


def test_the_newest_of_a_weeks_answers_is_shown(answered):
    answer(answered, "this week", "--of", "today")
    answer(answered, "this week, later")
    _, page, _ = answered("week")
    assert ("this week, later" in page, "this week\n" in page) == (True, False)
    assert week(answered)["last_answer"]["answer"] == "this week, later"


def test_the_view_of_one_child_shows_no_answer_about_everybody(answered):
    answered("child", "add", "ada")
    assert week(answered, "--child", "ada")["last_answer"] is None


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["week"], "    attune reflect\n"),
        (["week", "--last"], "    attune reflect --of 2026-11-09\n"),
    ],
    ids=str,
)
def test_a_week_says_how_its_answer_is_kept(attune, arguments, command):
    attune("log", "hurt", "--at", "2026-11-10")
    attune("log", "hurt", "--at", "2026-11-17")
    assert command in attune(*arguments)[1]


def test_an_answered_week_asks_for_no_other_answer(answered):
    assert "attune reflect" not in answered("week", "--last")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["month"],
        ["look", "--from", "2026-11-12", "--to", "2026-11-18"],
        ["week", "--caregiver", "me"],
        ["demo"],
    ],
    ids=str,
)
def test_what_is_no_week_of_ones_own_asks_for_no_answer(answered, arguments):
    assert "attune reflect" not in answered(*arguments)[1]


@pytest.mark.parametrize(("weeks", "is_shown"), [(7, True), (8, False)])
def test_an_answer_is_shown_for_eight_weeks(attune, weeks, is_shown):
    day = NOW.date() - timedelta(weeks=weeks)
    answer(attune, "long ago", "--of", f"{day}")
    assert is_shown == (week(attune)["last_answer"] is not None)


def test_of_a_long_answer_only_the_beginning_is_shown(answered):
    answer(answered, "\n".join(f"line {n}" for n in range(99)))
    _, page, _ = answered("week")
    assert (True, False) == ("line 7 …" in page, "line 8" in page)
