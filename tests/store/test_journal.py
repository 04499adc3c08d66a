"""Storing moments through journal.py: a repair finds what it repairs, or nothing is stored."""

from datetime import UTC, datetime

import pytest

from attune_cli.core.moment import Kind, Moment
from attune_cli.core.time.period import week_of
from attune_cli.store.home import Home
from attune_cli.store.journal import journal

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WEEK = week_of(NOW.date())


def moment(uid: str, repairs: str | None = None) -> Moment:
    kind = Kind.REPAIR if repairs else Kind.DISTRESS
    return Moment(uid, kind, "me", NOW.date(), NOW, NOW, repairs=repairs)


def stored(home: Home) -> list[tuple[str, str | None]]:
    with journal(home) as opened:
        return [(found.uid, found.repairs) for found in opened.window(WEEK)]


@pytest.mark.parametrize("times", [1, 2], ids=["together", "one after the other"])
def test_a_repair_points_at_a_moment_that_is_stored_before_it(home, times):
    both = [moment("a"), moment("b", repairs="a")]
    for several in ([both], [both[:1], both[1:]])[times - 1]:
        with journal(home) as opened:
            opened.add(several)
    assert [("a", None), ("b", "a")] == stored(home)


def test_a_repair_of_a_moment_that_is_nowhere_is_refused_by_name_and_nothing_is_stored(home):
    with pytest.raises(ValueError, match="no moment elsewhere to repair"), journal(home) as opened:
        opened.add([moment("a"), moment("b", repairs="elsewhere")])
    assert [] == stored(home)
