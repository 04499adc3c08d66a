"""What people type in need is found, however they say it, and leads to help that there is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.crisis import (
    LOOKED_UP_FILE,
    compiled_crisis,
    concern_named,
    concern_of,
)
from attune_cli.core.people import BANDS
from attune_cli.core.support import read_support
from attune_cli.core.tips.library import read_tips

SAID = {
    "suicide": [
        "suicide", "Suicidal", "suicidal thoughts", "sucide", "kill myself", "want to die",
        "I don’t want to be here", "no reason to live", "better off dead", "end it",
        "ending my life", "overdose", "self-harm", "self harm", "selfharm", "cutting",
        "she cuts herself", "they'd be better off without me", "I want to hurt myself",
    ],
    "danger": [
        "my baby isn't breathing", "choking", "swallowed a battery", "banged her head", "seizure",
        "drowning", "I can’t breathe",
    ],
    "child_hits": ["my son hits me", "my toddler bites me", "my daughter attacks us"],
    "thoughts": [
        "intrusive thoughts", "horrible thoughts about my baby", "thinking of hurting my baby",
        "hearing voices", "losing my mind",
    ],
    "another": [
        "violence", "violent", "abuse", "abusive", "he hits me", "she hurts me", "partner violent",
        "my partner is violent", "afraid of my husband", "fear of my wife", "he shook the baby",
        "dad hits him", "someone hurt my child", "scared of him", "domestic violence",
        "grandpa scared her", "my mother hit me as a child", "uncle put his hand in her pants",
        "daddy locks him in the cellar",
    ],
    "hurting": [
        "hitting", "hit", "shaking", "shake the baby", "hurt my child", "I hit her", "I hit my son",
        "I_hit_them", "smacked", "slapped him", "spanking", "lost it", "losing my temper",
        "snapped", "scared I might hurt", "I scared her", "rough hands", "I hate my baby",
        "nearly dropped the baby", "frighten", "rage", "strangle", "out of control",
    ],
    "coping": [
        "I can't cope", "I can’t cope", "I cannot cope", "not coping", "can't go on",
        "can’t do this anymore", "had enough", "breaking point", "give up", "help me",
        "at the end of my rope", "overwhelmed", "he won’t stop crying", "want to run away",
        "nobody helps me", "desperate", "need help", "crisis",
    ],
    "low": ["hopeless", "depressed", "worthless", "I am a bad parent", "postnatal", "no hope"],
}  # fmt: skip
NEVER_MEANT = [
    "bedtime", "banana", "hurt", "scared", "told_no", "copy a sound", "homework", "milkshake",
    "death", "died", "swing", "hug", "tired", "low", "yellow sock", "story", "drop one demand",
    "tantrum", "weekend", "white hair", "hard day", "lie down", "doctor", "left out", "angry",
    "crying", "sad", "soup", "shadow", "Come down to their height", "what a fright", "sharing",
    "needs a safe place first", "held his hand, changed his pants",
    "locked the shed", "xyzzy", "school", "lost toy", "hitch", "shape", "diet", "",
]  # fmt: skip
EACH = [(name, text) for name, texts in SAID.items() for text in texts]
IN_ANY_ORDER = [(name, text) for name, text in EACH if "of him" not in text]
TIPS = {tip.id: tip for tip in read_tips()}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_in_need_is_found(name):
    found = {text: concern_of(text) for text in SAID[name]}
    assert {} == {text: one for text, one in found.items() if one is None or one.name != name}


def test_what_is_said_every_day_is_not():
    assert [] == [text for text in NEVER_MEANT if concern_of(text) is not None]


@given(
    st.sampled_from(IN_ANY_ORDER), st.randoms(), st.sampled_from("'’‘`ʼ"), st.sampled_from(" _-\t")
)
def test_the_order_of_words_their_case_and_the_kind_of_apostrophe_make_no_difference(
    said: tuple[str, str], order: random.Random, apostrophe: str, between: str
) -> None:
    name, text = said
    words = text.replace("'", apostrophe).replace("’", apostrophe).upper().split()
    order.shuffle(words)
    assert name == concern_of(between.join(words)).name


def test_each_concern_has_a_tip_for_each_age():
    ages = {name: {b for id_ in concern_named(name).tips for b in TIPS[id_].bands} for name in SAID}
    assert {} == {name: set(BANDS) - found for name, found in ages.items() if set(BANDS) - found}


@pytest.mark.parametrize("name", SAID)
def test_the_lines_and_contacts_of_a_concern_are_in_the_texts_of_support(name):
    concern, support = concern_named(name), read_support()
    contacts = {*concern.contacts, *support.looked_for.contacts}
    assert (True, True) == (
        set(concern.also) <= set(support.help_now.also),
        contacts <= {contact.name for contact in support.contacts},
    )


def test_what_is_looked_up_is_what_is_written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        LOOKED_UP_FILE.write_text(compiled_crisis(), encoding="utf-8")
    assert compiled_crisis() == LOOKED_UP_FILE.read_text(encoding="utf-8")
