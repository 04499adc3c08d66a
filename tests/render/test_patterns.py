"""The page of patterns, as golden files."""

from datetime import date

import pytest

from attune_cli.core.moment import Sensitivity
from attune_cli.core.statistics.patterns import patterns
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.patterns import patterns_overview, patterns_page
from attune_cli.render.text import to_text
from core.statistics.test_patterns import on

YES, PARTLY, NO = Sensitivity
PERIOD = Period(date(2026, 11, 20), date(2026, 12, 24))
EVERYTHING = [
    *(on(day, 8, cue="hurt", sensitivity=YES, after="settled", responses=("comfort",))
      for day in range(20)),
    *(on(day, 13, cue="scared", sensitivity=YES if day % 3 else PARTLY, after="settling",
         responses=("stay",)) for day in range(15)),
    *(on(day, 19, cue="told_no", sensitivity=NO if day % 4 else YES, after="still_upset",
         states=("tired", "alone"), responses=("punish",)) for day in range(16)),
    *(on(day, None, cue="change", sensitivity=PARTLY, after="unsure") for day in range(3)),
]  # fmt: skip
BY_GRANDPA = [one._replace(caregiver="Grandpa") for one in EVERYTHING]
FEAR = on(2, 9, cue="told_no", sensitivity=YES, responses=("frighten",))
JOURNALS = {
    "everything": (EVERYTHING, None),
    "nothing": ([], "ada"),
    "few": ([on(0, 8, cue="hurt", sensitivity=YES)], None),
    "even": ([on(day, 8, sensitivity=YES if day % 2 else NO) for day in range(20)], None),
    "only_unrated": (
        [on(day, 8, after="settled", responses=("comfort",)) for day in range(7)], None,
    ),
    "fear": ([FEAR], None),
    "fear_among_many": ([*EVERYTHING, FEAR], None),
    "by_another": (BY_GRANDPA, None),
    "by_both": ([*EVERYTHING[:30], *BY_GRANDPA[30:]], None),
}  # fmt: skip
PAGES = {
    name: patterns_page(patterns(moments, PERIOD, child, reader="me"), vocabulary())
    for name, (moments, child) in JOURNALS.items()
} | {
    "in_words": patterns_page(patterns(EVERYTHING, PERIOD), vocabulary(), is_drawn=False),
}

SCREENS = {
    name: patterns_overview(
        patterns(moments, PERIOD, child, reader="me"), vocabulary(), "attune patterns", 80, 22
    )
    for name, (moments, child) in JOURNALS.items()
}


@pytest.mark.parametrize("name", SCREENS)
def test_patterns_on_one_screen_read_as_they_were_looked_at_and_fit_it(golden, name):
    rows = to_text(SCREENS[name], 80)
    assert len(rows) <= 22
    golden(f"patterns_overview_{name}_80", "\n".join(rows) + "\n")


@pytest.mark.parametrize("name", PAGES)
def test_patterns_read_as_they_were_looked_at(golden, name):
    golden(f"patterns_{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")
