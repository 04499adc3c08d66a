"""`attune log` in a real terminal: the questions, the keys, and that nothing typed is lost."""

import os
import signal

import pytest

import needs
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.people import read_people
from journals import draft_notes, stored
from terminal import PROGRAM, Terminal, attune_in, become

ENTER, CTRL_C, CTRL_D, CTRL_Z, SPACE = "\r", "\x03", "\x04", "\x1a", " "
DOWN, LEFT = "\x1b[B", "\x1b[D"
KIND, WHAT, DID = "What kind of moment", "What happened?", "What did you do?"
RATING, BACK = "Looking back, was your", "Did you come back to it?"
MORE, NOTE = "Anything to add?", "A note, which Enter keeps:"


def answer(terminal: Terminal, *script: tuple[str, str]) -> None:
    """Wait for each question and press its keys, one after the other."""
    for question, keys in script:
        terminal.wait_for(question)
        terminal.press(*([keys] if keys in {DOWN, LEFT} else keys))


def told(home) -> list[tuple]:
    return [(m.cue, m.responses, m.sensitivity, m.came_back, m.note) for m in stored(home)]


# What is pressed for a moment, Enter and all, and how many keys that is. One more keeps it as it
# is, or begins a note.
DISTRESS = [(KIND, "u"), (WHAT, "h")]
COUNTED = {
    "distress": (5, [*DISTRESS, (DID, f"c{ENTER}"), (RATING, "y")]),
    "distress, with a capital": (4, [*DISTRESS, (DID, "C"), (RATING, "y")]),
    "calm": (4, [(KIND, "m"), ("together?", f"f{ENTER}"), ("fully there", "y")]),
    "repair": (4, [(KIND, "r"), ("come back?", f"s{ENTER}"), ("Which moment", "1")]),
    "hard": (6, [(KIND, "u"), (WHAT, "t"), (DID, "uM"), (RATING, "n"), (BACK, "l")]),
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_moment_takes_as_few_keys_as_promised(home, attune, name):
    attune("log", "told_no", "punish", "no")
    keys, script = COUNTED[name]
    terminal = attune_in(home.data, "log", columns=50)
    answer(terminal, *script, (MORE, ENTER))
    assert (0, keys + 1, 2) == (terminal.end(), terminal.pressed, len(stored(home)))


def test_a_moment_of_distress_is_stored_as_answered(home):
    terminal = attune_in(home.data, "log", columns=50)
    answer(terminal, *DISTRESS, (DID, "C"), ("they", "y"), (MORE, "n"), (NOTE, f"late{ENTER}"))
    assert (0, [("hurt", ("comfort",), "yes", None, "late")]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_after_partly_it_asks_whether_they_came_back_and_takes_a_note(home):
    terminal = attune_in(home.data, "log")
    script = [(KIND, "u"), (WHAT, "t"), (DID, f"lc{ENTER}"), (RATING, "p"), (BACK, "n")]
    answer(terminal, *script, (MORE, "n"), (NOTE, "late\r"))
    assert terminal.end() == 0
    assert told(home) == [("told_no", ("comfort", "limit_warm"), "partly", "not_yet", "late")]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("rated", "rating"), [([(RATING, ENTER)], None), ([(RATING, "p"), (BACK, ENTER)], "partly")]
)
def test_all_but_the_first_three_can_be_skipped_with_enter(home, rated, rating):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, f"c{ENTER}"), *rated, (MORE, ENTER))
    assert (0, [("hurt", ("comfort",), rating, None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_arrows_space_and_enter_do_it_too(home):
    terminal = attune_in(home.data, "log")
    script = [
        (KIND, DOWN + ENTER),
        (WHAT, DOWN * 2 + ENTER),
        (DID, DOWN + SPACE + ENTER),
        (RATING, DOWN + ENTER),
        (MORE, ENTER),
    ]
    for question, keys in script:
        terminal.wait_for(question)
        terminal.type(keys)
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_a_calm_moment_has_its_own_questions(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, "m"), ("together?", f"f{ENTER}"), ("fully there", "y"), (MORE, ENTER))
    assert terminal.end() == 0
    assert [("connection", ("floor",), "yes")] == [
        (m.kind, m.activities, m.sensitivity) for m in stored(home)
    ]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("happened", "did", "asked", "shown"),
    [
        ([(KIND, "u"), (WHAT, "t")], f"c{ENTER}", "it ended", "I’m staying with you"),
        ([(KIND, "m")], f"f{ENTER}", "you being there", "You show me how"),
    ],
)
def test_a_question_mark_shows_what_each_rating_may_look_like(
    home, process, happened, did, asked, shown
):
    process("child", "add", "ada", "--band", "toddler")
    terminal = attune_in(home.data, "log")
    answer(terminal, *happened, ("What did you do", did), ("? explains", ""), ("? explains", "?"))
    for text in (asked, shown, "? explains"):
        terminal.wait_for(text)
    terminal.press("y")
    answer(terminal, (MORE, ENTER))
    assert (0, ["yes"]) == (terminal.end(), [moment.sensitivity for moment in stored(home)])


def test_a_repair_offers_hard_moments_alone_the_newest_first(home, attune):
    for words in ("told_no punish no", "hurt comfort yes", "change space partly", "hurt take_over"):
        attune("log", *words.replace("take_over", "takeover").split())
    for words in ("scared missed no not_needed", "worry stay partly later", "hurt distract"):
        attune("log", *words.split())
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, "r"), ("come back?", f"s{ENTER}"))
    for text in ("1  #4 ", "→ took over", "2  #3 ", "→ waited nearby", "3  #1 ", "→ got sharp"):
        terminal.wait_for(text)
    terminal.wait_for("? explains")
    terminal.press("2")
    answer(terminal, (MORE, ENTER))
    assert (0, False) == (terminal.end(), "4  #" in terminal.seen)
    assert "later" == stored(home)[2].came_back


