"""Words of one's own, and whom a moment is with as a rule: in `log` and in every view."""

import json
from datetime import timedelta

import pytest

from attune_cli.store.drafts import read_drafts
from conftest import NOW
from journals import draft_notes, stored
from terminal import attune_in

WORDS = """\
[words.cue]
dentist = "at the dentist"
[words.response]
joke = "made a joke"
[words.activity]
swim = "swimming"
[words.step]
hug = "offered a hug"
[words.state]
proud = "proud"
[words.after]
giggly = "giggly"
"""
LABELS = {"dentist", "joke", "swim", "hug", "proud", "giggly"}


@pytest.fixture
def own(attune, home):
    """Have a word of one's own in each vocabulary, and return how to run attune."""
    home.data.mkdir()
    home.settings.write_text(WORDS)
    return attune


@pytest.fixture
def lived(own):
    """Log with them for a week."""
    for day in range(7):
        at = NOW - timedelta(days=day)
        rating = ("yes", "partly", "no")[day % 3]
        own("log", "dentist", "joke", rating, "proud", "giggly", at=at)
        own("log", "swim", "yes", at=at)
        own("log", "hug", "--repairs", "last", at=at)
    return own


@pytest.mark.parametrize(
    "typed",
    [
        "dentist joke proud giggly yes",
        "giggly YES Proud joke DENTIST",
        "--cue dentist --response joke --state proud --after giggly --sensitive yes",
    ],
)
def test_they_are_logged_like_any_other_and_rate_nothing(own, home, typed):
    assert own("log", *typed.split())[0] == 0
    assert own("log", "dentist", "joke")[0] == 0
    assert own("log", "swim")[0] == own("log", "hug")[0] == 0
    told = [(m.kind, m.cue, m.responses, m.states, m.after, m.sensitivity) for m in stored(home)]
    assert [
        ("distress", "dentist", ("joke",), ("proud",), "giggly", "yes"),
        ("distress", "dentist", ("joke",), (), None, None),
        ("connection", None, (), (), None, None),
        ("repair", None, (), (), None, None),
    ] == told


def test_they_narrow_a_list_also_once_they_are_words_no_more(own):
    own("log", "dentist", "joke")
    own("log", "hurt", "joke")
    before = own("list", "dentist", "--json")
    own("config", "unset", "words.cue.dentist")
    assert (0, 1, before) == (
        before[0], len(before[1].splitlines()), own("list", "dentist", "--json")
    )  # fmt: skip
    assert 2 == own("list", "dentits", "--json")[0]


def test_a_slip_is_answered_with_them(own):
    code, _, err = own("log", "dentits", "joke")
    assert (2, True) == (code, "Did you mean “dentist” (cue)?" in err)


def test_they_are_listed_and_marked_as_ones_own(own):
    found = json.loads(own("words", "--json")[1])["words"]
    assert LABELS == {word["word"] for word in found if word["source"] == "own"}
    assert "joke         made a joke. A word of your own." in own("words", "response")[1]
    stances = {word["stance"] for word in found if word["source"] == "own"}
    assert {"neutral", None} == stances


def test_no_idea_goes_with_them_until_there_is_one_of_ones_own(own):
    code, page, err = own("tips", "--for", "dentist")
    assert (0, "", True) == (code, err, "which says nothing about you" in page)
    idea = ["--title", "Count the lamps", "--do", "Count them.", "--kind", "distress"]
    assert own("tips", "add", *idea, "--for", "dentist")[0] == 0
    assert "Count the lamps" in own("tips", "--for", "dentist")[1]


def test_the_door_knows_them(own):
    assert "To log it: attune log dentist …" in own("dentist")[2]
    assert "for “at the dentist”" in own("tips", "dentist", "toddler")[1]


def test_completion_offers_them(process):
    process("config", "set", "words.cue.dentist", "at the dentist")
    ended = process(
        environment={
            "_ATTUNE_COMPLETE": "complete_bash",
            "COMP_WORDS": "attune log den",
            "COMP_CWORD": "2",
        }
    )
    assert "dentist" in ended.stdout.split()


