"""After fear the chosen tips fit: the age of the child, who did it, and how the caregiver was."""

from datetime import date
from itertools import product

import pytest

from attune_cli.core.moment import Sensitivity
from attune_cli.core.people import BANDS
from attune_cli.core.tips.choice import choose, for_now
from attune_cli.core.tips.library import read_tips
from attune_cli.core.tips.reasons import About
from attune_cli.core.vocabulary import vocabulary
from core.factory import FRIDAY, moment

TIPS = read_tips()
NO = Sensitivity.NO
RESPONSES = [word.word for word in vocabulary().of("response")]
STATES = [(), *((word.word,) for word in vocabulary().of("state"))]
AT_THEIR_LIMIT = {("flooded",), ("angry",), ("alone",), ("stressed",), ("tired",)}
BEFORE_IT_HAPPENS_AGAIN = {"infant": "infant-cot-step-out", "teen": "any-after-a-scare"}
TO_MEND = {"infant": "infant-after-rough-hands"}
EVEN = date.fromordinal(FRIDAY.toordinal() // 2 * 2)  # an odd day looks at its neighbours, too


def chosen(band, **changes):
    moments = [moment(local_day=EVEN, sensitivity=NO, cue="hurt", **changes)]
    return choose(
        for_now([tip for tip in TIPS if band in tip.bands], moments, {}, EVEN), moments, {}, EVEN
    )


def fitting(band, states):
    if states in AT_THEIR_LIMIT:
        return BEFORE_IT_HAPPENS_AGAIN.get(band, "any-fear-of-hurting")
    return TO_MEND.get(band, "any-after-a-scare")


@pytest.mark.parametrize("band", BANDS)
def test_after_fear_the_first_fits_age_and_state_and_no_other_speaks_of_another_danger(band):
    wrong = []
    for response, states in product(RESPONSES, STATES):
        first, *others = chosen(band, responses=("frighten", response), states=states)
        told = (first.tip.id, first.reason.about)
        graver = [
            one.tip.id for one in others if one.tip.support and "frighten" not in one.tip.fits
        ]
        if told != (fitting(band, states), About.FEAR) or graver:
            wrong.append((response, states, told, graver))
    assert [] == wrong


@pytest.mark.parametrize("band", BANDS)
def test_after_another_hard_moment_none_speaks_of_danger(band):
    wrong = []
    for response, states in product(RESPONSES, STATES):
        if response != "frighten":
            offers = chosen(band, responses=(response,), states=states)
            wrong += [one.tip.id for one in offers if one.tip.support or band not in one.tip.bands]
    assert [] == wrong


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("states", [(), ("flooded",)])
def test_after_fear_by_somebody_else_no_tip_takes_the_reader_for_who_did_it(band, states):
    first, *others = chosen(band, caregiver="Grandpa", responses=("frighten",), states=states)
    assert ("any-somebody-else-scared-them", About.FEAR_OF_ANOTHER, []) == (
        first.tip.id,
        first.reason.about,
        [one.tip.id for one in others if one.tip.support],
    )


def test_where_both_scared_them_the_readers_own_part_comes_first():
    by_both = [
        moment(
            number=number, caregiver=who, local_day=EVEN, sensitivity=NO, responses=("frighten",)
        )
        for number, who in enumerate(("Grandpa", "me"))
    ]
    pool = for_now([tip for tip in TIPS if "teen" in tip.bands], by_both, {}, EVEN)
    assert "any-after-a-scare" == choose(pool, by_both, {}, EVEN)[0].tip.id
