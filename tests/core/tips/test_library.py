"""The library of tips: its form, coverage, words and readability."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import TIP_KINDS, Tip, read_tips
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary
from bench.reading import END_OF_SENTENCE, grade
from bench.tips import KIND, LEFT_OUT, SERVED, cells, grades

TIPS = read_tips()
FEWEST, HARDEST_GRADE, LONGEST_TITLE, LONGEST_SENTENCE = 110, 7, 7, 25
VOCABULARIES_OF = {
    "distress": {"cue", "response"},
    "connection": {"activity"},
    "repair": {"step"},
    "self": {"state"},
}
OPTIONAL = {"support", "say", "say_for", "say_if"}
ARTICLE = "Downs, Parenting: Building Secure and Connected Relationships with Your Children"
# Only `why` may speak of mothers, where it says whom a study looked at.
TAKEN_FOR_GRANTED = re.compile(
    r"\b(?:mothers?|mom(?:s|my|mies)?|mum(?:s|my|mies)?|mamas?|dad(?:s|dy|dies)?|fathers?)\b",
    re.IGNORECASE,
)
STUDIES_OF_MOTHERS = re.compile("Zalewski|Repetti & Wood|Allen and|Fivush|Woodhouse")
# Orders; blame; diagnoses and norms; promises; and names for children.
NEVER_SAID = re.compile(
    r"\b(?:should(?:n['’]t)?|must(?:n['’]t)?|ought|always|never"
    r"|fail(?:ed|ing|ure|ures|s)?|bad (?:parent|caregiver)s?|your (?:own )?fault|guilty?"
    r"|ashamed of you|neglect\w*|damag\w*"
    r"|(?:in)?secur(?:e|ely) attach\w*|attachment|disorder\w*|diagnos\w*|symptom\w*|trauma\w*"
    r"|depress\w*|adhd|autis\w*|dysregulat\w*|disturbed|patholog\w*|(?:ab)?normal(?:ly)?|delay(?:ed|s)?"
    r"|prove[ns]?|proof|guarantee\w*|cures?|fix(?:es)? your child"
    r"|naught\w*|bratt?\w*|spoil(?:ed|t|s)?|manipulat\w*|misbehav\w*|attention[- ]seek\w*"
    r"|good (?:boy|girl)s?|bad (?:boy|girl|child)\w*)\b",
    re.IGNORECASE,
)
# Danger, and the tips that speak of it: where to turn belongs below each of them.
GRAVE = re.compile(
    r"\b(?:emergency number|helpline today|end their life|ending your life|crisis line"
    r"|step out|might hurt|shook)\b"
)


def spoken(tip: Tip) -> str:
    return f"{tip.title} {tip.do} {tip.example} {tip.why} {tip.say}"


def repeated(parts: list[str]) -> list[str]:
    return [part for part, times in Counter(part.casefold() for part in parts).items() if times > 1]


def test_there_are_at_least_a_hundred_and_ten_tips() -> None:
    assert len(TIPS) >= FEWEST


@pytest.mark.parametrize("part", ["id", "title", "do", "example", "why", "say"])
def test_no_two_tips_say_the_same(part: str) -> None:
    assert [] == repeated([text for tip in TIPS if (text := getattr(tip, part))])


def test_no_two_tips_share_a_sentence() -> None:
    sentences = [
        sentence.strip()
        for tip in TIPS
        for part in (tip.do, tip.example, tip.why)
        for sentence in END_OF_SENTENCE.split(part)
        if len(sentence.split()) > 3
    ]
    assert [] == repeated(sentences)


def those(is_wrong: Callable[[Tip], object]) -> list[str]:
    return [tip.id for tip in TIPS if is_wrong(tip)]


def test_every_part_of_a_tip_is_there() -> None:
    missing = [(tip.id, name) for tip in TIPS for name, part in tip._asdict().items() if not part]
    assert [] == [(id_, name) for id_, name in missing if name not in OPTIONAL]


def test_a_title_has_at_most_seven_words() -> None:
    assert [] == those(lambda tip: len(tip.title.split()) > LONGEST_TITLE)


def test_what_to_do_is_said_in_two_to_four_sentences() -> None:
    assert [] == those(lambda tip: len(END_OF_SENTENCE.findall(tip.do)) not in {2, 3, 4})


def test_no_sentence_has_more_than_twenty_five_words() -> None:
    texts = [(tip.id, text) for tip in TIPS for text in (tip.do, tip.example, tip.why)]
    sentences = [(id_, one) for id_, text in texts for one in END_OF_SENTENCE.split(text)]
    assert [] == [(id_, one) for id_, one in sentences if len(one.split()) > LONGEST_SENTENCE]


def test_why_is_said_in_one_sentence() -> None:
    assert [] == those(lambda tip: len(END_OF_SENTENCE.findall(tip.why)) != 1)


def test_everything_fits_on_a_line_of_its_own() -> None:
    assert [] == those(lambda tip: len(spoken(tip).splitlines()) != 1)


def test_a_tip_goes_with_words_of_the_vocabularies_of_its_kind() -> None:
    known = vocabulary().words
    places = [
        (tip.id, word, known[word].vocabulary if word in known else None, tip.kind)
        for tip in TIPS
        for word in tip.fits
        if not (word == FRIGHTEN and tip.support)  # help after fear is of every kind
    ]
    assert [] == [place for place in places if place[2] not in VOCABULARIES_OF[place[3]]]


def test_a_tip_goes_with_each_word_once() -> None:
    assert [] == those(lambda tip: repeated(list(tip.fits)))


def test_a_tip_fits_ages_that_are_known_in_their_order() -> None:
    assert [] == those(lambda tip: tuple(band for band in BANDS if band in tip.bands) != tip.bands)


def test_a_tip_is_named_after_its_first_age_or_after_many() -> None:
    assert [] == those(lambda tip: not tip.id.startswith((f"{tip.bands[0]}-", "any-", "older-")))


def test_a_tip_gives_no_orders_blame_or_verdict_and_takes_no_caregiver_for_granted() -> None:
    found = [(tip.id, word) for tip in TIPS for word in NEVER_SAID.findall(spoken(tip))]
    advice = [(tip.id, f"{tip.title} {tip.do} {tip.example} {tip.say}") for tip in TIPS]
    found += [(id_, word) for id_, text in advice for word in TAKEN_FOR_GRANTED.findall(text)]
    assert [] == found


def test_a_study_of_mothers_is_said_to_be_one() -> None:
    studies = [tip for tip in TIPS if STUDIES_OF_MOTHERS.search(tip.source)]
    told = [tip for tip in TIPS if TAKEN_FOR_GRANTED.search(tip.why)]
    assert [tip.id for tip in studies] == [tip.id for tip in told]


# What can go wrong with small children, and what has to stand beside it in the same tip.
YOUNG = {"infant", "toddler", "preschooler"}
HAZARDS = {
    r"\bcots?\b": r"cot \(crib\)",
    r"\bin the bath\b|\btub\b|\bpool\b": r"\bOut of the bath\b|within reach",
    r"\bapples?\b|\bgrapes?\b|\bnuts\b|\bpopcorn\b|\bsweets\b": r"\bcut\b",
    r"\bsofas?\b|\barmchairs?\b": r"\bdangerous\b",
    r"\b(?:lie|lying) (?:still|close|beside)\b|\bagainst your chest\b": r"\bawake\b",
    r"\bclose the door\b|\block the door\b": r"\bnobody\b",
    r"\bwhile you drive\b|\bcar window\b|\bin the car\b": r"\bparked\b|for yourself",
    r"\bstove\b|\boven\b": r"\bstay with them\b",
    r"\bnappy change\b|\bwipe or strap\b": r"\bhand on them\b",
    r"\bknife\b": r"\bblunt\b|\brocker\b",
}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_what_can_hurt_a_child_is_never_named_without_what_keeps_them_safe(hazard: str) -> None:
    is_hot = "stove" in hazard  # which older ones are near, too
    texts = {tip.id: spoken(tip) for tip in TIPS if is_hot or YOUNG & set(tip.bands)}
    named = {id_: text for id_, text in texts.items() if re.search(f"(?i){hazard}", text)}
    safe = f"(?i){HAZARDS[hazard]}"
    assert [] == [id_ for id_, text in named.items() if not re.search(safe, text)]


def test_where_to_turn_stands_below_every_tip_that_speaks_of_danger() -> None:
    grave = [tip.id for tip in TIPS if GRAVE.search(spoken(tip)) and not tip.support]
    assert [] == grave


@pytest.mark.parametrize("table", [KIND, *SERVED])
def test_every_age_has_a_tip_for_every_word_but_those_left_out_on_purpose(table: str) -> None:
    wanted = [cell for cell in cells(TIPS) if cell.table == table and not cell.left_out]
    assert [] == [cell for cell in wanted if not cell.tips]


def test_what_is_left_out_on_purpose_is_left_out() -> None:
    left_out = {(cell.word, cell.band): cell.tips for cell in cells(TIPS) if cell.left_out}
    assert dict.fromkeys(LEFT_OUT, 0) == left_out


@pytest.mark.parametrize(
    ("word", "band"),
    [
        ("body", "infant"),
        ("hurt", "toddler"),
        ("left_out", "preschooler"),
        ("floor", "toddler"),
        ("talk", "school-age"),
        ("talk", "teen"),
        ("sorry", "teen"),
        ("feelings", "teen"),
        ("listen", "teen"),
        *(("low", band) for band in BANDS),  # the majority, not every one
    ],
)
def test_what_the_article_names_is_here_with_its_name(word: str, band: str) -> None:
    named = [tip for tip in TIPS if word in tip.fits and band in tip.bands]
    assert any(ARTICLE in tip.source for tip in named)


@pytest.mark.parametrize("kind", [*TIP_KINDS, "all"])
def test_the_tips_read_at_grade_seven_or_below_on_average(kind: str) -> None:
    assert grades(TIPS)[kind] <= HARDEST_GRADE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat.", 0.39 * 3 + 11.8 * 3 / 3 - 15.59),
        ("“Water!” … She’s asleep.", 0.39 * 3 / 2 + 11.8 * 5 / 3 - 15.59),
        ("Grrblewoffle one.", 0.39 * 2 + 11.8 * (2 + 1) / 2 - 15.59),
    ],
)
def test_a_grade_weighs_words_a_sentence_and_syllables_a_word(text: str, expected: float) -> None:
    assert expected == pytest.approx(grade(text))
