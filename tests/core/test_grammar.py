"""The grammar of `log`: words in any order in, one consistent entry or one clear refusal out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.grammar import (
    Entry,
    look_up,
    missing,
    parse,
    read_target,
    require_kind,
    to_moment,
)
from attune_cli.core.moment import CameBack, Chosen, Kind, Sensitivity
from attune_cli.core.vocabulary import VOCABULARIES, vocabulary
from attune_cli.errors.usage import UnknownWord, UnreadableNumber, WordsClash, WordsMissing
from core.factory import moment

WORDS = vocabulary()
ANY_WORD = st.sampled_from(list(WORDS.words))
IMPLIED = {
    "cue": Kind.DISTRESS,
    "response": Kind.DISTRESS,
    "came_back": Kind.DISTRESS,
    "activity": Kind.CONNECTION,
    "step": Kind.REPAIR,
}


def parsed(typed: str, **options: str) -> Entry:
    return parse(typed.split(), WORDS, Entry(repairs=options.get("repairs")))


def is_refused(typed: list[str]) -> bool:
    try:
        parse(typed, WORDS)
    except WordsClash:
        return True
    return False


def test_words_set_the_fields_whose_vocabulary_they_stand_in() -> None:
    entry = parse(
        ["tired", "told_no", "limit-warm", "stay", "partly", "later", "settling", "@ada"],
        WORDS,
        Entry(chosen=Chosen.PROMPTED, note="shoes"),
    )
    expected = moment(
        cue="told_no",
        responses=("limit_warm", "stay"),
        states=("tired",),
        sensitivity=Sensitivity.PARTLY,
        came_back=CameBack.LATER,
        after="settling",
        chosen=Chosen.PROMPTED,
        note="shoes",
    )
    assert expected == to_moment(entry, moment())
    assert entry.children == ("ada",)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("floor follow yes", {"kind": Kind.CONNECTION, "activities": ("floor", "follow")}),
        ("sorry listen plan", {"kind": Kind.REPAIR, "steps": ("sorry", "listen", "plan")}),
        ("distress no", {"kind": Kind.DISTRESS}),
    ],
)
def test_a_moment_has_the_kind_that_its_words_imply(typed: str, fields: dict[str, object]) -> None:
    rating = next((Sensitivity(word) for word in typed.split() if word in {"yes", "no"}), None)
    assert moment(sensitivity=rating, **fields) == to_moment(parsed(typed), moment())


@pytest.mark.parametrize(
    "typed",
    [
        "distress hurt comfort partly later settled tired",
        "connection floor yes settled steady",
        "repair sorry unsure low",
    ],
)
@given(st.data())
def test_words_in_any_order_give_the_same_moment(typed: str, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations([*typed.split(), "@ada"]))
    entry = parse(shuffled, WORDS)
    assert to_moment(parsed(typed), moment()) == to_moment(entry, moment())
    assert entry.children == ("ada",)


@given(st.lists(ANY_WORD, max_size=6), st.data())
def test_the_order_of_words_never_decides_whether_they_go_together(
    typed: list[str], data: st.DataObject
) -> None:
    assert is_refused(typed) == is_refused(data.draw(st.permutations(typed)))


def test_several_words_of_one_vocabulary_keep_the_order_typed_and_stand_once() -> None:
    assert parsed("name hurt comfort name hurt").of("response") == ("name", "comfort")


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("hurt scared", "hurt", "scared"),
        ("hurt comfort floor", "hurt", "floor"),
        ("comfort read", "comfort", "read"),
        ("floor sorry", "floor", "sorry"),
        ("distress floor", "distress", "floor"),
        ("distress connection", "distress", "connection"),
        ("yes partly", "yes", "partly"),
        ("hurt no yes", "no", "yes"),
        ("sorry yes", "sorry", "yes"),
        ("no repair", "repair", "no"),
        ("hurt yes later", "yes", "later"),
        ("not_needed hurt yes", "yes", "not_needed"),
        ("floor partly later", "floor", "later"),
        ("hurt partly later not_yet", "later", "not_yet"),
        ("settled unsure", "settled", "unsure"),
    ],
)
def test_words_that_contradict_each_other_are_both_named(
    typed: str, first: str, second: str
) -> None:
    with pytest.raises(WordsClash) as refused:
        parsed(typed)
    assert [f"“{word}”" in str(refused.value) for word in (first, second)] == [True, True]


@pytest.mark.parametrize("typed", ["hurt", "comfort", "floor", "distress", "yes"])
def test_repairs_contradicts_words_that_belong_to_no_repair(typed: str) -> None:
    with pytest.raises(WordsClash) as refused:
        parsed(typed, repairs="42")
    assert [f"“{word}”" in str(refused.value) for word in ("--repairs", typed)] == [True, True]


def test_a_typed_word_can_contradict_an_option() -> None:
    entry = Entry().add(look_up("hurt", WORDS, "cue"))
    with pytest.raises(WordsClash, match="“hurt” and “scared”"):
        parse(["scared"], WORDS, entry)


@pytest.mark.parametrize("name", VOCABULARIES[1:])
def test_a_word_implies_the_kind_of_its_vocabulary(name: str) -> None:
    assert {IMPLIED.get(name)} == {parsed(word.word).kind for word in WORDS.of(name)}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_can_be_typed_itself(kind: Kind) -> None:
    assert kind == parsed(kind).kind


def test_pointing_at_a_moment_implies_a_repair() -> None:
    assert parsed("tired", repairs="last").kind is Kind.REPAIR


@pytest.mark.parametrize(
    ("typed", "offer", "place"),
    [
        ("hurtt", "Did you mean “hurt” (cue)", "as a word of a moment"),
        ("comfrot", "Did you mean “comfort” (response)", "Free text goes behind -m."),
        ("xyzzy", "“attune words” lists them all.", "I don’t know “xyzzy”"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_and_its_vocabulary(
    typed: str, offer: str, place: str
) -> None:
    with pytest.raises(UnknownWord) as refused:
        parsed(f"hurt {typed} yes")
    assert [part in str(refused.value) for part in (offer, place)] == [True, True]


@pytest.mark.parametrize(
    ("typed", "expected", "sentence"),
    [
        (
            "floor",
            "cue",
            "I don’t know “floor” as a word for cue. Did you mean “floor” (activity)?",
        ),
        ("hurtt", "cue", "I don’t know “hurtt” as a word for cue. Did you mean “hurt” (cue)?"),
        (
            "xyzzy",
            "step",
            "I don’t know “xyzzy” as a word for step. “attune words step” lists them all.",
        ),
    ],
)
def test_an_option_takes_words_of_its_vocabulary_only(
    typed: str, expected: str, sentence: str
) -> None:
    with pytest.raises(UnknownWord) as refused:
        look_up(typed, WORDS, expected)
    assert sentence == str(refused.value)


def test_names_behind_an_at_are_children_each_once_after_those_of_options() -> None:
    entry = parse(["@ben", "hurt", "@Ada", "@ben", "@zoë"], WORDS, Entry(children=("Ada",)))
    assert entry.children == ("Ada", "ben", "zoë")


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("", "kind"),
        ("tired yes", "kind"),
        ("distress", "cue"),
        ("comfort", "cue"),
        ("hurt", "response"),
        ("hurt comfort", None),
        ("connection", "activity"),
        ("floor", None),
        ("repair", "step"),
        ("sorry", None),
    ],
)
def test_only_what_is_missing_and_essential_is_asked(typed: str, what: str | None) -> None:
    assert what == missing(parsed(typed))


@pytest.mark.parametrize("typed", ["", "yes", "tired settled"])
def test_words_that_say_no_kind_are_refused_where_nobody_can_be_asked(typed: str) -> None:
    with pytest.raises(WordsMissing, match="Say what happened"):
        require_kind(parsed(typed))


def test_coming_back_asks_for_a_rating() -> None:
    with pytest.raises(WordsMissing, match="Add “partly” or “no”"):
        require_kind(parsed("hurt later"))


@pytest.mark.parametrize(
    ("typed", "target"),
    [("42", "42"), ("#42", "42"), (" #7 ", "7"), ("last", "last"), ("LAST", "last"), (None, None)],
)
def test_a_repair_points_at_a_number_or_the_last(typed: str | None, target: str | None) -> None:
    assert target == read_target(typed)


@pytest.mark.parametrize("typed", ["first", "-1", "4.2", "４２", "##1", "42 43", "#", "", " "])
def test_a_target_that_is_neither_a_number_nor_the_last_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableNumber):
        read_target(typed)