def test_a_repair_asks_for_no_moment_where_none_was_hard(home, attune):
    attune("log", "hurt", "comfort", "yes")
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, "r"), ("come back?", f"s{ENTER}"), (MORE, ENTER))
    assert (0, False) == (terminal.end(), "Which moment" in terminal.seen)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("answers", [DISTRESS, [*DISTRESS, (DID, f"c{ENTER}")]], ids=["one", "two"])
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_ctrl_c_keeps_a_draft_that_the_next_log_goes_on_with(home, answers, key):
    terminal = attune_in(home.data, "log")
    answer(terminal, *answers, (RATING if answers[2:] else DID, key))
    assert (130, True) == (terminal.end(), "offers it next time" in terminal.seen)
    again = attune_in(home.data, "log")
    again.wait_for("You had begun")
    again.press(ENTER)
    rest = [(DID, f"c{ENTER}"), (RATING, "y"), (MORE, ENTER)][len(answers) - 2 :]
    answer(again, *rest)
    assert (0, []) == (again.end(), draft_notes(home))
    assert told(home) == [("hurt", ("comfort",), "yes", None, None)]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_a_half_typed_note_survives_ctrl_c(home, key):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, f"c{ENTER}"), (RATING, "y"), (MORE, "n"), (NOTE, ""))
    terminal.type("she ran to")
    terminal.wait_for("she ran to")
    terminal.press(key)
    terminal.end()
    assert draft_notes(home) == ["she ran to"]


@pytest.mark.usefixtures("begun")
def test_a_closed_window_keeps_what_was_answered(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, ""))
    terminal.kill()
    assert [draft["words"] for _, draft in read_drafts(home.drafts)] == [["hurt"]]


@pytest.mark.usefixtures("begun")
def test_a_draft_can_be_declined(home, attune):
    attune("log", "hrt", "-m", "a story")
    terminal = attune_in(home.data, "log")
    terminal.wait_for("You had begun")
    terminal.press("n")
    terminal.wait_for("a story")
    terminal.wait_for(KIND)
    assert draft_notes(home) == []
    terminal.kill()


