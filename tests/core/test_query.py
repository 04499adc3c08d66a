"""What was typed behind a verb that looks, sorted; whatever it is, it is read or refused."""

import re
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.query import Known, Query, Said, read_query
from attune_cli.core.speech.synonyms import read_synonyms
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors import AttuneError
from core.factory import SIGNS
from tries import tries

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Sunday
WORDS = vocabulary()
KNOWN = Known(WORDS, ["mia", "leo", "Anna Lena", "april", "hurt"], ["papa", "jo"], "papa", NOW)


def word(name):
    return WORDS.find(name)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["hurt"], Query(words=(word("hurt"),))),
        (["@hurt"], Query(children=("hurt",))),
        (["told", "no"], Query(words=(word("told_no"),))),
        (["Told-No", "no"], Query(words=(word("told_no"), word("no")))),
        (["@mia"], Query(children=("mia",))),
        (["MIA"], Query(children=("mia",))),
        (["@Anna", "Lena"], Query(children=("Anna Lena",))),
        (["@jo"], Query(caregivers=("jo",))),
        (["me"], Query(caregivers=("papa",))),
        (["@nobody"], Query(children=("nobody",))),
        (["+park", "#Zoo"], Query(tags=("park", "Zoo"))),
        (["5"], Query(newest=5)),
        (["last", "5"], Query(newest=5)),
        (["last"], Query(last=True)),
        (["9999999999"], Query(newest=9999999999)),
        (["#5"], Query(numbers=((5, 5),))),
        (["1-11"], Query(numbers=((1, 11),))),
        (["3–7", "#9"], Query(numbers=((3, 7), (9, 9)))),
        (["2026"], Query(days="2026")),
        (["2026-10"], Query(days="2026-10")),
        (["2030"], Query(newest=2030)),
        (["november"], Query(days="november")),
        (["last", "week"], Query(days="last week")),
        (["last", "3", "weeks"], Query(days="last 3 weeks")),
        (["the", "day", "before", "yesterday"], Query(days="the day before yesterday")),
        (["5", "november"], Query(days="5 november")),
        (["since", "monday"], Query(since="monday")),
        (["since monday", "until", "today"], Query(since="monday", until="today")),
        (["monday", "to", "friday"], Query(since="monday", until="friday")),
        (["fell"], Query(said=(Said("fell", (word("hurt"),)),))),
        (["hug"], Query(said=(Said("hug", (word("comfort"), word("cuddle"))),))),
        (["unrated", "not", "yet"], Query(flags=("unrated", "not_yet"))),
        (["hurt", "with", "mia", "in", "november"],
         Query(words=(word("hurt"),), children=("mia",), days="november")),
        (["hurt,@mia,", "today"],
         Query(words=(word("hurt"),), children=("mia",), days="today")),
        (["with"], Query(unknown=("with",))),
        (["yelled", "swing"], Query(unknown=("yelled", "swing"))),
        (["hit"], Query(unknown=("hit",))),
        ([""], Query(unknown=("",))),
        (["🙂"], Query(unknown=("🙂",))),
        (["a" * 10_000], Query(unknown=("a" * 10_000,))),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)  # fmt: skip
def test_each_word_is_read_as_what_it_is(typed, expected):
    assert expected == read_query(typed, KNOWN)


ASKED_OF = [said for level in ("mine", "theirs", "along", "near")
            for said in read_synonyms()["frighten"].get(level, ()) if said.isalpha()]  # fmt: skip


@pytest.mark.parametrize("said", ASKED_OF)
def test_where_it_is_read_as_a_log_would_nothing_is_guessed_to_be_fear(said):
    query = read_query([said], KNOWN._replace(as_logged=True))
    words = [word.word for one in query.said for word in one.words]
    assert (False, True) == ("frighten" in words, all(one.may_be_fear for one in query.said))


@pytest.mark.parametrize(
    ("said", "words"),
    [("yelled", ["punish"]), ("tantrum", ["frustrated"]), ("cried", ["distress"]),
     ("hit", ["lash_out"]), ("fell", ["hurt"])],
)  # fmt: skip
def test_where_it_is_read_as_a_log_would_it_is_taken_for_what_is_logged(said, words):
    query = read_query([said], KNOWN._replace(as_logged=True))
    assert [words] == [[word.word for word in one.words] for one in query.said]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("@", "can’t be a name"),
        ("+", "can’t be a tag"),
        ("+1", "can’t be a tag"),
        ("5-", "“5-” has one end"),
        ("11-1", "“11-1” ends before it begins"),
        ("0", "numbered from 1"),
        ("#0", "numbered from 1"),
        ("0-3", "numbered from 1"),
        ("5 8", "Each says how many"),
        ("april", "may be a name or days. For the name: @april."),
        ("@mia @leo", "A view looks at one child"),
        ("papa jo", "A view looks at one caregiver"),
        ("november october", "since october until november"),
        ("since monday since friday", "Each says when it begins"),
        ("november until today since monday", "Each says when it begins"),
        ("hurt floor", "“floor” to a calm moment together. Look for one of them."),
        ("connection hurt", "“hurt” to a moment when they were upset. Look for one of them."),
        ("sorry yes", "Coming back is not rated"),
        ("repair partly", "Coming back is not rated"),
        ("unrated yes", "No moment is both"),
    ],
)
def test_what_contradicts_itself_is_refused_with_what_to_do(typed, said):
    with pytest.raises(AttuneError, match=re.escape(said)):
        read_query(typed.split(), KNOWN)


PIECES = st.sampled_from(
    ["hurt", "yes", "floor", "hug", "@mia", "leo", "jo", "+park", "5", "#7", "1-3", "2-", "last",
     "week", "november", "since", "until", "monday", "to", "with", "told", "no", "not", "yet", "",
     "@", "+", "-", "२", "½", "1e9"]
)  # fmt: skip


@settings(max_examples=tries(10))
@given(st.lists(PIECES | st.text(SIGNS, max_size=12), max_size=6))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(typed):
    with suppress(AttuneError):
        assert (read_query(typed, KNOWN) == Query()) == (not typed)


@given(st.permutations(["hurt", "@mia", "+park", "yes", "november"]))
def test_the_order_of_the_words_changes_nothing(typed):
    query = read_query(typed, KNOWN)
    assert (("mia",), ("park",), "november", {"hurt", "yes"}) == (
        query.children,
        query.tags,
        query.days,
        {word.word for word in query.words},
    )
