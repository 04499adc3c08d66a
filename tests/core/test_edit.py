"""Edits of a moment: only what an edit names changes, and the result is a moment."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attune_cli.core.edit import (
    ONE,
    PARTS,
    SEVERAL,
    Edit,
    apply_edit,
    checked,
    entry_of,
    read_removals,
)
from attune_cli.core.grammar import Entry, check, require_kind
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors import AttuneError
from attune_cli.errors.moments import NotRated, NotToComeBackTo, StaysDistress, WrongKind
from attune_cli.errors.usage import UnknownWord
from core.factory import any_moment, moment

HARD = moment(
    sensitivity=Sensitivity.NO,
    came_back=CameBack.LATER,
    cue="hurt",
    responses=("comfort",),
    tags=("park",),
    note="swing",
)
WORDS = st.sampled_from(sorted(vocabulary().words))


def entry(*words: str, **others) -> Entry:
    return Entry(words=tuple(vocabulary().words[word] for word in words), **others)


def own_entry(found: Moment) -> Entry:
    names = [getattr(found, name) for name in ONE.values() if getattr(found, name)]
    names += [word for field in SEVERAL.values() for word in getattr(found, field)]
    others = {"children": found.children, "caregiver": found.caregiver}
    return entry(*names, tags=found.tags, note=found.note, **others)


@st.composite
def consistent(draw: st.DrawFn) -> Moment:
    found = draw(any_moment())
    try:
        entry = entry_of(found)
        check(entry)
        require_kind(entry)
    except AttuneError:
        kept = {"sensitivity", "states"} if found.kind is not Kind.REPAIR else {"steps", "states"}
        kept |= {"cue", "responses", "after"} if found.kind is Kind.DISTRESS else set()
        kept |= {"activities"} if found.kind is Kind.CONNECTION else set()
        gone = {*ONE.values(), *SEVERAL.values(), "repairs"} - kept
        empty = {name: () if name in SEVERAL.values() else None for name in gone}
        found = found._replace(**empty)
    return found


@given(any_moment())
def test_naming_nothing_changes_nothing(found):
    assert found == apply_edit(found, Edit())


@given(consistent())
def test_naming_what_a_moment_says_already_changes_nothing(found):
    assert found == apply_edit(found, Edit(entry=own_entry(found)))


@given(consistent(), st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=2))
def test_what_comes_out_is_a_moment_that_could_have_been_logged(found, instead, also):
    try:
        after = apply_edit(
            found, Edit(entry=Entry().add(*entry(*instead).words), added=entry(*also))
        )
    except AttuneError:
        assume(False)
    result = entry_of(after)
    check(result)
    assert (found.kind, found.kind) == (require_kind(result), after.kind)


@given(consistent(), WORDS)
def test_a_word_changes_its_own_vocabulary_only_and_a_rating_perhaps_coming_back(found, word):
    try:
        after = apply_edit(found, Edit(entry=entry(word)))
    except AttuneError:
        assume(False)
    name = vocabulary().words[word].vocabulary
    touched = {{**ONE, **SEVERAL}.get(name, name)} | (
        {"came_back"} if name == "sensitivity" else set()
    )
    differs = {field for field in Moment._fields if getattr(found, field) != getattr(after, field)}
    assert set() == differs - touched


@pytest.mark.parametrize(
    ("named", "changes"),
    [
        (Edit(entry=entry("name", "stay")), {"responses": ("name", "stay")}),
        (Edit(added=entry("name")), {"responses": ("comfort", "name")}),
        (Edit(added=entry("comfort", tags=("bus",))), {"tags": ("park", "bus")}),
        (Edit(removed=entry("comfort", "hurt")), {"responses": (), "cue": None}),
        (Edit(removed=entry("name", children=("ada",))), {"children": ()}),
        (Edit(emptied=frozenset({"note", "tags"})), {"note": None, "tags": ()}),
        (Edit(entry=entry("partly")), {"sensitivity": Sensitivity.PARTLY}),
        (Edit(entry=entry("yes")), {"sensitivity": Sensitivity.YES, "came_back": None}),
        (Edit(emptied=frozenset({"sensitivity"})), {"sensitivity": None, "came_back": None}),
        (Edit(entry=entry("not_needed")), {"came_back": CameBack.NOT_NEEDED}),
        (Edit(chosen=Chosen.PROMPTED), {"chosen": Chosen.PROMPTED}),
        (Edit(entry=entry(caregiver="Sam", note="new")), {"caregiver": "Sam", "note": "new"}),
        (Edit(emptied=frozenset({"occurred_at"})), {"occurred_at": None}),
    ],
)
def test_what_is_named_changes(named, changes):
    assert HARD._replace(**changes) == apply_edit(HARD, named)


@pytest.mark.parametrize(
    ("kind", "sensitivity", "words", "refusal"),
    [
        ("distress", "no", ("floor",), WrongKind),
        ("distress", "no", ("connection",), WrongKind),
        ("connection", "no", ("later",), NotToComeBackTo),
        ("repair", None, ("later",), NotToComeBackTo),
        ("distress", "yes", ("later",), NotToComeBackTo),
        ("distress", None, ("later",), NotToComeBackTo),
        ("repair", None, ("yes",), NotRated),
    ],
)
def test_what_does_not_go_with_the_rest_is_refused(kind, sensitivity, words, refusal):
    rating = Sensitivity(sensitivity) if sensitivity else None
    with pytest.raises(refusal):
        apply_edit(moment(kind=Kind(kind), sensitivity=rating), Edit(entry=entry(*words)))


def test_what_did_not_go_together_before_may_stay_so():
    odd = moment(sensitivity=Sensitivity.YES, came_back=CameBack.LATER)
    assert odd._replace(note="new") == apply_edit(odd, Edit(entry=entry(note="new")))


def test_what_a_repair_points_at_stays_a_moment_of_distress():
    with pytest.raises(StaysDistress):
        checked(moment(repaired=True), moment(repaired=True, kind=Kind.CONNECTION))


@pytest.mark.parametrize(
    ("typed", "fields", "words", "children", "tags"),
    [
        ("note", {"note"}, (), (), ()),
        ("Came-Back", {"came_back"}, (), (), ()),
        ("rating", {"sensitivity"}, (), (), ()),
        ("response", {"responses"}, (), (), ()),
        ("activity", {"activities"}, (), (), ()),
        ("time", {"occurred_at"}, (), (), ()),
        ("comfort", set(), ("comfort",), (), ()),
        ("@ada", set(), (), ("ada",), ()),
        ("+park", set(), (), (), ("park",)),
    ],
)
def test_parts_and_words_can_be_taken_out(typed, fields, words, children, tags):
    found, taken = read_removals([typed], vocabulary())
    removed = tuple(word.word for word in taken.words)
    assert (fields, words, children, tags) == (found, removed, taken.children, taken.tags)


def test_a_slip_in_what_is_taken_out_is_refused():
    with pytest.raises(UnknownWord):
        read_removals(["comfrt"], vocabulary())


def test_no_part_of_a_moment_is_a_word():
    assert set() == set(PARTS) & set(vocabulary().words)
