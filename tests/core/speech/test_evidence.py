"""Evidence: what the words of a line speak for is learnt from lines, and adds no deed."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import Kind
from attune_cli.core.speech.evidence import (
    CUES,
    EVIDENCE_FILE,
    KINDS,
    MADE_OF,
    RATINGS,
    Evidence,
    compiled,
    made_of,
)
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.table import KeyedTable
from attune_cli.core.speech.taken import Reading
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary
from core.factory import SIGNS
from evidence import DEEDS, digest, learnt, signs
from plain_speech import CAREGIVERS, CHILDREN, LEARNT, NOW, lines, reading

HELD = {"half": "seen", "kind": "distress", "responses": ["comfort"]}
RATED = {"grand": "yes", "dire": "no"}


def evidence_of(weights: dict[str, dict[str, int]]) -> Evidence:
    text = compiled(weights).encode()
    return Evidence(KeyedTable(lambda: BytesIO(text)))


def weighed(text: str, weights: dict[str, dict[str, int]], kind: Kind | None = None) -> Reading:
    table = evidence_of(weights)
    known = (vocabulary(), lexicon(), NOW, CHILDREN, CAREGIVERS)
    return read_line(text, *known, weights=lambda: table, kind=kind)


def words(found: Reading) -> set[str]:
    return {one.word.word for one in (*found.taken, *found.repair)}


def test_the_evidence_is_learnt_from_the_lines_that_there_are(
    request: pytest.FixtureRequest,
) -> None:
    several = [*lines("seen"), *lines(LEARNT)]
    if request.config.getoption("--golden"):
        text = compiled(learnt(several), digest(several))
        EVIDENCE_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert digest(several) == made_of()


def test_what_is_learnt_is_what_the_lines_say() -> None:
    told = [
        {"text": "held her, grand", "rating": "yes"},
        {"text": "held her, dire", "rating": "no"},
    ]
    weights = learnt([{**line, **HELD} for line in 3 * told])
    assert weights["$=dire"]["no"] > 0 > weights["$=grand"]["no"]


def test_evidence_speaks_of_words_that_there_are() -> None:
    _, *lines_there = EVIDENCE_FILE.read_text("utf-8").splitlines()
    told = [line.split("\t")[1:] for line in lines_there if not line.startswith(MADE_OF)]
    said = {word for fields in told for field in fields for word in field.split()[::2]}
    deeds = {word.word for place in DEEDS for word in vocabulary().of(place)}
    assert said <= {*KINDS, *CUES, *RATINGS, *deeds}


def test_weak_words_that_say_several_things_are_asked_about_where_evidence_says_nothing() -> None:
    (question,) = weighed("curfew, contact, she cried", {}).questions
    assert ["told_no", "apart"] == [word.word for word in question.choices]


def test_every_cue_can_be_weighed() -> None:
    assert set(CUES) == {word.word for word in vocabulary().of("cue")}


@pytest.mark.parametrize(
    ("text", "weights", "expected"),
    [
        ("fell over, held her", {"fall": {"scared": 900}}, {"scared", "comfort"}),
        ("fell over, held her", {"hold": {"comfort": -900}}, {"hurt"}),
        ("fell over, held her", {"$her": {"yes": 900}}, {"hurt", "comfort"}),
        ("fell over, held her, zut", {"$zut": {"no": 900}}, {"hurt", "comfort", "no"}),
        ("hugged her on the sofa", {"sofa": {"distress": 900}}, {"comfort"}),
    ],
)
def test_evidence_decides_what_is_clear(
    text: str, weights: dict[str, dict[str, int]], expected: set[str]
) -> None:
    assert expected == words(weighed(text, weights))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("left out at school, held her", "left_out"), ("meltdown at school, held her", "frustrated")],
)
def test_a_reason_by_its_own_name_or_the_persons_synonym_is_not_weighed_away(
    text: str, expected: str
) -> None:
    table = evidence_of({"school": {"worry": 900, "distress": 900}})
    own = vocabulary().with_own((), {"meltdown": "frustrated"})
    found = read_line(text, own, lexicon(), NOW, CHILDREN, CAREGIVERS, weights=lambda: table)
    assert ({expected, "comfort"}, ()) == (words(found), found.other_cues)


@pytest.mark.parametrize(
    "text",
    [
        "uncle put his hand in her pants, she told me and I held her",
        "I want to hurt myself, ada cried and I held her",
        "she swallowed pills at school, I held her",
    ],
)
def test_where_a_line_speaks_of_need_nothing_is_guessed(text: str) -> None:
    every = {sign: {"worry": 900, "distress": 900} for sign in ("them", "hold", "i", "and")}
    found = weighed(text, every)
    assert (False, (), None) == ("worry" in words(found), found.other_cues, found.likely)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"scared": 300}, []),
        ({"scared": 300, "apart": 290, "body": 100}, ["apart"]),
        ({"scared": 300, "apart": 290, "worry": 280, "body": 270, "change": 260},
         ["apart", "worry", "body"]),
    ],
)  # fmt: skip
def test_what_else_it_was_about_is_told_where_evidence_is_not_clear(
    weights: dict[str, int], expected: list[str]
) -> None:
    found = weighed("a bad dream, held her", {"dream": weights})
    assert expected == [word.word for word in found.other_cues]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"distress": 900}, None),
        ({"distress": 900, "connection": 800, "repair": 850}, Kind.REPAIR),
        ({"distress": 900, "connection": 850, "no_moment": 870}, Kind.CONNECTION),
    ],
)
def test_what_other_kind_it_may_be_is_told_where_evidence_is_not_clear(
    weights: dict[str, int], expected: Kind | None
) -> None:
    assert expected is weighed("a bad dream, held her", {"dream": weights}).other_kind


def test_of_what_frightened_a_child_no_other_kind_is_offered() -> None:
    near = {"distress": 900, "connection": 890}
    assert weighed("smacked her hand", {"hand": near}).other_kind is None


def test_a_kind_that_was_said_is_that_of_the_line() -> None:
    weights = {"dream": {"distress": 900}, "=cuddle": {"cuddle": 300}}
    found = weighed("a bad dream, held her", weights, Kind.CONNECTION)
    assert ({"cuddle"}, None) == (words(found), found.other_kind)


def test_where_no_deed_is_known_the_likeliest_are_told_and_none_is_taken() -> None:
    weights = {"zorp": {"stay": 90, "comfort": 20, FRIGHTEN: 500, "allow": 50}}
    found = weighed("she fell, zorp", weights)
    likely = [word.word for word in found.likely_deeds]
    assert ({"hurt"}, ["stay", "allow", "comfort"]) == (words(found), likely)


def test_where_a_deed_is_known_no_other_is_guessed() -> None:
    assert () == weighed("she fell, held her, zorp", {"zorp": {"stay": 90}}).likely_deeds


@pytest.mark.parametrize(
    ("text", "weight", "expected"),
    [
        ("daycare dropoff tears", 50, {"apart"}),
        ("daycare dropoff tears", 300, {"distress"}),
        ("missed daddy, daycare tears", 300, {"apart"}),
    ],
)
def test_a_cue_that_words_only_hint_at_is_left_open_where_evidence_is_against_it(
    text: str, weight: int, expected: set[str]
) -> None:
    assert expected == words(weighed(text, {"daycar": {"unclear": weight}}))


@pytest.mark.parametrize(("weight", "expected"), [(900, Kind.DISTRESS), (20, None), (-900, None)])
def test_a_line_of_no_known_phrase_is_told_as_what_its_words_clearly_speak_for(
    weight: int, expected: Kind | None
) -> None:
    found = weighed("glumph zorb", {"glumph": {"distress": weight}})
    assert (expected, ()) == (found.likely, found.taken)


@pytest.mark.parametrize("text", ["hugged her on the sofa", "he hit her", "she shook", "threw it"])
def test_no_fear_is_taken_by_evidence(text: str) -> None:
    every = {sign: {FRIGHTEN: 900, "distress": 900} for sign in signs(text)}
    assert FRIGHTEN not in words(weighed(text, every))


def test_what_frightened_a_child_is_not_weighed_away() -> None:
    every = {sign: {FRIGHTEN: -900, "connection": 900} for sign in signs("I smacked her hand")}
    assert words(weighed("I smacked her hand", {})) == words(weighed("I smacked her hand", every))


@given(st.sampled_from(lines("seen")))
def test_no_response_is_taken_but_where_a_phrase_says_it(line: dict[str, str]) -> None:
    found = {one.word.word for one in reading(line["text"]).taken if one.word.stance}
    several = signs(line["text"])  # none where evidence isn't asked
    assert not several or found <= {sign[1:] for sign in several if sign[0] in "~="}


@given(st.text(SIGNS, max_size=40))
def test_a_line_of_no_known_phrase_is_no_moment(text: str) -> None:
    several = signs(text)  # none where evidence isn't asked, as for “cry” alone
    has_phrase = not several or any(sign[0] == "~" for sign in several) or reading(text).is_terse
    assert has_phrase or set() == words(reading(text)) - set(RATINGS)


def test_an_activity_that_the_line_speaks_against_is_left_out() -> None:
    line = "played lego, garden zorp"
    assert "floor" in words(weighed(line, {}))
    assert "floor" not in words(weighed(line, {"zorp": {"floor": -900}}))


def test_a_calm_time_without_a_known_activity_is_what_its_words_are_clear_about() -> None:
    weights = {"zorp": {"connection": 900, "outing": 900}}
    assert "outing" in words(weighed("a happy zorp", weights, Kind.CONNECTION))


def test_no_response_is_made_up_however_clear_the_words_are() -> None:
    assert {"hurt"} == words(weighed("she fell, zorp", {"zorp": {"comfort": 900}}))


def test_of_what_was_hard_it_is_asked_where_evidence_doubts_it() -> None:
    doubted = {"zorp": {"punish": -150, "distress": 300}}
    (question,) = weighed("she cried at the zorp, snapped about that", doubted).questions
    assert ["punish"] == [word.word for word in question.choices]


@pytest.mark.parametrize("text", ["she cried at the zorp and I snapped", "I yelled at her, zorp"])
def test_what_a_caregiver_says_that_they_did_no_evidence_takes_away(text: str) -> None:
    assert "punish" in words(weighed(text, {"zorp": {"punish": -900, "distress": 300}}))


@pytest.mark.parametrize(("worry", "expected"), [(40, {"left_out"}), (70, set()), (200, {"worry"})])
def test_a_cue_that_evidence_doubts_is_left_open_until_another_is_clear(
    worry: int, expected: set[str]
) -> None:
    weights = {"zorp": {"worry": worry, "distress": 300}}
    found = words(weighed("she was so jealous at the big zorp, held her", weights))
    assert expected == found & set(CUES)
