"""`attune list`: which moments, how many, in which order and form."""

import json

import pytest

from commands.finding import add, caller, journal_of, numbers

LOGGED = [
    "child add ada",
    "child add bo",
    "caregiver add grandpa",
    "log hurt comfort yes @ada +park -m one",
    "log told_no punish no tired @bo +Park +zoo --at yesterday -m two",
    "log told_no space partly settled later --caregiver grandpa --at 2026-10-03 -m three",
    "log floor read --last @ada @bo -m four",
    "log scared stay partly not_yet @ada --at 17:30 -m five",
    "log sorry listen @ada -m six",
    "log hurt solve no not_needed -m seven",
    "log change missed no -m eight",
    "log sorry --repairs 8 -m nine",
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return journal_of(tmp_path_factory.mktemp("list"), [command.split() for command in LOGGED])


@pytest.fixture
def logged(filled, capsys):
    return caller(filled, capsys)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", [3, 2, 5, 1, 4, 6, 7, 8, 9]),
        ("--limit 2", [8, 9]),
        ("--limit 0", [3, 2, 5, 1, 4, 6, 7, 8, 9]),
        ("--kind repair", [6, 9]),
        ("--kind repair --kind connection", [4, 6, 9]),
        ("--cue hurt", [1, 7]),
        ("--cue hurt --cue scared", [5, 1, 7]),
        ("--response comfort --response space", [3, 1]),
        ("--activity read", [4]),
        ("--step listen", [6]),
        ("--state tired", [2]),
        ("--after settled", [3]),
        ("--sensitive no --sensitive partly", [3, 2, 5, 7, 8]),
        ("--child Ada", [5, 1, 4, 6]),
        ("--caregiver grandpa", [3]),
        ("--tag #PARK", [2, 1]),
        ("--tag zoo --tag park", [2, 1]),
        ("--from yesterday", [2, 5, 1, 4, 6, 7, 8, 9]),
        ("--to october", [3]),
        ("--from yesterday --to yesterday", [2]),
        ("--unrated", [4]),
        ("--not-yet", [2, 5]),
        ("--prompted", [4]),
        ("--cue hurt --child bo", []),
    ],
)
def test_a_list_has_the_moments_that_all_options_fit(logged, options, expected):
    code, out, _ = logged("list", "--json", *options.split())
    assert (0, expected) == (code, [json.loads(line)["number"] for line in out.splitlines()])


def test_a_list_and_its_json_have_the_same_moments(logged):
    _, page, _ = logged("list")
    assert [3, 2, 5, 1, 4, 6, 7, 8, 9] == numbers(page)


def test_each_line_of_json_is_the_moment_as_log_printed_it(attune):
    _, first, _ = attune("log", "hurt", "yes", "+park", "-m", "a\nb", "--json")
    _, second, _ = attune("log", "floor", "--at", "yesterday", "--json")
    assert (0, second + first, "") == attune("list", "--json")


def test_a_list_of_many_says_how_many_it_leaves_out(logged):
    _, page, _ = logged("list", "--limit", "2", "--child", "ada")
    assert "The newest 2 of 4. More: --limit 8. All: --limit 0." == page.splitlines()[-1]
    assert "The newest" not in logged("list")[1] + logged("list", "--limit", "9")[1]


@pytest.mark.parametrize(("moments", "of"), [(1000, "1,000"), (1001, "more than 1,000")])
def test_beyond_a_thousand_the_number_is_not_counted(attune, run, moments, of):
    attune("child", "add", "ada")
    add(run, moments)
    assert f"The newest 1 of {of}. " in attune("list", "--limit", "1")[1]


def test_fifty_are_listed_where_nobody_says_how_many_and_all_in_json(attune, run):
    attune("log", "floor")
    add(run, 50)
    page, out = attune("list")[1], attune("list", "--json")[1]
    assert (50, True, 51) == (
        len(numbers(page)),
        page.endswith("The newest 50 of 51. More: --limit 200. All: --limit 0.\n"),
        len(out.splitlines()),
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--cue", "hrt"], "I don’t know “hrt” as a word for cue. Did you mean “hurt” (cue)?"),
        (["--cue", "comfort"], "I don’t know “comfort” as a word for cue."),
        (["--child", "nobody"], "nobody"),
        (["--tag", "a b"], "“a b” can’t be a tag."),
        (["--from", "monkday"], "I can’t read “monkday” as a day."),
        (["--from", "today", "--to", "yesterday"], "The first day is after the last."),
        (["--limit", "-1"], "--limit takes a whole number, 0 or more."),
    ],
)
def test_what_means_nothing_is_refused_with_what_to_do(logged, options, sentence):
    code, out, talk = logged("list", *options)
    assert (True, "", True) == (code in {1, 2}, out, sentence in talk)


def test_a_tag_that_no_moment_has_is_perhaps_a_slip(logged):
    assert (0, "No moment has #parc. Did you mean #Park?\n", "") == logged("list", "--tag", "parc")
    assert (0, "", "No moment has #pakr. Did you mean #Park?\n") == logged(
        "search", "x", "--tag", "pakr", "--json"
    )


@pytest.mark.parametrize("limit", ["99999999999999999999999", "1000000000"])
def test_no_limit_is_too_large(logged, limit):
    assert 9 == len(numbers(logged("list", "--limit", limit)[1]))


def test_a_journal_with_nothing_in_it_says_how_to_begin(attune):
    begin = "Nothing is logged yet. To begin:\n  attune log\n"
    assert [(0, begin, ""), (0, "", begin)] == [attune("list"), attune("list", "--json")]
