"""Plain speech: what was nearly done is not taken as done, and what was done is never hidden."""

import pytest

from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.taken import About
from attune_cli.core.vocabulary import UNSUPPORTIVE, vocabulary
from plain_speech import NOW, reading

WORDS = vocabulary()
NOT_DONE = [
    "could have hit him", "coulda hit him", "could of smacked her", "I could just slap him",
    "nearly smacked him", "very nearly slapped her", "almost threw the phone", "damn near hit her",
    "I near hit him", "nearly I hit him", "almost I yelled at him", "just about smacked him",
    "was about to scream at her", "I was about to scream", "was about to hit him",
    "was just about to slap her when dad came in", "was gonna hit her", "was ready to hit him",
    "was close to hitting him", "I was close to hit him", "I came so close to slapping her",
    "came within an inch of smacking him", "I was this close to slapping her",
    "on the verge of yelling at him", "on the brink of yelling at her", "seconds from yelling",
    "wanted to shake her", "I wanted so badly to shake her", "made me want to hit him",
    "felt like slapping", "I feel like hitting her", "felt like screaming at him",
    "had the urge to slap him", "resisted the urge to smack her", "tempted to yell at her",
    "thought about smacking", "I was thinking of slapping her", "considered smacking him",
    "imagined slapping her", "pictured myself hitting him", "dreamed of smacking him",
    "would've yelled", "woulda slapped her", "I would of hit him", "I’d have smacked him",
    "stopped myself before I hit her", "stopped myself hitting him", "held back from yelling",
    "managed not to hit him", "refrained from smacking him", "narrowly avoided slapping her",
    "walked away before I hit him", "left so I wouldn't hit him", "before I could hit him I left",
    "caught myself about to smack her", "went to smack her but stopped",
    "went to slap him but I didn't", "was fit to slap him",
    "my hand itched to slap her", "fixing to smack him", "liked to have slapped her",
    "sat on my hands not to slap her", "half a mind to smack him", "was told to smack her",
    "I was afraid I would hit him", "scared I'd hit her", "worried I was going to hit her",
    "rather than smack her I walked out", "prevented myself to hit him", "I did not wanted to hit",
    "a hair's breadth from smacking him", "i wanna smack him so bad", "i cld have slapped him",
    "i was gunna smack him", "i was about 2 hit him", "I'd love to smack her",
    "my first thought was to slap her", "I did not yet yell at him",
    "I wouldn't yell at them", "I couldn't yell at him", "I felt like yelling at her",
    "bit my tongue so I didn't yell", "bit my lip, nearly snapped",
    "raised my hand to smack him but stopped", "wish I could smack him", "might slap her one day",
    "looked at me like I'd slapped him", "cried as if I had hit her", "as though I'd smacked him",
    "told him to hit back", "i said hit them back",
]  # fmt: skip
DONE = {
    "I smacked him": "frighten",
    "like an idiot I smacked him": "frighten",
    "I was like no and I smacked him": "frighten",
    "I only slapped her once": "frighten",
    "I slapped her lightly": "frighten",
    "I hit him twice": "frighten",
    "wanted to hug him but yelled at him": "punish",
    "I wanted to stay calm but I smacked him": "frighten",
    "I didn't mean to hit him": "frighten",
    "never meant to yell at him": "punish",
    "I hadn't meant to hit her": "frighten",
    "I didn't want to yell at her but I did": "punish",
    "I was about to yell, and I did": "punish",
    "couldn't stop myself from yelling at her": "punish",
    "couldn't help yelling at him": "punish",
    "couldn't not yell at her": "punish",
    "I couldn't hold back and slapped her": "frighten",
    "wish I hadn't yelled at her": "punish",
    "I wish I'd never smacked her": "frighten",
    "should never have yelled at her": "punish",
    "I regret slapping her": "frighten",
    "wouldn't have yelled if I had slept": "punish",
    "not only yelled but laughed at her": "punish",
    "almost immediately yelled at him": "punish",
    "almost never yell but I yelled at her": "punish",
    "nearly cried after I smacked her": "frighten",
    "was about to leave and then I slapped her": "frighten",
    "I was close to tears and yelled at her": "punish",
    "without thinking I smacked him": "frighten",
    "before I knew it I had slapped her": "frighten",
    "almost hit him then I did hit him": "frighten",
    "he made me hit him": "frighten",
    "she made me yell at her": "punish",
    "I promised never to hit her but I did": "frighten",
    "before I could stop myself I'd slapped her": "frighten",
    "I could have stopped but I slapped her": "frighten",
    "instead of walking away I hit him": "frighten",
    "I tried but I couldn't stop yelling at them": "punish",
    "if he hadn't run I wouldn't have hit him": "frighten",
    "I can't believe I hit her": "frighten",
    "I told him three times before I hit him": "frighten",
}
OPEN = {
    "might have slapped her": ["frighten", "lash_out"],
    "might have slapped her a bit too hard": ["frighten"],
    "I may have smacked him": ["frighten"],
    "I might of hit her": ["frighten"],
    "barely slapped him": ["frighten", "lash_out"],
    "I hardly hit him": ["frighten"],
    "I may have hit him but I didn't mean to": ["frighten"],
    "I might have slapped her but I held her after": ["frighten"],
    "I didn't hit him hard": ["frighten"],
    "raised my hand to smack him": ["frighten", "lash_out"],
    "I went to smack her": ["frighten"],
    "I counted to three before I smacked him": ["frighten"],
    "might have hugged her": ["comfort", "cuddle"],
}


def harsh(text: str, answers=None) -> list[str]:
    found = read_line(text, WORDS, lexicon(), NOW, answers=answers or {})
    words = [one.word for one in found.taken]
    return [one.word for one in words if one.stance == UNSUPPORTIVE or one.word == "lash_out"]


def open_acts(text: str) -> list[str]:
    asked = (question.about for question in reading(text).questions)
    return [about for about in asked if about in {About.WHO_DID, About.DONE}]


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_nearly_happened_is_not_taken_as_done(text: str) -> None:
    assert ([], []) == (harsh(text), open_acts(text))


@pytest.mark.parametrize("text", DONE)
def test_what_was_done_is_not_hidden_by_a_not_or_a_nearly(text: str) -> None:
    assert ([DONE[text]], []) == (harsh(text), open_acts(text))


@pytest.mark.parametrize("text", OPEN)
def test_where_a_line_leaves_open_whether_it_was_done_that_is_asked(text: str) -> None:
    ((about, choices),) = [(q.about, [w.word for w in q.choices]) for q in reading(text).questions]
    assert (False, About.DONE, OPEN[text]) == ("frighten" in harsh(text), about, choices)


@pytest.mark.parametrize(("answer", "taken"), [("frighten", ["frighten"]), (None, [])])
def test_an_answer_says_whether_it_was_done(answer: str | None, taken: list[str]) -> None:
    word = WORDS.words[answer] if answer else None
    assert taken == harsh("I may have smacked him", {"smacked": word})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("couldn't soothe her", set()),
        ("I regret not hugging her", set()),
        ("wish I had hugged her", set()),
        ("was about to hug her", set()),
        ("wanted to stay up for the show, told no", {"told_no"}),
        ("wouldn't hug grandpa, i made him. wrong", {"resist"}),
        ("kept singing to her, she fell", {"hurt", "comfort"}),
        ("she may have hit her head, held her", {"hurt", "comfort"}),
    ],
)
def test_a_kind_deed_that_was_not_done_is_not_taken_and_no_other(text: str, words: set) -> None:
    found = {one.word.word for one in reading(text).taken}
    assert words == found - {"distress", "connection", "no"}
