"""`attune plan`: the file goes where it is wanted, is private, listed, and removed."""

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

import needs
from attune_cli.core.tips.library import read_tips
from conftest import BERLIN, NOW, without_privileges

FLOOR = ("plan", "floor time", "--days", "mon,wed,fri", "--at", "17:30", "--for", "15")
PLANNED = (
    "floor time: Mon, Wed, Fri 17:30 for 15 minutes, 24 times, from Mon 23 Nov 17:30 "
    "until Fri 15 Jan 2027. Open that file with your calendar.\n"
)


def entries(path: Path | str) -> list:
    return Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_plan_is_a_file_whose_path_is_printed(attune, home):
    path = home.plans / "floor-time.ics"
    assert (0, f"{path}\n", PLANNED) == attune(*FLOOR)
    (entry,) = entries(path)
    begin = datetime(2026, 11, 23, 17, 30)  # noqa: DTZ001 a wall clock's
    assert ("floor time", begin, begin + timedelta(minutes=15)) == (
        entry["summary"], entry.start, entry.end
    )  # fmt: skip


@needs.modes
def test_what_is_kept_is_for_its_owner_alone(attune, home):
    attune(*FLOOR)
    kept = [home.data, home.plans, home.plans / "floor-time.ics"]
    assert [0o700, 0o700, 0o600] == [mode(path) for path in kept]


@pytest.mark.parametrize(
    "words",
    [
        ("floor time", "--days", "mon", "--at", "17:30"),
        ("floor", "time", "--days", "mon", "--at", "5.30pm"),
        ("--days", "mon", "--at", "17h30", "floor", "time"),
        ("--at", "17:30", "floor", "time", "--day", "mondays"),
        ("aside", "floor time", "--days", "monday", "--at", "17:30"),
    ],
)
def test_it_can_be_said_in_any_order(attune, home, words):
    assert 0 == attune("plan", *words)[0]
    assert "floor time" == entries(home.plans / "floor-time.ics")[0]["summary"]


def test_the_entry_has_a_tip_for_the_only_childs_age(attune, home):
    attune("child", "add", "ada", "--born", "2024-08")
    attune(*FLOOR)
    text = entries(home.plans / "floor-time.ics")[0]["description"]
    tips = [t for t in read_tips() if t.title == text.splitlines()[0] and t.do in text]
    assert [(True, True)] == [("toddler" in tip.bands, "floor" in tip.fits) for tip in tips]


@pytest.mark.parametrize("whose", [("--age", "teen"), ("--child", "Bo")])
def test_an_age_or_a_child_can_be_named(attune, home, whose):
    attune("child", "add", "ada", "--born", "2024-08")
    attune("child", "add", "bo", "--band", "teen")
    attune(*FLOOR, *whose)
    title = entries(home.plans / "floor-time.ics")[0]["description"].splitlines()[0]
    assert "teen" in next(tip.bands for tip in read_tips() if tip.title == title)


def test_a_child_of_unknown_age_is_said(attune):
    attune("child", "add", "ada")
    code, _, err = attune(*FLOOR, "--child", "ada")
    assert (1, True) == (code, "how old “ada” is" in err)


def test_a_broken_journal_keeps_nobody_from_planning(attune, home):
    home.data.mkdir()
    home.journal.write_text("no journal, but long enough to be taken for one" * 9)
    assert (0, 1) == (attune(*FLOOR)[0], attune(*FLOOR, "--child", "ada")[0])


@needs.modes
def test_it_goes_to_a_file_of_ones_own(attune, home, tmp_path):
    path = tmp_path / "mine.ics"
    code, out, _ = attune(*FLOOR, "--to", str(path))
    assert (0, f"{path}\n", 0o600, 1, False) == (
        code, out, mode(path), len(entries(path)), home.plans.exists()
    )  # fmt: skip


def test_no_file_of_anybodys_is_written_over(attune, tmp_path):
    path = tmp_path / "mine.ics"
    path.write_text("mine")
    code, out, err = attune(*FLOOR, "--to", str(path))
    assert (1, "", True, "mine") == (code, out, "stays as it is" in err, path.read_text())


