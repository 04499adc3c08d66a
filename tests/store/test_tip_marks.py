"""What was said of tips: one mark each, read both ways, and free of what it replaced."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine, select

from attune_cli.core.time.period import Period
from attune_cli.core.tips.choice import Mark
from attune_cli.store.connection import connect
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import lately
from attune_cli.store.schema.beginning import begin
from attune_cli.store.schema.tables import TipMarkRow
from attune_cli.store.tip_marks import marks
from core.factory import FRIDAY, moment
from tries import tries

NOW = datetime(2026, 11, 22, 18, tzinfo=timezone(timedelta(hours=1)))
EVER = Period(date(1970, 1, 1), date(3000, 1, 1))


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("marks") / "home")
    begin(home)
    return home


def rows(home: Home) -> list[TipMarkRow]:
    engine = create_engine("sqlite://", creator=lambda: connect(home), poolclass=NullPool)
    with Session(engine, expire_on_commit=False) as session:
        return list(session.exec(select(TipMarkRow).order_by(TipMarkRow.id)))


@settings(max_examples=tries(20))
@given(said=st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.sampled_from(Mark))))
def test_what_was_said_last_holds_in_both_ways(shared, said):
    expected: dict[str, Mark] = {}
    with journal(shared) as opened:
        for tip in "abc":
            opened.mark_tip(tip, None, NOW)
        for tip, one in said:
            expected.pop(tip, None)
            if one:
                expected[tip] = one
            opened.mark_tip(tip, one, NOW)
    with reading(shared) as connection:
        assert list(expected.items()) == list(marks(connection).items())
    assert list(expected.items()) == [(row.tip, Mark(row.mark)) for row in rows(shared)]


def test_when_it_was_said_is_an_instant_with_its_offset(home):
    with journal(home) as opened:
        opened.mark_tip("a", Mark.KEPT, NOW)
    (row,) = rows(home)
    assert (NOW.astimezone(UTC), 60) == (row.marked_at, row.marked_offset)


def test_where_there_is_no_journal_nothing_was_said():
    assert {} == marks(None)


def log_days(home: Home, per_day: int, days: int) -> None:
    with journal(home) as opened:
        opened.add(
            moment(
                number=None, uid=f"{day}-{n}", local_day=FRIDAY + timedelta(days=day), children=()
            )
            for day in range(days)
            for n in range(per_day)
        )


@pytest.mark.parametrize(("most", "days"), [(31, 10), (30, 9), (9, 2), (7, 2), (4, 1), (1, 1)])
def test_of_many_moments_the_last_days_are_read_whole(home, most, days):
    log_days(home, per_day=3, days=10)
    with reading(home) as connection:
        found = {m.local_day for m in lately(connection, EVER, most)}
        count = len(lately(connection, EVER, most))
    assert (days, 3 * days) == (len(found), count)


def test_where_there_is_no_journal_there_is_nothing_lately():
    assert [] == lately(None, EVER, 3)
