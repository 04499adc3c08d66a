"""`attune search`: what is found, how it is marked, and what cannot be looked for."""

import json

import pytest

from commands.finding import caller, journal_of, numbers

LOGGED = [
    ["log", "hurt", "comfort", "yes", "+park", "-m", "Fell off the swing. Zoë laughed"],
    ["log", "told_no", "punish", "no", "-m", "Shoes.\nAgain. We swung by the café"],
    ["log", "scared", "stay", "yes", "-m", "公園でブランコ 😀", "--at", "yesterday"],
    ["log", "floor", "yes", "+swing-set"],
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return journal_of(tmp_path_factory.mktemp("search"), LOGGED)


@pytest.fixture
def logged(filled, capsys):
    return caller(filled, capsys)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["swing"], [1, 4]),
        (["SWING", "fell"], [1]),
        (["fell off"], [1]),
        (["off fell"], [1]),
        (['"fell off"'], [1]),
        (['"off fell"'], []),
        (["zoe"], [1]),
        (["cafe"], [2]),
        (["swing\0"], [1, 4]),
        (["fell\0off"], [1]),
        (['"fell\0off"'], [1]),
        (["\udcff\0"], []),
        (["sho"], [2]),
        (["pain"], [1]),
        (["told_no"], [2]),
        (["#park"], [1]),
        (["ブランコ"], [3]),
        (["公園"], [3]),
        (["😀"], [3]),
        (["swing", "--cue", "hurt"], [1]),
        (["swing", "--kind", "connection"], [4]),
        (["swing", "--limit", "1"], [4]),
        (["AND OR NOT"], []),
        (["note:swing"], []),
        (["swing*"], [1, 4]),
        (["swing -fell"], [1]),
        (["(swing"], [1, 4]),
        (['"'], []),
        (["' OR 1=1"], []),
    ],
)
def test_a_search_finds_the_moments_that_have_all_of_it(logged, typed, expected):
    code, out, _ = logged("search", *typed, "--json")
    assert (0, expected) == (code, [json.loads(line)["number"] for line in out.splitlines()])
    assert expected == numbers(logged("search", *typed)[1])


def test_what_was_found_is_marked_in_the_note_the_words_and_the_tags(logged):
    _, page, _ = logged("search", "swing", "pain")
    assert ["#1", "«pain»", "«swing»."] == [
        word for word in page.split() if "«" in word or word.startswith("#1")
    ]
    assert "#«swing-set»" in logged("search", '"swing-set"')[1]


def test_json_is_not_marked(logged):
    _, found, _ = logged("search", "zoe", "--json")
    assert logged("show", "1", "--json")[1] == found


def test_where_nothing_is_found_it_is_said_kindly_and_beside_the_data(logged):
    sentence = "No moment has that, in its note or its words. Try fewer words, or a beginning.\n"
    assert (0, sentence, "") == logged("search", "unheard")
    assert (0, "", sentence) == logged("search", "unheard", "--json")


@pytest.mark.parametrize("typed", [[], [""], ["  "], ['""']])
def test_a_search_for_nothing_is_refused(logged, typed):
    assert (2, "", "Say what to look for: attune search swing\n") == logged("search", *typed)


@pytest.mark.parametrize(("many", "code"), [(500, 0), (501, 2)])
def test_as_much_is_looked_for_as_can_be_and_more_is_refused(logged, many, code):
    signs = [chr(0x4E00 + place) for place in range(many)]
    assert code == logged("search", *signs)[0]


def test_more_signs_than_a_statement_holds_are_refused(attune):
    code, said, complained = attune("search", *(chr(0x4E00 + number) for number in range(501)))
    assert (2, "", True) == (code, said, "501" in complained)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("In der Straße gefallen", "strasse"),
        ("IN DER STRASSE", '"in der Straße"'),
        ("Grüße an Oma", "GRÜSSE"),
        ("ΟΔΟΣ", "οδός"),
        ("İzmir’de", "izmir"),
        ("ISPARTA", "ısparta"),
        ("the ﬁsh bit", "fish"),
        ("公園でﾌﾞﾗﾝｺ", "ブランコ"),
        ("ｓｗｉｎｇ", "swing"),
    ],
)
def test_a_search_finds_a_word_however_its_letters_are_written(attune, note, typed):
    attune("log", "hurt", "yes", "-m", note)
    assert "«" in attune("search", typed)[1]


def test_what_was_written_about_a_week_is_pointed_to(attune):
    attune("log", "told_no", "stay", "yes", "-m", "wanted soup")
    attune("reflect", "-m", "We eat too late, so soup at five.")
    said = "You wrote of it about the week of 16 November 2026. To read it: attune reflections"
    pages = [" ".join(attune("search", *text)[1].split()) for text in (["soup"], ["soup", "five"])]
    assert ([True, True], [True, False]) == (
        [said in page for page in pages],
        ["wanted" in page for page in pages],
    )
    assert "You wrote" not in attune("search", "bread")[1]


@pytest.mark.parametrize(("text", "is_pointed"), [("I want to die", True), ("hit", False)])
def test_who_looks_for_words_of_their_own_need_is_told_where_to_turn(attune, text, is_pointed):
    assert is_pointed == ("attune help-now" in attune("search", text)[2])