def test_it_goes_to_standard_output_as_it_would_to_a_file(process, tmp_path):
    path = tmp_path / "mine.ics"
    process(*FLOOR, "--to", str(path))
    out = process(*FLOOR, "--to", "-", environment={"LC_ALL": "C", "PYTHONUTF8": "0"})
    kept = [line for line in path.read_text("utf-8").splitlines() if "DTSTAMP" not in line]
    assert kept == [line for line in out.stdout.splitlines() if "DTSTAMP" not in line]
    assert out.stderr.startswith("floor time: ")


def test_words_are_cleaned_and_the_files_name_is_plain(attune, home):
    attune("plan", "../Bücher\x1b[31m & ;,\n Tee", "--days", "mon", "--at", "8")
    path = home.plans / "bücher-31m-tee.ics"
    assert "../Bücher[31m & ;, Tee" == entries(path)[0]["summary"]


def test_a_title_without_letters_has_a_file_too(attune, home):
    assert f"{home.plans / 'plan.ics'}\n" == attune("plan", "🧸", "--days", "mon", "--at", "8")[1]


def test_another_time_under_the_same_name_is_another_file(attune, home):
    attune(*FLOOR)
    out = attune("plan", "floor time", "--days", "sat", "--at", "10")[1]
    assert f"{home.plans / 'floor-time-2.ics'}\n" == out


def test_the_same_plan_again_is_refused_and_says_how_to_renew_it(attune):
    attune(*FLOOR)
    code, out, err = attune(*FLOOR, at=NOW + timedelta(days=9))
    assert (1, "", True) == (code, out, "attune plan remove floor-time" in err)


def test_a_plan_made_anew_is_the_same_entry_for_a_calendar(attune, home):
    made = []
    for days in (0, 60):
        attune(*FLOOR, at=NOW + timedelta(days=days))
        made.append(entries(home.plans / "floor-time.ics")[0])
        attune("plan", "remove", "floor-time")
    assert (made[0]["uid"], True) == (made[1]["uid"], made[0].start < made[1].start)


@pytest.mark.parametrize(
    ("setting", "day"), [("", 6), ('first_weekday = "sunday"', 5)], ids=["usual", "set"]
)
def test_a_look_back_is_on_the_last_evening_of_the_week(attune, home, setting, day):
    home.data.mkdir()
    home.settings.write_text(setting)
    attune("plan", "look-back")
    (entry,) = entries(home.plans / "look-back-on-the-week.ics")
    assert (day, 20) == (entry.start.weekday(), entry.start.hour)
    assert "attune week\nattune reflect" in entry["description"]


def test_a_look_back_is_when_it_is_said_to_be(attune, home):
    attune("plan", "look-back", "--day", "fri", "--at", "9pm", "--weeks", "2", "--silent")
    (entry,) = entries(home.plans / "look-back-on-the-week.ics")
    assert (4, 21, 2, []) == (
        entry.start.weekday(), entry.start.hour, entry["rrule"]["COUNT"][0], entry.walk("VALARM")
    )  # fmt: skip


def test_the_last_moment_is_asked_for_at_random_times_in_the_hours(attune, home):
    code, _, err = attune("plan", "log-last", "--between", "9-17", "--times", "3", "--weeks", "5")
    found = entries(home.plans / "the-last-moment-whatever-it-was.ics")
    hours = {entry.start.hour for entry in found}
    assert (0, 15, True) == (code, len(found), min(hours) >= 9 and max(hours) <= 17)
    assert "at random times" in err
    assert "attune log --last" in found[0]["description"]


@pytest.mark.parametrize(
    ("asked", "said", "more"),
    [
        ([], "about 11 weeks.", None),
        (["--weeks", "4"], "about 11 weeks.", "For so long: --weeks 11."),
        (["--times", "7"], "about 5 weeks.", None),
        (["--times", "2"], "about 16 weeks.", "With --times 3 it takes about 11."),
    ],
    ids=str,
)
def test_it_says_how_long_prompts_take_to_tell_something(attune, asked, said, more):
    _, _, err = attune("plan", "log-last", *asked)
    assert (True, more) == (said in err, more if more and more in err else None)
    assert more or err.endswith(f"{said}\n")


