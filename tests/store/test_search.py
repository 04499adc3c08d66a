"""Finding moments: what SQL finds is what a loop over all of them would."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.moment import Chosen, Kind, Moment
from attune_cli.core.search import MomentFilter, places, read_terms
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import numbered
from attune_cli.store.people import read_people
from attune_cli.store.search import find
from bench.fill import fill
from journals import stored
from tries import tries

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
NOTES = [
    "Shoes. Again.", "Zoë's café", "公園でブランコ", "😀 big DOG", 'told_no NEAR("x" y)', "no* ^or",
    "a\0swing", "-", "100%", "น้องหกล้ม", None,
]  # fmt: skip
SEARCHES = [
    "shoe", "again shoes", "zoe", "ブランコ", "公園", "😀", '"big dog"', '"big do"', "do", "NEAR(",
    '"', "a", "swing", "pain", "told_no", "no*", "^", "or", "-", "%", "_", "หก", "park", "#park",
    "word:x", "' OR 1=1 --",
]  # fmt: skip


@pytest.fixture(scope="module")
def every(filled) -> list[Moment]:
    return stored(filled)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("finding") / "home")
    fill(home, 300, 0.2, NOW)
    rng, moments = random.Random(1), stored(home)
    with journal(home) as opened, opened.change("copies", NOW):
        people = read_people(opened.connection)
        for moment in rng.sample(moments, 100):
            tags = tuple(rng.sample(["park", "zoo", "park-bench", "公園"], rng.randint(0, 2)))
            changes = {"uid": f"{moment.uid}x", "note": rng.choice(NOTES), "tags": tags}
            opened.insert(moment._replace(**changes, repairs=None), people)
    return home


def some(vocabulary_name: str):
    words = [word.word for word in vocabulary().of(vocabulary_name)]
    return st.lists(st.sampled_from(words), max_size=2).map(tuple)


VOCABULARIES = (
    "kind",
    "cue",
    "response",
    "activity",
    "step",
    "state",
    "after",
    "sensitivity",
    "came_back",
)
WORDS = st.one_of(
    st.just({}),
    st.just({}),
    *[some(name).map(lambda words, name=name: {name: words}) for name in VOCABULARIES],
    st.lists(st.sampled_from(["park", "zoo", "bench", "公園"]), max_size=2).map(
        lambda words: {"tag": tuple(words), "kind": ()}
    ),
)
EVERY = [*vocabulary().words.values()]
SELDOM = st.sampled_from([False, False, False, True])
DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 1))
WANTED = st.builds(
    MomentFilter,
    words=WORDS,
    period=st.none() | st.builds(lambda day: Period(day, day + timedelta(20)), DAYS),
    child=st.sampled_from([None, None, "ada"]),
    caregiver=st.sampled_from([None, None, "Noor"]),
    is_prompted=SELDOM,
    is_unrated=SELDOM,
    is_open=SELDOM,
    terms=st.just(()) | st.sampled_from([read_terms([text], vocabulary()) for text in SEARCHES]),
    either=st.just(())
    | st.lists(st.lists(st.sampled_from(EVERY), max_size=3).map(tuple), max_size=2).map(tuple),
    numbers=st.just(())
    | st.lists(st.tuples(st.integers(0, 420), st.integers(0, 420)), max_size=60).map(tuple),
)


def fits(moment: Moment, wanted: MomentFilter) -> bool:
    said = {
        "kind": (moment.kind,), "cue": (moment.cue,), "response": moment.responses,
        "activity": moment.activities, "step": moment.steps, "state": moment.states,
        "after": (moment.after,), "sensitivity": (moment.sensitivity,), "tag": moment.tags,
        "came_back": (moment.came_back,),
    }  # fmt: skip
    return (
        all(set(words) & set(said[name]) for name, words in wanted.words.items() if words)
        and (wanted.period is None or moment.local_day in wanted.period)
        and moment.is_of(wanted.child, wanted.caregiver)
        and (not wanted.is_prompted or moment.chosen is Chosen.PROMPTED)
        and (not wanted.is_unrated or (moment.kind is not Kind.REPAIR and not moment.sensitivity))
        and (not wanted.is_open or (moment.to_come_back_to and not moment.was_come_back_to))
        and all(has(moment, term) for term in wanted.terms)
        and all(
            any(w.word in said[w.vocabulary] for w in group) for group in wanted.either if group
        )
        and (not wanted.numbers or any(a <= moment.number <= b for a, b in wanted.numbers))
    )


def has(moment: Moment, term) -> bool:
    words = [moment.cue or "", moment.after or "", *moment.responses, *moment.activities]
    words += [*moment.steps, *moment.states, *moment.tags]
    texts = [moment.note or "", *(words if term.has_words else [])]
    return bool(set(words) & set(term.words)) or any(places(text, [term]) for text in texts)


def by_when(moment: Moment) -> tuple:
    at = moment.occurred_at
    return moment.local_day, at is None, at or NOW, moment.number


@given(wanted=WANTED)
def test_what_is_wanted_is_found_in_the_order_in_which_it_happened(filled, every, wanted):
    moments = sorted((m for m in every if fits(m, wanted)), key=by_when)
    expected = [moment.number for moment in moments]
    with reading(filled) as connection:
        found = list(find(connection, wanted))
        newest = list(find(connection, wanted, 7))
    assert (expected, expected[-7:]) == (found, newest)


@settings(max_examples=tries(40))
@given(wanted=WANTED)
def test_the_newest_are_the_same_where_there_are_many_more(filled, wanted):
    with reading(filled) as connection:
        found = list(find(connection, wanted, 7))
        assert found == list(find(connection, wanted, 7, lately=50))


@pytest.mark.parametrize("text", SEARCHES)
def test_each_search_finds_what_has_it(filled, every, text):
    wanted = MomentFilter(terms=read_terms([text], vocabulary()))
    expected = {moment.number for moment in every if fits(moment, wanted)}
    with reading(filled) as connection:
        assert expected == set(find(connection, wanted))


def test_more_words_than_anybody_types_are_no_trouble(filled):
    wanted = MomentFilter(terms=read_terms([f"word{n}" for n in range(1000)], vocabulary()))
    with reading(filled) as connection:
        assert [] == list(find(connection, wanted))


def test_moments_come_in_the_order_of_the_numbers_that_are_there(filled):
    numbers = [300, 999_999, 7, *range(10, 250)]
    with reading(filled) as connection:
        found = numbered(connection, numbers)
    known = {moment.number: moment for moment in stored(filled)}
    assert [known[number] for number in numbers if number in known] == found