@pytest.mark.usefixtures("begun")
def test_a_draft_is_offered_only_where_nothing_was_said(home, attune):
    attune("log", "hrt", "-m", "a story")
    terminal = attune_in(home.data, "log", "scared", "-m", "another")
    terminal.wait_for(DID)
    terminal.press("c", ENTER)
    assert (0, [("scared", ("comfort",), None, None, "another")]) == (terminal.end(), told(home))
    assert draft_notes(home) == ["a story"]


@pytest.mark.usefixtures("begun")
def test_enter_alone_answers_none_of_the_first_three(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, f"{ENTER}u"), (WHAT, f"{ENTER}h"), (DID, f"{ENTER}c{ENTER}"))
    answer(terminal, (RATING, ENTER), (MORE, ENTER))
    assert (0, [("hurt", ("comfort",), None, None, None)]) == (terminal.end(), told(home))


def test_a_time_that_cannot_be_read_is_said_before_anything_is_asked(home):
    terminal = attune_in(home.data, "log", "--at", "yesterdy")
    assert (2, False) == (terminal.end(), KIND in terminal.seen)


@pytest.mark.usefixtures("begun")
def test_ctrl_c_in_the_editor_is_the_editors_own(home, tmp_path):
    editor = tmp_path / "editor"
    needs.script(editor, "trap '' INT\necho kept > $1\necho editing\nread line")
    terminal = attune_in(home.data, "log", "hurt", "comfort", "-e", EDITOR=str(editor), VISUAL="")
    terminal.wait_for("editing")
    terminal.press(CTRL_C, ENTER)
    assert (0, ["kept"]) == (terminal.end(), [moment.note for moment in stored(home)])


def test_ctrl_c_before_any_answer_makes_nothing(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, CTRL_C))
    assert (130, False) == (terminal.end(), home.data.exists())


@pytest.mark.parametrize(("answer", "names"), [("y", ["ada"]), ("n", [])])
def test_a_child_named_for_the_first_time_is_created_after_a_question(home, answer, names):
    terminal = attune_in(home.data, "log", "hurt", "comfort", "yes", "@ada")
    terminal.wait_for("Add a child of that name?")
    terminal.press(answer)
    code = terminal.end()
    with reading(home) as connection:
        known = read_people(connection).names_of_children
    assert (int(not names), names, len(names)) == (code, known, len(stored(home)))


def test_a_refused_child_makes_no_journal_and_the_words_are_kept(home):
    terminal = attune_in(home.data, "log", "hurt", "comfort", "yes", "@ada")
    terminal.wait_for("Add a child of that name?")
    terminal.press("n")
    terminal.end()
    assert (False, 1) == (home.journal.exists(), len(list(home.drafts.iterdir())))


@pytest.mark.parametrize(
    ("keys", "children"),
    [
        ("b", ("bo",)),
        ("*", ("ada", "bo", "cleo")),
        (f"+ac{ENTER}", ("ada", "cleo")),
        (ENTER, ()),
    ],
)
def test_with_several_children_one_key_says_with_whom(home, typed_before, keys, children):
    typed_before("child add ada", "child add bo", "child add cleo")
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, "u"), (WHAT, "q"), (DID, "S"), ("With whom?", keys), (RATING, "y"))
    answer(terminal, (MORE, ENTER))
    assert (0, children) == (terminal.end(), stored(home)[0].children)


@pytest.mark.usefixtures("begun")
def test_when_a_state_and_how_they_were_are_one_key_each(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, "C"), (RATING, "y"), (MORE, "m"), ("So far: this", "y"))
    answer(terminal, ("How were you?", "t"), ("you: tired", "a"), ("afterwards?", "s"))
    answer(terminal, ("they: settled", ENTER))
    assert terminal.end() == 0
    assert [("morning", None, ("tired",), "settled")] == [
        (m.part_of_day, m.occurred_at, m.states, m.after) for m in stored(home)
    ]


