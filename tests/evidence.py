"""How evidence.tsv is learnt from lines and what they are read as: a few rounds over all of them.

Where a line's best wrong word weighs nearly as much as its best fair one, each of its signs is
moved by one towards the fair word and away from the other; the weight that counts is the average
over all rounds (an averaged perceptron with a margin: Freund & Schapire 1999, Machine Learning).
The rules were made for these lines, and are right of them more often than of others: some of what
they found is left out in each round, so that the words learn to speak for themselves; and some of
the words, so that each does.
Whole numbers and a fixed order make it the same everywhere.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from attune_cli.core.moment import Kind
from attune_cli.core.speech.evidence import (
    BEGINS,
    CUES,
    KINDS,
    LAST,
    NO_MOMENT,
    RATINGS,
    UNRATED,
    Evidence,
    Weighed,
    is_of_rules,
    last_signs_of,
    rates,
    signs_of,
    stem,
)
from attune_cli.core.speech.lexicon import lexicon, plain
from attune_cli.core.speech.line import Line
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.table import KeyedTable
from attune_cli.core.vocabulary import vocabulary
from plain_speech import CAREGIVERS, CHILDREN, LEARNT, NOW

ROUNDS, MARGIN, SCALE = 10, 20, 5
# Of a hundred signs, those left out in each round. Of what the rules found, more of the lines that
# the rules were made for.
OF_RULES_LEFT_OUT, OF_WORDS_LEFT_OUT = {"seen": 75, LEARNT: 10}, 15
FEWEST = 3  # lines with a sign that is learnt from
FAINTEST = 10  # of the weights that are kept
OTHER = "other"
TOPICS_FILE = Path(__file__).parent / "data" / "topics.toml"
TOPIC = "§"  # before the name of a topic, as a sign

# What was done, by its vocabulary: where a line has it, and the kind of lines that teach it.
DEEDS = {
    "response": ("responses", None),
    "activity": ("activities", Kind.CONNECTION),
    "step": ("steps", Kind.REPAIR),
}

# Signs, the words that are fair, and how many of a hundred signs of the rules are left out.
Example = tuple[Sequence[str], Collection[str], int]


class _Watching(Evidence):
    def weigh(self, signs: Iterable[str]) -> Weighed:
        self.signs = list(signs)
        return Weighed(())


@cache
def signs(text: str) -> list[str]:
    """Return the signs of a line, those of what the rules took it for among them."""
    watching = _Watching(KeyedTable(BytesIO))
    watching.signs = []
    known = (vocabulary(), lexicon(), NOW, CHILDREN, CAREGIVERS)
    read_line(text, *known, weights=lambda: watching)
    return watching.signs


@cache
def _of_words(text: str) -> list[str]:
    """Return the signs of a line of which no rule took anything: its words teach, too."""
    line = Line(text, CHILDREN, CAREGIVERS)
    return [*signs_of(line, lexicon()), *last_signs_of(line, lexicon())]


def learnt(lines: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return the weights of signs, by word, that lines with labels teach."""
    every = [(line, signs(line["text"]) or _of_words(line["text"])) for line in lines]
    many = Counter(sign for _, several in every for sign in several)
    read = [(line, [one for one in several if many[one] >= FEWEST]) for line, several in every]
    last = [(line, [one for one in several if rates(one)]) for line, several in read]
    read = [
        (line, [one for one in several if one[0] != LAST] + topics_of(several))
        for line, several in read
    ]
    found: dict[str, dict[str, int]] = {}
    _learn(found, KINDS, [_example(*one, _fair(one[0], "kind") or {NO_MOMENT}) for one in read])
    _learn(found, CUES, [_example(*one, _fair(one[0], "cue")) for one in read if "cue" in one[0]])
    rated = [one for one in last if one[0].get("kind") != "repair"]
    _learn(found, RATINGS, [_example(*one, _fair(one[0], "rating") or {UNRATED}) for one in rated])
    alone = [
        (line, [one for one in several if one[0] == TOPIC or not (" " in one or one[0] == BEGINS)])
        for line, several in read
    ]
    for place, (name, kind) in DEEDS.items():
        some = [one for one in alone if kind in {None, one[0].get("kind")}]
        for word in vocabulary().of(place):
            told = [_example(*one, {word.word} & _fair(one[0], name) or {OTHER}) for one in some]
            _learn(found, (word.word, OTHER), told)
    return _with_topics(found)


