"""How harm.tsv is learnt: by logistic regression, with steps that grow smaller for what is frequent
(AdaGrad: Duchi, Hazan & Singer 2011, Journal of Machine Learning Research 12).

Lines of harm are those of data/harm.toml, and those of the learnt lines in which somebody
frightened a child; ordinary ones are all others.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from math import exp, sqrt
from pathlib import Path
from random import Random

from attune_cli.core.speech.evidence import signs_by_clause
from attune_cli.core.speech.harm import ALWAYS, without_names
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.line import Line
from attune_cli.core.vocabulary import FRIGHTEN
from plain_speech import CAREGIVERS, CHILDREN, DATA, LEARNT, lines

ROUNDS, STEP, SCALE = 10, 0.1, 100
OF_HARM = 3  # how much more a line of harm counts
FEWEST = 2  # lines with a sign that is learnt from
SURE = 0.001  # a line that is nearly right teaches nothing
FAINTEST = 5  # of the weights that are kept
SAMPLED = 50  # of so many lines, the signs of one are compared
START, SLOW = -3.0, 0.02


def written() -> list[str]:
    """Return the lines of harm, and those with the same words, that were written to learn from."""
    found = tomllib.loads((DATA / "harm.toml").read_text("utf-8"))
    return [*found["harm"], *found["ordinary"]]


def told() -> tuple[list[str], list[str]]:
    """Return the lines of harm, and the ordinary ones; those that may be either are left out."""
    written = tomllib.loads((DATA / "harm.toml").read_text("utf-8"))
    harm, ordinary = list(written["harm"]), list(written["ordinary"])
    for line in (*lines("seen"), *lines(LEARNT)):
        if FRIGHTEN in line.get("responses", []):
            harm.append(line["text"])
        elif FRIGHTEN not in line.get("also_responses", []):
            ordinary.append(line["text"])
    return harm, ordinary


def held_out() -> tuple[list[str], list[str]]:
    """Return lines of harm, and ordinary ones with the same words, of which nothing is learnt."""
    written = tomllib.loads((DATA / "harm.toml").read_text("utf-8"))
    return written["held_out_harm"], written["held_out_ordinary"]


def signs(text: str) -> list[str]:
    """Return the signs of the words of a line."""
    clauses = without_names(signs_by_clause(Line(text, CHILDREN, CAREGIVERS), lexicon()))
    return list(dict.fromkeys(sign for one in clauses for sign in one))


def learnt(harm: Sequence[str], ordinary: Sequence[str]) -> dict[str, int]:
    """Return the weights of signs, and what is said of every line, in hundredths of log odds."""
    every = [(signs(text), True) for text in harm] + [(signs(text), False) for text in ordinary]
    many = Counter(sign for several, _ in every for sign in several)
    read = [([one for one in some if many[one] >= FEWEST], is_harm) for some, is_harm in every]
    weights, squares = dict.fromkeys(many, 0.0), dict.fromkeys(many, 1.0)
    always = START
    for number in range(ROUNDS):
        for several, is_harm in Random(number).sample(read, len(read)):
            chance = 1 / (1 + exp(-always - sum(weights[one] for one in several)))
            off = (is_harm - chance) * (OF_HARM if is_harm else 1)
            if abs(off) < SURE:
                continue
            always += SLOW * off
            for one in several:
                squares[one] += off * off
                weights[one] += STEP * off / sqrt(squares[one])
    scaled = {one: round(SCALE * weight) for one, weight in weights.items()}
    kept = {one: weight for one, weight in scaled.items() if abs(weight) >= FAINTEST}
    return kept | {ALWAYS: round(SCALE * always)}


def digest(harm: Sequence[str], ordinary: Sequence[str]) -> str:
    """Return what changes with the lines, with their signs, or with how they are learnt from."""
    some = [signs(text) for text in (*harm, *ordinary)[::SAMPLED]]
    text = json.dumps([harm, ordinary, some]) + Path(__file__).read_text("utf-8")
    return sha256(text.encode()).hexdigest()
