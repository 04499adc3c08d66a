"""Plain speech: a caregiver who tells that they hurt a child is never passed over."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune_cli.core.speech.harm import HARM_FILE, compiled, made_of, speaks_of_harm
from attune_cli.core.speech.line import Line
from attune_cli.core.vocabulary import FRIGHTEN
from harm import digest, held_out, learnt, told, written
from plain_speech import lines, reading

BY_ME = ["I", "i lost it and", "he bit me so i", "she cried and cried and i", "today i", "we"]
ACTS = [
    "shook", "hit", "slapped", "smacked", "spanked", "punched", "kicked", "choked", "strangled",
    "threw", "dragged", "grabbed", "squeezed", "pinched", "whacked", "flogged", "shoved", "yanked",
]  # fmt: skip
CHILDREN = [
    "him", "the baby", "my baby", "our baby girl", "my son", "my little boy", "my two-year-old",
    "my 3 year old", "my eldest", "the kids", "one of the twins", "my screaming toddler",
    "our newborn", "mia", "my own child", "the little one", "my teenage son", "both kids",
    "a child in my class", "my stepdaughter",
]  # fmt: skip
TAILS = [
    "", "because she would not stop crying", "hard", "again today", "so hard it left a mark",
    "when he would not sleep", "at bedtime", "and then i cried", "after she hit me",
]  # fmt: skip


def told_of_fear(text: str) -> str:
    """Return whether a line is taken for a scare or a hurt, or asks about it."""
    found = reading(text)
    if FRIGHTEN in {one.word.word for one in (*found.taken, *found.repair)}:
        return "taken"
    is_asked = any(FRIGHTEN in {word.word for word in q.choices} for q in found.questions)
    return "asked" if is_asked else "passed over"


@settings(max_examples=400)
@given(*map(st.sampled_from, (BY_ME, ACTS, CHILDREN, TAILS)))
def test_whoever_says_that_they_hurt_a_child_is_heard(who, act, child, tail):
    assert "passed over" != told_of_fear(f"{who} {act} {child} {tail}")


@settings(max_examples=100)
@given(*map(st.sampled_from, (ACTS, CHILDREN[2:8], TAILS)))
def test_who_hurt_my_child_is_asked_where_nobody_is_named(act, child, tail):
    assert "asked" == told_of_fear(f"{act} {child} {tail}")


@pytest.mark.parametrize(
    "text",
    [
        "I shook the baby because she would not stop crying",
        "after hours of crying i shook the baby",
        "I shook my daughter hard",
        "i lost it and shook the baby, then said sorry",
        "I hit him on the head",
        "i whacked him round the head",
        "i hit my baby's hand",
        "i smacked my son's bottom",
        "i flogged him for lying",
        "i gripped his arm too tight",
        "i put her down in the crib harder than i should",
        "i gave him a hiding",
        "told him bogeyman come if not sleep",
        "i locked my daughter in the cellar",
        "i was rough with the baby",
        "he is afraid of my voice now",
        "during the movie I slapped Mia because she talked",
        "asked if he would stop crying and I shook him",
        "I dreamed that I fell and then I hit him",
        "I dreamed badly and hit Leo in the morning",
        "he choked on his drink and I slapped him on the back of the head",
        "I have beaten my child today because he has lied",
    ],
)
def test_what_hurts_or_frightens_is_taken_where_it_is_said(text):
    assert "taken" == told_of_fear(text)


@pytest.mark.parametrize(
    "text",
    [
        "i hit her head",
        "i banged his head on the wall",
        "i burnt my son with the kettle",
        "i dropped the baby on her head",
        "hit him on the head",
        "threw the baby on the bed",
        "raised my palm, she flinched",
        "belt came out",
        "I elbowed Mia in the dark by mistake",
        "slapped the youngest",
        "played dodgeball, I hit Leo twice",
        "held her hand on the hot radiator",
        "the teacher pulled his ear in front of the class",
        "carried him out by one arm",
        "hit the little fella this morning",
        "knocked their heads together",
        "threw a plate at the wall and they ran away",
        "jerked her arm crossing",
        "screamed in his face",
    ],
)
def test_what_may_have_been_a_mishap_or_somebody_elses_is_asked(text):
    assert "asked" == told_of_fear(text)


@pytest.mark.parametrize(
    "text",
    [
        "i hit my head and my son laughed",
        "she hit her head and i held the baby",
        "i shook the bottle and fed the baby",
        "i beat my son at chess",
        "i threw my son in the air",
        "i pushed the baby in the pram",
        "i grabbed my keys",
        "i nearly shook the baby",
        "i want to shake the baby",
        "the dog bit my son",
        "a boy hit my daughter",
        "a ball hit her on the head",
        "hit his little sister",
        "he hit her on the head",
        "buttons beat her. did it for her.",
        "said i was sorry, told him I hurt him",
        "I shook his hand when he got his badge",
        "he choked on a grape and I slapped his back until it came out",
        "I grabbed his hand because a car came",
        "I snatched her up before the bike hit her",
        "dreamed that I hit him, woke up awful",
        "what if I hurt her one day, I thought",
        "scared that I might hurt him while cutting his nails",
        "afraid ill hurt my baby",
        "I hurt her feelings, said sorry",
        "dragged him on the sledge right up the hill",
        "yanked him back from the platform edge",
        "belted her into her new car seat",
        "he asked if I would ever hit him and I said no, never",
        "explained to her that nobody may hit her",
        "we watched a film where the dad hits the boy and talked about it",
        "got smacked in the mouth by a toddler again",
        "dragged the mattress into the living room for a sleepover",
        "put a hand on his shoulder",
    ],
)
def test_what_only_sounds_like_it_is_none(text):
    assert "passed over" == told_of_fear(text)


@pytest.mark.parametrize(
    ("text", "is_dangerous"),
    [
        ("shook baby to stop crying", True),
        ("hit him on the head", True),
        ("threw the baby on the bed", True),
        ("pinched my son", False),
        ("I shook the baby", False),  # nothing is asked: all of the page is shown
        ("hit his sister", False),
    ],
)
def test_a_question_about_what_may_be_a_bad_injury_says_so(text, is_dangerous):
    assert is_dangerous == reading(text).is_dangerous


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("fell, hugged my little boy, he calmed down", "comfort"),
        ("fell, held the baby", "comfort"),
        ("told no, hugged my three year old", "comfort"),
        ("she lashed out at me", "lash_out"),
    ],
)
def test_a_noun_for_the_child_is_read_as_him_and_her_are(text, word):
    assert word in [one.word.word for one in reading(text).taken]


def test_the_weights_of_harm_are_learnt_from_the_lines_that_there_are(
    request: pytest.FixtureRequest,
) -> None:
    if request.config.getoption("--golden"):
        text = compiled(learnt(*told()), digest(*told()))
        HARM_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert digest(*told()) == made_of()


def test_what_only_lines_of_harm_say_speaks_for_harm() -> None:
    weights = learnt(3 * ["thrummed him"], 3 * ["sang to him"])
    assert weights["thrum"] > 0 > weights["sing"]


AMONG_OTHERS = [
    "{}",
    "fell and cried, {}",
    "told no at bedtime, she cried, I held her and we read a story, {}",
    "Leo hit me so {}",
    "{}. Then we had a bath and a story and she slept",
]


@pytest.mark.parametrize("told_with", AMONG_OTHERS)
@pytest.mark.parametrize(
    "text",
    [
        "tied a scarf over her mouth to make her quiet",
        "he was pushed under by her uncle and held there till he choked",
        "I made him drink the vinegar for lying",
        "I squeezed her throat for a moment",
        "I drove at the wall screaming that we would all die",
    ],
)
def test_harm_that_no_phrase_foresees_is_heard_whatever_stands_beside_it(text, told_with):
    line = told_with.format(text)
    assert reading(line).in_need or told_of_fear(line) != "passed over"


@pytest.mark.parametrize("told_with", AMONG_OTHERS)
def test_most_lines_of_harm_by_other_writers_are_heard_whatever_stands_beside_it(told_with) -> None:
    harm, _ = held_out()
    several = [told_with.format(text) for text in harm]
    heard = [
        text for text in several if reading(text).in_need or told_of_fear(text) != "passed over"
    ]
    assert len(heard) >= 0.8 * len(harm)


def test_few_ordinary_lines_by_other_writers_are_taken_for_harm() -> None:
    texts = [
        line["text"]
        for line in (*lines("held_out_3"), *lines("held_out_7"))
        if not {FRIGHTEN} & {*line.get("responses", []), *line.get("also_responses", [])}
    ]
    assert len([text for text in texts if reading(text).in_need]) <= 0.06 * len(texts)


def test_no_line_held_out_is_nearly_one_that_is_learnt_from() -> None:
    def words(several: list[str]) -> list[set[str]]:
        return [{token.word for token in Line(text).tokens} for text in several]

    learnt_from, kept = words(written()), words([*chain(*held_out())])
    near = [
        one
        for one in kept
        if any(len(one & other) >= 0.7 * len(one | other) for other in learnt_from)
    ]
    assert [] == near


@pytest.mark.parametrize(
    "text", ["ada hits me, I held her", "my son hit me in the face, I moved away", "he kicks me"]
)
def test_a_child_who_hits_is_no_harm_to_a_child(text):
    assert not speaks_of_harm(text)


def test_words_of_the_vocabulary_alone_are_never_taken_for_harm() -> None:
    terse = "scared frighten punish"
    assert (True, False) == (speaks_of_harm(terse), reading(terse).in_need)