@pytest.mark.usefixtures("own")
def test_it_asks_with_them(home):
    terminal = attune_in(home.data, "log")
    for question, keys in [
        ("kind of moment", "u"), ("at the dentist", "d"), ("made a joke", "j\r"),
        ("sensitive", "y"), ("Anything to add?", "\r"),
    ]:  # fmt: skip
        terminal.wait_for(question)
        terminal.type(keys)
    assert terminal.end() == 0
    assert [("dentist", ("joke",))] == [(m.cue, m.responses) for m in stored(home)]


VIEWS = (
    "week", "week --explain", "week --json", "month", "trend", "today", "today --json", "reflect",
    "look --from monday", "patterns", "patterns --json", "tips --age teen",
    "tips --age teen --json", "log sorry --repairs last",
)  # fmt: skip


def test_a_word_that_was_taken_out_is_shown_by_itself_everywhere(lived, home):
    before = {view: lived(*view.split()) for view in VIEWS}
    home.settings.unlink()
    after = {view: lived(*view.split()) for view in VIEWS}
    assert [before[view][0] for view in VIEWS] == [after[view][0] for view in VIEWS]
    labelled = [view for view in VIEWS if "at the dentist" in before[view][1]]
    assert {"week", "month", "look --from monday", "patterns"} <= set(labelled)
    assert [] == [view for view in labelled if "dentist" not in after[view][1]]
    assert [] == [view for view in VIEWS if "at the dentist" in "".join(after[view][1:])]


def test_views_show_their_labels(lived):
    assert "at the dentist" in lived("week")[1]
    assert "made a joke" in lived("week")[1]
    assert "swimming (7)" in lived("week")[1]
    assert "At the dentist".lower() in lived("patterns")[1]


def test_broken_settings_keep_all_that_was_typed(attune, home):
    home.data.mkdir()
    home.settings.write_text("plain =\n")
    code, out, err = attune("log", "dentist", "@ada", "comfort", "--after", "settled", "-m", "long")
    assert (1, "", True) == (code, out, "What you said is kept" in err)
    ((_, draft),) = read_drafts(home.drafts)
    assert (["dentist", "comfort", "settled"], ["ada"]) == (draft["words"], draft["children"])
    home.settings.unlink()
    assert ["long"] == draft_notes(home)


def test_what_was_kept_is_gone_on_with_once_the_settings_are_mended(attune, home):
    home.data.mkdir()
    home.settings.write_text("plain =\n")
    attune("log", "hurt", "comfort", "yes", "nonsense", "scared")
    home.settings.write_text("")
    terminal = attune_in(home.data, "log")
    terminal.wait_for("bumped or in pain; soothed or held them; yes")
    terminal.type("y")
    terminal.wait_for("Anything to add?")
    terminal.type("\r")
    terminal.end()
    assert [("hurt", ("comfort",), "yes")] == [
        (m.cue, m.responses, m.sensitivity) for m in stored(home)
    ]


@pytest.fixture
def usual(typed_before, attune):
    """Have a child and a caregiver as the usual ones, among others."""
    typed_before(
        *("child add ada", "child add bo", "caregiver add opa"),
        *("config set child bo", "config set caregiver opa"),
    )
    return attune


def whose(home) -> list[tuple]:
    return [(m.children, m.caregiver) for m in stored(home)]


def test_where_nobody_is_named_it_is_the_usual_child_and_caregiver(usual, home):
    usual("log", "hurt", "comfort")
    usual("log", "hurt", "comfort", "@ada", "--caregiver", "me")
    usual("log", "sorry", "--repairs", "2")
    assert [(("bo",), "opa"), (("ada",), "me"), (("ada",), "opa")] == whose(home)


def test_a_usual_child_who_is_not_in_the_journal_is_named_and_the_words_are_kept(usual, home):
    home.settings.write_text('child = "cleo"\n')
    code, _, err = usual("log", "hurt", "comfort")
    assert (1, True) == (code, "attune config unset child" in err)
    ((_, draft),) = read_drafts(home.drafts)
    assert ["hurt", "comfort"] == draft["words"]
    assert usual("log", "hurt", "comfort", "@ada")[0] == 0
    assert usual("log", "sorry", "--repairs", "last")[0] == 0


