"""`attune tips keep`, `hide` and `unmark`: what is said of a tip holds from then on."""

import json
from datetime import timedelta

import pytest

from attune_cli.core.tips.choice import Mark, choose, for_now
from attune_cli.core.tips.library import read_tips
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.tip_marks import marks
from conftest import NOW

FOR_TODDLERS = [tip for tip in read_tips() if "toddler" in tip.bands]
TODDLER = [tip.id for tip in FOR_TODDLERS]
ONE = next(tip.id for tip in FOR_TODDLERS if not tip.support)


def said(home):
    with reading(home) as connection:
        return marks(connection)


def ids(attune, *arguments, at=NOW):
    _, out, _ = attune("tips", "--age", "toddler", "--json", *arguments, at=at)
    return [tip["id"] for tip in json.loads(out)["tips"]]


def test_a_hidden_one_is_never_shown_but_with_all_where_it_is_marked(attune):
    days = [NOW + timedelta(days=n) for n in range(2 * len(TODDLER))]
    pool = for_now(FOR_TODDLERS, [], {}, NOW.date())
    its = [at for at in days if ONE in {o.tip.id for o in choose(pool, [], {}, at.date())}]
    assert [ONE] == [id_ for id_ in ids(attune, at=its[0]) if id_ == ONE]
    attune("tips", "hide", ONE)
    assert [] == [at for at in its if ONE in ids(attune, at=at)]
    assert ONE in ids(attune, "--all")
    assert "(hidden)" in attune("tips", "--age", "toddler", "--all")[1]


def test_a_hidden_one_is_not_found_among_what_is_looked_for(attune):
    tip = next(tip for tip in read_tips() if tip.id == ONE)
    attune("tips", "hide", ONE)
    looked_for = ("--search", tip.do[:30])
    assert ([], [ONE]) == (ids(attune, *looked_for), ids(attune, *looked_for, "--all"))


def test_where_all_are_hidden_it_is_said_how_to_see_them(attune, home):
    with journal(home) as opened:
        for id_ in TODDLER:
            opened.mark_tip(id_, Mark.HIDDEN, NOW)
    code, page, _ = attune("tips", "--age", "toddler")
    assert (0, True) == (code, "attune tips --age toddler --all" in page)


def test_a_kept_one_comes_back_and_says_so(attune):
    attune("tips", "keep", TODDLER[-1])
    pages = [attune("tips", "--age", "toddler", at=NOW + timedelta(days=n))[1] for n in range(4)]
    assert any("because you kept it" in page or "(kept)" in page for page in pages)


@pytest.mark.parametrize(
    ("verbs", "mark"),
    [(["keep"], "kept"), (["hide"], "hidden"), (["keep", "hide"], "hidden"),
     (["hide", "keep", "keep"], "kept"), (["keep", "unmark"], None), (["unmark"], None)],
)  # fmt: skip
def test_what_was_said_last_holds(attune, home, verbs, mark):
    for verb in verbs:
        assert 0 == attune("tips", verb, ONE)[0]
    assert mark == said(home).get(ONE)


@pytest.mark.parametrize(
    ("verb", "mark", "sentence"),
    [("keep", "kept", "is kept. It comes back now and then."),
     ("hide", "hidden", "is hidden. It is not shown again"),
     ("unmark", None, "was neither kept nor hidden")],
)  # fmt: skip
def test_it_is_answered_in_a_sentence_and_in_json(attune, verb, mark, sentence):
    assert sentence in attune("tips", verb, ONE)[1]
    _, out, _ = attune("tips", verb, ONE, "--json")
    assert {"schema": "attune.tip-mark/1", "tip": ONE, "mark": mark} == json.loads(out)


def test_the_name_can_be_typed_as_it_stands_on_the_page(attune, home):
    attune("tips", "keep", f"[{ONE.upper()}]")
    assert {ONE: "kept"} == said(home)


@pytest.mark.parametrize("verb", ["keep", "hide"])
def test_what_takes_a_mark_back_is_said_whole(attune, verb):
    said = attune("tips", verb, "any-noon")[1]
    again = said.rstrip("\n").partition("To take it back: attune ")[2].split()
    assert (0, True) == (
        attune(*again)[0],
        attune(*again)[1].endswith("was neither kept nor hidden.\n"),
    )


@pytest.mark.parametrize("verb", ["keep", "hide", "unmark"])
@pytest.mark.usefixtures("no_journal")
def test_a_name_that_no_tip_has_is_answered_with_what_is_perhaps_meant(attune, home, verb):
    code, out, err = attune("tips", verb, f"{ONE}x")
    assert (1, "", True) == (code, out, f"Did you mean “{ONE}”" in err)
    assert (1, True) == (attune("tips", verb, "☃")[0], not home.data.exists())


def test_what_was_said_of_a_tip_that_is_gone_can_be_taken_back(attune, home):
    attune("tips", "add", "--title", "Sing it", "--do", "Sing.", "--kind", "self")
    attune("tips", "keep", "own-sing-it")
    home.own_tips.unlink()
    assert "“own-sing-it” is not kept any more." in attune("tips", "unmark", "own-sing-it")[1]
    assert {} == said(home)


def test_a_part_of_a_name_or_title_is_enough_where_only_one_tip_has_it(attune, home):
    assert 0 == attune("tips", "keep", "Balloon")[0]
    assert 0 == attune("tips", "hide", "thought on paper")[0]
    found = {"toddler-balloon": "kept", "any-park-the-thought": "hidden"}
    assert found == said(home)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [("toddler-g", "Which of them?"), ("any", "Say more of one."), ("xyzzy", "no tip named")],
)
def test_a_part_that_several_or_none_have_is_refused_with_their_names(attune, home, part, sentence):
    code, out, talk = attune("tips", "keep", part)
    assert (1, "", True, {}) == (code, out, sentence in talk, said(home))


@pytest.mark.parametrize(("verb", "of"), [("keep", "kept"), ("hide", "hidden")])
def test_what_is_marked_is_listed(attune, verb, of):
    none = attune("tips", of)
    attune("tips", verb, ONE)
    page, out = attune("tips", of)[1], attune("tips", of, "--json")[1]
    assert (0, True, True, [(ONE, of)]) == (
        none[0],
        f"attune tips {verb} NAME" in none[1],
        ONE in page,
        [(tip["id"], tip["mark"]) for tip in json.loads(out)["tips"]],
    )


@pytest.mark.parametrize("typed", ["BALLOON", "ｂａｌｌｏｏｎ"])
def test_a_part_of_a_title_is_found_in_any_case_and_width(attune, typed):
    assert (0, True) == (
        attune("tips", "keep", typed)[0],
        "Mourn the balloon" in attune("tips", "kept")[1],
    )
