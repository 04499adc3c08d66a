"""`attune schema`: what the JSON looks like."""

import json

import pytest

from attune_cli.core.schemas import schema_names


def test_it_lists_every_schema_with_a_line_on_each(attune):
    code, out, talk = attune("schema")
    assert (0, "") == (code, talk)
    assert schema_names() == [line.split(" · ")[0] for line in out.splitlines()]
    assert "attune.moment/1 · A logged moment" in out.splitlines()


@pytest.mark.parametrize(
    "name", ["moment", "moment/1", "attune.moment/1", "attune.moment", " Moment "]
)
def test_a_schema_is_found_by_its_name_in_short_or_in_full(attune, name):
    code, out, _ = attune("schema", name)
    assert (0, "urn:attune:moment:1") == (code, json.loads(out)["$id"])


@pytest.mark.usefixtures("no_journal")
def test_it_needs_no_journal_and_makes_none(attune, home):
    assert 0 == attune("schema", "tip_mark")[0]
    assert not home.data.exists()


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("momen", "Did you mean “moment”?"),
        ("attune.tipps/1", "Did you mean “tips” or “tip”?"),
        ("moment/2", "Did you mean “moment”?"),
        ("../../words/cue", "“attune schema” lists them all."),
        ("", "“attune schema” lists them all."),
    ],
)
def test_an_unknown_name_is_answered_with_what_may_be_meant(attune, name, help_):
    assert (2, "", f"There is no schema “{name}”. {help_}\n") == attune("schema", name)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("tip", ["tip", "tip-mark", "tips"]), ("attune.tip-", ["attune.tip-mark/1"]), ("zz", [])],
)
def test_a_name_that_was_begun_is_completed(installed, typed, offered):
    done = installed(
        environment={"_ATTUNE_COMPLETE": "complete_bash", "COMP_WORDS": f"attune schema {typed}",
                     "COMP_CWORD": "2"},
    )  # fmt: skip
    assert offered == done.stdout.split()
