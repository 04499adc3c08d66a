"""`attune reflect` in a real terminal: the question, and what was begun is there again."""

import json

import pytest

import needs
from attune_cli.clock import system_clock
from attune_cli.store.drafts import keep_draft
from journals import answer_drafts, answers
from terminal import attune_in

ENTER, CTRL_C, CTRL_D, CLEAR = "\r", "\x03", "\x04", "\x15"
FIRST_STEP = "What was one small thing that you did, and were glad of?"
WORDS = "A few words, if you like:"


def texts(home) -> list[str]:
    return [answer.text for answer in answers(home)]


def flat(terminal) -> str:
    return " ".join(terminal.seen.split())


def ctrl_c_after(home, text: str, *arguments: str) -> int:
    terminal = attune_in(home.data, "reflect", *arguments)
    terminal.wait_for(WORDS)
    terminal.type(text)
    terminal.wait_for(text)
    terminal.press(CTRL_C)
    return terminal.end()


def test_it_asks_the_question_and_keeps_the_answer(home):
    terminal = attune_in(home.data, "reflect", columns=50)
    terminal.wait_for(WORDS)
    terminal.type(f"we [b]sang[/]{ENTER}")
    assert (0, ["we [b]sang[/]"]) == (terminal.end(), texts(home))
    seen = flat(terminal)
    assert seen.index("The week of") < seen.index(FIRST_STEP) < seen.index(WORDS)
    assert "Kept with the week of" in seen


@pytest.mark.parametrize("typed", ["", "   "], ids=["nothing", "spaces"])
def test_enter_alone_keeps_nothing_and_ends_well(home, typed):
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.type(f"{typed}{ENTER}")
    terminal.wait_for("Nothing is kept. The question can wait.")
    assert (0, False) == (terminal.end(), home.data.exists())


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_going_away_before_a_word_makes_nothing(home, key):
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.press(key)
    assert (130, False) == (terminal.end(), home.data.exists())


@pytest.mark.usefixtures("begun")
def test_ctrl_c_keeps_what_was_typed_and_offers_it_again(home):
    assert (130, ["she ran to"]) == (ctrl_c_after(home, "she ran to"), answer_drafts(home))
    again = attune_in(home.data, "reflect")
    again.wait_for("What you had begun is here")
    again.wait_for("she ran to")
    again.type(f" me{ENTER}")
    assert (0, ["she ran to me"], []) == (again.end(), texts(home), answer_drafts(home))


@pytest.mark.usefixtures("begun")
def test_what_was_begun_goes_with_its_own_question(home, process):
    ctrl_c_after(home, "we sang")
    process("log", "floor")
    again = attune_in(home.data, "reflect")
    again.wait_for(FIRST_STEP)
    again.wait_for(WORDS)
    again.press(ENTER)
    assert (0, [FIRST_STEP]) == (again.end(), [answer.question for answer in answers(home)])


@pytest.mark.usefixtures("begun")
def test_ctrl_c_again_keeps_the_newer_words_once(home):
    ctrl_c_after(home, "she ran")
    again = attune_in(home.data, "reflect")
    again.wait_for("she ran")
    again.type(" to me")
    again.wait_for("to me")
    again.press(CTRL_C)
    assert (130, ["she ran to me"]) == (again.end(), answer_drafts(home))


@pytest.mark.usefixtures("begun")
def test_ctrl_c_on_emptied_words_keeps_them(home):
    ctrl_c_after(home, "she ran")
    again = attune_in(home.data, "reflect")
    again.wait_for("she ran")
    again.press(CLEAR, CTRL_C)
    assert (130, ["she ran"]) == (again.end(), answer_drafts(home))


@pytest.mark.usefixtures("begun")
def test_emptied_words_are_put_aside_and_shown_once_more(home):
    ctrl_c_after(home, "she ran")
    again = attune_in(home.data, "reflect")
    again.wait_for("she ran")
    again.press(CLEAR, ENTER)
    again.wait_for("Put aside. It was:\nshe ran")
    assert (0, [], []) == (again.end(), answer_drafts(home), answers(home))


