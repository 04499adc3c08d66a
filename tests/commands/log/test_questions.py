"""`attune log` in a real terminal: the questions, the keys, and that nothing typed is lost."""

import pytest

import needs
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.people import read_people
from journals import draft_notes, stored
from terminal import attune_in

ENTER, CTRL_C, SPACE, DOWN = "\r", "\x03", " ", "\x1b[B"
WHAT, DID = "What happened?", "What did you do?"
RATING, BACK, NOTE = "sensitive and kind", "Did you come back to it?", "A note, if you like:"


def told(home) -> list[tuple]:
    return [(m.cue, m.responses, m.sensitivity, m.came_back, m.note) for m in stored(home)]


def test_a_moment_of_distress_without_a_note_takes_five_keys(home):
    terminal = attune_in(home.data, "log", columns=50)
    for question, keys in [(WHAT, "h"), (DID, f"c{ENTER}"), ("they", "y"), (NOTE, ENTER)]:
        terminal.wait_for(question)
        terminal.press(*keys)
    assert (0, 5) == (terminal.end(), terminal.pressed)
    assert told(home) == [("hurt", ("comfort",), "yes", None, None)]


@pytest.mark.usefixtures("begun")
def test_after_partly_it_asks_whether_they_came_back_and_takes_a_note(home):
    terminal = attune_in(home.data, "log")
    script = [(WHAT, "t"), (DID, f"lc{ENTER}"), (RATING, "p"), (BACK, "n"), (NOTE, "late\r")]
    for question, keys in script:
        terminal.wait_for(question)
        terminal.type(keys)
    assert terminal.end() == 0
    assert told(home) == [("told_no", ("comfort", "limit_warm"), "partly", "not_yet", "late")]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("rated", "rating"), [([(RATING, ENTER)], None), ([(RATING, "p"), (BACK, ENTER)], "partly")]
)
def test_all_but_the_first_two_can_be_skipped_with_enter(home, rated, rating):
    terminal = attune_in(home.data, "log")
    for question, keys in [(WHAT, "h"), (DID, f"c{ENTER}"), *rated, (NOTE, ENTER)]:
        terminal.wait_for(question)
        terminal.press(*keys)
    assert (0, [("hurt", ("comfort",), rating, None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_arrows_space_and_enter_do_it_too(home):
    terminal = attune_in(home.data, "log")
    script = [
        (WHAT, DOWN * 2 + ENTER),
        (DID, DOWN + SPACE + ENTER),
        (RATING, DOWN + ENTER),
        (NOTE, ENTER),
    ]
    for question, keys in script:
        terminal.wait_for(question)
        terminal.type(keys)
    assert (0, [("hurt", ("comfort",), "yes", None, None)]) == (terminal.end(), told(home))


@pytest.mark.usefixtures("begun")
def test_a_calm_moment_has_its_own_questions(home):
    terminal = attune_in(home.data, "log")
    for question, keys in [
        (WHAT, "m"),
        ("together?", f"f{ENTER}"),
        ("fully there", "y"),
        (NOTE, "\r"),
    ]:
        terminal.wait_for(question)
        terminal.press(*keys)
    assert terminal.end() == 0
    assert [("connection", ("floor",), "yes")] == [
        (m.kind, m.activities, m.sensitivity) for m in stored(home)
    ]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("happened", "did", "asked", "shown"),
    [
        ("t", f"c{ENTER}", "it ended", "I’m staying with you"),
        ("m", f"f{ENTER}", "you being there", "You show me how"),
    ],
)
def test_a_question_mark_shows_what_each_rating_may_look_like(
    home, process, happened, did, asked, shown
):
    process("child", "add", "ada", "--band", "toddler")
    terminal = attune_in(home.data, "log")
    for question, keys in [(WHAT, happened), ("What did you do", did), ("may look like", "?")]:
        terminal.wait_for(question)
        terminal.press(*keys)
    for text in (asked, shown, "may look like"):
        terminal.wait_for(text)
    terminal.press("y")
    terminal.wait_for(NOTE)
    terminal.press(ENTER)
    assert (0, ["yes"]) == (terminal.end(), [moment.sensitivity for moment in stored(home)])


@pytest.mark.usefixtures("begun")
def test_a_repair_offers_the_last_hard_moment(home, process):
    process("log", "told_no", "punish", "no")
    terminal = attune_in(home.data, "log")
    for question, keys in [
        (WHAT, "r"),
        ("come back?", f"s{ENTER}"),
        ("#1 (today, told no)?", "y"),
        (NOTE, "\r"),
    ]:
        terminal.wait_for(question)
        terminal.press(*keys)
    assert terminal.end() == 0
    assert ["later", None] == [moment.came_back for moment in stored(home)]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    "answers", [[(WHAT, "h")], [(WHAT, "h"), (DID, f"c{ENTER}")]], ids=["one", "two"]
)
def test_ctrl_c_keeps_a_draft_that_the_next_log_goes_on_with(home, answers):
    terminal = attune_in(home.data, "log")
    for question, keys in answers:
        terminal.wait_for(question)
        terminal.press(*keys)
    terminal.wait_for(DID if len(answers) == 1 else RATING)
    terminal.press(CTRL_C)
    assert (130, True) == (terminal.end(), "offers it next time" in terminal.seen)
    again = attune_in(home.data, "log")
    again.wait_for("You had begun")
    again.press(ENTER)
    rest = [(DID, f"c{ENTER}"), (RATING, "y"), (NOTE, ENTER)][len(answers) - 1 :]
    for question, keys in rest:
        again.wait_for(question)
        again.press(*keys)
    assert (0, []) == (again.end(), draft_notes(home))
    assert told(home) == [("hurt", ("comfort",), "yes", None, None)]


@pytest.mark.usefixtures("begun")
def test_a_half_typed_note_survives_ctrl_c(home):
    terminal = attune_in(home.data, "log")
    for question, keys in [(WHAT, "h"), (DID, f"c{ENTER}"), (RATING, "y")]:
        terminal.wait_for(question)
        terminal.press(*keys)
    terminal.wait_for(NOTE)
    terminal.type("she ran to")
    terminal.wait_for("she ran to")
    terminal.press(CTRL_C)
    terminal.end()
    assert draft_notes(home) == ["she ran to"]


@pytest.mark.usefixtures("begun")
def test_a_closed_window_keeps_what_was_answered(home):
    terminal = attune_in(home.data, "log")
    terminal.wait_for(WHAT)
    terminal.press("h")
    terminal.wait_for(DID)
    terminal.kill()
    assert [draft["words"] for _, draft in read_drafts(home.drafts)] == [["hurt"]]


@pytest.mark.usefixtures("begun")
def test_a_draft_can_be_declined(home, attune):
    attune("log", "hrt", "-m", "a story")
    terminal = attune_in(home.data, "log")
    terminal.wait_for("You had begun")
    terminal.press("n")
    terminal.wait_for("a story")
    terminal.wait_for(WHAT)
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
def test_enter_alone_answers_neither_of_the_first_two(home):
    terminal = attune_in(home.data, "log")
    terminal.wait_for(WHAT)
    terminal.press(ENTER, "h")
    terminal.wait_for(DID)
    terminal.press(ENTER, "c", ENTER)
    for question in (RATING, NOTE):
        terminal.wait_for(question)
        terminal.press(ENTER)
    assert (0, [("hurt", ("comfort",), None, None, None)]) == (terminal.end(), told(home))


def test_a_time_that_cannot_be_read_is_said_before_anything_is_asked(home):
    terminal = attune_in(home.data, "log", "--at", "yesterdy")
    assert (2, False) == (terminal.end(), WHAT in terminal.seen)


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
    terminal.wait_for(WHAT)
    terminal.press(CTRL_C)
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


def test_a_refused_child_makes_no_journal(home):
    terminal = attune_in(home.data, "log", "hurt", "comfort", "yes", "@ada")
    terminal.wait_for("Add a child of that name?")
    terminal.press("n")
    terminal.end()
    assert not home.data.exists()


@pytest.mark.usefixtures("begun")
def test_with_two_children_it_asks_with_whom(home, attune):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    terminal = attune_in(home.data, "log")
    script = [
        (WHAT, "q"),
        (DID, f"s{ENTER}"),
        ("With whom?", f"ab{ENTER}"),
        (RATING, "y"),
        (NOTE, "\r"),
    ]
    for question, keys in script:
        terminal.wait_for(question)
        terminal.press(*keys)
    assert (0, ("ada", "bo")) == (terminal.end(), stored(home)[0].children)


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
    terminal.wait_for(WHAT)
    terminal.press("t")
    terminal.wait_for(DID)
    terminal.press("f", ENTER)
    terminal.wait_for("local emergency number")
    terminal.wait_for(RATING)
    terminal.press(ENTER)
    terminal.wait_for(NOTE)
    terminal.press(ENTER)
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


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(("keys", "rated"), [("hCpn\r", "partly"), ("hCAy\r", "yes")], ids=str)
def test_capitals_keep_longer_flows_at_five_keys(home, attune, keys, rated):
    attune("child", "add", "ada")
    if rated == "yes":
        attune("child", "add", "bo")
    terminal = attune_in(home.data, "log")
    third = [(BACK, keys[3])] if rated == "partly" else []
    whom = [("With whom?", keys[2])] if rated == "yes" else []
    rating = keys[2] if rated == "partly" else keys[3]
    questions = [(WHAT, "h"), (DID, "C"), *whom, (RATING, rating), *third, (NOTE, ENTER)]
    for question, key in questions:
        terminal.wait_for(question)
        terminal.press(key)
    assert (0, 5) == (terminal.end(), terminal.pressed)
    assert [("hurt", ("comfort",), rated)] == [told_of[:3] for told_of in told(home)]
