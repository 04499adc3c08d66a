"""Many moments at once: stored as if one by one, read one by one."""

import tempfile
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings

from attune_cli.core.moment import Moment
from attune_cli.core.people import Caregiver, Child
from attune_cli.store.connection import connect
from attune_cli.store.database import reading
from attune_cli.store.exchange.stage import digits_and_offset
from attune_cli.store.home import Home
from attune_cli.store.integrity import TRIGGERS
from attune_cli.store.journal import ManyMoments, journal
from attune_cli.store.moments import every
from attune_cli.store.people import read_people
from attune_cli.store.rows import (
    columns_of,
    digits,
    minutes_of,
    stored_columns,
    words_of,
)
from conftest import NOW
from core.factory import any_moment, fitting, many_moments, moment
from journals import stored
from machine import rows
from tries import tries

_FOLDERS = count()


def begun_in(folder: Path) -> Home:
    home = Home.at(folder / str(next(_FOLDERS)))
    with journal(home) as opened:
        for name in ("ada", "ben"):
            opened.add_child(Child(name), NOW)
        opened.add_caregiver(Caregiver("Sam"), NOW)
    return home


def rows_of(home: Home, moments: list[Moment], numbers: Sequence[int] = ()) -> ManyMoments:
    """Return moments as rows, each with sets of its own."""
    with reading(home) as connection:
        known = read_people(connection)
    several = list(zip(numbers or count(1), moments, strict=False))
    return ManyMoments(
        [
            (n, *stored_columns(columns_of(one)), known.id_of_caregiver(one.caregiver), None)
            for n, one in several
        ],
        [(n, n, n) for n, _ in several],
        [(n, known.id_of_child(c), p) for n, one in several for p, c in enumerate(one.children)],
        [(n, *word) for n, one in several for word in words_of(one)],
    )


def one_by_one(home: Home, moments: list[Moment]) -> None:
    with journal(home) as opened, opened.change("many", NOW):
        known = read_people(opened.connection)
        for one in moments:
            opened.insert(one, known)


def at_once(home: Home, moments: list[Moment]) -> None:
    several = rows_of(home, moments)
    with journal(home) as opened, opened.change("many", NOW):
        opened.insert_many([several])


WITH_IDENTITIES = {"children", "caregivers", "identity"}  # each of which is another one


def but_identities(found: dict) -> dict:
    return {table: some for table, some in found.items() if table not in WITH_IDENTITIES}


def triggers(home: Home) -> list[tuple]:
    with closing(connect(home)) as connection:
        return sorted(connection.execute(TRIGGERS))


@given(many_moments())
@settings(max_examples=tries(15))
def test_many_moments_are_stored_as_one_by_one_and_undone_and_done_again(tmp_path_factory, drawn):
    moments = [fitting(one) for one in drawn]
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        first, second = begun_in(Path(folder)), begun_in(Path(folder))
        before = rows(second)
        one_by_one(first, moments)
        at_once(second, moments)
        after = rows(second)
        assert but_identities(rows(first)) == but_identities(after)
        assert triggers(first) == triggers(second)
        if moments:
            with journal(second) as opened:
                opened.undo()
            assert before == rows(second)
            with journal(second) as opened:
                opened.redo()
            assert after == rows(second)


def test_where_one_of_many_cannot_be_stored_none_is_and_history_is_recorded_on(home):
    with journal(home) as opened:
        opened.add_child(Child("ada"), NOW)
    before, made = rows(home), triggers(home)
    twice = [moment(uid="a", children=())] * 2
    with pytest.raises(Exception, match="UNIQUE"):
        at_once(home, twice)
    assert (before, made) == (rows(home), triggers(home))


def test_many_moments_are_many_more_than_are_stored_at_once(home):
    begun = begun_in(home.data)
    moments = [fitting(moment(number=n, responses=("comfort",))) for n in range(1, 2502)]
    at_once(begun, moments)
    with reading(begun) as connection:
        assert [*every(connection)] == stored(begun)
        assert [*range(1, 2502)] == [one.number for one in every(connection)]


def test_many_moments_with_gaps_in_their_numbers_are_undone_and_done_again(home):
    begun = begun_in(home.data)
    before = rows(begun)
    numbers = (1, 9_999, 10_000, 10_001, 20_000, 20_001, 45_000)
    each = [moment(uid=str(n), responses=("comfort",)) for n in numbers]
    parts = [rows_of(begun, each[:4], numbers[:4]), rows_of(begun, each[4:], numbers[4:])]
    with journal(begun) as opened, opened.change("many", NOW):
        opened.insert_many(parts)
    after = rows(begun)
    with journal(begun) as opened:
        opened.undo()
    assert before == rows(begun)
    with journal(begun) as opened:
        opened.redo()
    assert (after, [*numbers]) == (rows(begun), [one.number for one in stored(begun)])


@given(many_moments())
@settings(max_examples=tries(15))
def test_all_moments_are_read_one_by_one_as_those_of_all_days_and_any_of_them(
    tmp_path_factory, drawn
):
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        home = begun_in(Path(folder))
        one_by_one(home, [fitting(one) for one in drawn])
        with reading(home) as connection:
            found = stored(home)
            assert found == [*every(connection)]
            some = [one.number for one in found][::2]
            assert found[::2] == [*every(connection, some)]


@given(any_moment())
def test_an_instant_is_stored_by_two_ways_as_the_same_digits(drawn):
    for instant in (drawn.logged_at, drawn.logged_at.replace(microsecond=7)):
        assert (digits(instant), minutes_of(instant)) == digits_and_offset(instant)