@pytest.mark.usefixtures("begun")
def test_what_was_begun_about_another_week_waits_there(home):
    ctrl_c_after(home, "she ran", "--last")
    this = attune_in(home.data, "reflect")
    this.wait_for(WORDS)
    this.press(ENTER)
    assert (0, ["she ran"]) == (this.end(), answer_drafts(home))
    that = attune_in(home.data, "reflect", "--last")
    that.wait_for("she ran")
    that.press(ENTER)
    assert (0, ["she ran"], []) == (that.end(), texts(home), answer_drafts(home))


@pytest.mark.usefixtures("begun")
def test_an_answer_that_is_in_the_journal_is_not_offered_again(home, attune):
    attune("reflect", "-m", "we sang", at=system_clock())
    (answer,) = answers(home)
    day = answer.week.isoformat()
    keep_draft(home.answers, answer.uid, {"day": day, "question": "?", "note": "we sang"})
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.press(ENTER)
    assert (0, [], ["we sang"]) == (terminal.end(), answer_drafts(home), texts(home))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    "draft",
    [{}, {"day": 7, "note": "x"}, {"day": "2026-11-22"}, {"day": None, "question": 1, "note": []}],
    ids=str,
)
def test_a_draft_that_makes_no_sense_is_passed_over(home, draft):
    keep_draft(home.answers, "uid", draft)
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.press(ENTER)
    assert (0, True) == (terminal.end(), "Nothing is kept" in terminal.seen)
    assert draft == json.loads((home.answers / "uid.json").read_text("utf-8"))


@pytest.mark.usefixtures("begun")
def test_what_was_written_already_stands_above_the_question(home, attune):
    attune("reflect", "-m", "we [b]sang[/] \x1b[31mloud", at=system_clock())
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.type(f"and danced{ENTER}")
    assert (0, 2) == (terminal.end(), len(answers(home)))
    kept_beside = "What you write now is kept beside it."
    assert f"You wrote: we [b]sang[/] [31mloud {kept_beside} {FIRST_STEP}" in flat(terminal)


@pytest.mark.usefixtures("begun")
def test_words_on_the_command_line_are_not_asked_for(home):
    terminal = attune_in(home.data, "reflect", "-m", "we sang")
    assert (0, False) == (terminal.end(), FIRST_STEP in flat(terminal).split("Kept")[0])


@pytest.mark.usefixtures("begun")
def test_json_asks_nothing_in_a_terminal_either(home):
    terminal = attune_in(home.data, "reflect", "--json")
    assert (2, False) == (terminal.end(), WORDS in terminal.seen)


@pytest.mark.usefixtures("begun")
def test_a_dash_in_a_terminal_shows_the_question_and_takes_lines(home):
    terminal = attune_in(home.data, "reflect", "-m", "-")
    terminal.wait_for(FIRST_STEP)
    terminal.wait_for("Ctrl-D on an empty line ends it")
    terminal.type(f"one\ntwo\n{CTRL_D}")
    assert (0, ["one\ntwo"]) == (terminal.end(), texts(home))


@pytest.mark.usefixtures("begun")
def test_after_fear_it_points_to_support_though_nothing_was_written(home, process):
    process("log", "hurt", "frighten", "no")
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.press(ENTER)
    terminal.wait_for("local emergency number")
    assert terminal.end() == 0


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("number", needs.ENDINGS)
def test_the_end_of_a_session_keeps_what_was_typed(home, number):
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.type("a long story")
    terminal.wait_for("a long story")
    assert (130, ["a long story"]) == (terminal.signal(number), answer_drafts(home))


@pytest.mark.usefixtures("begun")
def test_a_closed_window_keeps_what_was_typed(home):
    terminal = attune_in(home.data, "reflect")
    terminal.wait_for(WORDS)
    terminal.type("a long story")
    terminal.wait_for("a long story")
    terminal.close()
    assert answer_drafts(home) == ["a long story"]
