"""The same words, names, tags, numbers and days mean the same behind every verb that looks."""

import json

import pytest

from commands.finding import caller, journal_of

LOGGED = [
    ["child", "add", "mia", "--band", "toddler"],
    ["child", "add", "leo", "--born", "2022-03"],
    ["caregiver", "add", "jo"],
    ["log", "hurt", "comfort", "yes", "@mia", "+park", "-m", "off the swing"],
    ["log", "told_no", "punish", "no", "not_yet", "tired", "@leo", "--at", "yesterday"],
    ["log", "floor", "cuddle", "yes", "@mia", "--at", "2026-10-03"],
    ["log", "scared", "stay", "partly", "later", "@mia", "--caregiver", "jo", "--at", "monday"],
    ["log", "scared", "frighten", "no", "@leo", "--at", "2026-09-03"],
    ["log", "hurt", "solve", "-m", "the day we cried: yelled at the door"],
    ["log", "lash_out", "limit_warm", "yes", "@leo", "-m", "november rain"],
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return journal_of(tmp_path_factory.mktemp("query"), LOGGED)


@pytest.fixture
def logged(filled, capsys):
    return caller(filled, capsys)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("list hurt @mia", "list --cue hurt --child mia"),
        ("list hurt mia", "list --cue hurt --child mia"),
        ("list hurt scared", "list --cue hurt --cue scared"),
        ("list hurt --cue scared", "list --cue hurt --cue scared"),
        ("list fell", "list --cue hurt"),
        ("list told no", "list --cue told_no"),
        ("list tired", "list --state tired"),
        ("list connection", "list --kind connection"),
        ("list yes partly", "list --sensitive yes --sensitive partly"),
        ("list not yet", "list --not-yet"),
        ("list unrated", "list --unrated"),
        ("list +park", "list --tag park"),
        ("list jo", "list --caregiver jo"),
        ("list @me", "list --caregiver me"),
        ("list 2", "list --limit 2"),
        ("list last 2 @leo", "list --limit 2 --child leo"),
        ("list last", "list --limit 1"),
        ("list 9999999999", "list"),
        ("list today", "list --from today"),
        ("list november", "list --from november --to november"),
        ("list 2026-10", "list --from 2026-10 --to 2026-10"),
        ("list since monday", "list --from monday"),
        ("list september to october", "list --from september --to october"),
        ("list last 3 weeks", "list --from 2026-11-02"),
        ("ls hurt", "list --cue hurt"),
        ("search swing @mia +park", "search swing --child mia --tag park"),
        ("search @mia", "list --child mia"),
        ("week @mia", "week --child mia"),
        ("week mia last", "week --child mia --last"),
        ("week last week", "week --last"),
        ("week @leo yesterday", "week --child leo --of yesterday"),
        ("week jo", "week --caregiver jo"),
        ("month october @mia", "month --of october --child mia"),
        ("month last", "month --last"),
        ("look @leo", "look --child leo"),
        ("look since october", "look --from october"),
        ("look october", "look --from october --to october"),
        ("trend @mia", "trend --child mia"),
        ("trend jo --by month", "trend --caregiver jo --by month"),
        ("patterns mia since october", "patterns --child mia --from october"),
        ("tips toddler told no", "tips --age toddler --for told_no"),
        ("tips @mia", "tips --child mia"),
        ("tips fell mia", "tips --child mia --for hurt"),
        ("tips repair teen --all", "tips --kind repair --age teen --all"),
        ("tips suicide", "tips --search suicide"),
    ],
)
def test_words_do_what_options_do(logged, words, options):
    by_words, by_options = (logged(*typed.split(), "--json") for typed in (words, options))
    assert (0, by_options[1]) == by_words[:2]
    assert by_options[1]


