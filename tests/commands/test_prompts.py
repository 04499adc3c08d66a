"""The lists that are asked with: what is shown in a window, and what each key does, by itself."""

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.vt100 import Vt100_Output

from attune_cli.commands.log.questions import _option, _said_among
from attune_cli.commands.prompts import Choices, Option, WentBack, agree, lettered, wrapped
from attune_cli.core.vocabulary import FRIGHTEN, Word, vocabulary
from attune_cli.render.text import showable
from core.factory import SIGNS

ENTER, ESC, DOWN, LEFT, BACKSPACE = (
    key.value for key in (Keys.Enter, Keys.Escape, Keys.Down, Keys.Left, Keys.Backspace)
)
RESPONSES = vocabulary().of("response")
CUES = vocabulary().of("cue")
LETTERS = {key for words in (CUES, RESPONSES) for key in lettered(list(map(_option, words)))}


def asked(words: tuple[Word, ...], **options) -> Choices:
    return Choices("What?", list(map(_option, words)), said_for=_said_among(words), **options)


def page(choices: Choices, width: int = 80, height: int = 23) -> list[str]:
    rows = choices.page(width, height)
    return ["".join(text for _, text in row) for row in rows]


def press(choices: Choices, *keys: str):
    """Press keys and return what was chosen by the last."""
    found = None
    for key in keys:
        found = choices.press(key)
    return found


def marked(choices: Choices) -> list[str]:
    return [option.value.word for option in choices.marked]


def shown(choices: Choices) -> list[str]:
    return [option.value.word for option in choices.lines if option]


def test_a_letter_answers_at_once():
    assert press(asked(CUES), "h")[0].word == "hurt"


def test_a_capital_answers_too():
    assert press(asked(CUES), "H")[0].word == "hurt"


@pytest.mark.parametrize("keys", ["hug", "/hug", "/cuddl", "/soothed", "/held her", "/hugged"])
def test_a_typed_word_leaves_the_line_that_it_means(keys):
    choices = asked(RESPONSES, least=1)
    press(choices, *keys)
    assert shown(choices)[0] == "comfort"
    press(choices, ENTER)
    assert (["comfort"], len(RESPONSES)) == (marked(choices), len(shown(choices)))


def test_hug_leaves_one_line():
    choices = asked(RESPONSES, least=1)
    press(choices, *"hug")
    assert (["comfort"], []) == (shown(choices), marked(choices))


def test_one_wrong_key_and_enter_choose_nothing():
    choices = asked(RESPONSES, least=1)
    assert press(choices, "h", ENTER) is None
    assert marked(choices) == []


def test_where_one_is_asked_for_enter_takes_what_was_found():
    assert press(asked(CUES), *"/tantrum", ENTER)[0].word == "frustrated"


def test_a_search_never_points_at_fear_by_itself():
    choices = asked(RESPONSES, least=1)
    press(choices, *"/hit")
    assert (True, None) == (FRIGHTEN in shown(choices), choices.pointed)
    press(choices, ENTER)
    assert marked(choices) == []


def test_escape_ends_a_search_and_chooses_nothing():
    choices = asked(CUES)
    assert press(choices, *"/tan", ESC) is None
    assert shown(choices) == [word.word for word in CUES]


def test_a_text_that_finds_nothing_is_said_and_chooses_nothing():
    choices = asked(RESPONSES, least=1)
    press(choices, *"hugx")
    assert ([], True) == (shown(choices), "/hugx_ · nothing · Esc" in page(choices)[-1])
    assert press(choices, DOWN, "?", ENTER) is None
    assert marked(choices) == []


def test_the_letter_behind_a_wrong_key_is_taken():
    choices = asked(CUES)
    assert press(choices, "z") is None
    assert ("z", "hurt") == (choices.found, press(choices, "h")[0].word)


def test_the_letter_behind_a_wrong_key_is_marked_and_the_list_is_whole_again():
    choices = asked(RESPONSES, least=1)
    press(choices, "h", "c")
    assert (["comfort"], len(RESPONSES), None) == (
        marked(choices),
        len(shown(choices)),
        choices.found,
    )


