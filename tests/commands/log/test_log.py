import json
from contextlib import closing
from datetime import timedelta

import pytest

from attune_cli.core.speech import harm
from attune_cli.store.connection import connect
from attune_cli.store.drafts import read_drafts
from conftest import NOW
from journals import stored

pytestmark = pytest.mark.usefixtures("begun")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["hurt", "comfort", "name", "yes", "-m", "fell off the swing"],
            (
                "#1 · upset · today 18:00 · bumped or in pain → soothed or held them; "
                "put it into words · sensitive: yes · note kept"
            ),
        ),
        (
            ["floor", "follow", "yes", "--at", "20 min ago"],
            "#1 · calm · today 17:40 · floor time; following their lead · fully there: yes",
        ),
        (["sorry", "listen"], "#1 · came back · today 18:00 · said sorry; heard their side"),
        (
            ["told_no", "punish", "no", "not_yet", "tired", "still_upset"],
            (
                "#1 · upset · today 18:00 · told no → got sharp or threatened · sensitive: not this"
                " time · not come back to yet · afterwards: still upset · you: tired"
            ),
        ),
        (["distress"], "#1 · upset · today 18:00 · sensitive: not rated"),
        (
            ["hurt", "--at", "yesterday"],
            "#1 · upset · yesterday · bumped or in pain · sensitive: not rated",
        ),
        (
            ["hurt", "--at", "2025-11-20 08:15"],
            "#1 · upset · Thu 20 Nov 2025 08:15 · bumped or in pain · sensitive: not rated",
        ),
        (
            ["hurt", "--at", "2026-11-20T08:15-05:00"],
            "#1 · upset · Fri 20 Nov 08:15 (UTC-0500) · bumped or in pain · sensitive: not rated",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_answer_says_what_was_stored(attune, arguments, answer):
    assert attune("log", *arguments) == (0, answer + "\n", "")


def test_options_do_the_same_as_words(attune, home):
    attune("log", "hurt", "comfort", "name", "yes", "settled", "tired")
    options = "--cue hurt --response comfort --response name --sensitive yes --after settled"
    attune("log", "distress", *options.split(), "--state", "tired")
    by_words, by_options = stored(home)
    same = {
        name: getattr(by_words, name) for name in by_words._fields if name not in {"uid", "number"}
    }
    assert same == {name: getattr(by_options, name) for name in same}


def test_json_is_the_moment_as_stored(attune, home):
    attune("child", "add", "ada")
    code, out, _ = attune("log", "hurt", "comfort", "yes", "@Ada", "--json", "-m", "“ö”")
    (moment,) = stored(home)
    expected = {
        "schema": "attune.moment/1", "uid": moment.uid, "number": 1, "kind": "distress",
        "occurred_at": "2026-11-22T18:00:00+01:00", "local_day": "2026-11-22", "time_known": True,
        "part_of_day": None, "logged_at": "2026-11-22T18:00:00+01:00", "children": ["ada"],
        "caregiver": "me", "cue": "hurt", "responses": ["comfort"], "activities": [], "steps": [],
        "states": [], "sensitivity": "yes", "came_back": None, "after": None,
        "chosen": "stood_out", "repairs": None, "tags": [], "note": "“ö”",
    }  # fmt: skip
    assert (0, expected) == (code, json.loads(out))


def test_a_day_only_has_no_invented_hour(attune):
    _, out, _ = attune("log", "hurt", "--at", "last night", "--json")
    moment = json.loads(out)
    assert [None, "2026-11-21", False, "night"] == [
        moment[key] for key in ("occurred_at", "local_day", "time_known", "part_of_day")
    ]


def test_last_marks_the_moment_as_prompted(attune, home):
    attune("log", "hurt", "yes", "--last")
    assert ["prompted"] == [moment.chosen for moment in stored(home)]


def test_the_only_child_need_not_be_named(attune, home):
    attune("child", "add", "ada")
    attune("log", "hurt")
    assert [("ada",)] == [moment.children for moment in stored(home)]


def test_with_two_children_nobody_is_assumed(attune, home):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "hurt")
    attune("log", "quarrel", "@bo", "--child", "ada", "--child", "BO")
    assert [(), ("ada", "bo")] == [moment.children for moment in stored(home)]