@cache
def topics() -> dict[str, tuple[str, ...]]:
    """Return the topics of each word, which is in its plain form."""
    found: dict[str, list[str]] = {}
    for topic, words in tomllib.loads(TOPICS_FILE.read_text("utf-8")).items():
        for word in dict.fromkeys(stem(plain(word)) for word in words):
            found.setdefault(word, []).append(TOPIC + topic)
    return {word: tuple(several) for word, several in found.items()}


def topics_of(several: Iterable[str]) -> list[str]:
    """Return the topics of the words among some signs, as signs: once for each word."""
    return [topic for one in several for topic in topics().get(one, ())]


def _with_topics(found: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return the weights with those of each topic added to its words: no topic is looked up."""
    told = {sign: dict(words) for sign, words in found.items() if sign[0] != TOPIC}
    for word, several in topics().items():
        row = Counter(told.get(word, {}))
        for topic in several:
            row.update(found.get(topic, {}))
        told[word] = {one: weight for one, weight in row.items() if abs(weight) >= FAINTEST}
    return told


def digest(lines: Sequence[dict[str, Any]]) -> str:
    """Return what changes with the lines, or with how they are learnt from."""
    files = (Path(__file__), TOPICS_FILE)
    told = json.dumps(lines, sort_keys=True) + "".join(file.read_text("utf-8") for file in files)
    return sha256(told.encode()).hexdigest()


def _fair(line: dict[str, Any], name: str) -> set[str]:
    several = [line.get(name, []), line.get(f"also_{name}", [])]
    fair = {word for some in several for word in ([some] if isinstance(some, str) else some)}
    return fair | ({UNRATED} if name == "rating" and not line.get(name) else set())


def _example(line: dict[str, Any], signs_there: Sequence[str], fair: Collection[str]) -> Example:
    return signs_there, fair, OF_RULES_LEFT_OUT[line["half"]]


def _is_drawn(draw: Random, left_out: int) -> bool:
    return draw.randrange(100) >= left_out


def _learn(
    found: dict[str, dict[str, int]], words: Sequence[str], examples: Sequence[Example]
) -> None:
    places = range(len(words))
    weights = {sign: [0] * len(words) for some, _, _ in examples for sign in some}
    sums = {sign: [0] * len(words) for sign in weights}
    left = many = ROUNDS * len(examples)
    for number in range(ROUNDS):
        draw = Random(number)
        for n in draw.sample(range(len(examples)), len(examples)):
            some, fair, of_rules = examples[n]
            left_out = (of_rules if is_of_rules(one) else OF_WORDS_LEFT_OUT for one in some)
            some = [
                one for one, share in zip(some, left_out, strict=True) if _is_drawn(draw, share)
            ]
            rows = [weights[sign] for sign in some]
            score = [sum(column) for column in zip(*rows, strict=True)] or [0] * len(words)
            best = max((one for one in places if words[one] in fair), key=score.__getitem__)
            wrong = max((one for one in places if words[one] not in fair), key=score.__getitem__)
            if score[best] < score[wrong] + MARGIN:
                for sign in some:
                    for place, step in ((best, 1), (wrong, -1)):
                        weights[sign][place] += step
                        sums[sign][place] += step * left
            left -= 1
    for sign, row in sums.items():
        told = {word: round(SCALE * one / many) for word, one in zip(words, row, strict=True)}
        if OTHER in told:  # what speaks against the other speaks for it
            told = {word: 2 * one for word, one in told.items() if word != OTHER}
        kept = {word: one for word, one in told.items() if abs(one) >= FAINTEST}
        found.setdefault(sign, {}).update(kept)
