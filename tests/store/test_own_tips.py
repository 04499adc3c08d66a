"""The file of own tips: what is added is read as it was; what is broken is named by its line."""

import os
import re
import stat
import tomllib
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

import needs
from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TIP_KINDS
from attune_cli.core.tips.own import own_tip
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.files import OwnTipsBroken, OwnTipsUnwritten
from attune_cli.errors.journal import FolderUnusable
from attune_cli.render.page import clean
from attune_cli.store.home import Home
from attune_cli.store.own_tips import add_own_tip, read_own_tips
from core.factory import SIGNS

LEAST = {"title": "Sing it", "do": "Sing what you want to say.", "kind": "distress"}
GOOD = '[[tip]]\ntitle = "Sing it"\ndo = "Sing."\nkind = "self"\n'


def read(home: Home, text: str | bytes, taken=()):
    home.data.mkdir(exist_ok=True)
    home.own_tips.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_own_tips(home.own_tips, taken, vocabulary())


def refused(home: Home, text: str | bytes, taken=()) -> str:
    with pytest.raises(OwnTipsBroken) as refusal:
        read(home, text, taken)
    return str(refusal.value).replace(str(home.own_tips), "FILE")


def test_without_a_file_there_are_none(home):
    assert () == read_own_tips(home.own_tips, (), vocabulary())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "tip = []\n"])
def test_a_file_may_hold_none(home, text):
    assert () == read(home, text)


def test_the_form_is_that_of_the_packages_file(home):
    first, second = read(home, f"{GOOD}\n{GOOD.replace('Sing it', 'Wait')}for = ['tired']\n")
    assert (("own-sing-it", "own"), ("own-wait", ("tired",))) == (
        (first.id, first.source),
        (second.id, second.fits),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[tip]]\ntitle = \n", "line 2: invalid value"),
        ("[[tip]]\ntitle = 'a\n", "line 2: "),
        ("[[tip]]\n[[tip", "line 2: "),
        (f"{GOOD}\n# m\n\n [[ tip ]]\ntitle = 'x'\n", "line 8: the tip that begins there has no"),
        (f"{GOOD}{GOOD}", "line 5: the tip that begins there has the id “own-sing-it”, which is"),
        (f"{GOOD}for = ['hrt']\n", "line 1: the tip that begins there goes with “hrt”"),
        (f"[[tips]]\n{GOOD}", "line 1: “tips” stands in no tip"),
        (f"# hi\ntitle = 'x'\n{GOOD}", "line 2: “title” stands in no tip"),
        ("[tip]\ntitle = 'x'\n", "each tip begins with [[tip]]"),
        ("tip = 'x'\n", "each tip begins with [[tip]]"),
        ("tip = [{title = 'x'}]\n", "line 1: the tip that begins there has no “do”"),
        (b"[[tip]]\ntitle = '\xff'\n", "line 2: it is no UTF-8 text"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_by_its_line_in_one_sentence_with_what_to_do(home, text, sentence):
    said = refused(home, text)
    assert sentence in said.replace("FILE can’t be read, ", "")
    assert re.fullmatch(
        r"Your own tips in FILE can’t be read[^\n]*\. Mend that, or move [^\n]*\.", said
    )


def test_an_id_of_the_package_is_taken(home):
    assert "which is taken" in refused(home, f"{GOOD}id = 'a'\n", {"a"})


def test_a_file_that_cannot_be_read_is_said(home):
    home.own_tips.mkdir(parents=True)
    with pytest.raises(OwnTipsBroken, match="it is no file"):
        read_own_tips(home.own_tips, (), vocabulary())


texts = st.text(SIGNS, min_size=1).map(lambda text: " ".join(clean(text).split())).filter(bool)
titles = texts.map(lambda text: " ".join(text.split()[:7]))


@st.composite
def tips(draw: st.DrawFn):
    some = {"bands": draw(st.sets(st.sampled_from(list(BANDS)))), "for": ["hurt", "tired"]}
    entry = {"title": draw(titles), "do": draw(texts), "kind": draw(st.sampled_from(TIP_KINDS))}
    return own_tip(
        entry | {name: list(part) for name, part in some.items()} | {"example": draw(texts)}
    )


@given(
    several=st.lists(tips(), max_size=3, unique_by=lambda tip: tip.id),
    start=st.sampled_from(["", "# mine", "# mine\n"]),
)
def test_what_is_added_is_read_as_it_was(tmp_path_factory, several, start):
    home = Home.at(tmp_path_factory.mktemp("own"))
    home.own_tips.write_text(start)
    for tip in several:
        add_own_tip(home.own_tips, tip)
    assert tuple(several) == read_own_tips(home.own_tips, (), vocabulary())
    assert home.own_tips.read_text().startswith(start)


@needs.modes
def test_the_file_is_for_its_owner_alone(home):
    add_own_tip(home.own_tips, own_tip(LEAST))
    home.own_tips.chmod(0o644)
    add_own_tip(home.own_tips, own_tip({**LEAST, "title": "Wait"}))
    assert (0o600, 0o700) == tuple(
        stat.S_IMODE(path.stat().st_mode) for path in (home.own_tips, home.data)
    )


@needs.links
def test_a_link_stays_a_link(home, tmp_path):
    home.data.mkdir()
    (tmp_path / "elsewhere.toml").touch()
    home.own_tips.symlink_to(tmp_path / "elsewhere.toml")
    add_own_tip(home.own_tips, own_tip(LEAST))
    found = tomllib.loads((tmp_path / "elsewhere.toml").read_text())
    assert (True, 1) == (home.own_tips.is_symlink(), len(found["tip"]))


def test_a_folder_that_cannot_be_used_is_said(home):
    home.data.write_text("no folder")
    with pytest.raises(FolderUnusable):
        add_own_tip(home.own_tips, own_tip(LEAST))


@needs.forks
def test_where_nothing_more_fits_the_file_stays_as_it_was(home):
    read(home, GOOD)
    child = get_context("fork").Process(target=_add_with_little_room, args=(home,))
    child.start()
    child.join()
    assert (7, GOOD) == (child.exitcode, home.own_tips.read_text())


def _add_with_little_room(home: Home) -> None:
    import resource  # noqa: PLC0415 which some systems have not
    import signal  # noqa: PLC0415 likewise

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(GOOD) + 20, len(GOOD) + 20))
    try:
        add_own_tip(home.own_tips, own_tip({**LEAST, "title": "Wait"}))
    except OwnTipsUnwritten as refusal:
        os._exit(7 if "can’t be added to" in str(refusal) else 8)
    os._exit(9)


def test_a_title_of_more_than_seven_words_is_refused_with_its_line(home):
    home.data.mkdir()
    long = "one two three four five six seven eight"
    home.own_tips.write_text(f'[[tip]]\ntitle = "{long}"\ndo = "Wait."\nkind = "self"\n')
    with pytest.raises(OwnTipsBroken, match=r"line 1: .* more than 7 words"):
        read_own_tips(home.own_tips, (), vocabulary())
