"""What is said of a share: never two things that contradict each other."""

import random

import pytest

from attune_cli.core.statistics.correlation import DayCorrelation
from attune_cli.core.statistics.majority import Share, Verdict, majority
from attune_cli.core.statistics.selection import Selection
from attune_cli.render.verdict import (
    HOW_SURE,
    OF_RATED,
    claims,
    claims_in_brief,
    fitting,
    own_selection,
    range_of,
    selection,
    selection_in_brief,
    tipping_text,
    usual,
    usual_with_range,
)

WEEKS = 10_000
ONE = [2] * 10  # twenty moments on ten days


def drawn_weeks() -> list[Share]:
    """Draw weeks of any share, of few or many moments, on days hardly or wholly alike."""
    rng, weeks = random.Random(2026), []
    for _ in range(WEEKS):
        most = rng.choice((3, 6, 30))
        per_day = [rng.randint(1, most) for _ in range(rng.randint(4, 7))]
        share, alike = rng.random(), rng.random() ** 2
        k = sum(rng.random() < share for _ in range(sum(per_day)))
        weeks.append(majority(k, per_day, DayCorrelation(alike)))
    return [week for week in weeks if week.verdict is not Verdict.TOO_FEW]


def contradictions(share: Share) -> list[str]:
    """Return what a page would say of a share that does not go together.

    The count and its likelihood name one side of half. The range never lies wholly on the other
    side; where it lies wholly on this one, the word is the strongest; where half is in it, the page
    says “though”. “Very likely” never stands beside a range of which most is on the other side.
    """
    side, (low, high) = share.verdict.side, fitting(share)
    count, text = OF_RATED.of(share.k, share.n), usual_with_range(share, "one week")
    named = {1: "more than half", -1: "fewer than half"}
    beyond = (low > 50) - (high < 50)
    found = {
        "the count is on the other side": side and f"{named[side]} of what" not in count,
        "the range is on the other side": side and beyond == -side,
        "the range is surer than the words": beyond and not share.verdict.is_clear,
        "half fits, and nothing says so": side and low <= 50 <= high and ", though " not in text,
        "half does not fit, and the words doubt": beyond and ", though " in text,
        "most of the range is on the other side": side and side * (low + high - 100) < 0,
        "very likely, and far beyond half fits": share.verdict.is_clear
        and (low if side > 0 else 100 - high) < 45,
        "the count is not in its range": not low <= round(100 * share.k / share.n) <= high,
    }
    return [name for name, is_so in found.items() if is_so]


def test_words_and_range_of_ten_thousand_weeks_never_contradict_each_other() -> None:
    weeks = drawn_weeks()
    assert len(weeks) > 0.9 * WEEKS
    assert [] == [(week, found) for week in weeks if (found := contradictions(week))]


def test_on_one_screen_the_same_is_said_of_ten_thousand_weeks() -> None:
    for week in drawn_weeks():
        (brief,) = claims_in_brief(OF_RATED, (week, week), "one week")
        (whole,) = claims(OF_RATED, (week, week), "one week")
        fact, likely = OF_RATED.of(week.k, week.n), HOW_SURE.get(week.verdict, "can’t be told")
        assert (True, True) == (brief.startswith(fact), range_of(week) in brief)
        assert likely in brief[len(fact) :].casefold()
        assert (", though " in whole) is (", though " in brief)


@pytest.mark.parametrize(("strict", "inclusive"), [(15, 18), (5, 7), (15, 20), (15, 15), (5, 15)])
@pytest.mark.parametrize("own", [Selection(), Selection(ratio=1.5, range95=(0.5, 4.0))])
def test_on_one_screen_each_claim_falls_at_the_same_ratio(strict, inclusive, own) -> None:
    shares = majority(strict, ONE), majority(inclusive, ONE)
    falls = [share.claim_tipping_ratio for share in shares]
    ratios = {tipping_text(ratio) for ratio in falls if ratio}
    texts = selection(*shares, own), selection_in_brief(*shares, own)
    assert [[]] * 2 == [[ratio for ratio in ratios if ratio not in text] for text in texts]


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (9, 14, "9 of 14: more than half of what you rated."),
        (7, 14, "7 of 14: half of what you rated."),
        (6, 14, "6 of 14: fewer than half of what you rated."),
        (0, 9, "9 moments, none rated yes: fewer than half of what you rated."),
    ],
)
def test_a_count_stands_on_its_side_of_half(k: int, n: int, said: str) -> None:
    assert said == OF_RATED.of(k, n)


