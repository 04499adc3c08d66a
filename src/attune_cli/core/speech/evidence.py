"""What the words of a whole line speak for, where no rule is sure, or two of them clash.

Each sign of a line, such as a word or two that stand together, speaks for some words of the
vocabularies or against them: data/evidence.tsv has the weights, learnt from the labelled lines in
tests/data. They are added up. Evidence decides between kinds, cues and ratings. It takes away what
was done, and adds none to an upset, because what somebody did in it must be said.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from attune_cli.core.moment import Kind
from attune_cli.core.speech.lexicon import LEXICON_FILE, Lexicon, bases, plain
from attune_cli.core.speech.line import Line, Token
from attune_cli.core.speech.table import KeyedTable, compiled_table, table_in

EVIDENCE_FILE = LEXICON_FILE.with_name("evidence.tsv")
NO_MOMENT, UNRATED = "no_moment", "unrated"  # what a line may be, beside words of a vocabulary
KINDS = (*(kind.value for kind in Kind), NO_MOMENT)
CUES = (
    "body", "hurt", "scared", "apart", "frustrated", "told_no", "change", "left_out", "quarrel",
    "letdown", "worry", "lash_out", "resist", "unclear",
)  # fmt: skip
RATINGS = ("yes", "partly", "no", UNRATED)
_DECIDED = frozenset((*KINDS, *CUES, *RATINGS))  # one of each; what was done is weighed one by one
# Signs of what the rules found: a word that is taken, asked about, or may be meant, and what lacks.
TAKEN, MENDED, ASKED, MEANT, LACKS = "=", "+", "?", "~", "-"
LAST, _FIRST = "$", "^"  # before the signs of the last clause, and of the first
BEGINS = "<"  # before the first letters of a longer word: “swimm” of “swimming-pool”
_LETTERS = (4, 5)
_EDGE = "."
CHILD = "@"  # in the place of a child's name
MADE_OF = "!made of"  # no sign: what the table was learnt from
_OF_RULES = frozenset({TAKEN, MENDED, ASKED, MEANT, LACKS})
_OF_RATING = frozenset({TAKEN, MENDED, LACKS, LAST})
_SHORT = 4  # words of a clause that is a sign as a whole; and letters of a word that keeps its end


def stem(word: str) -> str:
    """Return the shortest plain form of a word, without its last vowel: it is compared only."""
    short = min(bases(word), key=len)
    if len(short) > _SHORT and short[-1] in "ey":
        return short[:-1]
    return short


def signs_by_clause(line: Line, lexicon: Lexicon) -> list[list[str]]:
    """Return the signs of each clause: its words, pairs of them, and groups that they are of."""
    stems, clauses = _stems(line), dict[int, dict[str, None]]()
    for n, token in enumerate(line.tokens):
        if n in line.timed:
            continue
        signs = clauses.setdefault(token.clause, {})
        is_first = n == 0 or line.tokens[n - 1].clause != token.clause
        is_last = line.is_at_end(n + 1)
        signs[stems[n]] = None
        signs[f"{stems[n]} {_EDGE if is_last else stems[n + 1]}"] = None
        if is_first:
            signs[f"{_EDGE} {stems[n]}"] = None
        signs.update(dict.fromkeys(lexicon.groups(token.word)))
        signs.update(
            dict.fromkeys(BEGINS + token.word[:n] for n in _LETTERS if n < len(token.word))
        )
    return [list(signs) for signs in clauses.values()]


def signs_of(
    line: Line, lexicon: Lexicon, clauses: Sequence[Sequence[str]] | None = None
) -> list[str]:
    """Return the signs of a whole line: those of its clauses, and what it begins with.

    Args:
        line: the line.
        lexicon: the groups of its words.
        clauses: the signs of each of its clauses, where they are known.
    """
    clauses = signs_by_clause(line, lexicon) if clauses is None else clauses
    told = _told(line)
    first = (token for token in told if token.clause == told[0].clause)
    begins = (_FIRST + one for one in _stems_of(first))
    return list(dict.fromkeys((*chain.from_iterable(clauses), *begins)))


def last_signs_of(line: Line, lexicon: Lexicon) -> list[str]:
    """Return the signs of the last clause, where people rate what they did."""
    if not line.tokens:
        return []
    last = [token for token in _told(line) if token.clause == line.tokens[-1].clause]
    stems = _stems_of(last)
    found = [*stems, *(f"{a} {b}" for a, b in zip([_EDGE, *stems], [*stems, _EDGE], strict=True))]
    for token in last:
        found += lexicon.groups(token.word) or lexicon.groups(token.word.removesuffix("ly"))
    if len(stems) <= _SHORT:
        found += ["=" + " ".join(stems), *(f"={one}" for one in stems)]
    found.append(str(min(len(stems), 2 * _SHORT)))
    return list(dict.fromkeys(LAST + one for one in found))


def made_of() -> str:
    """Return what evidence.tsv was made of."""
    return table_in(EVIDENCE_FILE).find(MADE_OF)[0]


def is_of_rules(sign: str) -> bool:
    """Whether a sign is of what the rules found."""
    return sign[0] in _OF_RULES


def rates(sign: str) -> bool:
    """Whether a sign may say how a line is rated: one of its last clause, or of the rules."""
    return sign[0] in _OF_RATING


class Weighed(dict[str, int]):
    """What the signs of a line weigh together, by word; of what was done, where asked."""

    def __init__(self, lines: Sequence[list[str]]) -> None:
        """Read the lines of signs: their weights, and apart from them those for what was done."""
        super().__init__()
        self._deeds = [deeds for _, deeds in lines if deeds]
        fields = " ".join([told for told, _ in lines]).split()
        for word, weight in zip(fields[::2], fields[1::2], strict=True):
            self[word] = self.get(word, 0) + int(weight)

    @property
    def is_silent(self) -> bool:
        """Whether no sign is known, so that nothing speaks against anything."""
        return not (self or self._deeds)

    def of_deed(self, deed: str) -> int:
        """Return what speaks for a response, an activity or a step, or against it."""
        name, sum_of = f" {deed} ", 0
        for deeds in self._deeds:
            if name in deeds:
                sum_of += int(deeds.partition(name)[2].partition(" ")[0])
        return sum_of


class Evidence:
    """The weights of signs, as evidence.tsv holds them."""

    def __init__(self, table: KeyedTable) -> None:
        self._table = table

    def weigh(self, signs: Iterable[str]) -> Weighed:
        """Return what signs weigh together."""
        return Weighed([line for line in self._table.find_each(signs) if line])


def best_of(sums: Mapping[str, int], among: Collection[str]) -> tuple[str, int]:
    """Return the word that most speaks for, and by how much more than for the next one."""
    first, second, *_ = sorted(among, key=lambda word: sums.get(word, 0), reverse=True)
    return first, sums.get(first, 0) - sums.get(second, 0)


@cache
def evidence() -> Evidence:
    """Return what evidence.tsv holds; of it, a run reads what is looked up."""
    return Evidence(table_in(EVIDENCE_FILE))


def compiled(weights: Mapping[str, Mapping[str, int]], made_of: str = "nothing") -> str:
    """Return the text of evidence.tsv: a sign a line, with what it speaks for.

    What it says of deeds stands apart: of most of them no line tells.

    Args:
        weights: by sign, by word.
        made_of: what changes with the lines that they were learnt from.
    """
    return compiled_table([(MADE_OF, made_of), *_lines(weights)])


def _lines(weights: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str, str]]:
    for sign, words in weights.items():
        several = [(word, weight) for word, weight in words.items() if weight]
        told = " ".join(f"{word} {weight}" for word, weight in several if word in _DECIDED)
        deeds = "".join(f" {word} {weight}" for word, weight in several if word not in _DECIDED)
        if several:
            yield sign, told, deeds


def _told(line: Line) -> list[Token]:
    """Return the words but those of a time: when it was is no evidence of what it was."""
    return [token for n, token in enumerate(line.tokens) if n not in line.timed]


def _stems(line: Line) -> list[str]:
    return _stems_of(line.tokens)


def _stems_of(tokens: Iterable[Token]) -> list[str]:
    return [
        CHILD if token.child else "0" if token.word[0].isdigit() else stem(plain(token.word))
        for token in tokens
    ]