def test_a_slip_in_a_typed_word_marks_no_fear():
    choices = asked(RESPONSES, least=1)
    letter = next(key for key, o in choices.keys.items() if o.value.word == FRIGHTEN)
    press(choices, *"hug", letter)
    assert ([], f"hug{letter}") == (marked(choices), choices.found)


def test_enter_over_an_empty_list_says_how_it_comes_back():
    choices = asked(CUES)
    assert press(choices, *"/hugx", ENTER) is None
    assert page(choices)[-1] == "  Nothing fits. Esc shows all again."


def test_a_way_back_goes_before_closing_an_explanation():
    choices = asked(CUES, has_back=True)
    press(choices, "?")
    with pytest.raises(WentBack):
        press(choices, LEFT)


def test_at_the_first_question_left_closes_an_explanation():
    choices = asked(CUES)
    press(choices, DOWN, "?", LEFT)
    assert (False, "") == (choices.explains, choices.said)


def test_a_wrong_key_says_so():
    choices = asked(RESPONSES, least=1)
    press(choices, "7")
    assert page(choices)[-1] == "  “7” is no letter here."
    press(choices, "c")
    assert (["comfort"], True) == (marked(choices), "? explains" in page(choices)[-1])


@pytest.mark.parametrize("key", ["\t", "f1", "c-a", "s-left", "delete"])
def test_a_key_without_a_sign_says_that_it_does_nothing(key):
    choices = asked(RESPONSES, least=1)
    assert press(choices, key) is None
    assert page(choices)[-1] == "  This key does nothing here."


@given(st.text(SIGNS, min_size=1, max_size=1).filter(lambda sign: sign.casefold() not in LETTERS))
def test_no_wrong_key_chooses_or_marks_anything(sign):
    one, some = asked(CUES), asked(RESPONSES, least=1)
    assert (None, []) == (press(some, sign), some.marked)
    assert press(one, sign, ENTER) is None


@given(st.lists(st.text(SIGNS, max_size=8), max_size=60))
def test_each_option_has_a_letter_of_its_own_while_there_are_any(words):
    keys = lettered([Option(turn, word, word) for turn, word in enumerate(words)])
    assert len(keys) == min(len(words), len(keys))
    assert len(keys) >= min(len(words), 36)


def test_an_option_without_a_letter_is_reached_by_arrows():
    options = [Option(turn, "x", "x") for turn in range(50)]
    assert press(Choices("Which?", options), Keys.Up.value, ENTER) == [49]


def test_enter_alone_chooses_nothing_where_an_answer_is_needed():
    for choices, says in ((asked(CUES), "Press a letter"), (asked(RESPONSES, least=1), "Mark one")):
        assert press(choices, ENTER) is None
        assert says in page(choices)[-1]


def test_a_question_mark_explains_the_line_that_is_pointed_at():
    choices = asked(CUES)
    press(choices, DOWN, DOWN, "?")
    assert page(choices)[-2] == "  bumped or in pain: A fall, a bump, a cut, an ache."
    press(choices, DOWN)
    assert page(choices)[-2].startswith("  scared: The dark")
    press(choices, ESC)
    assert "The dark" not in "".join(page(choices))


def test_a_question_mark_alone_explains_the_first_and_lets_enter_choose_nothing():
    choices = asked(CUES)
    assert press(choices, "?") is None
    assert "The body asked first" in "".join(page(choices)[-3:])
    assert press(choices, ENTER) is None


@pytest.mark.parametrize("key", [LEFT, BACKSPACE])
def test_left_and_backspace_go_back_with_what_is_marked(key):
    choices = asked(RESPONSES, least=1, has_back=True)
    press(choices, "c", "n")
    with pytest.raises(WentBack) as went:
        press(choices, key)
    assert ["comfort", "name"] == [word.word for word in went.value.marked]


@pytest.mark.parametrize("key", [LEFT, BACKSPACE])
def test_at_the_first_question_it_says_that_there_is_none_before(key):
    choices = asked(CUES)
    press(choices, key)
    assert page(choices)[-1] == "  There is no question before this one."


