"""What the words of a whole line speak for, where no rule is sure, or two of them clash.

Each sign of a line, such as a word or two that stand together, speaks for some words of the
vocabularies or against them: data/evidence.tsv has the weights, learnt from the labelled lines in
tests/data. They are added up. Evidence decides between kinds, cues and ratings; it takes a
response away, and never adds one, because what somebody did must be said.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from attune_cli.core.moment import Kind
from attune_cli.core.speech.lexicon import SYNONYMS_FILE, Lexicon, bases, find_line, plain
from attune_cli.core.speech.line import Line

EVIDENCE_FILE = SYNONYMS_FILE.with_name("evidence.tsv")
NO_MOMENT, UNRATED = "no_moment", "unrated"  # what a line may be, beside words of a vocabulary
KINDS = (*(kind.value for kind in Kind), NO_MOMENT)
RATINGS = ("yes", "partly", "no", UNRATED)
# Signs of what the rules found: a word that is taken, asked about, or may be meant, and what lacks.
TAKEN, MENDED, ASKED, MEANT, LACKS = "=", "+", "?", "~", "-"
LAST, _FIRST = "$", "^"  # before the signs of the last clause, and of the first
_EDGE = "."
MADE_OF = "!made of"  # no sign: what the table was learnt from
_OF_RATING = frozenset({TAKEN, MENDED, LACKS, LAST})
_SHORT = 4  # words of a clause that is a sign as a whole; and letters of a word that keeps its end


def stem(word: str) -> str:
    """Return the shortest plain form of a word, without its last vowel: it is compared only."""
    short = min(bases(word), key=len)
    if len(short) > _SHORT and short[-1] in "ey":
        return short[:-1]
    return short


def signs_of(line: Line, lexicon: Lexicon) -> list[str]:
    """Return the signs of a whole line: its words, pairs of them, and groups that they are of."""
    stems = _stems(line)
    signs = dict.fromkeys(stems)
    for n, token in enumerate(line.tokens):
        is_first = n == 0 or line.tokens[n - 1].clause != token.clause
        is_last = line.is_at_end(n + 1)
        signs[f"{stems[n]} {_EDGE if is_last else stems[n + 1]}"] = None
        if is_first:
            signs[f"{_EDGE} {stems[n]}"] = None
        if token.clause == line.tokens[0].clause:
            signs[_FIRST + stems[n]] = None
        signs.update(dict.fromkeys(lexicon.groups(token.word)))
    return list(signs)


def last_signs_of(line: Line, lexicon: Lexicon) -> list[str]:
    """Return the signs of the last clause, where people rate what they did."""
    if not line.tokens:
        return []
    first = line.last_clause()
    stems = _stems(line)[first:]
    found = [*stems, *(f"{a} {b}" for a, b in zip([_EDGE, *stems], [*stems, _EDGE], strict=True))]
    for token in line.tokens[first:]:
        found += lexicon.groups(token.word) or lexicon.groups(token.word.removesuffix("ly"))
    if len(stems) <= _SHORT:
        found += ["=" + " ".join(stems), *(f"={one}" for one in stems)]
    found.append(str(min(len(stems), 2 * _SHORT)))
    return list(dict.fromkeys(LAST + one for one in found))


def made_of() -> str:
    """Return what evidence.tsv was made of."""
    return find_line(EVIDENCE_FILE.read_bytes(), MADE_OF)[0]


def rates(sign: str) -> bool:
    """Whether a sign may say how a line is rated: one of its last clause, or of the rules."""
    return sign[0] in _OF_RATING


class Evidence:
    """The weights of signs, as evidence.tsv holds them."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def weigh(self, signs: Iterable[str]) -> dict[str, int]:
        """Return what signs weigh together, by word."""
        sums: dict[str, int] = {}
        for sign in signs:
            for one in find_line(self._text, sign):
                word, _, weight = one.partition(":")
                sums[word] = sums.get(word, 0) + int(weight)
        return sums


def best_of(sums: Mapping[str, int], among: Collection[str]) -> tuple[str, int]:
    """Return the word that most speaks for, and by how much more than for the next one."""
    first, second, *_ = sorted(among, key=lambda word: sums.get(word, 0), reverse=True)
    return first, sums.get(first, 0) - sums.get(second, 0)


@cache
def evidence() -> Evidence:
    """Return what evidence.tsv holds, read once a run."""
    return Evidence(EVIDENCE_FILE.read_bytes())


def compiled(weights: Mapping[str, Mapping[str, int]], made_of: str = "nothing") -> str:
    """Return the text of evidence.tsv: a sign a line, sorted, with the words that it speaks for.

    Args:
        weights: by sign, by word.
        made_of: what changes with the lines that they were learnt from.
    """
    lines = [f"{MADE_OF}\t{made_of}", *_lines(weights)]
    return "".join(f"{line}\n" for line in sorted(lines))


def _lines(weights: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for sign, words in weights.items():
        said = "\t".join(f"{word}:{weight}" for word, weight in words.items() if weight)
        if said:
            yield f"{sign}\t{said}"


def _stems(line: Line) -> list[str]:
    return [
        "@" if token.child else "0" if token.word[0].isdigit() else stem(plain(token.word))
        for token in line.tokens
    ]