def test_another_caregiver_is_named_in_the_answer(attune):
    attune("caregiver", "add", "grandpa")
    _, out, _ = attune("log", "cuddle", "--caregiver", "GRANDPA")
    assert out == "#1 · calm · by Grandpa · today 18:00 · a cuddle · fully there: not rated\n"


@pytest.mark.parametrize("pointer", ["last", "1", "#1", "LAST"])
def test_a_repair_points_at_a_moment_which_was_then_come_back_to_later(attune, home, pointer):
    attune("log", "told_no", "punish", "no")
    attune("log", "hurt", "comfort", "yes")
    _, out, _ = attune("log", "sorry", "--repairs", pointer)
    hard, _, repair = stored(home)
    assert (hard.uid, "later", True) == (repair.repairs, hard.came_back, hard.repaired)
    assert out == "#3 · came back · today 18:00 · said sorry · to #1 (today, told no)\n"


def test_a_repair_keeps_that_they_came_back_in_the_same_moment(attune, home):
    attune("log", "told_no", "partly", "same_moment")
    attune("log", "sorry", "--repairs", "1")
    assert stored(home)[0].came_back == "same_moment"


def test_where_no_moment_was_hard_last_is_the_latest_of_distress(attune, home):
    attune("log", "hurt", "yes")
    attune("log", "sorry", "--repairs", "last")
    assert stored(home)[1].repairs == stored(home)[0].uid


def test_last_is_the_moment_logged_last_whenever_it_happened(attune):
    attune("log", "change", "no")
    attune("log", "told_no", "punish", "no", "--at", "yesterday 18:30")
    _, out, _ = attune("log", "sorry", "--repairs", "last")
    assert out == "#3 · came back · today 18:00 · said sorry · to #2 (yesterday, told no)\n"


def test_last_is_the_last_one_with_the_child_that_is_named(attune, home):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "hurt", "no", "@bo")
    attune("log", "told_no", "no", "@ada")
    attune("log", "sorry", "--repairs", "last", "@bo")
    assert stored(home)[2].repairs == stored(home)[0].uid


@pytest.mark.parametrize("word", ["spanked", "hit", "smacked", "shook"])
def test_who_wants_to_say_that_they_hurt_somebody_is_asked_and_told_the_word(attune, word):
    assert "if you did, type frighten." in attune("log", word)[2]


def test_a_repair_of_a_calm_moment_is_refused(attune):
    attune("log", "floor")
    code, _, err = attune("log", "sorry", "--repairs", "1")
    assert (1, True) == (code, "#1 is a calm moment together" in err)


@pytest.mark.parametrize("rating", ["yes", "partly", "no", None])
def test_frighten_points_to_support_at_once_in_any_rating(attune, rating):
    code, out, err = attune("log", "told_no", "frighten", *([rating] if rating else []))
    assert (0, 1, True) == (code, out.count("\n"), "local emergency number" in err)


def test_no_other_word_points_to_support(attune):
    _, _, err = attune("log", "told_no", "punish", "no", "flooded", "-m", "I startle easily")
    assert err == ""


def test_support_leaves_json_alone(attune):
    _, out, err = attune("log", "frighten", "no", "--json")
    assert (["frighten"], True) == (json.loads(out)["responses"], "emergency" in err)


def test_numbers_go_on_and_are_unique(attune, home):
    for _ in range(3):
        attune("log", "hurt")
    assert [1, 2, 3] == [moment.number for moment in stored(home)]


def test_a_moment_logged_across_a_clock_change_keeps_its_instant(attune, home):
    attune("log", "hurt", "--at", "2026-10-25 02:30")
    attune("log", "hurt", "--at", "2026-03-29 02:30")
    offsets = [moment.occurred_at.utcoffset() for moment in stored(home)]
    assert offsets == [timedelta(hours=1), timedelta(hours=2)]