def numbers(logged, *typed):
    code, out, _ = logged(*typed, "--json")
    assert code == 0
    return [json.loads(line)["number"] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hug", [3, 1]),
        ("hug distress", [1]),
        ("hug @leo", []),
        ("1-3", [3, 2, 1]),
        ("#2 4-99", [5, 4, 2, 6, 7]),
        ("later", [4]),
        (" ".join(f"#{n}" for n in range(1, 200)), [5, 3, 4, 2, 1, 6, 7]),
        ("7-99999999999999999999999", [7]),
    ],
)
def test_words_find_what_no_option_does(logged, typed, expected):
    assert expected == numbers(logged, "list", *typed.split())


def test_what_a_word_was_taken_for_is_said_below(logged, golden):
    page = logged("list", "hug")[1]
    golden("list_hug", page)
    said = "“hug” is taken for “soothed or held them” or “a cuddle”.\n"
    assert said == logged("list", "hug", "--json")[2]
    assert said in logged("list", "hug", "@leo")[1]


def test_a_search_says_which_words_it_found_beside_the_text(logged, golden):
    golden("search_yelled", logged("search", "yelled")[1])
    assert [2, 6] == numbers(logged, "search", "yelled")


def test_no_search_takes_a_hit_for_fear(logged):
    assert ([7], True) == (
        numbers(logged, "search", "hit"),
        5 in numbers(logged, "search", "frighten"),
    )


@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        ("yelled", [2], "“yelled” is taken for “got sharp or threatened”."),
        ("tantrum", [], "“tantrum” is taken for “frustrated”."),
        ("cried", [1, 2, 4, 5, 6, 7], "“cried” is taken for “they were upset”."),
        ("hugged", [1, 3], "“hugged” is taken for"),
    ],
)
def test_a_list_takes_a_word_for_what_a_log_takes_it_for(logged, typed, expected, said):
    shown = " ".join(logged("list", *typed.split())[1].split())
    assert (sorted(expected), True) == (sorted(numbers(logged, "list", typed)), said in shown)


@pytest.mark.parametrize("typed", ["hit", "spanked", "smacked", "kicked"])
def test_a_hit_lists_what_a_child_did_and_names_the_way_to_the_rest(logged, typed):
    code, out, err = logged("list", typed)
    shown = " ".join(out.split())
    assert (0, "", True) == (code, err, "attune list frighten" in shown)
    assert (True, True) == ("is taken for “lashing out”." in shown, "attune help-now" in shown)
    assert [7] == numbers(logged, "list", typed)