def test_backspace_in_a_search_takes_a_sign_back():
    choices = asked(RESPONSES, least=1, has_back=True)
    press(choices, *"hug", BACKSPACE)
    assert choices.found == "hu"


def test_an_answer_that_was_given_before_is_kept_by_enter():
    before = next(word for word in CUES if word.word == "worry")
    assert [before] == press(asked(CUES, chosen=[before]), ENTER)
    two = [word for word in RESPONSES if word.word in {"comfort", "met"}]
    assert [two] == press(asked(RESPONSES, least=1, chosen=two), ENTER)


@pytest.mark.parametrize("keys", [("/", ESC), ("/", "z", "q", ESC), ("x", ESC), ("?", ESC)])
def test_an_answer_that_was_given_before_is_kept_by_enter_after_a_search_that_was_ended(keys):
    scared = vocabulary().words["scared"]
    choices = asked(CUES, chosen=[scared])
    assert scared == press(choices, *keys, ENTER)[0]


@pytest.mark.parametrize(("width", "says"), [(80, "a letter changes it"), (50, "/ finds")])
def test_the_footer_says_that_enter_keeps_what_was_chosen_before(width, says):
    choices = asked(CUES, chosen=[vocabulary().words["scared"]], has_back=True)
    footer = page(choices, width)[-1]
    assert (True, True, True) == ("Enter keeps it" in footer, says in footer, "← back" in footer)


def test_what_is_used_most_stands_first_with_its_letters():
    first = [word for word in RESPONSES if word.word in {"punish", "space"}]
    choices = asked(RESPONSES, least=1, first=first[::-1])
    assert ["punish", "space", "comfort"] == shown(choices)[:3]
    assert {letter: option.value for letter, option in choices.keys.items()} == {
        letter: option.value for letter, option in asked(RESPONSES, least=1).keys.items()
    }


@pytest.mark.parametrize("width", [20, 40, 50, 80])
@pytest.mark.parametrize("height", [6, 9, 23])
def test_it_fits_any_window_and_says_that_there_is_more(width, height):
    for words, options in ((CUES, {}), (RESPONSES, {"least": 1, "has_back": True})):
        choices = asked(words, **options)
        for turn in range(len(words) + 1):
            rows = page(choices, width, height)
            assert max(map(len, rows)) <= width
            assert len(rows) <= height or (width, height) == (20, 6)
            if turn:
                assert any(row.startswith(" › ") for row in rows)
            if len(words) + 3 > height:
                assert any(" more" in row for row in rows)
            press(choices, DOWN)


def test_the_footer_names_search_help_and_the_way_back_in_one_line():
    choices = asked(RESPONSES, least=1, has_back=True)
    assert page(choices, 50)[-1] == "  a letter marks · / finds · ? explains · ← back"
    assert page(choices, 40)[-1] == "  / finds · ? explains · ← back"


def test_wide_signs_take_their_columns():
    assert ["日本", "語日", "本語"] == wrapped("日本語日本語", 5)
    assert ["ab 👩", "👩 c"] == wrapped("ab 👩 👩 c", 5)
    assert ["e\u0301" * 5] == wrapped("e\u0301" * 5, 5)


@given(st.text(SIGNS, max_size=60), st.integers(2, 30))
def test_wrapping_loses_no_sign_but_spaces(text, width):
    assert "".join(text.split()) == "".join("".join(wrapped(text, width)).split())


def test_ascii_is_enough(capsys):  # noqa: ARG001 the stream is no terminal
    class Ascii:
        encoding = "ascii"

    assert showable("› ↑ 3 ← ⏎", Ascii()) == "> ^ 3 <- Enter"


def test_what_is_answered_after_going_back_stays_on_the_screen():
    screen = StringIO()
    output = Vt100_Output(screen, lambda: Size(rows=24, columns=80))
    with create_pipe_input() as keys, create_app_session(keys, output):
        keys.send_text("\x1b[D")
        with pytest.raises(WentBack):
            asked(CUES, has_back=True).ask()
        screen.seek(0)
        screen.truncate()
        keys.send_text("y")
        assert agree("Keep it?", default=False)
    assert "Keep it? Yes" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
