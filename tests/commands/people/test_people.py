import json

import pytest

from journals import stored
from terminal import attune_in


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["ada", "--born", "2024-08"], "Ada · 2 years · toddler"),
        (["@ada", "--born", "2026-02-23"], "Ada · 8 months · infant"),
        (["ada", "--born", "2026-02-22"], "Ada · 9 months · infant"),
        (
            ["ada", "--born", "2025-11-01", "--early", "8"],
            "Ada · 10 months · 8 weeks early · infant",
        ),
        (["Little Bear", "--band", "teen"], "Little Bear · teen"),
        (["ada"], "Ada"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_child_is_added_and_listed(attune, arguments, line):
    assert attune("child", "add", *arguments) == (0, f"Added: {line}\n", "")
    assert attune("child", "list") == (0, f"{line}\n", "")


def test_a_child_is_known_by_its_name_in_any_case(attune):
    attune("child", "add", "Ada")
    code, _, err = attune("child", "add", "ADA")
    assert (1, True) == (code, "already" in err)


def test_without_children_the_list_says_how_to_add_one(attune):
    assert "attune child add" in attune("child", "list")[1]


def test_children_as_json(attune):
    attune("child", "add", "ada", "--born", "2024-08", "--early", "3")
    child = {"name": "ada", "born": "2024-08", "band": None, "weeks_early": 3}
    child |= {"months": 27, "band_now": "toddler", "is_default": False}
    _, out, _ = attune("child", "list", "--json")
    assert json.loads(out) == {"schema": "attune.children/1", "children": [child]}


@pytest.mark.usefixtures("no_journal")
def test_there_is_always_a_caregiver(attune, home):
    assert (attune("caregiver", "list"), home.data.exists()) == ((0, "Me\n", ""), False)


def test_a_caregiver_is_added_and_listed(attune):
    attune("caregiver", "add", "grandpa")
    _, out, _ = attune("caregiver", "list", "--json")
    names = [{"name": "me", "is_default": True}, {"name": "grandpa", "is_default": False}]
    assert json.loads(out) == {"schema": "attune.caregivers/1", "caregivers": names}


@pytest.mark.parametrize("name", ["-x", "7", "", "a" * 41, "x\x1b[31m", "a,b", "@"])
def test_a_name_that_cannot_be_typed_is_refused(attune, name):
    assert attune("caregiver", "add", "--", name)[0] == 2


@pytest.mark.parametrize("name", ["Zoë", "J.", "o'neil"])
def test_only_some_signs_belong_in_names(attune, name):
    assert (attune("child", "add", name)[0] == 0) is (name != "J.")


def test_words_are_listed_with_their_vocabularies(attune):
    _, out, _ = attune("words", "--json")
    words = json.loads(out)["words"]
    assert len(words) == len({word["word"] for word in words}) == 73


def test_one_vocabulary_can_be_listed(attune):
    _, page, _ = attune("words", "came_back")
    assert ("same_moment" in page, "comfort" in page) == (True, False)


def test_an_age_can_be_told_later_and_once(attune):
    attune("child", "add", "ada")
    told = [attune("child", "add", "Ada", "--band", band)[0] for band in ("toddler", "teen")]
    assert ([0, 1], "Ada · toddler\n") == (told, attune("child", "list")[1])


@pytest.mark.parametrize("verb", ["log hurt no @{}", "tips --child {}"])
@pytest.mark.parametrize(
    "name", ["👶", "1st", "m_ia", "x" * 41, "zoë", "ada-lou", "o'neill", "小雨"]
)
def test_who_is_offered_to_be_added_is_taken(attune, verb, name):
    said = attune(*(part.format(name) for part in verb.split()))[2]
    is_offered = "To add: attune child add" in said
    assert is_offered is (attune("child", "add", name)[0] == 0)
    assert is_offered is ("can’t be a name here" not in said)


@pytest.mark.parametrize("name", ["👶", "1st"])
def test_in_a_terminal_nobody_is_offered_who_would_be_refused_either(home, name):
    terminal = attune_in(home.data, "log", "hurt", "comfort", "no", f"@{name}")
    assert (2, False, True) == (
        terminal.end(),
        "Add a child of that name?" in terminal.seen,
        "can’t be a name here" in terminal.seen,
    )


@pytest.mark.parametrize("typed", [["--child", "ada,bo"], ["--child", "@ada, @bo"], ["@ada,@bo"]])
def test_a_list_of_children_is_all_of_them(attune, home, typed):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "floor", "yes", *typed)
    attune("edit", "1", "--child", "bo,ada")
    assert [("bo", "ada")] == [moment.children for moment in stored(home)]


def test_a_view_of_several_children_is_pointed_to_one_or_all(attune):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    said = (
        "A view looks at one child, or at all of them: first with --child ada, then with --child bo"
    )
    code, out, err = attune("week", "--child", "ada,bo")
    assert (1, "", True) == (code, out, err.startswith(said))


@pytest.mark.parametrize("verb", ["week --child", "list --child", "report --child", "look"])
def test_a_look_back_at_somebody_unknown_offers_nobody_to_be_added(attune, verb):
    nobody = attune(*verb.split(), "@zoe" if verb == "look" else "zoe")[2]
    attune("child", "add", "ada")
    somebody = attune(*verb.split(), "@zoe" if verb == "look" else "zoe")[2]
    start = "I don’t know a child named “zoe”."
    expected = [
        f"{start} Nobody is named yet, so leave the name out.\n",
        f"{start} I know “ada”.\n",
    ]
    assert expected == [nobody, somebody]


@pytest.mark.parametrize("verb", ["tips --child", "config set child", "words sensitive --child"])
def test_where_one_child_is_taken_a_list_is_answered_with_one_after_the_other(attune, verb):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    said = "That takes one child at a time: first ada, then bo.\n"
    assert said == attune(*verb.split(), "ada,bo")[2]