def test_every_stored_time_is_utc_digits_with_its_offset(attune, home):
    attune("log", "hurt", "--at", "2026-07-01 10:00")
    with closing(connect(home)) as connection:
        row = connection.execute("SELECT occurred_at, occurred_offset FROM moments").fetchone()
    assert row == ("2026-07-01 08:00:00.000000", 120)


def test_the_present_is_read_once(attune, home):
    attune("log", "hurt")
    (moment,) = stored(home)
    assert moment.occurred_at == moment.logged_at == NOW


def test_a_repair_is_with_those_whom_the_moment_was_with(attune, home):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "hurt", "partly", "@ada")
    attune("log", "sorry", "--repairs", "1")
    assert stored(home)[1].children == ("ada",)


def test_a_repair_before_its_moment_is_refused(attune, home):
    attune("log", "hurt", "no")
    code, _, err = attune("log", "sorry", "--repairs", "last", "--at", "3 days ago")
    assert (1, True, 1) == (code, "later day than your coming back" in err, len(stored(home)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["hurt", "comfort", "@bob"], ["hurt", "comfort", "@bob"]),
        (["hurt", "comfort", "--at", "banana"], ["hurt", "comfort", "banana"]),
        (["hurt", "--repairs", "9"], ["hurt", "9"]),
        (["sorry", "--repairs", "none"], ["sorry", "none"]),
    ],
)
def test_words_that_are_refused_are_kept(attune, home, typed, kept):
    code, _, said = attune("log", *typed)
    ((_, draft),) = read_drafts(home.drafts)
    words = [*draft["words"], *(f"@{name}" for name in draft["children"])]
    there = [*words, *filter(None, [draft["repairs"], draft.get("unread_time")])]
    assert (True, True, kept) == (code > 0, "What you said is kept" in said, there)


@pytest.mark.parametrize("typed", ["hurt comfort yes @ada", "fell off the swing, hugged her @ada"])
def test_where_nothing_can_be_kept_it_is_shown(process, tmp_path, typed):
    there = tmp_path / "file"
    there.touch()
    ended = process("log", *typed.split(), environment={"ATTUNE_HOME": str(there)})
    assert (1, True) == (ended.returncode, f"what you wrote:\n{typed}\n" in ended.stderr)


def test_a_line_is_kept_where_a_file_of_the_program_is_missing(attune, home, tmp_path, monkeypatch):
    monkeypatch.setattr(harm, "HARM_FILE", tmp_path / "none")
    code, _, _ = attune("log", "fell off the swing, hugged her")
    ((_, draft),) = read_drafts(home.drafts)
    assert (1, "fell off the swing, hugged her") == (code, " ".join(draft["words"]))


def test_what_cannot_be_kept_is_shown_with_all_that_was_typed(process, tmp_path):
    there = tmp_path / "file"
    there.touch()
    typed = ["hurt", "@mia", "+park", "--caregiver", "jo", "--at", "5am", "-m", "off the swing"]
    ended = process("log", *typed, environment={"ATTUNE_HOME": str(there)})
    assert "hurt @mia +park --at 5am --caregiver jo\noff the swing\n" in ended.stderr


def test_what_is_logged_in_the_end_leaves_no_draft_of_a_name_or_a_time_alone(attune, home):
    attune("log", "@ada", "--at", "banana")
    attune("child", "add", "ada")
    attune("log", "hurt", "comfort", "@ada")
    assert [] == [*read_drafts(home.drafts)]


@pytest.mark.parametrize("made", ["folder", "link"])
def test_where_no_file_may_be_written_the_words_are_shown(attune, home, made):
    home.journal.unlink()
    if made == "folder":
        home.journal.mkdir()
    else:
        home.journal.symlink_to(home.data.parent / "away" / "journal.db")
    code, _, said = attune("log", "hurt", "comfort", "yes")
    assert (1, True, False) == (code, "hurt comfort yes" in said, home.drafts.exists())