def test_json_is_another_face_of_a_plan(attune, home):
    found = json.loads(attune(*FLOOR, "--weeks", "1", "--json")[1])
    text, uid = found.pop("text"), found.pop("uid")
    assert (True, True) == (len(text) > 20, len(uid) == 36)
    assert found == {
        "schema": "attune.plan/1", "title": "floor time", "days": ["mon", "wed", "fri"],
        "times": ["2026-11-23T17:30:00", "2026-11-25T17:30:00", "2026-11-27T17:30:00"],
        "next": "2026-11-23T17:30:00", "minutes": 15, "remind": 10,
        "file": str(home.plans / "floor-time.ics"),
    }  # fmt: skip


def test_what_is_planned_is_listed_with_its_next_time(attune, home):
    attune(*FLOOR)
    attune("plan", "look-back", "--until", "6 dec")
    code, out, err = attune("plan", "list", at=datetime(2026, 12, 7, 12, 0, tzinfo=BERLIN))
    assert (0, "", [
        "1 · floor time",
        "    Mon, Wed, Fri 17:30 for 15 minutes · next today 17:30, until Fri 15 Jan 2027",
        "2 · Look back on the week",
        "    Sun 20:30 for 10 minutes · over since yesterday",
        "",
        "The files are in:",
        f"  {home.plans}",
    ]) == (code, err, out.splitlines())  # fmt: skip


def test_the_list_is_json_too(attune):
    assert {"schema": "attune.plans/1", "plans": [], "unreadable": []} == json.loads(
        attune("plan", "list", "--json")[1]
    )
    attune(*FLOOR)
    (plan,) = json.loads(attune("plan", "list", "--json")[1])["plans"]
    assert (1, "floor time", "2026-11-23T17:30:00") == (plan["number"], plan["title"], plan["next"])


def test_an_empty_list_says_how_to_begin(attune):
    assert "Nothing is planned." in attune("plan", "list")[1]


def test_what_somebody_else_put_there_is_named_and_stays(attune, home):
    attune(*FLOOR)
    (home.plans / "a.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    code, out, err = attune("plan", "list")
    assert (0, True, True) == (code, out.startswith("1 · floor time"), "a.ics is no plan" in err)


@pytest.mark.parametrize("said", ["1", "#1", "floor-time", "floor-time.ics", "Floor Time"])
def test_a_plan_is_removed_by_number_or_name(attune, home, said):
    attune(*FLOOR)
    code, out, err = attune("plan", "remove", said)
    assert (0, True, True, False) == (
        code, "Removed: floor time" in out, "delete it in the calendar" in err, home.plans.exists()
    )  # fmt: skip


def test_of_two_with_one_name_the_number_is_asked_for(attune):
    attune(*FLOOR)
    attune("plan", "floor time", "--days", "sat", "--at", "10")
    code, _, err = attune("plan", "remove", "floor time")
    assert (1, True) == (code, "Choose by number: 1, 2" in err)


def test_removing_prints_json_too(attune):
    attune(*FLOOR)
    assert "floor time" == json.loads(attune("plan", "remove", "1", "--json")[1])["title"]


@pytest.mark.parametrize("verb", [FLOOR, ("plan", "list"), ("plan", "remove", "1")], ids=len)
def test_a_folder_out_of_reach_is_one_sentence(home, installed, verb):
    home.plans.mkdir(parents=True)
    home.plans.chmod(0o000)
    try:
        ended = installed(*verb, preexec_fn=without_privileges)
    finally:
        home.plans.chmod(0o700)
    assert (1, "", True) == (ended.returncode, ended.stdout, "can’t be used" in ended.stderr)


def test_a_plan_that_is_part_of_another_is_not_made_twice(attune):
    def plan(days: str, title: str = "floor time") -> tuple[int, bool]:
        code, _, err = attune("plan", title, "--days", days, "--at", "17:30")
        return code, "is planned for these times already" in err

    plans = [
        plan("mon,wed"),
        plan("wed"),
        plan("mon", "Floor Time"),
        plan("fri"),
        plan("mon", "soup"),
    ]
    assert [(0, False), (1, True), (1, True), (0, False), (0, False)] == plans
