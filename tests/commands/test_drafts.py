import io
import json

import pytest

import needs
from attune_cli.commands.drafts import note_from_stdin, tidy
from attune_cli.commands.editor import last_editor
from attune_cli.errors.moments import NoteTooLong
from attune_cli.store.drafts import read_drafts
from attune_cli.store.regular import MOST_OF_NOTE
from conftest import without_privileges


class Interrupted(io.BytesIO):
    """What is typed, and then Ctrl-C."""

    def readline(self, size=-1):
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


def test_lines_typed_for_a_note_survive_ctrl_c():
    kept = []
    with pytest.raises(KeyboardInterrupt):
        note_from_stdin(kept.append, io.TextIOWrapper(Interrupted(b"one\ntwo\n")))
    assert kept == ["one\ntwo"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("  a b \n", "a b"), ("\n\n", None), ("", None), ("a\n\nb", "a\n\nb"), ("a\0b", "a\0b")],
)
def test_a_note_is_stored_without_the_air_around_it(typed, stored):
    assert tidy(typed) == stored


@pytest.mark.parametrize(("system", "editor"), [("nt", "notepad"), ("posix", "vi")])
def test_where_no_editor_is_named_it_is_one_that_each_such_system_has(system, editor):
    assert editor == last_editor(system)


def test_what_is_begun_is_listed_as_json(attune):
    attune("child", "add", "ada")
    attune("log", "@ada", "hurt", "comfrot", "yess", "+park")
    attune("log", "a long day, more tomorrow")
    begun = map(json.loads, attune("list", "--open", "--json")[1].splitlines())
    keys = ("schema", "words", "children", "tags", "note")
    kept = [tuple(draft[key] for key in keys) for draft in begun]
    assert [
        ("attune.draft/1", ["hurt", "comfrot", "yess"], ["ada"], ["park"], None),
        ("attune.draft/1", [], [], [], "a long day, more tomorrow"),
    ] == sorted(kept, key=lambda draft: draft[-1] or "")


def test_what_is_begun_is_listed_plainly(attune):
    attune("log", "a long day, more tomorrow")
    assert attune("list", "--open") == attune("list", "--open", "--plain")


def test_what_is_begun_with_a_typo_is_named_as_it_was_typed(attune):
    attune("log", "told_no", "pnish", "yes")
    assert (
        "Still to be described: “told_no pnish yes”. To go on with it, or to drop it: attune log"
    ) == attune("today")[1].splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"), [("--from", ["monday"]), ("--not-yet", []), ("--limit", ["3"])]
)
def test_an_option_that_asks_for_some_of_what_is_begun_is_named(attune, name, value):
    code, _, err = attune("list", "--open", name, *value)
    assert (2, True) == (code, f"“--open” and “{name}” don’t go together" in err)


@pytest.mark.parametrize(
    ("slip", "kept"),
    [
        (["--repairs", "abc"], "abc"),
        (["--tag", "a/b"], "a/b"),
        (["--cue", "hrut"], "hrut"),
        (["+@@"], "+@@"),
        (["--cue", "floor"], "floor"),
    ],
    ids=" ".join,
)
def test_whatever_is_refused_the_draft_keeps_words_and_children_too(attune, slip, kept):
    attune("child", "add", "ada")
    code, _, complained = attune("log", "scared", "no", "@ada", *slip, "-m", "a long day")
    assert (2, True) == (code, "What you said is kept" in complained)
    (draft,) = map(json.loads, attune("list", "--open", "--json")[1].splitlines())
    assert (["ada"], "a long day") == (draft["children"], draft["note"])
    assert {"scared", "no", kept} == set(draft["words"])


@pytest.mark.parametrize(
    "held",
    [
        {"schema": "attune.draft/9", "text": "we sang"},
        {"words": "hurt", "note": None},
        {"words": [["hurt"]], "note": "x"},
        {"words": ["hurt"], "note": 5},
        {"words": ["hurt"], "note": "x", "at": 2026},
        [],
    ],
)
def test_a_draft_that_a_newer_attune_may_have_kept_is_named_and_stays(attune, home, held):
    attune("log", "hurt", "yes")
    home.drafts.mkdir(mode=0o700)
    kept = home.drafts / "01900000-0000-7000-8000-000000000000.json"
    kept.write_text(json.dumps(held), encoding="utf-8")
    kept.chmod(0o600)
    sentence = "".join(f"This is no draft that this attune can read: {kept}.".split())
    for verb in (
        ["list", "--open"],
        ["doctor"],
        ["list", "--open", "--json"],
        ["today"],
        ["log", "sad", "no"],
    ):
        code, said, talk = attune(*verb)
        assert (0, "") == (code, talk), verb
        if verb in (["list", "--open"], ["doctor"]):
            assert sentence in "".join(said.split())
            assert "·" not in said
    assert held == json.loads(kept.read_text(encoding="utf-8"))


@needs.modes
def test_words_are_kept_where_the_journal_cannot_be_written(home, attune, installed):
    attune("log", "scared")
    home.journal.chmod(0o400)
    said = installed("log", "hurt", "comfort", "yes", preexec_fn=without_privileges)
    (_, draft), *_ = read_drafts(home.drafts)
    assert (1, True, ["hurt", "comfort", "yes"]) == (
        said.returncode, "What you said is kept" in said.stderr, draft["words"],
    )  # fmt: skip


def test_what_has_no_end_is_no_note():
    stream = io.TextIOWrapper(io.BytesIO(b"x" * (MOST_OF_NOTE + 1)))
    with pytest.raises(NoteTooLong, match="What came on standard input is longer than 10,000,000"):
        note_from_stdin(lambda _: None, stream)
