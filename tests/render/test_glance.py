"""The glance, as golden files."""

from datetime import UTC, datetime

import pytest

from attune_cli.core.glance import glance
from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.glance import glance_lines
from attune_cli.render.page import Line
from attune_cli.render.text import to_text
from render.test_reflection import FULL, WEEK, moment

NOW = datetime(2026, 11, 20, 21, tzinfo=UTC)
GOOD = moment(1, Kind.DISTRESS, Sensitivity.YES, cue="hurt", responses=("comfort",))
HARD = moment(2, Kind.DISTRESS, Sensitivity.NO, cue="told_no", responses=("punish",))
MENDED = HARD._replace(came_back=CameBack.LATER)
FEAR = moment(3, Kind.DISTRESS, Sensitivity.NO, cue="told_no", responses=("frighten",))
CALM = moment(4, Kind.CONNECTION, activities=("floor",))
LAST_SPRING = moment(5, Kind.REPAIR, day=WEEK.start.replace(month=4), steps=("sorry",))
GLANCES = {
    "full": (FULL, FULL[-1]),
    "nothing": ([], None),
    "nothing_lately": ([], LAST_SPRING),
    "good": ([GOOD], GOOD),
    "hard": ([HARD], HARD),
    "mended": ([MENDED, CALM], MENDED),
    "fear": ([FEAR], FEAR),
    "unrated": ([GOOD._replace(sensitivity=None)], GOOD),
}
PAGES = {
    name: [
        Line(line, hang=2)
        for line in glance_lines(glance(moments, last, WEEK, NOW.date()), vocabulary(), NOW)
    ]
    for name, (moments, last) in GLANCES.items()
}


@pytest.mark.parametrize("name", PAGES)
def test_a_glance_reads_as_it_was_looked_at(golden, name):
    golden(f"glance_{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")


@pytest.mark.parametrize("name", PAGES)
def test_a_glance_has_three_lines(name):
    assert len(PAGES[name]) == 3
