"""Plans, as golden files."""

from datetime import date, time
from pathlib import Path

import pytest

from attune_cli.core.plan import Hours, Plan, random_times, weekly_times
from attune_cli.core.tips.library import read_tips
from attune_cli.render.plan import plans_page, tip_text
from attune_cli.render.text import to_text
from attune_cli.store.plans import Kept
from conftest import NOW

FOLDER = Path("/home/sam/.local/share/attune/plans")
HOURS = Hours(time(8), time(20))
DAYS = tuple(range(7))
PLANS = [
    Plan("a", "floor time", weekly_times((0, 2, 4), time(17, 30), NOW, 8), (0, 2, 4), 15, 10, ""),
    Plan("b", "a story [bold]\x1b[1m before bed " * 3, weekly_times(DAYS, time(19), NOW, 1),
         DAYS, 1, None, ""),
    Plan("c", "The last", random_times(HOURS, 2, 4, date(2026, 11, 23), "c"), (), 5, 0, ""),
    Plan("d", "over", random_times(HOURS, 2, 4, date(2025, 11, 23), "c"), (), 5, 0, ""),
]  # fmt: skip
KEPT = [Kept(number, FOLDER / f"{plan.uid}.ics", plan) for number, plan in enumerate(PLANS, 1)]
PAGES = {"plans": plans_page(KEPT, FOLDER, NOW), "plans_none": plans_page([], FOLDER, NOW)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_was_looked_at(golden, name):
    golden(f"{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")


@pytest.mark.parametrize("tip", read_tips()[:: len(read_tips()) // 5], ids=lambda tip: tip.id)
def test_a_tip_in_a_calendar_says_where_it_comes_from(tip):
    source = "(an idea)" if tip.source == "idea" else f"(source: {tip.source})"
    assert source in tip_text(tip)