@pytest.mark.parametrize("typed", ["frigten", "frightn", "frightem"])
def test_fear_is_never_guessed(logged, typed):
    code, out, err = logged("list", typed)
    assert (2, "", False) == (code, out, "“frighten”" in err)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("list hrt", 2, "Did you mean “hurt” (cue)? In the notes: attune search hrt"),
        ("list swing", 2, "In the notes: attune search swing"),
        ("list mai", 2, "Did you mean “@mia” (child) or “may” (days)?"),
        ("list novembr", 2, "Did you mean “november” (days)?"),
        ("list open", 2, "Did you mean “--open” (option)"),
        ("list --open hurt", 2, "“--open” and “hurt” don’t go together"),
        ("list @zoe", 1, "I don’t know a child named “zoe”."),
        ("list @zoé", 1, "I don’t know a child named “zoé”."),
        ("list hurt floor", 2, "“hurt” and “floor” don’t go together"),
        ("list @mia --child leo", 2, "Each names a child. Keep one of them."),
        ("list jo --caregiver me", 2, "Each names a caregiver. Keep one of them."),
        ("list november --from monday", 2, "Each names days."),
        ("list 5 --limit 3", 2, "Each says how many."),
        ("list last 1-3", 2, "Each says which moments."),
        ("patterns hit", 2, "“attune patterns”"),
        ("list +prak", 0, "Did you mean #park?"),
        ("search @zoe", 1, "As a text: attune search '\"@zoe\"'"),
        ("week hurt @mia", 2, "only by a child, a caregiver and a week: attune week @ada last."),
        ("week hurt @mia", 2, "For the moments: attune list hurt @mia"),
        ("week +park", 2, "For the moments: attune list +park"),
        ("week 5", 2, "For the moments: attune list 5"),
        ("week since monday", 2, "For days: attune look since monday"),
        ("week swing", 2, "It takes a child, a caregiver and a week"),
        ("week november", 2, "as a week"),
        ("week last --of monday", 2, "Each names days."),
        ("week last november", 2, "Each names days."),
        ("month last 3 weeks", 2, "as a month"),
        ("look last", 2, "Did you mean “last week” (days)"),
        ("trend @mia hurt", 2, "“attune trend” can’t be narrowed by “hurt”"),
        ("trend november @mia", 2, "For days: attune look november @mia"),
        ("patterns hug", 2, "For the moments: attune list hug"),
        ("tips yes", 2, "can’t be narrowed by “yes”"),
        ("tips toddler teen", 2, "Keep one."),
        ("tips toddler --age teen", 2, "Keep one."),
        ("tips hug", 2, "“hug” may be either. Write the one you mean."),
        ("tips kepe", 2, "Did you mean “kept” (what it does) or “keep” (what it does)?"),
        ("tips toddlr", 2, "Did you mean “toddler” (age)?"),
        ("tips 99", 2, "I don’t know the age “99”."),
        ("tips @jo", 2, "can’t be narrowed by “@jo”"),
    ],
)  # fmt: skip
def test_what_means_nothing_there_is_refused_in_a_sentence(logged, typed, code, said):
    ended, out, err = logged(*typed.split())
    assert (code, True) == (ended, said in out + err)
    assert code == 0 or (out, err.count("\n")) == ("", 1 + (typed == "search @zoe"))


@pytest.mark.parametrize("verb", ["list", "week", "month", "look", "trend", "patterns", "tips"])
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "+",
        "5-",
        "11-1",
        "0",
        "🙂",
        "\x1b[31mred",
        "\u202eevil",
        "a\nb",
        "x" * 10_000,
    ],
)
def test_nonsense_behind_any_view_is_one_short_clean_sentence(logged, verb, typed):
    if (verb, typed) in {("tips", "0"), ("tips", "5-")}:
        return  # ages
    code, out, err = logged(verb, typed)
    assert (2, "", 1, True) == (code, out, err.count("\n"), len(err) < 400)
    assert not {"\x1b", "\u202e"} & set(err)


def test_show_alone_is_the_last(logged):
    assert logged("show", "last") == logged("show")
    assert (1, "") == logged("delete", "--json", "1")[:2] == logged("rm", "--json", "1")[:2]


@pytest.mark.parametrize(
    ("typed", "expected"), [("1-3", [1, 2, 3]), ("6-99 2", [6, 7, 2]), ("#4-#5", [4, 5])]
)
def test_a_range_shows_those_that_there_are(logged, typed, expected):
    assert expected == numbers(logged, "show", *typed.split())


def test_a_range_without_any_moment_is_refused(logged):
    code, _, err = logged("show", "50-60")
    assert (1, True) == (code, err.startswith("There is no moment #50."))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("swing leo", "For the moments with Leo: @leo"),
        ("swing october", "For these days: --from october --to october"),
    ],
)
def test_a_search_that_finds_nothing_says_what_was_no_text(logged, typed, said):
    assert said in logged("search", *typed.split())[1]
    assert said not in logged("search", f'"{typed}"')[1]


@pytest.mark.usefixtures("no_journal")
def test_in_an_empty_journal_words_say_how_to_begin_as_ever(attune):
    assert (0, 0, 0) == tuple(
        attune(*typed)[0] for typed in (["list", "hurt"], ["week", "last"], ["list", "5"])
    )
    assert "Nothing is logged yet" in attune("list", "5")[1]
    assert (1, "Nothing is logged yet") == (attune("show")[0], attune("show")[2][:21])
