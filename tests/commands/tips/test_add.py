"""`attune tips add`: a tip of one's own, by options or by answering; no refusal loses it."""

import json

import pytest

import needs
from attune_cli.core.tips.own import own_tip
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store.own_tips import read_own_tips
from conftest import without_privileges
from terminal import attune_in

ENTER, CTRL_C = "\r", "\x03"
SING = ("--title", "Sing it", "--do", "Sing what you want to say.", "--kind", "distress")


def own(home):
    return read_own_tips(home.own_tips, (), vocabulary())


def test_a_tip_is_added_and_takes_part_in_everything(attune, home):
    options = ("--example", "“La, la.”", "--age", "toddler", "--for", "told-no", "--for", "hurt")
    code, out, _ = attune("tips", "add", *SING, *options)
    assert (0, True, True) == (code, "“Sing it” [own-sing-it]" in out, str(home.own_tips) in out)
    (tip,) = own(home)
    assert (("toddler",), ("told_no", "hurt"), "own") == (tip.bands, tip.fits, tip.source)
    attune("tips", "keep", "own-sing-it")
    first = json.loads(attune("tips", "--for", "told_no", "--json")[1])["tips"][0]
    assert ("own-sing-it", "kept") == (first["id"], first["mark"])
    assert "A tip of your own." in attune("tips", "--search", "sing what", "--why")[1]


def test_it_is_answered_in_json(attune):
    _, out, _ = attune("tips", "add", *SING, "--json")
    (tip,) = json.loads(out)["tips"]
    assert ("own-sing-it", "own", 5) == (tip["id"], tip["source"], len(tip["bands"]))


def test_two_of_one_title_get_names_of_their_own(attune, home):
    for _ in range(3):
        attune("tips", "add", *SING)
    assert ["own-sing-it", "own-sing-it-2", "own-sing-it-3"] == [tip.id for tip in own(home)]


def test_what_a_terminal_would_obey_is_left_out(attune, home):
    attune("tips", "add", "--title", "a\x1b[31m \n b", "--do", '"c"\u202e\\n', "--kind", "self")
    (tip,) = own(home)
    assert ("a[31m b", '"c"\\n') == (tip.title, tip.do)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "--title and --do and --kind"),
        (["--title", " ", "--do", "x", "--kind", "self"], "needs --title too"),
        (["--title", "It's", "--do", "two\nlines"], "--title 'It'\"'\"'s' --do 'two lines'"),
        ([*SING[:-1], "calm"], "--do 'Sing what you want to say.' --kind calm"),
        ([*SING, "--age", "adult"], "--age adult"),
        ([*SING, "--for", "told_n"], "Did you mean “told_no”"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_printed(
    attune, home, arguments, sentence
):
    code, out, err = attune("tips", "add", *arguments)
    assert (2, "", True) == (code, out, sentence in err)
    assert bool(arguments) is ("Nothing was added. To try it again:" in err)
    assert not home.own_tips.exists()


def test_a_broken_file_is_said_first_and_what_was_typed_is_printed(attune, home):
    home.data.mkdir()
    home.own_tips.write_text("[[tip]]\ntitle = 7\n")
    code, out, err = attune("tips", "add", *SING)
    assert (1, "", True, True) == (code, out, "line 1: the tip" in err, "--title 'Sing it'" in err)
    assert "[[tip]]\ntitle = 7\n" == home.own_tips.read_text()


@pytest.mark.parametrize("arguments", [[], ["--age", "teen"], ["keep", "teen-text-first"]], ids=str)
def test_a_broken_file_is_said_by_all_that_tips_does(attune, home, arguments):
    attune("child", "add", "ada", "--band", "teen")
    home.own_tips.write_text("[[tip]]\ntitle = 7\n")
    code, out, err = attune("tips", *arguments)
    assert (1, "", True) == (code, out, f"{home.own_tips} can’t be read, line 1" in err)


def test_in_a_terminal_it_asks_for_what_is_missing(home):
    terminal = attune_in(home.data, "tips", "add", "--title", "Sing it", columns=50)
    terminal.wait_for("What is there to do?")
    terminal.press(ENTER)
    terminal.type(f"Sing.{ENTER}")
    terminal.wait_for("An example")
    terminal.press(ENTER)
    terminal.wait_for("When is it for?")
    terminal.press("d")
    terminal.wait_for("For which age?")
    terminal.press("t", ENTER)
    terminal.wait_for("What does it go with?")
    terminal.press("t", "H")
    assert 0 == terminal.end()
    texts = {"title": "Sing it", "do": "Sing.", "kind": "distress", "bands": ["toddler"]}
    (tip,) = own(home)
    assert own_tip({**texts, "for": ["hurt", "told_no"]})._replace(fits=tip.fits) == tip
    assert {"hurt", "told_no"} == set(tip.fits)


def test_ctrl_c_prints_what_was_said_so_far(home):
    terminal = attune_in(home.data, "tips", "add", "--kind", "self")
    terminal.wait_for("What is it called")
    terminal.type(f"Sing it{ENTER}")
    terminal.wait_for("What is there to do?")
    terminal.type("Sing wh")
    terminal.wait_for("Sing wh")
    terminal.press(CTRL_C)
    assert (130, False) == (terminal.end(), home.own_tips.exists())
    assert "--kind self --title 'Sing it' --do 'Sing wh'" in " ".join(terminal.seen.split())


@needs.modes
def test_where_no_file_can_be_made_the_folder_is_named(home, installed):
    home.data.mkdir()
    home.data.chmod(0o500)
    try:
        typed = ("tips", "add", "--title", "a", "--do", "b", "--kind", "self")
        ended = installed(*typed, preexec_fn=without_privileges)
    finally:
        home.data.chmod(0o700)
    said = " ".join(ended.stderr.split())
    assert (1, True) == (ended.returncode, f"The journal folder {home.data} can’t be used" in said)