@pytest.mark.usefixtures("begun")
def test_another_time_is_typed_and_asked_again_where_it_cannot_be_read(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, "C"), (RATING, "y"), (MORE, "o"))
    answer(terminal, ("When was it?", f"yesterdy{ENTER}"), ("can’t read", ""))
    answer(terminal, ("When was it?", "\x15"))
    terminal.type("2020-05-03\r")
    answer(terminal, ("So far: 2020-05-03", ENTER))
    assert (0, "2020-05-03") == (terminal.end(), str(stored(home)[0].local_day))


@pytest.mark.usefixtures("begun")
def test_left_leads_back_and_what_was_answered_is_kept(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, f"c{ENTER}"), (RATING, "p"), (BACK, LEFT), (RATING, LEFT))
    answer(terminal, (DID, LEFT), (WHAT, "s"), (DID, f"n{ENTER}"), (RATING, ENTER), (BACK, "n"))
    answer(terminal, (MORE, ENTER))
    assert terminal.end() == 0
    assert [("scared", ("comfort", "name"), "partly", "not_yet", None)] == told(home)


@pytest.mark.usefixtures("begun")
def test_another_kind_leaves_out_what_no_longer_fits(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, f"c{ENTER}"), (RATING, LEFT), (DID, LEFT), (WHAT, LEFT))
    answer(terminal, (KIND, "m"), ("together?", f"f{ENTER}"), ("fully there", "y"), (MORE, ENTER))
    assert terminal.end() == 0
    assert [("connection", None, (), ("floor",))] == [
        (m.kind, m.cue, m.responses, m.activities) for m in stored(home)
    ]


@pytest.mark.usefixtures("begun")
def test_backspace_in_an_empty_note_leads_back(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, "C"), (RATING, "y"), (MORE, "n"), (NOTE, "x\x7f\x7f"))
    answer(terminal, (MORE, ENTER))
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_keys_behind_ctrl_z_mark_nothing(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS)
    terminal.wait_for(DID)
    terminal.wait_for("← back")
    terminal.type(f"{CTRL_Z}fg{ENTER}")
    terminal.wait_for("← back")
    terminal.press("C")
    answer(terminal, (RATING, "y"), (MORE, ENTER))
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


