"""`attune export`: what it writes, where, and what it never replaces."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

import needs
from attune_cli.core.exchange.records import KINDS
from attune_cli.store.database import reading
from attune_cli.store.people import read_people
from conftest import NOW

BEGUN = (
    "child add ada --born 2024-08",
    "child add ben",
    "caregiver add grandpa",
    "log hurt comfort name no @ada +park -m 'fell off the swing'",
    "log floor follow yes @ben --caregiver grandpa -m snails",
    "log sorry listen --repairs 1 --at '1 min ago'",
    "log scared stay yes @ada --at yesterday",
    "reflect -m 'it went well'",
    "tips keep any-like-a-friend",
)


@pytest.fixture
def begun(typed_before, attune):
    typed_before(*BEGUN)
    return attune


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_moment_a_line_goes_to_standard_output_by_number(begun):
    code, out, talk = begun("export")
    assert (0, "4 moments, 2 notes.\n") == (code, talk)
    listed = sorted(lines(begun("list", "--json")[1]), key=lambda one: one["number"])
    assert listed == lines(out)


def test_a_journal_begins_with_whose_it_is_and_how_much_follows(begun):
    _, out, _ = begun("export", "--format", "journal")
    header, *others = lines(out)
    schemas = [one["schema"] for one in others]
    counts = {kind: header[kind] for kind in KINDS}
    assert ("attune.journal/1", "me", 2) == (header["schema"], header["me"], header["notes"])
    assert counts == {
        "children": 2, "caregivers": 2, "moments": 4, "answers": 1, "tip_marks": 1, "words": 0,
        "tips": 0, "settings": 0,
    }  # fmt: skip
    assert [
        *["attune.child/1"] * 2, *["attune.caregiver/1"] * 2, *["attune.moment/1"] * 4,
        "attune.answer/1", "attune.tip-mark/1",
    ] == schemas  # fmt: skip


def test_the_same_journal_makes_the_same_bytes_on_any_day(begun):
    first = begun("export", "--format", "journal")
    assert first == begun("export", "--format", "journal", at=NOW + timedelta(days=900))


@needs.modes
def test_a_file_is_for_its_owner_alone_and_its_name_says_the_format(begun, tmp_path):
    for name, schema in (("a.attune.jsonl", "attune.journal/1"), ("a.jsonl", "attune.moment/1")):
        path = tmp_path / name
        code, out, talk = begun("export", "-o", str(path))
        said = f"4 moments, 2 notes, in {path}. Whoever has this file can read it.\n"
        assert (0, "", said) == (code, out, talk)
        assert schema == lines(path.read_text("utf-8"))[0]["schema"]
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert ["a.attune.jsonl", "a.jsonl"] == sorted(one.name for one in tmp_path.glob("*jsonl*"))


def test_a_file_that_is_there_stays_but_for_force(begun, tmp_path):
    path = tmp_path / "there.jsonl"
    path.write_text("mine")
    code, _, talk = begun("export", "-o", str(path))
    assert (1, True, "mine") == (code, "add --force" in talk, path.read_text())
    assert 0 == begun("export", "-o", str(path), "--force")[0]
    assert 4 == len(lines(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ours.xlsx", "end the name in .csv"),
        ("ours.MD", "--format markdown -o days"),
        ("ours.pdf", "attune report"),
        ("ours.db", "attune backup"),
    ],
)
def test_a_name_that_promises_what_an_export_is_not_is_refused_but_for_a_format(
    begun, tmp_path, name, said
):
    path = tmp_path / name
    code, _, talk = begun("export", "-o", str(path))
    assert (2, True, False) == (code, said in talk, path.exists())
    assert 0 == begun("export", "-o", str(path), "--format", "jsonl")[0]


def test_a_name_without_a_letter_is_none(begun):
    code, _, talk = begun("export", "-o", "")
    assert (1, True) == (code, "can’t be written" in talk)


@pytest.mark.parametrize("name", ["journal.db", "config.toml", "backups/mine.jsonl"])
def test_what_attune_keeps_is_never_written_over(begun, home, name):
    before = home.journal.read_bytes()
    code, _, talk = begun("export", "-o", str(home.data / name), "--force")
    assert (1, True) == (code, "attune keeps its own things there" in talk)
    assert before == home.journal.read_bytes()


def test_a_place_that_is_not_there_is_refused_in_a_sentence(begun, tmp_path):
    place = tmp_path / "nowhere" / "a.jsonl"
    for typed in (str(place), f"{tmp_path}/nowhere/"):
        code, _, talk = begun("export", "-o", typed)
        said = f"{Path(typed) if typed == str(place) else place.with_name('moments.jsonl')} can’t"
        assert (1, 1, True) == (code, talk.count("\n"), talk.startswith(said))
    assert not place.parent.exists()


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        ("export", "moments.jsonl"),
        ("export --format journal", "journal.attune.jsonl"),
        ("export --format csv", "moments.csv"),
        ("report", "attune-report-2026-11-22.html"),
        ("report --redact", "attune-report.html"),
        ("plan floor-time --days mon --at 17:30", "floor-time.ics"),
        ("backup", "journal-20261122T170000Z-by-hand.db"),
    ],
)
def test_in_a_folder_that_is_named_a_file_has_its_usual_name_and_replaces_none(
    begun, tmp_path, verb, name
):
    folder = tmp_path / "for us"
    folder.mkdir()
    option = {"plan": ["--to"], "backup": []}.get(verb.split()[0], ["-o"])
    code, _, talk = begun(*verb.split(), *option, str(folder))
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert (0, {name} | ({"datapackage.json"} if name.endswith("csv") else set())) == (
        code,
        set(there),
    ), talk
    assert 1 == begun(*verb.split(), *option, f"{folder}/")[0]
    assert there == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("no_journal")
def test_an_export_that_fails_leaves_nothing_behind(attune, tmp_path):
    assert 1 == attune("export", "-o", str(tmp_path / "a.jsonl"))[0]
    assert [] == [*tmp_path.glob("*jsonl*")]


def test_only_what_is_asked_for_is_in_it_and_nobody_else_is_named(begun):
    _, out, talk = begun("export", "--format", "journal", "--child", "ada")
    assert "3 moments, 1 note.\n" == talk
    assert not [name for name in ("ben", "grandpa", "snails", "it went well") if name in out]
    _, out, _ = begun("export", "--from", "today", "--caregiver", "me")
    assert [1, 3] == [one["number"] for one in lines(out)]


def test_a_repair_whose_moment_stays_at_home_points_nowhere(begun):
    begun("log", "sorry", "--repairs", "4", "@ben")
    _, out, _ = begun("export", "--child", "ben")
    assert [None, None] == [one["repairs"] for one in lines(out)]
    _, out, _ = begun("export", "--child", "ada", "--to", "yesterday")
    assert [None] == [one["came_back"] for one in lines(out)]  # which that repair said


def test_without_notes_nothing_that_was_written_freely_is_in_it(begun):
    code, out, talk = begun("export", "--format", "journal", "--no-notes")
    assert (0, "4 moments, without 2 notes.\n") == (code, talk)
    assert not [text for text in ("swing", "snails", "it went well") if text in out]
    assert 0 == lines(out)[0]["notes"]


def test_own_words_and_settings_go_with_a_journal(begun):
    begun("config", "set", "words.cue.dentist", "at the dentist")
    begun("config", "set", "editor", "nano")
    begun("config", "set", "first_weekday", "sunday")
    plain, whole = (
        [(one["schema"], one.get("name"), one.get("word")) for one in lines(out)][-1]
        for _, out, _ in (
            begun("export", "--format", "journal"),
            begun("export", "--format", "journal", "--settings"),
        )
    )
    assert ("attune.word/1", None, "dentist") == plain
    assert ("attune.setting/1", "first_weekday", None) == whole


def test_a_word_that_was_taken_out_of_the_settings_goes_with_the_moments_that_have_it(begun):
    begun("config", "set", "words.cue.dentist", "at the dentist")
    begun("log", "dentist", "yes")
    begun("config", "unset", "words.cue.dentist")
    last = lines(begun("export", "--format", "journal")[1])[-1]
    expected = {
        "schema": "attune.word/1",
        "vocabulary": "cue",
        "word": "dentist",
        "label": "dentist",
    }
    assert expected == last


def test_an_own_tip_goes_with_a_journal_as_its_file_has_it(begun):
    begun("tips", "add", "--title", "Hum low", "--do", "Hum.", "--kind", "self")
    tip = lines(begun("export", "--format", "journal")[1])[-1]
    assert ("attune.tip/1", "own-hum-low", "Hum.") == (tip["schema"], tip["id"], tip["do"])


def test_what_does_not_fit_is_said(begun):
    code, _, talk = begun("export", "--format", "jsonnl")
    assert (2, True) == (code, "Did you mean “jsonl”" in talk)
    code, _, talk = begun("export", "--settings")
    assert (2, True) == (code, "Settings go with a journal alone" in talk)
    assert 1 == begun("export", "--child", "zoe")[0]


@pytest.mark.usefixtures("no_journal")
def test_where_there_is_no_journal_there_is_nothing_to_export(attune):
    code, out, talk = attune("export")
    assert (1, "", True) == (code, out, "no journal yet" in talk)


def test_hostile_signs_are_escaped_and_no_line_is_broken(attune):
    attune("log", "hurt", "-m", "\x1b[31m \u2028 \u202e \x7f \x85 “ok”")
    _, out, _ = attune("export")
    assert 1 == out.count("\n") == len(out.splitlines())
    assert "\x1b[31m \u2028 \u202e \x7f \x85 “ok”" == json.loads(out)["note"]
    assert not {"\x1b", "\u2028", "\u202e", "\x7f", "\x85"} & set(out)


def test_people_are_in_the_order_in_which_they_were_added(begun, run):
    with reading(run.home) as connection:
        names = read_people(connection).names_of_children
    people = [one["name"] for one in lines(begun("export", "--format", "journal")[1])[1:3]]
    assert names == people


def test_a_home_with_a_tilde_is_written_to(begun, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert 0 == begun("export", "-o", "~/a.jsonl")[0]
    assert Path(tmp_path, "a.jsonl").exists()
