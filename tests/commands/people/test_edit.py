"""Editing children and caregivers: only what is named changes, and history stays theirs."""

import json

import pytest

from journals import stored

BEFORE = ("ada", "--born", "2024-08", "--band", "preschooler", "--early", "3")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (
            ["--name", "lou"],
            "Lou · 2 years · 3 weeks early · preschooler (stated; by birth toddler)",
        ),
        (["--born", "2022-01-31"], "Ada · 4 years · 3 weeks early · preschooler (stated)"),
        (["--no-born"], "Ada · 3 weeks early · preschooler"),
        (["--band", "teen"], "Ada · 2 years · 3 weeks early · teen (stated; by birth toddler)"),
        (["--no-band"], "Ada · 2 years · 3 weeks early · toddler"),
        (["--early", "0"], "Ada · 2 years · preschooler (stated; by birth toddler)"),
        (["--no-born", "--no-band", "--early", "0", "--name", "Ada Lou"], "Ada Lou"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_what_is_named_changes(attune, options, line):
    attune("child", "add", *BEFORE)
    assert attune("child", "edit", "Ada", *options) == (0, f"Changed: {line}\n", "")
    assert attune("child", "list") == (0, f"{line}\n", "")


def test_an_edit_as_json_is_the_child(attune):
    attune("child", "add", "ada")
    _, out, _ = attune("child", "edit", "ada", "--born", "2026-02-23", "--json")
    child = {"name": "ada", "born": "2026-02-23", "band": None, "weeks_early": 0}
    child |= {"months": 8, "band_now": "infant", "is_default": False}
    assert {"schema": "attune.children/1", "children": [child]} == json.loads(out)


@pytest.mark.parametrize("role", ["child", "caregiver"])
def test_an_edit_of_nothing_says_what_can_change(attune, role):
    attune(role, "add", "ada")
    code, out, err = attune(role, "edit", "ada")
    assert (2, "", True) == (code, out, "--name" in err and "--default" in err)


@pytest.mark.parametrize("what", ["born", "band"])
def test_a_value_and_its_absence_clash(attune, what):
    attune("child", "add", "ada")
    code, _, err = attune("child", "edit", "ada", f"--{what}", "2024-08", f"--no-{what}")
    assert (2, True) == (code, f"“--{what}” and “--no-{what}”" in err)


@pytest.mark.parametrize(
    "options", [["--born", "2026-12"], ["--born", ""], ["--band", "old"], ["--early", "21"],
                ["--early", "-1"], ["--name", ""], ["--name", "a,b"]],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing(attune, options):
    attune("child", "add", *BEFORE)
    before = attune("child", "list", "--json")
    assert 2 == attune("child", "edit", "ada", *options)[0]
    assert before == attune("child", "list", "--json")


def test_an_edit_to_what_is_so_already_is_no_change(attune, home):
    attune("child", "add", *BEFORE)
    before = home.journal.read_bytes()
    code, out, _ = attune("child", "edit", "ada", "--name", "ada", "--band", "preschooler")
    assert (0, True, before) == (code, out.startswith("As before: Ada"), home.journal.read_bytes())


def test_history_stays_with_a_child_and_a_caregiver_of_another_name(attune, home):
    attune("child", "add", "ada")
    attune("caregiver", "add", "pa")
    attune("log", "hurt", "comfort", "yes", "--caregiver", "pa")
    attune("child", "edit", "ada", "--name", "Lou")
    attune("caregiver", "edit", "pa", "--name", "papa")
    (moment,) = stored(home)
    assert (("Lou",), "papa") == (moment.children, moment.caregiver)
    found = [json.loads(attune("week", "--json", *of)[1])["distress"]["logged"]
             for of in (["--child", "lou"], ["--caregiver", "papa"])]  # fmt: skip
    assert [1, 1] == found
    assert (1, 1) == (attune("week", "--child", "ada")[0], attune("week", "--caregiver", "pa")[0])


def test_a_name_changes_its_case(attune):
    attune("child", "add", "ada")
    assert 0 == attune("child", "edit", "ada", "--name", "ADA")[0]
    assert "ADA\n" == attune("child", "list")[1]


@pytest.mark.parametrize("role", ["child", "caregiver"])
def test_the_nickname_of_somebody_else_is_refused_and_says_what_to_do(attune, role):
    attune(role, "add", "ada lou")
    attune(role, "add", "ben")
    code, _, err = attune(role, "edit", "ada lou", "--name", "BEN")
    assert (1, True) == (code, f"attune {role} remove 'ada lou' --to BEN" in err)


@pytest.mark.parametrize("role", ["child", "caregiver"])
@pytest.mark.parametrize("verb", [["edit", "adam", "--name", "x"], ["remove", "adam"]])
@pytest.mark.usefixtures("no_journal")
def test_somebody_unknown_is_not_edited_or_removed(attune, home, role, verb):
    code, _, err = attune(role, *verb)
    assert (1, True, False) == (code, "named “adam”" in err, home.journal.exists())


@pytest.mark.parametrize("name", ["O’Neil", "o'neil bo", "Ada Lou", "Zoë", "小雨"])
def test_a_nickname_of_any_kind_works_in_every_verb(attune, home, name):
    attune("child", "add", name)
    attune("child", "add", "ben")
    assert 0 == attune("log", "hurt", "comfort", "yes", f"@{name.upper()}")[0]
    assert (name,) == stored(home)[0].children
    assert 0 == attune("child", "edit", name, "--band", "teen")[0]
    assert 0 == attune("tips", "--child", name)[0]
    assert 0 == attune("child", "remove", name, "--to", "ben", "--yes")[0]
    assert ("ben",) == stored(home)[0].children
