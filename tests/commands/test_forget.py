"""`attune forget`: shows, asks, forgets for good, and says what it can't reach."""

import json

import pytest

from attune_cli.store.home import Home
from attune_cli.store.settings import read_values
from journals import stored
from terminal import PROGRAM, Terminal


@pytest.fixture
def filled(typed_before, home) -> Home:
    typed_before(
        "child add ada --born 2024-08",
        "child add ben --band preschooler",
        "log hurt yes @ada -m 'fell off the swing'",
        "log scared no @ada @ben --at 2026-11-01",
        "log floor yes @ben --at 2025-12-31",
    )
    return home


def children(home: Home) -> list[tuple[str, ...]]:
    return [moment.children for moment in stored(home)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--child", "Ada"], [("ben",), ("ben",)]),
        (["--before", "2026"], [("ada",), ("ada", "ben")]),
        (["--before", "yesterday"], [("ada",)]),
        (["--all"], []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_what_is_named_is_forgotten(attune, filled, arguments, expected):
    code, said, complained = attune("forget", *arguments, "--yes")
    assert (0, True, "", expected) == (
        code, said.startswith("Forgotten: "), complained, children(filled),
    )  # fmt: skip


def test_without_a_terminal_it_shows_what_would_go_and_forgets_nothing(attune, filled, golden):
    code, said, complained = attune("forget", "--child", "ada")
    golden("forget_not_agreed", complained)
    assert (1, "", 3) == (code, said, len(stored(filled)))


def test_it_says_what_is_forgotten_and_what_it_cannot_reach(attune, filled, golden):
    _, said, _ = attune("forget", "--child", "ada", "--yes")
    golden("forget_child", said)
    assert 2 == len(stored(filled))


@pytest.mark.usefixtures("filled")
def test_json_has_the_counts(attune):
    code, said, _ = attune("forget", "--child", "ada", "--yes", "--json")
    expected = {
        "schema": "attune.forgotten/1", "moments": 1, "notes": 1, "shared": 1, "answers": 0,
        "children": 1, "marks": 0, "backups": 1, "drafts": 0, "plans": [], "entries": [],
        "unreached": [], "remains": [], "linked": [],
        "stays": {"moments": [], "answers": 0, "drafts": 0, "files": []},
    }  # fmt: skip
    assert (0, expected) == (code, json.loads(said))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "Say what to forget: --child NAME, --before DATE or --all."),
        (["--all", "--child", "ada"], 2, "“--child” and “--all” don’t go together"),
        (["--child", "adam"], 1, "Did you mean “ada”?"),
        (["--before", "the flood"], 2, "I can’t read “the flood”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_unclear_is_refused_and_nothing_goes(attune, filled, arguments, code, sentence):
    found, _, complained = attune("forget", *arguments, "--yes")
    assert (code, True, 3) == (found, sentence in complained, len(stored(filled)))


@pytest.mark.usefixtures("no_journal")
def test_where_there_is_nothing_of_it_it_says_so_and_makes_nothing(attune, home):
    assert (0, "Nothing of that is in the journal or its backups.\n", "") == attune(
        "forget", "--all", "--yes"
    )
    assert not home.data.exists()


def test_a_child_whom_only_backups_know_can_be_forgotten(attune, filled):
    attune("child", "remove", "ada", "--to", "ben", "--yes")
    code, said, _ = attune("forget", "--child", "ada", "--yes", "--json")
    gone = json.loads(said)
    assert (0, 0, 0, 1) == (code, gone["children"], gone["moments"], gone["backups"])
    assert [("ben",)] * 3 == children(filled)


def test_what_was_being_overwritten_when_it_was_cut_short_goes_whatever_is_named(attune, filled):
    going = filled.backups / ".journal-going-journal-9-before-forget.db.new"
    going.write_bytes(bytes(999) + b"fell off the swing")
    assert (1, False) == (attune("forget", "--child", "nobody", "--yes")[0], going.exists())


def test_a_backup_out_of_reach_is_named_and_the_exit_code_says_so(attune, filled):
    (filled.backups / "journal-of-yore.db").write_bytes(b"?" * 999)
    code, said, _ = attune("forget", "--child", "ada", "--yes")
    assert (1, True) == (code, "journal-of-yore.db" in said)


def test_in_a_terminal_no_is_the_default(filled):
    terminal = Terminal([PROGRAM, "forget", "--all"], {"ATTUNE_HOME": str(filled.data)})
    terminal.wait_for("Forget it for good?")
    terminal.press("\r")
    assert (1, 3) == (terminal.end(), len(stored(filled)))
    assert "Nothing was forgotten." in terminal.seen


@pytest.mark.parametrize("arguments", [["--child", "ada"], ["--all"]])
def test_a_child_who_is_forgotten_is_the_usual_one_no_more(attune, filled, arguments):
    attune("child", "edit", "ada", "--default")
    attune("forget", *arguments, "--yes")
    assert ("child" in read_values(filled.settings), attune("log", "hurt")[0]) == (False, 0)


@pytest.mark.parametrize(
    "before",
    [
        ["caregiver edit me --name papa"],
        ["caregiver add grandpa", "caregiver edit me --name papa"],
        ["caregiver add papa", "caregiver remove me --to papa --yes"],
        ["caregiver edit me --name papa", "caregiver add me"],
    ],
    ids="; ".join,
)
def test_after_all_is_forgotten_a_moment_can_be_logged_whoever_the_caregivers_were(attune, before):
    attune("log", "hurt", "yes")
    for typed in before:
        assert 0 == attune(*typed.split())[0]
    assert 0 == attune("forget", "--all", "--yes")[0]
    logged = attune("log", "hurt", "yes")
    people = json.loads(attune("caregiver", "list", "--json")[1])["caregivers"]
    assert ((0, ["me"]), {}) == ((logged[0], [one["name"] for one in people]), not_well(attune))


def not_well(attune) -> dict[str, str]:
    found = json.loads(attune("doctor", "--json")[1])["findings"]
    return {one["check"]: one["state"] for one in found if one["state"] != "ok"}
