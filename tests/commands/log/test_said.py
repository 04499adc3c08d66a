"""`attune log` with a line as people say it: stored, asked about or kept, and nothing is lost."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.app import main
from attune_cli.clock import system_clock
from attune_cli.commands.log.draft import entry_of
from attune_cli.context import Attune
from attune_cli.core.moment import Kind
from attune_cli.core.vocabulary import Word, vocabulary
from attune_cli.store.drafts import read_drafts
from attune_cli.store.home import Home
from conftest import NOW
from journals import draft_notes, stored
from plain_speech import LEARNT, lines, reading
from terminal import attune_in
from tries import tries

ENTER, ESCAPE, DOWN = "\r", "\x1b", "\x1b[B"
KEEPS = "Enter keeps it"


KIND, WHAT, DID, MORE = "What kind of", "What happened?", "What did you do?", "Anything to add?"
WHOM, RATING, MENDED = "With whom?", "Looking back, was your", "What did you do to come back?"
FULLY, TOGETHER = "Were you fully there", "What did you do together?"
LEFT = "\x1b[D"


def family(home: Home) -> None:
    for role, name in (("child", "ada"), ("child", "mia"), ("caregiver", "jo")):
        main([role, "add", name], Attune(home, clock=lambda: NOW))


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


@pytest.mark.parametrize("line", ["", "  "])
def test_an_empty_line_is_refused_and_nothing_is_kept_of_it(attune, home, line):
    code, _, err = attune("log", line)
    assert (2, []) == (code, [*read_drafts(home.drafts)])
    assert err.startswith("Say what happened: a cue such as “hurt”")


@pytest.mark.parametrize("line", ["’ '", "'; y", "' 5pm '"])
def test_a_line_of_apostrophes_is_kept_to_be_described(attune, home, line):
    assert (0, [line]) == (attune("log", line)[0], draft_notes(home))


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
        ("hit", ["If somebody else did: attune log frighten --caregiver NAME", "help-now"]),
        ("hurt comfrot yess", ["“comfrot”", "“comfort” (response)", "“yess”", "“yes”"]),
        ("hurt comfrot yes", ["Did you mean “comfort” (response)?"]),
        ("i yelled so loud that she got scared", ["Were they scared of you"]),
        ("left_owt comfort yes", ["I don’t know “left_owt”", "“left_out” (cue)"]),
        ("she cried, lash_ot, punish no", ["I don’t know “lash_ot”", "“lash_out” (cue)"]),
        ("hurt floor yes", ["“hurt” and “floor” don’t go together"]),
        ("told no, walked away", ["Did you mean “space” (response) by “walked away”?"]),
        ("i may have smacked her", ["Did it happen, “smacked”?", "“frighten”", "help-now"]),
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
@pytest.mark.parametrize(
    ("line", "question", "key", "rating"),
    [
        ("fell, hugged her", "was your response sensitive", "p", "partly"),
        ("fell, hugged her", "was your response sensitive", "y", "yes"),
        ("fell, hugged her", "was your response sensitive", ENTER, None),
        ("played lego with him", "Were you fully there", "n", "no"),
    ],
)
def test_in_a_terminal_one_key_rates_and_keeps_a_line(home, line, question, key, rating):
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(question)
    terminal.wait_for(KEEPS)
    terminal.type(key)
    assert (0, [rating]) == (terminal.end(), [moment.sensitivity for moment in stored(home)])


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_one_key_rates_a_line_otherwise(home):
    terminal = attune_in(home.data, "log", "fell, hugged her, yes")
    terminal.wait_for("y, p or n rates it otherwise")
    terminal.type("p")
    terminal.wait_for("Rated: partly")  # beside no other question
    assert (0, ["partly"]) == (terminal.end(), [moment.sensitivity for moment in stored(home)])


def texts(*first: str) -> Iterator[str]:
    """Yield lines in which something is looked for: first those that had it, which is quick."""
    yield from first
    for line in (*lines("seen"), *lines(LEARNT)):
        if line["text"].isascii() and len(line["text"]) < 60:
            yield line["text"]


def line_of_two_kinds() -> tuple[str, Kind]:
    """Return a line that may tell of another kind of moment, and that kind."""
    for text in texts("didn't shout. sat on stairs with him."):
        found = reading(text)
        is_more = found.questions or found.children or found.caregiver or found.at or found.other
        if not (is_more or found.repair or found.other_cues) and found.other_kind:
            return text, found.other_kind
    raise AssertionError("every line is clear")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_one_key_says_what_other_kind_of_moment_it_was(home):
    line, kind = line_of_two_kinds()
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(f"1 {vocabulary().words[kind].label}")
    terminal.wait_for(KEEPS)
    terminal.type("1")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    terminal.end()
    [(_, draft)] = read_drafts(home.drafts)
    entry = entry_of(draft, vocabulary())
    assert (line, kind) == (entry and entry.note, entry and entry.kind)


def line_of_no_deed() -> tuple[str, Word]:
    """Return a line of which no deed is known, and the one that is likeliest."""
    for text in texts("wet nappy changed"):
        found = reading(text)
        is_more = found.questions or found.children or found.caregiver or found.at or found.other
        has_cue = any(one.word.vocabulary == "cue" for one in found.taken)
        if has_cue and not is_more and found.likely_deeds:
            return text, found.likely_deeds[0]
    raise AssertionError("of every line a deed is known")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_line_says_that_enter_leads_to_a_question_where_the_deed_is_not_known(home):
    terminal = attune_in(home.data, "log", line_of_no_deed()[0])
    terminal.wait_for("Enter keeps it and goes on")
    terminal.type(ESCAPE)
    assert 0 == terminal.end()


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_labels_with_commas_of_their_own_stand_apart(home):
    terminal = attune_in(home.data, "log", "bath with zoe, we giggled")
    terminal.wait_for("a meal, bath or bedtime; laughing together")
    terminal.wait_for("Enter keeps it")
    terminal.type(ESCAPE)
    assert 0 == terminal.end()


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_what_was_likely_done_stands_first(home):
    line, deed = line_of_no_deed()
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    terminal.wait_for("What did you do?")
    terminal.type(f"{DOWN} {ENTER}")
    assert (0, True) == (terminal.end(), deed.word in words(home))


def unclear_line(cue: str | None = None) -> tuple[str, Word]:
    """Return a line that may be about several things, and the likeliest beside what is taken.

    Args:
        cue: which that is to be; None for any.
    """
    for text in texts("no goldfish left, told her i hear you, sad", "one more show. caved. half"):
        found = reading(text)
        is_more = found.questions or found.children or found.caregiver or found.at or found.repair
        is_whole = {"cue", "response"} <= {one.word.vocabulary for one in found.taken}
        is_it = found.other_cues and cue in {None, found.other_cues[0].word}
        if is_it and is_whole and not is_more:
            return text, found.other_cues[0]
    raise AssertionError("every line is clear")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_one_key_says_what_else_it_was_about(home):
    line, cue = unclear_line()
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(f"Or perhaps: 1 {cue.label}")
    terminal.wait_for(KEEPS)
    terminal.type("1")
    terminal.wait_for(f"· {cue.label} ")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, [cue.word]) == (terminal.end(), [moment.cue for moment in stored(home)])


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_what_a_digit_changed_is_not_offered_anew_behind_a_change_that_led_back(home):
    line, cue = unclear_line()
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS)
    terminal.type("1")
    terminal.wait_for(f"· {cue.label} ")
    terminal.wait_for(KEEPS)
    terminal.type("e")
    terminal.wait_for(KIND)
    terminal.wait_for("← back")
    terminal.type(LEFT)
    terminal.wait_for(f"· {cue.label} ")
    terminal.wait_for(KEEPS)
    terminal.type("1")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, [False]) == (terminal.end(), [moment.cue == cue.word for moment in stored(home)])


def line_of_another_and_two_kinds() -> tuple[str, str, str]:
    """Return a line in which somebody else responds, of perhaps another kind, and its digit."""
    had = "granda stuck the hearing aid in upside down to make her giggle"
    for text in texts(had, "dad jokes until she begged for mercy. excellent form"):
        found = reading(text)
        is_more = found.questions or found.children or found.at or found.repair
        if found.other and found.other_kind and not is_more:
            return text, found.other_kind, str(len(found.other_cues) + 1)
    raise AssertionError("every such line is clear")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_digit_says_the_kind_where_somebody_elses_deed_stays_in_the_note(home):
    line, kind, digit = line_of_another_and_two_kinds()
    terminal = attune_in(home.data, "log", line)
    terminal.answer((WHO, "s"), (KEEPS, digit))
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    assert (0, [line]) == (terminal.end(), draft_notes(home))
    [(_, draft)] = read_drafts(home.drafts)
    entry = entry_of(draft, vocabulary())
    assert kind == (entry and entry.kind)


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_nobody_is_asked_how_somebody_elses_response_was(home):
    main(["caregiver", "add", "jo"], Attune(home, clock=lambda: NOW))
    terminal = attune_in(home.data, "log", "@jo", "hit her, held her")
    terminal.wait_for("who did?")
    terminal.type("t")
    terminal.wait_for("by Jo")
    terminal.wait_for(KEEPS)
    terminal.type("p")
    terminal.wait_for("Enter, e or Esc, please.")
    terminal.type(ENTER)
    assert 0 == terminal.end()
    assert [("jo", None)] == [(moment.caregiver, moment.sensitivity) for moment in stored(home)]


WHO = "who is that?"


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("line", "key", "stored_as"),
    [
        ("ada fell, dad comforted her", "d", [("dad", "hurt", ("comfort",), ())]),
        ("ada fell, dad comforted her", "j", [("jo", "hurt", ("comfort",), ())]),
        ("ada fell, dad comforted her", "m", [("me", "hurt", ("comfort",), ())]),
        ("Grandma read to mia", "g", [("Grandma", None, (), ("read",))]),
        ("told no, my husband yelled at her", "h", [("husband", "told_no", ("punish",), ())]),
    ],
)
def test_in_a_terminal_one_key_says_whose_response_a_line_tells_of(home, line, key, stored_as):
    family(home)
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(WHO)
    terminal.type(key)
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert 0 == terminal.end()
    assert stored_as == [(m.caregiver, m.cue, m.responses, m.activities) for m in stored(home)]
    assert [None] == [m.sensitivity for m in stored(home)]
    assert (False, False) == ("What did you do?" in terminal.seen, "You saw" in terminal.seen)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(("key", "whose"), [("d", "Dad"), ("m", "you")])
def test_in_a_terminal_fear_by_somebody_else_is_theirs_and_support_says_so(home, key, whose):
    family(home)
    terminal = attune_in(home.data, "log", "told no, dad smacked ada")
    terminal.wait_for(WHO)
    terminal.type(key)
    terminal.wait_for("scared or hurt them")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert 0 == terminal.end()
    (moment,) = stored(home)
    assert (("frighten",), whose == "Dad") == (moment.responses, moment.caregiver == "dad")
    assert "local emergency number" in terminal.seen


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_hit_by_somebody_else_that_is_only_kept_names_support(home):
    terminal = attune_in(home.data, "log", "my husband hits zoe")
    terminal.wait_for(WHO)
    terminal.type("s")
    terminal.wait_for("keep the note for now")
    terminal.type(ENTER)
    terminal.wait_for("attune help-now")
    assert (0, [], ["my husband hits zoe"]) == (terminal.end(), stored(home), draft_notes(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_what_somebody_else_did_stays_in_the_note_and_i_am_asked_what_i_did(home):
    terminal = attune_in(home.data, "log", "zoe fell, the nanny comforted her")
    terminal.answer((WHO, "s"), (KEEPS, ENTER), (DID, f"t{ENTER}"))
    assert (0, ["hurt", "stay"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_what_somebody_else_did_is_asked_by_their_name(home):
    family(home)
    terminal = attune_in(home.data, "log", "ada fell, jo hugged her")
    terminal.wait_for(KEEPS)
    terminal.answer(
        *[("", "e"), (KIND, ENTER), (WHAT, ENTER), ("What did Jo do?", ENTER), (WHOM, ENTER)],
        *[(MORE, ENTER)],
    )
    assert (0, [("jo", None)]) == (
        terminal.end(),
        [(m.caregiver, m.sensitivity) for m in stored(home)],
    )


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("line", ["@jo dad comforted ada when she fell", "jo and me held her"])
def test_in_a_terminal_nobody_is_asked_who_responded_where_it_is_said(home, line):
    family(home)
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, 1, False) == (terminal.end(), len(stored(home)), WHO in terminal.seen)


def test_in_a_pipe_what_somebody_else_did_is_nobody_elses(attune, home):
    assert (0, [], 1) == (
        attune("log", "dad played lego with ada")[0],
        stored(home),
        len(draft_notes(home)),
    )


@pytest.mark.usefixtures("begun")
def test_a_word_that_is_typed_ahead_rates_nothing(home):
    terminal = attune_in(home.data, "log", "fell, hugged her")
    terminal.wait_for(KEEPS)
    terminal.type(f"yes{ENTER}")
    assert (0, ["hurt", "comfort"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_change_is_a_reason_as_any_other(home):
    line, _ = unclear_line("change")  # which is also what `e` answers
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for("Or perhaps: 1 facing a change")
    terminal.type("1")
    terminal.wait_for("· facing a change ")
    terminal.wait_for(KEEPS)
    terminal.type("e")
    terminal.wait_for("What kind of moment")
    terminal.type("\x03")
    assert (130, []) == (terminal.end(), stored(home))


def likely_line(kind: Kind) -> str:
    """Return a line of which no phrase is known, and whose words speak for a kind."""
    some = (line["text"] for line in lines(LEARNT) if line["text"].isascii())
    return next(text for text in some if len(text) < 60 and reading(text).likely is kind)


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_line_of_no_known_phrase_is_shown_as_what_it_may_be(home):
    line = likely_line(Kind.CONNECTION)
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for("a calm moment together")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    terminal.wait_for("What did you do together?")
    terminal.type(f"l{ENTER}")
    assert (0, [line], ["laugh"]) == (
        terminal.end(),
        [moment.note for moment in stored(home)],
        words(home)[:1],
    )


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("arguments", "is_pointed"),
    [
        (["nothing new today"], False),
        (["-m", "a long day"], False),
        (["i cant cope"], True),
        (["nearly hit her"], True),
    ],
)
def test_in_a_terminal_enter_keeps_a_note_that_tells_of_no_moment(home, arguments, is_pointed):
    terminal = attune_in(home.data, "log", *arguments)
    terminal.wait_for("keep the note for now")
    terminal.type(ENTER)
    terminal.wait_for("Kept to be described")
    assert (0, [], [arguments[-1]]) == (terminal.end(), stored(home), draft_notes(home))
    assert is_pointed == ("attune help-now" in terminal.seen)


@pytest.mark.usefixtures("begun")
def test_a_note_of_what_somebody_else_did_to_a_child_says_where_to_turn(home):
    terminal = attune_in(home.data, "log", "pulled her arm")
    terminal.answer(("who did?", "s"), ("keep the note for now", ENTER))
    assert (0, ["pulled her arm"]) == (terminal.end(), draft_notes(home))
    assert "attune help-now" in terminal.seen


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_letter_makes_a_moment_of_a_note(home):
    terminal = attune_in(home.data, "log", "nothing new today")
    terminal.answer(*[(KIND, "m"), (TOGETHER, f"f{ENTER}"), (FULLY, ENTER), (MORE, ENTER)])
    assert (0, ["floor"], ["nothing new today"]) == (
        terminal.end(),
        words(home),
        [moment.note for moment in stored(home)],
    )


def test_in_a_pipe_a_line_of_no_known_phrase_is_kept_to_be_described(attune, home):
    line = likely_line(Kind.DISTRESS)
    assert (0, [], [line]) == (attune("log", line)[0], stored(home), draft_notes(home))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    "line",
    [
        "he hits me, I held her",
        "said sorry to her",
        "he ran off, I smacked him, he was scared of me",
        "jo hugged her when she fell",
        "@jo hugged her when she fell",
        "she fell and I yelled at her",
        "told no, I snapped, then said sorry",
    ],
)
def test_a_rating_is_asked_only_where_one_is_missing_and_it_is_kind_to_ask(home, line):
    main(["caregiver", "add", "jo"], Attune(home, clock=lambda: NOW))
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS)
    terminal.type("p")
    terminal.wait_for("Enter, e or Esc, please.")
    terminal.type(ENTER)
    assert 0 == terminal.end()
    assert {None, "yes"} >= {moment.sensitivity for moment in stored(home)} != set()


def facts(home: Home) -> list[tuple]:
    return [
        (
            *(m.cue, m.responses, m.activities, m.steps, m.states, m.sensitivity, m.after),
            *(m.came_back, m.children, m.caregiver, m.part_of_day, m.note),
            m.logged_at.date() - m.local_day,
        )
        for m in stored(home)
    ]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("fell off the swing hugged her yes", [KIND, WHAT, DID, WHOM, RATING]),
        ("ada fell yesterday, I was tired, hugged her, she calmed down, partly", [KIND, WHAT, DID]),
        ("mia and ada fought over lego, I snapped, then said sorry", [KIND, WHAT, DID, WHOM]),
        ("told no, I snapped, then said sorry", [KIND, WHAT, DID, WHOM, RATING, MENDED]),
        ("played lego with mia this morning, yes", [KIND, TOGETHER, WHOM, FULLY]),
        ("said sorry to ada", [KIND, MENDED, WHOM]),
        ("told no, jo yelled at mia", [KIND, WHAT]),
    ],
)
def test_in_a_terminal_enter_through_a_change_keeps_all_that_was_taken(home, tmp_path, line, asked):
    family(home)
    other = Home.at(tmp_path / "other")
    family(other)
    kept = attune_in(other.data, "log", line)
    kept.wait_for(KEEPS)
    kept.type(ENTER)
    kept.end()
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS)
    terminal.type("e")
    for question in asked:
        terminal.wait_for(question)
        terminal.wait_for("← back")
        terminal.type(ENTER)
    terminal.type(ENTER * 6)  # the rest, until it is stored
    assert (0, facts(other)) == (terminal.end(), facts(home))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("columns", [50, 80])
def test_in_a_terminal_one_wrong_part_is_changed_with_one_letter(home, columns):
    line = "fell off the swing hugged her yes"
    terminal = attune_in(home.data, "log", line, columns=columns)
    terminal.wait_for(KEEPS)
    for question, key in (("", "e"), (KIND, ENTER), (WHAT, "s"), (DID, ENTER), (RATING, ENTER)):
        terminal.wait_for(question)
        terminal.press(key)
    terminal.wait_for(MORE)
    terminal.press(ENTER)
    assert (0, 6, ["scared", "comfort", "yes"]) == (terminal.end(), terminal.pressed, words(home))
    assert [line] == [moment.note for moment in stored(home)]


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_some_of_several_children_stay_chosen_in_a_change(home):
    family(home)
    main(["child", "add", "leo"], Attune(home, clock=lambda: NOW))
    terminal = attune_in(home.data, "log", "mia and leo fell, hugged them, yes")
    terminal.wait_for(KEEPS)
    terminal.answer(
        *[("", "e"), (KIND, ENTER), (WHAT, ENTER), (DID, ENTER), (WHOM, ENTER)],
        *[("● m  Mia", ENTER), (RATING, ENTER), (MORE, ENTER)],
    )
    assert (0, [("mia", "leo")]) == (terminal.end(), [one.children for one in stored(home)])


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_change_can_leave_out_what_was_taken(home):
    family(home)
    terminal = attune_in(home.data, "log", "told no yesterday, I snapped at mia, then said sorry")
    terminal.wait_for(KEEPS)
    terminal.answer(
        *[("", "e"), (KIND, ENTER), (WHAT, "s"), (DID, f"cu{ENTER}"), (WHOM, "a"), (RATING, "y")],
        *[(MENDED, f"s{ENTER}"), (MORE, "w"), ("Anything to add?", ENTER)],
    )
    assert 0 == terminal.end()
    (moment,) = stored(home)
    assert (("ada",), True, ["scared", "comfort", "yes"]) == (
        moment.children,
        moment.time_known,
        words(home),
    )


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("key", [LEFT, "\x7f"], ids=["left", "backspace"])
def test_in_a_terminal_the_first_question_of_a_change_leads_back_to_the_line(home, key):
    terminal = attune_in(home.data, "log", "fell, hugged her, yes")
    terminal.wait_for(KEEPS)
    for question, pressed in (("", "e"), (KIND, ENTER), (WHAT, "s"), (DID, key), (WHAT, key)):
        terminal.wait_for(question)
        terminal.wait_for("← back") if question else None
        terminal.type(pressed)
    terminal.wait_for(KIND)
    terminal.wait_for("← back")
    terminal.type(key)
    terminal.wait_for("bumped or in pain → soothed or held them · yes")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, ["hurt", "comfort", "yes"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_words_behind_options_can_be_changed_too(home):
    terminal = attune_in(home.data, "log", "a long day", "--cue", "hurt", "--response", "stay")
    terminal.wait_for(KEEPS)
    terminal.answer(("", "e"), (KIND, "m"), (TOGETHER, "C"), (FULLY, ENTER), (MORE, ENTER))
    assert (0, ["cuddle"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_change_that_is_left_keeps_line_and_answers(home):
    terminal = attune_in(home.data, "log", "fell, hugged her, yes")
    terminal.wait_for(KEEPS)
    terminal.answer(("", "e"), (KIND, ENTER), (WHAT, "s"), (DID, "\x03"))
    assert (130, ["fell, hugged her, yes"]) == (terminal.end(), draft_notes(home))
    assert [["scared", "comfort", "yes"]] == [kept["words"] for _, kept in read_drafts(home.drafts)]


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_support_is_shown_once_where_fear_is_kept_in_a_change(home):
    terminal = attune_in(home.data, "log", "I smacked her")
    terminal.wait_for(KEEPS)
    terminal.answer(("", "e"), (KIND, ENTER), (WHAT, "t"), (DID, ENTER))
    terminal.wait_for("← back")
    terminal.type(ENTER * 2)
    assert (0, 1) == (terminal.end(), terminal.seen.count("local emergency number"))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("options", [["--at", "yesterdy"], ["--repairs", "99"]])
def test_in_a_terminal_what_cannot_be_read_is_said_before_a_line_is_shown(home, options):
    line = "said sorry to her" if "--repairs" in options else "fell, hugged her, yes"
    terminal = attune_in(home.data, "log", line, *options)
    assert (True, False, [line]) == (
        terminal.end() > 0,
        KEEPS in terminal.seen,
        draft_notes(home),
    )


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_esc_leaves_a_draft(home):
    terminal = attune_in(home.data, "log", "fell", "hugged", "her", "yes")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    assert (0, [], ["fell hugged her yes"]) == (terminal.end(), stored(home), draft_notes(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_draft_of_a_moment_and_its_repair_is_gone_on_with_as_both(home):
    terminal = attune_in(home.data, "log", "fell, I yelled at her, then said sorry")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    assert (0, True) == (terminal.end(), "came back: said sorry" in terminal.seen)
    again = attune_in(home.data, "log")
    again.answer(
        *[("You had begun: bumped or in pain; got sharp or threatened; said sorry", ENTER)],
        *[(RATING, "n"), (MORE, ENTER)],
    )
    assert (0, [("hurt", "no", ()), (None, None, ("sorry",))]) == (
        again.end(),
        [(moment.cue, moment.sensitivity, moment.steps) for moment in stored(home)],
    )


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_nobody_is_asked_how_somebody_else_was_in_a_draft_of_theirs(home):
    family(home)
    terminal = attune_in(home.data, "log", "jo read to ada")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    assert 0 == terminal.end()
    again = attune_in(home.data, "log")
    again.answer(("reading together; @ada; by Jo", ENTER), ("how Jo was", ENTER))
    assert (0, [("jo", None)]) == (
        again.end(),
        [(moment.caregiver, moment.sensitivity) for moment in stored(home)],
    )
    assert FULLY not in again.seen


def line_of_only_a_rating() -> tuple[str, str]:
    """Return a line of which only a rating is taken, and its label."""
    for text in texts("more juice no juice fine juice. weak"):
        found = reading(text)
        is_more = found.questions or found.children or found.at or found.other or found.likely
        if not is_more and [one.word.word for one in found.taken] == ["no"]:
            return text, found.taken[0].word.label
    raise AssertionError("every rated line tells of a moment")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_rating_is_shown_where_the_kind_is_still_to_be_asked(home):
    line, label = line_of_only_a_rating()
    terminal = attune_in(home.data, "log", line)
    terminal.answer(
        *[(f"· {label} · note: “", ""), ("Enter keeps it and goes on", "p"), (KIND, "u")],
        *[(WHAT, "t"), (DID, "C")],
    )
    assert (0, ["partly"]) == (terminal.end(), [moment.sensitivity for moment in stored(home)])


@pytest.mark.parametrize(
    ("line", "is_pointed"),
    [
        ("I locked her in the shed until she said sorry", True),
        ("said sorry to Mia that I shook her", True),
        ("made him kneel on rice", True),
        ("fell off the swing hugged her yes", False),
    ],
)
def test_a_line_of_what_may_have_harmed_a_child_says_where_to_turn(attune, line, is_pointed):
    assert is_pointed == ("attune help-now" in attune("log", line)[2])


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_where_to_turn_stands_before_what_a_hurt_was_taken_for(home):
    line = "I shook the baby because she would not stop crying"
    terminal = attune_in(home.data, "log", line)
    terminal.wait_for(KEEPS.replace("it", "it and goes on"))
    turn, taken = terminal.seen.find("local emergency number"), terminal.seen.find("note: “I shook")
    assert 0 < turn < taken
    terminal.type(ESCAPE)
    terminal.end()


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_danger_is_named_before_it_is_asked_who_shook_a_baby(home):
    terminal = attune_in(home.data, "log", "shook the baby")
    terminal.wait_for("who did?")
    assert 0 < terminal.seen.find("have them seen now") < terminal.seen.find("who did?")
    terminal.type("\x03")
    terminal.end()


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_who_did_it_is_asked(home):
    terminal = attune_in(home.data, "log", "hit", "her,", "held", "her")
    terminal.wait_for("who did?")
    terminal.type("t")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, ["lash_out", "comfort"]) == (terminal.end(), words(home))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(("key", "response"), [("i", ("frighten",)), ("n", ("comfort",))])
def test_in_a_terminal_whether_it_happened_is_asked(home, key, response):
    terminal = attune_in(home.data, "log", "ada fell, might have slapped her, held her, no")
    terminal.wait_for("did it happen?")
    terminal.type(key)
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert 0 == terminal.end()
    assert [response] == [m.responses[:1] for m in stored(home)]


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
            *["@zoe", "--at=banana"],
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=tries(25))
@given(TYPED)
def test_whatever_is_typed_is_stored_or_kept(typed):
    with tempfile.TemporaryDirectory() as folder:
        home = Home.at(Path(folder))
        main(["log", *typed], Attune(home, clock=lambda: NOW))
        drafts = [draft for _, draft in read_drafts(home.drafts)]
        moments = stored(home)
        kept = [*(draft["note"] or "" for draft in drafts), *(one.note or "" for one in moments)]
        kept += [word for draft in drafts for word in draft["words"]]
        kept += [f"@{name}" for draft in drafts for name in draft["children"]]
        kept += [draft.get("unread_time", "") for draft in drafts]
        for one in moments:
            kept += [one.cue or "", one.sensitivity or "", *one.responses, *one.activities]
            kept += [*one.steps, *one.states]
        known = set(" ".join(kept).split()) | ({"cuddle"} if "comfort" in kept else set())
        said = {word.removeprefix("--at=") for word in typed}
        assert {word for word in said if word not in known} == set()


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_changed_line_keeps_who_and_when(home):
    for role, name in (("child", "ada"), ("child", "mia"), ("caregiver", "grandpa")):
        main([role, "add", name], Attune(home, clock=lambda: NOW))
    terminal = attune_in(home.data, "log", "grandpa", "hit", "ada", "yesterday")
    terminal.wait_for(KEEPS)
    terminal.type("e")
    terminal.wait_for("What kind of moment")
    terminal.type("\x03")
    terminal.end()
    ((_, kept),) = read_drafts(home.drafts)
    has_hour = "T" in kept["at"]  # a day alone was said
    assert ("grandpa", ["ada"], False) == (kept["caregiver"], kept["children"], has_hour)


@pytest.mark.parametrize(
    ("line", "is_pointed"),
    [
        ("he hits me, ada saw it, I held her", True),
        ("ada hits me, I held her", False),
        ("my son hits me, I held him", False),
        ("ada hits me and he hits me, I held her", True),
    ],
)
def test_support_is_named_unless_the_line_says_that_the_child_did_it(attune, line, is_pointed):
    attune("child", "add", "ada")
    assert is_pointed == ("attune help-now" in attune("log", line)[2])


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_a_line_of_need_that_is_left_names_support(home):
    terminal = attune_in(home.data, "log", "he hits me, I held her")
    terminal.wait_for(KEEPS)
    terminal.type(ESCAPE)
    terminal.wait_for("attune help-now")
    assert (0, []) == (terminal.end(), stored(home))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_somebody_else_may_have_done_it_and_support_is_named(home):
    terminal = attune_in(home.data, "log", "fell,", "hit", "her,", "held", "her")
    terminal.wait_for("who did?")
    terminal.type("s")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    terminal.wait_for("attune help-now")
    assert (0, ["hurt", "comfort"]) == (terminal.end(), words(home))


def test_options_beside_a_line_that_tells_of_no_moment_make_one(attune, home):
    attune("log", "what a long day", "--cue", "hurt", "--response", "comfort", "--sensitive", "yes")
    assert (["hurt", "comfort", "yes"], []) == (words(home), draft_notes(home))


def test_options_are_kept_with_a_line_that_is_only_kept(attune, home):
    attune("log", "what a long day", "--state", "tired")
    assert [["tired"]] == [draft["words"] for _, draft in read_drafts(home.drafts)]


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_the_line_is_shown_with_its_options(home):
    terminal = attune_in(home.data, "log", "what a long day", "--cue", "hurt", "--response", "stay")
    terminal.wait_for("bumped or in pain → ")
    terminal.wait_for(KEEPS)
    terminal.type(ENTER)
    assert (0, ["hurt", "stay"]) == (terminal.end(), words(home))


@pytest.mark.parametrize(
    "line", ["@ada hurt comfrot yess +park", "@ada hurt comfort yes no +park", "@ada fell +!! yes"]
)
def test_children_are_kept_with_a_refused_line_and_not_among_its_words(attune, home, line):
    code, _, _ = attune("log", *line.split())
    ((_, kept),) = read_drafts(home.drafts)
    assert (2, ["ada"], "@ada" in kept["words"]) == (code, kept["children"], False)


def test_tags_are_kept_with_a_refused_line(attune, home):
    attune("log", "hurt", "comfrot", "yess", "+park")
    ((_, kept),) = read_drafts(home.drafts)
    assert (["park"], ["hurt", "comfrot", "yess"]) == (kept["tags"], kept["words"])


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (["hurt", "comfort", "yes", "no"], ["hurt", "comfort", "yes", "no"]),
        (["hurt", "--cue", "told_no"], ["hurt", "told_no"]),
        (["--cue", "hurt", "--cue", "told_no"], ["hurt", "told_no"]),
    ],
)
def test_words_that_clash_are_kept(attune, home, arguments, kept):
    code, _, err = attune("log", *arguments)
    ((_, draft),) = read_drafts(home.drafts)
    assert (2, True, kept) == (
        code,
        "don’t go together" in err,
        sorted(draft["words"], key=kept.index),
    )


@pytest.mark.parametrize("came_back", ["not_yet", "not_needed"])
def test_a_repair_beside_not_having_come_back_is_refused(attune, home, came_back):
    code, _, err = attune("log", "told_no", "punish", "no", "sorry", "--came-back", came_back)
    assert (2, True, []) == (
        code,
        f"“{came_back}” and “sorry” don’t go together" in err,
        stored(home),
    )


@pytest.mark.parametrize("came_back", ["not_yet", "not_needed"])
def test_of_words_of_the_vocabularies_none_is_left_out_silently(attune, home, came_back):
    code, _, _ = attune("log", "told_no", "punish", "no", "sorry", came_back)
    ((_, kept),) = read_drafts(home.drafts)
    assert (2, [], ["told_no", "punish", "no", "sorry", came_back]) == (
        code,
        stored(home),
        kept["words"],
    )


def test_a_repair_beside_having_come_back_at_once_is_stored_so(attune, home):
    attune("log", "told_no punish no sorry", "--came-back", "same_moment")
    assert ["same_moment", None] == [moment.came_back for moment in stored(home)]


@pytest.mark.parametrize("came_back", ["not_yet", "not_needed"])
def test_not_having_come_back_is_named_beside_a_repair(attune, came_back):
    _, _, err = attune("log", "told_no", "punish", "no", "sorry", came_back)
    assert f"“{came_back}” and “sorry” don’t go together" in err


def test_a_span_is_no_day_and_is_asked_for(attune, home):
    code, _, err = attune("log", "fell last week, hugged her")
    assert (2, True, []) == (code, "Which day was it, in “last week”?" in err, stored(home))
    assert ["fell last week, hugged her"] == draft_notes(home)
    attune("log", "fell last week, hugged her", "--at", "last tuesday")
    assert ["2026-11-17"] == [moment.local_day.isoformat() for moment in stored(home)]


def test_a_slip_of_the_pen_is_read_and_said(attune, home):
    _, _, err = attune("log", "said sorrry to her")
    assert (["sorry"], "Read “sorrry” as “sorry”.\n") == (words(home), err)


def test_an_at_name_of_a_caregiver_is_the_one_who_responded(attune, home):
    attune("child", "add", "ada")
    attune("caregiver", "add", "jo")
    attune("log", "hurt", "comfort", "@jo", "@ada")
    attune("log", "@jo fell, hugged her")
    assert [("jo", ("ada",)), ("jo", ("ada",))] == [(m.caregiver, m.children) for m in stored(home)]


@pytest.mark.parametrize(
    ("options", "stored_as"),
    [
        ("--cue fell --response hugged --sensitive y", ["hurt", "comfort", "yes"]),
        ("--cue tired --response fed", ["body", "met"]),
        ("--activity cuddled --state exhausted", ["cuddle", "tired"]),
        ("--step apologised", ["sorry"]),
    ],
)
def test_what_people_say_is_taken_behind_options(attune, home, options, stored_as):
    assert (0, stored_as) == (attune("log", *options.split())[0], words(home))


@pytest.mark.parametrize(
    ("options", "guess"),
    [
        ("--response spanked", "“frighten” (response)"),
        ("--response hit", "“frighten” (response)"),
        ("--response phone", "“distract” (response)"),
    ],
)
def test_what_is_only_near_is_refused_behind_options_with_the_guess(attune, home, options, guess):
    code, _, err = attune("log", *options.split())
    assert (2, True, []) == (code, f"Did you mean {guess}?" in err, stored(home))


@pytest.mark.parametrize(
    ("begun", "typed", "edited"),
    [
        ("hurt comfort", "hungry fed", ["body", "met"]),
        ("hurt comfort", "hugged y", ["hurt", "comfort", "yes"]),
        ("floor", "hugged", ["cuddle"]),
        ("hurt comfort", "--add stayed --cue fell", ["hurt", "comfort", "stay"]),
        ("sorry", "--add agreed", ["sorry", "plan"]),
    ],
)
def test_what_people_say_is_taken_by_edit(attune, home, begun, typed, edited):
    attune("log", *begun.split())
    assert (0, edited) == (attune("edit", "1", *typed.split())[0], words(home))


@pytest.mark.parametrize("typed", ["food", "hit", "comfrot", "hugged read"])
def test_what_edit_is_not_sure_of_changes_nothing(attune, home, typed):
    attune("log", "hurt", "comfort")
    assert (2, ["hurt", "comfort"]) == (attune("edit", "1", *typed.split())[0], words(home))


OPTIONS = st.sampled_from(
    [
        *["--cue fell", "--cue banana", "--response hugged", "--response hit", "--state tired"],
        *["--sensitive y", "--step sorry", "--activity cuddled", "--after asleep", "--cue hurt"],
    ]
)


@settings(max_examples=tries(25))
@given(TYPED, st.lists(OPTIONS, max_size=2))
def test_whatever_is_typed_with_options_is_stored_kept_or_refused_whole(typed, options):
    with tempfile.TemporaryDirectory() as folder:
        home = Home.at(Path(folder))
        behind = " ".join(options).split()
        code = main(["log", *behind, "--", *typed], Attune(home, clock=lambda: NOW))
        moments, drafts = stored(home), [draft for _, draft in read_drafts(home.drafts)]
        assert (code == 0) >= bool(moments)
        if code == 0:
            assert moments or drafts
        for one in moments:
            assert "frighten" not in one.responses or {"hit", "I"} <= set(typed)


@settings(max_examples=tries(15))
@given(
    st.lists(
        st.sampled_from(
            ["fell", "hugged", "y", "no", "tired", "hit", "food", "park", "fed", "sorry"]
        ),
        max_size=3,
    )
)
def test_an_edit_stores_what_was_typed_or_nothing(typed):
    with tempfile.TemporaryDirectory() as folder:
        run = Attune(Home.at(Path(folder)), clock=lambda: NOW)
        main(["log", "hurt", "comfort"], run)
        code = main(["edit", "1", "partly", *typed], run)
        (moment,) = stored(run.home)
        assert (code == 0) == (moment.sensitivity is not None)
        assert "frighten" not in moment.responses


def test_going_on_with_a_refused_line_has_its_children_and_tags(attune, home):
    attune("log", "@ada", "hurt", "comfrot", "yess", "+park")
    ((_, kept),) = read_drafts(home.drafts)
    entry = entry_of(kept, Attune(home, clock=lambda: NOW).vocabulary)
    assert entry is not None
    assert (("ada",), ("park",), "comfrot yess") == (entry.children, entry.tags, entry.note)


OPENED = """
import os, sys
opened, end = [], os._exit
sys.addaudithook(lambda event, _: opened.append(event) if event == "sqlite3.connect" else None)
os._exit = lambda code: (os.write(2, f"{len(opened)} times".encode()), end(code))
from attune_cli.__main__ import run
run()
"""


def test_a_line_in_a_pipe_opens_the_journal_once(attune, home):
    attune("child", "add", "ada")
    attune("log", "hurt", "comfort", at=system_clock())  # the first of a day makes a backup
    ended = subprocess.run(
        [sys.executable, "-c", OPENED, "log", "ada", "fell,", "hugged", "her"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ATTUNE_HOME": str(home.data)},
        check=True,
    )
    assert ("1 times", ("ada",)) == (ended.stderr, stored(home)[-1].children)


@pytest.mark.parametrize(
    ("line", "state", "change"),
    [
        ("bedtime tired", "tired", "attune edit 1 --without tired"),
        ("fell, hugged her, tired", "tired", "attune edit 1 --without tired"),
        ("hurt comfort angry", "angry", "attune edit 1 --without angry"),
        ("hugged her, stressed", "stressed", "attune edit 1 --without stressed"),
        ("read low", "low", "attune edit 1 --without low"),
    ],
)
def test_whose_an_open_state_was_is_said_in_every_moment(attune, line, state, change):
    _, out, err = attune("log", line)
    hint = f"“{state}” is stored as how you were. If it was the child: {change}\n"
    assert (f"you: {state}", hint) == (out[out.find("you:") :].split(" ·")[0].strip(), err)


def test_a_state_of_which_the_line_says_whose_it_was_needs_no_word(attune):
    assert "" == attune("log", "I was tired, she fell, hugged her, yes")[2]


@pytest.mark.parametrize("line", ["so bloody tired", "knackered af", "fucking exhausted"])
def test_no_word_is_guessed_for_a_swear_word(attune, line):
    code, out, err = attune("log", line)
    assert (0, False) == (code, "I don’t know" in out + err)


@pytest.mark.parametrize(
    "typed",
    [
        ["log", "I locked her in the shed until she stopped, last week"],
        ["put a pillow over his face"],
        ["log", "I held a pillow over his face", "--at", "banana"],
    ],
)
def test_a_refusal_of_what_tells_of_harm_says_where_to_turn(attune, typed):
    code, _, said = attune(*typed)
    assert (2, True) == (code, "attune help-now" in said)


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_where_to_turn_is_said_before_anything_is_asked(home):
    terminal = attune_in(home.data, "log", "she hit me so I put a pillow over her face")
    terminal.wait_for("attune help-now")
    terminal.wait_for(KEEPS)
    terminal.type("\x1b")
    terminal.end()
    assert terminal.seen.index("attune help-now") < terminal.seen.index("lashing out")


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_where_to_turn_is_said_once_for_a_line_that_is_kept(home):
    terminal = attune_in(home.data, "log", "he hits me, I held her")
    terminal.wait_for(KEEPS)
    terminal.type("\r")
    terminal.end()
    assert (1, 1) == (len(stored(home)), terminal.seen.count("attune help-now"))
