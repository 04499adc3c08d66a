"""Twins: a moment with both counts once over all, and once for each."""

import json

import pytest

from attune_cli.store.journal import journal
from journals import stored

OF = {"all": [], "ada": ["--child", "ada"], "ben": ["--child", "BEN"]}


@pytest.fixture
def twins(typed_before, attune):
    """Two born on one day: both in two moments of distress, each alone in another one."""
    typed_before(
        "child add ada --born 2024-08-17 --early 4",
        "child add ben --born 2024-08-17 --early 4",
        "log hurt comfort yes @ada @ben --at 'yesterday 9:00'",
        "log quarrel punish no @ben @ada --at 'yesterday 18:00'",
        "log scared stay yes @ada --at 10:00",
        "log told_no allow partly --child ben --at 11:00",
        "log floor yes --child ben --child ada --at 12:00",
    )
    return attune


def test_both_are_in_the_answer_in_the_order_named_and_once(twins, home):
    _, out, _ = twins("log", "hurt", "comfort", "yes", "@ben", "@ada", "@BEN")
    assert (True, ("ben", "ada")) == ("· Ben, Ada ·" in out, stored(home)[-1].children)
    assert "· Ben, Ada ·" in twins()[1]


@pytest.mark.parametrize("verb", [["week"], ["month"], ["look", "--from", "yesterday"]], ids=str)
def test_a_reflection_counts_a_moment_with_both_once_over_all_and_once_for_each(twins, verb):
    found = {whose: json.loads(twins(*verb, *of, "--json")[1]) for whose, of in OF.items()}
    counts = {
        whose: (one["distress"]["logged"], one["distress"]["strict"]["n"], one["days"],
                one["connection"]["logged"])
        for whose, one in found.items()
    }  # fmt: skip
    assert {"all": (4, 4, 2, 1), "ada": (3, 3, 2, 1), "ben": (3, 3, 2, 1)} == counts


def test_a_trend_counts_it_likewise(twins):
    found = {whose: json.loads(twins("trend", *of, "--json")[1]) for whose, of in OF.items()}
    rated = {whose: [point["rated"] for point in one["points"]] for whose, one in found.items()}
    assert {"all": [4], "ada": [3], "ben": [3]} == rated


def test_patterns_count_it_likewise(twins):
    found = {whose: json.loads(twins("patterns", *of, "--json")[1]) for whose, of in OF.items()}
    counts = {whose: (one["sensitive"]["k"], one["sensitive"]["n"]) for whose, one in found.items()}
    assert {"all": (2, 4), "ada": (2, 3), "ben": (1, 3)} == counts


def test_a_repair_is_with_both_of_the_moment_that_it_mends(twins, home):
    twins("log", "sorry", "listen", "--repairs", "last", "@ada")
    twins("log", "sorry", "--repairs", "2")
    repairs = [moment.children for moment in stored(home) if moment.kind == "repair"]
    assert [("ada",), ("ben", "ada")] == repairs
    found = [json.loads(twins("week", *of, "--json")[1]) for of in OF.values()]
    assert [(1, 2), (1, 1), (1, 2)] == [
        (one["distress"]["came_back"], one["distress"]["to_come_back_to"]) for one in found
    ]


def test_last_of_one_twin_finds_the_moment_with_both(twins):
    _, out, _ = twins("log", "sorry", "--repairs", "last", "@ada")
    assert " · to #2 (" in out


def test_removing_one_twin_for_the_other_leaves_each_moment_once(twins, run):
    before = stored(run.home)
    twins("child", "remove", "ada", "--to", "ben", "--yes")
    assert [("ben",)] * 5 == [moment.children for moment in stored(run.home)]
    found = json.loads(twins("week", "--child", "ben", "--json")[1])
    assert (4, 4) == (found["distress"]["logged"], found["distress"]["strict"]["n"])
    with journal(run.home) as opened:
        opened.undo()
    assert before == stored(run.home)


def test_twins_are_of_one_age_and_each_has_tips(twins):
    assert {"Ada", "Ben"} == {
        line.split(" · ")[0] for line in twins("child", "list")[1].split("\n") if line
    }
    one, other = (
        json.loads(twins("tips", "--child", name, "--json")[1])["tips"] for name in ("ada", "ben")
    )
    assert [True, True] == ["toddler" in tip["bands"] for tip in (one[0], other[0])]


def test_ideas_are_for_both_where_both_were_in_the_latest_moment(twins):
    assert "Ideas for life with a toddler" == twins("tips")[1].splitlines()[0]
    assert "Ben" not in "".join(twins("week")[1].splitlines()[-6:])
    twins("log", "hurt", "comfort", "yes", "@ben")
    assert "Ideas for life with Ben, a toddler" == twins("tips")[1].splitlines()[0]


def test_ideas_for_siblings_of_two_ages_are_for_the_one_named_first(attune):
    attune("child", "add", "ada", "--band", "toddler")
    attune("child", "add", "ben", "--band", "teen")
    attune("log", "hurt", "comfort", "yes", "@ben", "@ada")
    assert "Ideas for life with Ben, a teen" == attune("tips")[1].splitlines()[0]


def test_after_a_hard_moment_with_both_there_is_one_idea(twins):
    _, _, err = twins("log", "told_no", "punish", "no", "@ada", "@ben")
    assert 1 == err.count("An idea for another time")