@pytest.mark.parametrize(
    ("k", "said"),
    [
        (11, "Whether that is usual: very likely."),
        (9, "Whether that is usual: probably."),
        (8, "Whether that is usual can’t be told from one week."),
        (7, "Whether more or fewer is usual can’t be told from one week."),
        (5, "Whether that is usual: probably."),
        (3, "Whether that is usual: very likely."),
    ],
)
def test_whether_that_is_usual_is_said_as_a_likelihood(k: int, said: str) -> None:
    assert said == usual(majority(k, [1] * 14), "one week")


def test_the_words_of_sureness_are_for_the_verdicts_that_name_a_side() -> None:
    assert {verdict for verdict in Verdict if verdict.side} == set(HOW_SURE)


LIKELIER = (
    "Logging is your choice. If {} are 1.3 times as likely to be logged as {}, “very likely” no"
)
YES, WITH_PARTLY = "moments rated yes", "moments rated yes or partly"


@pytest.mark.parametrize(
    ("strict", "inclusive", "said"),
    [
        (15, 15, [LIKELIER.format(YES, "others")]),
        (5, 5, [LIKELIER.format("others", YES)]),
        (
            15,
            18,
            [
                LIKELIER.format(YES, "others"),
                " With the partly ones, “very likely” no longer holds from 3",
            ],
        ),
        (15, 20, [LIKELIER.format(YES, "others")]),
        (10, 15, [LIKELIER.format(WITH_PARTLY, "others")]),
        (5, 15, [LIKELIER.format("others", YES), f" If {WITH_PARTLY} are 1.3 times"]),
    ],
)
def test_who_chose_is_said_of_the_very_claim(strict: int, inclusive: int, said: list[str]) -> None:
    text = selection(majority(strict, ONE), majority(inclusive, ONE))
    assert said == [part for part in said if part in text]
    assert len(said) == text.count("no longer holds")


def test_where_nothing_is_claimed_nothing_is_said_of_who_chose() -> None:
    assert "" == selection(majority(10, ONE), majority(11, ONE))


def test_where_all_count_no_ratio_would_tip_it() -> None:
    all_yes = majority(20, ONE)
    assert "what was not logged can’t show here" in selection(all_yes, all_yes)


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(1.0, "1.1"), (1.09, "1.1"), (1.19, "1.2"), (2.99, "3"), (9.99, "10"), (19.9, "20")],
)
def test_a_ratio_is_the_next_at_which_the_claim_has_fallen(ratio: float, said: str) -> None:
    assert said == tipping_text(ratio)


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(1.96, "2 times as likely as"), (1.04, "as likely as"), (0.96, "as likely as")],
)
def test_an_own_ratio_of_one_is_no_number_of_times(ratio: float, said: str) -> None:
    own = Selection(ratio=ratio, range95=(0.5, 4.0))
    assert f" may be {said} another" in own_selection(own, majority(15, [2] * 10))


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.1, "From 1.3 times on, “very likely” no longer holds."),
        (1.5, "At that, “very likely” does not hold: it does only below 1.3 times."),
    ],
)
def test_beside_an_own_ratio_each_claim_has_the_ratio_at_which_it_falls(ratio, said) -> None:
    own = Selection(ratio=ratio, range95=(0.5, 4.0))
    text = selection(majority(15, [2] * 10), majority(18, [2] * 10), own)
    expected = [said, "With the partly ones, “very likely” no longer holds from"]
    assert [True, True] == [said in text for said in expected], text


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.1, "Past 1.3 times (3.8 with the partly ones), this no longer holds."),
        (1.5, "At that, the first does not hold (only below 1.3 times); with the partly ones it"),
        (
            4.2,
            "At that, this does not hold: it does only below 1.3 times (3.8 with the partly ones).",
        ),
    ],
)
def test_on_one_screen_a_claim_that_the_own_ratio_overturns_is_said_not_to_hold(ratio, said):
    own = Selection(ratio=ratio, range95=(0.5, 9.0))
    assert said in selection_in_brief(majority(15, [2] * 10), majority(18, [2] * 10), own)
