"""Ideas in the flow: a line after a hard moment, and one at the end of a week; never after fear."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from attune_cli.commands.tips.ideas import tell_idea
from attune_cli.core.moment import Sensitivity
from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import read_tips
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store.drafts import read_drafts
from conftest import NOW
from core.factory import moment

LINE = "An idea for another time: "
LAST = "An idea for the days to come"


@pytest.fixture
def ada(typed_before, attune):
    """Add a toddler, and return how to run attune."""
    typed_before("child add ada --born 2024-08")
    return attune


@pytest.mark.parametrize("rating", ["no", "partly"])
def test_after_a_hard_moment_there_is_the_sentence_of_an_idea_that_tips_lists(ada, rating):
    code, out, err = ada("log", "told_no", "punish", rating)
    listed = json.loads(ada("tips", "--for", "told_no", "--json")[1])["tips"]
    said = [f"{LINE}{tip['say']}\nMore: attune tips --for told_no\n" for tip in listed]
    assert (0, 1, True) == (code, out.count("\n"), err in said)


READ = Path(__file__).parents[2] / "core/tips/golden/to_say.txt"


def read_before() -> dict[str, list[str]]:
    """Return the sentences that somebody has read, by age and word."""
    cells: dict[str, list[str]] = {}
    for line in READ.read_text("utf-8").splitlines():
        if line.endswith(":") and not line.startswith(" "):
            said = cells.setdefault(line[:-1], [])
        elif line.strip() != "-":
            said.append(line.strip())
    return cells


@pytest.mark.parametrize("band", BANDS)
def test_after_every_hard_moment_the_sentence_is_one_that_was_read(run, typed_before, capsys, band):
    typed_before(f"child add bo --band {band}")
    for cue in (word.word for word in vocabulary().of("cue")):
        for rating in (Sensitivity.PARTLY, Sensitivity.NO):
            tell_idea(run, moment(cue=cue, sensitivity=rating, children=("bo",)), NOW.date())
            said, read = capsys.readouterr().err, read_before()[f"{band}, {cue}"]
            lines = [f"{LINE}{one}\nMore: attune tips --for {cue}\n" for one in read] or [""]
            assert (cue, True) == (cue, said in lines)


@pytest.mark.parametrize(
    ("words", "note", "is_said"),
    [
        ("letdown", "the cat died", True),
        ("apart", "Grandma died, and she asked where she is", True),
        ("letdown", "the tablet died", False),
        ("letdown", "lost the match", False),
        ("worry", "a stomach ache", False),
        ("worry", "asks whether the cat died", False),
        ("apart", None, False),
    ],
)
def test_death_is_spoken_of_only_where_the_note_does_and_the_word_fits(
    run, typed_before, capsys, words, note, is_said
):
    typed_before("child add bo --band preschooler")
    hard = moment(cue=words, note=note, sensitivity=Sensitivity.NO, children=("bo",))
    said = set()
    for days in range(9):
        tell_idea(run, hard, NOW.date() + timedelta(days=days))
        said.add(capsys.readouterr().err)
    assert is_said is any("died" in line for line in said)
    assert is_said is all("died" in line for line in said)


@pytest.mark.parametrize(
    "words",
    [
        ["told_no", "limit_warm", "yes"], ["told_no", "punish"], ["punish", "no", "distress"],
        ["told_no", "frighten", "no"], ["floor", "no"], ["sorry"],
        ["told_no", "punish", "no", "--json"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_after_anything_else_there_is_none(ada, words):
    assert LINE not in ada("log", *words)[2]


def test_a_tip_that_may_not_stand_alone_is_no_idea_for_a_line(attune):
    attune("child", "add", "bo", "--band", "teen")
    fitting = [tip for tip in read_tips() if "worry" in tip.fits and "teen" in tip.bands]
    for tip in fitting:
        if tip.say:
            attune("tips", "hide", tip.id)
    assert any(tip.support for tip in fitting)
    assert "" == attune("log", "worry", "minimise", "no")[2]


def test_a_tip_of_ones_own_is_said_by_its_first_sentence(ada):
    add = ["--title", "Sing it", "--do", "Sing what you want to say. It helps.", "--kind"]
    ada("tips", "add", *add, "distress", "--for", "told_no")
    ada("tips", "keep", "own-sing-it")
    err = ada("log", "told_no", "punish", "no")[2]
    assert f"{LINE}Sing what you want to say.\nMore: attune tips --for told_no\n" == err


DIED = "preschooler-died"
UNASKED = [
    ["tips", "--json"],
    ["tips", "--for", "letdown", "--json"],
    ["tips", "--for", "apart", "--json"],
]


@pytest.mark.parametrize("note", ["lost the match", "the tablet died", "the cat died"])
def test_an_idea_for_a_death_comes_only_where_a_note_speaks_of_one(typed_before, attune, note):
    logged = (
        f"log {cue} missed no -m '{note}'" for cue in ("letdown", "letdown", "apart", "worry")
    )
    typed_before("child add bo --band preschooler", *logged)
    days = [NOW + timedelta(days=days) for days in range(20)]
    for arguments in UNASKED:
        pages = [json.loads(attune(*arguments, at=day)[1])["tips"] for day in days]
        is_told = any(tip["id"] == DIED for page in pages for tip in page)
        assert (arguments, "cat" in note) == (arguments, is_told)


@pytest.mark.parametrize(
    "arguments", [["--search", "died"], ["--for", "letdown", "--all"], ["--all"]], ids=" ".join
)
def test_an_idea_for_a_death_is_found_by_who_looks_for_it(attune, arguments):
    found = json.loads(attune("tips", "preschooler", *arguments, "--json")[1])["tips"]
    assert DIED in {tip["id"] for tip in found}


def test_where_the_age_is_not_known_there_is_none(attune):
    attune("log", "told_no", "punish", "no")
    attune("child", "add", "ada")
    assert "" == attune("log", "told_no", "punish", "no", "@ada")[2]


def test_where_nothing_fits_there_is_none(ada):
    for tip in read_tips():
        if "told_no" in tip.fits and "toddler" in tip.bands:
            ada("tips", "hide", tip.id)
    assert "" == ada("log", "told_no", "punish", "no")[2]


def test_of_several_children_it_is_for_the_one_it_was_with(ada):
    ada("child", "add", "bo", "--band", "teen")
    _, _, err = ada("log", "worry", "minimise", "no", "@bo")
    said = {tip.say for tip in read_tips() if "worry" in tip.fits and "teen" in tip.bands}
    assert err.removeprefix(LINE).split("\nMore:")[0] in said
    assert "" == ada("log", "told_no", "punish", "no")[2]


@pytest.mark.parametrize("asked", [True, False])
def test_a_setting_turns_it_off(ada, home, asked):
    home.settings.write_text(f"tip_after_log = {str(asked).lower()}\n")
    assert asked is (LINE in ada("log", "told_no", "punish", "no")[2])


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [('tip_after_log = "no"', 'line 1: tip_after_log = "no" is neither true nor false'),
     ("tip_after_log = 0", "tip_after_log = 0 is neither true nor false"),
     ("tips_after_log = true", "no setting named “tips_after_log”, perhaps “tip_after_log”")],
)  # fmt: skip
def test_a_setting_that_means_nothing_is_refused_and_a_log_is_kept(ada, home, setting, sentence):
    home.settings.write_text(f"{setting}\n")
    for words in (["week"], ["log", "told_no", "punish", "no"]):
        code, _, err = ada(*words)
        assert (1, True) == (code, sentence in err)
    ((_, draft),) = read_drafts(home.drafts)
    assert ["told_no", "punish", "no"] == draft["words"]


def test_a_week_ends_with_one_of_the_ideas_of_the_day(ada):
    ada("log", "told_no", "punish", "no")
    code, page, err = ada("week")
    titles = [tip["title"] for tip in json.loads(ada("tips", "--json")[1])["tips"]]
    end = " ".join(page[page.index(LAST) :].split())
    assert (0, "", 1) == (code, err, sum(f"“{title}”, " in end for title in titles))
    assert "attune tips Based on 1 moment" in end


def test_a_week_of_one_child_has_an_idea_for_that_child(ada):
    ada("child", "add", "bo lou", "--band", "teen")
    ada("log", "told_no", "punish", "no", "@bo lou")
    ada("log", "told_no", "punish", "no", "@ada")
    assert "An idea for the days with Ada" in ada("week")[1]
    page = ada("week", "--child", "bo lou")[1]
    assert "An idea for the days with Bo lou" in page
    assert "attune tips --child 'bo lou'" in page


@pytest.mark.parametrize(
    ("logged", "arguments"),
    [
        ([], []),
        (["told_no", "frighten", "no"], []),
        (["told_no", "frighten", "no", "--at", "2026-11-18"], []),
        (["told_no", "punish", "no"], ["--caregiver", "me"]),
        (["told_no", "punish", "no"], ["--explain"]),
        (["told_no", "punish", "no"], ["--json"]),
        (["told_no", "punish", "no", "--at", "2026-11-01 10:00"], ["--of", "2026-11-01"]),
    ],
    ids=" ".join,
)
def test_a_week_of_nothing_of_fear_of_somebody_alone_or_of_long_ago_has_none(
    ada, logged, arguments
):
    if logged:
        ada("log", *logged)
    assert "An idea for" not in ada("week", *arguments)[1]


def test_the_week_after_fear_has_none_while_seven_days_are_not_over(ada):
    ada("log", "told_no", "frighten", "no")
    ada("log", "hurt", "comfort", "yes", "--at", "2026-11-15 10:00")
    page = ada("week", "--last")[1]
    assert (True, False) == ("What went well" in page, "An idea for" in page)


def test_a_week_without_an_age_has_none(attune):
    attune("log", "told_no", "punish", "no")
    assert "An idea for" not in attune("week")[1]


@pytest.mark.parametrize("verb", ["month", "look"])
def test_other_spans_have_none(ada, verb):
    ada("log", "told_no", "punish", "no")
    assert "An idea for" not in ada(verb)[1]


def test_a_broken_file_of_own_tips_leaves_the_ideas_out(ada, home):
    home.own_tips.write_text("[[tip]\n")
    assert (0, "") == ada("log", "told_no", "punish", "no")[::2]
    code, page, err = ada("week")
    assert (0, "", False) == (code, err, "An idea for" in page)


def test_the_next_weeks_idea_follows_the_next_days(ada):
    ada("log", "told_no", "punish", "no")
    ends = {
        ada("week", "--of", "2026-11-20", at=NOW + timedelta(days=n))[1].split(LAST)[1]
        for n in range(4)
    }
    assert len(ends) >= 2