def shell(command: list) -> None:
    """Be a shell that starts one job, says when it is suspended, and continues it at a line."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    os.setpgid(job, job)
    if job == 0:
        os.tcsetpgrp(0, os.getpid())
        become(command)
    os.closerange(3, 1024)  # whoever started this waits for that
    _, status = os.waitpid(job, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    os.write(1, b"suspended" if os.WIFSTOPPED(status) else b"ended")
    os.read(0, 100)
    os.tcsetpgrp(0, job)
    os.killpg(job, signal.SIGCONT)
    _, status = os.waitpid(job, 0)
    os._exit(os.waitstatus_to_exitcode(status))


@pytest.mark.usefixtures("begun")
@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="this system suspends nothing")
@pytest.mark.parametrize("answers", [DISTRESS, [*DISTRESS, (DID, "C"), (RATING, "y"), (MORE, "n")]])
def test_ctrl_z_suspends_and_leads_to_the_same_question(home, answers):
    command = [PROGRAM, "log"]
    environment = {"ATTUNE_HOME": str(home.data), "TZ": "UTC"}
    terminal = Terminal(command, environment, inside=lambda: shell(command))
    is_note = len(answers) > len(DISTRESS)
    asked = NOTE if is_note else DID
    answer(terminal, *answers, (asked, "a" * is_note), ("a" if is_note else "← back", CTRL_Z))
    answer(terminal, ("suspended", f"fg{ENTER}"), (asked, "b\r" if is_note else "C"))
    if not is_note:
        answer(terminal, (RATING, "y"), (MORE, ENTER))
    assert (0, [("comfort",)]) == (terminal.end(), [m.responses for m in stored(home)])
    assert ["ab" if is_note else None] == [m.note for m in stored(home)]


@pytest.mark.usefixtures("begun")
def test_keys_that_are_typed_ahead_answer_the_questions_to_come(home):
    terminal = attune_in(home.data, "log")
    terminal.wait_for(KIND)
    terminal.type("uhCy\n")
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_a_pasted_text_chooses_nothing(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS)
    terminal.wait_for(DID)
    terminal.wait_for("← back")
    terminal.type("\x1b[200~fell off\x1b[201~")
    terminal.press("C")
    answer(terminal, (RATING, "y"), (MORE, ENTER))
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


def test_the_responses_that_are_used_most_stand_first_with_their_letters(home, attune):
    attune("caregiver", "add", "opa")
    for words in ("space", "space", "met", "frighten", "frighten", "frighten", "met distract"):
        attune("log", "hurt", *words.split())
    for _ in range(4):
        attune("log", "hurt", "give_in", "--caregiver", "opa")
    terminal = attune_in(home.data, "log")
    answer(terminal, *DISTRESS, (DID, ""))
    terminal.wait_for("○ m  met the need\n   ○ p  waited nearby\n   ○ d  shifted their attention")
    terminal.wait_for("○ c  soothed or held them")
    terminal.press("C")
    answer(terminal, (RATING, "y"), (MORE, ENTER))
    assert (0, ("comfort",)) == (terminal.end(), stored(home)[-1].responses)


@pytest.mark.parametrize(
    ("did", "by", "is_warm"), [("C", [], True), ("F", [], False), ("C", ["opa"], False)]
)
def test_a_warm_line_ends_the_questions_but_never_after_fear(home, attune, did, by, is_warm):
    attune("caregiver", "add", "opa")
    options = [part for name in by for part in ("--caregiver", name)]
    terminal = attune_in(home.data, "log", *options)
    rated = [] if by else [(RATING, "y")]
    asked = DID.replace("you", "Opa") if by else DID
    answer(terminal, *DISTRESS, (asked, did), *rated, (MORE, ENTER), ("#1 · upset", ""))
    assert (0, is_warm) == (terminal.end(), "You saw what they needed" in terminal.seen)


@pytest.mark.usefixtures("begun")
def test_only_what_is_essential_is_asked_where_something_was_said(home):
    terminal = attune_in(home.data, "log", "hurt", "yes")
    terminal.wait_for(DID)
    terminal.press("c", ENTER)
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_nothing_is_asked_where_all_was_said(home):
    terminal = attune_in(home.data, "log", "hurt", "comfort")
    assert (0, False) == (terminal.end(), "?" in terminal.seen)


@pytest.mark.usefixtures("begun")
def test_frighten_points_to_support_before_the_next_question(home):
    terminal = attune_in(home.data, "log")
    answer(terminal, (KIND, "u"), (WHAT, "t"), (DID, f"f{ENTER}"), ("local emergency number", ""))
    answer(terminal, (RATING, ENTER), (MORE, ENTER))
    assert (0, 1) == (terminal.end(), terminal.seen.count("local emergency number"))


@pytest.mark.usefixtures("begun")
def test_in_a_terminal_the_week_has_emphasis_and_no_red(home, process):
    process("log", "told_no", "punish", "no", "-m", "[red]x[/]")
    terminal = attune_in(home.data, "week", columns=50)
    assert terminal.end() == 0
    assert ("\x1b[1m" in terminal.raw, "\x1b[31m" in terminal.raw) == (True, False)


@pytest.mark.usefixtures("begun")
def test_no_color_is_honoured(home, process):
    process("log", "told_no", "punish", "no")
    terminal = attune_in(home.data, "week", NO_COLOR="1")
    terminal.end()
    assert "\x1b[36m" not in terminal.raw


@pytest.mark.usefixtures("begun")
def test_plain_has_no_escape_sequence_at_all(home, process):
    process("log", "told_no", "punish", "no")
    terminal = attune_in(home.data, "week", "--plain")
    terminal.end()
    assert "\x1b" not in terminal.raw


@pytest.mark.parametrize("name", ["dumb", "", "unknown", "lpr", "vt52"])
def test_a_terminal_that_can_do_no_more_than_print_gets_a_sentence_and_nothing_that_steers(
    home, name
):
    terminal = attune_in(home.data, "log", TERM=name)
    assert (2, True, False) == (
        terminal.end(),
        terminal.seen.startswith("Say what happened"),
        "\x1b" in terminal.raw,
    )
