"""Storing moments through journal.py: a repair finds what it repairs, or nothing is stored."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import Child
from attune_cli.core.time.period import Period, week_of
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.people import UnknownPerson
from attune_cli.store.connection import connect
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import window
from attune_cli.store.people import read_people
from attune_cli.store.uid import new_uid
from core.factory import SIGNS, moment
from tries import tries

EVER = Period(date.min, date.max)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WEEK = week_of(NOW.date())


def short(uid: str, repairs: str | None = None) -> Moment:
    kind = Kind.REPAIR if repairs else Kind.DISTRESS
    return Moment(uid, kind, "me", NOW.date(), NOW, NOW, repairs=repairs)


def stored(home: Home) -> list[tuple[str, str | None]]:
    with journal(home) as opened:
        return [(found.uid, found.repairs) for found in opened.window(WEEK)]


@pytest.mark.parametrize("times", [1, 2], ids=["together", "one after the other"])
def test_a_repair_points_at_a_moment_that_is_stored_before_it(home, times):
    both = [short("a"), short("b", repairs="a")]
    for several in ([both], [both[:1], both[1:]])[times - 1]:
        with journal(home) as opened:
            opened.add(several)
    assert [("a", None), ("b", "a")] == stored(home)


def test_a_repair_of_a_moment_that_is_nowhere_is_refused_by_name_and_nothing_is_stored(home):
    with pytest.raises(ValueError, match="no moment elsewhere to repair"), journal(home) as opened:
        opened.add([short("a"), short("b", repairs="elsewhere")])
    assert [] == stored(home)


def words(name: str) -> list[str]:
    return [word.word for word in vocabulary().of(name)]


def some(name: str):
    return st.lists(st.sampled_from(words(name)), unique=True, max_size=4).map(tuple)


offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.builds(
    lambda moment, zone: moment.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001
    offsets,
)
moments = st.builds(
    Moment,
    uid=st.builds(new_uid, instants),
    kind=st.sampled_from(Kind),
    caregiver=st.sampled_from(["me", "grandpa"]),
    local_day=st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    occurred_at=st.none() | instants,
    logged_at=instants,
    part_of_day=st.none() | st.text(SIGNS),
    children=st.lists(st.sampled_from(["ada", "bo"]), unique=True).map(tuple),
    cue=st.none() | st.sampled_from(words("cue")),
    responses=some("response"),
    activities=some("activity"),
    steps=some("step"),
    states=some("state"),
    sensitivity=st.none() | st.sampled_from(Sensitivity),
    came_back=st.none() | st.sampled_from(CameBack),
    after=st.none() | st.sampled_from(words("after")),
    chosen=st.sampled_from(Chosen),
    number=st.none(),
    repairs=st.none(),
    repaired=st.just(False),
    tags=st.lists(st.sampled_from(["park", "公園"]), unique=True).map(tuple),
    note=st.none() | st.text(SIGNS),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("both") / "home")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with journal(home) as opened:
        opened.add_child(Child("ada", born="2024-08"), now)
        opened.add_child(Child("bo", band="preschooler", weeks_early=3), now)
        opened.add_person("caregiver", "grandpa", now)
    return home


def read(home: Home) -> list[Moment]:
    with reading(home) as connection:
        return window(connection, EVER).moments


@settings(max_examples=tries(30))
@given(moment=moments)
def test_what_is_logged_is_read_as_it_was(shared, moment):
    with journal(shared) as opened, opened.change("log", NOW):
        number = opened.insert(moment, read_people(opened.connection))
    assert moment._replace(number=number) == read(shared)[-1]


@settings(max_examples=tries(20))
@given(before=moments, after=moments)
def test_what_takes_the_place_of_a_moment_is_read_as_it_was_and_undo_brings_the_first_back(
    shared, before, after
):
    with journal(shared) as opened:
        opened.add([before])
    number = read(shared)[-1].number
    with journal(shared) as opened, opened.change("edit", NOW):
        opened.replace(after._replace(number=number))
    assert after._replace(number=number) == read(shared)[-1]
    with journal(shared) as opened:
        opened.undo()
    assert before._replace(number=number) == read(shared)[-1]


def test_a_repair_points_at_a_moment_which_is_repaired_then(shared):
    hard = Moment("x", Kind.DISTRESS, "me", NOW.date(), NOW, NOW, sensitivity=Sensitivity.NO)
    mending = Moment("y", Kind.REPAIR, "me", NOW.date(), NOW, NOW, repairs="x")
    with journal(shared) as opened:
        opened.add([hard, mending])
    assert [(None, True), ("x", False)] == [(m.repairs, m.repaired) for m in read(shared)[-2:]]


def test_people_are_read_as_they_were_added(shared):
    with reading(shared) as connection:
        found = read_people(connection)
    assert ["me", "grandpa"] == [person.name for person in found.caregivers.values()]
    assert [
        Child("ada", born="2024-08"),
        Child("bo", band="preschooler", weeks_early=3),
    ] == list(found.children.values())


@pytest.mark.parametrize(
    "gone", [{"children": ("zoe",)}, {"caregiver": "zoe"}], ids=["child", "caregiver"]
)
def test_a_moment_with_somebody_who_was_removed_is_refused_and_nothing_stored(begun, gone):
    with pytest.raises(UnknownPerson), journal(begun) as opened:
        opened.add([moment(number=None, **{"children": (), **gone})])
    assert [] == stored(begun)


def test_whatever_is_deleted_is_overwritten_however_sqlite_was_built(begun):
    with closing(connect(begun)) as connection:
        assert (1,) == connection.execute("PRAGMA secure_delete").fetchone()
