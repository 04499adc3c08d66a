"""Tips as they are read."""

from collections import Counter

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TIP_KINDS, read_tips

TIPS = read_tips()
EACH_BAND = pytest.mark.parametrize("band", BANDS)


def test_tips_are_read_in_the_order_of_their_kinds() -> None:
    assert sorted((tip.kind for tip in TIPS), key=TIP_KINDS.index) == [tip.kind for tip in TIPS]


@EACH_BAND
def test_an_age_has_at_least_five_tips_and_one_of_each_kind(band: str) -> None:
    kinds = Counter(tip.kind for tip in TIPS if band in tip.bands)
    assert (set(TIP_KINDS), True) == (set(kinds), kinds.total() >= 5)
