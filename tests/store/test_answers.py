"""Answers both ways, on sqlite3 and in SQLModel; and how the latest is found."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attune_cli.core.answer import Answer
from attune_cli.core.time.period import Period, week_of
from attune_cli.store.answers import LAST_ANSWER, has_answer, last_answer
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal, looking
from attune_cli.store.schema.beginning import begin
from attune_cli.store.uid import new_uid
from tries import tries

NOW = datetime(2026, 11, 22, 18, tzinfo=timezone(timedelta(hours=1)))
MONDAY = date(2026, 11, 16)


def answer(week: date = MONDAY, text: str = "tired by then", **changes) -> Answer:
    return Answer(new_uid(NOW), week, "Is there something about evenings?", text, NOW)._replace(
        **changes
    )


def keep(home: Home, *answers: Answer) -> list[int]:
    with journal(home) as opened:
        return [opened.add_answer(one) for one in answers]


def last(home: Home, before: date) -> Answer | None:
    with reading(home) as connection:
        return last_answer(connection, before)


def texts(home: Home, period: Period | None = None) -> list[str]:
    with looking(home) as opened:
        return [one.text for one in opened.answers(period)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("answers") / "home")
    begin(home)
    return home


any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.builds(
    lambda moment, zone: moment.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001
    offsets,
)


@settings(max_examples=tries(30))
@given(text=any_text, question=any_text, at=instants, week=st.dates(date(1990, 1, 1)))
@example(text="👩🏽‍👧 שלום \u202e[bold]", question="“?”", at=NOW, week=MONDAY)
@example(text="x" * 100_000, question="?", at=NOW, week=MONDAY)
@example(text="\x1b[31m\r\n\t' \"", question="?", at=NOW, week=date(9999, 12, 25))
def test_an_answer_is_read_both_ways_as_it_was_written(shared, text, question, at, week):
    week = min(week, date(9999, 12, 25))
    written = Answer(new_uid(at), week, question, text, at)
    (number,) = keep(shared, written)
    day_after = week + timedelta(days=1)
    with looking(shared) as opened:
        slowly = opened.answers(Period(week, day_after))[-1]
    expected = written._replace(number=number)
    assert (expected, expected) == (last(shared, day_after), slowly)
    assert at.utcoffset() == slowly.written_at.utcoffset()


def test_the_last_answer_is_the_latest_weeks_then_the_one_written_last(home):
    weeks = [MONDAY, date(2026, 11, 9), MONDAY, date(2026, 11, 23)]
    keep(home, *(answer(week, f"{number}") for number, week in enumerate(weeks)))
    ends = [date(2026, 11, day) for day in (9, 16, 23, 24, 30)]
    assert [None, "1", "2", "3", "3"] == [
        found and found.text for found in (last(home, end) for end in ends)
    ]


def test_answers_are_listed_by_week_and_by_number(home):
    keep(home, answer(MONDAY, "b"), answer(date(2026, 11, 9), "a"), answer(MONDAY, "c"))
    assert ["a", "b", "c"] == texts(home)


def test_a_period_holds_the_answers_to_the_weeks_that_begin_in_it(home):
    weeks = [date(2026, 11, day) for day in (9, 16, 23)]
    keep(home, *(answer(week, f"{week.day}") for week in weeks))
    assert ["16"] == texts(home, week_of(MONDAY))


def test_reading_answers_makes_no_journal(home):
    with looking(home) as opened:
        assert (None, False) == (opened, home.data.exists())


def test_whether_an_answer_is_there_is_known_by_its_identity(home):
    one = answer()
    keep(home, one)
    with reading(home) as connection:
        assert [True, False] == [has_answer(connection, uid) for uid in (one.uid, "other")]


def test_where_there_is_no_journal_there_is_no_answer():
    assert (None, False) == (last_answer(None, MONDAY), has_answer(None, "uid"))


def test_the_last_answer_is_one_step_in_an_index(home):
    begin(home)
    with reading(home) as connection:
        query = f"EXPLAIN QUERY PLAN {LAST_ANSWER}"
        plan = connection.execute(query, ("2026-11-23",)).fetchall()
    assert ["SEARCH answers USING INDEX ix_answers_week (week<?)"] == [row[-1] for row in plan]
