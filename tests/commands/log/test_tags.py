"""Tags in `attune log`: typed in three ways, stored, and a likely slip is asked about."""

import json

import pytest

from attune_cli.commands.log.draft import EntryDraft, entry_of
from attune_cli.core.grammar import Entry

pytestmark = pytest.mark.usefixtures("begun")


@pytest.mark.parametrize("typed", [["#Park"], ["+park"], ["--tag", "#park"], ["--tag", "park"]])
def test_a_tag_is_stored_however_it_is_typed(attune, typed):
    code, out, talk = attune("log", "hurt", "yes", *typed, "--json")
    as_typed = typed[-1].strip("#+")
    assert (0, [as_typed], "") == (code, json.loads(out)["tags"], talk)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("grüße", "GRÜSSE"),
        ("İzmir", "izmir"),
        ("ὁδός", "ὉΔΌΣ"),
        ("Straße", "strasse"),
        ("Zoo", "ｚoo"),
    ],
)
def test_a_tag_stays_as_typed_and_is_found_however_it_is_written(attune, stored, typed):
    attune("log", "hurt", "yes", f"+{stored}")
    attune("log", "hurt", "yes", "+other")
    assert "" == attune("log", "hurt", "yes", f"+{typed}")[2]  # it is no slip of the other
    for how in (["list", "--tag", typed], ["search", typed], ["search", stored]):
        found = [json.loads(line) for line in attune(*how, "--json")[1].splitlines()]
        assert [(1, [stored]), (3, [typed])] == [(one["number"], one["tags"]) for one in found]


def test_a_tag_is_taken_out_and_typed_anew_in_any_case(attune):
    attune("log", "hurt", "yes", "+grüße", "+GRÜSSE", "+zoo")
    edited = [
        attune("edit", "1", *how, "--json")[1] for how in (["+Grüße"], ["--without", "#GRÜSSE"])
    ]
    assert [["Grüße"], []] == [json.loads(one)["tags"] for one in edited]


def test_ten_thousand_tags_are_refused_at_once(attune):
    many = [f"+t{n}" for n in range(10_000)]
    attune("log", "hurt", "yes")
    for how in (["log", "hurt", "yes"], ["log", "fell", "down"], ["edit", "1"], ["list"]):
        typed = [f"--tag={tag[1:]}" for tag in many] if how == ["list"] else many
        code, out, talk = attune(*how, *typed)
        assert (2, "", True) == (code, out, "10,000 tags, and a moment takes 50" in talk)


def test_the_answer_shows_the_tags(attune):
    assert " · #park · #rain\n" in attune("log", "hurt", "yes", "+park", "+rain")[1]


def test_a_tag_that_looks_like_a_known_one_is_stored_and_asked_about(attune):
    attune("log", "hurt", "yes", "+playground")
    code, out, talk = attune("log", "hurt", "yes", "+playgroud")
    assert (0, True) == (code, "#playgroud" in out)
    expected = "#playgroud is new. Did you mean #playground? attune edit 2 changes it.\n"
    assert expected == talk
    assert ("", "") == tuple(attune("log", "hurt", "yes", f"+{t}")[2] for t in ("playgroud", "zoo"))


def test_two_tags_of_one_moment_are_no_slips_of_each_other(attune):
    assert attune("log", "hurt", "yes", "+parks", "+park")[2] == ""


def test_what_can_be_no_tag_is_refused_and_the_note_kept(attune):
    code, out, talk = attune("log", "hurt", "yes", "--tag", "a b", "-m", "fell")
    assert (2, "") == (code, out)
    assert talk.startswith("“a b” can’t be a tag. Use up to 40 letters")
    assert "What you said is kept" in talk


def test_a_draft_keeps_its_tags(run):

    entry = Entry(tags=("park",), note="fell")
    assert ("park",) == entry_of(EntryDraft(run, entry).to_plain(), run.vocabulary).tags