def test_a_usual_caregiver_who_is_not_in_the_journal_is_named_too(usual, home):
    home.settings.write_text('caregiver = "cleo"\n')
    code, _, err = usual("log", "hurt", "comfort")
    assert (1, True) == (code, "attune config set caregiver NAME" in err)
    assert usual("log", "hurt", "comfort", "--caregiver", "OPA")[0] == 0


@pytest.mark.usefixtures("usual")
def test_asked_with_whom_no_answer_is_the_usual_child(home):
    terminal = attune_in(home.data, "log")
    for question, keys in [
        ("kind of moment", "u"), ("What happened?", "h"), ("What did you do?", "c\r"),
        ("it was Bo", "\r"), ("sensitive", "\r"), ("Anything to add?", "\r"),
    ]:  # fmt: skip
        terminal.wait_for(question)
        terminal.type(keys)
    assert (0, [(("bo",), "opa")]) == (terminal.end(), whose(home))


@pytest.mark.parametrize(("vocabulary", "word"), [("cue", "dentist"), ("response", "joke")])
def test_a_word_that_is_none_any_more_still_finds_its_moments(own, home, vocabulary, word):
    own("log", "dentist", "joke")
    home.settings.unlink()
    found = json.loads(own("list", f"--{vocabulary}", word.title(), "--json")[1])
    refused = own("list", "--state", word)[0]
    assert (1, 2) == (found["number"], refused)


@pytest.fixture
def saying(attune):
    """Have synonyms of one's own, of one word and of two."""
    assert attune("config", "set", "synonyms.tantrum", "frustrated")[0] == 0
    assert attune("config", "set", "synonyms.kicked_off", "told no")[0] == 0
    return attune


def test_what_one_says_for_a_word_is_stored_as_that_word(saying, home):
    saying("log", "tantrum", "comfort", "yes")
    saying("log", "another tantrum, held her")
    saying("log", "kicked off at dinner, held her")
    saying("log", "frustrated", "stay")
    assert ["frustrated", "frustrated", "told_no", "frustrated"] == [m.cue for m in stored(home)]


def test_what_one_says_is_one_row_with_the_word(saying):
    for day in range(2):
        saying("log", ("tantrum", "frustrated")[day], "comfort", "yes")
    found = json.loads(saying("list", "--cue", "tantrum", "--json")[1].splitlines()[0])
    assert 2 == len(saying("list", "--cue", "frustrated", "--json")[1].splitlines())
    assert "frustrated" == found["cue"]


def test_what_one_says_is_taken_for_its_word_and_for_nothing_else(saying):
    page = saying("words", "tantrum")[1].splitlines()
    words = json.loads(saying("words", "tantrum", "--json")[1])["words"]
    assert ("“tantrum” is taken for “frustrated”.", ["frustrated"]) == (
        page[0],
        [word["word"] for word in words],
    )


def test_a_search_finds_the_word_of_what_one_says_alone(attune):
    attune("config", "set", "synonyms.yelled", "give_in")
    attune("log", "told_no", "give_in", "no")
    attune("log", "told_no", "punish", "no")
    found = [json.loads(line) for line in attune("search", "yelled", "--json")[1].splitlines()]
    assert [1] == [moment["number"] for moment in found]


def test_what_one_says_stands_beside_its_word(saying):
    assert "You also say “tantrum”." in " ".join(saying("words", "cue")[1].split())


@pytest.mark.parametrize(
    ("said", "word", "problem"),
    [
        ("hurt", "frustrated", "“hurt” is a word already"),
        ("tantrum", "nonsense", "“nonsense” is no word"),
        ("9lives", "hurt", "can’t be a word"),
    ],
)
def test_a_synonym_that_makes_no_sense_is_refused(attune, home, said, word, problem):
    code, _, err = attune("config", "set", f"synonyms.{said}", word)
    assert (2, True, False) == (code, problem in err, home.settings.exists())
