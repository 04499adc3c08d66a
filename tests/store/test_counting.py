"""What the database counts is what `reflect` and `patterns` count of the moments themselves."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.people import Child
from attune_cli.core.statistics.patterns import patterns, patterns_from
from attune_cli.core.statistics.reflection import reflect, reflection_from
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import USUAL_PARTS, PartsOfDay
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.store.counting import Whose, alike_in, counted_in, patterns_in
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import every
from attune_cli.store.people import read_people
from bench.drawn import RECIPES, draw, store
from conftest import NOW
from core.factory import FRIDAY, fitting, many_moments
from journals import stored

PEOPLE, EARLY = ("me", "Sam"), PartsOfDay(4, 11, 16, 21)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("counting") / "home")
    with journal(home) as opened:
        for name in ("ada", "ben"):
            opened.add_child(Child(name, band="toddler"), NOW)
        opened.add_person("caregiver", "Sam", NOW)
    return home


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Callable[[str, int], Home]:
    @cache
    def of(recipe: str, seed: int) -> Home:
        folder: Path = tmp_path_factory.mktemp("drawn") / "home"
        return store(draw(recipe, seed), folder)

    return of


def both(connection, moments, period, child, caregiver, parts):
    """Return the reflection and the patterns, from the moments and from the database."""
    known = read_people(connection)
    whose = Whose(known.id_of_child(child), known.id_of_caregiver(caregiver))
    reader = known.id_of_caregiver("me")
    alike = alike_in(connection, period, whose)
    counted = counted_in(connection, alike, period, whose, parts, reader, known, period.start)
    found = patterns_in(connection, period, whose, parts, known)
    return (
        (
            reflect(moments, period, child, caregiver, parts),
            patterns(moments, period, child, caregiver, parts, "me"),
        ),
        (
            reflection_from(counted, period, child, caregiver),
            patterns_from(found, period, child, caregiver, "me"),
        ),
    )


@given(
    moments=many_moments(most=12),
    fear=st.integers(0, 30),
    first=st.integers(0, 20),
    days=st.integers(1, 40),
    child=st.sampled_from((None, None, "ada")),
    caregiver=st.sampled_from((None, None, *PEOPLE)),
    parts=st.sampled_from((USUAL_PARTS, EARLY)),
)
def test_any_moments_are_counted_alike(home, moments, fear, first, days, child, caregiver, parts):
    start = FRIDAY + timedelta(days=first)
    with journal(home) as opened, suppress(InterruptedError), opened.change("a", NOW):
        people = read_people(opened.connection)
        for number, moment in enumerate(map(fitting, moments)):
            of_fear = moment.responses and number == fear
            more = (*moment.responses, FRIGHTEN) if of_fear else moment.responses
            opened.insert(moment._replace(responses=more), people)
        there, period = list(every(opened.connection)), Period(start, start + timedelta(days))
        one, other = both(opened.connection, there, period, child, caregiver, parts)
        assert one == other
        raise InterruptedError  # nothing stays


@given(
    recipe=st.sampled_from(sorted(RECIPES)),
    seed=st.integers(0, 2),
    back=st.integers(0, 200),
    caregiver=st.sampled_from((None, "me")),
)
def test_a_journal_of_months_is_counted_alike(drawn, recipe, seed, back, caregiver):
    home = drawn(recipe, seed)
    if not home.journal.exists():
        return
    moments = stored(home)
    last = max(moment.local_day for moment in moments)
    period = Period(last - timedelta(days=back), date(2100, 1, 1))
    with reading(home) as connection:
        one, other = both(connection, moments, period, None, caregiver, USUAL_PARTS)
    assert one == other
