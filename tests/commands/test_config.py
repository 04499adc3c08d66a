"""`attune config`: what is set and where it comes from; nothing is written that does not fit."""

import json

import pytest

import needs
from terminal import attune_in


@pytest.fixture
def ada(typed_before, attune):
    """Know two children and a grandfather, and return how to run attune."""
    typed_before("child add Ada", "child add 'bo lou'", "caregiver add opa")
    return attune


def rows(attune, *arguments) -> dict:
    found = json.loads(attune("config", *arguments, "--json")[1])
    assert found["schema"] == "attune.config/1"
    return {row["name"]: (row["value"], row["default"], row["origin"]) for row in found["settings"]}


def test_every_setting_is_listed_with_its_value_its_default_and_its_origin(attune, home):
    attune("config", "set", "first_weekday", "sunday")
    found = rows(attune)
    assert ("sunday", "monday", str(home.settings)) == found["first_weekday"]
    assert (None, None, "default") == found["child"]
    assert (22, 22, "default") == found["parts_of_day.night"]
    assert rows(attune) == rows(attune, "list")


@pytest.mark.usefixtures("no_journal")
def test_a_list_makes_no_file(attune, home):
    code, page, err = attune("config")
    assert (0, "", False) == (code, err, home.data.exists())
    assert page.startswith(f"Everything is as usual. Settings would stand in:\n  {home.settings}\n")


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        (["first_weekday", "SUNDAY"], "first_weekday", "sunday"),
        (["First-Weekday", "friday"], "first_weekday", "friday"),
        (["tip_after_log", "off"], "tip_after_log", False),
        (["plain", "true"], "plain", True),
        (["child", "ADA"], "child", "Ada"),
        (["child", "bo", "Lou"], "child", "bo lou"),
        (["caregiver", "@opa"], "caregiver", "opa"),
        (["caregiver", "me"], "caregiver", "me"),
        (["editor", "code", "--wait"], "editor", "code --wait"),
        (["parts_of_day.evening", "18"], "parts_of_day.evening", 18),
        (["parts_of_day.evening", "6pm"], "parts_of_day.evening", 18),
        (["parts_of_day.night", "0"], "parts_of_day.night", 0),
        (["parts_of_day", "6", "11:00", "6pm", "1"], "parts_of_day.afternoon", 11),
        (["words.cue.dentist", "at", "the", "dentist"], "words.cue.dentist", "at the dentist"),
        (["words.activity.Swim-Club", "swimming"], "words.activity.swim_club", "swimming"),
    ],
)  # fmt: skip
def test_what_is_set_is_what_was_typed(ada, home, typed, name, value):
    code, said, err = ada("config", "set", *typed)
    assert (0, "") == (code, err)
    assert (value, str(home.settings)) == rows(ada)[name][::2]
    assert name in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["plian", "true"], "There is no setting named “plian”. Did you mean “plain”?"),
        (["xyzzy", "1"], "“attune config” lists them all"),
        (["words.kind.party", "x"], "no setting named “words.kind.party”"),
        (["first_weekday", "someday"], 'first_weekday = "someday" is no weekday'),
        (["plain", "maybe"], 'plain = "maybe" is neither true nor false'),
        (["parts_of_day.evening", "25"], 'parts_of_day.evening = "25" is no whole hour'),
        (["parts_of_day.evening", "18:30"], "is no whole hour"),
        (["parts_of_day.evening", "-3"], "is no whole hour"),
        (["parts_of_day.evening", "11"], "follow each other"),
        (["parts_of_day", "5", "12"], "takes four hours"),
        (["words.cue", "x"], "holds several"),
        (["words.cue.hurt", "x"], "“hurt” is a word for cue already"),
        (["words.response.yes", "x"], "“yes” is a word for sensitivity already"),
        (["words.cue.a.b", "x"], "“a.b” can’t be a word"),
        (["words.cue.dentist", ""], "is no label"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_written(attune, home, typed, said):
    code, out, err = attune("config", "set", *typed)
    assert (2, "", True, False) == (code, out, said in err, home.settings.exists())


@pytest.mark.parametrize(
    ("role", "typed", "said"),
    [("child", "adda", "Did you mean “Ada”?"), ("caregiver", "oma", "a caregiver named “oma”")],
)
def test_somebody_whom_the_journal_does_not_know_is_no_default(ada, home, role, typed, said):
    code, _, err = ada("config", "set", role, typed)
    assert (1, True, False) == (code, said in err, home.settings.exists())


def test_get_prints_the_value_and_nothing_else(ada):
    assert (0, "monday\n", "") == ada("config", "get", "first_weekday")
    assert (0, "", "child is not set.\n") == ada("config", "get", "child")
    ada("config", "set", "child", "ada")
    assert (0, "Ada\n", "") == ada("config", "get", "child")
    assert "parts_of_day.evening = 17" in ada("config", "get", "parts_of_day")[1].splitlines()
    assert (2, "") == ada("config", "get", "chidl")[:2]


def test_unset_lets_it_be_as_usual_and_says_where_it_was_so_already(attune, home):
    attune("config", "set", "first_weekday", "sunday")
    before = home.settings.read_text()
    assert (0, "plain was not set, so nothing was changed.\n", "") == attune(
        "config", "unset", "plain"
    )
    assert before == home.settings.read_text()
    said = attune("config", "unset", "first_weekday")
    assert (0, "first_weekday is as usual: monday.\n", "") == said
    assert ("monday", "monday", "default") == rows(attune)["first_weekday"]


def test_a_table_is_unset_as_a_whole(attune):
    attune("config", "set", "parts_of_day", "6", "12", "18", "23")
    attune("config", "set", "words.cue.dentist", "at the dentist")
    code, said, _ = attune("config", "unset", "parts_of_day")
    assert (0, 4, 1) == (code, len(said.splitlines()), len(rows(attune, "get", "words")))
    assert "is no word any more" in attune("config", "unset", "words")[1]


@pytest.mark.parametrize("verb", ["set plain true", "unset plain", "get plain", ""])
def test_a_broken_file_is_named_with_its_line_and_left_alone(attune, home, verb):
    home.data.mkdir()
    home.settings.write_text("# mine\nplain = tru\n")
    code, out, err = attune("config", *verb.split())
    assert (1, "", True) == (code, out, f"{home.settings} can’t be read: line 2: " in err)
    assert "# mine\nplain = tru\n" == home.settings.read_text()
    assert (0, f"{home.settings}\n", "") == attune("config", "path")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("first_weekday", "attune config set first_weekday …"),
        ("unste", "Did you mean “unset”"),
        ("xyzzy", "attune config --help"),
    ],
)
def test_what_config_does_not_do_is_answered(attune, typed, said):
    code, _, err = attune("config", typed)
    assert (2, True) == (code, said in err)


@pytest.mark.parametrize("arguments", ["set plain on", "unset plain", "get plain"])
def test_json_says_how_it_is_now(attune, home, arguments):
    found = json.loads(attune("config", *arguments.split(), "--json")[1])
    names = [row["name"] for row in found["settings"]]
    assert (str(home.settings), ["plain"]) == (found["file"], names)


@pytest.mark.parametrize("is_set", [True, False])
@pytest.mark.parametrize("verb", ["words", "week", "child list"])
def test_a_terminal_gets_plain_pages_where_that_is_set(home, verb, is_set):
    home.data.mkdir()
    home.settings.write_text(f"plain = {str(is_set).lower()}\n")
    terminal = attune_in(home.data, *verb.split(), PAGER="")
    assert (0, is_set) == (terminal.end(), "\x1b[" not in terminal.raw)


@needs.shell
def test_the_editor_that_is_set_goes_before_that_of_the_environment(process):
    process("config", "set", "editor", "sh", "-c", "'echo a note > \"$0\"'")
    ended = process("log", "hurt", "comfort", "-e", environment={"VISUAL": "false"})
    assert (0, True) == (ended.returncode, "note kept" in ended.stdout)
    assert process("reflect", "-e", environment={"EDITOR": "false"}).returncode == 0
