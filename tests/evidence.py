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
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

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
    rates,
)
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.vocabulary import vocabulary
from plain_speech import CAREGIVERS, CHILDREN, NOW

ROUNDS, MARGIN, SCALE = 10, 20, 5
OF_RULES_LEFT_OUT, OF_WORDS_LEFT_OUT = 50, 15  # of a hundred signs, in each round
FEWEST = 2  # lines with a sign that is learnt from
FAINTEST = 5  # of the weights that are kept
OTHER = "other"

Example = tuple[Sequence[str], Collection[str]]  # signs, and the words that are fair


class _Watching(Evidence):
    def weigh(self, signs: Iterable[str]) -> Weighed:
        self.signs = list(signs)
        return Weighed(())


@cache
@cache
def signs(text: str) -> list[str]:
    """Return the signs of a line, those of what the rules took it for among them."""
    watching = _Watching(b"")
    watching.signs = []
    known = (vocabulary(), lexicon(), NOW, CHILDREN, CAREGIVERS)
    read_line(text, *known, weights=lambda: watching)
    return watching.signs


def learnt(lines: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return the weights of signs, by word, that lines with labels teach."""
    every = [(line, signs(line["text"])) for line in lines]
    many = Counter(sign for _, several in every for sign in several)
    read = [(line, [one for one in several if many[one] >= FEWEST]) for line, several in every]
    last = [(line, [one for one in several if rates(one)]) for line, several in read]
    read = [(line, [one for one in several if one[0] != LAST]) for line, several in read]
    found: dict[str, dict[str, int]] = {}
    _learn(found, KINDS, [(some, _fair(line, "kind") or {NO_MOMENT}) for line, some in read])
    _learn(found, CUES, [(some, _fair(line, "cue")) for line, some in read if "cue" in line])
    rated = [(line, some) for line, some in last if line.get("kind") != "repair"]
    _learn(found, RATINGS, [(some, _fair(line, "rating") or {UNRATED}) for line, some in rated])
    alone = [
        (line, [one for one in several if " " not in one and one[0] != BEGINS])
        for line, several in read
    ]
    for word in vocabulary().of("response"):
        told = [(some, {word.word} & _fair(line, "responses") or {OTHER}) for line, some in alone]
        _learn(found, (word.word, OTHER), told)
    return found


def digest(lines: Sequence[dict[str, Any]]) -> str:
    """Return what changes with the lines, or with how they are learnt from."""
    told = json.dumps(lines, sort_keys=True) + Path(__file__).read_text("utf-8")
    return sha256(told.encode()).hexdigest()


def _fair(line: dict[str, Any], name: str) -> set[str]:
    several = [line.get(name, []), line.get(f"also_{name}", [])]
    fair = {word for some in several for word in ([some] if isinstance(some, str) else some)}
    return fair | ({UNRATED} if name == "rating" and not line.get(name) else set())


def _left_out(sign: str) -> int:
    return OF_RULES_LEFT_OUT if is_of_rules(sign) else OF_WORDS_LEFT_OUT


def _learn(
    found: dict[str, dict[str, int]], words: Sequence[str], examples: Sequence[Example]
) -> None:
    places = range(len(words))
    weights = {sign: [0] * len(words) for some, _ in examples for sign in some}
    sums = {sign: [0] * len(words) for sign in weights}
    left = many = ROUNDS * len(examples)
    for number in range(ROUNDS):
        draw = Random(number)
        for n in draw.sample(range(len(examples)), len(examples)):
            some, fair = examples[n]
            some = [one for one in some if draw.randrange(100) >= _left_out(one)]
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
