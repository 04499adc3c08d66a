"""`attune log` with a line as people say it: stored, asked about or kept, and nothing is lost."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.moment import Kind
from attune_cli.store.drafts import read_drafts
from attune_cli.store.home import Home
from conftest import NOW
from journals import draft_notes, stored
from terminal import attune_in

ENTER, ESCAPE = "\r", "\x1b"
KEEPS = "Enter keeps it"


def words(home: Home) -> list[str]:
    (moment,) = stored(home)
    parts = (moment.cue, *moment.responses, *moment.activities, *moment.steps, *moment.states)
    return [part for part in (*parts, moment.sensitivity, moment.after) if part]


@pytest.mark.parametrize(
    "arguments",
    [["fell off the swing hugged her yes"], ["fell off", "the swing", "hugged her", "yes"]],
)
def test_a_sentence_is_stored_with_itself_as_the_note(attune, home, arguments):
    code, out, _ = attune("log", *arguments)
    assert (0, True) == (code, "in pain → soothed or held them · sensitive: yes · note kept" in out)
    assert ["fell off the swing hugged her yes"] == [moment.note for moment in stored(home)]


def test_a_note_stands_below_the_sentence(attune, home):
    attune("log", "fell,", "hugged", "her", "-m", "twice today")
    assert ["fell, hugged her\ntwice today"] == [moment.note for moment in stored(home)]


def test_words_of_the_vocabularies_alone_make_no_note(attune, home):
    attune("log", "hurt", "cuddle", "yes")
    assert ([None], ["hurt", "comfort", "yes"]) == (
        [moment.note for moment in stored(home)],
        words(home),
    )


def test_children_tags_and_the_time_are_taken_from_the_line(attune, home):
    attune("child", "add", "ada")
    attune("child", "add", "mia")
    attune("log", "mia", "fell", "+park", "yesterday,", "held", "her")
    (moment,) = stored(home)
    assert (("mia",), ("park",), "2026-11-22", ["hurt", "comfort"]) == (
        moment.children,
        moment.tags,
        moment.logged_at.date().isoformat(),
        words(home),
    )


def test_options_go_before_what_the_line_says(attune, home):
    attune("child", "add", "ada")
    attune("child", "add", "mia")
    attune("log", "mia fell today", "--child", "ada", "--at", "yesterday")
    (moment,) = stored(home)
    assert (("ada",), "2026-11-21") == (moment.children, moment.local_day.isoformat())


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("hit", ["If your child did, type lash_out; if you did, type frighten."]),
        ("hurt comfrot yess", ["“comfrot”", "“comfort” (response)", "“yess”", "“yes”"]),
        ("hurt comfrot yes", ["Did you mean “comfort” (response)?"]),
        ("i yelled so loud that she got scared", ["Were they scared of you"]),
        ("hurt floor yes", ["“hurt” and “floor” don’t go together"]),
        ("told no, walked away", ["Did you mean “space” (response) by “walked away”?"]),
    ],
)
def test_what_is_open_is_refused_at_once_and_kept(attune, home, line, sentences):
    code, out, err = attune("log", *line.split())
    assert (2, "", []) == (code, out, [text for text in sentences if text not in err])
    assert ([], 1) == (stored(home), len(list(read_drafts(home.drafts))))


def test_a_line_with_a_slip_typed_anew_leaves_no_draft(attune, home):
    attune("log", "hurt", "comfrot", "yes")
    attune("log", "hurt", "comfort", "yes")
    assert [] == draft_notes(home)


@pytest.mark.parametrize("arguments", [["-m", "a long day"], ["hmm not sure what to write"]])
def test_what_tells_of_no_moment_is_kept_to_be_described(attune, home, arguments):
    code, out, _ = attune("log", *arguments)
    assert (0, True, [], [arguments[-1]]) == (
        code,
        out.startswith("Kept to be described: “"),
        stored(home),
        draft_notes(home),
    )


def test_json_of_a_note_alone_is_refused_and_the_note_kept(attune, home):
    code, out, _ = attune("log", "-m", "a long day", "--json")
    assert (2, "", ["a long day"]) == (code, out, draft_notes(home))


def test_a_moment_and_its_repair_are_stored_linked_and_undone_at_once(attune, home):
    attune("log", "told_no", "punish", "no", "sorry")
    first, second = stored(home)
    assert (Kind.DISTRESS, ("punish",), "later") == (first.kind, first.responses, first.came_back)
    assert (Kind.REPAIR, ("sorry",), first.uid) == (second.kind, second.steps, second.repairs)
    attune("undo")
    assert [] == stored(home)


def test_a_moment_and_its_repair_are_two_lines_of_json(attune):
    _, out, _ = attune("log", "I snapped then said sorry", "--json")
    kinds = [json.loads(line)["kind"] for line in out.splitlines()]
    assert ["distress", "repair"] == kinds


@pytest.mark.parametrize("line", ["I hit her", "i smacked him no", "he hit me, i smacked his hand"])
def test_fear_that_is_told_in_a_sentence_points_to_support(attune, line):
    assert "local emergency number" in attune("log", line)[2]


@pytest.mark.parametrize("line", ["hit his sister", "she bit me", "threw food, told him off"])
def test_what_a_child_did_points_to_no_support(attune, home, line):
    _, _, err = attune("log", line)
    assert ("", "lash_out") == (err, words(home)[0])


def test_whose_state_was_stored_is_said_and_how_to_change_it(attune):
    _, out, err = attune("log", "tired", "met", "yes")
    hint = "“tired” is stored as how you were. If it was the child: "
    assert ("you: tired\n", f"{hint}attune edit 1 body --without tired\n") == (out[-11:], err)


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_sentence_is_shown_and_kept_with_enter(home):
    terminal = attune_in(home.data, "log", "fell", "hugged", "her", "yes")
    terminal.wait_for("bumped or in pain → soothed or held them · yes · note:")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, ["hurt", "comfort", "yes"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_esc_leaves_a_draft(home):
    terminal = attune_in(home.data, "log", "fell", "hugged", "her", "yes")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    assert (0, [], ["fell hugged her yes"]) == (terminal.end(), stored(home), draft_notes(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_who_did_it_is_asked(home):
    terminal = attune_in(home.data, "log", "hit", "her,", "held", "her")
    terminal.wait_for("who did?")
    terminal.type("t")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, ["lash_out", "comfort"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_whose_state_it_was_is_asked(home):
    terminal = attune_in(home.data, "log", "tired", "met", "yes")
    terminal.wait_for("who was?")
    terminal.type("t")
    assert (0, ["body", "met", "yes"]) == (terminal.end(), words(home))


TYPED = st.lists(
    st.sampled_from(
        [
            *["hurt", "fell", "hit", "I", "she", "her", "hugged", "yes", "no", "sorry", "comfrot"],
            *["tired", "then", "punish", "cuddle", "snapped", "park", "banana", "not", "said"],
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25)
@given(TYPED)
def test_whatever_is_typed_is_stored_or_kept(typed):
    with tempfile.TemporaryDirectory() as folder:
        home = Home.at(Path(folder))
        main(["log", *typed], Attune(home, clock=lambda: NOW))
        drafts = [draft for _, draft in read_drafts(home.drafts)]
        moments = stored(home)
        kept = [*(draft["note"] or "" for draft in drafts), *(one.note or "" for one in moments)]
        kept += [word for draft in drafts for word in draft["words"]]
        for one in moments:
            kept += [one.cue or "", one.sensitivity or "", *one.responses, *one.activities]
            kept += [*one.steps, *one.states]
        known = set(" ".join(kept).split()) | ({"cuddle"} if "comfort" in kept else set())
        assert {word for word in typed if word not in known} == set()
